"""What the listener wished for, checked before anything is done about it."""

from enum import StrEnum
from typing import TypeVar

from coach.errors import WishError
from coach.routine import MAX_TOTAL_S, PACE_MAX, PACE_MIN, REP_MAX_S, REP_MIN_S, Routine
from coach.units import time_to_s

_Word = TypeVar("_Word", bound=StrEnum)


def length_s(
    routine: Routine, *, pace: float | None, rep_seconds: float | None, wished: str | float | None
) -> float | None:
    """The length to meet in seconds; None where the pace decides instead.

    Raises:
        WishError: the wishes exclude each other, or one is out of range.
    """
    wishes = {"--pace": pace, "--rep-seconds": rep_seconds, "--fit": wished}
    given = [name for name, value in wishes.items() if value is not None]
    if len(given) > 1:
        raise WishError(f"{' and '.join(given)} exclude each other", hint="each of them decides the pace; keep one")
    _check_range("--pace", pace, PACE_MIN, PACE_MAX)
    _check_range("--rep-seconds", rep_seconds, REP_MIN_S, REP_MAX_S)
    if wished is None:
        return None if given else routine.duration_s
    try:
        seconds = time_to_s(wished) if isinstance(wished, str) else float(wished)
    except ValueError:
        hint = "write it as 9:30, `10 min` or `600 s`"
        raise WishError(f"`{wished}` is no time", subject="--fit", hint=hint) from None
    if not 0 < seconds <= MAX_TOTAL_S:
        hint = f"wish for something up to {MAX_TOTAL_S / 3600:.0f} hours"
        raise WishError(f"a length of {wished}", subject="--fit", hint=hint)
    return seconds


def one_of(kind: type[_Word], word: str, what: str) -> _Word:
    """The member of a kind of words that a word names.

    Raises:
        WishError: it names none; `what` says what was meant to be named.
    """
    if word not in tuple(kind):
        raise WishError(f"`{word}` is no {what}", hint=f"there are {', '.join(kind)}")
    return kind(word)


def _check_range(option: str, value: float | None, least: float, most: float) -> None:
    if value is not None and not least <= value <= most:
        raise WishError(f"{value:g} is out of range", subject=option, hint=f"it goes from {least:g} to {most:g}")

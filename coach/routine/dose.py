"""The dose as it is written in the strict form: text to Dose and back."""

import re
from typing import Any

from coach.routine.model import (
    MAX_REPS,
    MAX_ROUNDS,
    MAX_SETS,
    MAX_TIME_S,
    MIN_TIME_S,
    REP_MAX_S,
    REP_MIN_S,
    Dose,
    Effort,
    Reps,
    Sides,
    Span,
    Tempo,
)
from coach.units import s_to_clock, time_to_s

DOSE_HINT = (
    "write it as `20 each side`, `3 x 12`, `30 s` or `max in 40 s`, then `, rest 30 s`, `, tempo 3-1-1-0` or `@ 2 s`"
)

_NUMBER = r"\d{1,12}"
_UNIT = r"(?:s|secs?|seconds?|mins?|minutes?)"
_TIME = rf"\d{{1,4}}(?::\d{{2}}){{1,2}}|\d{{1,12}}(?:\.\d{{1,3}})? ?{_UNIT}(?: \d{{1,6}} ?{_UNIT})?"
_AMOUNT = re.compile(
    rf"(?:(?P<sets>{_NUMBER}) ?[x×] ?)?"
    rf"(?:(?P<most>max in )?(?:hold )?(?P<time>{_TIME})|(?P<reps>{_NUMBER})(?: reps?| repetitions?)?)"
    r"(?P<effort> hold| work)?(?P<each> each side| each| per side)?",
    re.IGNORECASE | re.ASCII,
)
_PHASE = r"\d{1,2}(?:\.\d{1,3})?"
_TEMPO = re.compile(rf"tempo ({_PHASE})-({_PHASE})-({_PHASE}|x)(?:-({_PHASE}))?", re.I | re.ASCII)
_NEGATIVE = re.compile(r"(?:^|[ @])[-−–] ?\d", re.ASCII)
_ROUNDS = re.compile(rf"({_NUMBER}) rounds?(?:, rest (.+))?", re.I | re.ASCII)
_MENTIONS_ROUNDS = re.compile(rf"\brounds?\b|\b[x×] ?{_NUMBER}\b|\b{_NUMBER} ?[x×](?!\w)", re.I | re.ASCII)
_REST = re.compile(r"rest:? (.+)", re.I | re.ASCII)


class DoseError(ValueError):
    """A dose that cannot be read; the text says what is wrong, `hint` what would be right."""

    def __init__(self, message: str, hint: str = DOSE_HINT) -> None:
        super().__init__(message)
        self.hint = hint


def read_dose(text: str) -> Dose:
    """The dose of a strict line, such as `3 x 12 each side, rest 30 s @ 2 s`.

    Raises:
        DoseError: it is no dose, or one that nobody can do.
    """
    if _NEGATIVE.search(text):
        raise DoseError(f"a dose cannot be negative: `{text}`")
    head, at, rep = text.partition("@")
    first, *rest = (part.strip() for part in head.split(","))
    sets, amount, sides = _read_amount(first)
    modifiers = _read_modifiers(rest, amount, sides)
    rep_s = _read_rep(rep.strip()) if at else None
    tempo = modifiers.get("tempo")
    if isinstance(amount, Span) and (rep_s or tempo):
        raise DoseError(f"`{first}` counts no repetitions, so it has no tempo", "leave the tempo out")
    if rep_s and tempo:
        raise DoseError("a tempo and a time for a repetition together", "write one of `tempo 3-1-1-0` and `@ 3 s`")
    if "rest_s" in modifiers and sets == 1:
        raise DoseError("a rest between sets needs more than one set", "write the rest on its own: `- Rest 30 s`")
    return Dose(amount=amount, sets=sets, rep_s=rep_s, **{"sides": sides, **modifiers})


def read_time(text: str) -> float:
    """The time of a hold or a rest, in seconds.

    Raises:
        DoseError: it is none.
    """
    try:
        seconds = time_to_s(text.lower())
    except ValueError:
        raise DoseError(f"`{text}` is no time", "write times as `30 s`, `2 min` or `1:30`") from None
    if not MIN_TIME_S <= seconds <= MAX_TIME_S:
        raise DoseError(f"`{text}` is no time to hold or rest", "write a time from `1 s` to an hour")
    return seconds


def read_rest(text: str) -> float | None:
    """Seconds of `Rest 30 s`; None if the line is no rest.

    Raises:
        DoseError: it is a rest, but not one anybody can take.
    """
    match = _REST.fullmatch(text)
    if not match:
        return None
    if _NEGATIVE.search(text):
        raise DoseError(f"a rest cannot be negative: `{text}`", "write it as `Rest 30 s`")
    return read_time(match[1])


def read_rounds(text: str) -> tuple[int, float | None] | None:
    """Rounds and the rest between them of `3 rounds, rest 60 s`; None if the text is neither.

    Raises:
        DoseError: these are rounds, but not ones anybody can do.
    """
    match = _ROUNDS.fullmatch(text)
    if not match:
        return None
    rounds = _within(match[1], MAX_ROUNDS, "rounds")
    rest_s = read_time(match[2]) if match[2] else None
    if rest_s and rounds == 1:
        raise DoseError("a rest between rounds needs more than one round", "leave the rest out")
    return rounds, rest_s


def mentions_rounds(title: str) -> bool:
    """Whether a block's title speaks of rounds, so that leaving them unread would be a guess."""
    return bool(_MENTIONS_ROUNDS.search(title))


def write_dose(dose: Dose) -> str:
    """The dose in the strict form, such that read_dose gives it back."""
    text = f"{dose.sets} x " if dose.sets > 1 else ""
    if isinstance(dose.amount, Reps):
        plain = dose.sets == 1 and dose.sides is Sides.BOTH
        text += f"{dose.amount.count} reps" if plain else str(dose.amount.count)
        each = dose.sides is not Sides.BOTH
    else:
        time = write_time(dose.amount.seconds)
        text += {Effort.HOLD: time, Effort.WORK: f"{time} work", Effort.MOST: f"max in {time}"}[dose.amount.effort]
        each = dose.sides is Sides.EACH
    text += " each side" if each else ""
    text += ", alternating" if dose.sides is Sides.ALTERNATING else ""
    text += f", tempo {write_tempo(dose.tempo)}" if dose.tempo else ""
    text += f", rest {write_time(dose.rest_s)}" if dose.rest_s else ""
    return text + (f" @ {_decimal(dose.rep_s)} s" if dose.rep_s else "")


def write_tempo(tempo: Tempo) -> str:
    """Four phases joined with hyphens, `X` for an explosive concentric."""
    phases = [_decimal(phase) for phase in tempo.phases_s]
    if tempo.explosive:
        phases[2] = "X"
    return "-".join(phases)


def write_time(seconds: float) -> str:
    """Seconds as `45 s`, from two minutes on as `2:00`."""
    return s_to_clock(seconds) if seconds >= 120 and seconds == int(seconds) else f"{_decimal(seconds)} s"


def _read_amount(text: str) -> tuple[int, Reps | Span, Sides]:
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise DoseError(f"no dose understood in `{text}`")
    sets = _within(match["sets"], MAX_SETS, "sets") if match["sets"] else 1
    sides = Sides.EACH if match["each"] else Sides.BOTH
    time, count, effort = match["time"], match["reps"], (match["effort"] or "").strip().lower()
    if count:
        if match["most"] or effort:
            raise DoseError(f"no dose understood in `{text}`")
        return sets, Reps(count=_within(count, MAX_REPS, "repetitions")), sides
    if match["most"] and effort:
        raise DoseError(f"no dose understood in `{text}`")
    kind = Effort.MOST if match["most"] else Effort(effort or "hold")
    return sets, Span(seconds=read_time(time), effort=kind), sides


def _read_modifiers(parts: list[str], amount: Reps | Span, sides: Sides) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts:
        name, value = _read_modifier(part, amount, sides)
        if name in found:
            raise DoseError(f"`{part}` says a second time what was said before it", "say it once")
        found[name] = value
    return found


def _read_modifier(part: str, amount: Reps | Span, sides: Sides) -> tuple[str, Any]:
    if part.lower() == "alternating":
        if isinstance(amount, Reps) and sides is Sides.BOTH:
            count = amount.count
            raise DoseError(
                f"`{count}, alternating` leaves open whether each side does {count}",
                f"write `{count} each side, alternating`"
                + (f" or `{count // 2} each side, alternating`" if count > 1 else ""),
            )
        if isinstance(amount, Span) and sides is Sides.EACH:
            raise DoseError("a time on each side cannot alternate", "write `40 s, alternating` or `20 s each side`")
        return "sides", Sides.ALTERNATING
    if tempo := _TEMPO.fullmatch(part):
        return "tempo", _read_tempo(tempo)
    if part.lower().startswith("rest "):
        return "rest_s", read_time(part[5:])
    raise DoseError(f"`{part or ','}` is not understood")


def _read_tempo(match: re.Match[str]) -> Tempo:
    explosive = match[3].lower() == "x"
    eccentric, stretched, contracted = float(match[1]), float(match[2]), float(match[4] or 0)
    concentric = 1.0 if explosive else float(match[3])
    if max(eccentric, stretched, concentric, contracted) > REP_MAX_S:
        raise DoseError(f"`{match[0]}` has a phase of more than {REP_MAX_S:g} s", _rep_hint())
    tempo = Tempo(
        eccentric=eccentric, stretched=stretched, concentric=concentric, contracted=contracted, explosive=explosive
    )
    if not REP_MIN_S <= tempo.total_s <= REP_MAX_S:
        raise DoseError(f"`{match[0]}` makes a repetition of {tempo.total_s:g} s", _rep_hint())
    return tempo


def _read_rep(text: str) -> float:
    try:
        seconds = time_to_s(text.lower())
    except ValueError:
        raise DoseError(f"`@ {text}` is no time for a repetition", "write it as `@ 2 s`") from None
    if not REP_MIN_S <= seconds <= REP_MAX_S:
        raise DoseError(f"`@ {text}` makes a repetition of {seconds:g} s", _rep_hint())
    return seconds


def _rep_hint() -> str:
    return f"a repetition takes {REP_MIN_S:g} to {REP_MAX_S:g} s"


def _within(digits: str, most: int, what: str) -> int:
    number = int(digits)
    if not 1 <= number <= most:
        raise DoseError(f"{digits} {what}", f"a number from 1 to {most} is meant to be here")
    return number


def _decimal(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")

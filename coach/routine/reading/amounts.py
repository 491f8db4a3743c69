"""What a line says to an amount: repetitions, a ladder, a time; with limits, and what is assumed where it says less."""

import re

from coach.routine.dose import (
    MAX_REPS,
    MAX_SETS,
    MAX_TIME_S,
    MIN_TIME_S,
    REP_MAX_S,
    REP_MIN_S,
    Amount,
    Effort,
    Ladder,
    Reps,
    Sides,
    Span,
)
from coach.routine.reading.drafts import ExerciseDraft
from coach.routine.reading.lexicon import Lexicon
from coach.routine.reading.said import HELD_REP_S, Said, Time, at_most
from coach.routine.shelf.exercises import known_in
from coach.routine.tempo import write_number

MOST_S = 45.0
"""Given for as many repetitions as possible where no time is written: a set to failure, at two seconds each."""
DISTANCE_S = 60.0
"""Given for a way to go, which nobody can time from here."""
SLOW_REP_S = 5.0
"""A repetition that is to be slow: beyond ACSM's moderate 2 to 4 s."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class DoseError(ValueError):
    """A dose that nobody can do; `at` is what is wrong with it, `hint` what would be right."""

    def __init__(self, message: str, hint: str, at: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.at = at


def check(said: Said, name: str) -> Said:
    """The same, if somebody can do it.

    Raises:
        DoseError: a number is out of its range, or nothing says how much.
    """
    if said.negative:
        raise DoseError(f"a dose cannot be negative: `{said.text}`", "write it without the minus", "-")
    for number in said.reps if isinstance(said.reps, tuple) else (said.reps,):
        if isinstance(number, int):
            _within(number, 1, MAX_REPS, "repetitions")
    if said.sets is not None:
        _within(sets_of(said), 1, MAX_SETS, "sets")
    _check_time(said.seconds, "to hold")
    _check_time(said.rest_s, "to rest")
    if said.rep_s is not None and not REP_MIN_S <= said.rep_s <= REP_MAX_S:
        hint = f"a repetition takes {REP_MIN_S:g} to {REP_MAX_S:g} s"
        raise DoseError(f"a repetition of {said.rep_s:g} s", hint, f"{said.rep_s:g}")
    if not said.has_amount and said.sets is not None:
        hint = "say how many repetitions or how long: `Squats: 3 x 12`, `Plank: 3 x 40 s`"
        raise DoseError(f"`{name[:60]}` has {at_most(said.sets)} sets, but nothing says how many each is", hint)
    if not said.has_amount:
        raise DoseError(f"no dose in `{name[:60]}`", "say how many or how long: `Squats: 12 reps`, `Plank: 40 s`")
    return said


def _check_time(seconds: Time | None, what: str) -> None:
    for one in seconds if isinstance(seconds, tuple) else (seconds,):
        if one is not None and not MIN_TIME_S <= one <= MAX_TIME_S:
            hint = "write a time from `1 s` to an hour"
            raise DoseError(f"{write_number(one)} s is no time {what}", hint, write_number(one))


def _within(number: int, least: int, most: int, what: str) -> None:
    if not least <= number <= most:
        raise DoseError(f"{number} {what}", f"a number from {least} to {most} is meant to be here", str(number))


def amount_of(draft: ExerciseDraft, said: Said, lexicon: Lexicon) -> Amount:
    """The amount of an exercise; what had to be assumed is noted in the draft."""
    if said.ladder is not None:
        return Ladder(counts=said.ladder)
    if said.reps == "max":
        if said.seconds is None:
            draft.notes.append(f"as many as you can: {MOST_S:g} s are given for it")
        low = said.seconds[0] if isinstance(said.seconds, tuple) else None
        return Span(seconds=at_most(said.seconds) or MOST_S, effort=Effort.MOST, least_s=low)
    if said.reps is not None:
        return _reps(draft, said)
    if isinstance(said.seconds, tuple):
        low, high = said.seconds
        return Span(seconds=high, least_s=low, effort=_effort(draft, said, lexicon))
    if said.seconds is not None:
        return Span(seconds=said.seconds, effort=_effort(draft, said, lexicon))
    draft.doubts.append(f"{said.distance} is a distance: {DISTANCE_S:g} s are given for it")
    return Span(seconds=DISTANCE_S, effort=Effort.WORK)


def _reps(draft: ExerciseDraft, said: Said) -> Reps:
    low, high = said.reps if isinstance(said.reps, tuple) else (None, said.reps)
    assert isinstance(high, int)
    if said.side == "alternating" and not said.pairs and not said.each:
        even = high % 2 == 0 and high > 1 and (low is None or (low % 2 == 0))
        if even:
            draft.doubts.append(f"{high} in all, {high // 2} on each side; it may mean {high} on each side")
            low, high = (low // 2 if low else None), high // 2
        else:
            draft.doubts.append(f"{high} on each side; it may mean {high} in all")
    return Reps(count=high, least=low if low is not None and low < high else None)


def _effort(draft: ExerciseDraft, said: Said, lexicon: Lexicon) -> Effort:
    """Whether a time is held or worked: as it is written, else as the name sounds."""
    return Effort(said.effort) if said.effort else effort_of(draft.name, lexicon)


def effort_of(name: str, lexicon: Lexicon) -> Effort:
    """Whether an exercise of this name is held or worked, where its dose does not say."""
    if entry := known_in(lexicon.language, name):
        return Effort.HOLD if entry.hold_s is not None and not entry.moves else Effort.WORK
    words = _WORD.findall(name.lower())
    parts = {part for word in words for part in (word, *word.split("-"))}
    held = parts & lexicon.still or any(word.endswith(("stütz", "stand", "dehnung")) for word in words)
    return Effort.HOLD if held else Effort.WORK


def sets_of(said: Said) -> int:
    """Sets; of a range the upper end, of a ladder its steps, 1 where none are written."""
    if said.ladder is not None:
        return len(said.ladder)
    return 1 if said.sets is None else at_most(said.sets) or 0


def sides_of(said: Said) -> Sides:
    """Which sides the dose is for."""
    if said.side == "alternating":
        return Sides.ALTERNATING
    return Sides.EACH if said.side == "each" or said.each else Sides.BOTH


def rep_s_of(draft: ExerciseDraft, said: Said) -> float | None:
    """Seconds of one repetition where the text says something of it; what is assumed is noted in the draft."""
    if said.rep_s is not None:
        return said.rep_s
    if said.seconds is not None and (said.reps is not None or said.ladder):  # so many repetitions, each held
        return min(REP_MAX_S, (at_most(said.seconds) or 0) + HELD_REP_S)
    if said.slow:
        draft.notes.append(f"slow: {SLOW_REP_S:g} s are given for each repetition")
    return SLOW_REP_S if said.slow else None

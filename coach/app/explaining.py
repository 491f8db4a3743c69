"""How each line of a text was understood, in words for people: for the report of `check` and for the studio."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from coach.app.sources import Checked
from coach.routine import Amrap, Block, Exercise, Reading, ReadingKind, Rest, Routine, Sides, Span, write_dose
from coach.units import s_to_clock

_MOST = 76
"""Characters of a line that is shown as it stands."""
_MOST_DOUBTFUL = 400
"""Of one that is not understood, or not sure: what is meant may stand at its end."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of a text.

    Attributes:
        line: its number, from 1.
        column: where what is not understood begins, from 1.
        said: what it comes to.
        text: the line itself, where something about it is not clear.
        note: what is not clear, or what was taken for granted.
        hint: what to do about it.
    """

    line: int
    column: int
    kind: ReadingKind
    sure: bool
    said: str
    text: str
    note: str
    hint: str


def explained(checked: Checked) -> list[Explained]:
    """Every line that says something, in order; an exercise with sums, and where its explanation comes from."""
    lines = re.split(r"\r\n|\r|\n", checked.source.text)
    described = _described(checked)
    return [_explained(reading, lines[reading.line - 1], described) for reading in checked.understood.readings]


def sums(checked: Checked) -> list[str]:
    """What a whole text comes to: exercises, repetitions, rests; nothing where there is no routine."""
    routine = checked.understood.routine
    return [] if routine is None else [*_sums(routine)]


def length(checked: Checked) -> str:
    """How long it takes in all, said and done; empty where there is no routine, or it would be too long."""
    routine, seconds = checked.understood.routine, checked.duration_s
    if routine is None or seconds is None:
        return ""
    return f"{'' if routine.duration_s else 'about '}{s_to_clock(seconds)} in all"


def _explained(reading: Reading, text: str, described: dict[int, list[str]]) -> Explained:
    found = described[reading.line]
    said = found.pop(0) if reading.kind is ReadingKind.EXERCISE and found else _said(reading, text)
    if reading.sure and reading.kind is ReadingKind.EXERCISE and reading.note:
        said = f"{said}  ({reading.note})"
    unclear = "" if reading.sure else _short(text, _MOST_DOUBTFUL)
    return Explained(
        reading.line, reading.column, reading.kind, reading.sure, said, unclear, reading.note or "", reading.hint or ""
    )


def _described(checked: Checked) -> dict[int, list[str]]:
    """What each exercise comes to, by its line."""
    found: dict[int, list[str]] = defaultdict(list)
    routine = checked.understood.routine
    if routine is None:
        return found
    done = [(exercise, block) for block in routine.blocks for exercise in block.exercises()]
    for (exercise, block), place, entry in zip(done, checked.understood.places, checked.taken, strict=True):
        shelf = f"  [as the shelf explains {entry.name}]" if entry else ""
        found[place].append(_exercise(exercise, block, routine.language) + shelf)
    return found


def _exercise(exercise: Exercise, block: Block, language: str) -> str:
    said = f"{exercise.name}: {write_dose(exercise, language)}"
    if isinstance(block.format, Amrap):
        return f"{said}, in each round"
    rounds = f", in {block.rounds} rounds" if block.rounds > 1 else ""
    seconds = sum(exercise.dose.seconds(round_number=number) for number in range(1, block.rounds + 1))
    if isinstance(exercise.dose.amount, Span):
        more = exercise.dose.bouts * block.rounds > 1
        return f"{said}{rounds}: {s_to_clock(seconds)} in all" if more else said
    repetitions = _repetitions(exercise, block)
    return f"{said}{rounds}: {repetitions} repetition{'s' * (repetitions != 1)}, about {s_to_clock(seconds)}"


def _repetitions(exercise: Exercise, block: Block) -> int:
    dose = exercise.dose
    sides = 1 if dose.sides is Sides.BOTH else 2
    return sides * sum(
        dose.reps(round_number=number, set_number=index)
        for number in range(1, block.rounds + 1)
        for index in range(1, dose.sets + 1)
    )


def _said(reading: Reading, text: str) -> str:
    if reading.kind is ReadingKind.REST and isinstance(reading.seconds, int | float):
        return s_to_clock(reading.seconds)
    return _short(reading.name or text)


def _sums(routine: Routine) -> Iterator[str]:
    fixed = [block for block in routine.blocks if not isinstance(block.format, Amrap)]
    done = [(exercise, block) for block in fixed for exercise in block.exercises()]
    number = sum(1 for _ in routine.exercises())
    yield f"{number} exercise{'s' * (number != 1)}"
    if repetitions := sum(_repetitions(exercise, block) for exercise, block in done):
        yield f"{repetitions} repetitions"
    rests_s = sum(item.seconds * block.rounds for block in fixed for item in block.items if isinstance(item, Rest))
    if rests_s:
        yield f"{s_to_clock(rests_s)} of rests between them"
    if open_s := sum(block.format.seconds for block in routine.blocks if isinstance(block.format, Amrap)):
        yield f"{s_to_clock(open_s)} of as many rounds as possible"


def _short(text: str, most: int = _MOST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"

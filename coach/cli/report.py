"""How a text was understood, and what the shelf knows of an exercise, for people."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from coach.routine import Amrap, Block, Exercise, ReadingKind, Rest, Routine, Sides, Span, write_dose
from coach.units import s_to_clock

if TYPE_CHECKING:
    from coach.app import Checked
    from coach.routine import Reading
    from coach.routine.shelf.exercises import Entry

_MOST = 76
"""Characters of a line that is shown as it stands."""
_MOST_DOUBTFUL = 400
"""Of one that is not understood, or not sure: what is meant may stand at its end."""
_STYLES = {
    ReadingKind.EXERCISE: "bold",
    ReadingKind.REST: "green",
    ReadingKind.ROUNDS: "cyan",
    ReadingKind.INTERVAL: "cyan",
    ReadingKind.SECTION: "cyan",
    ReadingKind.TEXT: "",
    ReadingKind.NOTE: "dim",
    ReadingKind.UNREAD: "red",
}
_UNSURE_STYLE, _UNREAD_STYLE = "yellow", "bold red"


def print_report(checked: "Checked") -> None:
    """Print how each line was understood, in colours where standard output is a terminal."""
    console = Console(highlight=False, soft_wrap=True)
    for line, style in report_lines(checked):
        console.print(Text(line, style))


def report_lines(checked: "Checked") -> Iterator[tuple[str, str]]:
    """The lines of the report, each with its style: doubts, then all lines, then the totals."""
    lines = re.split(r"\r\n|\r|\n", checked.source.text)
    yield from _doubtful(checked, lines)
    yield checked.understood.title, "bold underline"
    described = _described(checked)
    for reading in checked.understood.readings:
        found = described[reading.line]
        said = found.pop(0) if reading.kind is ReadingKind.EXERCISE and found else _said(reading, lines)
        if reading.sure and reading.kind is ReadingKind.EXERCISE and reading.note:
            said = f"{said}  ({reading.note})"
        mark = "!" if reading.kind is ReadingKind.UNREAD else " " if reading.sure else "?"
        style = _STYLES[reading.kind] if reading.sure or mark == "!" else _UNSURE_STYLE
        yield f"{reading.line:>5} {mark} {reading.kind:<9} {said}", style
    yield "", ""
    yield from _totals(checked)


def entry_lines(entry: "Entry") -> Iterator[str]:
    """All that the shelf knows of an exercise, as lines."""
    yield entry.name
    if entry.also:
        yield f"  also called {', '.join(entry.also)}"
    time = f"held, usually {entry.hold_s:g} s" if entry.hold_s else f"{entry.tempo_s:g} s a repetition"
    side = {"both": "both sides together", "each": "each side", "alternating": "alternating sides"}[entry.side]
    yield f"  {entry.posture}, {side}, {time}; needs {', '.join(entry.needs) or 'nothing'}"
    yield f"  {entry.position}"
    yield f"  {entry.movement}"
    yield from (f"  > {cue}" for cue in entry.cues)
    yield f"  easier: {entry.easier}"
    yield f"  harder: {entry.harder}"


def _doubtful(checked: "Checked", lines: list[str]) -> Iterator[tuple[str, str]]:
    readings = checked.understood.readings
    unread = [reading for reading in readings if reading.kind is ReadingKind.UNREAD]
    unsure = [reading for reading in readings if not reading.sure and reading.kind is not ReadingKind.UNREAD]
    for title, found, style in (("Not understood", unread, _UNREAD_STYLE), ("Not sure", unsure, _UNSURE_STYLE)):
        if not found:
            continue
        yield f"{title}:", style
        for reading in found:
            yield f"{reading.line:>5}  {_short(lines[reading.line - 1], _MOST_DOUBTFUL)}", style
            place = f"column {reading.column}: " if reading.column > 1 and reading.kind is ReadingKind.UNREAD else ""
            yield f"       {place}{reading.note}", ""
            if reading.hint:
                yield f"       {reading.hint}", "dim"
        yield "", ""


def _described(checked: "Checked") -> dict[int, list[str]]:
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


def _said(reading: "Reading", lines: list[str]) -> str:
    if reading.kind is ReadingKind.REST and isinstance(reading.seconds, int | float):
        return s_to_clock(reading.seconds)
    return _short(reading.name or lines[reading.line - 1])


def _totals(checked: "Checked") -> Iterator[tuple[str, str]]:
    understood = checked.understood
    if understood.routine is not None:
        yield "; ".join([*_sums(understood.routine), *_length(checked)]), "bold"
    unsure = len(checked.doubts)
    if understood.problems:
        counts = f"{len(understood.problems)} not understood" + (f", {unsure} not sure" if unsure else "")
        yield f"{counts}: mend what is not understood before it can be coached", _UNREAD_STYLE
    elif unsure:
        yield f"{unsure} not sure: write it plainer where it is not what you mean", _UNSURE_STYLE
    else:
        yield "everything is understood", "green"
    if understood.routine is not None and not checked.is_spoken:
        yield f"it cannot be heard yet: the coach has no phrases in `{understood.language}`", _UNSURE_STYLE


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


def _length(checked: "Checked") -> Iterator[str]:
    seconds = checked.duration_s
    if seconds is not None and checked.understood.routine is not None:
        about = "" if checked.understood.routine.duration_s else "about "
        yield f"{about}{s_to_clock(seconds)} in all"


def _short(text: str, most: int = _MOST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"

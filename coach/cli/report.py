"""How a text was understood, and what the shelf knows of an exercise, for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from coach.app import explained, length, sums
from coach.routine import ReadingKind

if TYPE_CHECKING:
    from coach.app import Checked, Explained
    from coach.routine.shelf.exercises import Entry

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
    lines = explained(checked)
    yield from _doubtful(lines)
    yield checked.understood.title, "bold underline"
    for line in lines:
        mark = "!" if line.kind is ReadingKind.UNREAD else " " if line.sure else "?"
        style = _STYLES[line.kind] if line.sure or mark == "!" else _UNSURE_STYLE
        yield f"{line.line:>5} {mark} {line.kind:<9} {line.said}", style
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
    for degree, option in (("easier", entry.easier), ("harder", entry.harder)):
        if option:
            yield f"  {degree}: {option}"


def _doubtful(lines: list["Explained"]) -> Iterator[tuple[str, str]]:
    unread = [line for line in lines if line.kind is ReadingKind.UNREAD]
    unsure = [line for line in lines if not line.sure and line.kind is not ReadingKind.UNREAD]
    for title, found, style in (("Not understood", unread, _UNREAD_STYLE), ("Not sure", unsure, _UNSURE_STYLE)):
        if not found:
            continue
        yield f"{title}:", style
        for line in found:
            yield f"{line.line:>5}  {line.text}", style
            place = f"column {line.column}: " if line.column > 1 and line.kind is ReadingKind.UNREAD else ""
            yield f"       {place}{line.note}", ""
            if line.hint:
                yield f"       {line.hint}", "dim"
        yield "", ""


def _totals(checked: "Checked") -> Iterator[tuple[str, str]]:
    understood = checked.understood
    if understood.routine is not None:
        yield "; ".join(filter(None, [*sums(checked), length(checked)])), "bold"
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

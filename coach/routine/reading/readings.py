"""How each line of a text was understood, as a value for people and programs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SCHEMA = 1


class ReadingKind(StrEnum):
    """What a line was read as."""

    EXERCISE = "exercise"
    REST = "rest"
    ROUNDS = "rounds"
    INTERVAL = "interval"
    SECTION = "section"
    TEXT = "text"  # of an exercise: its dose on a line of its own, position, movement, form cue
    NOTE = "note"  # nothing to be done
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Reading:
    """One line as it was read; a line with several exercises has several.

    Attributes:
        line, column: from 1.
        name: of an exercise, a section.
        sets: of an exercise also the rounds it is done in; of rounds and intervals their number.
        reps: a number, the two ends of a range, or "max".
        seconds: how long, or the two ends of a range.
        side: "each" or "alternating"; None is both together.
        tempo: as phases joined by hyphens, or "slow".
        rest_s: between sets, or of an interval.
        sure: False where another reading is possible; `note` says which.
        note: what else there is to say about it: the other reading, what was assumed, what was left out.
        hint: of an unread line, what would be right.
        text: the words of the line.
    """

    line: int
    kind: ReadingKind
    name: str | None = None
    sets: int | None = None
    reps: int | tuple[int, int] | str | None = None
    seconds: float | tuple[float, float] | None = None
    side: str | None = None
    tempo: str | None = None
    rest_s: float | None = None
    sure: bool = True
    note: str | None = None
    column: int = 1
    hint: str = ""
    text: str = ""


def to_data(title: str, readings: tuple[Reading, ...]) -> dict[str, Any]:
    """The readings for programs, version 1."""
    return {"schema": SCHEMA, "title": title, "readings": [_reading_to_data(reading) for reading in readings]}


def _reading_to_data(reading: Reading) -> dict[str, Any]:
    return {
        "line": reading.line,
        "kind": reading.kind.value,
        "name": reading.name,
        "sets": reading.sets,
        "reps": reading.reps,
        "seconds": _plain(reading.seconds),
        "side": reading.side,
        "tempo": reading.tempo,
        "rest_s": _plain(reading.rest_s),
        "sure": reading.sure,
        "note": reading.note,
    }


def _plain(seconds: Any) -> Any:
    """Whole seconds without a decimal point."""
    if isinstance(seconds, tuple):
        return [_plain(one) for one in seconds]
    return int(seconds) if isinstance(seconds, float) and seconds.is_integer() else seconds

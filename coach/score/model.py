"""When each thing sounds: the score, in whole samples from the beginning, as values without I/O."""

from dataclasses import dataclass
from enum import StrEnum

from coach.cue import Cue, Tone, Utterance
from coach.script import Role, Side


@dataclass(frozen=True, slots=True)
class Speech:
    """An utterance in its place.

    Attributes:
        start, end: samples; `end` is the first that no longer belongs to it.
        beat: the sample at which it is heard as happening.
        rep: the number said, where the role is count.
        step: the number of the script's step it came from.
    """

    start: int
    end: int
    beat: int
    utterance: Utterance
    role: Role
    rep: int | None
    side: Side | None
    step: int

    @property
    def cue(self) -> Cue:
        """What sounds."""
        return self.utterance


@dataclass(frozen=True, slots=True)
class Signal:
    """A tone in its place; `start` and `end` as for Speech."""

    start: int
    end: int
    tone: Tone
    step: int

    @property
    def cue(self) -> Cue:
        """What sounds."""
        return self.tone


Event = Speech | Signal


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the score with a title; sections follow each other without a gap."""

    title: str
    start: int
    end: int


class Activity(StrEnum):
    """What the listener does in a stretch of time."""

    COUNT = "count"
    HOLD = "hold"
    WORK = "work"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch in which the listener does one thing.

    Attributes:
        period: samples of one movement, not rounded; 0 where nothing is counted.
        movements: how many; movement k ends at start + round(k * period).
        before: movements of the same set that were done before, at another pace.
    """

    activity: Activity
    start: int
    end: int
    step: int
    side: Side | None = None
    period: float = 0.0
    movements: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class Shortened:
    """Words that had no room.

    Attributes:
        start: the sample at which something else is said, or nothing.
        name: of the exercise they are about.
        whole: the words.
        said: what is said instead; empty where nothing is.
    """

    start: int
    name: str
    whole: str
    said: str


@dataclass(frozen=True, slots=True)
class Score:
    """The script with times.

    Attributes:
        duration: samples.
        pace: the multiplier of counting that was used.
        voice: `engine:name`, or empty where nobody speaks.
        events: in order; no two of them sound at once.
        warnings: what a listener should know, one sentence each.
        shortened: what had no room and is said in fewer words, in order.
    """

    title: str
    language: str
    sample_rate: int
    duration: int
    pace: float
    voice: str
    sections: tuple[Section, ...]
    events: tuple[Event, ...]
    stretches: tuple[Stretch, ...]
    warnings: tuple[str, ...]
    shortened: tuple[Shortened, ...] = ()

    @property
    def rep_s(self) -> float | None:
        """Mean seconds of one counted movement; None where nothing is counted."""
        counted = [stretch for stretch in self.stretches if stretch.movements]
        movements = sum(stretch.movements for stretch in counted)
        total = sum(stretch.end - stretch.start for stretch in counted)
        return total / movements / self.sample_rate if movements else None

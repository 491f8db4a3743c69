"""The score while it is being written: events at sample positions, and what time is taken."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from coach.cue import Cue, Timing, Tone, Utterance
from coach.score.model import Event, Section, Shortened, Signal, Speech, Stretch
from coach.script import Role, Say, Side
from coach.units import s_to_samples


class Timings(Protocol):
    """Length and beat of every cue, in samples; a dict is one."""

    def __getitem__(self, cue: Cue, /) -> Timing:
        """The timing of a cue."""


GAP = s_to_samples(0.12)
"""Least silence between two things that sound inside a set; less is heard as one."""

BREATH = s_to_samples(0.2)
"""What a call waits for after a count, where there is room."""


@dataclass(slots=True)
class Timeline:
    """Collects what the steps place.

    Attributes:
        now: where the next step begins, in samples.
        step: its number.
        first_slot: where the first start of the present block on the clock is.
        slot_end: where the time of its present start is over.
        fell: where the falling tone began that ended the step before it, if one did: a rest begins there.
    """

    timings: Timings
    now: int = 0
    step: int = 0
    first_slot: int = 0
    slot_end: int = 0
    fell: int | None = None
    events: list[Event] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    shortened: list[Shortened] = field(default_factory=list)
    _form: str = ""
    _form_before: str = ""

    def duration(self, cue: Cue) -> int:
        """Samples a cue takes."""
        return self.timings[cue].duration

    def speech(
        self, start: int, utterance: Utterance, role: Role, *, rep: int | None = None, side: Side | None = None
    ) -> Speech:
        """An utterance starting at a sample, not placed yet."""
        timing = self.timings[utterance]
        return Speech(start, start + timing.duration, start + timing.beat, utterance, role, rep, side, self.step)

    def speech_on(
        self, beat: int, utterance: Utterance, role: Role, *, rep: int | None = None, side: Side | None = None
    ) -> Speech:
        """An utterance whose beat falls on a sample, not placed yet."""
        return self.speech(beat - self.timings[utterance].beat, utterance, role, rep=rep, side=side)

    def signal(self, start: int, tone: Tone) -> Signal:
        """A tone starting at a sample, not placed yet."""
        return Signal(start, start + self.duration(tone), tone, self.step)

    def say(self, start: int, say: Say) -> int:
        """Place what is to be said at a sample; returns where it ends."""
        event = self.speech(start, say.utterance, say.role)
        self.events.append(event)
        return event.end

    def shorten(self, start: int, name: str, whole: tuple[Say, ...], said: tuple[Say, ...]) -> None:
        """Keep that something is said in fewer words, if it is."""
        if said != whole:
            texts = (" ".join(say.utterance.text for say in says) for says in (whole, said))
            self.shortened.append(Shortened(start, name, *texts))

    def take(self, track: "Track") -> None:
        """Place what sounds inside a set."""
        self.events += track.events
        self.shortened += track.shortened

    def sound(self, start: int, tone: Tone) -> int:
        """Place a tone at a sample; returns where it ends."""
        event = self.signal(start, tone)
        self.events.append(event)
        return event.end

    def heard_before(self, side: Side | None) -> str:
        """The line that was said last in the middle of a set, before this one; the second side counts as the first."""
        return self._form_before if side == "second" else self._form

    def heard(self, events: Iterable[Event], side: Side | None) -> None:
        """Keep which line was said last in the middle of a set."""
        self._form_before = self.heard_before(side)
        said = [event.utterance.text for event in events if isinstance(event, Speech) and event.role is Role.FORM]
        self._form = said[-1] if said else self._form


class Track:
    """What sounds inside a set, in order; nothing in it overlaps.

    Attributes:
        events: what sounds.
        shortened: what of it stands for more words.
    """

    def __init__(self, *events: Event) -> None:
        self.events: list[Event] = list(events)
        self.shortened: list[Shortened] = []

    def has_room(self, event: Event, *, gap: int = GAP) -> bool:
        """Whether an event would keep `gap` samples from its neighbours."""
        place = bisect_left(self.events, event.start, key=_start)
        before, after = self.events[max(0, place - 1) : place], self.events[place : place + 1]
        return all(other.end + gap <= event.start for other in before) and all(
            event.end + gap <= other.start for other in after
        )

    def add(self, event: Event) -> None:
        """Place an event that has room."""
        insort(self.events, event, key=_start)

    def shorten(self, start: int, name: str, whole: Say, said: Say) -> None:
        """Keep that something is said in fewer words, if it is."""
        if said != whole:
            self.shortened.append(Shortened(start, name, whole.utterance.text, said.utterance.text))

    def room(self, start: int, end: int, length: int, *, breath: int = BREATH) -> int | None:
        """Where `length` samples keep their distance from all else between `start` and `end`; None if nowhere.

        In the first room that is wide enough, a little into it: right behind a count sounds hurried.
        """
        place = bisect_right(self.events, start, key=_start)
        at = max(start, self.events[place - 1].end + GAP if place else start)
        for event in self.events[place:]:
            if at + length + GAP <= event.start or event.start >= end:
                end = min(end, event.start)
                break
            at = event.end + GAP
        spare = end - GAP - length - at
        return at + min(spare // 2, breath) if spare >= 0 else None


def _start(event: Event) -> int:
    return event.start

"""How sound goes on after a start, a jump or a change: a lead of its own, then a score from a sample on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.cue import Tone, Utterance
from coach.score import (
    GAP,
    Event,
    Score,
    Signal,
    Speech,
    Timings,
    continued,
    counting_in,
    entered,
    opening_the_ear,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """How sound goes on.

    Attributes:
        score: what is heard after the lead; nothing in it that was begun before `at`, unless it still sounds.
        at: the sample of the score where it begins.
        lead: heard before it, from its sample `lead_from` on; None goes on at once.
        go: the start signal that the lead leads to.
        jumps: whether it follows from something else than what is heard now, so that the two are to be blended.
        more: it is not known yet what comes behind its end; that is waited for.
        music_at: where its first sample is in the session's music, which goes on with the listener's time.
        music: whether music is heard, where there is some.
    """

    score: Score
    at: int
    lead: Score | None = None
    lead_from: int = 0
    go: Signal | None = None
    jumps: bool = True
    more: bool = False
    music_at: int = 0
    music: bool = True

    @property
    def lead_left(self) -> int:
        """Samples of the lead."""
        return self.lead.duration - self.lead_from if self.lead else 0

    @property
    def duration(self) -> int:
        """Samples until nothing more comes."""
        return self.lead_left + max(0, self.score.duration - self.at)

    def position(self, played: int) -> int:
        """Where in the score it is after so many samples since the entry; in the lead, where that leads to."""
        return min(self.at + max(0, played - self.lead_left), max(self.at, self.score.duration))

    def heard(self) -> Iterator[tuple[int, Event]]:
        """Everything that sounds, in order, each with the samples from the entry to its beginning."""
        for event in self.lead.events if self.lead else ():
            yield event.start - self.lead_from, event
        for event in self.score.events:
            yield self.lead_left + event.start - self.at, event

    def going_on(self, score: Score, played: int) -> "Entry":
        """The same with another score from here on; what sounds now is not disturbed."""
        if played < self.lead_left:
            lead_from = self.lead_from + played
            changed = entered(score, self.at, go=self.go)
            music_at = self.music_at + played
            return replace(self, score=changed, lead_from=lead_from, jumps=False, music_at=music_at)
        at = self.position(played)
        coming = continued(self.score, score, at)
        return Entry(coming, at, jumps=False, music_at=self.music_at + played, music=self.music)


def enter(score: Score, at: int, timings: Timings) -> Entry:
    """Go on at a sample; where a word is the first thing to be heard, a soft tone opens the ear."""
    heard = entered(score, at)
    first = heard.events[0] if heard.events else None
    if not isinstance(first, Speech) or first.start - at > GAP:
        return Entry(heard, at)
    return Entry(heard, at, opening_the_ear(score, timings, first.step))


def count_in(score: Score, at: int, step: int, timings: Timings, ready: Utterance | None) -> Entry:
    """Go on at the beginning of a movement, or in the middle of a hold: counted in, with the start signal there."""
    go = Signal(at, at + timings[Tone.GO].duration, Tone.GO, step)
    return Entry(entered(score, at, go=go), at, counting_in(score, timings, step, ready), go=go)

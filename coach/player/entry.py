"""How sound goes on after a start, a jump or a change: a lead of its own, then a score from a sample on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.cue import Tone, Utterance
from coach.score import Event, Score, Signal, Speech, Timings, continued, entered
from coach.script import Role
from coach.units import s_to_samples

_WOKEN = s_to_samples(0.45)
"""From the tone that opens the ear to the first word."""
_AFTER_READY = s_to_samples(0.3)
_TICK = s_to_samples(1.0)
_TICKS = 2
"""The count-in is the one before every set: two ticks a second apart, then the start signal."""
_APART = s_to_samples(0.12)
_SOON = s_to_samples(4.0)
"""A word about a change that finds no room for so long is left out."""


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
    """

    score: Score
    at: int
    lead: Score | None = None
    lead_from: int = 0
    go: Signal | None = None
    jumps: bool = True
    more: bool = False

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
            return replace(self, score=changed, lead_from=lead_from, jumps=False)
        at = self.position(played)
        return Entry(continued(self.score, score, at), at, jumps=False)


def enter(score: Score, at: int, timings: Timings) -> Entry:
    """Go on at a sample; where a word is the first thing to be heard, a soft tone opens the ear."""
    heard = entered(score, at)
    first = heard.events[0] if heard.events else None
    if not isinstance(first, Speech) or first.start - at > _APART:
        return Entry(heard, at)
    return Entry(heard, at, _alone(score, _WOKEN, (_tone(Tone.WAKE, 0, timings, first.step),)))


def count_in(score: Score, at: int, step: int, timings: Timings, ready: Utterance | None) -> Entry:
    """Go on at the beginning of a movement, or in the middle of a hold: counted in, with the start signal there."""
    events: list[Event] = [_tone(Tone.WAKE, 0, timings, step)]
    now = events[0].end
    if ready is not None:
        timing = timings[ready]
        end = _WOKEN + timing.duration
        events.append(Speech(_WOKEN, end, _WOKEN + timing.beat, ready, Role.OTHER, None, None, step))
        now = end
    ticks = [now + _AFTER_READY + number * _TICK for number in range(_TICKS)]
    events += [_tone(Tone.TICK, start, timings, step) for start in ticks]
    lead = _alone(score, now + _AFTER_READY + _TICKS * _TICK, tuple(events))
    go = _tone(Tone.GO, at, timings, step)
    return Entry(entered(score, at, go=go), at, lead, go=go)


def with_word(entry: Entry, word: Utterance, timings: Timings) -> Entry:
    """Say one more word as soon as there is room for it; soon, or not at all."""
    timing, last = timings[word], entry.at + _SOON
    starts = [entry.at + _APART, *(event.end + _APART for event in entry.score.events)]
    for start in starts:
        if start > last:
            break
        end = start + timing.duration
        if start >= entry.at + _APART and _is_free(entry.score, start - _APART, end + _APART):
            said = Speech(start, end, start + timing.beat, word, Role.OTHER, None, None, _step_before(entry, start))
            events = sorted((*entry.score.events, said), key=lambda event: event.start)
            return replace(entry, score=replace(entry.score, events=tuple(events)))
    return entry


def _is_free(score: Score, start: int, end: int) -> bool:
    return end <= score.duration and all(event.end <= start or event.start >= end for event in score.events)


def _step_before(entry: Entry, at: int) -> int:
    """The step a sample belongs to: that of what was heard last, or is heard next."""
    return max((event.step for event in entry.score.events if event.start <= at), default=0)


def _tone(tone: Tone, start: int, timings: Timings, step: int) -> Signal:
    return Signal(start, start + timings[tone].duration, tone, step)


def _alone(score: Score, duration: int, events: tuple[Event, ...]) -> Score:
    return replace(score, duration=duration, events=events, sections=(), stretches=(), warnings=())

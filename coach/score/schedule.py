"""Script to Score: every step in its place, at absolute samples that never accumulate an error."""

from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from coach.cue import Tone
from coach.score.adjust import UNCHANGED, Adjustments
from coach.score.breaks import place_break
from coach.score.model import Event, Score, Section, Signal
from coach.score.sets import place_counted, place_timed
from coach.score.timeline import Timeline, Timings
from coach.score.transitions import place_passage, place_transition
from coach.script import Break, CountedSet, Heading, Passage, Script, Slot, Step, TimedSet, Transition
from coach.units import SAMPLE_RATE, s_to_samples

LEAD_IN = s_to_samples(2.0)
"""Headphones wake up before the first word (craft page)."""
TAIL = s_to_samples(1.5)
MAX_SILENCE = s_to_samples(3.0)
"""Bluetooth headphones lose the beginning of what follows a longer silence (craft page)."""
WAKE_BEFORE = s_to_samples(0.45)
_OPENS_BY_ITSELF = frozenset(Tone) - {Tone.TICK}
"""Tones whose beginning can be lost; a tick marks a beat and is over too soon for that."""


def schedule(
    script: Script, timings: Timings, *, pace: float = 1.0, voice: str = "", adjustments: Adjustments = UNCHANGED
) -> Score:
    """The score of a script.

    Args:
        script: what is said and signalled.
        timings: length and beat of every cue of the script, in samples.
        pace: multiplier of counting; moves counts only.
        voice: noted in the score.
        adjustments: what the listener changed.
    """
    timeline = Timeline(timings, now=LEAD_IN)
    for timeline.step, step in enumerate(script.steps):
        if isinstance(step, Heading):
            start = _opening(timeline, script.steps[timeline.step + 1 : timeline.step + 2])
            timeline.sections.append(Section(step.title, start, start))
        else:
            _place(step, timeline, pace, adjustments)
    duration = timeline.now + TAIL
    return Score(
        title=script.title,
        language=script.language,
        sample_rate=SAMPLE_RATE,
        duration=duration,
        pace=pace,
        voice=voice,
        sections=_sections(timeline, duration),
        events=_woken(timeline),
        stretches=tuple(timeline.stretches),
        warnings=tuple(dict.fromkeys(timeline.warnings)),
        shortened=tuple(timeline.shortened),
    )


def _opening(timeline: Timeline, following: tuple[Step, ...]) -> int:
    """Where a section begins: a rest that opens it begins with the falling tone of what was before."""
    match following:
        case (Transition(rest_s=float()) | Break(),) if timeline.fell is not None:
            return timeline.fell
    return timeline.now


def _place(
    step: Passage | Transition | CountedSet | TimedSet | Slot | Break,
    timeline: Timeline,
    pace: float,
    adjustments: Adjustments,
) -> None:
    match step:
        case Passage():
            place_passage(step, timeline)
        case Transition():
            place_transition(step, timeline, longer=adjustments.longer(timeline.step))
        case CountedSet():
            place_counted(step, timeline, adjustments.paces_of(timeline.step, pace))
        case TimedSet():
            place_timed(step, timeline)
        case Slot():
            _place_slot(step, timeline)
        case Break():
            place_break(step, timeline, longer=adjustments.longer(timeline.step))
        case _:
            assert_never(step)


def _place_slot(slot: Slot, timeline: Timeline) -> None:
    """Note where a start on the clock is over: reckoned from the block's first, so that no rounding adds up."""
    if slot.number == 1:
        timeline.first_slot = timeline.now
    timeline.slot_end = timeline.first_slot + round(slot.number * slot.seconds * SAMPLE_RATE)


def _sections(timeline: Timeline, duration: int) -> tuple[Section, ...]:
    starts = [0, *(section.start for section in timeline.sections[1:]), duration]
    ends = zip(timeline.sections, pairwise(starts), strict=True)
    return tuple(replace(section, start=start, end=end) for section, (start, end) in ends)


def _woken(timeline: Timeline) -> tuple[Event, ...]:
    """All events in order; before what would come out of a long silence, a tone that can be lost."""
    events: list[Event] = []
    length = timeline.duration(Tone.WAKE)
    for event in sorted(timeline.events, key=lambda event: event.start):
        if events and event.start - events[-1].end > MAX_SILENCE and event.cue not in _OPENS_BY_ITSELF:
            start = event.start - WAKE_BEFORE
            events.append(Signal(start, start + length, Tone.WAKE, event.step))
        events.append(event)
    return tuple(events)

"""What is put before a score or into it while it is heard: a tone that opens the ear, a count-in, a word."""

from dataclasses import replace

from coach.cue import Tone, Utterance
from coach.score.model import Score
from coach.score.schedule import WAKE_BEFORE
from coach.score.timeline import GAP, Timeline, Timings, Track
from coach.score.transitions import AFTER_READY, count_in_length, place_count_in
from coach.script import Role, Say
from coach.units import s_to_samples

_SOON = s_to_samples(4.0)
"""A word about a change that finds no room for so long is left out."""


def opening_the_ear(score: Score, timings: Timings, step: int) -> Score:
    """A soft tone, and the silence between it and a first word."""
    timeline = Timeline(timings, step=step)
    timeline.sound(0, Tone.WAKE)
    return _alone(score, timeline, WAKE_BEFORE)


def counting_in(score: Score, timings: Timings, step: int, ready: Utterance | None) -> Score:
    """The count-in of every set behind a soft tone; its end is the start signal's place."""
    timeline = Timeline(timings, step=step)
    woken = timeline.sound(0, Tone.WAKE)
    say = Say(ready, Role.OTHER) if ready else None
    begin = (WAKE_BEFORE if say else woken + AFTER_READY) + count_in_length(say, timeline)
    place_count_in(say, timeline, begin)
    return _alone(score, timeline, begin)


def with_word(score: Score, at: int, word: Utterance, timings: Timings) -> Score:
    """The score with one more word, as soon after a sample as there is room for it; soon, or not at all."""
    track = Track(*score.events)
    for start in (at + GAP, *(event.end + GAP for event in score.events if event.end >= at)):
        if start > at + _SOON:
            break
        step = max((event.step for event in score.events if event.start <= start), default=0)
        event = Timeline(timings, step=step).speech(start, word, Role.OTHER)
        if track.has_room(event) and event.end + GAP <= score.duration:
            track.add(event)
            return replace(score, events=tuple(track.events))
    return score


def _alone(score: Score, timeline: Timeline, duration: int) -> Score:
    """What stands on a timeline, as a score that shares its words with another."""
    events = tuple(timeline.events)
    return replace(score, duration=duration, events=events, sections=(), stretches=(), warnings=())

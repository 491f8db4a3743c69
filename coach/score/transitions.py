"""A transition in time: the rest, what comes next, time to get there, the count-in."""

from coach.cue import Tone
from coach.score.model import Activity, Stretch
from coach.score.timeline import Timeline
from coach.script import Passage, Role, Say, Transition
from coach.units import s_to_samples, samples_to_s

AFTER_TONE = s_to_samples(0.2)
AFTER_SENTENCE = s_to_samples(0.3)
AFTER_POSITION = s_to_samples(0.7)
"""A position is followed by a little more silence than another sentence: the body begins to move."""
BEFORE_READY = s_to_samples(0.8)
AFTER_READY = s_to_samples(0.3)
COUNT_IN_TICKS = 2
COUNT_IN = s_to_samples(1.0)
"""Two ticks a second apart, then the start signal another second later."""
PASSAGE_END = s_to_samples(0.9)


def place_passage(passage: Passage, timeline: Timeline) -> None:
    """Place a tone and what is said after it at timeline.now."""
    now = timeline.sound(timeline.now, passage.tone)
    for say in passage.says:
        now = timeline.say(now + (AFTER_SENTENCE if say is not passage.says[0] else AFTER_TONE), say)
    timeline.now = now + PASSAGE_END


def place_transition(transition: Transition, timeline: Timeline, *, longer: int = 0) -> None:
    """Place a transition; timeline.now becomes the start of the set it leads to.

    A written rest is exact. It begins with the falling tone, and ends with the start of the set where what is
    to be said fits into it. Where it does not fit, nothing is left out: the preparation goes on after the
    rest, and a warning says how long. It may be `longer` by so many samples than written; so may be the time
    to get ready where no rest is.
    """
    rest = s_to_samples(transition.rest_s) if transition.rest_s is not None else None
    if rest is not None and timeline.fell is not None:
        start, now = timeline.fell, timeline.now
    else:
        start = timeline.now
        now = timeline.sound(start, transition.signal) + AFTER_TONE
    end = start if rest is None else start + rest
    earliest = [_earliest(transition, says, timeline, now) for says in transition.wordings]
    least = max(end, min(earliest))
    says = next(says for says, begin in zip(transition.wordings, earliest, strict=True) if begin <= least)
    timeline.shorten(now, transition.name, transition.says, says)
    for say in says:
        now = timeline.say(now, say) + _after(say)
    if rest is not None and not transition.name:
        _end_rest(transition, timeline, start, now, end + longer, longer)
        timeline.now = max(now, end + longer)
        return
    begin = least + longer
    if rest is not None:
        _end_rest(transition, timeline, start, now, start + rest + longer, longer)
        if begin > start + rest + longer:
            late = samples_to_s(begin - start - rest - longer)
            timeline.warnings.append(
                f"{transition.name}: a rest of {transition.rest_s:g} s is too short for its announcement and "
                f"the way into position; {late:.1f} s follow it"
            )
    place_count_in(transition.ready, timeline, begin)
    timeline.now = begin


def _earliest(transition: Transition, says: tuple[Say, ...], timeline: Timeline, now: int) -> int:
    """Where the set can begin if this is said from a sample on: with the words over, and time to get there."""
    if not transition.name:
        return now + sum(timeline.duration(say.utterance) + _after(say) for say in says)
    known_from: int | None = None
    for say in says:
        if known_from is None and say.role in (Role.POSITION, Role.MOVEMENT, Role.SWITCH):
            known_from = now
        now += timeline.duration(say.utterance) + _after(say)
    return max(
        now + BEFORE_READY + count_in_length(transition.ready, timeline),
        (now if known_from is None else known_from) + s_to_samples(transition.lead_s),
    )


def _after(say: Say) -> int:
    """Samples of silence after something said."""
    return AFTER_POSITION if say.role is Role.POSITION else AFTER_SENTENCE


def _end_rest(transition: Transition, timeline: Timeline, start: int, now: int, end: int, longer: int) -> None:
    """Note the rest, and place the calls that have room after `now`, as long before its end as is written."""
    timeline.stretches.append(Stretch(Activity.REST, start, end, timeline.step))
    for call in transition.rest_calls:
        room_until = end - count_in_length(transition.ready, timeline) - BEFORE_READY
        for say in (call.say, call.short):
            if say is None:
                continue
            event = timeline.speech_on(start + longer + s_to_samples(call.at_s or 0), say.utterance, say.role)
            if event.start >= now + BEFORE_READY and event.end <= room_until:
                timeline.events.append(event)
                timeline.shorten(event.start, transition.name, (call.say,), (say,))
                break


def count_in_length(ready: Say | None, timeline: Timeline) -> int:
    """Samples from the first sound of the count-in to the start signal."""
    said = timeline.duration(ready.utterance) + AFTER_READY if ready else 0
    return said + COUNT_IN_TICKS * COUNT_IN


def place_count_in(ready: Say | None, timeline: Timeline, begin: int) -> None:
    """Place the count-in of a set that begins at a sample."""
    if ready:
        timeline.say(begin - count_in_length(ready, timeline), ready)
    for left in range(COUNT_IN_TICKS, 0, -1):
        timeline.sound(begin - left * COUNT_IN, Tone.TICK)

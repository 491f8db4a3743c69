"""A break that the clock gives, in time: exact, with as much said in it as it allows."""

from coach.cue import Tone
from coach.score.model import Activity, Stretch
from coach.score.timeline import GAP, Timeline
from coach.score.transitions import AFTER_SENTENCE, AFTER_TONE, BEFORE_READY, COUNT_IN, COUNT_IN_TICKS
from coach.script import Break, Role, Say
from coach.units import s_to_samples, samples_to_s

COUNTED_FROM = s_to_samples(4.0)
"""Breaks from here on have two ticks before the next start, shorter ones one or none."""
TICKED_FROM = s_to_samples(2.6)
TEN = s_to_samples(10.0)


def place_break(pause: Break, timeline: Timeline, *, longer: int = 0) -> None:
    """Place a break; timeline.now becomes its end, where the next set begins.

    It begins with the falling tone that ended the set before it, or with a tone of its own, and is never shorter than
    that tone and a breath: a break for which that is too little room is made longer, and what follows begins late.
    The warning says by how much. Where the break is what is left of a start on the clock, the work before it took too
    long; where it has a time of its own, that itself is too short.

    It may be `longer` by so many samples than the clock gives; what is said in it stays the same.
    """
    if timeline.fell is not None:
        start, now = timeline.fell, timeline.fell + timeline.duration(Tone.REST) + AFTER_TONE
    else:
        start = timeline.now
        now = timeline.sound(start, pause.signal) + AFTER_TONE
    end = timeline.slot_end if pause.rest_s is None else start + s_to_samples(pause.rest_s)
    if end < now:
        late = samples_to_s(now - end)
        short = "the work takes" if pause.rest_s is None else f"a rest of {pause.rest_s:g} s and its tone take"
        timeline.warnings.append(f"{pause.name or 'the end'}: {short} {late:.1f} s longer than the clock allows")
        end = now
    ticks = _ticks(pause, end - start)
    said = _longest(pause, timeline, end - ticks * COUNT_IN - GAP - now)
    timeline.shorten(now, pause.name, pause.wordings[0], said)
    _warn(pause, said, timeline, end - start)
    end += longer
    timeline.slot_end += longer
    timeline.first_slot += longer
    for say in said:
        now = timeline.say(now, say) + AFTER_SENTENCE
    _place_ten(pause, timeline, now, end, end - ticks * COUNT_IN - GAP)
    for left in range(ticks, 0, -1):
        timeline.sound(end - left * COUNT_IN, Tone.TICK)
    if pause.is_rest:
        timeline.stretches.append(Stretch(Activity.REST, start, end, timeline.step))
    timeline.now = end
    timeline.fell = None


def _ticks(pause: Break, length: int) -> int:
    if not pause.name or not pause.is_rest:
        return 0
    return COUNT_IN_TICKS if length >= COUNTED_FROM else 1 if length >= TICKED_FROM else 0


def _longest(pause: Break, timeline: Timeline, room: int) -> tuple[Say, ...]:
    """The first wording that fits into so many samples."""
    for wording in pause.wordings:
        lengths = [timeline.duration(say.utterance) for say in wording]
        if sum(lengths) + AFTER_SENTENCE * max(0, len(lengths) - 1) <= room:
            return wording
    return ()


def _warn(pause: Break, said: tuple[Say, ...], timeline: Timeline, length: int) -> None:
    """Where a break is too short to say what comes next, the score says so."""
    telling = (Role.ANNOUNCE, Role.SWITCH)
    wanted = any(say.role in telling for wording in pause.wordings for say in wording)
    if wanted and not any(say.role in telling for say in said):
        timeline.warnings.append(f"{pause.name}: {samples_to_s(length):.1f} s are too short to say that it comes next")


def _place_ten(pause: Break, timeline: Timeline, now: int, end: int, until: int) -> None:
    """The call ten seconds before the end of a long break, where it has room."""
    if pause.ten is None:
        return
    event = timeline.speech_on(end - TEN, pause.ten.utterance, pause.ten.role)
    if event.start >= now + BEFORE_READY and event.end <= until - BEFORE_READY:
        timeline.events.append(event)

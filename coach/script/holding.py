"""Timing a hold or work against the clock: what is said at which of its moments."""

from collections.abc import Iterator

from coach.cue import Manner
from coach.routine import Effort, Span, Talk
from coach.script.bouts import Bout
from coach.script.model import Role, TimedCall, TimedSet
from coach.script.phrases import Phrases
from coach.script.repertoire import Repertoire
from coach.script.saying import say
from coach.script.words import duration, number

COUNTDOWN_FROM_S = 6.0
HALFWAY_FROM_S = 16.0
TEN_FROM_S = 20.0
FORM_FROM_S = 15.0
TWICE_FROM_S = 45.0
"""The shortest hold for each call: in a shorter one it would only be in the way."""
FIRST_SHARE, SECOND_SHARE = 0.25, 0.65
"""Where in a time a line has its place: well away from its middle and its last ten seconds."""
LEFT_S = (600.0, 300.0, 120.0, 60.0)
"""What is left of a long time is called at these seconds, unless it is more than half of it."""
NEAR_S = 4.0
"""Two calls nearer to each other than this become one."""


def timed_set(bout: Bout, span: Span, *, repertoire: Repertoire) -> TimedSet:
    """The set of a bout that is timed."""
    calls = time_calls(span, talk=repertoire.talk, phrases=repertoire.phrases)
    asides = _asides(bout, span, repertoire)
    return TimedSet(
        name=bout.exercise.name, seconds=span.seconds, effort=span.effort, calls=(*calls, *asides), side=bout.side
    )


def time_calls(span: Span, *, talk: Talk, phrases: Phrases) -> tuple[TimedCall, ...]:
    """What is called of a time that goes by, in order of importance."""
    seconds = span.seconds
    calls = []
    if seconds >= COUNTDOWN_FROM_S:
        calls += [_count(left, seconds, phrases) for left in (3, 2, 1)]
    if talk is Talk.TONES:
        return tuple(calls)
    calls.insert(0, _call(phrases.say("hold", span.effort), None, phrases))
    if span.least_s is not None:
        calls.append(_call(phrases.say("hold", "enough"), span.least_s, phrases))
    if talk is Talk.MINIMAL:
        return tuple(calls)
    return (*calls, *_progress(seconds, phrases))


def _asides(bout: Bout, span: Span, repertoire: Repertoire) -> Iterator[TimedCall]:
    """Breathing, a form cue, encouragement: early, and in a long time once more behind its middle."""
    seconds, phrases = span.seconds, repertoire.phrases
    shares = (*([FIRST_SHARE] if seconds >= FORM_FROM_S else []), *([SECOND_SHARE] if seconds >= TWICE_FROM_S else []))
    holds = span.effort is Effort.HOLD and not repertoire.is_breathing_told(bout.exercise)
    breathing = phrases.sections["breathing"]["steady"] if holds else ()
    late = [share > 0.5 for share in shares]
    lines = repertoire.lines(bout, late, breathing=breathing, encouragement="timed")
    for share, aside in zip(shares, lines, strict=True):
        if aside is not None:
            yield TimedCall(aside.say, share * seconds, short=aside.short)


def _progress(seconds: float, phrases: Phrases) -> list[TimedCall]:
    """The middle, what is left of a long time, and the last ten seconds."""
    half = seconds / 2
    if seconds >= TEN_FROM_S and abs(half - 10) < NEAR_S:
        return [_call(phrases.say("hold", "halfway_ten" if half == 10 else "ten"), seconds - 10, phrases)]
    calls = []
    if seconds >= HALFWAY_FROM_S:
        calls.append(_call(phrases.say("hold", "halfway"), half, phrases))
    if seconds >= TEN_FROM_S:
        calls.append(_call(phrases.say("hold", "ten"), seconds - 10, phrases))
    for left in LEFT_S:
        if left < half - NEAR_S:
            text = phrases.say("hold", "left", time=duration(left, phrases))
            calls.append(_call(text, seconds - left, phrases))
    return calls


def _count(left: int, seconds: float, phrases: Phrases) -> TimedCall:
    """The number of seconds that are left."""
    manner = Manner.LAST if left == 1 else Manner.COUNT
    return TimedCall(say(number(left, phrases), Role.HOLD, phrases, manner), seconds - left)


def _call(text: str, at_s: float | None, phrases: Phrases) -> TimedCall:
    return TimedCall(say(text, Role.HOLD, phrases), at_s)

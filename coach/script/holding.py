"""Timing a hold or work against the clock: what is said at which of its moments."""

from coach.routine import Span, Talk
from coach.script.bouts import Bout
from coach.script.model import Role, TimedCall, TimedSet
from coach.script.phrases import Phrases
from coach.script.saying import say
from coach.script.words import duration, number, sentences

COUNTDOWN_FROM_S = 6.0
HALFWAY_FROM_S = 16.0
TEN_FROM_S = 20.0
FORM_FROM_S = 15.0
"""The shortest hold for each call: in a shorter one it would only be in the way."""
LEFT_S = (600.0, 300.0, 120.0, 60.0)
"""What is left of a long time is called at these seconds, unless it is more than half of it."""
NEAR_S = 4.0
"""Two calls nearer to each other than this become one."""


def timed_set(bout: Bout, span: Span, *, talk: Talk, phrases: Phrases) -> TimedSet:
    """The set of a bout that is timed."""
    cues = bout.exercise.cues
    cue = cues[(bout.round + bout.set - 2) % len(cues)] if cues else None
    return TimedSet(
        name=bout.exercise.name,
        seconds=span.seconds,
        effort=span.effort,
        calls=time_calls(span, cue=cue, talk=talk, phrases=phrases),
        side=bout.side,
    )


def time_calls(span: Span, *, cue: str | None, talk: Talk, phrases: Phrases) -> tuple[TimedCall, ...]:
    """What is called in a time, in order of importance."""
    seconds = span.seconds
    calls = []
    if seconds >= COUNTDOWN_FROM_S:
        calls += [_call(number(left, phrases), seconds - left, phrases) for left in (3, 2, 1)]
    if talk is Talk.TONES:
        return tuple(calls)
    calls.insert(0, _call(phrases.say("hold", span.effort), None, phrases))
    if span.least_s is not None:
        calls.append(_call(phrases.say("hold", "enough"), span.least_s, phrases))
    if talk is Talk.MINIMAL:
        return tuple(calls)
    calls += _progress(seconds, phrases)
    if cue and seconds >= FORM_FROM_S:
        text = " ".join(sentences(cue, phrases))
        calls.append(TimedCall(say(text, Role.FORM, phrases), seconds / 4))
    return tuple(calls)


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


def _call(text: str, at_s: float | None, phrases: Phrases) -> TimedCall:
    return TimedCall(say(text, Role.HOLD, phrases), at_s)

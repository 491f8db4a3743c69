"""Timing a hold or work against the clock: what is said at which of its moments."""

from coach.cue import Utterance
from coach.routine import Span, Talk
from coach.script.bouts import Bout
from coach.script.model import Role, Say, TimedCall, TimedSet
from coach.script.phrases import Phrases
from coach.script.words import number, sentences

COUNTDOWN_FROM_S = 6.0
HALFWAY_FROM_S = 16.0
TEN_FROM_S = 20.0
FORM_FROM_S = 15.0
"""The shortest hold for each call: in a shorter one it would only be in the way."""
NEAR_S = 4.0
"""Two calls nearer to each other than this become one."""


def timed_set(bout: Bout, span: Span, *, talk: Talk, phrases: Phrases) -> TimedSet:
    """The set of a bout that is timed."""
    return TimedSet(
        name=bout.exercise.name,
        seconds=span.seconds,
        effort=span.effort,
        calls=_calls(bout, span, talk=talk, phrases=phrases),
        side=bout.side,
    )


def _calls(bout: Bout, span: Span, *, talk: Talk, phrases: Phrases) -> tuple[TimedCall, ...]:
    seconds = span.seconds
    calls = []
    if seconds >= COUNTDOWN_FROM_S:
        calls += [_call(number(left, phrases), seconds - left, phrases) for left in (3, 2, 1)]
    if talk is Talk.TONES:
        return tuple(calls)
    calls.insert(0, _call(phrases.say("hold", span.effort), None, phrases))
    if talk is Talk.MINIMAL:
        return tuple(calls)
    half = seconds / 2
    together = seconds >= TEN_FROM_S and abs(half - 10) < NEAR_S
    if together:
        calls.append(_call(phrases.say("hold", "halfway_ten" if half == 10 else "ten"), seconds - 10, phrases))
    elif seconds >= HALFWAY_FROM_S:
        calls.append(_call(phrases.say("hold", "halfway"), half, phrases))
        if seconds >= TEN_FROM_S:
            calls.append(_call(phrases.say("hold", "ten"), seconds - 10, phrases))
    if bout.exercise.cues and seconds >= FORM_FROM_S:
        cues = bout.exercise.cues
        text = " ".join(sentences(cues[(bout.round + bout.set - 2) % len(cues)], phrases))
        calls.append(TimedCall(Say(Utterance(text, phrases.language), Role.FORM), seconds / 4))
    return tuple(calls)


def _call(text: str, at_s: float | None, phrases: Phrases) -> TimedCall:
    return TimedCall(Say(Utterance(text, phrases.language), Role.HOLD), at_s)

"""Routine to Script: the whole workout as it will be said and signalled, without a time in it."""

from collections.abc import Iterator
from typing import assert_never

from coach.cue import Tone
from coach.routine import Exercise, Routine, Span, Talk
from coach.script import approach, clocked
from coach.script.bouts import Bout, Clocked, LastRest, bouts
from coach.script.counting import Count, counted_set
from coach.script.holding import timed_set
from coach.script.model import CountedSet, Heading, Passage, Role, Say, Script, Step, TimedSet
from coach.script.phrases import Phrases
from coach.script.repertoire import Repertoire
from coach.script.saying import round_title, say
from coach.script.words import about, duration


def write(
    routine: Routine,
    *,
    phrases: Phrases,
    total_s: float,
    exact: bool = False,
    talk: Talk = Talk.FULL,
    count: Count = Count.UP,
    rep_s: float | None = None,
) -> Script:
    """The script of a routine.

    Args:
        routine: what is to be done.
        phrases: the words of its language.
        total_s: how long it takes, as the opening says it.
        exact: whether total_s is met exactly, so that the opening need not say "about".
        talk: how much is said.
        count: how repetitions are counted.
        rep_s: seconds of one movement in every counted exercise; None keeps each exercise's own.
    """
    lasts = (duration if exact else about)(total_s, phrases)
    steps: list[Step] = [Heading(phrases.word("section", "opening"))]
    steps.append(Passage(Tone.WAKE, approach.opening(routine, lasts=lasts, exact=exact, talk=talk, phrases=phrases)))
    performed = list(bouts(routine))
    openings = [
        part for part in performed if isinstance(part, Clocked) or (isinstance(part, Bout) and part.opens_exercise)
    ]
    repertoire = Repertoire.of(routine, talk=talk, phrases=phrases)
    before: Exercise | None = None
    for part in performed:
        match part:
            case LastRest():
                steps.append(approach.to_the_end(part, talk=talk, phrases=phrases))
            case Clocked():
                steps.append(Heading(part.block.title or ""))
                steps.append(approach.to_clock(part, before, routine=routine, talk=talk, phrases=phrases))
                steps += clocked.steps(part, count=count, rep_s=rep_s, repertoire=repertoire)
                before = list(part.block.exercises())[-1]
            case Bout():
                if part.opens_exercise:
                    steps.append(Heading(round_title(part.exercise.name, part, phrases)))
                final = part is openings[-1]
                steps.append(approach.to_bout(part, before, routine=routine, final=final, talk=talk, phrases=phrases))
                steps.append(_set(part, count=count, rep_s=rep_s, repertoire=repertoire))
                before = part.exercise
            case _:
                assert_never(part)
    steps.append(Passage(Tone.DONE, tuple(_closing(talk, phrases))))
    return Script(routine.title, phrases.language, tuple(steps))


def _set(bout: Bout, *, count: Count, rep_s: float | None, repertoire: Repertoire) -> CountedSet | TimedSet:
    amount = bout.dose.amount
    if isinstance(amount, Span):
        return timed_set(bout, amount, repertoire=repertoire)
    return counted_set(bout, count=count, rep_s=rep_s, repertoire=repertoire)


def _closing(talk: Talk, phrases: Phrases) -> Iterator[Say]:
    if talk is not Talk.TONES:
        yield say(phrases.say("closing", "done"), Role.CLOSING, phrases)

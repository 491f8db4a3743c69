"""Routine to Script: the whole workout as it will be said and signalled, without a time in it."""

from collections.abc import Iterator

from coach.cue import Tone, Utterance
from coach.routine import Reps, Routine, Talk
from coach.script import approach
from coach.script.bouts import Bout, LastRest, bouts
from coach.script.counting import Count, counted_set
from coach.script.holding import timed_set
from coach.script.model import CountedSet, Heading, Passage, Role, Say, Script, Step, TimedSet
from coach.script.phrases import Phrases
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
    openings = [bout for bout in performed if isinstance(bout, Bout) and bout.opens_exercise]
    before: Bout | None = None
    for bout in performed:
        if isinstance(bout, LastRest):
            steps.append(approach.to_the_end(bout, talk=talk, phrases=phrases))
            continue
        if bout.opens_exercise:
            steps.append(Heading(_section_title(bout, phrases)))
        final = bout is openings[-1]
        steps.append(approach.to_bout(bout, before, routine=routine, final=final, talk=talk, phrases=phrases))
        steps.append(_set(bout, count=count, talk=talk, rep_s=rep_s, phrases=phrases))
        before = bout
    steps.append(Passage(Tone.DONE, tuple(_closing(talk, phrases))))
    return Script(routine.title, phrases.language, tuple(steps))


def _set(bout: Bout, *, count: Count, talk: Talk, rep_s: float | None, phrases: Phrases) -> CountedSet | TimedSet:
    amount = bout.exercise.dose.amount
    if isinstance(amount, Reps):
        return counted_set(bout, amount, count=count, talk=talk, rep_s=rep_s, phrases=phrases)
    return timed_set(bout, amount, talk=talk, phrases=phrases)


def _section_title(bout: Bout, phrases: Phrases) -> str:
    name, rounds = bout.exercise.name, bout.block.rounds
    return name if rounds == 1 else phrases.word("section", "round", name=name, number=bout.round, total=rounds)


def _closing(talk: Talk, phrases: Phrases) -> Iterator[Say]:
    if talk is not Talk.TONES:
        yield Say(Utterance(phrases.say("closing", "done"), phrases.language), Role.CLOSING)

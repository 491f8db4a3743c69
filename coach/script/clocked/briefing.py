"""What is said before a block on the clock: its title, how the clock runs it, and every exercise in it."""

from collections.abc import Iterator
from functools import partial
from typing import assert_never

from coach.routine import Amrap, Block, Every, Interval, Sides, Talk
from coach.script.bouts import Bout, Clocked, of_round
from coach.script.doses import dose_in_words
from coach.script.model import Role, Say
from coach.script.phrases import Phrases
from coach.script.saying import description, say
from coach.script.shortening import Length
from coach.script.words import duration, named, number

_SIDED = {Sides.BOTH: "exercise", Sides.EACH: "exercise_each", Sides.ALTERNATING: "exercise_alternating"}
"""How an exercise is named whose dose the clock gives."""


def briefing(clocked: Clocked, *, talk: Talk, phrases: Phrases, length: Length) -> tuple[Say, ...]:
    """All that is said of a block before it begins."""
    block = clocked.block
    says = []
    if block.title is not None and length < Length.LEAST:
        says.append(say(phrases.say("announce", "block", title=named(block.title, phrases)), Role.OTHER, phrases))
    says += [say(text, Role.OTHER, phrases) for text in _rules(block, length, phrases)]
    for bout in _of_first_round(block):
        name = named(bout.exercise.name, phrases)
        form = _SIDED[bout.dose.sides] if isinstance(block.format, Interval) else "exercise_dose"
        text = phrases.say("clock", form, name=name, dose=dose_in_words(bout, phrases))
        says.append(say(text, Role.ANNOUNCE, phrases))
        if not clocked.knows(bout.exercise):
            says += description(bout.exercise, talk=talk, phrases=phrases, length=length)
    return tuple(says)


def _of_first_round(block: Block) -> Iterator[Bout]:
    """The first bout of each exercise."""
    yield from (bout for bout in of_round(block, 1) if isinstance(bout, Bout) and bout.opens_exercise)


def _rules(block: Block, length: Length, phrases: Phrases) -> Iterator[str]:
    rule = partial(phrases.say, "clock", brief=length > Length.WHOLE)
    rounds = number(block.rounds, phrases)
    match block.format:
        case Interval() as interval:
            name = "interval" if block.rounds > 1 else "interval_once"
            work = duration(interval.work_s, phrases)
            if interval.rest_s is None:
                yield rule(f"{name}_without_rest", rounds=rounds, work=work)
            else:
                yield rule(name, rounds=rounds, work=work, rest=duration(interval.rest_s, phrases))
            if block.rest_s is not None:
                yield rule("interval_between", time=duration(block.rest_s, phrases))
        case Every() as every:
            starts = block.rounds * (len(list(block.exercises())) if every.in_turn else 1)
            name = "every_once" if starts == 1 else "every_minute" if every.every_s == 60 else "every"
            time = duration(every.every_s, phrases)
            yield rule(name, time=time, count=number(starts, phrases))
        case Amrap() as amrap:
            yield rule("amrap", time=duration(amrap.seconds, phrases))
        case None:
            pass
        case _:
            assert_never(block.format)

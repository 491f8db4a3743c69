"""Intervals: work after work on the clock, with exact breaks between."""

from collections.abc import Iterator
from dataclasses import replace

from coach.routine import Block, Interval, Rest, Span, Talk
from coach.script.bouts import Bout, of_round
from coach.script.holding import timed_set
from coach.script.model import Break, Heading, Role, Say, Step, TimedCall, TimedSet
from coach.script.phrases import Phrases
from coach.script.repertoire import Repertoire
from coach.script.saying import SECTION_FROM_S, round_title, say, ten_seconds
from coach.script.words import named, number

NEXT_CALL_S = 7.0
"""How long before the end of work without a rest behind it the next exercise is named."""


def intervals(block: Block, interval: Interval, *, repertoire: Repertoire) -> Iterator[Step]:
    """Work after work, with exact breaks; a rest between the rounds takes the place of the one after the last work.

    Rests before the first work and behind the last belong to the ways to this block and to the next.
    """
    talk, phrases = repertoire.talk, repertoire.phrases
    bouts: list[Bout] = []
    breaks: list[float] = []
    for round_number in range(1, block.rounds + 1):
        for item in of_round(block, round_number):
            if isinstance(item, Rest):
                if breaks:
                    breaks[-1] += item.seconds
                continue
            if bouts:
                between = round_number > bouts[-1].round and block.rest_s is not None
                rest = (block.rest_s if between else interval.rest_s) or 0.0
                breaks[-1] += rest
            bouts.append(item)
            breaks.append(0.0)
    rests_s = sum(item.seconds for item in block.items if isinstance(item, Rest))
    round_s = sum(bout.round == 1 for bout in bouts) * (interval.work_s + (interval.rest_s or 0.0)) + rests_s
    for index, bout in enumerate(bouts):
        after = bouts[index + 1] if index + 1 < len(bouts) else None
        yield _work(bout, after, breaks[index], repertoire)
        if after is None:
            continue
        if after.round > bout.round and round_s >= SECTION_FROM_S:
            yield Heading(round_title(block.title or "", after, phrases))
        if breaks[index]:
            wordings = _break_wordings(bout, after, talk, phrases)
            ten = ten_seconds(after.exercise.name, talk=talk, phrases=phrases, rest_s=breaks[index])
            yield Break(after.exercise.name, breaks[index], wordings, ten)


def _work(bout: Bout, after: Bout | None, rest_s: float, repertoire: Repertoire) -> TimedSet:
    assert isinstance(bout.dose.amount, Span)
    work = timed_set(bout, bout.dose.amount, repertoire=repertoire)
    if after is None or rest_s or repertoire.talk is Talk.TONES:
        return replace(work, runs_on=after is not None and not rest_s)
    phrases = repertoire.phrases
    name = named(after.exercise.name, phrases)
    at_s = max(0.5, work.seconds - NEXT_CALL_S)
    whole, short = (
        phrases.say("switch", "sides", brief=brief)
        if after.side == "second"
        else phrases.say("hold", "next", brief=brief, name=name)
        for brief in (False, True)
    )
    call = TimedCall(say(whole, Role.HOLD, phrases), at_s, needed=True, short=say(short, Role.HOLD, phrases))
    return replace(work, calls=(call, *work.calls), runs_on=True)


def _break_wordings(bout: Bout, after: Bout, talk: Talk, phrases: Phrases) -> tuple[tuple[Say, ...], ...]:
    """What a break may say, from all of it down to nothing."""
    if talk is Talk.TONES:
        return ((),)
    if after.side == "second":
        return ((say(phrases.say("switch", "sides"), Role.SWITCH, phrases),), ())
    rest = (say(phrases.say("clock", "rest"), Role.OTHER, phrases),) if bout.round == 1 else ()  # known from then on
    name = say(phrases.say("clock", "next", name=named(after.exercise.name, phrases)), Role.ANNOUNCE, phrases)
    short = say(phrases.say("clock", "then_short", name=named(after.exercise.name, phrases)), Role.ANNOUNCE, phrases)
    rounds, rounds_short = (
        (_round(after, phrases, brief=brief),) if after.round > bout.round else () for brief in (False, True)
    )
    if bout.exercise == after.exercise:
        wordings = [(*rest, *rounds), rounds or rest, rounds_short]
    else:
        wordings = [
            (*rest, *rounds, name),
            (*rounds, name),
            (*rounds_short, name),
            (*rounds_short, short),
            (name,),
            (short,),
        ]
    return tuple(dict.fromkeys((*wordings, ())))


def _round(bout: Bout, phrases: Phrases, *, brief: bool) -> Say:
    total = number(bout.block.rounds, phrases)
    text = phrases.say("announce", "round", brief=brief, number=number(bout.round, phrases), total=total)
    return say(text, Role.OTHER, phrases)

"""Blocks that the clock runs: intervals, starts on the minute, as many rounds as possible."""

from collections.abc import Iterator
from typing import assert_never

from coach.cue import Tone, Utterance
from coach.routine import Amrap, Block, Effort, Every, Exercise, Interval, Rest, Sides, Span, Talk
from coach.script.bouts import Bout, Clocked, of_round
from coach.script.counting import Count, counted_set
from coach.script.doses import dose_in_words
from coach.script.holding import time_calls, timed_set
from coach.script.model import (
    Break,
    Heading,
    Role,
    Say,
    Slot,
    Step,
    TimedCall,
    TimedSet,
)
from coach.script.phrases import Phrases
from coach.script.words import duration, named, number, sentences

CHANGE_S = 2.5
"""From one exercise to the next of the same start: its name, and a breath."""
REST_LEAST_S = 4.0
"""Of each start, what is left for the rest at least; with CHANGE_S and TAIL_S the room routine.model asks for."""
TAIL_S = 1.5
"""What a counted set may take after its last repetition: its last word, and a breath."""
NEXT_CALL_S = 7.0
"""How long before the end of work without a rest behind it the next exercise is named."""
REST_CALL_FROM_S = 25.0
"""Breaks of this length have their last ten seconds called."""
SECTION_FROM_S = 60.0
"""Rounds of this length have a section of their own."""


def briefing(clocked: Clocked, *, talk: Talk, phrases: Phrases) -> tuple[Say, ...]:
    """What is said before a block on the clock: its title, how the clock runs it, and every exercise in it."""
    block = clocked.block
    says = []
    if block.title is not None:
        says.append(
            Say(_utterance(phrases.say("announce", "block", title=named(block.title, phrases)), phrases), Role.OTHER)
        )
    says += [Say(_utterance(text, phrases), Role.OTHER) for text in _rules(block, phrases)]
    for bout in _of_first_round(block):
        name = named(bout.exercise.name, phrases)
        form = _SIDED[bout.dose.sides] if isinstance(block.format, Interval) else "exercise_dose"
        text = phrases.say("clock", form, name=name, dose=dose_in_words(bout, phrases))
        says.append(Say(_utterance(text, phrases), Role.ANNOUNCE))
        if talk is not Talk.MINIMAL and not clocked.knows(bout.exercise):
            says += _description(bout.exercise, talk, phrases)
    return tuple(says)


_SIDED = {Sides.BOTH: "exercise", Sides.EACH: "exercise_each", Sides.ALTERNATING: "exercise_alternating"}
"""How an exercise is named whose dose the clock gives."""


def _description(exercise: Exercise, talk: Talk, phrases: Phrases) -> Iterator[Say]:
    for text, role in ((exercise.position, Role.POSITION), (exercise.movement, Role.MOVEMENT)):
        said = sentences(text, phrases) if text else ()
        yield from (Say(_utterance(part, phrases), role) for part in (said if talk is Talk.FULL else said[:1]))


def _rules(block: Block, phrases: Phrases) -> Iterator[str]:
    rounds = number(block.rounds, phrases)
    match block.format:
        case Interval() as interval:
            name = "interval" if block.rounds > 1 else "interval_once"
            work = duration(interval.work_s, phrases)
            if interval.rest_s is None:
                yield phrases.say("clock", f"{name}_without_rest", rounds=rounds, work=work)
            else:
                yield phrases.say("clock", name, rounds=rounds, work=work, rest=duration(interval.rest_s, phrases))
            if block.rest_s is not None:
                yield phrases.say("clock", "interval_between", time=duration(block.rest_s, phrases))
        case Every() as every:
            starts = block.rounds * (len(list(block.exercises())) if every.in_turn else 1)
            name = "every_once" if starts == 1 else "every_minute" if every.every_s == 60 else "every"
            time = duration(every.every_s, phrases)
            yield phrases.say("clock", name, time=time, count=number(starts, phrases))
        case Amrap() as amrap:
            yield phrases.say("clock", "amrap", time=duration(amrap.seconds, phrases))
        case None:
            pass
        case _:
            assert_never(block.format)


def _of_first_round(block: Block) -> Iterator[Bout]:
    """The first bout of each exercise."""
    yield from (bout for bout in of_round(block, 1) if isinstance(bout, Bout) and bout.opens_exercise)


def steps(clocked: Clocked, *, talk: Talk, count: Count, rep_s: float | None, phrases: Phrases) -> Iterator[Step]:
    """The steps of a block on the clock, from its first start on."""
    block = clocked.block
    match block.format:
        case Interval():
            yield from _intervals(block, block.format, talk, phrases)
        case Every():
            yield from _starts(block, block.format, talk, count, rep_s, phrases)
        case Amrap():
            span = Span(seconds=block.format.seconds, effort=Effort.MOST)
            title = block.title or ""
            calls = time_calls(span, cue=None, talk=talk, phrases=phrases)
            yield TimedSet(title, span.seconds, Effort.MOST, calls, None)
        case None:
            return
        case _:
            assert_never(block.format)


def _intervals(block: Block, interval: Interval, talk: Talk, phrases: Phrases) -> Iterator[Step]:
    """Work after work, with exact breaks; a rest between the rounds takes the place of the one after the last work."""
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
    length = sum(bout.round == 1 for bout in bouts) * (interval.work_s + (interval.rest_s or 0))
    for index, bout in enumerate(bouts):
        after = bouts[index + 1] if index + 1 < len(bouts) else None
        yield _work(bout, after, breaks[index], talk, phrases)
        if after is None:
            continue
        if after.round > bout.round and length >= SECTION_FROM_S:
            yield Heading(_round_title(block, after.round, phrases))
        if breaks[index]:
            wordings = _break_wordings(bout, after, talk, phrases)
            ten = _ten(after, talk, phrases) if breaks[index] >= REST_CALL_FROM_S else None
            yield Break(after.exercise.name, breaks[index], wordings, ten)


def _ten(after: Bout, talk: Talk, phrases: Phrases) -> Say | None:
    if talk in (Talk.TONES, Talk.MINIMAL):
        return None
    return _say(phrases.say("rest", "ten_to", name=named(after.exercise.name, phrases)), Role.OTHER, phrases)


def _work(bout: Bout, after: Bout | None, rest_s: float, talk: Talk, phrases: Phrases) -> TimedSet:
    assert isinstance(bout.dose.amount, Span)
    work = timed_set(bout, bout.dose.amount, talk=talk, phrases=phrases)
    if after is None or rest_s or talk is Talk.TONES:
        return TimedSet(
            work.name, work.seconds, work.effort, work.calls, work.side, runs_on=after is not None and not rest_s
        )
    text = phrases.say("hold", "next", name=named(after.exercise.name, phrases))
    if after.side == "second":
        text = phrases.say("switch", "sides")
    at_s = max(0.5, work.seconds - NEXT_CALL_S)
    call = TimedCall(Say(_utterance(text, phrases), Role.HOLD), at_s, needed=True)
    return TimedSet(work.name, work.seconds, work.effort, (call, *work.calls), work.side, runs_on=True)


def _break_wordings(bout: Bout, after: Bout, talk: Talk, phrases: Phrases) -> tuple[tuple[Say, ...], ...]:
    """What a break may say, from all of it down to nothing."""
    if talk is Talk.TONES:
        return ((),)
    if after.side == "second":
        return ((_say(phrases.say("switch", "sides"), Role.SWITCH, phrases),), ())
    rest = _say(phrases.say("clock", "rest"), Role.OTHER, phrases)
    name = _say(phrases.say("clock", "next", name=named(after.exercise.name, phrases)), Role.ANNOUNCE, phrases)
    rounds: tuple[Say, ...] = ()
    if after.round > bout.round:
        total = number(after.block.rounds, phrases)
        text = phrases.say("clock", "round", number=number(after.round, phrases), total=total)
        rounds = (_say(text, Role.OTHER, phrases),)
    short = _say(phrases.say("clock", "then_short", name=named(after.exercise.name, phrases)), Role.ANNOUNCE, phrases)
    same = bout.exercise == after.exercise
    wordings = (
        [(rest, *rounds), rounds or (rest,)] if same else [(rest, *rounds, name), (rest, name), (name,), (short,)]
    )
    return (*wordings, ())


def _starts(
    block: Block, every: Every, talk: Talk, count: Count, rep_s: float | None, phrases: Phrases
) -> Iterator[Step]:
    """Start after start on the clock; what is left of each is rest."""
    slots: list[list[Bout]] = []
    for round_number in range(1, block.rounds + 1):
        found = [bout for bout in of_round(block, round_number) if isinstance(bout, Bout)]
        if every.in_turn:
            for bout in found:
                if bout.side == "second":
                    slots[-1].append(bout)
                else:
                    slots.append([bout])
        else:
            slots.append(found)
    for index, slot in enumerate(slots):
        if index and index * every.every_s % SECTION_FROM_S == 0:
            yield Heading(_round_title(block, index + 1, phrases, total=len(slots)))
        yield Slot(every.every_s)
        yield from _slot(slot, every, talk, count, rep_s, phrases)
        after = slots[index + 1] if index + 1 < len(slots) else None
        wordings = _slot_wordings(slot, after, index + 2, len(slots), talk, phrases)
        ten = _ten(after[0], talk, phrases) if after else None
        yield Break(after[0].exercise.name if after else "", None, wordings, ten)


def _slot(
    slot: list[Bout], every: Every, talk: Talk, count: Count, rep_s: float | None, phrases: Phrases
) -> Iterator[Step]:
    room = every.every_s - REST_LEAST_S - CHANGE_S * (len(slot) - 1)
    timed = sum(bout.dose.amount.seconds + TAIL_S for bout in slot if isinstance(bout.dose.amount, Span))
    counted = [bout for bout in slot if not isinstance(bout.dose.amount, Span)]
    natural = sum(_natural_s(bout) for bout in counted)
    share = (room - timed - TAIL_S * len(counted)) / natural if natural else 0.0
    for index, bout in enumerate(slot):
        if index:
            wordings = _change_wordings(bout, talk, phrases)
            yield Break(bout.exercise.name, CHANGE_S, wordings, signal=Tone.SWITCH, is_rest=False)
        amount = bout.dose.amount
        if isinstance(amount, Span):
            yield timed_set(bout, amount, talk=talk, phrases=phrases)
        else:
            most_s = share * _natural_s(bout)
            yield counted_set(bout, count=count, talk=talk, rep_s=rep_s, phrases=phrases, most_s=most_s)


def _natural_s(bout: Bout) -> float:
    """Seconds of a counted bout at pace 1."""
    movements = 2 if bout.dose.sides == "alternating" else 1
    return bout.reps * movements * bout.dose.natural_rep_s


def _change_wordings(bout: Bout, talk: Talk, phrases: Phrases) -> tuple[tuple[Say, ...], ...]:
    if talk is Talk.TONES:
        return ((),)
    if bout.side == "second":
        return ((_say(phrases.say("switch", "sides"), Role.SWITCH, phrases),), ())
    name = named(bout.exercise.name, phrases)
    long = phrases.say("clock", "then", name=name, dose=dose_in_words(bout, phrases))
    short = phrases.say("clock", "then_short", name=name)
    return ((_say(long, Role.ANNOUNCE, phrases),), (_say(short, Role.ANNOUNCE, phrases),), ())


def _slot_wordings(
    slot: list[Bout], after: list[Bout] | None, index: int, total: int, talk: Talk, phrases: Phrases
) -> tuple[tuple[Say, ...], ...]:
    if talk is Talk.TONES:
        return ((),)
    rest = _say(phrases.say("clock", "rest"), Role.OTHER, phrases)
    if after is None:
        return ((rest, _say(phrases.say("clock", "last"), Role.OTHER, phrases)), (rest,), ())
    text = phrases.say("clock", "slot", number=number(index, phrases), total=number(total, phrases))
    place = _say(text, Role.OTHER, phrases)
    name = named(after[0].exercise.name, phrases)
    if [bout.exercise for bout in slot] == [bout.exercise for bout in after] and len(after) == 1:
        return ((rest, place), (place,), ())
    long = _say(
        phrases.say("clock", "next_dose", name=name, dose=dose_in_words(after[0], phrases)), Role.ANNOUNCE, phrases
    )
    short = _say(phrases.say("clock", "then_short", name=name), Role.ANNOUNCE, phrases)
    return ((rest, place, long), (place, long), (long,), (short,), ())


def _round_title(block: Block, round_number: int, phrases: Phrases, *, total: int | None = None) -> str:
    total = block.rounds if total is None else total
    return phrases.word("section", "round", name=block.title or "", number=round_number, total=total)


def _say(text: str, role: Role, phrases: Phrases) -> Say:
    return Say(_utterance(text, phrases), role)


def _utterance(text: str, phrases: Phrases) -> Utterance:
    return Utterance(text, phrases.language)

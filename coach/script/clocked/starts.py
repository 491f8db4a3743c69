"""Starts on the clock (EMOM): what is left of each after the work is rest."""

from collections.abc import Iterator

from coach.cue import Tone
from coach.routine import Block, Every, Span, Talk
from coach.script.bouts import Bout, of_round
from coach.script.counting import Count, counted_set
from coach.script.doses import dose_in_words
from coach.script.holding import timed_set
from coach.script.model import Break, Heading, Role, Say, Slot, Step
from coach.script.phrases import Phrases
from coach.script.repertoire import Repertoire
from coach.script.saying import SECTION_FROM_S, round_title, say, ten_seconds
from coach.script.words import named, number

CHANGE_S = 2.5
"""From one exercise to the next of the same start: its name, and a breath."""
REST_LEAST_S = 4.0
"""Of each start, what is left for the rest at least; with CHANGE_S and TAIL_S the room routine.model asks for."""
TAIL_S = 1.5
"""What a counted set may take after its last repetition: its last word, and a breath."""


def starts(block: Block, every: Every, *, count: Count, rep_s: float | None, repertoire: Repertoire) -> Iterator[Step]:
    """Start after start on the clock; what is left of each is rest."""
    talk, phrases = repertoire.talk, repertoire.phrases
    slots = [slot for number in range(1, block.rounds + 1) for slot in _of_round(block, every, number)]
    has_sections = len(slots) // block.rounds * every.every_s >= SECTION_FROM_S
    for index, slot in enumerate(slots):
        if has_sections and index and slot[0].round > slots[index - 1][0].round:
            yield Heading(round_title(block.title or "", slot[0], phrases))
        yield Slot(every.every_s, index + 1)
        yield from _slot(slot, every, count, rep_s, repertoire)
        after = slots[index + 1] if index + 1 < len(slots) else None
        wordings = _slot_wordings(slot, after, index + 2, len(slots), talk, phrases)
        ten = ten_seconds(after[0].exercise.name, talk=talk, phrases=phrases) if after else None
        yield Break(after[0].exercise.name if after else "", None, wordings, ten)


def _of_round(block: Block, every: Every, round_number: int) -> list[list[Bout]]:
    """The bouts of each start: all of the round, or those of one exercise."""
    found = [bout for bout in of_round(block, round_number) if isinstance(bout, Bout)]
    if not every.in_turn:
        return [found]
    slots: list[list[Bout]] = []
    for bout in found:
        if bout.side == "second":
            slots[-1].append(bout)
        else:
            slots.append([bout])
    return slots


def _slot(slot: list[Bout], every: Every, count: Count, rep_s: float | None, repertoire: Repertoire) -> Iterator[Step]:
    room = every.every_s - REST_LEAST_S - CHANGE_S * (len(slot) - 1)
    timed = sum(bout.dose.amount.seconds + TAIL_S for bout in slot if isinstance(bout.dose.amount, Span))
    counted = [bout for bout in slot if not isinstance(bout.dose.amount, Span)]
    natural = sum(_natural_s(bout) for bout in counted)
    share = (room - timed - TAIL_S * len(counted)) / natural if natural else 0.0
    for index, bout in enumerate(slot):
        if index:
            wordings = _change_wordings(bout, repertoire.talk, repertoire.phrases)
            yield Break(bout.exercise.name, CHANGE_S, wordings, signal=Tone.SWITCH, is_rest=False)
        amount = bout.dose.amount
        if isinstance(amount, Span):
            yield timed_set(bout, amount, repertoire=repertoire)
        else:
            most_s = share * _natural_s(bout)
            yield counted_set(bout, count=count, rep_s=rep_s, repertoire=repertoire, most_s=most_s)


def _natural_s(bout: Bout) -> float:
    """Seconds of a counted bout at pace 1."""
    movements = 2 if bout.dose.sides == "alternating" else 1
    return bout.reps * movements * bout.dose.natural_rep_s


def _change_wordings(bout: Bout, talk: Talk, phrases: Phrases) -> tuple[tuple[Say, ...], ...]:
    if talk is Talk.TONES:
        return ((),)
    if bout.side == "second":
        return ((say(phrases.say("switch", "sides"), Role.SWITCH, phrases),), ())
    name = named(bout.exercise.name, phrases)
    long = phrases.say("clock", "then", name=name, dose=dose_in_words(bout, phrases))
    short = phrases.say("clock", "then_short", name=name)
    return ((say(long, Role.ANNOUNCE, phrases),), (say(short, Role.ANNOUNCE, phrases),), ())


def _slot_wordings(
    slot: list[Bout], after: list[Bout] | None, index: int, total: int, talk: Talk, phrases: Phrases
) -> tuple[tuple[Say, ...], ...]:
    if talk is Talk.TONES:
        return ((),)
    rest = say(phrases.say("clock", "rest"), Role.OTHER, phrases)
    if after is None:
        return ((rest, say(phrases.say("clock", "last"), Role.OTHER, phrases)), (rest,), ())
    text = phrases.say("clock", "slot", number=number(index, phrases), total=number(total, phrases))
    place = say(text, Role.OTHER, phrases)
    name = named(after[0].exercise.name, phrases)
    later = slot[0].round > 1  # that it is rest is known from then on
    if [bout.exercise for bout in slot] == [bout.exercise for bout in after] and len(after) == 1:
        return ((place,), ()) if later else ((rest, place), (place,), ())
    dose = dose_in_words(after[0], phrases)
    long = say(phrases.say("clock", "next_dose", name=name, dose=dose), Role.ANNOUNCE, phrases)
    short = say(phrases.say("clock", "then_short", name=name), Role.ANNOUNCE, phrases)
    wordings = ((place, long), (long,), (short,), ())
    return wordings if later else ((rest, place, long), *wordings)

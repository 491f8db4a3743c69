"""Counting a set: which numbers are said, what is called out between them, how a repetition is divided."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from coach.cue import Manner, Utterance
from coach.routine import Exercise, Reps, Sides, Talk
from coach.script.bouts import Bout
from coach.script.grammar import without_tens
from coach.script.model import Call, CountedSet, Role
from coach.script.phrases import Phrases
from coach.script.repertoire import Kind, Repertoire
from coach.script.saying import say, utterance
from coach.script.turning import effort_of, turns
from coach.script.words import number

LAST_SPOKEN = 5
"""How many numbers are said when only the last few are wanted."""
HALFWAY_FROM, LAST_THREE_FROM = 8, 6
"""Repetitions from which the middle and the last three are called; shorter sets need neither."""
HALFWAY_AGAIN_FROM = 12
"""The same for the middle of a later set, when the way is known."""
REPS_PER_CUE = 5
"""At most one form cue in so many repetitions (craft page)."""
FIRST_BREATH_AFTER, FIRST_CUE_AFTER = 1, 3
TURNED, TURNED_AGAIN = 3, 1
"""Repetitions in which the phases of a written tempo are said: they teach the rhythm, and the numbers keep it."""
BREATH_FROM_S = 2.0
"""Of one movement: nobody breathes in and out with a quicker one."""


class Count(StrEnum):
    """How repetitions are counted aloud."""

    UP = "up"  # one to the last
    DOWN = "down"  # the last to one: how many are left, the present one included
    LAST = "last"  # ticks, then the last five counted down
    PHASES = "phases"  # up, with the turn of each repetition called
    NONE = "none"  # no numbers


def counted_set(
    bout: Bout,
    *,
    count: Count,
    rep_s: float | None,
    repertoire: Repertoire,
    most_s: float | None = None,
) -> CountedSet:
    """The set of a bout; `rep_s`, where given, takes the place of the exercise's own tempo.

    Args:
        bout: a set that is counted.
        count: how.
        rep_s: seconds of one movement.
        repertoire: chooses what is said in the middle of it.
        most_s: the time a clock leaves for it; it is counted faster where that is too little.
    """
    exercise, reps = bout.exercise, bout.reps
    talk, phrases = repertoire.talk, repertoire.phrases
    backwards = count in (Count.DOWN, Count.LAST)
    turned = reps if count is Count.PHASES else _turned(bout, talk)
    numbers = tuple(range(reps, 0, -1) if backwards else range(1, reps + 1))
    return CountedSet(
        name=exercise.name,
        reps=reps,
        rep_s=rep_s if rep_s is not None else exercise.dose.natural_rep_s,
        movements=2 if exercise.dose.sides is Sides.ALTERNATING else 1,
        numbers=numbers,
        words=_words(numbers, phrases),
        short_words=_words(tuple(without_tens(value, phrases) for value in numbers), phrases),
        spoken=_spoken(count, reps),
        calls=_calls(bout, reps, count=count, repertoire=repertoire),
        closing=_closing(reps, phrases) if talk is not Talk.TONES else None,
        turns=turns(exercise, phrases) if turned else (),
        side=bout.side,
        most_s=most_s,
        turned=turned,
        turns_needed=count is Count.PHASES,
    )


def _words(numbers: tuple[int, ...], phrases: Phrases) -> tuple[Utterance, ...]:
    """Numbers as they are counted; at the last one the voice falls."""
    manners = [Manner.COUNT] * (len(numbers) - 1) + [Manner.LAST]
    return tuple(
        utterance(number(value, phrases), phrases, manner) for value, manner in zip(numbers, manners, strict=True)
    )


def _spoken(count: Count, reps: int) -> frozenset[int]:
    if count is Count.NONE:
        return frozenset()
    first = max(1, reps - LAST_SPOKEN + 1) if count is Count.LAST else 1
    return frozenset(range(first, reps + 1))


def _turned(bout: Bout, talk: Talk) -> int:
    """In how many repetitions a written tempo is said, where the turns are not wished for throughout."""
    if bout.exercise.dose.tempo is None or talk in (Talk.MINIMAL, Talk.TONES):
        return 0
    return min(bout.reps, TURNED_AGAIN if bout.is_later else TURNED)


def _calls(bout: Bout, reps: int, *, count: Count, repertoire: Repertoire) -> tuple[Call, ...]:
    """What is called in a set, in order of importance; in a later set that is short, its middle is not."""
    talk, phrases = repertoire.talk, repertoire.phrases
    asides = _asides(bout, reps, count, repertoire)
    if talk is Talk.TONES:
        return ()
    calls = []
    for after, name in _milestones(bout, reps, count).items():
        if name != "halfway" or talk is not Talk.MINIMAL:
            whole, short = (say(phrases.say("set", name, brief=brief), Role.OTHER, phrases) for brief in (False, True))
            calls.append(Call(whole, after, short=short if short != whole else None))
    return (*calls, *asides)


def _milestones(bout: Bout, reps: int, count: Count) -> dict[int, str]:
    """How far a set has come, in order of importance: the phrase that is said after a repetition."""
    found: dict[int, str] = {}
    amount = bout.dose.amount
    if isinstance(amount, Reps) and amount.least is not None:
        found[amount.least] = "enough"
    if reps >= LAST_THREE_FROM and count not in (Count.DOWN, Count.LAST):
        for left, name in ((3, "three"), (2, "two"), (1, "one")):
            found.setdefault(reps - left, name)
    if reps >= (HALFWAY_AGAIN_FROM if bout.is_later else HALFWAY_FROM):
        found.setdefault((reps + 1) // 2, "halfway")
    return found


def _asides(bout: Bout, reps: int, count: Count, repertoire: Repertoire) -> Iterator[Call]:
    """Breathing, form cues and encouragement, at least five repetitions apart."""
    breathing = _breathing(bout.exercise, repertoire)
    taken = set(_milestones(bout, reps, count))
    quiet_from = 0 if count is Count.PHASES else _turned(bout, repertoire.talk)
    early = _places(reps, taken, max(FIRST_BREATH_AFTER, quiet_from))
    places = _places(reps, taken, max(FIRST_CUE_AFTER, quiet_from)) or early
    if breathing and not bout.is_later and (len(early) > 1 or not bout.exercise.cues):  # a cue alone comes later
        places = early
    late = [place * 2 >= reps for place in places]
    lines = repertoire.lines(bout, late, breathing=breathing, encouragement="counted")
    for after, aside in zip(places, lines, strict=True):
        if aside is not None:
            yield Call(aside.say, after, needed=aside.kind is Kind.CUE, short=aside.short)


def _places(reps: int, taken: set[int], first: int) -> list[int]:
    """After which repetitions a line has its place: early, spaced, and not beside another call where that can be."""
    places: list[int] = []
    at = first
    while at < reps - 1 and len(places) < max(1, reps // REPS_PER_CUE):
        free = [rep for rep in range(at, min(at + REPS_PER_CUE, reps - 1)) if rep not in taken]
        calm = [rep for rep in free if not taken & {rep - 1, rep + 1}]
        if not free:
            break
        places.append((calm or free)[0])
        at = places[-1] + REPS_PER_CUE
    return places


def _breathing(exercise: Exercise, repertoire: Repertoire) -> Sequence[str]:
    """How to breathe in a repetition with a known direction that is slow enough, unless the routine's texts say it."""
    effort = effort_of(exercise, repertoire.phrases)
    if effort is None or exercise.dose.natural_rep_s < BREATH_FROM_S or repertoire.is_breathing_told(exercise):
        return ()
    lines: Sequence[str] = repertoire.phrases.sections["breathing"][effort]
    return lines


def _closing(reps: int, phrases: Phrases) -> Call | None:
    if reps < LAST_THREE_FROM:
        return None
    return Call(say(phrases.say("set", "closing"), Role.OTHER, phrases), after=reps - 3)

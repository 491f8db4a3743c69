"""Counting a set: which numbers are said, what is called out between them, how a repetition is divided."""

import re
from enum import StrEnum

from coach.cue import Utterance
from coach.routine import Exercise, Reps, Sides, Talk
from coach.script.bouts import Bout
from coach.script.grammar import without_tens
from coach.script.model import Call, CountedSet, Role
from coach.script.phrases import Phrases
from coach.script.saying import say, utterance
from coach.script.words import number, sentences

LAST_SPOKEN = 5
"""How many numbers are said when only the last few are wanted."""
HALFWAY_FROM, LAST_THREE_FROM = 8, 6
"""Repetitions from which the middle and the last three are called; shorter sets need neither."""
REPS_PER_CUE = 5
"""At most one form cue in so many repetitions (craft page)."""
FIRST_CUE_AFTER = 3


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
    talk: Talk,
    rep_s: float | None,
    phrases: Phrases,
    most_s: float | None = None,
) -> CountedSet:
    """The set of a bout; `rep_s`, where given, takes the place of the exercise's own tempo.

    Args:
        bout: a set that is counted.
        count: how.
        talk: how much is said.
        rep_s: seconds of one movement.
        phrases: the words.
        most_s: the time a clock leaves for it; it is counted faster where that is too little.
    """
    exercise, reps = bout.exercise, bout.reps
    backwards = count in (Count.DOWN, Count.LAST)
    numbers = tuple(range(reps, 0, -1) if backwards else range(1, reps + 1))
    return CountedSet(
        name=exercise.name,
        reps=reps,
        rep_s=rep_s if rep_s is not None else exercise.dose.natural_rep_s,
        movements=2 if exercise.dose.sides is Sides.ALTERNATING else 1,
        numbers=numbers,
        words=tuple(utterance(number(value, phrases), phrases) for value in numbers),
        short_words=tuple(utterance(number(without_tens(value, phrases), phrases), phrases) for value in numbers),
        spoken=_spoken(count, reps),
        calls=_calls(bout, reps, count=count, talk=talk, phrases=phrases),
        closing=_closing(reps, phrases) if talk is not Talk.TONES else None,
        turns=_turns(exercise, phrases) if count is Count.PHASES else (),
        side=bout.side,
        most_s=most_s,
    )


def _spoken(count: Count, reps: int) -> frozenset[int]:
    if count is Count.NONE:
        return frozenset()
    first = max(1, reps - LAST_SPOKEN + 1) if count is Count.LAST else 1
    return frozenset(range(first, reps + 1))


def _calls(bout: Bout, reps: int, *, count: Count, talk: Talk, phrases: Phrases) -> tuple[Call, ...]:
    if talk is Talk.TONES:
        return ()
    calls = []
    amount = bout.dose.amount
    if isinstance(amount, Reps) and amount.least is not None:
        calls.append(Call(say(phrases.say("set", "enough"), Role.OTHER, phrases), after=amount.least))
    if reps >= LAST_THREE_FROM and count not in (Count.DOWN, Count.LAST):
        calls += [
            Call(say(phrases.say("set", word), Role.OTHER, phrases), after=reps - left)
            for left, word in ((3, "three"), (2, "two"), (1, "one"))
        ]
    if reps >= HALFWAY_FROM and talk is not Talk.MINIMAL:
        calls.append(Call(say(phrases.say("set", "halfway"), Role.OTHER, phrases), after=(reps + 1) // 2))
    if calls and calls[0].after in [call.after for call in calls[1:]]:
        calls = [calls[0], *(call for call in calls[1:] if call.after != calls[0].after)]
    taken = {call.after for call in calls}
    return (*calls, *_form_cues(bout, reps, taken, talk=talk, phrases=phrases))


def _form_cues(bout: Bout, reps: int, taken: set[int], *, talk: Talk, phrases: Phrases) -> list[Call]:
    """Cues at least five repetitions apart, in turn; the second side hears the same as the first."""
    cues = bout.exercise.cues
    if talk is Talk.MINIMAL or not cues:
        return []
    places = [rep for rep in range(FIRST_CUE_AFTER, reps - 1, REPS_PER_CUE) if rep not in taken]
    if talk is Talk.STANDARD or len(cues) == 1:  # one cue alone would come twice running
        places = places[:1]
    first = (bout.round - 1) * bout.exercise.dose.sets + bout.set - 1
    calls = []
    for index, after in enumerate(places):
        text = " ".join(sentences(cues[(first + index) % len(cues)], phrases))
        calls.append(Call(say(text, Role.FORM, phrases), after))
    return calls


def _closing(reps: int, phrases: Phrases) -> Call | None:
    if reps < LAST_THREE_FROM:
        return None
    return Call(say(phrases.say("set", "closing"), Role.OTHER, phrases), after=reps - 3)


def _turns(exercise: Exercise, phrases: Phrases) -> tuple[tuple[float, Utterance], ...]:
    """Where a repetition turns, and the word for it: at the written phases, else in the middle."""
    if (tempo := exercise.dose.tempo) is not None:
        turns = []
        passed = 0.0
        for phase_s, word in zip(tempo.phases_s, phrases.sections["tempo"]["words"], strict=True):
            if phase_s and passed:
                turns.append((passed / exercise.dose.natural_rep_s, utterance(word, phrases)))
            passed += phase_s
        return tuple(turns)
    words = phrases.sections["phases"]
    found = (words[word] for word in re.findall(r"\w+", (exercise.movement or "").lower()) if word in words)
    _, turn = next(found, words["other"])
    return ((0.5, utterance(turn, phrases)),)

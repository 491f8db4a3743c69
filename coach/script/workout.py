"""A script as a workout of a watch: what is done, counted or timed, with its rests, and repeats in place of copies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coach.routine import Effort, Exercise, Routine
from coach.script.model import Break, CountedSet, Role, Script, Side, Slot, TimedSet, Transition
from coach.script.phrases import Phrases
from coach.script.words import duration

LONGEST_BODY = 60
"""Steps that are looked at for a repeat: more are repeated by nobody's watch."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something done, until it is counted or its time is over.

    Attributes:
        movements: how many, of both sides together where they alternate; 0 where it is timed.
        seconds: how long; 0 where it is counted.
        notes: its side, what is to be said of its dose, form cues, position and movement.
    """

    name: str
    movements: int
    seconds: float
    side: Side | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A rest."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """What begins with the step of number `first`, from 0, is done so many times in all."""

    first: int
    times: int


WorkoutStep = Work | Pause | Repeat


def workout(script: Script, routine: Routine, phrases: Phrases) -> tuple[WorkoutStep, ...]:
    """The steps of a script's routine.

    A start on the clock is one timed step, whose notes say what is to be done in it: a watch cannot rest for
    what is left of a time.
    """
    return tuple(folded(list(_flat(script, {exercise.name: exercise for exercise in routine.exercises()}, phrases))))


def folded(flat: Sequence[Work | Pause]) -> Iterator[WorkoutStep]:
    """Steps with repeats, none within another, where that makes them fewer; notes are those of the first time."""
    keys = [replace(step, notes="") if isinstance(step, Work) else step for step in flat]
    place = number = 0
    while place < len(flat):
        size, times = _best_repeat(keys, place)
        yield from flat[place : place + size]
        if times > 1:
            yield Repeat(number, times)
        number += size + (times > 1)
        place += size * times


def _best_repeat(keys: Sequence[object], place: int) -> tuple[int, int]:
    """How many steps from a place are repeated how often, so that most are saved; one step once if none are."""
    best, most = (1, 1), 0
    for size in range(1, min(LONGEST_BODY, (len(keys) - place) // 2) + 1):
        body = keys[place : place + size]
        times = 1
        while keys[place + size * times : place + size * (times + 1)] == body:
            times += 1
        if (saved := (times - 1) * size - 1) > most:
            best, most = (size, times), saved
    return best


def _flat(script: Script, known: Mapping[str, Exercise], phrases: Phrases) -> Iterator[Work | Pause]:
    announced = ""
    slot: Slot | None = None
    inside: list[Work] = []
    for step in script.steps:
        if isinstance(step, Slot):
            slot, inside = step, []
        elif isinstance(step, CountedSet | TimedSet):
            inside.append(_work(step, known.get(step.name), announced, phrases))
            if slot is None:
                yield inside[-1]
        elif isinstance(step, Transition | Break):
            if isinstance(step, Transition):
                announced = " ".join(say.utterance.text for say in step.says if say.role is Role.ANNOUNCE)
            if slot is not None and step.rest_s is None:
                yield _start(inside, slot)
                slot = None
            elif slot is None and step.rest_s:
                yield Pause(phrases.say("rest", "rest_short").rstrip("."), step.rest_s)


def _work(step: CountedSet | TimedSet, exercise: Exercise | None, announced: str, phrases: Phrases) -> Work:
    notes = []
    if step.side:
        notes.append(phrases.say("switch", "back_short" if step.side == "first" else "sides"))
    movements, seconds = 0, 0.0
    if isinstance(step, TimedSet):
        seconds = step.seconds
        if step.effort is Effort.MOST:
            notes.append(phrases.say("dose", "most", time=duration(seconds, phrases)) + ".")
    else:
        movements = step.reps * step.movements
        if step.movements > 1:
            notes.append(phrases.say("dose", "alternating", amount=step.reps) + ".")
    if exercise is None:  # all of a block in one step
        notes.append(announced)
    else:
        notes += [text if text[-1] in ".!?…" else f"{text}." for text in exercise.cues]
        notes += [text for text in (exercise.position, exercise.movement) if text]
    return Work(step.name, movements, seconds, step.side, " ".join(notes))


def _start(inside: Sequence[Work], slot: Slot) -> Work:
    doses = [f"{work.movements or f'{work.seconds:g} s'} {work.name}." for work in inside]
    names = list(dict.fromkeys(work.name for work in inside))
    notes = [*doses, *dict.fromkeys(work.notes for work in inside)]
    return Work(" + ".join(names), 0, slot.seconds, notes=" ".join(notes))

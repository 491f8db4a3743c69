"""The routine as it is performed: every set and side in order, with what stands before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coach.routine import Block, Dose, Exercise, Reps, Rest, Routine, Sides
from coach.script.model import Side


@dataclass(frozen=True, slots=True)
class Bout:
    """One set of one side of one exercise, in its place.

    Attributes:
        rest_s: the rest written before it, None where none is.
        round, set: which of how many, from 1.
        opens_round: it is the first of its block's round.
        known: the exercise was performed before, in an earlier round.
        rest_told: a rest of the same length was told before in this block.
    """

    exercise: Exercise
    block: Block
    round: int
    set: int
    side: Side | None
    rest_s: float | None
    opens_round: bool
    known: bool
    rest_told: bool = False

    @property
    def dose(self) -> Dose:
        """How much of the exercise."""
        return self.exercise.dose

    @property
    def reps(self) -> int:
        """Its repetitions, 0 where it is timed."""
        return self.dose.reps(round_number=self.round, set_number=self.set)

    @property
    def opens_exercise(self) -> bool:
        """It is the first set and side of the exercise in this round."""
        return self.set == 1 and self.side != "second"

    @property
    def is_later(self) -> bool:
        """It was done before, in an earlier set or round, so that less of it has to be said."""
        return self.known or self.set > 1


@dataclass(frozen=True, slots=True)
class Clocked:
    """A block that the clock runs, in its place.

    Attributes:
        rest_s: the rest written before its first exercise, None where none is.
        known: exercises that were described before.
    """

    block: Block
    rest_s: float | None
    known: frozenset[Exercise]

    def knows(self, exercise: Exercise) -> bool:
        """Whether an exercise was described before."""
        return _described(exercise) in self.known


@dataclass(frozen=True, slots=True)
class LastRest:
    """A rest after which nothing comes."""

    rest_s: float


def bouts(routine: Routine) -> Iterator[Bout | Clocked | LastRest]:
    """Every bout and every block on the clock in order, then what rest is left over at the end."""
    pending = 0.0
    performed: set[Exercise] = set()  # as they are described
    for block in routine.blocks:
        told: set[float | None] = set()
        if block.format is not None and any(block.exercises()):
            pending += _rests_before_s(block.items)
            yield Clocked(block, pending or None, frozenset(performed))
            pending = _rests_before_s(reversed(block.items))
            performed.update(map(_described, block.exercises()))
            continue
        for number, item, opens in _items(block):
            if isinstance(item, Rest):
                pending += item.seconds
                continue
            for bout in _of_exercise(item, block, number, pending, opens, known=_described(item) in performed):
                yield replace(bout, rest_told=bout.rest_s in told)
                told.add(bout.rest_s)
            pending = 0.0
            performed.add(_described(item))
    if pending:
        yield LastRest(pending)


def _described(exercise: Exercise) -> Exercise:
    """An exercise without how much of it there is: what is known of it once it has been described."""
    return exercise.model_copy(update={"dose": _NO_DOSE})


_NO_DOSE = Dose(amount=Reps(count=1))


def _items(block: Block) -> Iterator[tuple[int, Exercise | Rest, bool]]:
    """Round, item, and whether the item is the round's first exercise."""
    for number in range(1, block.rounds + 1):
        if number > 1 and block.rest_s:
            yield number, Rest(seconds=block.rest_s), False
        opens = True
        for item in block.items:
            yield number, item, opens and isinstance(item, Exercise)
            opens = opens and isinstance(item, Rest)


def _rests_before_s(items: Iterable[Exercise | Rest]) -> float:
    """Seconds of rest before the first exercise."""
    seconds = 0.0
    for item in items:
        if isinstance(item, Exercise):
            break
        seconds += item.seconds
    return seconds


def of_round(block: Block, number: int) -> Iterator[Bout | Rest]:
    """What a block on the clock does in one round: bouts without sets, and rests of their own."""
    opens = True
    for item in block.items:
        if isinstance(item, Rest):
            yield item
            continue
        yield from _of_exercise(item, block, number, 0.0, opens, known=number > 1)
        opens = False


def _of_exercise(
    exercise: Exercise, block: Block, number: int, rest_s: float, opens: bool, *, known: bool
) -> Iterator[Bout]:
    dose = exercise.dose
    sides: tuple[Side | None, ...] = ("first", "second") if dose.sides is Sides.EACH else (None,)
    for index in range(1, dose.sets + 1):
        for side in sides:
            first = index == 1 and side != "second"
            between = dose.rest_s if index > 1 and side != "second" else None
            yield Bout(
                exercise=exercise,
                block=block,
                round=number,
                set=index,
                side=side,
                rest_s=(rest_s or None) if first else between,
                opens_round=opens and first,
                known=known,
            )

"""The routine as it is performed: every set and side in order, with what stands before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.routine import Block, Exercise, Rest, Routine, Sides
from coach.script.model import Side


@dataclass(frozen=True, slots=True)
class Bout:
    """One set of one side of one exercise, in its place.

    Attributes:
        rest_s: the rest written before it, None where none is.
        round, set: which of how many, from 1.
        opens_round: it is the first of its block's round.
        known: the exercise was performed before, in an earlier round.
    """

    exercise: Exercise
    block: Block
    round: int
    set: int
    side: Side | None
    rest_s: float | None
    opens_round: bool
    known: bool

    @property
    def opens_exercise(self) -> bool:
        """It is the first set and side of the exercise in this round."""
        return self.set == 1 and self.side != "second"


@dataclass(frozen=True, slots=True)
class LastRest:
    """A rest after which nothing comes."""

    rest_s: float


def bouts(routine: Routine) -> Iterator[Bout | LastRest]:
    """Every bout of a routine in order, then what rest is left over at the end."""
    pending = 0.0
    performed: set[Exercise] = set()
    for block, number, item, opens in _items(routine):
        if isinstance(item, Rest):
            pending += item.seconds
            continue
        yield from _of_exercise(item, block, number, pending, opens, known=item in performed)
        pending = 0.0
        performed.add(item)
    if pending:
        yield LastRest(pending)


def _items(routine: Routine) -> Iterator[tuple[Block, int, Exercise | Rest, bool]]:
    """Block, round, item, and whether the item is the round's first exercise."""
    for block in routine.blocks:
        for number in range(1, block.rounds + 1):
            if number > 1 and block.rest_s:
                yield block, number, Rest(seconds=block.rest_s), False
            opens = True
            for item in block.items:
                yield block, number, item, opens and isinstance(item, Exercise)
                opens = opens and isinstance(item, Rest)


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

"""What comes with the program: routines with their length, needs and changes of posture."""

from dataclasses import dataclass
from itertools import pairwise

from coach.app.composing import estimate_s
from coach.app.sources import read
from coach.routine import Routine, posture_of, shelf


@dataclass(frozen=True, slots=True)
class Listed:
    """A built-in routine.

    Attributes:
        duration_s: about how long it lasts, or exactly as long as it wishes.
        posture_changes: how often one lies down, stands up or turns over.
    """

    name: str
    title: str
    language: str
    duration_s: float
    needs: tuple[str, ...]
    optional: tuple[str, ...]
    posture_changes: int


def built_in() -> list[Listed]:
    """The built-in routines, sorted by name."""
    found = []
    for name in shelf.names():
        routine = read(name)
        changes = _changes_of_posture(routine)
        found.append(
            Listed(
                name,
                routine.title,
                routine.language,
                estimate_s(routine),
                routine.needs,
                routine.optional,
                posture_changes=changes,
            )
        )
    return found


def _changes_of_posture(routine: Routine) -> int:
    """How often the posture changes from one exercise to the next; positions that name none change nothing."""
    done = [exercise for block in routine.blocks for _ in range(block.rounds) for exercise in block.exercises()]
    found = [posture_of(exercise.position or "") for exercise in done]
    known = [posture for posture in found if posture is not None]
    return sum(before is not after for before, after in pairwise(known))

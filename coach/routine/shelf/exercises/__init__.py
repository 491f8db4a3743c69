"""The shelf of exercises: how to get into position and move, for exercises that a routine only names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from coach.routine.dose import REP_MAX_S, REP_MIN_S, Ladder, Reps, Sides, Span
from coach.routine.model import Block, Exercise, Routine
from coach.routine.shelf.exercises.entries import Entry, Rules, entries, languages, rules
from coach.routine.shelf.exercises.names import find, known, known_in, named

__all__ = ["CUE_FROM_S", "Entry", "Furnished", "entries", "find", "furnish", "known", "known_in", "languages", "named"]

CUE_FROM_S = 2.2
"""Of one repetition, from which there is room for a form cue between two numbers; a quicker exercise has it before."""


@dataclass(frozen=True, slots=True)
class Furnished:
    """A routine with what the shelf knows, and from which entry of the shelf each exercise took it."""

    routine: Routine
    taken: tuple[Entry | None, ...]


def furnish(routine: Routine) -> Furnished:
    """Give exercises without a position what the shelf knows of them; names and doses stay as they are.

    Position, movement and form cues are taken, and the natural tempo where none is written. A routine takes what the
    shelf has in its own language, and nothing where it has none: nothing is translated.
    """
    language = routine.language.partition("-")[0]
    taken = tuple(find(one.name, language) if one.position is None else None for one in routine.exercises())
    if not any(taken):
        return Furnished(routine, taken)
    entries_left = iter(taken)
    blocks = tuple(_furnished(block, entries_left, rules(language)) for block in routine.blocks)
    return Furnished(routine.model_copy(update={"blocks": blocks}), taken)


def _furnished(block: Block, taken: Iterator[Entry | None], rules: Rules) -> Block:
    """The block with what the shelf knows; where the clock has no room for the shelf's tempo, without that."""
    given = {one: entry for one in block.exercises() if (entry := next(taken)) is not None}
    for tempo in (True, False):
        items = tuple(_with(one, given[one], rules, tempo=tempo) if one in given else one for one in block.items)
        try:
            return Block.model_validate({**dict(block), "items": items})
        except ValidationError:
            continue
    return block


def _with(exercise: Exercise, entry: Entry, rules: Rules, *, tempo: bool) -> Exercise:
    dose = exercise.dose
    counted = isinstance(dose.amount, Reps | Ladder) and dose.rep_s is None and dose.tempo is None
    if tempo and counted and entry.tempo_s is not None and REP_MIN_S <= entry.tempo_s <= REP_MAX_S:
        dose = dose.model_copy(update={"rep_s": entry.tempo_s})
    movement = re.sub(rules.counted, "", entry.movement) if isinstance(dose.amount, Span) else entry.movement
    if entry.side == "alternating" and dose.sides is not Sides.EACH and not re.search(rules.changes, entry.movement):
        movement = f"{movement} {rules.change}"
    cues = exercise.cues or entry.cues
    if not exercise.cues and not isinstance(dose.amount, Span) and dose.natural_rep_s < CUE_FROM_S:
        movement, cues = f"{movement} {cues[0]}", ()
    texts = {"position": entry.position, "movement": movement, "cues": cues}
    return exercise.model_copy(update={**texts, "dose": dose})

"""Drafts to blocks: what is to be done, and every reason why something cannot be done as it is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coach.routine.dose import MAX_ROUNDS, Dose, Effort, Ladder, Model, Span
from coach.routine.model import Amrap, Block, Every, Exercise, Format, Interval, Rest
from coach.routine.reading.amounts import DoseError, amount_of, check, rep_s_of, sets_of, sides_of
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft, RestDraft
from coach.routine.reading.finish import TABATA, filled, in_turn, is_in_turn, rounds_of
from coach.routine.reading.lexicon import Lexicon
from coach.routine.reading.said import Said, at_most

DEFAULT_ROUNDS = 10
"""Of a clock that does not say for how long."""
DEFAULT_AMRAP_S = 600.0
_M = TypeVar("_M", bound=Model)
_Made = tuple[Block, list[int]]
"""A block, and the line of each of its exercises."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a draft, or the group of a line, cannot be done; `at` is what stands there, rather behind the name."""

    line: int
    message: str
    hint: str = ""
    at: str = ""
    name: str = ""


@dataclass(slots=True)
class Builder:
    """Makes blocks of groups; what it cannot make stands in `faults`, what it had to assume in the drafts' doubts.

    `places` has the line of each exercise of the blocks that were made.
    """

    lexicon: Lexicon
    faults: list[Fault] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def blocks(self, groups: list[GroupDraft]) -> list[Block]:
        """The blocks of all groups that have something to do."""
        found: list[Block] = []
        for group in groups:
            for block, places in self._group(group) if group.items else ():
                found.append(block)
                self.places += places
        return found

    def _group(self, group: GroupDraft) -> Iterator[_Made]:
        form = self._format(group)
        if form is None and rounds_of(group) in (None, 1):
            yield from filter(None, self._without_rounds(group))
            return
        rounds = self._rounds(group, form)
        made = self._block(group, group.items, title=group.title or None, rounds=rounds or 1, form=form)
        if rounds is not None and made is not None:  # its other faults are found in any case
            yield made

    def _without_rounds(self, group: GroupDraft) -> Iterator[_Made | None]:
        """The supersets of a group, and what stands between them."""
        if group.together and (rounds := _superset_rounds(group.items, group)):
            yield self._superset("", group.items, group, rounds)
            return
        for label, items in groupby(group.items, key=lambda item: getattr(item, "label", "")):
            found = list(items)
            if label and (rounds := _superset_rounds(found, group)):
                yield self._superset(label, found, group, rounds)
            else:
                yield self._block(group, found, title=group.title or None, rounds=1)

    def _rounds(self, group: GroupDraft, form: Format | None) -> int | None:
        rounds = rounds_of(group)
        if isinstance(form, Amrap):
            return 1
        if isinstance(form, Every) and rounds is None:
            group.doubts.append(f"it does not say for how long: {DEFAULT_ROUNDS} rounds are taken")
            rounds = in_turn(DEFAULT_ROUNDS, group)
        if rounds is not None and not 1 <= rounds <= MAX_ROUNDS:
            hint = f"a number from 1 to {MAX_ROUNDS} is meant to be here"
            self.faults.append(Fault(group.line, f"{rounds} rounds", hint, at=str(rounds)))
            return None
        own = [exercise.said.sets for exercise in group.exercises]
        if rounds and form is None and own and not group.said.verbatim and all(sets == rounds for sets in own):
            return 1  # the sets are the rounds, said twice
        return rounds or 1

    def _format(self, group: GroupDraft) -> Format | None:
        said = group.said
        try:
            if said.amrap or said.amrap_s is not None:
                if said.amrap_s is None:
                    group.doubts.append(f"it does not say for how long: {DEFAULT_AMRAP_S / 60:g} minutes are taken")
                return Amrap(seconds=said.amrap_s or DEFAULT_AMRAP_S)
            if said.every_s is not None:
                return Every(every_s=said.every_s, in_turn=is_in_turn(group))
            if said.work_s is not None:
                return Interval(work_s=said.work_s, rest_s=said.off_s or None)
        except ValidationError:
            self.faults.append(Fault(group.line, "a time that nobody can keep", "write times from 1 s to an hour"))
            return None
        return Interval(work_s=TABATA[0], rest_s=TABATA[1]) if said.tabata else None

    def _superset(self, label: str, items: list[Any], group: GroupDraft, rounds: int) -> _Made | None:
        """Exercises with one letter as a block of as many rounds as they have sets.

        The rest of the last one stands between the rounds, that of another behind it.
        """
        last = items[-1]
        alone = [replace_said(one, sets=None, rest_s=None if one is last else one.said.rest_s) for one in items]
        title = (f"{group.title}, superset {label}" if group.title else f"Superset {label}") if label else group.title
        return self._block(group, alone, title=title, rounds=rounds, rest_s=at_most(last.said.rest_s))

    def _block(
        self,
        group: GroupDraft,
        items: list[Any],
        *,
        title: str | None,
        rounds: int,
        form: Format | None = None,
        rest_s: float | None = None,
    ) -> _Made | None:
        parts: list[Exercise | Rest] = []
        places: list[int] = []
        for item in items:
            made = self._item(item, group, form, rounds)
            parts += made
            places += [item.line for part in made if isinstance(part, Exercise)]
            if group.rest_each_s and item is not items[-1] and isinstance(item, ExerciseDraft) and form is None:
                rest = self._validated(Rest, group.line, seconds=group.rest_each_s)
                parts += [rest] if rest else []
        if not parts:
            return None
        if group.rest_each_s and form is not None:
            group.doubts.append(f"the clock gives the rests: {group.rest_each_s:g} s between exercises are left out")
        between = rest_s or (at_most(group.said.rest_s) if rounds > 1 else None)
        needs_title = rounds > 1 or form is not None
        block = self._validated(
            Block,
            group.line,
            title=title or (self.lexicon.circuit if needs_title else None),
            items=tuple(parts),
            rounds=rounds,
            rest_s=between,
            format=form,
        )
        return (block, places) if block else None

    def _item(
        self, item: ExerciseDraft | RestDraft, group: GroupDraft, form: Format | None, rounds: int
    ) -> list[Exercise | Rest]:
        if isinstance(item, RestDraft):
            rest = self._validated(Rest, item.line, seconds=item.seconds)
            return [rest] if rest and not isinstance(form, Every | Amrap) else []
        try:
            said = check(filled(item, group), item.name)
            dose, rest_s = self._dose(item, said, group, form, rounds)
        except DoseError as error:
            self.faults.append(Fault(item.line, str(error), error.hint, at=error.at, name=item.name))
            return []
        if dose is None:
            return []
        position, movement = item.spoken()
        exercise = self._validated(
            Exercise, item.line, name=item.name, dose=dose, position=position, movement=movement, cues=tuple(item.cues)
        )
        rests = [Rest(seconds=rest_s)] if rest_s and form is None else []
        return [exercise, *rests] if exercise else []

    def _dose(
        self, item: ExerciseDraft, said: Said, group: GroupDraft, form: Format | None, rounds: int
    ) -> tuple[Dose | None, float | None]:
        """The dose, and a rest that follows the exercise because it has one set only."""
        amount = amount_of(item, said, self.lexicon)
        if isinstance(form, Interval):
            if not (isinstance(amount, Span) and amount.seconds == form.work_s):
                item.doubts.append(f"the clock gives it {form.work_s:g} s")
            amount = Span(seconds=form.work_s, effort=Effort.WORK)
        sets = 1 if form is not None else sets_of(said)
        if isinstance(amount, Ladder) and rounds == len(amount.counts):
            sets = 1
        rest_s = at_most(said.rest_s) or (at_most(group.said.rest_s) if rounds == 1 else None)
        counted = not isinstance(amount, Span)
        dose = self._validated(
            Dose,
            item.line,
            amount=amount,
            sets=sets,
            sides=sides_of(said),
            tempo=said.tempo if counted else None,
            rep_s=rep_s_of(item, said) if counted and not said.tempo else None,
            rest_s=rest_s if sets > 1 else None,
        )
        return dose, rest_s if sets == 1 and said.rest_s else None

    def _validated(self, model: type[_M], line: int, **fields: Any) -> _M | None:
        try:
            return model(**fields)
        except ValidationError as error:
            for wrong in error.errors(include_input=False, include_url=False):
                whole = f"the {model.__name__.lower()}"
                what = f"{whole}'s {str(wrong['loc'][0]).removesuffix('_s')}" if wrong["loc"] else whole
                message, hint = in_words(wrong)
                self.faults.append(Fault(line, f"{what} {message}", hint))
            return None


def _superset_rounds(items: list[ExerciseDraft | RestDraft], group: GroupDraft) -> int:
    """How many sets each exercise of a superset has; 0 where they differ, or it is none."""
    exercises = [item for item in items if isinstance(item, ExerciseDraft)]
    sets = {sets_of(filled(exercise, group)) for exercise in exercises}
    together = 1 < len(exercises) == len(items) and len(sets) == 1 and min(sets) > 1
    return sets.pop() if together else 0


def replace_said(draft: ExerciseDraft, **parts: Any) -> ExerciseDraft:
    """The draft with other parts of its dose; doubts and notes stay shared."""
    return replace(draft, said=replace(draft.said, **parts))


def in_words(wrong: ErrorDetails) -> tuple[str, str]:
    """What a model's own check says, or what the library means, and what to do."""
    most = wrong.get("ctx", {}).get("max_length")
    if wrong["type"] == "string_too_long":
        return f"is too long: {most} characters are the most", "say it shorter"
    return wrong["msg"].removeprefix("Value error, "), "do less of it" if "most" in wrong["msg"] else ""

"""The rows of a text in their context: which exercise, group or section each one belongs to."""

from dataclasses import replace
from typing import assert_never

from coach.routine.reading.ahead import (
    Role,
    goes_on,
    is_named,
    is_own_dose,
    names_below,
    role_of,
)
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft, RestDraft
from coach.routine.reading.headings import LONG_S
from coach.routine.reading.lexicon import Column
from coach.routine.reading.line import LEAST_SET_S
from coach.routine.reading.markdown import RowKind
from coach.routine.reading.namelines import NameLines
from coach.routine.reading.outline import Line, Shape, gives_order, is_rest, names_a_part, read_row, split_label
from coach.routine.reading.readings import ReadingKind
from coach.routine.reading.said import Said, at_most
from coach.routine.reading.several import Several, read_several
from coach.routine.reading.table import read_table_row
from coach.routine.shelf.exercises import known

_MOST_BESIDE = 2
"""Words that a line may have beside sets that it gives."""


class Walk(NameLines):
    """Reads row after row; what it found stands in `groups`, `readings`, `title` and `about`."""

    def walk(self) -> None:
        """Read every row."""
        for index, line in enumerate(self.lines):
            match line.row.kind:
                case RowKind.HEADING:
                    self._heading(index, line)
                case RowKind.CELLS:
                    self._cells(index, line)
                case RowKind.CODE if line.row.line not in self.fences:
                    self._note(line)
                case RowKind.FRONT_MATTER | RowKind.MARKUP:
                    pass
                case _:
                    self._line(index, line)

    def _line(self, index: int, line: Line) -> None:
        row = line.row
        self.note_list = self.note_list and not (row.kind is RowKind.TEXT and not row.level)
        if self.in_notes or self.note_list:
            return self._idle(line)
        if self.group.depth and row.level <= self.group.depth and row.kind is RowKind.ITEM:
            self._continue_section()
        parent = self.items.get(row.item) if row.item else None
        if row.kind is RowKind.ITEM:
            self.items[row.line] = parent
        if row.kind is RowKind.QUOTE and (parent or self.open):
            return self._text(line, parent or self.open, cue=True)
        target = parent or self._open_for(line)
        if line.verbatim and line.shape is Shape.WORDS:
            if target is None and row.kind is RowKind.ITEM and self.group.gives_dose:
                return self._add(line, line.said, inherited=True)
            return self._text(line, target)
        if row.kind is not RowKind.QUOTE and not (target and row.item) and self._labelled(line):
            return None
        if several := self._several(line, target):
            return self._add_several(line, several)
        return self._by_shape(index, line, target)

    def _by_shape(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        match line.shape:
            case Shape.EXERCISE if names_a_part(line.said.name, self.lexicon.idle) and not line.verbatim:
                self._idle(line)  # time cap 20:00
            case Shape.EXERCISE:
                self._exercise(index, line, target)
            case Shape.DOSE if target is not None and self._mentions(line):
                self._text(line, target)
            case Shape.DOSE:
                self._dose(index, line, target)
            case Shape.REST:
                self._rest(index, line, target)
            case Shape.FORMAT:
                self._format(index, line, target)
            case Shape.NAME:
                self._name(index, line, target)
            case Shape.WORDS:
                self._words(index, line, target)
            case _:
                assert_never(line.shape)

    def _mentions(self, line: Line) -> bool:
        """Whether a sentence tells of sets, and gives none: about 3 sets are enough."""
        told = line.row.kind is RowKind.TEXT and line.column is None and not line.said.has_amount
        return told and line.said.words > _MOST_BESIDE and not gives_order(line, self.lexicon)

    def _open_for(self, line: Line) -> ExerciseDraft | None:
        """The exercise that a row outside its list item may belong to."""
        row = line.row
        if self.open is None:
            return None
        if self.open_kind is RowKind.ITEM and not self.open.has_amount and goes_on(line, self.open.line):
            return self.open
        if self.open_kind is RowKind.HEADING:
            return self.open
        if self.open_kind is RowKind.TEXT and (not self.open.has_amount or not row.opens):
            return self.open
        return None

    def _labelled(self, line: Line) -> bool:
        """Read a line that begins with the part of the workout it belongs to, if it is one."""
        parts = self.lexicon.outside if line.row.kind is RowKind.ITEM else self.lexicon.parts
        bare = line.verbatim or line.column or not (line.said.has_amount or line.shape is Shape.WORDS)
        found = None if bare else split_label(line.label.rest, parts)
        if found is None:
            return False
        below = read_row(replace(line.row, text=found[1], hint="", bold=False), self.lexicon)
        several = self._several(below, None)
        if several is None and not (below.shape is Shape.EXERCISE and below.said.has_amount):
            return False
        self.open = None
        self._open_group(GroupDraft(line.row.line, found[0], depth=line.row.level))
        if several is not None:
            self._add_several(below, several)
        else:
            self._add(below, below.said)
        self.open, self.group.closed = None, True
        return True

    def _several(self, line: Line, target: ExerciseDraft | None) -> Several | None:
        if line.shape not in (Shape.EXERCISE, Shape.WORDS, Shape.DOSE, Shape.FORMAT) or line.column or line.verbatim:
            return None
        if line.row.kind is RowKind.TEXT and line.row.item:
            return None
        found = read_several(line.label.rest, self.lexicon)
        return found if found and (target is None or target is self.open) else None

    def _add_several(self, line: Line, several: Several) -> None:
        self.open = None
        if several.common.has_format:
            self._open_group(GroupDraft(line.row.line, several.title, said=several.common, depth=line.row.level))
        for said in several.exercises:
            self._add(line, said)
            self.open = None
        self.group.closed = several.common.has_format
        if several.rest_s is not None:
            self._emit(line, ReadingKind.REST, seconds=several.rest_s, rest_s=several.rest_s)
            self.group.items.append(RestDraft(line.row.line, at_most(several.rest_s) or 0))

    def _exercise(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        said, row = line.said, line.row
        pending = target is not None and not target.has_amount
        own = pending and is_own_dose(line) and not is_named(line, self.lexicon)
        if target is not None and row.kind is RowKind.TEXT and row.item and not own:
            return self._text(line, target)
        nameless = pending and said.dose_first and row.kind is RowKind.ITEM and not is_named(line, self.lexicon)
        nameless = (
            nameless
            or own
            or (said.dose_first and target is not None and bool(target.set_lines) and not is_named(line, self.lexicon))
        )
        if (
            target is not None
            and (pending or nameless)
            and (self._is_label(line) or nameless or self.open_kind is RowKind.HEADING)
        ):
            sure = self._is_label(line) or nameless
            said = replace(said, slow=said.slow and sure, doubts=() if sure else (f"`{said.text}` gives its dose",))
            self._dose_of(target, line, said)
            return self._emit(line, ReadingKind.TEXT)
        if row.kind is RowKind.ITEM and self._has_children(index) and self._names_follow(index):
            return self._label(line)
        heads_names = self.lexicon.columns.get(said.name.casefold()) is Column.NAME
        if heads_names and not line.verbatim and not said.dose_first and not said.side:  # exercises: 45 seconds
            self.group.default = replace(said, effort="work")
            return self._emit(line, ReadingKind.INTERVAL, seconds=said.seconds, note="holds for the exercises below")
        if said.ladder and not line.verbatim and self._names_follow(index) and not is_named(line, self.lexicon):
            return self._label(line)  # descending ladder 10-8-6
        role = role_of(self.lines, index, self.lexicon)
        names = row.kind is RowKind.TEXT and said.seconds is not None and names_below(self.lines, index, self.lexicon)
        done = said.side and said.seconds and row.kind is RowKind.ITEM  # a part of a workout has no sides
        if (role is Role.SECTION or names) and row.kind is not RowKind.QUOTE and not done:
            open_dose = said.each or (said.reps is None and said.sets is None)
            if self._is_label(line) or (open_dose and (self._has_children(index) or self._stands_above(index))):
                return self._label(line)
        if (self._is_label(line) or self._lasts_long(index, line)) and said.seconds and not said.reps and not done:
            return self._label(line)
        if said.has_format and said.rounds is None:
            self._open_group(GroupDraft(row.line, said.name, said=said, depth=row.level or 1))
        self._add(line, said)
        return None

    def _lasts_long(self, index: int, line: Line) -> bool:
        """Whether a time of minutes is that of the list below: bedtime yoga (15 minutes)."""
        least_s = line.said.seconds[0] if isinstance(line.said.seconds, tuple) else line.said.seconds
        after = self.lines[index + 1 : index + 2]
        listed = line.row.kind is RowKind.TEXT and bool(after) and after[0].row.kind is RowKind.ITEM
        return listed and least_s is not None and least_s >= LONG_S and not known(line.said.name)

    def _stands_above(self, index: int) -> bool:
        """Whether a line of a paragraph that is set off stands right above a list."""
        row, after = self.lines[index].row, self.lines[index + 1 : index + 2]
        set_off = row.kind is RowKind.TEXT and not row.level and (row.bold or row.text.endswith(":"))
        return (
            set_off and bool(after) and (after[0].row.kind in (RowKind.ITEM, RowKind.CELLS) or after[0].said.has_format)
        )

    def _format(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        said = line.said
        below = line.row.item or self.open_kind is RowKind.HEADING
        if target is not None and said.repeated and (below or not target.has_amount):
            known_times = target.said.reps or target.said.sets
            return self._text(line, target) if known_times else self._repeats(line, target)
        if target is not None and said.rounds and not said.repeated and not said.name and target is not self.open:
            target.add_dose(replace(Said(said.text), sets=said.rounds))
            self.applied.add(line.row.line)
            return self._emit(line, ReadingKind.TEXT)
        alone = said.name and not self._is_label(line) and (said.tabata or line.row.kind is RowKind.ITEM)
        if alone and role_of(self.lines, index, self.lexicon) is not Role.SECTION:
            if said.tabata:
                self._open_group(GroupDraft(line.row.line, said.name, said=said, depth=line.row.level or 1))
            if said.tabata or said.rounds:
                return self._add(line, replace(said, sets=said.sets or said.rounds))
        return self._format_line(index, line)

    def _repeats(self, line: Line, target: ExerciseDraft) -> None:
        """A line below an exercise that says how often: its repetitions, or sets where each is a long hold."""
        times = line.said.rounds if isinstance(line.said.rounds, int) else None
        held_s = at_most(target.said.seconds) or 0
        given = Said("", sets=times) if held_s >= LEAST_SET_S else Said("", reps=times)
        target.add_dose(replace(given, side=line.said.side))
        self.applied.add(line.row.line)
        return self._text(line, target)

    def _cells(self, index: int, line: Line) -> None:
        if line.row.opens or self.in_notes:
            return self._idle(line)
        self.open = None
        found = read_table_row(line.row, self.lexicon)
        if found is None:
            return self._note(line)
        name, said, notes = found
        if is_rest(name, self.lexicon) and said.seconds is not None:
            rest = replace(line, said=Said(line.row.text, rest_s=said.seconds))
            return self._rest(index, rest, None)
        if not said.has_dose and not self.group.gives_dose:
            return self._note(line)
        self._add(replace(line, label=replace(line.label, rest=name)), replace(said, name=name))
        assert self.open is not None
        self.open.notes += notes
        self.open = None
        return None

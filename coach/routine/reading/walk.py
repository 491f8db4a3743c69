"""The rows of a text in their context: which exercise, group or section each one belongs to."""

import re
from dataclasses import replace
from typing import assert_never

from coach.routine.reading.ahead import Role, dose_in_prose, is_exercise, is_named, names_below, role_of
from coach.routine.reading.doselines import DoseLines
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft, RestDraft
from coach.routine.reading.lexicon import Column
from coach.routine.reading.line import LEAST_SET_S
from coach.routine.reading.markdown import Row, RowKind
from coach.routine.reading.outline import Line, Shape, count_words, is_rest, names_a_part
from coach.routine.reading.readings import ReadingKind
from coach.routine.reading.said import Said, at_most
from coach.routine.reading.several import Several, read_several
from coach.routine.reading.table import read_table_row

_FIRST_PART = re.compile(r"\s[-–—]\s|\s?[(\[:]")
_MOST_OF_A_NAME = 7


class Walk(DoseLines):
    """Reads row after row; what it found stands in `groups`, `readings`, `title` and `about`."""

    def walk(self) -> None:
        """Read every row."""
        for index, line in enumerate(self.lines):
            match line.row.kind:
                case RowKind.HEADING:
                    self._heading(index, line)
                case RowKind.CELLS:
                    self._cells(line)
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
            return self._note(line)
        if self.group.depth and row.level <= self.group.depth and row.kind is RowKind.ITEM:
            self._continue_section()
        parent = self.items.get(row.item) if row.item else None
        if row.kind is RowKind.ITEM:
            self.items[row.line] = parent
        if row.kind is RowKind.QUOTE and (parent or self.open):
            return self._text(line, parent or self.open, cue=True)
        target = parent or self._open_for(row)
        if line.verbatim and line.shape is Shape.WORDS:
            if target is None and row.kind is RowKind.ITEM and self.group.gives_dose:
                return self._add(line, line.said, inherited=True)
            return self._text(line, target)
        if several := self._several(line, target):
            return self._add_several(line, several)
        return self._by_shape(index, line, target)

    def _by_shape(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        match line.shape:
            case Shape.EXERCISE:
                self._exercise(index, line, target)
            case Shape.DOSE:
                self._dose(index, line, target)
            case Shape.REST:
                self._rest(line, target)
            case Shape.FORMAT:
                self._format(index, line, target)
            case Shape.NAME:
                self._name(index, line, target)
            case Shape.WORDS:
                self._words(line, target)
            case _:
                assert_never(line.shape)

    def _open_for(self, row: Row) -> ExerciseDraft | None:
        """The exercise that a row outside its list item may belong to."""
        if self.open is None:
            return None
        if self.open_kind is RowKind.HEADING:
            return self.open
        if self.open_kind is RowKind.TEXT and (not self.open.has_amount or not row.opens):
            return self.open
        return None

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
        if target is not None and row.kind is RowKind.TEXT and row.item:
            return self._text(line, target)
        pending = target is not None and not target.has_amount
        nameless = pending and said.dose_first and row.kind is RowKind.ITEM and not is_named(line, self.lexicon)
        nameless = nameless or (
            said.dose_first and target is not None and bool(target.set_lines) and not is_named(line, self.lexicon)
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
        if heads_names and not line.verbatim and not said.dose_first:  # exercises: 45 seconds
            self.group.default = replace(said, effort="work")
            return self._emit(line, ReadingKind.INTERVAL, seconds=said.seconds, note="holds for the exercises below")
        if said.ladder and not line.verbatim and self._names_follow(index) and not is_named(line, self.lexicon):
            return self._label(line)  # descending ladder 10-8-6
        role = role_of(self.lines, index, self.lexicon)
        names = row.kind is RowKind.TEXT and said.seconds is not None and names_below(self.lines, index, self.lexicon)
        if (role is Role.SECTION or names) and row.kind is not RowKind.QUOTE:
            open_dose = said.each or (said.reps is None and said.sets is None)
            if self._is_label(line) or (open_dose and (self._has_children(index) or self._stands_above(index))):
                return self._label(line)
        if self._is_label(line) and said.seconds and not said.reps:
            return self._label(line)
        if said.has_format and said.rounds is None:
            self._open_group(GroupDraft(row.line, said.name, said=said, depth=row.level or 1))
        self._add(line, said)
        return None

    def _has_children(self, index: int) -> bool:
        after = self.lines[index + 1 : index + 2]
        line = self.lines[index].row.line
        return bool(after) and after[0].row.item == line and after[0].row.kind is RowKind.ITEM

    def _stands_above(self, index: int) -> bool:
        """Whether a line of a paragraph that is set off stands right above a list."""
        row, after = self.lines[index].row, self.lines[index + 1 : index + 2]
        set_off = row.kind is RowKind.TEXT and not row.level and (row.bold or row.text.endswith(":"))
        return (
            set_off and bool(after) and (after[0].row.kind in (RowKind.ITEM, RowKind.CELLS) or after[0].said.has_format)
        )

    def _format(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        said = line.said
        own = line.row.item or self.open_kind is RowKind.HEADING or not (target and target.has_amount)
        if target is not None and own and said.repeated and not target.said.reps and not target.said.sets:
            return self._repeats(line, target)
        if target is not None and said.rounds and not said.repeated and not said.name and target is not self.open:
            target.add_dose(replace(Said(said.text), sets=said.rounds))
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
        return self._text(line, target)

    def _name(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        row = line.row
        if is_rest(line.label.rest, self.lexicon) and row.kind is not RowKind.QUOTE:
            return self._bare_rest(line)
        inherits = target is not None and target.inherited and not target.heads_section
        if inherits and row.kind is RowKind.ITEM and is_named(line, self.lexicon):
            return self._add(line, line.said, inherited=True)
        if target is not None and (row.item or self.open_kind is RowKind.HEADING or target.has_amount):
            return self._text(line, target)
        role = role_of(self.lines, index, self.lexicon)
        gives = self.group.gives_dose and not self._is_label(line)
        if role is Role.NONE and row.opens and row.kind is RowKind.TEXT and not row.level and not gives:
            soon = self.lines[index + 1 : index + 4]
            if any(is_exercise(after) and after.row.kind is not RowKind.HEADING for after in soon) and not is_named(
                line, self.lexicon
            ):
                return self._label(line)
        if role is Role.EXERCISE and row.kind is not RowKind.QUOTE:
            self._add(line, line.said)
        elif role is Role.SECTION and (row.kind is not RowKind.ITEM or self._has_children(index)):
            self._label(line)
        elif (
            self.group.gives_dose
            and not self._is_label(line)
            and row.kind in (RowKind.ITEM, RowKind.TEXT, RowKind.CODE)
        ):
            self._add(line, line.said, inherited=True)
        elif (
            row.kind is RowKind.ITEM
            and not self._is_label(line)
            and (self._siblings_have_doses(index) or is_named(line, self.lexicon))
        ):
            self._unread(
                line,
                f"no dose in `{line.label.rest[:60]}`",
                "say how many or how long: `Squats: 12 reps`, `Plank: 40 s`",
            )
        else:
            self._words(line, target)
        return None

    def _siblings_have_doses(self, index: int) -> bool:
        """Whether most of the items beside one are exercises."""
        row = self.lines[index].row
        near = self.lines[max(0, index - 12) : index + 13]
        beside = [line for line in near if line.row.kind is RowKind.ITEM and line.row.item == row.item]
        return 2 * sum(map(is_exercise, beside)) > len(beside)

    def _words(self, line: Line, target: ExerciseDraft | None) -> None:
        if target is not None:
            if not target.has_amount and (said := dose_in_prose(line, self.lexicon)):
                self._dose_of(target, line, said)
            return self._text(line, target)
        names = self.group.gives_dose and line.row.kind is RowKind.ITEM and is_named(line, self.lexicon)
        first = _FIRST_PART.split(line.label.rest)[0]
        if names and count_words(first) <= _MOST_OF_A_NAME and not self._is_label(line):
            return self._add(line, replace(line.said, name=first), inherited=True)
        hinted = line.row.hint and line.row.text.startswith(line.row.hint) and not line.verbatim
        if hinted and not names_a_part(line.row.hint, self.lexicon.idle):
            rest = replace(line, row=replace(line.row, text=line.row.text[len(line.row.hint) :]))
            if said := dose_in_prose(rest, self.lexicon):
                return self._add(line, replace(said, name=line.row.hint.strip(" :.–-")))
        return self._loose_words(line)

    def _cells(self, line: Line) -> None:
        if line.row.opens or self.in_notes:
            return self._note(line)
        self.open = None
        found = read_table_row(line.row, self.lexicon)
        if found is None:
            return self._note(line)
        name, said, notes = found
        if is_rest(name, self.lexicon) and said.seconds is not None:
            rest = replace(line, said=Said(line.row.text, rest_s=said.seconds))
            return self._rest(rest, None)
        if not said.has_dose and not self.group.gives_dose:
            return self._note(line)
        self._add(replace(line, label=replace(line.label, rest=name)), replace(said, name=name))
        assert self.open is not None
        self.open.notes += notes
        self.open = None
        return None

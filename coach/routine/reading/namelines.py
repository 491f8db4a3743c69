"""Lines that are names or words: exercises whose dose stands elsewhere, sections, or texts of an exercise."""

import re
from dataclasses import replace

from coach.routine.reading.ahead import Role, dose_in_prose, is_exercise, is_named, role_of, rounds_in_prose
from coach.routine.reading.doselines import DoseLines
from coach.routine.reading.drafts import ExerciseDraft
from coach.routine.reading.markdown import RowKind
from coach.routine.reading.outline import Line, Shape, count_words, is_counted, is_rest, names_a_part
from coach.routine.shelf.exercises import known

_FIRST_PART = re.compile(r"\s[-–—]\s|\s?[(\[:]")
_MOST_OF_A_NAME = 7
_DOSE_HINT = "say how many or how long: `Squats: 12 reps`, `Plank: 40 s`"


class NameLines(DoseLines):
    """Reads names without a dose, and words."""

    def _name(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        row = line.row
        if is_rest(line.label.rest, self.lexicon) and row.kind is not RowKind.QUOTE:
            return self._bare_rest(line)
        inherits = target is not None and target.inherited and not target.heads_section
        if inherits and row.kind is RowKind.ITEM and is_named(line, self.lexicon):
            return self._add(line, line.said, inherited=True)
        if target is not None and not row.item and is_counted(line, self.lexicon) and row.kind is RowKind.TEXT:
            return self._label(line)  # day 2
        if target is not None and self._is_next(index, line, target):
            return self._add(line, line.said)
        if target is not None and target.has_amount and self._lacks_dose(line):
            return self._unread(line, f"no dose in `{line.label.rest[:60]}`", _DOSE_HINT)
        if target is not None and (row.item or self.open_kind is RowKind.HEADING or target.has_amount):
            return self._text(line, target)
        return self._unbound_name(index, line, target)

    def _unbound_name(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        """A name that is no text of an exercise above it."""
        row = line.row
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
            self._unread(line, f"no dose in `{line.label.rest[:60]}`", _DOSE_HINT)
        else:
            self._words(index, line, target)
        return None

    def _is_next(self, index: int, line: Line, target: ExerciseDraft) -> bool:
        """Whether a line below an exercise names the next one, whose dose stands on the line below it."""
        after = self.lines[index + 1 : index + 2]
        plain = line.row.kind is RowKind.TEXT and not line.row.item and self.open_kind is RowKind.TEXT
        dosed = bool(after) and after[0].shape is Shape.DOSE and after[0].said.has_amount and after[0].column is None
        return plain and target.has_amount and dosed and after[0].row.kind is RowKind.TEXT and not after[0].row.opens

    def _lacks_dose(self, line: Line) -> bool:
        """Whether a line below an exercise, and not indented, is the name of another one without a dose."""
        beside = line.row.kind is RowKind.TEXT and not line.row.item and self.open_kind is RowKind.TEXT
        if not beside or self.group.gives_dose:
            return False
        return known(_FIRST_PART.split(line.label.rest)[0]) or known(line.said.name)

    def _siblings_have_doses(self, index: int) -> bool:
        """Whether most of the items beside one are exercises."""
        row = self.lines[index].row
        near = self.lines[max(0, index - 12) : index + 13]
        beside = [line for line in near if line.row.kind is RowKind.ITEM and line.row.item == row.item]
        return 2 * sum(map(is_exercise, beside)) > len(beside)

    def _has_children(self, index: int) -> bool:
        after = self.lines[index + 1 : index + 2]
        line = self.lines[index].row.line
        return bool(after) and after[0].row.item == line and after[0].row.kind is RowKind.ITEM

    def _words(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
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
        said = rounds_in_prose(line, self.lexicon) if line.row.kind is not RowKind.QUOTE else None
        if said is not None and self.group.said.rounds is None and not line.verbatim:
            return self._format_line(index, replace(line, said=said))
        return self._loose_words(line)

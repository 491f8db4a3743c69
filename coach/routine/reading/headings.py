"""Headings and other titles: what they open, and what they say for the lines below them."""

import re
from dataclasses import replace

from coach.routine.reading.ahead import Role, is_exercise, is_named, names_below, role_of
from coach.routine.reading.drafts import BELOW_HEADINGS, GroupDraft
from coach.routine.reading.fields import column_of
from coach.routine.reading.lexicon import Column, Lexicon
from coach.routine.reading.markdown import RowKind
from coach.routine.reading.notebook import Notebook
from coach.routine.reading.outline import Line, Shape, names_a_part, title_of
from coach.routine.reading.said import Said


class Headings(Notebook):
    """Reads headings, and lines that stand above a list as a heading does."""

    def _heading(self, index: int, line: Line) -> None:
        level, title = line.row.level, title_of(line)
        if level == 1 and line.row.text == self.known_title:
            title = self.known_title
            line = replace(line, said=Said(title), shape=Shape.WORDS, verbatim=True)
        self.open, self.items, self.note_list = None, {}, False
        while self.headings and self.headings[-1].level >= level:
            self.headings.pop()
        if self._is_note(line, level, title):
            return self._idle(line)
        if not self.title and level == 1:
            self.title = line.row.text
        if self.in_notes:
            return self._section(line, title)
        if self._is_exercise(index, line, title):
            self.section = self.headings[-1] if self.headings else self.groups[0]
            self._continue_section()
            self._add(line, line.said, inherited=line.shape is Shape.NAME and not line.said.has_dose)
            self._stays_open()
            return None
        above = self.headings[-1] if self.headings else None
        if self.group.said.has_format and not self.group.items and self.group.level == level:
            above = self.group  # a section of its own for the format of the next
        name = "" if level == 1 and line.row.text == self.title else title
        self.section = _section_of(line, name, above, self.lexicon, bare=self._names_below(index))
        self.headings.append(self.section)
        self._open_group(self.section)
        return self._section(line, title)

    def _is_note(self, line: Line, level: int, title: str) -> bool:
        """Whether a heading stands where nothing is to be done; notes what holds for the rows below it."""
        if self.after_level and level > self.after_level:
            return True
        after, notes = names_a_part(title, self.lexicon.after), names_a_part(title, self.lexicon.notes)
        if level == 1 and (after or notes):
            return True
        self.after_level = level if after else 0
        field = column_of(title, self.lexicon) in (Column.TIME, Column.NOTE, Column.REST)
        self.in_notes = (after or notes or field) and not line.verbatim
        return False

    def _is_exercise(self, index: int, line: Line, title: str) -> bool:
        """Whether a heading is the name of an exercise."""
        whole_title = line.row.level == 1 and line.row.text == self.title and not line.said.has_amount
        if line.verbatim or whole_title or line.shape not in (Shape.EXERCISE, Shape.NAME, Shape.WORDS):
            return False
        role = role_of(self.lines, index, self.lexicon)
        if role is not Role.NONE or names_a_part(title, self.lexicon.parts):
            return role is Role.EXERCISE
        if line.said.has_amount and not line.said.bare and line.said.name:
            return not names_below(self.lines, index, self.lexicon)
        inherits = bool(self.headings) and self.headings[-1].gives_dose
        return inherits and line.shape is Shape.NAME and (line.label.numbered or is_named(line, self.lexicon))

    def _stays_open(self) -> None:
        """The exercise that a heading names takes the rows up to the next heading."""
        self.open_kind = RowKind.HEADING
        if self.open is not None:
            self.open.heads_section = True

    def _names_below(self, index: int) -> bool:
        """Whether no row of a section has a dose of its own."""
        for place in range(index + 1, len(self.lines)):
            line = self.lines[place]
            if line.row.kind is RowKind.HEADING:
                return True
            if is_exercise(line) or line.shape is Shape.DOSE:
                return False
        return True

    def _is_label(self, line: Line) -> bool:
        """Whether a line names a part of the workout, and no exercise."""
        return not line.verbatim and names_a_part(line.said.name, self.lexicon.parts)

    def _label(self, line: Line) -> None:
        """A line that stands above exercises, as a heading does."""
        if names_a_part(title_of(line), self.lexicon.idle):
            self.note_list = True
            return self._section(line, title_of(line))
        group = _section_of(line, title_of(line), self.section, self.lexicon, bare=False)
        group.depth = line.row.level
        self.open = None
        self._open_group(group)
        return self._section(line, title_of(line))


def _section_of(line: Line, title: str, above: GroupDraft | None, lexicon: Lexicon, *, bare: bool) -> GroupDraft:
    """The group of a heading or a label: what it says holds for the lines below it, and so does what is above it."""
    said = replace(line.said, reps=None) if line.said.bare else line.said
    group = GroupDraft(line.row.line, title, line.row.level if line.row.kind is RowKind.HEADING else BELOW_HEADINGS)
    if above is not None and not names_a_part(title, lexicon.outside):
        group.said, group.default, group.rest_each_s = above.said, above.default, above.rest_each_s
    group.together = names_a_part(_COUNT.sub("", title), lexicon.together)
    if group.together and said.sets is not None and not said.has_amount:
        said = replace(said, rounds=said.sets, sets=None)
    if said.has_format:
        group.said = said
    if said.ladder:
        group.said = replace(said, rounds=len(said.ladder))
    if isinstance(said.reps, int) and not said.sets and not said.each and not bare:
        group.said = replace(group.said, rounds=said.reps)
    elif said.each or said.reps or said.sets or (bare and said.has_amount and not _is_long(said)):
        group.default = said
    if said.tempo is not None and group.default is None:
        group.default = said
    if said.rest_s is not None:
        group.said = replace(group.said, rest_s=said.rest_s)
    group.doubts += said.doubts
    return group


_COUNT = re.compile(r"\s#?(?:\d{1,2}|[A-Z])$")
"""The number of a label."""


def _is_long(said: Said) -> bool:
    """Whether a time in a heading is that of the whole section."""
    return isinstance(said.seconds, float) and said.seconds >= LONG_S


LONG_S = 180.0

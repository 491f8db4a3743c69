"""What is noted while the rows of a text are read: groups of exercises, and a reading for every row."""

from dataclasses import replace

from coach.routine.reading.ahead import is_named, read_fences
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft
from coach.routine.reading.lexicon import Lexicon
from coach.routine.reading.markdown import Row, RowKind
from coach.routine.reading.outline import Line, count_words, names_a_part, read_row
from coach.routine.reading.readings import Reading, ReadingKind
from coach.routine.reading.said import Said, at_most

_MOST_OF_A_CUE = 7
"""Words of a list item under an exercise, up to which it is a form cue."""
_MOST_COUNTED = 200
"""Repetitions that somebody may write without a unit."""
_OPENING = 2
"""Groups, that of the text and that of its title, in which words say what the routine is about."""


class Notebook:
    """The state of reading: what was found, and to what the next row may belong.

    Attributes:
        groups: what is to be done, in order. group: the one that exercises are added to.
        section: the group of the last heading. headings: those of the headings above, from the highest.
        in_notes: nothing is to be done here. after_level: up to the next heading of this rank.
        note_list: nor in the list below a line of this kind.
        open: the exercise that following rows may add to; open_kind: of which kind its own row was.
        items: the exercise of each list item, by its line.
        idle: lines where nothing is to be done. applied: those whose dose an exercise took, or a format gives way to.
        loads: lines with a load. about_lines: those that say what the routine is about.
        described: the exercise of each line that is a text of one.
    """

    def __init__(self, found: list[Row], lexicon: Lexicon, *, title: str = "") -> None:
        self.lexicon = lexicon
        self.lines = [read_row(row, lexicon) for row in found]
        self.fences = read_fences(self.lines)
        self.title = title
        self.known_title = title
        self.about: list[str] = []
        self.readings: list[Reading] = []
        self.section = GroupDraft(1)
        self.group = self.section
        self.groups = [self.group]
        self.headings: list[GroupDraft] = []
        self.in_notes = False
        self.after_level = 0
        self.note_list = False
        self.open: ExerciseDraft | None = None
        self.open_kind: RowKind | None = None
        self.items: dict[int, ExerciseDraft | None] = {}
        self.idle: set[int] = set()
        self.applied: set[int] = set()
        self.loads: set[int] = set()
        self.about_lines: set[int] = set()
        self.described: dict[int, ExerciseDraft] = {}

    def _open_group(self, group: GroupDraft) -> None:
        self.group = group
        self.groups.append(group)

    def _continue_section(self) -> None:
        """Go on with the section that a heading opened, after what stood apart in it."""
        if self.group is not self.section:
            section = self.section
            self.section = replace(section, items=[], doubts=[]) if section in self.groups else section
            self._open_group(self.section)

    def _close(self, said: Said) -> None:
        """End the group at hand with what is said of it behind its exercises; what follows is no part of it."""
        if self.group is self.section:
            self.section = replace(self.group, items=[], doubts=[])
            self.headings = [self.section if group is self.group else group for group in self.headings]
        self.group.said, self.group.closed = said, True

    def _add(self, line: Line, said: Said, *, inherited: bool = False) -> None:
        if self.group.closed:
            self._continue_section()
        elif line.label.group and self.group.title and names_a_part(self.group.title, self.lexicon.outside):
            self._leave_outside()
        name = said.name or line.label.rest
        if said.rounds is not None and said.has_amount and said.sets is None and not said.repeated:
            said = replace(said, sets=said.rounds)
        draft = ExerciseDraft(
            line.row.line, name, said, doubts=list(said.doubts), label=line.label.group, minute=line.label.minute,
            inherited=inherited,
        )  # fmt: skip
        if said.leftover and not line.verbatim:
            draft.notes.append(said.leftover)
        if said.load and not line.verbatim:
            draft.notes.append(f"{said.load} is left out")
            self.loads.add(line.row.line)
        known = line.verbatim or line.row.kind not in (RowKind.HEADING, RowKind.TEXT) or is_named(line, self.lexicon)
        draft.loose = not known and not said.has_amount
        if not inherited and not line.verbatim and (doubt := self._suspicion(line, said)):
            draft.doubts.append(doubt)
        self.group.items.append(draft)
        self.open, self.open_kind = draft, line.row.kind
        if line.row.kind is RowKind.ITEM:
            self.items[line.row.line] = draft
            if not line.row.level:
                self.open_kind = RowKind.ITEM

    def _leave_outside(self) -> None:
        """Begin anew where letters follow a warm-up without any."""
        if any(not exercise.label for exercise in self.group.exercises):
            self._open_group(GroupDraft(self.group.line + 1))

    def _suspicion(self, line: Line, said: Said) -> str:
        """Why a line may be no exercise, or another; empty where it surely is one."""
        if said.over:
            return f"`{said.over}` is not read"
        if said.name.count("(") != said.name.count(")"):
            return "a bracket in its name has no end"
        if said.bare and isinstance(said.reps, int) and said.reps > _MOST_COUNTED and not said.side:
            return f"{said.reps} may be a way to go, or a load"
        if (said.each or said.side) and "," in said.name:
            return "it may be several exercises"
        if (
            said.sets is not None
            and not said.has_amount
            and not self.group.gives_dose
            and line.row.kind is not RowKind.CELLS
        ):
            return "it says no repetitions and no time"
        most = said.reps == "max" and said.seconds is None
        loose = (said.bare and not said.side) or line.row.kind in (RowKind.TEXT, RowKind.HEADING) or most
        if loose and line.row.kind is not RowKind.CELLS and not is_named(line, self.lexicon) and said.has_amount:
            return "it may be no exercise"
        return ""

    def _text(self, line: Line, target: ExerciseDraft | None, *, cue: bool = False) -> None:
        if target is None:
            return self._loose_words(line)
        text = line.said.name if line.verbatim else line.row.text if cue or not line.value else line.value
        short = line.row.kind is RowKind.ITEM and count_words(text) <= _MOST_OF_A_CUE and not line.column
        (target.cues if cue or short else target.texts).append(text)
        self.described[line.row.line] = target
        return self._emit(line, ReadingKind.TEXT)

    def _loose_words(self, line: Line) -> None:
        """Words under no exercise: what the routine is about, what a section describes, or a note."""
        opening = len(self.groups) <= _OPENING and not any(group.items for group in self.groups)
        if opening and self.title and line.row.kind is RowKind.TEXT and not line.row.level:
            self.about.append(line.said.name if line.verbatim else line.row.text)
            self.about_lines.add(line.row.line)
        elif not self.group.items:
            self.group.texts.append((line.row.line, line.row.text))
        return self._note(line)

    def turn_into_text(self, lines: set[int]) -> None:
        """Notes and sections that turned out to describe an exercise."""
        plain = (ReadingKind.NOTE, ReadingKind.SECTION)
        self.readings = [
            replace(reading, kind=ReadingKind.TEXT) if reading.line in lines and reading.kind in plain else reading
            for reading in self.readings
        ]

    def turn_into_notes(self, lines: set[int]) -> None:
        """Texts of an exercise that is described elsewhere already."""
        self.readings = [
            replace(reading, kind=ReadingKind.NOTE)
            if reading.line in lines and reading.kind is ReadingKind.TEXT
            else reading
            for reading in self.readings
        ]

    def say_text(self, line: int) -> None:
        """A line that names an exercise which is listed elsewhere."""
        self.readings.append(Reading(line, ReadingKind.TEXT))

    def _section(self, line: Line, title: str) -> None:
        said = line.said
        kind = ReadingKind.SECTION
        self._emit(line, kind, name=title, sets=at_most(said.rounds), seconds=said.work_s, rest_s=said.off_s)

    def _idle(self, line: Line) -> None:
        """A line where nothing is to be done."""
        self.idle.add(line.row.line)
        return self._note(line)

    def _note(self, line: Line) -> None:
        self._emit(line, ReadingKind.NOTE)

    def _unread(self, line: Line, note: str, hint: str) -> None:
        self._emit(line, ReadingKind.UNREAD, note=note, hint=hint, sure=False)

    def _emit(self, line: Line, kind: ReadingKind, **parts: object) -> None:
        self.readings.append(Reading(line.row.line, kind, text=line.row.text, **parts))  # type: ignore[arg-type]

"""Lines that say how much without a name: doses, rests and formats, and what they belong to."""

import re
from dataclasses import replace

from coach.routine.dose import MAX_TIME_S
from coach.routine.reading.ahead import exercises_below, is_lone_number
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft, RestDraft
from coach.routine.reading.headings import Headings
from coach.routine.reading.lexicon import Column
from coach.routine.reading.markdown import RowKind
from coach.routine.reading.outline import Line, Shape, count_words, gives_order, is_rest_named
from coach.routine.reading.readings import ReadingKind
from coach.routine.reading.said import Said, at_most

_BELOW = "holds for the exercises below that say nothing else"
_MOST_AROUND = 5
"""Words around a format: with more it is a sentence, in which it may be mentioned only."""
_TIMES = re.compile(r"[x×] ?\d{1,2}\.?$", re.IGNORECASE)
"""x3"""
_REST_TITLE = "Rest"
_BEFORE_NEXT = re.compile(
    r"\bbefore\b.*\b(?:next|moving|starting|second|block|circuit)\b|\bthen (?:go|move) on\b"
    r"|\bvor (?:dem|der|runde|block)\b|\bantes (?:de|del)\b|\bavant (?:de|le|la|les|l')\b",
    re.IGNORECASE,
)
"""What a rest says that stands between two parts of the workout."""
_BARE_REST_S = 30.0
"""Taken for a rest of which nothing says how long it is."""


class DoseLines(Headings):
    """Reads doses, rests and formats that stand on lines of their own."""

    def _dose(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        said = line.said
        if _TIMES.match(line.label.rest) and self.group.exercises and (target is None or target.has_amount):
            return self._times_behind(index, line, target)
        if target is not None:
            if said.has_format and said.every_s and not target.has_amount:
                self._clock_for(target, line)
            self._dose_of(target, line, said)
            return self._emit(line, ReadingKind.TEXT)
        if line.column in (Column.TIME, Column.SIDE) or is_lone_number(line):
            return self._note(line)
        if said.has_format:
            return self._format_line(index, line)
        counted = said.reps is not None or said.sets is not None or bool(said.effort)
        if not self.group.items and (said.each or said.ladder or (counted and self._names_follow(index))):
            if said.ladder:
                self.group.said = replace(self.group.said, ladder=said.ladder, rounds=len(said.ladder))
            else:
                self.group.default = said
            kind = ReadingKind.INTERVAL if said.seconds else ReadingKind.ROUNDS
            return self._emit(line, kind, note=_BELOW)
        told = said.sets is not None and not said.has_amount and gives_order(line, self.lexicon)
        follow = told and any(True for _ in exercises_below(self.lines, index, self.lexicon))
        if follow and not self.group.items:
            self.group.default = said
            return self._emit(line, ReadingKind.ROUNDS, sets=at_most(said.sets), note=_BELOW)
        if line.row.kind is RowKind.ITEM or line.row.kind is RowKind.CODE:
            return self._unread(line, "a dose without an exercise", "write it behind a name: `Squats: 12 reps`")
        return self._note(line)

    def _times_behind(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        """An `x3` below exercises: rounds of all of them, or sets where it stands below one."""
        times = line.said.reps if isinstance(line.said.reps, int) else None
        alone = target is not None and (line.row.item or len(self.group.exercises) == 1)
        if target is not None and alone and target.said.sets is None:
            target.add_dose(Said(line.said.text, sets=times))
            self.applied.add(line.row.line)
            return self._emit(line, ReadingKind.TEXT)
        return self._format_line(index, replace(line, said=Said(line.said.text, rounds=times, repeated=True)))

    def _names_follow(self, index: int) -> bool:
        """Whether the row below is a name without a dose of its own."""
        for after in self.lines[index + 1 : index + 2]:
            listed = after.row.kind in (RowKind.ITEM, RowKind.CELLS, RowKind.CODE)
            return after.shape is Shape.NAME and (listed or (after.row.kind is RowKind.TEXT and not after.row.item))
        return False

    def _dose_of(self, target: ExerciseDraft, line: Line, said: Said) -> None:
        """Take over the dose that a line of its own says."""
        if isinstance(said.rounds, int) and said.sets is None and said.has_amount:
            said = replace(said, sets=said.rounds)  # four rounds of 45 s, of this one exercise
        if target.loose and line.column is None:
            target.doubts.append("it may be no exercise")
            target.loose = False
        self._take_up(target, line, said)
        _give_way(target, said)
        if said.sets is None and isinstance(said.reps, int) and line.row.kind is RowKind.ITEM and not line.column:
            target.set_lines.append(said.reps)
        target.add_dose(said, slot=line.column is Column.TIME)

    def _take_up(self, target: ExerciseDraft, line: Line, said: Said) -> None:
        """Note that an exercise takes a dose; one that says otherwise than what is known is a doubt."""
        self.applied.add(line.row.line)
        known = target.said
        each_set = line.row.kind is RowKind.ITEM and isinstance(said.reps, int)
        for value, other in ((said.reps, known.reps), (said.sets, known.sets), (said.ladder, known.ladder)):
            if value is not None and other is not None and value != other and not each_set:
                target.doubts.append(f"it also says `{line.row.text[:60]}`")
                return

    def _clock_for(self, target: ExerciseDraft, line: Line) -> None:
        """A clock on the line below a name: the exercise stands alone on it."""
        if target in self.group.items:
            self.group.items.remove(target)
        self._open_group(GroupDraft(target.line, target.name, said=line.said, depth=line.row.level))
        self.group.items.append(target)
        self.section = self.group

    def _rest(self, index: int, line: Line, target: ExerciseDraft | None) -> None:
        said = line.said
        seconds = at_most(said.rest_s)
        assert seconds is not None
        if seconds > MAX_TIME_S and count_words(said.text) > _MOST_AROUND:
            return self._note(line)  # rest at least 48 hours before you do it again
        doubt = self._take_rest(index, line, target, seconds)
        return self._emit(line, ReadingKind.REST, seconds=seconds, rest_s=seconds, sure=not doubt, note=doubt or None)

    def _take_rest(self, index: int, line: Line, target: ExerciseDraft | None, seconds: float) -> str:
        """Put a rest where it belongs; returns what is doubtful about that."""
        said, group = line.said, self.group
        listed = line.row.kind is RowKind.ITEM and index > 0 and self.lines[index - 1].row.line in self.applied
        if target is None and listed and self.open is not None and self.open.said.sets is not None:
            target = self.open  # one more field of the exercise above
        if target is not None and said.rest_of != "rounds":
            target.add_dose(said)
        elif said.rest_of == "sets" and group.exercises:
            for exercise in group.exercises:
                exercise.add_dose(said)
        elif line.column is Column.REST and group.said.work_s and not group.said.off_s and not group.items:
            group.said = replace(group.said, off_s=seconds)
        elif _BEFORE_NEXT.search(said.text) and group.items:
            self._rest_apart(line, seconds)
        elif said.rest_of == "rounds" or (group.said.rounds and not group.items and line.row.kind is RowKind.TEXT):
            group.said = replace(group.said, rest_s=seconds)
        elif said.rest_of == "exercises":
            group.rest_each_s = seconds
        elif group.closed and group.said.rounds and group.said.rest_s is None:
            group.said = replace(group.said, rest_s=seconds)
            return "it is taken between the rounds"
        else:
            return self._rest_between(index, line, seconds)
        return ""

    def _rest_between(self, index: int, line: Line, seconds: float) -> str:
        """A rest in the order of the exercises."""
        self.open = None
        self.group.items.append(RestDraft(line.row.line, seconds))
        apart = line.row.kind is RowKind.TEXT and line.row.opens and (at_most(self.group.said.rounds) or 1) > 1
        if apart and not any(True for _ in exercises_below(self.lines, index, self.lexicon)):
            return "it is taken in every round; it may be meant once, behind them"
        return ""

    def _rest_apart(self, line: Line, seconds: float) -> None:
        """A rest behind a block, which is in none of its rounds."""
        self._close(self.group.said)
        self._open_group(GroupDraft(line.row.line, _REST_TITLE, closed=True))
        self.group.items.append(RestDraft(line.row.line, seconds))
        self.open = None

    def _bare_rest(self, line: Line) -> None:
        """A rest of which nothing says how long it is."""
        self.open = None
        self.group.items.append(RestDraft(line.row.line, _BARE_REST_S))
        note = f"no time is written: {_BARE_REST_S:g} s are taken"
        self._emit(line, ReadingKind.REST, seconds=_BARE_REST_S, rest_s=_BARE_REST_S, sure=False, note=note)

    def _stands_behind(self, index: int, line: Line) -> bool:
        """Whether rounds hold for what stands above: right below it, or with nothing to be done behind them."""
        said, row = line.said, line.row
        if said.rounds is None or row.text.endswith(":") or not self.group.exercises:
            return False
        if said.work_s is not None or said.every_s is not None or said.amrap or said.amrap_s or said.tabata:
            return False
        after = self.lines[index + 1 : index + 2]
        if not row.opens and (not after or after[0].row.opens):
            return True
        return not any(True for _ in exercises_below(self.lines, index, self.lexicon))

    def _format_line(self, index: int, line: Line) -> None:
        said = line.said
        behind = self._stands_behind(index, line)
        if line.row.kind is RowKind.TEXT and not said.repeated and count_words(said.leftover) > _MOST_AROUND:
            said = replace(said, doubts=(*said.doubts, "it may say nothing of what is below"))
        kind = ReadingKind.ROUNDS if said.work_s is None and not said.tabata else ReadingKind.INTERVAL
        if said.every_s is not None or said.amrap or said.amrap_s is not None:
            kind = ReadingKind.INTERVAL
        if behind or (said.repeated and self.group.exercises and not line.row.text.endswith(":")):
            if self.group.said.every_s is not None:
                return self._idle(line)  # the clock says how often
            if self.group.said.rounds not in (None, said.rounds):
                self.group.doubts.append(f"it also says `{said.text}`")
            rest_s = self.group.said.rest_s or said.rest_s
            self._close(replace(self.group.said, rounds=said.rounds, rest_s=rest_s))
        elif not self.group.items and not (self.group.said.rounds and said.rounds):
            self.group.said = _together(self.group.said, said)
            if said.name and line.row.text.startswith(said.name) and not is_rest_named(said.name, self.lexicon):
                self.group.title = self.group.title or said.name
            if said.has_dose and not said.name:
                self.group.default = said
        else:
            title = said.name if said.name and not is_rest_named(said.name, self.lexicon) else self.section.title
            if not line.row.opens and not line.row.text.endswith(":"):
                said = replace(said, doubts=(*said.doubts, "it may hold for what stands above it"))
            group = GroupDraft(
                line.row.line, title, said=said, depth=line.row.level, default=said if said.has_dose else None
            )
            self._open_group(group)
        self.open = None
        return self._emit(
            line,
            kind,
            name=said.name or None,
            sets=at_most(said.rounds),
            seconds=said.work_s or said.every_s or said.amrap_s,
            rest_s=said.off_s or said.rest_s,
            sure=not said.doubts,
            note="; ".join(said.doubts) or None,
        )


def _together(known: Said, said: Said) -> Said:
    """What two lines say of the format of one group."""
    names = ("rounds", "rest_s", "work_s", "off_s", "every_s", "total_s", "amrap", "amrap_s", "tabata")
    given = {name: getattr(said, name) for name in names if getattr(said, name) not in (None, False)}
    return replace(known, **given)


def _give_way(target: ExerciseDraft, said: Said) -> None:
    """A time that stands in a heading is that of the whole exercise where a dose follows."""
    known = target.said
    only_time = known.seconds is not None and known.reps is None and known.sets is None
    if only_time and (said.reps is not None or (said.sets is not None and said.seconds is not None)):
        target.said = replace(known, seconds=None)

"""Text to Routine: how each line is understood, and every problem at once."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from coach.errors import Problem, RoutineError
from coach.routine.model import MAX_ABOUT, Routine
from coach.routine.reading.article import marry
from coach.routine.reading.build import Builder, Fault, in_words
from coach.routine.reading.delimited import delimited_rows
from coach.routine.reading.finish import exercise_reading
from coach.routine.reading.frontmatter import read_front_matter
from coach.routine.reading.lexicon import Lexicon, find_language, load
from coach.routine.reading.markdown import Row, RowKind, rows
from coach.routine.reading.readings import Reading, ReadingKind
from coach.routine.reading.walk import Walk
from coach.routine.reading.watch import watch

MAX_TEXT = 1_000_000
"""Characters; a longer text is no routine."""
MAX_LINE = 5_000
"""Characters; a longer line is no part of a workout."""

_ITEM_HINT = "write an exercise as `- Squats: 12 reps` and a rest as `- Rest 30 s`"
_FRONT_MATTER_HINT = "begin the text with `---`, and end the front matter with another `---`"
_OPEN = re.compile(r"\s*(?:<!--\s*)?((?:unsure|unread), line \d+: .*?)(?:-->\s*)?$")
"""What an import could not read, in the comment that it left."""
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"""Marks of direction, joiners and the like: they are not heard, and hide what stands there."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
"""What is in no text, from NUL to the replacement for bytes that were none."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A text as it was understood.

    Attributes:
        readings: of every line that is not blank, in order.
        routine: what could be read of it; None where nothing could, or where it does not fit together.
        problems: every reason why it cannot be used as it is, in the order of the text.
        places: the line of each exercise of the routine.
        left_out: lines that say nothing for the routine, as they stand there.
        loads: lines of exercises that say how heavy or how hard, which is no part of the routine.
    """

    title: str
    language: str
    readings: tuple[Reading, ...]
    routine: Routine | None
    problems: tuple[Problem, ...]
    places: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not sure of each exercise of the routine, with its line; empty where all is."""
        unsure: dict[int, list[str]] = defaultdict(list)
        for reading in self.readings:
            if reading.kind is ReadingKind.EXERCISE and not reading.sure:
                unsure[reading.line].append(f"unsure, line {reading.line}: {reading.note}")
        return tuple("; ".join(unsure[place]) for place in self.places)

    @property
    def unsure(self) -> tuple[str, ...]:
        """What is not sure, each line with the other reading; without comments that say so already."""
        open_lines = (one for one in self.readings if not one.sure and one.kind is not ReadingKind.UNREAD)
        found = (one for one in open_lines if not _OPEN.match(one.text))
        return tuple(f"unsure, line {one.line}: {one.text.strip()} ({one.note})" for one in found)

    @property
    def unread(self) -> tuple[str, ...]:
        """The lines that are not understood, each with the reason."""
        found = (reading for reading in self.readings if reading.kind is ReadingKind.UNREAD)
        return tuple(f"unread, line {reading.line}: {reading.text.strip()} ({reading.note})" for reading in found)


def read(text: str, *, source: str = "") -> Routine:
    """The routine a text stands for; `source` names the text in error messages.

    Raises:
        RoutineError: with every problem, each with its line and column, both from 1.
    """
    understood = understand(text)
    if understood.routine is None or understood.problems:
        raise RoutineError(understood.problems, subject=source)
    return understood.routine


def understand(text: str) -> Understood:
    """How each line of a text is understood, and the routine they make; never raises for what stands in it."""
    if len(text) > MAX_TEXT:
        note, hint = f"{len(text):,} characters are no routine", f"{MAX_TEXT:,} are the most"
        return _understood("", "en", [_unread(1, note, hint)], None)
    return _Reader(text.removeprefix("\ufeff")).understood()


def _unread(line: int, note: str, hint: str, column: int = 1, text: str = "") -> Reading:
    return Reading(line, ReadingKind.UNREAD, sure=False, note=note, hint=hint, column=column, text=text)


def _understood(
    title: str,
    language: str,
    readings: list[Reading],
    routine: Routine | None,
    places: tuple[int, ...] = (),
    left_out: tuple[str, ...] = (),
    loads: tuple[str, ...] = (),
) -> Understood:
    ordered = sorted(readings, key=lambda reading: (reading.line, reading.column))
    problems = [
        Problem(reading.line, reading.column, reading.note or "it is not understood", reading.hint)
        for reading in ordered
        if reading.kind is ReadingKind.UNREAD
    ]
    return Understood(title, language, tuple(ordered), routine, tuple(problems), places, left_out, loads)


class _Reader:
    """One text on its way to readings and a routine."""

    def __init__(self, text: str) -> None:
        self._source = re.split(r"\r\n|\r|\n", text)
        self._readings: list[Reading] = []
        self._fields: dict[str, Any] = {}
        self._front: frozenset[int] = frozenset()
        self._foreign: frozenset[int] = frozenset()

    def understood(self) -> Understood:
        clean = list(self._clean())
        found = list(rows("\n".join(clean)))
        self._front_matter(found, clean)
        language = self._fields.get("language") or find_language("\n".join(clean))
        found = self._with_tables(found, clean, load(language))
        walk = Walk(found, load(language), title=self._fields.get("title", ""))
        walk.walk()
        marry(walk)
        watch(walk)
        builder = Builder(load(language))
        blocks = builder.blocks(walk.groups)
        self._readings += self._of_walk(walk, builder.faults)
        about = " ".join(walk.about)
        if len(about) > MAX_ABOUT:
            about = ""
        fields: dict[str, Any] = {"title": walk.title or walk.lexicon.workout, "about": about or None, **self._fields}
        fields["language"] = language
        routine = self._routine(blocks, fields) if blocks else None
        self._note_the_rest(found)
        if not any(reading.kind in (ReadingKind.EXERCISE, ReadingKind.UNREAD) for reading in self._readings):
            empty = "" if any(line.strip() for line in self._source) else ": the text is empty"
            self._readings.append(_unread(1, f"no exercises found{empty}", _ITEM_HINT))
        places = tuple(builder.places) if routine else ()
        left_out = tuple(self._left_out(walk, about))
        loads = tuple(self._source[line - 1].strip() for line in sorted(walk.loads))
        return _understood(str(fields["title"]), language, self._readings, routine, places, left_out, loads)

    def _with_tables(self, found: list[Row], clean: list[str], lexicon: Lexicon) -> list[Row]:
        """The rows of a text, with those of tables that are no Markdown in their places."""
        lines = (
            ["" if number in self._front else line for number, line in enumerate(clean, 1)] if self._front else clean
        )
        cells = {row.line: row for row in delimited_rows(lines, lexicon)}
        if not cells:
            return found
        others = rows("\n".join("" if number in cells else line for number, line in enumerate(clean, 1)))
        return sorted([*others, *cells.values()], key=lambda row: row.line)

    def _clean(self) -> Iterator[str]:
        """The lines without what cannot be seen; those that are no text are blank from then on."""
        for number, line in enumerate(self._source, 1):
            control = _CONTROL.search(line)
            if len(line) > MAX_LINE:
                note = f"{len(line):,} characters are no line of a workout; they are left out"
                self._readings.append(Reading(number, ReadingKind.NOTE, sure=False, note=note, text=line[:MAX_LINE]))
                yield ""
            elif control is None:
                yield _INVISIBLE.sub("", line)
            else:
                column = control.start() + 1
                self._readings.append(_unread(number, "a control character stands here", "write plain text", column))
                yield ""

    def _front_matter(self, found: list[Row], clean: list[str]) -> None:
        front = next((row for row in found if row.kind is RowKind.FRONT_MATTER), None)
        if front is not None:
            last = front.line + front.text.count("\n") + 2
            self._front = frozenset(range(front.line, last + 1))
            self._fields, problems, notes = read_front_matter(front.text, first_line=front.line + 1)
            for problem in problems:
                self._readings.append(_unread(problem.line, problem.message, problem.hint, problem.column))
            inside = range(front.line + 1, last)
            for line, note in notes:
                if line in inside and clean[line - 1].strip():
                    self._readings.append(Reading(line, ReadingKind.NOTE, note=note, text=clean[line - 1]))
            comments = {line for line in inside if clean[line - 1].startswith("#")}
            self._foreign = frozenset(comments | {line for line, _ in notes if line in inside})
            return
        first = next((number for number, line in enumerate(clean, 1) if line.strip()), 1)
        if clean[first - 1].strip() == "---":
            note = "front matter that has no end, or does not begin the text"
            self._readings.append(_unread(first, note, _FRONT_MATTER_HINT))

    def _of_walk(self, walk: Walk, faults: list[Fault]) -> Iterator[Reading]:
        by_line: dict[int, list[Fault]] = defaultdict(list)
        for fault in faults:
            by_line[fault.line].append(fault)
        ends: dict[int, int] = {}
        for group in walk.groups:
            for draft in group.exercises:
                if draft.line not in by_line:
                    column = self._column(draft.line, draft.name, after=ends.get(draft.line, 0))
                    ends[draft.line] = column - 1 + len(draft.name)
                    yield exercise_reading(draft, group, column=column)
        for line, found in by_line.items():
            for fault in found:
                source = self._source[line - 1]
                column = self._column(line, fault.at, after=source.find(fault.name) + len(fault.name))
                yield _unread(line, fault.message, fault.hint, column, source)
        doubts = {group.line: group.doubts for group in walk.groups if group.doubts and group.items}
        for reading in walk.readings:
            if reading.line in by_line and reading.kind is not ReadingKind.TEXT:
                continue
            if reading.line in doubts:
                note = "; ".join(filter(None, [reading.note, *doubts[reading.line]]))
                yield replace(reading, note=note, sure=False)
            else:
                yield reading

    def _routine(self, blocks: list[Any], fields: dict[str, Any]) -> Routine | None:
        blocks = [
            block if block.title or number == 0 else block.model_copy(update={"title": fields["title"]})
            for number, block in enumerate(blocks)
        ]
        try:
            return Routine(**fields, blocks=tuple(blocks))
        except ValidationError as error:
            for wrong in error.errors(include_input=False, include_url=False):
                what = "the routine" + (f"'s {str(wrong['loc'][0]).removesuffix('_s')}" if wrong["loc"] else "")
                message, hint = in_words(wrong)
                self._readings.append(_unread(1, f"{what} {message}", hint or _ITEM_HINT))
            return None

    def _note_the_rest(self, found: list[Row]) -> None:
        """Every line that is not blank has a reading."""
        known = {reading.line for reading in self._readings}
        for row in found:
            if row.kind is RowKind.MARKUP and row.text and row.line not in known:
                note, hint = "a comment without `-->` at the end of its last line", "end it, or take it away"
                self._readings.append(_unread(row.line, note, hint))
                known.add(row.line)
                break  # everything after it is swallowed
        for number, line in enumerate(self._source, 1):
            if number not in known and (open_question := _OPEN.match(line)):
                note = f"a comment tells of this: {open_question[1].strip()}; take it away when it is mended"
                self._readings.append(Reading(number, ReadingKind.NOTE, sure=False, note=note, text=line.strip()))
            elif number not in known and line.strip():
                self._readings.append(Reading(number, ReadingKind.NOTE, text=line.strip()))

    def _left_out(self, walk: Walk, about: str) -> Iterator[str]:
        """Notes, comments, and titles of sections in which nothing is to be done; in the order of the text."""
        titled = {group.line for group in walk.groups if group.items}
        for reading in sorted(self._readings, key=lambda reading: reading.line):
            line = self._source[reading.line - 1].strip()
            kept = reading.kind is ReadingKind.SECTION and (reading.line in titled or reading.name == walk.title)
            dropped = reading.kind in (ReadingKind.NOTE, ReadingKind.SECTION) and not kept
            line = line.removeprefix("<!--").removesuffix("-->").strip()  # all of it becomes one comment
            told = bool(about) and reading.line in walk.about_lines
            dropped = dropped and (reading.sure or _OPEN.match(line) is not None)  # else it is told with its doubt
            if line and dropped and not told and reading.line not in self._front - self._foreign:
                yield line

    def _column(self, line: int, text: str, *, after: int = 0) -> int:
        """Where a text stands in a line, rather behind something, and alone; else where the line begins."""
        source, place = self._source[line - 1], -1
        if text:
            alone = _alone(text)
            found = alone.search(source, after) or alone.search(source)
            place = found.start() if found else source.find(text, after)
        return (place if place >= 0 else len(source) - len(source.lstrip())) + 1


@lru_cache(maxsize=1024)
def _alone(text: str) -> re.Pattern[str]:
    """A text that is no part of a longer number or word; a minus stands right before a number."""
    around = r"\d|\d[.,:]" if text[0].isdigit() else r"\w"
    before = "".join(f"(?<!{one})" for one in around.split("|")) if text[0].isalnum() else ""
    behind = r"(?![.,]?\d)" if text[-1].isdigit() else r"(?=\s?\d)" if text == "-" else ""
    return re.compile(f"{before}{re.escape(text)}{behind}")

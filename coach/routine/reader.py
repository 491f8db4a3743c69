"""Text to Routine: the strict Markdown form, read with every problem at once."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coach.errors import Problem, RoutineError
from coach.routine.dose import DoseError, mentions_rounds, read_dose, read_rest, read_rounds
from coach.routine.frontmatter import read_front_matter
from coach.routine.markdown import FrontMatter, Heading, Item, Other, Paragraph, Part, split
from coach.routine.model import Block, Exercise, Model, Rest, Routine

MAX_TEXT = 1_000_000
"""Characters; a longer text is no routine."""

_DEFAULT_TITLE = "Workout"
_ITEM_HINT = "write an exercise as `- Squats: 12 reps` and a rest as `- Rest 30 s`"
_ROUNDS_HINT = "write `## Title: 3 rounds, rest 60 s`; where a title speaks of rounds, `## Round one: 1 round`"
_FRONT_MATTER_HINT = "begin the text with `---`, and end the front matter with another `---`"
_MAX_QUOTE = 60
_M = TypeVar("_M", bound=Model)


def read(text: str, *, source: str = "") -> Routine:
    """The routine a text in the strict form stands for; `source` names the text in error messages.

    Raises:
        RoutineError: with every problem, each with its line and column, both from 1.
    """
    reader = _Reader(text.removeprefix("\ufeff"))
    routine = reader.routine()
    if routine is None or reader.problems:
        problems = sorted(reader.problems, key=lambda problem: (problem.line, problem.column))
        raise RoutineError(problems, subject=source)
    return routine


@dataclass(slots=True)
class _OpenBlock:
    """A block while its items come in; `broken` counts the items that could not be read."""

    line: int = 1
    title: str | None = None
    rounds: int = 1
    rest_s: float | None = None
    items: list[Exercise | Rest] = field(default_factory=list)
    broken: int = 0


class _Reader:
    """One text on its way to a routine; collects problems instead of stopping at the first."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._source = re.split(r"\r\n|\r|\n", text)
        self._fields: dict[str, Any] = {}
        self._heading: str | None = None
        self._about: list[str] = []
        self._blocks = [_OpenBlock()]

    def routine(self) -> Routine | None:
        """The routine, or None with at least one problem noted."""
        if len(self._text) > MAX_TEXT:
            self._note(1, f"{len(self._text):,} characters are no routine", f"{MAX_TEXT:,} are the most")
        else:
            for line, column in _control_characters(self._source):
                self.problems.append(Problem(line, column, "a control character stands here", "write plain text"))
        if self.problems:
            return None
        parts = list(split(self._text))
        if not any(isinstance(part, FrontMatter) for part in parts):
            self._note_lost_front_matter()
        for part in parts:
            self._read_part(part)
        return self._build()

    def _read_part(self, part: Part) -> None:
        match part:
            case FrontMatter():
                self._fields, problems = read_front_matter(part.text, first_line=part.line + 1)
                self.problems += problems
            case Heading():
                self._read_heading(part)
            case Paragraph():
                self._read_paragraph(part)
            case Item():
                self._read_item(part)
            case Other():
                self._note(part.line, f"{part.kind} has no place in a routine", "leave it out")

    def _note_lost_front_matter(self) -> None:
        """Front matter that is none would be read aloud as what the routine is about."""
        first = next((number for number, line in enumerate(self._source, 1) if line.strip()), 1)
        if self._source[first - 1].strip() == "---":
            self._note(first, "front matter that has no end, or does not begin the text", _FRONT_MATTER_HINT)

    def _read_heading(self, part: Heading) -> None:
        if part.level == 1:
            if self._heading is not None or len(self._blocks) > 1 or self._blocks[0].items:
                self._note(part.line, f"a second title: `{_short(part.text)}`", "write a block's title as `## Title`")
            self._heading = part.text
            return
        block = _OpenBlock(line=part.line, title=part.text)
        head, colon, tail = part.text.rpartition(": ")
        try:
            if colon and (rounds := read_rounds(tail)):
                block.title, (block.rounds, block.rest_s) = head, rounds
            elif mentions_rounds(part.text):
                raise DoseError(f"rounds that are not understood in `{_short(part.text)}`", _ROUNDS_HINT)
        except DoseError as error:
            self._note(part.line, str(error), error.hint, at=tail)
        self._blocks.append(block)

    def _read_paragraph(self, part: Paragraph) -> None:
        if self._source[part.line - 1].lstrip().startswith("|"):
            self._note(part.line, "a table has no place in a routine", _ITEM_HINT)
            return
        if len(self._blocks) == 1 and not self._blocks[0].items and not self._blocks[0].broken:
            self._about.append(part.text)
            return
        hint = "indent it by two spaces under its exercise, or make it a comment: <!-- … -->"
        self._note(part.line, f"no exercise understood in `{_short(part.text)}`", hint)

    def _read_item(self, part: Item) -> None:
        known = len(self.problems)
        item = self._item(part)
        if item is not None:
            self._blocks[-1].items.append(item)
        self._blocks[-1].broken += len(self.problems) > known

    def _item(self, part: Item) -> Exercise | Rest | None:
        if not part.lines or not part.lines[0]:
            self._note(part.line, "a list item without an exercise", _ITEM_HINT)
            return None
        head, texts = part.lines[0], [line for line in part.lines[1:] if line]
        name, _, dose = head.rpartition(": ")
        try:
            if name.strip().casefold() in ("", "rest"):
                return self._rest(part, head, has_text=bool(texts or part.quoted))
            return self._validated(
                Exercise,
                part.line,
                name=name,
                dose=read_dose(dose),
                position=texts[0] if texts else None,
                movement=" ".join(texts[1:]) or None,
                cues=part.quoted,
            )
        except DoseError as error:
            self._note(part.line, str(error), error.hint, at=dose or head)
            return None

    def _rest(self, part: Item, head: str, *, has_text: bool) -> Rest | None:
        seconds = read_rest(head)
        if seconds is None:
            raise DoseError(f"no dose in `{_short(head)}`", _ITEM_HINT)
        if has_text:
            self._note(part.line, "a rest has a text under it", "write the text under an exercise")
        return self._validated(Rest, part.line, seconds=seconds)

    def _build(self) -> Routine | None:
        blocks = [self._block(block) for block in self._blocks if block.items]
        for block in self._blocks[1:]:
            if not block.items and not block.broken:
                hint = "write exercises under it, or leave the heading out"
                self._note(block.line, f"`{_short(block.title or '')}` has no exercises", hint)
        if not blocks and not self.problems:
            self._note(1, "no exercises found", _ITEM_HINT)
        if self.problems:
            return None
        fields = {"title": self._heading or _DEFAULT_TITLE, "about": " ".join(self._about) or None, **self._fields}
        return self._validated(Routine, 1, **fields, blocks=tuple(blocks))

    def _block(self, block: _OpenBlock) -> Block | None:
        return self._validated(
            Block, block.line, title=block.title, rounds=block.rounds, rest_s=block.rest_s, items=tuple(block.items)
        )

    def _validated(self, model: type[_M], line: int, **fields: Any) -> _M | None:
        try:
            return model(**fields)
        except ValidationError as error:
            for wrong in error.errors(include_input=False, include_url=False):
                whole = f"the {model.__name__.lower()}"
                what = f"{whole}'s {str(wrong['loc'][0]).removesuffix('_s')}" if wrong["loc"] else whole
                message, hint = _in_words(wrong)
                self._note(line, f"{what} {message}", hint)
            return None

    def _note(self, line: int, message: str, hint: str, *, at: str = "") -> None:
        source = self._source[line - 1] if line <= len(self._source) else ""
        column = source.rfind(at) if at else -1
        if column < 0:
            column = len(source) - len(source.lstrip())
        self.problems.append(Problem(line, column + 1, message, hint))


def _control_characters(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Where characters stand that no text holds: from NUL to the replacement for bytes that were none."""
    for number, line in enumerate(lines, 1):
        for column, character in enumerate(line, 1):
            if (character != "\t" and unicodedata.category(character) in ("Cc", "Cs")) or character == "\ufffd":
                yield number, column
                return


def _in_words(wrong: ErrorDetails) -> tuple[str, str]:
    """What a model's own check says, or what the library means, and what to do."""
    most = wrong.get("ctx", {}).get("max_length")
    if wrong["type"] == "string_too_long":
        return f"is too long: {most} characters are the most", "say it shorter"
    return wrong["msg"].removeprefix("Value error, "), "do less of it" if "most" in wrong["msg"] else ""


def _short(text: str) -> str:
    return text if len(text) <= _MAX_QUOTE else text[: _MAX_QUOTE - 1] + "…"

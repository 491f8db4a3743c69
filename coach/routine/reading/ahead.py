"""What follows a row, where only that tells what the row is: an exercise with its dose below, or a section."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import islice

from coach.routine.reading.lexicon import Column, Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.markdown import RowKind
from coach.routine.reading.outline import Line, Shape, count_words, names_a_part, title_of
from coach.routine.reading.said import Said, at_most
from coach.routine.shelf.exercises import known

_FAR = 60
"""Rows that are looked at."""
_SENTENCES = re.compile(r"(?<=[.,!?;:])\s+")
_MOST_BESIDE = 3
"""Words that a sentence may have beside its dose to be one."""
_COUNTED_TITLE = re.compile(
    r"^\W*(?:\w+ )?(?:day|week|tag|woche|día|dia|semana|jour|semaine|séance|session|workout|phase|part|block|bloque"
    r"|bloc|teil|set|round)\b",
    re.I,
)
_PLAIN_FENCES = frozenset(("", "text", "txt", "md", "markdown", "workout", "routine", "plain", "plaintext"))


class Role(StrEnum):
    """What a row is to the rows that follow it."""

    EXERCISE = "exercise"  # its dose stands below it
    SECTION = "section"  # exercises stand below it
    NONE = "none"


def below(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """The rows that belong to a heading, a list item, or a line of text that may be a name."""
    row = lines[index].row
    for line in lines[index + 1 : index + 1 + _FAR]:
        if line.row.kind is RowKind.HEADING:
            return
        if row.kind is RowKind.ITEM and (line.row.level <= row.level and line.row.item != row.line):
            if goes_on(line, row.line):
                yield line
            return
        if row.kind is RowKind.TEXT and line.row.kind is RowKind.TEXT and line.row.bold and row.bold:
            return
        yield line


def goes_on(line: Line, above: int) -> bool:
    """Whether a dose stands right below a list item, and not under its words."""
    return line.row.kind is RowKind.TEXT and line.shape is Shape.DOSE and line.row.line == above + 1


def is_exercise(line: Line) -> bool:
    """Whether a row is an exercise by itself."""
    return line.shape is Shape.EXERCISE and (line.said.has_amount or line.said.rounds is None)


def exercises_below(lines: Sequence[Line], index: int, lexicon: Lexicon) -> Iterator[Line]:
    """The rows up to the next heading that are exercises, or name one."""
    for line in lines[index + 1 : index + 1 + _FAR]:
        if line.row.kind is RowKind.HEADING:
            return
        table = line.row.kind is RowKind.CELLS
        if table or is_exercise(line) or (line.shape is Shape.NAME and is_named(line, lexicon)):
            yield line


def role_of(lines: Sequence[Line], index: int, lexicon: Lexicon) -> Role:
    """What a row is to those that follow it."""
    line = lines[index]
    set_off = line.row.kind is not RowKind.TEXT or line.row.bold or line.row.text.endswith(":")
    follow = list(islice(below(lines, index), None if set_off else 1))
    title = title_of(line)
    part = names_a_part(title, lexicon.titles) or bool(_COUNTED_TITLE.match(title))
    if line.row.kind is RowKind.HEADING:
        if _has_sections(lines, index, follow):
            return Role.SECTION
        if not part and _is_described(follow):
            return Role.EXERCISE
    if not part and any(map(is_exercise, follow)) and _answers(line, follow, lexicon):
        return Role.EXERCISE
    found = _first_role(line, follow, part=part)
    if found is Role.NONE and not part and _is_explained(line, follow, lexicon):
        return Role.EXERCISE
    return found


def _has_sections(lines: Sequence[Line], index: int, follow: list[Line]) -> bool:
    """Whether the next heading is a lower one, and no dose stands before it."""
    if any(under.shape in (Shape.DOSE, Shape.EXERCISE) for under in follow):
        return False
    after = lines[index + 1 + len(follow)].row if index + 1 + len(follow) < len(lines) else None
    return after is not None and after.kind is RowKind.HEADING and after.level > lines[index].row.level


def _first_role(line: Line, follow: list[Line], *, part: bool) -> Role:
    """What the first of the following rows that tells anything makes of a row."""
    heading, text = line.row.kind is RowKind.HEADING, line.row.kind is RowKind.TEXT
    for number, under in enumerate(follow):
        if is_exercise(under) or under.row.kind is RowKind.CELLS or under.said.ladder:
            return Role.SECTION
        if under.shape is Shape.FORMAT and not under.said.every_s:
            return Role.SECTION
        if _gives_dose(under, heading=heading) and not part:
            return Role.EXERCISE if heading or number < _NEAR else Role.NONE
        if text and under.row.kind is RowKind.TEXT and number == 0 and under.row.opens:
            return Role.NONE
    slots = (under.column is Column.TIME and under.row.level <= 1 for under in follow)
    return Role.EXERCISE if heading and not part and any(slots) else Role.NONE


def _gives_dose(under: Line, *, heading: bool) -> bool:
    """Whether a row is the dose of a name above it; under a heading, the time of all that follows is none."""
    said = under.said
    if under.shape is not Shape.DOSE or under.column is Column.SIDE or is_lone_number(under):
        return False
    slot = under.column is Column.TIME and said.reps is None and said.sets is None
    return not (heading and (slot or under.row.level > 1))


def is_lone_number(line: Line) -> bool:
    """Whether nothing stands in a row but a number, such as that of a page."""
    return line.column is None and line.said.text.strip("[]() .").isdigit()


def _is_explained(line: Line, follow: list[Line], lexicon: Lexicon) -> bool:
    """Whether the sentences below a heading, or below the words of a list item, say how much of it."""
    if line.row.kind is RowKind.TEXT:
        return False
    doses = (dose_in_prose(under, lexicon) for under in follow if under.shape is Shape.WORDS)
    return any(said is not None and (line.row.kind is RowKind.HEADING or said.sets is not None) for said in doses)


def names_below(lines: Sequence[Line], index: int, lexicon: Lexicon) -> bool:
    """Whether the names of at least two exercises stand below a row, and no dose."""
    items = [line for line in below(lines, index) if line.row.kind in (RowKind.ITEM, RowKind.CELLS)]
    named = [line for line in items if is_named(line, lexicon)]
    return len(named) >= 2 and 2 * len(named) >= len(items)


def _answers(line: Line, follow: list[Line], lexicon: Lexicon) -> bool:
    """Whether the exercises below a name are only how much of it: 10 small movements."""
    dosed = [under for under in follow if is_exercise(under)]
    nameless = all(
        under.said.dose_first
        and (under.row.kind is RowKind.ITEM or is_own_dose(under))
        and not is_named(under, lexicon)
        for under in dosed
    )
    return nameless and (line.row.kind is not RowKind.HEADING or (len(dosed) == 1 and is_named(line, lexicon)))


def is_own_dose(line: Line) -> bool:
    """Whether a line below a list item begins with sets or repetitions: 5 x 45 seconds, as often as you like."""
    said = line.said
    return line.row.kind is RowKind.TEXT and bool(line.row.item) and said.dose_first and bool(said.sets or said.reps)


def is_named(line: Line, lexicon: Lexicon) -> bool:
    """Whether the words of a row are those of an exercise."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.label.rest.lower())
    return known(line.said.name) or any(
        word in lexicon.moves or word.removesuffix("s") in lexicon.moves or word.removesuffix("es") in lexicon.moves
        for word in words
    )


def _is_described(follow: list[Line]) -> bool:
    """Whether what stands below a heading are instructions, one of which says how often or how long."""
    items = [line for line in follow if line.row.kind is RowKind.ITEM]
    dosed = [line for line in items if is_exercise(line)]
    repeated = any(line.shape is Shape.FORMAT and line.said.repeated for line in items)
    sentences = [line for line in items if not line.said.has_dose and count_words(line.row.text) >= _SENTENCE_WORDS]
    instructs = all(count_words(line.said.name) >= 3 for line in dosed)
    return len(sentences) >= 2 and (len(dosed) == 1 or (repeated and len(dosed) <= 1)) and instructs


_SENTENCE_WORDS = 5
_NEAR = 6
"""How many rows below a line of text its dose may stand."""


def dose_in_prose(line: Line, lexicon: Lexicon) -> Said | None:
    """The dose of a sentence that says little else, such as `Do 2 sets of 15 on each side`."""
    if not _NUMBER.search(line.row.text):
        return None
    parts = [read_line(sentence, lexicon) for sentence in _SENTENCES.split(line.row.text)]
    found = [dose for said in parts if (dose := _dose_alone(said))]
    if not found:
        return None
    dose = next((one for one in found if one.sets or one.reps), found[0])
    held = next((one for one in found if one.seconds is not None), dose)
    turned = any(said.side == "each" for said in parts)
    return replace(dose, seconds=dose.seconds or held.seconds, side=dose.side or ("each" if turned else None))


def _dose_alone(said: Said) -> Said | None:
    """A dose with few words beside it; what is repeated often counts its repetitions."""
    if said.repeated and isinstance(said.rounds, int) and not said.has_amount and said.rounds >= _LEAST_REPEATED:
        said = replace(said, reps=said.rounds, rounds=None, repeated=False)  # repeat 10 times per leg
    given = said.sets or said.reps or said.side or said.effort
    return said if said.has_amount and said.words <= _MOST_BESIDE and given else None


def rounds_in_prose(line: Line, lexicon: Lexicon) -> Said | None:
    """The rounds of a paragraph with a sentence that says nothing else, such as `Complete three rounds`."""
    said = [read_line(sentence, lexicon) for sentence in _WHOLE_SENTENCES.split(line.row.text)[:_MOST_SENTENCES]]
    found = [one for one in said if one.repeated and (at_most(one.rounds) or 0) > 1 and one.words <= _MOST_BESIDE]
    if len(found) != 1:
        return None
    more = [f"it also says `{one.text[:60]}`" for one in said if one not in found and _NUMBER.search(one.text)]
    return replace(found[0], doubts=(*found[0].doubts, *more))


_WHOLE_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_NUMBER = re.compile(r"\d")
_MOST_SENTENCES = 12
_LEAST_REPEATED = 5
"""Times that a movement is repeated; what is repeated less often may be all of the workout."""


def read_fences(lines: Sequence[Line]) -> set[int]:
    """The line numbers of code that is read: fences that hold a routine and no program."""
    read: set[int] = set()
    fence: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.row.kind is RowKind.CODE and not (line.row.opens and fence):
            fence.append(line)
            continue
        exercises = sum(map(is_exercise, fence))
        if fence and fence[0].row.hint.lower() in _PLAIN_FENCES and exercises * 3 >= len(fence):
            read.update(one.row.line for one in fence)
        fence = [line] if line is not None and line.row.kind is RowKind.CODE else []
    return read

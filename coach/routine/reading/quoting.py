"""Which words would be read as more than words, so that the strict form has to put them in quotation marks."""

import re

from coach.routine.reading.ahead import dose_in_prose
from coach.routine.reading.fields import column_of
from coach.routine.reading.lexicon import Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.markdown import Row, RowKind
from coach.routine.reading.outline import Shape, is_rest, names_a_part, read_row
from coach.routine.reading.several import read_several
from coach.routine.reading.watch import says_how_much

_QUOTED = re.compile(r'".+"')
_NUMBER = re.compile(r"[^\w\s'’-]|\d|[½¼¾]")
_DEPTH = 1


def reads_back(head: str, name: str, lexicon: Lexicon, *, timed: bool) -> bool:
    """Whether the first line of an exercise is read with this name; `timed`: its dose comes from its block."""
    line = read_row(Row(1, RowKind.ITEM, head, _DEPTH), lexicon)
    if head.startswith(f'"{name}"'):
        return True
    if names_a_part(name, lexicon.parts) or column_of(name, lexicon) is not None:
        return False
    plain = line.label.rest == head and line.column is None and line.said.name == name
    plain = plain and not line.said.doubts and not line.said.negative and not line.said.over and not line.said.load
    plain = plain and name.count("(") == name.count(")") and "," not in name
    plain = plain and not is_rest(head, lexicon) and not read_several(head, lexicon)
    return plain and not line.said.leftover and line.shape is (Shape.NAME if timed else Shape.EXERCISE)


def is_text(text: str, lexicon: Lexicon, *, timed: bool) -> bool:
    """Whether a line under an exercise is read as words; `timed` as above: what looks like a dose would be its own."""
    line = read_row(Row(1, RowKind.TEXT, text, _DEPTH, item=1), lexicon)
    if any(True for _ in says_how_much(text, lexicon)):
        return False
    if timed and (line.shape is Shape.EXERCISE or dose_in_prose(line, lexicon)):
        return False
    return line.column is None and line.shape in (Shape.EXERCISE, Shape.NAME, Shape.WORDS) and not line.verbatim


def is_about(text: str, lexicon: Lexicon) -> bool:
    """Whether a line under the title is read as what the routine is about."""
    line = read_row(Row(1, RowKind.TEXT, text), lexicon)
    return line.shape is Shape.WORDS and not line.verbatim and not any(character.isdigit() for character in text)


def is_plain_title(title: str, lexicon: Lexicon) -> bool:
    """Whether the title of a block is read as no more than words."""
    if names_a_part(title, lexicon.idle) or column_of(title, lexicon) is not None:
        return False
    said = read_line(title, lexicon)
    says = (said.has_dose, said.has_format, said.rest_s, said.tempo, said.side, said.each, said.ladder, said.slow)
    return title == said.name and not any(map(bool, says)) and title[:1].isalpha() and not _NUMBER.search(title)

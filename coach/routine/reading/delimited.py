"""Tables that are no Markdown: lines with commas, semicolons, tabs or wide gaps between their cells, under a head."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence

from coach.routine.reading.fields import column_of
from coach.routine.reading.lexicon import Column, Lexicon
from coach.routine.reading.markdown import MOST_COLUMNS, Row, RowKind

_GAP = re.compile(r" {2,}|\t+")
_DOSES = frozenset((Column.SETS, Column.REPS, Column.DOSE, Column.TIME, Column.REST))
_LEAST_KNOWN = 2
"""Columns whose names have to be known, one of which says how much."""

_Split = Callable[[str], list[str]]


def delimited_rows(lines: Sequence[str], lexicon: Lexicon) -> Iterator[Row]:
    """The rows of every such table; `lines` are those of the whole text, blank where nothing is to be read."""
    heads: tuple[str, ...] = ()
    split: _Split | None = None
    for number, line in enumerate(lines, 1):
        if split is not None:
            cells = split(line)
            if len(cells) > 1 and (split is not _by_gaps or len(cells) <= len(heads)):
                yield Row(number, RowKind.CELLS, " | ".join(cells), cells=tuple(cells), heads=heads, opens=False)
                continue
        split = _splitter(line, lexicon)
        if split is not None:
            heads = tuple(split(line))
            yield Row(number, RowKind.CELLS, " | ".join(heads), cells=heads)


def _splitter(line: str, lexicon: Lexicon) -> _Split | None:
    """How a line is split that is the head of such a table; None if it is none."""
    sign = _SIGN.search(line, 0, _LONGEST_NAME)
    if sign is None or column_of(line[: sign.start()].strip(' "'), lexicon) is None:
        return None
    split = _by_gaps if sign[0] == "  " else _by_sign(sign[0])
    return split if _is_head(split(line), lexicon) else None


_SIGN = re.compile(r"[,;\t]|  ")
_LONGEST_NAME = 40
"""Characters of the name of a column."""


def _is_head(cells: list[str], lexicon: Lexicon) -> bool:
    if not _LEAST_KNOWN < len(cells) + 1 <= MOST_COLUMNS:
        return False
    columns = [column_of(cell, lexicon) for cell in cells]
    known = [column for column in columns if column is not None]
    return len(known) >= _LEAST_KNOWN and 2 * len(known) > len(cells) and not _DOSES.isdisjoint(known)


def _by_sign(sign: str) -> _Split:
    def split(line: str) -> list[str]:
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=sign, skipinitialspace=True), [])]
        except csv.Error:  # a cell that is too long
            return []

    return split


def _by_gaps(line: str) -> list[str]:
    return [cell for cell in _GAP.split(line.strip()) if cell]

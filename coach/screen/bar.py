"""The routine as a bar: a share of the width for every section, and how far one is, as text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from coach.score import Section

DONE, PRESENT, COMING, GAP, MARK = "█", "▒", "░", " ", "▲"
"""Shapes, so that the bar is understood without its colours."""
_LEAST_FOR_GAP = 3
"""Columns of a section from which on its first is left blank to divide it from the one before."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Three runs of one row, and the row below it.

    Attributes:
        before: the columns left of the present section.
        present: those of the present section.
        after: those right of it.
        mark: the position below them, with the present section's number and title beside it.
    """

    before: str
    present: str
    after: str
    mark: str


def bar(sections: Sequence[Section], position: int, *, width: int) -> Bar:
    """Draw a bar.

    Args:
        sections: in order, without gaps; at least one.
        position: in samples, from 0 to the last section's end.
        width: in columns.
    """
    if width < 1 or not sections:
        return Bar("", "", "", "")
    start, total = sections[0].start, max(1, sections[-1].end - sections[0].start)
    starts = [section.start for section in sections]
    now = max(0, bisect_right(starts, position) - 1)
    mark = min(width - 1, max(0, (position - start) * width // total))
    owners = [max(0, bisect_right(starts, start + (2 * x + 1) * total // (2 * width)) - 1) for x in range(width)]
    owners[mark] = now  # a section narrower than a column is seen at least while it is played
    cells = [_cell(owners, x, now=now, mark=mark) for x in range(width)]
    first, last = owners.index(now), width - owners[::-1].index(now)
    return Bar(
        "".join(cells[:first]),
        "".join(cells[first:last]),
        "".join(cells[last:]),
        _marked(mark, f"{now + 1} of {len(sections)} · {sections[now].title}", width),
    )


def _cell(owners: list[int], x: int, *, now: int, mark: int) -> str:
    begins = x > 0 and owners[x - 1] != owners[x]
    if begins and x != mark and owners[x : x + _LEAST_FOR_GAP].count(owners[x]) == _LEAST_FOR_GAP:
        return GAP
    if x <= mark:
        return DONE
    return PRESENT if owners[x] == now else COMING


def _marked(mark: int, label: str, width: int) -> str:
    """The mark with its label on the side that has the room."""
    right = width - mark - 2
    if len(label) <= right or right >= mark - 1:
        return f"{GAP * mark}{MARK} {shortened(label, right)}".rstrip()
    return f"{shortened(label, mark - 1).rjust(mark - 1)} {MARK}"


def shortened(text: str, width: int) -> str:
    """A text in at most `width` columns; one that is longer ends in an ellipsis."""
    return text if len(text) <= width else text[: max(0, width - 1)] + "…"[:width]

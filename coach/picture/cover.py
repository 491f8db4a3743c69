"""The cover of a score: its title and length on a band of colour, and below it the shape of the whole workout."""

import zlib
from collections.abc import Sequence

from coach.picture.bars import Place, bar
from coach.picture.colours import BANDS, PAPER
from coach.picture.metrics import text_width, wrapped
from coach.picture.model import Box, Drawing, Shape, Text
from coach.picture.rows import Row, clock, rows_of
from coach.picture.sheet import WIDTH
from coach.score import Score

_MARGIN = 26.0
_SIZES = (40.0, 36.0, 32.0, 28.0, 25.0)
"""Of the title: the largest in which it has room."""
_LINES = 3
_LENGTH = 30.0
_WHITE = "#ffffff"
_LABELLED_FROM = 14.0
"""Units: bars at least so high have their numbers."""
_HIGHEST = 44.0


def draw_cover(score: Score) -> Drawing:
    """A square, without small print: players show it as small as a thumbnail."""
    band = BANDS[zlib.crc32(score.title.encode(errors="replace")) % len(BANDS)]
    size, lines = _title(score.title)
    y, texts = _MARGIN - 0.2 * size, list[Shape]()
    for line in lines:
        texts.append(Text(_MARGIN, y + 0.97 * size, line, size, _WHITE, band, bold=True))
        y += 1.22 * size
    y = max(y, 0.3 * WIDTH) + 7
    texts.append(Text(_MARGIN, y + 0.9 * _LENGTH, clock(score.duration), _LENGTH, _WHITE, band))
    y += 1.2 * _LENGTH + 12
    bars = _bars(rows_of(score), y + _MARGIN * 0.8)
    shapes = (Box(0, 0, WIDTH, y, band), *texts, *bars)
    described = f"{score.title}, {clock(score.duration)}"
    return Drawing(WIDTH, WIDTH, score.title, described, score.language, PAPER, shapes)


def _title(title: str) -> tuple[float, list[str]]:
    """The size of the title, and its lines."""
    room = WIDTH - 2 * _MARGIN
    for size in _SIZES:
        lines = wrapped(title, size, room, lines=_LINES, bold=True)
        whole = all(text_width(word, size, bold=True) <= room for word in title.split())
        if whole and " ".join(lines) == " ".join(title.split()):
            return size, lines
    return _SIZES[-1], wrapped(title, _SIZES[-1], room, lines=_LINES, bold=True)


def _bars(rows: Sequence[Row], top: float) -> list[Shape]:
    """A bar for each row, all on one scale, as high as there is room for."""
    scale = (WIDTH - 2 * _MARGIN) / max(row.end - row.start for row in rows)
    step = min((WIDTH - _MARGIN * 0.8 - top) / len(rows), _HIGHEST * 1.35)
    height = step * 0.74
    shapes: list[Shape] = []
    for number, row in enumerate(rows):
        place = Place(_MARGIN, top + number * step, height, scale)
        shapes += bar(row, place, labelled=height >= _LABELLED_FROM)
    return shapes

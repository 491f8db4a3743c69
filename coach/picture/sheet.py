"""The picture of a score, from top to bottom: title, the whole on one line, a legend, a row for every section."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.picture.bars import Place, bar
from coach.picture.colours import INK, PAPER, QUIET, TALK, TRACK, activity_box
from coach.picture.metrics import fitted, text_width, wrapped
from coach.picture.model import Align, Box, Drawing, Notches, Shape, Text
from coach.picture.rows import Row, clock, doing, rows_of
from coach.picture.words import Words, words_of
from coach.score import Activity, Score
from coach.units import s_to_clock, s_to_samples

WIDTH = 360.0
"""Units: as wide as a small phone, so that a unit is about a pixel there, and half a millimetre on A4."""
MARGIN = 16.0
_LEFT, _RIGHT = MARGIN, WIDTH - MARGIN
_TITLE, _TITLE_LINES = 21.0, 3
_SMALL, _TINY = 11.5, 10.5
_COLUMN_GAP = 9.0
_STEPS_S = (5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600)
_STEP_ROOM = 46.0
"""Least units between two times on the scale."""


@dataclass(frozen=True, slots=True)
class Form:
    """How rows are drawn.

    Attributes:
        name: the size of their titles.
        bar: the height of their bars.
        gap: units between them.
        tells: with a line that tells what is done; otherwise it stands behind the bar where there is room.
    """

    name: float
    bar: float
    gap: float
    tells: bool


_ROOMY, _CLOSE, _ROOMY_ROWS = Form(13.0, 19.0, 13.0, True), Form(12.0, 14.0, 6.0, False), 16
"""How up to so many rows are drawn, and how more of them."""
_SHEET_ROWS = 32
"""Rows on a sheet of A4: their titles have seven and a half points there."""

Part = tuple[list[Shape], float]
"""Shapes, and where the next ones may begin."""


def draw(score: Score) -> Drawing:
    """The picture of a score: 360 units wide, and as high as its rows need."""
    rows, words = rows_of(score), words_of(score.language)
    heading, y = _heading(score, words, MARGIN)
    whole, y = _whole(score, rows, y + 10)
    legend, y = _legend(score, words, y + 8)
    body, height, sheets = _body(score, rows, words, y + 14)
    shapes = (*heading, *whole, *legend, *body)
    described = "\n".join(_description(score, rows, words))
    return Drawing(WIDTH, height, score.title, described, score.language, PAPER, shapes, sheets=sheets)


def _heading(score: Score, words: Words, y: float) -> Part:
    """The title, and below it the whole length and the pace."""
    shapes: list[Shape] = []
    for line in wrapped(score.title, _TITLE, _RIGHT - _LEFT, lines=_TITLE_LINES, bold=True):
        shapes.append(Text(_LEFT, y + 0.97 * _TITLE, line, _TITLE, INK, PAPER, bold=True))
        y += 1.25 * _TITLE
    y, length = y + 3, clock(score.duration)
    shapes.append(Text(_LEFT, y + 15, length, 15, INK, PAPER, bold=True))
    if any(stretch.movements for stretch in score.stretches):
        pace = f"{words.pace} {score.pace:.2f}".replace(".", words.point)
        after = _LEFT + text_width(length, 15, bold=True) + 8
        shapes.append(Text(after, y + 15, pace, _SMALL, QUIET, PAPER))
    return shapes, y + 19


def _whole(score: Score, rows: Sequence[Row], y: float) -> Part:
    """The whole workout as one bar, and a scale of times below it."""
    scale = (_RIGHT - _LEFT) / score.duration
    shapes: list[Shape] = []
    for row in rows:
        shapes += bar(row, Place(_LEFT + row.start * scale, y, 12, scale), labelled=False)
    for row, after in pairwise(rows):
        if min(row.end - row.start, after.end - after.start) * scale > 3:
            shapes.append(Box(_LEFT + row.end * scale - 0.5, y, 1, 12, PAPER))
    step_s = next((step for step in _STEPS_S if s_to_samples(step) * scale >= _STEP_ROOM), 2 * _STEPS_S[-1])
    step = s_to_samples(step_s)
    marks = range(0, score.duration + 1, step)
    shapes.append(Notches(_LEFT + 0.25, y + 13, 3, step * scale, len(marks), 0.5, QUIET))
    free = _LEFT
    for at in marks:
        label = s_to_clock(at // step * step_s)
        width = text_width(label, _TINY)
        left = min(_LEFT + at * scale, _RIGHT - width)  # the last stands in front of its mark
        if left >= free and (left + width < _RIGHT or at == score.duration):
            shapes.append(Text(left, y + 26, label, _TINY, QUIET, PAPER))
            free = left + width + 4
    return shapes, y + 29


def _legend(score: Score, words: Words, y: float) -> Part:
    """What the boxes mean, as far as they occur."""
    occurring = [activity for activity in Activity if any(found.activity is activity for found in score.stretches)]
    entries: list[tuple[Activity | None, str]] = [(kind, words.activities[kind]) for kind in occurring]
    x, shapes = _LEFT, list[Shape]()
    for activity, name in [*entries, (None, words.speech)]:
        width = 20 + text_width(name, _SMALL)
        if x + width > _RIGHT:
            x, y = _LEFT, y + 17
        shapes += _swatch(activity, x, y)
        shapes.append(Text(x + 20, y + 10, name, _SMALL, INK, PAPER))
        x += width + 13
    return shapes, y + 13


def _swatch(activity: Activity | None, x: float, y: float) -> Iterator[Shape]:
    yield Box(x, y, 15, 11, TRACK, radius=2)
    if activity is None:
        yield Box(x, y + 7, 15, 3, TALK)
        return
    yield activity_box(activity, x, y, 15, 11)
    if activity is Activity.COUNT:
        yield Notches(x + 3, y + 8, 3, 3, 4, 0.7, PAPER)


def _body(score: Score, rows: Sequence[Row], words: Words, y: float) -> tuple[list[Shape], float, int]:
    """A row for every section, all bars on one scale; with the height of the whole picture and its sheets of paper."""
    left = _LEFT + max(text_width(clock(row.start), _SMALL) for row in rows) + _COLUMN_GAP
    scale = (_RIGHT - left) / max(row.end - row.start for row in rows)
    form = _ROOMY if len(rows) <= _ROOMY_ROWS else _CLOSE
    told = [(row, doing(row, words, score.sample_rate)) for row in rows]
    heights = [_row(row, done, left, scale, form, 0.0)[1] for row, done in told]
    sheets = -(-len(rows) // _SHEET_ROWS)
    tops, height = _placed(heights, y, form.gap, sheets)
    shapes: list[Shape] = []
    for (row, done), top in zip(told, tops, strict=True):
        shapes += _row(row, done, left, scale, form, top)[0]
    return shapes, height, sheets


def _placed(heights: Sequence[float], y: float, gap: float, sheets: int) -> tuple[list[float], float]:
    """Where each row begins, so that none lies on the edge of a sheet; and how high all sheets are together."""
    sheet = (y + sum(heights) + gap * len(heights)) / sheets
    while True:
        tops, below, page = list[float](), y, 1
        for height in heights:
            if below + height + MARGIN > page * sheet and page < sheets:
                below, page = page * sheet + MARGIN, page + 1
            tops.append(below)
            below += height + gap
        if sheets == 1 or below - gap + MARGIN <= sheets * sheet:
            return tops, below - gap + MARGIN if sheets == 1 else sheets * sheet
        sheet += gap


def _row(row: Row, done: str, left: float, scale: float, form: Form, y: float) -> Part:
    named, y = _named(row, left, form, y)
    shapes = [*named, *bar(row, Place(left, y, form.bar, scale))]
    y += form.bar
    if done:
        told, y = _told(done, left, left + (row.end - row.start) * scale, form, y)
        shapes += told
    return shapes, y


def _named(row: Row, left: float, form: Form, y: float) -> Part:
    """When a row begins, what it is called, and how long it takes."""
    length = clock(row.end - row.start)
    shapes: list[Shape] = [
        Text(_LEFT, y + form.name, clock(row.start), _SMALL, QUIET, PAPER),
        Text(_RIGHT, y + form.name, length, _SMALL, INK, PAPER, bold=True, align=Align.END),
    ]
    room = _RIGHT - left - text_width(length, _SMALL, bold=True) - _COLUMN_GAP
    for line in wrapped(row.title, form.name, room, lines=2, bold=True) or [""]:
        shapes.append(Text(left, y + form.name, line, form.name, INK, PAPER, bold=True))
        y += 1.25 * form.name
    return shapes, y + 1.5


def _told(done: str, left: float, end: float, form: Form, y: float) -> Part:
    """What is done in a row: on a line of its own, or behind its bar where that leaves room."""
    if form.tells:
        return [Text(left, y + 13, fitted(done, _SMALL, _RIGHT - left), _SMALL, QUIET, PAPER)], y + 15
    if text_width(done, _TINY) > _RIGHT - end - 6:
        return [], y
    return [Text(end + 6, y - form.bar / 2 + 0.36 * _TINY, done, _TINY, QUIET, PAPER)], y


def _description(score: Score, rows: Sequence[Row], words: Words) -> Iterator[str]:
    """All that is drawn, in words."""
    yield words.summary.format(title=score.title, length=clock(score.duration))
    for row in rows:
        facts = (clock(row.end - row.start), doing(row, words, score.sample_rate))
        yield f"{clock(row.start)} {row.title}: {', '.join(fact for fact in facts if fact)}"

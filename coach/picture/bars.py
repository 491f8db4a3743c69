"""One row's bar, true to time: what is counted, held, worked and rested, and below it what is said."""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.picture.colours import TALK, TRACK, activity_box, label_colours
from coach.picture.metrics import text_width
from coach.picture.model import Box, Notches, Shape, Text
from coach.picture.rows import Row, clock, joined_spans
from coach.score import Activity, Stretch

_LEAST = 0.6
"""Units: what is shorter is drawn as long as this, and gaps below it are closed."""
_LABEL, _LABEL_MARGIN, _CAPITAL = 11.0, 3.5, 0.73
LANE = 0.22
"""The part of a bar's height at its lower edge that belongs to notches and to what is said."""
_CLOSEST = 2.4
"""Units between two notches; where movements are closer, only every second, fifth or tenth has one."""
_NOTCH_EVERY = (1, 2, 5, 10)
_NOTCH = 0.7
_SEAM = 0.5
"""Units that a box leaves to the next one behind it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bar stands.

    Attributes:
        x, y: its upper left corner.
        height: of the bar.
        scale: units of a sample.
    """

    x: float
    y: float
    height: float
    scale: float


def bar(row: Row, place: Place, *, labelled: bool = True) -> Iterator[Shape]:
    """The bar of a row.

    Args:
        row: what is in it.
        place: where it stands.
        labelled: with counts and times in its boxes, where they have room.
    """
    width = max(_LEAST, (row.end - row.start) * place.scale)
    yield Box(place.x, place.y, width, place.height, TRACK, radius=min(2.0, width / 2))
    for stretch in row.stretches:
        yield from _stretch(stretch, row, place, labelled=labelled)
    lane = place.height * LANE
    top = place.y + place.height - lane - 1
    for start, end in joined_spans(row.talk, _LEAST / place.scale):
        left, length = _across(start, min(end, row.end), row, place)
        yield Box(left, top, length, lane, TALK)


def _stretch(stretch: Stretch, row: Row, place: Place, *, labelled: bool) -> Iterator[Shape]:
    left, width = _across(stretch.start, min(stretch.end, row.end), row, place)
    yield activity_box(stretch.activity, left, place.y, max(width / 2, width - _SEAM), place.height)
    if not labelled:
        return
    if stretch.movements > 1:
        yield from _notches(stretch, left, place)
    label = str(stretch.movements) if stretch.activity is Activity.COUNT else clock(stretch.end - stretch.start)
    if text_width(label, _LABEL, bold=True) + 2 * _LABEL_MARGIN <= width:
        colour, behind = label_colours(stretch.activity)
        lane = LANE if stretch.activity in (Activity.COUNT, Activity.REST) else 0.0
        line = place.y + (place.height * (1 - lane) + _CAPITAL * _LABEL) / 2
        yield Text(left + _LABEL_MARGIN, line, label, _LABEL, colour, behind, bold=True)


def _notches(stretch: Stretch, left: float, place: Place) -> Iterator[Shape]:
    period = stretch.period * place.scale
    every = next((every for every in _NOTCH_EVERY if period * every >= _CLOSEST), None)
    if every is None or (count := (stretch.movements - 1) // every) < 1:
        return
    height = place.height * LANE
    top, step = place.y + place.height - height, period * every
    yield Notches(left + step, top, height, step, count, _NOTCH, label_colours(stretch.activity)[0])


def _across(start: int, end: int, row: Row, place: Place) -> tuple[float, float]:
    """Left end and length of a span in a row, within the row's own bar."""
    whole = max(_LEAST, (row.end - row.start) * place.scale)
    left = min((start - row.start) * place.scale, whole - _LEAST)
    return place.x + left, min(max(_LEAST, (end - start) * place.scale), whole - left)

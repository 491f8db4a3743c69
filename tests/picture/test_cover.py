"""Covers: square, nothing on anything else, readable small, and different for different routines."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from PIL import Image

from coach.exporter.cover import cover_png
from coach.exporter.squares import LARGE
from coach.picture import Drawing, draw_cover
from coach.picture.metrics import extent
from coach.score import Score
from tests.picture.reading import behind, contrast, place, texts, texts_apart
from tests.picture.scores import ALL, EDGES, score_of, scores


def holds(drawing: Drawing) -> None:
    assert drawing.width == drawing.height
    texts_apart(drawing)
    for shape in drawing.shapes:
        left, top, right, bottom = place(shape)
        assert min(left, top) >= 0, shape
        assert max(right, bottom) <= drawing.width, shape
    for text in texts(drawing):
        assert extent(text)[2] <= drawing.width - 10
        assert all(contrast(text.colour, colour) >= 4.5 for colour in behind(drawing, text)), text


@given(scores())
def test_nothing_overlaps_or_is_cut_off(score: Score) -> None:
    holds(draw_cover(score))


@pytest.mark.parametrize("name", EDGES)
def test_the_edges_of_what_a_routine_may_be(name: str) -> None:
    holds(draw_cover(score_of(EDGES[name])))


def test_titles_give_covers_different_colours() -> None:
    score = score_of(ALL)
    bands = {draw_cover(replace(score, title=f"Workout {number}")).shapes[0] for number in range(30)}
    assert len({band.fill for band in bands}) >= 6


def test_a_cover_is_a_small_file_for_feeds_and_the_same_twice() -> None:
    score = score_of(EDGES["fifty"])
    data = cover_png(score)
    with Image.open(BytesIO(data)) as picture:
        assert picture.size == (LARGE, LARGE)
        assert picture.format == "PNG"
    assert 1400 <= LARGE <= 3000
    assert len(data) < 60_000
    assert data == cover_png(score)

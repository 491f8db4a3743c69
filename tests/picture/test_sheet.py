"""What is drawn: nothing overlaps or is outside, lengths are true to time, and everybody can read it."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given

from coach.picture import Box, Drawing, draw
from coach.picture.colours import TALK, TRACK, activity_box
from coach.picture.rows import MOST_ROWS, rows_of
from coach.picture.sheet import MARGIN, WIDTH
from coach.score import Activity, Score
from tests.picture.reading import behind, contrast, linear, place, texts, texts_apart
from tests.picture.scores import ALL, EDGES, FIFTY, score_of, scores


def holds(drawing: Drawing) -> None:
    """All of it is on the sheet, and no text on another."""
    assert drawing.width == WIDTH
    for shape in drawing.shapes:
        left, top, right, bottom = place(shape)
        assert left >= MARGIN - 0.5, shape
        assert right <= WIDTH - MARGIN + 0.5, shape
        assert top >= MARGIN / 2, shape
        assert bottom <= drawing.height - MARGIN / 2, shape
    texts_apart(drawing)


@given(scores())
def test_nothing_overlaps_or_is_cut_off(score: Score) -> None:
    holds(draw(score))


@pytest.mark.parametrize("name", EDGES)
def test_the_edges_of_what_a_routine_may_be(name: str) -> None:
    holds(draw(score_of(EDGES[name])))


def tracks(drawing: Drawing) -> list[Box]:
    """The bars of the rows: those at the left end of the longest's column."""
    found = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.fill == TRACK]
    height = found[-1].height
    return [box for box in found if box.height == height and box.x == found[-1].x]


@given(scores())
def test_rows_cover_the_score_and_all_in_them_is_true_to_time(score: Score) -> None:
    rows = rows_of(score)
    assert (rows[0].start, rows[-1].end) == (0, score.duration)
    assert all(before.end == after.start for before, after in pairwise(rows))
    assert sum(len(row.stretches) for row in rows) == len(score.stretches)
    drawing = draw(score)
    bars = tracks(drawing)
    scale = max(bar.width for bar in bars) / max(row.end - row.start for row in rows)
    for row, bar in zip(rows, bars, strict=True):
        assert bar.width == pytest.approx(max(0.6, (row.end - row.start) * scale), abs=0.01)
        painted = [box for box in boxes_on(drawing, bar) if box.fill not in (TRACK, TALK)]
        for stretch, box in zip(row.stretches, painted, strict=True):
            assert box.fill == activity_box(stretch.activity, 0, 0, 1, 1).fill
            assert box.x - bar.x == pytest.approx((stretch.start - row.start) * scale, abs=0.7)
            assert box.width == pytest.approx((stretch.end - stretch.start) * scale, abs=0.7)


def boxes_on(drawing: Drawing, bar: Box) -> list[Box]:
    return [box for box in drawing.shapes if isinstance(box, Box) and bar.y <= box.y < bar.y + bar.height]


def test_times_and_amounts_are_written() -> None:
    written = {text.text for text in texts(draw(score_of(ALL)))}
    assert {"Squats", "0:00", "12", "0:30"} <= written
    assert {
        "count 3 × 12 at 3.0 s · rest 2 × 0:30",
        "hold 0:40",
        "work 0:30",
        "Squats",
        "0:00",
        "12",
        "0:30",
    } <= written


def test_the_words_are_those_of_the_language() -> None:
    from dataclasses import replace

    score = replace(score_of(ALL), language="de")
    written = {text.text for text in texts(draw(score))}
    assert {"zählen 3 × 12 je 3,0 s · Pause 2 × 0:30", "halten 0:40", "Tempo 1,00", "Ansage"} <= written


def test_very_many_sections_share_rows() -> None:
    from dataclasses import replace

    from coach.score import Section

    score = score_of(ALL)
    step = score.duration // 1000
    sections = tuple(Section(f"S{number}", number * step, (number + 1) * step) for number in range(999))
    rows = rows_of(replace(score, sections=(*sections, Section("S999", 999 * step, score.duration))))
    assert len(rows) <= MOST_ROWS
    assert rows[0].title == "S0 – S9"
    assert rows[-1].end == score.duration


def test_no_row_lies_on_the_edge_of_a_sheet() -> None:
    drawing = draw(score_of(FIFTY))
    assert drawing.sheets == 2
    edge = drawing.height / drawing.sheets
    for shape in drawing.shapes:
        _, top, _, bottom = place(shape)
        assert bottom <= edge or top >= edge


@pytest.mark.parametrize("name", EDGES)
def test_every_text_can_be_read_on_what_is_behind_it(name: str) -> None:
    drawing = draw(score_of(EDGES[name]))
    for text in texts(drawing):
        assert text.size >= 10
        assert text.background in behind(drawing, text)
        assert all(contrast(text.colour, colour) >= 4.5 for colour in behind(drawing, text)), text


def test_marks_stand_out_from_what_they_lie_on() -> None:
    for activity in Activity:
        box = activity_box(activity, 0, 0, 1, 1)
        assert max(contrast(box.fill, TRACK), contrast(box.second, TRACK)) >= 3
    assert contrast(TALK, TRACK) >= 3


DEUTERANOPIA = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
PROTANOPIA = ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))
TRITANOPIA = ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304))
"""Machado, Oliveira and Fernandes 2009, severity 1."""


@pytest.mark.parametrize("matrix", [DEUTERANOPIA, PROTANOPIA, TRITANOPIA])
def test_activities_are_told_apart_without_all_colours(matrix: tuple[tuple[float, ...], ...]) -> None:
    for one, other in combinations(Activity, 2):
        here, there = (activity_box(activity, 0, 0, 1, 1) for activity in (one, other))
        seen = [
            [max(0, sum(w * p for w, p in zip(row, linear(box.fill), strict=True))) ** (1 / 2.2) for row in matrix]
            for box in (here, there)
        ]
        apart = max(abs(a - b) for a, b in zip(*seen, strict=True))
        assert apart >= 0.2 or here.pattern is not there.pattern, (one, other)
        assert apart >= 0.08, (one, other)

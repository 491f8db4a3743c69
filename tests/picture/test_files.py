"""Drawings as files: SVG that is well formed and tells everything as text, PNG of the wished size."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from PIL import Image

from coach.picture import Drawing, Text, blanks, draw, to_png, to_svg
from coach.picture.metrics import extent
from coach.score import Score
from tests.picture.scores import ALL, score_of, scores

SVG = "{http://www.w3.org/2000/svg}"


@given(scores())
def test_svg_is_well_formed_and_the_same_twice(score: Score) -> None:
    svg = to_svg(draw(score))
    root = ElementTree.fromstring(svg.encode())
    assert root.tag == f"{SVG}svg"
    assert svg == to_svg(draw(score))
    assert len(root.findall(f"{SVG}text")) == sum(isinstance(shape, Text) for shape in draw(score).shapes)


def test_svg_tells_screen_readers_what_it_shows() -> None:
    drawing = draw(score_of(ALL))
    root = ElementTree.fromstring(to_svg(drawing))
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root.findtext(f"{SVG}title") == "All there is"
    described = root.findtext(f"{SVG}desc") or ""
    assert "Squats: " in described
    assert "count 3 × 12 at 3.0 s, rest 2 × 0:30" in described.replace(" ·", ",")
    assert root.get("viewBox") == f"0 0 360 {drawing.height:g}"
    assert root.get("role") == "img"


def test_what_is_written_stays_what_it_is() -> None:
    title = 'Legs & <b> "now" ]]>'
    root = ElementTree.fromstring(to_svg(draw(replace(score_of(ALL), title=title))))
    assert root.findtext(f"{SVG}text") == root.findtext(f"{SVG}title") == title


def test_characters_that_no_xml_may_hold_are_replaced() -> None:
    shape = Text(1, 9, "a\x00b\ud800c\ufffe", 10, "#000000", "#ffffff")
    svg = to_svg(Drawing(10, 10, "a\x01", "b\x02", "e\x03n", "#ffffff", (shape,)))
    assert ElementTree.fromstring(svg.encode()).findtext(f"{SVG}text") == "a�b�c�"


def test_drawing_needs_neither_numpy_nor_pillow() -> None:
    code = "from coach.picture import draw, to_svg; from coach.score import loads; import sys"
    code += "; to_svg(draw(loads(sys.stdin.read()))); print(*sys.modules)"
    from coach.score import dumps

    done = subprocess.run(
        [sys.executable, "-c", code], input=dumps(score_of(ALL)), capture_output=True, text=True, check=True
    )
    assert not {"numpy", "PIL", "resvg_py", "fontpkg"} & set(done.stdout.split())


def test_png_has_the_wished_width_and_the_drawing_s_shape() -> None:
    drawing = draw(score_of(ALL))
    data = to_png(drawing, 720)
    picture = Image.open(BytesIO(data))
    assert picture.format == "PNG"
    assert picture.width == 720
    assert picture.height == pytest.approx(2 * drawing.height, abs=1)
    assert data == to_png(drawing, 720)
    assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("text", ["Übungen für Läufer ¿ñç?", "WWWWmmmm 1:23", "Приседания Ελλ", "ÅÉjgpq|"])
@pytest.mark.parametrize("bold", [False, True])
def test_ink_stays_within_the_room_a_text_is_given(text: str, bold: bool) -> None:
    shape = Text(20, 50, text, 20, "#000000", "#ffffff", bold=bold)
    picture = Image.open(BytesIO(to_png(Drawing(400, 80, "", "", "en", "#ffffff", (shape,)), 400))).convert("L")
    rows, columns = np.nonzero(np.asarray(picture) < 128)
    left, top, right, bottom = extent(shape)
    assert left - 1 <= columns.min()
    assert columns.max() <= right + 1
    assert columns.max() - columns.min() >= 0.75 * (right - left)
    assert top - 1 <= rows.min()
    assert rows.max() <= bottom + 1


@settings(max_examples=5)
@given(scores())
def test_every_score_can_be_painted(score: Score) -> None:
    assert to_png(draw(score), 180).startswith(b"\x89PNG")


def test_letters_that_the_font_has_not_are_boxes_and_emoji_are_left_out() -> None:
    score = replace(score_of(ALL), title="Tag 💪🏽 eins ★ 腕立 مر")
    plain = replace(score, title="Tag eins ★ □□ □□")
    assert to_png(draw(score), 360) == to_png(draw(plain), 360)
    assert blanks(draw(score)) == "腕立مر"
    assert blanks(draw(plain)) == ""
    assert "腕立" in to_svg(draw(score))

"""Widths from the table, held against the font that draws."""

import string

import fontpkg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import ImageFont

from coach.picture import metrics
from coach.picture.metrics import fitted, is_known, text_width, wrapped

known = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 äöüßéèçñ¿.,:;–×()ЖйΩ", min_size=1)


def inter(*, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(fontpkg.path("Inter")), 1000)
    font.set_variation_by_axes([14, 700 if bold else 400])
    return font


FONTS = {bold: inter(bold=bold) for bold in (False, True)}


@given(known, st.booleans())
def test_no_text_is_wider_than_reckoned(text: str, bold: bool) -> None:
    drawn = FONTS[bold].getlength(text)
    assert drawn <= 1000 * text_width(text, 1, bold=bold) * 1.02  # nobody writes 5x5x5x5
    assert drawn >= 1000 * text_width(text, 1, bold=bold) * 0.7


def test_the_letters_of_all_languages_are_known() -> None:
    for letter in string.printable[:95] + "äöüÄÖÜßñáéíóúü¡¿àâæçèêëîïôœùûÿ«»“”„’–—…×·°½€":
        assert is_known(letter), letter


@pytest.mark.parametrize(("text", "least"), [("漢字", 2), ("💪", 1.2), ("مرحبا", 5), ("e\u0301", 0.5)])
def test_what_the_table_lacks_is_taken_as_wide(text: str, least: float) -> None:
    assert text_width(text, 10) >= least * 10
    assert text_width("💪\u200d\ufe0f", 10) == text_width("💪", 10)


anything = st.text(max_size=60) | st.text("ab 漢💪\u0301\u200d🏽🇯🇵", max_size=60)


@given(anything, st.floats(1, 300), st.booleans())
def test_fitted_fits(text: str, width: float, bold: bool) -> None:
    found = fitted(text, 12, width, bold=bold)
    assert text_width(found, 12, bold=bold) <= width
    assert found == text or found == "" or text.startswith(found[:-1])


@given(anything, st.floats(30, 300), st.integers(1, 3))
@example("🇦🏻", 30.0, 2)
def test_wrapped_keeps_the_words_in_order(text: str, width: float, lines: int) -> None:
    found = wrapped(text, 12, width, lines=lines)
    assert len(found) <= lines
    assert all(text_width(line, 12) <= width for line in found)
    together, whole = ("".join("".join(parts).split()) for parts in (found, text))
    assert together == whole or (together.endswith("…") and whole.startswith(together[:-1]))


@given(st.text("a\u0301👩\u200d👧🏽🇯🇵e", min_size=1, max_size=20), st.floats(5, 80))
def test_nothing_that_belongs_together_is_cut(text: str, width: float) -> None:
    clusters = metrics._clusters(text)
    assert "".join(clusters) == text
    kept = fitted(text, 12, width).removesuffix("…")
    ends = {"".join(clusters[:count]) for count in range(len(clusters) + 1)}
    assert kept in ends


def test_words_are_not_cut_where_little_is_lost() -> None:
    assert fitted("Stand on one leg and hold", 10, text_width("Stand on one leg an", 10) + 12) == "Stand on one leg…"
    assert fitted("Reihenhausgarten", 10, text_width("Reihenha", 10) + 12).startswith("Reihenh")

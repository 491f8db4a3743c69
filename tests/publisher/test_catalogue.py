"""A catalogue's file: what it multiplies, and what is wrong in it."""

from pathlib import Path

import pytest

from coach.errors import SettingsError, WishError
from coach.publisher import read_catalogue
from coach.routine import Talk
from coach.script import Count

WHOLE = """
title = "Legs"
base_url = "https://example.org/legs/"
private = true
paces = [1.2, 0.8]
voices = ["silent", "system:en-gb"]

[[routines]]
source = "hamstrings"
talk = ["full", "tones"]

[[routines]]
source = "texts/legs.{language}.md"
languages = ["en", "de"]
voices = ["silent"]
paces = []
count = "down"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_routines_are_multiplied_by_languages_voices_and_talk(tmp_path: Path) -> None:
    found = list(read_catalogue(written(tmp_path, WHOLE)).variants())
    assert [(one.source, one.voice, one.talk, one.paces) for one in found[:4]] == [
        ("hamstrings", "silent", Talk.FULL, (0.8, 1.2)),
        ("hamstrings", "silent", Talk.TONES, (0.8, 1.2)),
        ("hamstrings", "system:en-gb", Talk.FULL, (0.8, 1.2)),
        ("hamstrings", "system:en-gb", Talk.TONES, (0.8, 1.2)),
    ]
    assert [(one.source, one.talk, one.count, one.paces, one.mark) for one in found[4:]] == [
        (str(tmp_path / f"texts/legs.{language}.md"), None, Count.DOWN, (), "") for language in ("en", "de")
    ]
    assert len({one.mark for one in found[:4]}) == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = 'x'", "routines: is missing"),
        ("routines = []", "routines"),
        ("[[routines]]\nsauce = 'x'\nsource = 'y'", "routines 1 sauce: there is no such key"),
        ("paces = [9]\n[[routines]]\nsource = 'x'", "paces 1: `9` cannot be"),
        ("[[routines]]\nsource = 'x'\ntalk = ['loud']", "routines 1 talk 1: `loud` cannot be"),
        ("[[routines]]\nsource = 'x'\nlanguages = ['de']", "no place for the languages"),
        ("[[routines]]\nsource = 'x.{language}.md'", "its languages are not named"),
        ("[[routines]]\nsource = '../{language}'\nlanguages = ['../../etc']", "languages 1"),
    ],
)
def test_everything_that_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_catalogue(written(tmp_path, text))
    assert told in str(error.value)


def test_all_slips_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        read_catalogue(written(tmp_path, "sauce = 1\npaces = ['x']\n[[routines]]\nsource = ''"))
    places = {flaw.place.partition(": ")[2] for flaw in error.value.flaws}
    assert places == {"sauce", "paces 1", "routines 1 source"}


@pytest.mark.parametrize("content", [b"title = ", b"\xff\xfe\x00", None])
def test_what_is_no_catalogue_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "catalogue.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WishError, match="catalogue"):
        read_catalogue(path)

"""The pages in the language of the workout."""

import string
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from coach.script import phrase_languages
from coach.site import feed_xml, list_page, player_page, wording
from tests.site.sites import SCRIPT, episode, site


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", sorted({*phrase_languages()} - {"en"}))
def test_every_language_that_is_spoken_has_all_words(language: str) -> None:
    english, other = wording("en"), wording(language)
    assert other["language"] == language
    assert other.keys() == english.keys()
    assert {name: gaps(text) for name, text in other.items()} == {name: gaps(text) for name, text in english.items()}


def test_another_language_gets_english_words() -> None:
    assert wording("nl") == wording("en")
    assert wording("../en") == wording("en")


def test_a_page_and_the_feed_speak_the_language_of_the_workout() -> None:
    one = site(replace(episode(), language="de"))
    page = player_page(one, one.episodes[0], root="")
    soup = BeautifulSoup(page, "html.parser")
    assert soup.html["lang"] == "de"
    assert soup.select_one("#play")["aria-label"] == "Abspielen"
    assert f'Nötig: a mat, a "{SCRIPT}" chair.' in soup.header.text
    assert SCRIPT not in page
    assert "Nötig: a mat" in feed_xml(one).decode()
    assert BeautifulSoup(list_page(one), "html.parser").html["lang"] == "de"

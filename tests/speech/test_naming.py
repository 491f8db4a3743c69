"""A voice by what people call it: name before language, language before description, and never a guess."""

import pytest

from coach.speech import Voice
from coach.speech.naming import listed, matching, near

VOICES = (
    Voice("de", "de", "German"),
    Voice("en-gb", "en-gb", "English (Great Britain)"),
    Voice("en-us", "en-us", "English (America)"),
    Voice("en-gb-scotland", "en-gb-scotland", "English (Scotland)"),
    Voice("gd", "gd", "Gaelic (Scottish)"),
    Voice("es", "es", "Spanish (Spain)"),
    Voice("es-419", "es-419", "Spanish (Latin America)"),
    Voice("Anna", "de-de", "Anna"),
    Voice("Anna (Enhanced)", "de-de", "Anna, with more care", problem="not installed"),
    Voice("Marie", "fr-fr"),
)


def usual(language: str) -> str:
    return {"en": "en-us", "de": "de", "es": "es"}.get(language, "")


@pytest.mark.parametrize(
    ("wished", "name"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de_DE", "Anna"),
        ("German", "de"),
        ("en", "en-us"),
        ("en-gb", "en-gb"),
        ("english", "en-us"),
        ("Great", "en-gb"),
        ("Scotland", "en-gb-scotland"),
        ("spanish", "es"),
        ("latin", "es-419"),
        ("anna", "Anna"),
        ("enhanced", "Anna (Enhanced)"),
        ("fr", "Marie"),
        ("mari", "Marie"),
    ],
)
def test_a_voice_is_found_by_name_language_or_a_part(wished: str, name: str) -> None:
    assert [voice.name for voice in matching(wished, VOICES, usual)] == [name]


def test_a_part_that_fits_voices_of_several_languages_is_no_choice() -> None:
    assert [voice.name for voice in matching("scot", VOICES, usual)] == ["en-gb-scotland", "gd"]


def test_what_fits_nothing_has_voices_near_it() -> None:
    assert matching("grman", VOICES, usual) == ()
    assert near("grman", VOICES)[0].name == "de"
    assert near("Mary", VOICES)[0].name == "Marie"
    assert near("zzzz", VOICES) == ()


def test_a_list_for_a_message_is_short_and_says_nothing_twice() -> None:
    text = listed(VOICES)
    assert text.startswith("de (German), en-gb (English (Great Britain))")
    assert text.endswith("and 4 more")
    assert listed(VOICES[7:8] + VOICES[9:]) == "Anna, Marie"

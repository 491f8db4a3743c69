"""The phrase files: complete, and the only place where words are."""

import ast
import re
import string
from pathlib import Path

import pytest

import coach
from coach.script import load_phrases, phrase_languages, speaks

ROOMS = [Path(coach.__file__).parent / room for room in ("script", "score")]


OF_THE_LANGUAGE = {"clauses", "numbers", "mended", "forms", "nouns", "joined", "symbols", "units", "phases", "tempo"}
"""Sections that are rules and lists of the language: not every language has the same."""
OTHERS = [language for language in phrase_languages() if language != "en"]
SAME_WORD = {
    "de": {"arm", "in", "leg", "minute", "was"},
    "es": {"a", "ten"},
    "fr": {"as", "effort", "minute", "minutes", "on"},
}
"""English words that are words of the other language too."""


def phrases_of(language: str) -> dict[tuple[str, str], str]:
    """Every phrase; of those that are said in turn all in one, since a language may have more of them."""
    sections = load_phrases(language).sections
    return {
        (section, name): phrase if isinstance(phrase, str) else " ".join(phrase)
        for section, phrases in sections.items()
        if section not in OF_THE_LANGUAGE
        for name, phrase in phrases.items()
        if (section, name) != ("breathing", "marks")
    }


def fields(phrase: str) -> list[tuple[str, str]]:
    return sorted((field, form or "") for _, field, form, _ in string.Formatter().parse(phrase) if field)


def words(phrase: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", re.sub(r"{.*?}", " ", phrase).lower()))


def test_the_languages_that_are_promised_are_there() -> None:
    assert {"de", "en", "es", "fr"} <= set(phrase_languages())


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_phrases_with_the_same_fields(language: str) -> None:
    english, other = phrases_of("en"), phrases_of(language)
    assert list(english) == list(other), "the same sections and names, in the same order"
    for place, phrase in english.items():
        assert [name for name, _ in fields(phrase)] == [name for name, _ in fields(other[place])], place
    assert load_phrases("en").sections.keys() == load_phrases(language).sections.keys()


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_behind(language: str) -> None:
    english, other = phrases_of("en"), phrases_of(language)
    spoken = set().union(*map(words, english.values())) - SAME_WORD[language]
    assert {place: words(phrase) & spoken for place, phrase in other.items() if words(phrase) & spoken} == {}
    bare = {place for place, phrase in english.items() if not words(phrase)}
    assert {place for place, phrase in other.items() if not words(phrase)} <= bare | {("dose", "reps")}


@pytest.mark.parametrize("language", phrase_languages())
def test_a_form_that_a_phrase_asks_for_is_told(language: str) -> None:
    sections = load_phrases(language).sections
    asked = {form for phrase in phrases_of(language).values() for _, form in fields(phrase) if form}
    assert asked | sections["nouns"].keys() <= sections["forms"].keys()
    patterns = [*sections["mended"], *sections["joined"], *sections["nouns"].values()]
    patterns += [pattern for form in sections["forms"].values() for pattern in form]
    for pattern in patterns:
        re.compile(pattern)


@pytest.mark.parametrize("language", phrase_languages())
def test_the_rules_of_a_language_are_whole(language: str) -> None:
    english, other = load_phrases("en").sections, load_phrases(language).sections
    assert other["numbers"].keys() == english["numbers"].keys()
    assert other["numbers"]["decimal"] in (".", ",")
    assert other["numbers"]["head"] in ("first", "last")
    assert all(0 < tens < 100 and tens % 10 == 0 for tens in other["numbers"]["tens"])
    assert other["symbols"].keys() == english["symbols"].keys()
    assert {"s", "min", "cm", "kg"} <= other["units"].keys()
    assert len(other["tempo"]["words"]) == 4
    said = {word for pair in other["phases"].values() for word in pair}
    assert set(other["tempo"]["work"]) < said
    assert {other["tempo"]["words"][0], other["tempo"]["words"][2]} <= said
    assert other["breathing"]["marks"]
    assert other["clauses"]["leading"]
    assert "other" in other["phases"]
    assert all(len(pair) == 2 for pair in (*other["phases"].values(), *other["units"].values()))


@pytest.mark.parametrize("language", phrase_languages())
def test_nothing_that_is_said_has_a_digit_or_a_double_space(language: str) -> None:
    for place, phrase in phrases_of(language).items():
        assert not re.search(r"\d|  |^ | $", phrase), place


def test_a_region_speaks_the_language() -> None:
    assert load_phrases("de-at").language == "de"
    assert (speaks("de-at"), speaks("fr-ch"), speaks("tlh")) == (True, True, False)


def test_every_phrase_that_the_code_asks_for_is_there() -> None:
    english = load_phrases("en").sections
    asked = set()
    for path in (path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("say", "word"):
                names = [part.value for part in node.args[:2] if isinstance(part, ast.Constant)]
                asked.update([tuple(names)] if len(names) == 2 else [])
    assert len(asked) > 20
    assert [(section, name) for section, name in asked if name not in english[section]] == []


@pytest.mark.parametrize("language", phrase_languages())
def test_a_shorter_wording_is_shorter(language: str) -> None:
    for section, phrases in load_phrases(language).sections.items():
        for name, phrase in phrases.items():
            if name.endswith("_short"):
                assert len(phrase) < len(phrases[name.removesuffix("_short")]), (section, name)


@pytest.mark.parametrize("language", phrase_languages())
def test_what_is_said_in_turn_has_several_wordings(language: str) -> None:
    sections = load_phrases(language).sections
    for section, name in (
        *(("encourage", name) for name in ("counted", "timed", "last")),
        *(("breathing", name) for name in ("up", "effort", "steady")),
    ):
        lines = sections[section][name]
        assert len(set(lines)) == len(lines) >= 2


def test_an_unknown_language_has_none() -> None:
    with pytest.raises(KeyError):
        load_phrases("tlh")


def test_no_spoken_word_stands_in_the_code() -> None:
    """Whatever is passed to Utterance comes from somewhere else: no literal text in the script's rooms."""
    for path in (path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Utterance", "_utterance", "_say"):
                assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), f"{path.name}:{node.lineno}"

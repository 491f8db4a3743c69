"""The phrase files: complete, and the only place where words are."""

import ast
import string
from pathlib import Path

import pytest

import coach
from coach.script import load_phrases, phrase_languages

ROOMS = [Path(coach.__file__).parent / room for room in ("script", "score")]


@pytest.mark.parametrize("language", phrase_languages())
def test_every_language_has_the_same_phrases_with_the_same_fields(language: str) -> None:
    def fields(section: str, name: str, phrases: object) -> object:
        if section in ("symbols", "units", "phases", "tempo"):
            return None
        return sorted(field for _, field, *_ in string.Formatter().parse(str(phrases)) if field)

    english, other = load_phrases("en").sections, load_phrases(language).sections
    assert english.keys() == other.keys()
    for section, phrases in english.items():
        if section in ("symbols", "units", "phases"):
            continue
        assert phrases.keys() == other[section].keys()
        for name, phrase in phrases.items():
            assert fields(section, name, phrase) == fields(section, name, other[section][name])


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

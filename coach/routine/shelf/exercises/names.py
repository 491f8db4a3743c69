"""Exercises of the shelf by what people call them."""

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz import fuzz

from coach.routine.shelf.exercises.entries import DEFAULT, Entry, entries, languages, rules

LIKENESS = 85.0
"""Of each word of a name, 0 to 100, from which it may be a slip of the pen for a word of the shelf."""
_SHORTEST = 8
"""Letters of a name that may have slips; in shorter ones a slip makes another name."""
_WORD = re.compile(r"[^\W_]+")


def find(name: str, language: str = DEFAULT) -> Entry | None:
    """The exercise that has this name, or one with small slips in it; None where another may be meant."""
    if entry := known_in(language, name):
        return entry
    words = _words(name, language)
    if sum(map(len, words)) < _SHORTEST:
        return None
    names = _by_words(language)
    likely = {names[key].name: names[key] for key in names if _is_slip(sorted(words), key)}
    return next(iter(likely.values())) if len(likely) == 1 else None


@lru_cache(maxsize=4096)
def known_in(language: str, name: str) -> Entry | None:
    """The exercise of a language that has this name; plurals, accents, articles and the order of words change nothing.

    None too where the shelf does not speak the language.
    """
    words = _words(name, language)
    return _by_words(language).get(tuple(sorted(words))) or _joined(language).get("".join(words))


def known(name: str) -> bool:
    """Whether the shelf has an exercise of this name in any language."""
    return any(known_in(language, name) for language in languages())


def named(words: str, language: str = DEFAULT) -> tuple[Entry, ...]:
    """The exercises that have all the words in one of their names."""
    wanted = set(_words(words, language))
    return tuple(
        entry
        for entry in entries(language)
        if any(wanted <= set(_words(name, language)) for name in (entry.name, *entry.also))
    )


def _is_slip(words: list[str], key: tuple[str, ...]) -> bool:
    """Whether each word is one of the name's, or one with a slip in it that begins alike."""
    return len(words) == len(key) and all(
        word == other or (word[0] == other[0] and fuzz.ratio(word, other) >= LIKENESS)
        for word, other in zip(words, key, strict=True)
    )


@cache
def _by_words(language: str) -> dict[tuple[str, ...], Entry]:
    return {
        tuple(sorted(_words(name, language))): entry
        for entry in entries(language)
        for name in (entry.name, *entry.also)
    }


@cache
def _joined(language: str) -> dict[str, Entry]:
    return {"".join(_words(name, language)): entry for entry in entries(language) for name in (entry.name, *entry.also)}


def _words(name: str, language: str) -> list[str]:
    if language not in languages():
        return []
    told = rules(language)
    name = name.casefold().replace("’", "'").replace("'", told.apostrophe)
    words = [word for word in _WORD.findall(name) if word not in told.left_out]
    return [_singular(_plain(word, language), language) for word in words]


def _plain(word: str, language: str) -> str:
    """A word as it is written without accents."""
    if word.isascii():
        return word
    for letter, instead in rules(language).letters.items():
        word = word.replace(letter, instead)
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _singular(word: str, language: str) -> str:
    if len(word) > 2:
        for ending, instead in rules(language).plurals.items():
            if word.endswith(ending):
                return word.removesuffix(ending) + instead
    return word

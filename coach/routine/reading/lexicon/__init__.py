"""The words of written workouts, one file a language: which kind each is of, and what language a text is in."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT = "en"
"""Read beside every other language: there is hardly a plan without English words."""
_SUFFIX = ".toml"
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""Characters that tell the language of a text."""
_NUMBERS_TO = 60
"""Number words are known from one to this."""


class Kind(StrEnum):
    """What a token of a line is; one character each, so that a line of tokens can be matched by a pattern."""

    NUMBER = "N"
    NUMBER_WORD = "n"
    CLOCK = "T"
    CODE = "c"  # a letter and a number: A1, W3
    DATE = "d"
    WORD = "w"
    # signs
    X = "x"
    DASH = "-"
    SLASH = "/"
    COMMA = ","
    SEMICOLON = ";"
    COLON = ":"
    OPEN = "<"
    CLOSE = ">"
    AT = "@"
    ABOUT = "~"
    PLUS = "&"
    PERCENT = "%"
    INCH = '"'
    PRIME = "'"
    EQUALS = "="
    PIPE = "!"
    DOT = "_"
    ARROW = "}"
    SIGN = "z"
    # words of the lexicon
    SECOND = "s"
    MINUTE = "m"
    HOUR = "h"
    REP = "R"
    SET = "S"
    ROUND = "O"
    REST = "W"
    EACH = "E"
    SIDE = "D"
    SIDES = "B"
    ALTERNATING = "A"
    HOLD = "H"
    WORK = "K"
    OFF = "F"
    MOST = "M"
    TEMPO = "P"
    EMOM = "I"
    AMRAP = "J"
    TABATA = "Q"
    EVERY = "V"
    REPEAT = "G"
    TIMES = "X"
    ADDITIONAL = "a"
    BETWEEN = "U"
    OF = "f"
    TO = "t"
    OR = "o"
    DURATION = "u"
    TOTAL = "Y"
    LEFT = "i"
    RIGHT = "j"
    SLOW = "k"
    DO = "v"
    LOAD = "L"
    DISTANCE = "l"
    EFFORT = "Z"
    CALENDAR = "C"
    NUMBERED = "e"
    OFTEN = "b"  # once, twice


class Column(StrEnum):
    """What a column of a table holds."""

    NAME = "name"
    SETS = "sets"
    REPS = "reps"
    DOSE = "dose"
    TIME = "time"
    REST = "rest"
    TEMPO = "tempo"
    SIDE = "side"
    NOTE = "note"
    ORDER = "order"


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each language, and it is a key of caches
class Lexicon:
    """The words of one language, and of English.

    Attributes:
        words: kinds of single words.
        phrases: by their first word, the rest of each phrase and its kind, the longest first.
        numbers: number words; `often`: words that are a number and times in one, such as twice.
        columns: heads of tables.
        notes: titles of sections in which nothing is to be done; `after`: nor in the sections inside them.
        parts: titles that name a part of a workout, and no exercise.
        idle: notes and after together; `titles`: parts and notes.
        outside: parts that stand outside of what a title above them says of rounds and clocks.
        together: parts whose sets go round from one exercise to the next.
        counted: words that have a number as a label, such as circuit.
        prose: words that begin a sentence, and no name.
        moves: words that tell the name of an exercise.
        still: words of exercises that are held and not moved.
        numbered: words that stand before the number of an exercise.
        telling: words, and beginnings of phrases, that are more than words of a name.
        workout, circuit: what a routine and a block are called whose text does not say.
    """

    language: str
    words: Mapping[str, Kind]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Kind], ...]]
    numbers: Mapping[str, int]
    often: Mapping[str, int]
    columns: Mapping[str, Column]
    notes: frozenset[str]
    after: frozenset[str]
    parts: frozenset[str]
    idle: frozenset[str]
    titles: frozenset[str]
    outside: frozenset[str]
    together: frozenset[str]
    counted: frozenset[str]
    prose: frozenset[str]
    moves: frozenset[str]
    still: frozenset[str]
    numbered: frozenset[str]
    telling: frozenset[str]
    workout: str
    circuit: str


@cache
def languages() -> tuple[str, ...]:
    """The languages that workouts are read in."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def load(language: str) -> Lexicon:
    """The words of a language, or of a region's kind of it; of one that has no file, the English ones alone."""
    language = language.partition("-")[0]
    words: dict[str, Kind] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    columns: dict[str, Column] = {}
    sets: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, int] = {}
    often: dict[str, int] = {}
    untitled: dict[str, str] = {}
    for name in dict.fromkeys((DEFAULT, language)):
        if name not in languages():
            continue
        data = _file(name)
        for kind, spellings in data["words"].items():
            for spelling in spellings:
                first, *rest = split_words(spelling)
                if rest:
                    phrases.setdefault(first, []).append((tuple(rest), Kind[kind.upper()]))
                else:
                    words[first] = Kind[kind.upper()]
        columns |= {spelling: Column(column) for column, spellings in data["columns"].items() for spelling in spellings}
        for part, titles in (*data["sections"].items(), *((part, data[part]) for part in ("prose", "moves", "still"))):
            sets[part].update(titles)
        numbers |= _number_words(name)
        often |= data["often"]
        untitled = data["untitled"]
    return Lexicon(
        language=language,
        words=words,
        phrases={first: tuple(sorted(rest, key=lambda pair: -len(pair[0]))) for first, rest in phrases.items()},
        numbers=numbers,
        often=often,
        columns=columns,
        notes=frozenset(sets["notes"]),
        after=frozenset(sets["after"]),
        parts=frozenset(sets["parts"]),
        idle=frozenset(sets["notes"] | sets["after"]),
        titles=frozenset(sets["parts"] | sets["notes"]),
        outside=frozenset(sets["outside"]),
        together=frozenset(sets["together"]),
        counted=frozenset(sets["counted"]),
        prose=frozenset(sets["prose"]),
        moves=frozenset(sets["moves"]),
        still=frozenset(sets["still"]),
        numbered=frozenset(word for word, kind in words.items() if kind is Kind.NUMBERED),
        workout=untitled["workout"],
        circuit=untitled["circuit"],
        telling=frozenset([*words, *phrases, *numbers, *often, "x", *(f"{word}x" for word in words)]),
    )


def split_words(spelling: str) -> list[str]:
    """A spelling as the tokens it is made of: words, and signs one by one."""
    return re.findall(r"[^\W_]+(?:[-'][^\W_]+)*|[^\w\s]", spelling)


def find_language(text: str) -> str:
    """The language that most of a text's common words belong to; English where that is open."""
    counts = Counter(word for word in _WORD.findall(text[:_SAMPLE].lower()))
    shares = {name: sum(counts[word] for word in _common(name)) for name in languages()}
    best = max(shares, key=lambda name: (shares[name], name == DEFAULT))
    return best if shares[best] > shares[DEFAULT] else DEFAULT


@cache
def _common(language: str) -> frozenset[str]:
    """Words that tell a language from the others: what two files claim tells nothing."""
    claims = Counter(word for name in languages() for word in set(_file(name)["common"]))
    return frozenset(word for word in _file(language)["common"] if claims[word] == 1)


@cache
def _number_words(language: str) -> dict[str, int]:
    from num2words import num2words

    words = {str(num2words(number, lang=language)): number for number in range(1, _NUMBERS_TO + 1)}
    return {word: number for word, number in words.items() if " " not in word}


@cache
def _file(language: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(language + _SUFFIX).read_text(encoding="utf-8"))

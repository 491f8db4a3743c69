"""Less to say, where there is less time: the lengths of a wording, and a sentence cut where its first part ends."""

import re
from collections.abc import Callable
from enum import IntEnum

from coach.script.model import Say
from coach.script.phrases import Phrases

_BORDER = re.compile(r"[,;:](?= )| [–—](?= )")
_WORD = re.compile(r"\w+")
_LEAST_WORDS = 2
"""One word is no instruction: "Hands, knees and feet on the floor" is not to become "Hands"."""
_PAIRS = ("()", "[]", "“”", "„“", "«»")


class Length(IntEnum):
    """How long a wording is; each has all that matters of the one before it."""

    WHOLE = 0
    BRIEF = 1  # the coach's own lines in their shorter wordings
    SHORT = 2  # and of position and movement the first sentence
    LEAST = 3  # and of these their first part; nothing that can be heard anyway


def wordings(say: Callable[[Length], tuple[Say, ...]]) -> tuple[tuple[Say, ...], ...]:
    """The wordings of all lengths, the longest first, each once."""
    return tuple(dict.fromkeys(say(length) for length in Length))


def first_part(sentence: str, phrases: Phrases) -> str:
    """A sentence up to the end of its first part that can stand alone; the whole of it where there is none.

    It is cut at a comma, a colon, a semicolon or a dash, never within brackets, quotation marks or a list, and never
    behind a part that only leads to the next, such as "With a straight back, ".
    """
    words = _WORD.findall(sentence.lower())
    leads = bool(words) and words[0] in phrases.sections["clauses"]["leading"]
    for border in _BORDER.finditer(sentence):
        head = sentence[: border.start()]
        said = _WORD.findall(head.lower())
        if len(said) < _LEAST_WORDS or said[-1] in phrases.sections["clauses"]["open"] or not _is_closed(head):
            continue
        if leads or _belongs(sentence[border.end() :], phrases):
            leads = False
            continue
        return f"{head}."
    return sentence


def _belongs(tail: str, phrases: Phrases) -> bool:
    """Whether what stands behind a border belongs to what is before it.

    It does where it goes on with a list ("hips and shoulders make one line"; "hips"), or is what the other is about
    ("that the knees stay down").
    """
    words = _WORD.findall(_BORDER.split(tail)[0].lower())
    clauses = phrases.sections["clauses"]
    listed = any(word in clauses["listing"] for word in words[1:3])
    return len(words) < _LEAST_WORDS or listed or words[0] in clauses["bound"]


def _is_closed(text: str) -> bool:
    """Whether no bracket and no quotation mark is open at the end of a text."""
    return text.count('"') % 2 == 0 and all(text.count(pair[0]) <= text.count(pair[1]) for pair in _PAIRS)

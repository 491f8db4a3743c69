"""How much room a text takes, without a font: widths of letters from a table, cutting and wrapping by them."""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from coach.picture.model import Align, Text

ASCENT, DESCENT = 0.97, 0.25
"""How far letters with accents reach over the line, and how far below it, as shares of the size (Inter's own)."""
_ELLIPSIS = "…"
_WIDE, _OTHER = 1.3, 1.0
"""Ems, at most, of an emoji in the usual fonts, and of letters that the table does not know."""
_KERNING = 1.03
"""Letters stand wider than their own widths in some pairs: the x of `3x5` is a sign of times in Inter."""
_WORDS_FROM = 0.6
"""A text is cut between words where that leaves so much of what there is room for."""
_JOINER = "\u200d"
_UNSEEN = frozenset(("Mn", "Me", "Cf"))
"""Categories of characters that stand on or between others: accents, selectors, joiners."""
_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in any of the fonts that the table was made of, at most; in units of `size`."""
    widths = _advances()["bold" if bold else "regular"]
    return sum(widths[letter] if letter in widths else _width_of(letter) for letter in text) * _KERNING * size


def is_known(letter: str) -> bool:
    """Whether the font of pictures has a letter."""
    return letter in _advances()["regular"]


def extent(text: Text) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the room that a text takes."""
    width = text_width(text.text, text.size, bold=text.bold)
    left = text.x - width if text.align is Align.END else text.x
    return left, text.y - ASCENT * text.size, left + width, text.y + DESCENT * text.size


def fitted(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """A text in one line of at most `width`; one that is longer ends in an ellipsis, and may be empty."""
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(_ELLIPSIS, size, bold=bold)
    kept = _head(text, size, room, bold=bold)
    words = kept.rpartition(" ")[0]
    if len(words) > _WORDS_FROM * len(kept) and text[len(kept)] != " ":
        kept = words
    return kept.rstrip(" ,;:-–·(") + _ELLIPSIS if room >= 0 else ""


def wrapped(text: str, size: float, width: float, *, lines: int, bold: bool = False) -> list[str]:
    """A text in at most `lines` lines of at most `width`, broken between words where it can be."""
    words, found = text.split(), list[str]()
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size, bold=bold) <= width:
            line = f"{line} {words.pop(0)}"
        if text_width(line, size, bold=bold) > width:  # one word, or writing without spaces
            kept = _head(line, size, width, bold=bold)
            words.insert(0, line[len(kept) :])
            if not kept:
                break
            line = kept
        found.append(line)
    return [*found, fitted(" ".join(words), size, width, bold=bold)] if words else found


def _head(text: str, size: float, width: float, *, bold: bool) -> str:
    """As many whole characters of the beginning as have room."""
    end, used = 0, 0.0
    for cluster in _clusters(text):
        used += text_width(cluster, size, bold=bold)
        if used > width:
            break
        end += len(cluster)
    return text[:end]


def _clusters(text: str) -> list[str]:
    """What people take for one character: a letter with its accents, an emoji with its skin, a family, a flag."""
    found: list[str] = []
    for letter in text:
        if found and _belongs(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _belongs(before: str, letter: str) -> bool:
    if unicodedata.category(letter) in _UNSEEN or before[-1] == _JOINER or ord(letter) in _TONES:
        return True
    return ord(letter) in _FLAGS and len(before) == 1 and ord(before) in _FLAGS


def _width_of(letter: str) -> float:
    """Ems of a letter that the table does not have."""
    category = unicodedata.category(letter)
    if category in _UNSEEN:
        return 0.0
    return _WIDE if category in ("So", "Sk") else _OTHER


@cache
def _advances() -> Mapping[str, Mapping[str, float]]:
    """Ems of each letter, by weight; made by scripts/advances.py."""
    table = json.loads(files("coach.picture").joinpath("advances.json").read_text(encoding="utf-8"))
    return {
        weight: {letter: int(width) / 1000 for width, letters in by_width.items() for letter in letters}
        for weight, by_width in table.items()
    }

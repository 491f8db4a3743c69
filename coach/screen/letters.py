"""Letters that are read from two metres: text drawn as large as a place allows, as rows of block characters."""

import textwrap
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pyfiglet import FigletFont


@dataclass(frozen=True, slots=True)
class Lettering:
    """A font of block characters.

    Attributes:
        font: its name in pyfiglet.
        space: columns of a space between words.
        narrowest: columns of a common narrow letter with its gap; a text that is too wide even so is not drawn.
        lines: at most so many below each other.
        scale: how many times as large as the font has them.
    """

    font: str
    space: int
    narrowest: int
    lines: int
    scale: int = 1


LETTERINGS = (
    *(Lettering("mono12", space=6 * k, narrowest=5 * k + 1, lines=2, scale=k) for k in (4, 3, 2)),
    Lettering("mono12", space=6, narrowest=6, lines=2),
    Lettering("smmono12", space=4, narrowest=4, lines=2),
    Lettering("smmono9", space=4, narrowest=3, lines=2),
    Lettering("smblock", space=4, narrowest=3, lines=3),
)
"""From the largest to the smallest. All but the last have the letters of Latin, Greek and Cyrillic."""
_PLAINER = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "×": "x"})
"""What the last font lacks, where the meaning stays; a letter is never replaced by another."""
_ELLIPSIS = "…"
_HALVES = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}
"""What is inked in a cell: its upper and its lower half."""


@lru_cache(maxsize=64)
def drawn(text: str, *, width: int, height: int) -> tuple[str, ...]:
    """The rows of a text, as large as they may be in a place.

    Args:
        text: one or more words; a letter that no font has makes the whole text plain.
        width: of the place, in columns.
        height: of the place, in rows.

    Returns:
        At most `height` rows of at most `width` columns, without blank rows at the edges.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text or width < 1 or height < 1:
        return ()
    for lettering in LETTERINGS:
        lines = _in_lettering(text, lettering, width)
        spare = height - sum(map(len, lines))
        if lines and spare >= 0:
            between = [""] * (spare >= len(lines) - 1)
            return tuple(row.rstrip() for line in lines for row in [*between, *line])[len(between) :]
    return tuple(plain(text, width=width, height=height))


def plain(text: str, *, width: int, height: int) -> list[str]:
    """A text as it is, in at most `height` rows of at most `width` columns; what does not fit ends in an ellipsis."""
    if width < 2:
        return [text[:width]] if height > 0 else []
    return textwrap.wrap(text, width, max_lines=height, placeholder=_ELLIPSIS)


def _in_lettering(text: str, lettering: Lettering, width: int) -> list[list[str]]:
    """The rows of each line in one font; none where it is too wide or the font lacks a letter."""
    words = text.split()
    if max(map(len, words)) * lettering.narrowest > width or len(text) * lettering.narrowest > width * lettering.lines:
        return []
    lines = _lines([_word(word, lettering) for word in words], lettering, width)
    return [_joined(line, lettering.space) for line in lines] if len(lines) <= lettering.lines else []


def _lines(pictures: list[list[str]], lettering: Lettering, width: int) -> list[list[list[str]]]:
    """Words put into as few lines as will hold them, and those about equally long; none where one is too wide."""
    best: list[list[list[str]]] = []
    for limit in range(width, 0, -2):
        lines = _filled(pictures, lettering, limit)
        if not lines or (best and len(lines) > len(best)):
            break
        best = lines
    return best


def _filled(pictures: list[list[str]], lettering: Lettering, width: int) -> list[list[list[str]]]:
    lines: list[list[list[str]]] = []
    used = width + 1
    for picture in pictures:
        columns = len(picture[0]) if picture else 0
        if not columns or columns > width:
            return []
        if used + lettering.space + columns > width:
            lines.append([])
            used = -lettering.space
        lines[-1].append(picture)
        used += lettering.space + columns
    return lines


def _word(word: str, lettering: Lettering) -> list[str]:
    """The rows of a word, with a blank column between letters; none where the font lacks a letter."""
    letters = [_letter(letter, lettering.font, lettering.scale) for letter in word]
    return [(" " * lettering.scale).join(parts) for parts in zip(*letters, strict=True)] if all(letters) else []


def _joined(pictures: list[list[str]], space: int) -> list[str]:
    """Words in one line, without the blank rows above and below."""
    rows = [(" " * space).join(parts) for parts in zip(*pictures, strict=True)]
    inked = [number for number, row in enumerate(rows) if row.strip()]
    return rows[inked[0] : inked[-1] + 1]


@lru_cache(maxsize=512)
def _letter(letter: str, font: str, scale: int) -> tuple[str, ...]:
    """The rows of a letter, as narrow as its ink; none where the font lacks it."""
    figures = _font(font)
    rows = figures.chars.get(ord(letter)) or figures.chars.get(ord(letter.translate(_PLAINER))) or []
    rows = [row.replace(figures.hardBlank, " ") for row in rows]
    if not any(row.strip() for row in rows) or (scale > 1 and set("".join(rows)) - set(_HALVES)):
        return ()
    wide = max(len(row) for row in rows)
    rows = [row.ljust(wide) for row in rows]
    left = min(len(row) - len(row.lstrip()) for row in rows)
    right = max(len(row.rstrip()) for row in rows)
    return tuple(_scaled([row[left:right] for row in rows], scale))


def _scaled(rows: list[str], scale: int) -> list[str]:
    """Rows of half blocks, some times as large."""
    if scale == 1:
        return rows
    cells = {halves: cell for cell, halves in _HALVES.items()}
    inked = [[_HALVES[cell][half] for cell in row for _ in range(scale)] for row in rows for half in (0, 1)]
    grown = [halves for halves in inked for _ in range(scale)]
    pairs = zip(grown[::2], grown[1::2], strict=True)
    return ["".join(cells[halves] for halves in zip(*pair, strict=True)) for pair in pairs]


@lru_cache(maxsize=len(LETTERINGS))
def _font(name: str) -> FigletFont:
    """A font, read when it is first needed: each takes some hundredths of a second."""
    return FigletFont(name)

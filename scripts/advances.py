"""Writes coach/picture/advances.json: how wide letters are, in thousandths of the type size.

usage: .venv/bin/pip install fonttools fontpkg-arimo fontpkg-noto-sans fontpkg-roboto
       .venv/bin/python scripts/advances.py

A picture as SVG is shown with whatever fonts its reader has. So each letter gets the widest advance among the fonts
that the SVG names and that are at hand here: Inter, which draws the PNG; Arimo, which has the widths of Arial,
Helvetica and Liberation Sans; Roboto and Noto Sans. What is laid out with these widths fits with any of them.
"""

import json
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILIES = ("Inter", "Arimo", "Noto Sans", "Roboto")
WEIGHTS = {"regular": 400, "bold": 700}
LAST = 0x2BFF
"""Letters up to here: Latin, Greek, Cyrillic, punctuation, arrows and signs; what Inter lacks is left out."""
TARGET = Path(__file__).parent.parent / "coach" / "picture" / "advances.json"


def advances(family: str, weight: int) -> dict[str, int]:
    """The advance of every letter of a font, in thousandths."""
    font = TTFont(fontpkg.path(family))
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
    font = instantiateVariableFont(font, axes)
    unit, widths = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): -(-widths[name][0] * 1000 // unit) for code, name in font.getBestCmap().items() if code <= LAST}


def main() -> None:
    table = {}
    for name, weight in WEIGHTS.items():
        first, *others = [advances(family, weight) for family in FAMILIES]
        widest = {letter: max(width, *(font.get(letter, 0) for font in others)) for letter, width in first.items()}
        by_width: dict[int, list[str]] = {}
        for letter, width in sorted(widest.items()):
            if letter.isprintable():
                by_width.setdefault(width, []).append(letter)
        table[name] = {str(width): "".join(letters) for width, letters in sorted(by_width.items())}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""A drawing as PNG: its SVG, painted by resvg with the font that comes in a wheel."""

import unicodedata
from dataclasses import replace

from coach.picture.metrics import is_known
from coach.picture.model import Drawing, Text
from coach.picture.svg import to_svg

PNG_WIDTH = 1440
"""Pixels: 190 for each inch of a sheet of A4, and four for each of a small phone's."""
_FAMILY = "Inter"
_BLANK = "□"
"""For a letter of a script that the font has not."""


def to_png(drawing: Drawing, width: int = PNG_WIDTH) -> bytes:
    """A PNG of so many pixels across; the same for the same drawing, whatever fonts the machine has."""
    import fontpkg
    from resvg_py import svg_to_bytes

    shapes = (replace(shape, text=_known(shape.text)) if isinstance(shape, Text) else shape for shape in drawing.shapes)
    return bytes(
        svg_to_bytes(
            svg_string=to_svg(replace(drawing, shapes=tuple(shapes))),
            width=width,
            font_files=[str(fontpkg.path(_FAMILY))],
            skip_system_fonts=True,
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    )


def blanks(drawing: Drawing) -> str:
    """The letters for which a PNG has only boxes, each once: Latin, Greek and Cyrillic are all there."""
    letters = (letter for shape in drawing.shapes if isinstance(shape, Text) for letter in shape.text)
    return "".join(dict.fromkeys(letter for letter in letters if _shown(letter) == _BLANK != letter))


def _known(text: str) -> str:
    """A text without its emoji, and with a box for each letter that the font has not."""
    shown = "".join(map(_shown, text))
    return shown if shown == text else " ".join(shown.split())


def _shown(letter: str) -> str:
    if is_known(letter):
        return letter
    return _BLANK if unicodedata.category(letter)[0] in "LN" else ""

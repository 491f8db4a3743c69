"""A drawing as SVG: text stays text, for search, screen readers and sharp print."""

import re
from collections.abc import Iterator
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from coach.picture.model import Align, Box, Drawing, Notches, Pattern, Shape, Text

FAMILIES = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'Liberation Sans', sans-serif"
"""The fonts that text is drawn with, the first that a reader has; coach.picture.metrics knows how wide they are."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDEST_PX = 760
"""On a large screen: twice a phone."""


def to_svg(drawing: Drawing) -> str:
    """The text of an SVG file."""
    size = f"{_number(drawing.width)} {_number(drawing.height)}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" lang={_quoted(drawing.language)}'
        f' font-family="{FAMILIES}">',
        f"<title>{_escaped(drawing.title)}</title>",
        f"<desc>{_escaped(drawing.description)}</desc>",
        f"<style>:root{{width:100%;max-width:{_WIDEST_PX}px;height:auto}}"
        f"@media print{{:root{{width:auto;max-width:100%;height:{100 * drawing.sheets}vh}}}}</style>",
        *_patterns(drawing),
        f'<rect width="100%" height="100%" fill="{drawing.background}"/>',
        *(_shape(shape) for shape in drawing.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _patterns(drawing: Drawing) -> Iterator[str]:
    """The patterns that are used, each once."""
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.pattern is not Pattern.PLAIN]
    for box in {_pattern_id(box): box for box in boxes}.values():
        yield (
            f'<pattern id="{_pattern_id(box)}" width="5" height="5" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><rect width="5" height="5" fill="{box.fill}"/>'
        )
        dot = '<circle cx="2.5" cy="2.5" r=".6" fill-opacity=".5"'  # so that a text can be read on it
        mark = dot if box.pattern is Pattern.DOTS else '<rect width="2" height="5"'
        yield f'{mark} fill="{box.second}"/></pattern>'


def _pattern_id(box: Box) -> str:
    return f"{box.pattern}-{box.fill[1:]}-{box.second[1:]}"


def _shape(shape: Shape) -> str:
    match shape:
        case Box():
            return _box(shape)
        case Notches():
            steps = (shape.x + number * shape.step for number in range(shape.count))
            path = "".join(f"M{_number(x)} {_number(shape.y)}v{_number(shape.height)}" for x in steps)
            return f'<path d="{path}" stroke="{shape.colour}" stroke-width="{_number(shape.thickness)}"/>'
        case Text():
            return _text(shape)
        case _:
            assert_never(shape)


def _box(box: Box) -> str:
    fill = box.fill if box.pattern is Pattern.PLAIN else f"url(#{_pattern_id(box)})"
    inset = 0.4 if box.outlined and box.width > 1 else 0.0  # a line is drawn on both sides of its edge
    places = {
        "x": box.x + inset,
        "y": box.y + inset,
        "width": box.width - 2 * inset,
        "height": box.height - 2 * inset,
        "rx": box.radius,
    }
    written = " ".join(f'{name}="{_number(value)}"' for name, value in places.items() if value or name != "rx")
    line = f' stroke="{box.second}" stroke-width=".8"' if inset else ""
    return f'<rect {written} fill="{fill}"{line}/>'


def _text(text: Text) -> str:
    places = f'x="{_number(text.x)}" y="{_number(text.y)}" font-size="{_number(text.size)}" fill="{text.colour}"'
    anchor = ' text-anchor="end"' if text.align is Align.END else ""
    weight = ' font-weight="700"' if text.bold else ""
    return f"<text {places}{anchor}{weight}>{_escaped(text.text)}</text>"


def _number(value: float) -> str:
    """To a hundredth of a unit, without needless noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))

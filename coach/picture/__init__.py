"""What a routine looks like: a score as a drawing, and drawings as SVG and PNG."""

from coach.picture.cover import draw_cover
from coach.picture.model import Box, Drawing, Notches, Shape, Text
from coach.picture.png import PNG_WIDTH, blanks, to_png
from coach.picture.sheet import draw
from coach.picture.svg import to_svg

__all__ = [
    "PNG_WIDTH",
    "Box",
    "Drawing",
    "Notches",
    "Shape",
    "Text",
    "blanks",
    "draw",
    "draw_cover",
    "to_png",
    "to_svg",
]

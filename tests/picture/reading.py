"""What can be read off a drawing: where shapes are, what is behind a text, how well it stands out."""

from itertools import combinations

from coach.picture import Box, Drawing, Notches, Shape, Text
from coach.picture.metrics import extent
from coach.picture.model import Pattern

TINY = 1e-6


def place(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    match shape:
        case Box():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Notches():
            last = shape.x + (shape.count - 1) * shape.step
            return shape.x - shape.thickness / 2, shape.y, last + shape.thickness / 2, shape.y + shape.height
        case Text():
            return extent(shape)


def texts(drawing: Drawing) -> list[Text]:
    return [shape for shape in drawing.shapes if isinstance(shape, Text)]


def linear(colour: str) -> tuple[float, float, float]:
    """A colour's light, each 0 to 1 (sRGB)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    lights = [sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def behind(drawing: Drawing, text: Text) -> set[str]:
    """The colours that are painted below the middle of a text."""
    left, top, right, bottom = extent(text)
    x, y = (left + right) / 2, (top + bottom) / 2
    colours = {drawing.background}
    for shape in drawing.shapes[: drawing.shapes.index(text)]:
        if isinstance(shape, Box) and shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height:
            colours = {shape.fill} if shape.pattern is not Pattern.STRIPES else {shape.fill, shape.second}
    return colours


def texts_apart(drawing: Drawing) -> None:
    """No text on another."""
    for one, other in combinations(texts(drawing), 2):
        here, there = extent(one), extent(other)
        across = min(here[2], there[2]) - max(here[0], there[0])
        down = min(here[3], there[3]) - max(here[1], there[1])
        assert across <= TINY or down <= TINY, (one, other)

"""A drawing as a value: shapes with places, sizes, colours and text, before any file format."""

from dataclasses import dataclass
from enum import StrEnum


class Pattern(StrEnum):
    """What a filled box looks like besides its colour, for those who do not see colours and for black print."""

    PLAIN = "plain"
    STRIPES = "stripes"
    DOTS = "dots"


class Align(StrEnum):
    """Which end of a text stands at its `x`."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle.

    Attributes:
        x, y: its upper left corner, in units of the drawing.
        fill, second: colours as `#rrggbb`; `second` is the pattern's, and the outline's where there is one.
        radius: of its corners.
        outlined: a thin line in `second` around it.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str
    second: str = ""
    pattern: Pattern = Pattern.PLAIN
    radius: float = 0.0
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Notches:
    """Upright lines at equal distances, as on a ruler.

    Attributes:
        x: the first line's middle; line k stands at `x + k * step`.
        count: how many.
        thickness: of each line.
    """

    x: float
    y: float
    height: float
    step: float
    count: int
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Attributes:
        x, y: the end that `align` names, and the line that letters stand on.
        size: of the type, in units of the drawing.
        background: the colour it stands on, for those who check that it can be read.
    """

    x: float
    y: float
    text: str
    size: float
    colour: str
    background: str
    bold: bool = False
    align: Align = Align.START


Shape = Box | Notches | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture without a size of its own: its units become what a reader makes of them.

    Attributes:
        title, description: for screen readers.
        language: of its texts.
        shapes: in the order of painting.
        sheets: of paper it is made for, all of one height; nothing lies across the edge of one.
    """

    width: float
    height: float
    title: str
    description: str
    language: str
    background: str
    shapes: tuple[Shape, ...]
    sheets: int = 1

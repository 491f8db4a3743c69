"""Which key asks for what, and the texts that tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.player import Command


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that ask for the same.

    Attributes:
        names: as Textual calls them.
        command: what is asked for.
        always: whether it is so with the help open, too.
    """

    names: tuple[str, ...]
    command: Command
    always: bool = False


KEYS = (
    Key(("space",), Command.TOGGLE),
    Key(("right",), Command.NEXT),
    Key(("left",), Command.PREVIOUS),
    Key(("up",), Command.FASTER),
    Key(("down",), Command.SLOWER),
    # many terminals keep shift and arrows for themselves
    Key(("shift+up", "right_square_bracket"), Command.SHIFT_FASTER),
    Key(("shift+down", "left_square_bracket"), Command.SHIFT_SLOWER),
    # capitals too: the caps lock may be on
    Key(("r", "R"), Command.AGAIN),
    Key(("n", "N"), Command.SKIP_REST),
    Key(("a", "A"), Command.MORE_REST),
    Key(("m", "M"), Command.MUSIC),
    Key(("plus", "equals_sign"), Command.LOUDER),
    Key(("minus",), Command.SOFTER),
    Key(("q", "Q"), Command.LEAVE),
    Key(("ctrl+c", "ctrl+q"), Command.LEAVE, always=True),
)
HELP_KEYS = ("question_mark",)
THEME_KEYS = ("d", "D")

HELP = (
    ("space", "pause, or go on"),
    ("→  ←", "next, previous exercise"),
    ("r", "this set again"),
    ("n  a", "skip rest, 10 s more rest"),
    ("↑  ↓", "count faster, slower"),
    ("]  [", "so in this exercise only"),
    ("+  −", "louder, softer"),
    ("m", "music off, or on"),
    ("d", "dark or light"),
    ("q", "leave, as does ctrl+c"),
)
"""Keys and what they do, a row each. `]` and `[` stand for shift with ↑ and ↓ too."""

_HINTS = ("? all keys", "space pause", "q leave", "→ next", "↑↓ pace", "n skip rest", "r again", "← previous")
"""The most wanted first."""
_ORDER = ("space pause", "→ next", "← previous", "↑↓ pace", "r again", "n skip rest", "q leave", "? all keys")
_BETWEEN = "   "


def hint(width: int) -> str:
    """The most wanted keys that fit into a width, in one row."""
    return _BETWEEN.join(_fitting(_HINTS, width))


def _fitting(hints: Sequence[str], width: int) -> list[str]:
    count = len(hints)
    while count and len(_BETWEEN.join(hints[:count])) > width:
        count -= 1
    return [text for text in _ORDER if text in hints[:count]]

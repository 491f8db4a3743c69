"""Coach: turns a written workout into a voice that coaches you through it.

from coach import compose, export, read

routine = read("hamstrings")
score = compose(routine, pace=1.1)
export(score, "hamstrings.mp3")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.app import Exported, Music, compose, export, open_voice, read, say

__all__ = ["Exported", "Music", "compose", "export", "open_voice", "read", "say"]


def __getattr__(name: str) -> object:
    """Loaded on first use: `coach --help` needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from coach import app

    return getattr(app, name)

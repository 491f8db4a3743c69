"""How it sounds: clips, their levels, and the signals. The renderer, coach.audio.render, stands above the score.

What needs numpy is loaded on first use: a plan with times is made without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from coach.audio.clip import Clip

if TYPE_CHECKING:
    from coach.audio.level import Samples
    from coach.audio.mastering import clip_of, master, to_pcm
    from coach.audio.tones import tone_clip

__all__ = ["Clip", "Samples", "clip_of", "master", "to_pcm", "tone_clip"]

_HOMES = {
    "Samples": "level",
    "clip_of": "mastering",
    "master": "mastering",
    "to_pcm": "mastering",
    "tone_clip": "tones",
}


def __getattr__(name: str) -> object:
    """A name of one of the modules that need numpy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"coach.audio.{_HOMES[name]}"), name)

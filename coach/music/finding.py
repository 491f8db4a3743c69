"""Which files of music are meant by a name."""

import os
import re
from pathlib import Path

from coach.errors import WishError
from coach.music.decoders import SUFFIXES


def files_of(name: str) -> list[Path]:
    """The file of a name, or all music in its folder and the folders in it, in the order that people expect.

    Raises:
        WishError: there is no such thing, or no music in it.
    """
    path = Path(name).expanduser()
    if path.is_file():
        return [path]
    if not path.is_dir():
        hint = "name a file of music or a folder with some"
        raise WishError("there is no such file or folder", subject=f"--music {name}", hint=hint)
    found = [Path(folder, file) for folder, _, files in os.walk(path) for file in files if _is_music(file)]
    if not found:
        hint = "it may hold " + ", ".join(suffix[1:].upper() for suffix in SUFFIXES[:6]) + ", M4A and their like"
        raise WishError("there is no music in this folder", subject=f"--music {name}", hint=hint)
    return sorted(found, key=lambda file: [_natural(part) for part in file.relative_to(path).parts])


def _is_music(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def _natural(text: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """By which names sort as people count: 2 before 10, and small letters beside capitals."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts), text

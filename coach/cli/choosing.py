"""What holds for a command: its options, the environment, the routine, the settings and the defaults, in this order."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.routine import Routine
    from coach.settings import Settings
    from coach.speech import ClipCache, Library

COMPOSED = ("pace", "talk", "count")
"""The settings that `compose` and `play` take by these names."""


def choose(
    options: Mapping[str, Any] | None = None,
    *,
    routine: "Routine | None" = None,
    routine_name: str = "",
    session: Mapping[str, Any] | None = None,
    remembered: Mapping[str, Any] | None = None,
) -> "Settings":
    """What holds for a command.

    Args:
        options: of the command line, by the names of the settings, and those that stand in their place.
        routine: what is to be done.
        routine_name: how the routine is told.
        session: what the session that goes on was begun with; it comes right behind the options.
        remembered: what was kept for this routine.

    Raises:
        SettingsError: something is wrong in the environment or in the file of settings.
        MachineError: the file cannot be read.
    """
    from coach.settings import FILE_NAME, Sources, config_dir, load, resolve

    return resolve(
        Sources(
            options=options or {},
            environment=os.environ,
            routine=routine,
            routine_name=routine_name,
            file=load(config_dir() / FILE_NAME),
            session=session,
            remembered=remembered or {},
        )
    )


def composed(settings: "Settings") -> dict[str, Any]:
    """What `compose` and `play` take of the settings; a pace that something else decides is None."""
    return {name: settings[name] for name in COMPOSED}


def open_chosen(settings: "Settings", *, language: str) -> "Library":
    """The voice that is to speak a language.

    Raises:
        WishError: no engine or voice has its name.
        MachineError: it cannot be used here.
    """
    from coach.app import open_voice

    return open_voice(settings["voice"], language=language, cache=chosen_cache(settings))


def chosen_cache(settings: "Settings") -> "ClipCache":
    """The cache that all commands share, as large as it may be."""
    from coach.app import clip_cache

    return clip_cache(most_mb=settings["cache_mb"])


def target_of(settings: "Settings", output: Path | None, name: str) -> Path:
    """The file to write: the one that is named, else one of this name in the folder for what is exported."""
    return output or (settings["output_folder"] or Path()) / name

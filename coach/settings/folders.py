"""Where things are kept: the folders of the cache, of what cannot be made again and of the settings, and a size."""

import os
from pathlib import Path

from coach.errors import WishError

CACHE_DIR_VARIABLE = "COACH_CACHE_DIR"
CACHE_MB_VARIABLE = "COACH_CACHE_MB"
DATA_DIR_VARIABLE = "COACH_DATA_DIR"
CONFIG_DIR_VARIABLE = "COACH_CONFIG_DIR"
FOLDER_VARIABLES = (CACHE_DIR_VARIABLE, CONFIG_DIR_VARIABLE, DATA_DIR_VARIABLE)
DEFAULT_CACHE_MB = 500


def cache_dir() -> Path:
    """COACH_CACHE_DIR, else audio_cache/ in a checkout, else the platform's folder for caches.

    Raises:
        WishError: the variable names the home of somebody who has none.
    """
    if named := _named(CACHE_DIR_VARIABLE):
        return named
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "audio_cache").is_dir():
        return checkout / "audio_cache"
    from platformdirs import user_cache_path

    return user_cache_path("coach", appauthor=False)


def data_dir() -> Path:
    """COACH_DATA_DIR, else the platform's folder for a program's data; a checkout has none of its own.

    Raises:
        WishError: the variable names the home of somebody who has none.
    """
    if named := _named(DATA_DIR_VARIABLE):
        return named
    from platformdirs import user_data_path

    return user_data_path("coach", appauthor=False)


def config_dir() -> Path:
    """COACH_CONFIG_DIR, else the platform's folder for a program's settings.

    Raises:
        WishError: the variable names the home of somebody who has none.
    """
    if named := _named(CONFIG_DIR_VARIABLE):
        return named
    from platformdirs import user_config_path

    return user_config_path("coach", appauthor=False)


def cache_bytes() -> int:
    """The most the cache may hold: COACH_CACHE_MB, else 500 MB.

    Raises:
        WishError: the variable is no whole number.
    """
    named = os.environ.get(CACHE_MB_VARIABLE) or str(DEFAULT_CACHE_MB)
    if not named.isdecimal():
        hint = "write a whole number of megabytes"
        raise WishError(f"`{named}` is no size", subject=CACHE_MB_VARIABLE, hint=hint)
    return int(named) * 1_000_000


def _named(variable: str) -> Path | None:
    """The folder that a variable names, if it names one."""
    named = os.environ.get(variable)
    if not named:
        return None
    try:
        return Path(named).expanduser()
    except RuntimeError:
        hint = "write the path of a folder"
        raise WishError(f"`{named}` is nobody's folder", subject=variable, hint=hint) from None

"""Where things are kept: the cache's folder and its size."""

import os
from pathlib import Path

from coach.errors import WishError

CACHE_DIR_VARIABLE = "COACH_CACHE_DIR"
CACHE_MB_VARIABLE = "COACH_CACHE_MB"
DEFAULT_CACHE_MB = 500


def cache_dir() -> Path:
    """COACH_CACHE_DIR, else audio_cache/ in a checkout, else the platform's folder for caches.

    Raises:
        WishError: the variable names the home of somebody who has none.
    """
    if named := os.environ.get(CACHE_DIR_VARIABLE):
        try:
            return Path(named).expanduser()
        except RuntimeError:
            hint = "write the path of a folder"
            raise WishError(f"`{named}` is nobody's folder", subject=CACHE_DIR_VARIABLE, hint=hint) from None
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "audio_cache").is_dir():
        return checkout / "audio_cache"
    from platformdirs import user_cache_path

    return user_cache_path("coach", appauthor=False)


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

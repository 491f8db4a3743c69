"""What the pages and the feed say of themselves, a file for each language; English where there is none."""

import tomllib
from functools import cache
from importlib.resources import files

_FALLBACK = "en"


@cache
def wording(language: str) -> dict[str, str]:
    """The words of a language by their names, with `language` among them."""
    name = language if language in languages() else _FALLBACK
    return {**tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")), "language": name}


@cache
def languages() -> tuple[str, ...]:
    """The languages there are words in, sorted."""
    return tuple(sorted(file.name[:-5] for file in files(__name__).iterdir() if file.name.endswith(".toml")))

"""The built-in routines: strict Markdown texts that come with the package."""

from importlib.resources import files

_SUFFIX = ".md"


def names() -> list[str]:
    """The names of the built-in routines, sorted."""
    return sorted(
        entry.name.removesuffix(_SUFFIX) for entry in files(__name__).iterdir() if entry.name.endswith(_SUFFIX)
    )


def text(name: str) -> str:
    """The text of a built-in routine.

    Raises:
        KeyError: no routine has this name.
    """
    if name not in names():
        raise KeyError(name)
    return files(__name__).joinpath(name + _SUFFIX).read_text(encoding="utf-8")

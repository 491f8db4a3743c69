"""The phrase files: every word the coach says of herself, one file per language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language: sections of a phrase file, each a mapping of name to phrase."""

    language: str
    sections: Mapping[str, Mapping[str, Any]]

    def say(self, section: str, name: str, /, **fields: object) -> str:
        """A phrase with its fields filled in, beginning with a capital."""
        text = self.word(section, name, **fields)
        return text[:1].upper() + text[1:]

    def word(self, section: str, name: str, /, **fields: object) -> str:
        """A phrase with its fields filled in, as it stands."""
        return str(self.sections[section][name]).format(**fields)


def languages() -> list[str]:
    """The languages that have phrases."""
    return sorted(
        entry.name.removesuffix(_SUFFIX) for entry in files(__name__).iterdir() if entry.name.endswith(_SUFFIX)
    )


def load(language: str) -> Phrases:
    """The phrases of a language.

    Raises:
        KeyError: it has none.
    """
    if language not in languages():
        raise KeyError(language)
    sections = tomllib.loads(files(__name__).joinpath(language + _SUFFIX).read_text(encoding="utf-8"))
    name = sections.pop("language")
    return Phrases(name, MappingProxyType(sections))

"""The phrase files: every word the coach says of herself, one file per language."""

import re
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

    def say(self, section: str, name: str, /, *, brief: bool = False, **fields: object) -> str:
        """A phrase with its fields filled in, beginning with a capital; if it is to be brief, its shorter wording."""
        shorter = f"{name}_short"
        text = self.word(section, shorter if brief and shorter in self.sections[section] else name, **fields)
        return text[:1].upper() + text[1:]

    def word(self, section: str, name: str, /, **fields: object) -> str:
        """A phrase with its fields filled in, as it stands."""
        text = str(self.sections[section][name]).format(**fields)
        for pattern, instead in self.sections["joined"].items():
            text = re.sub(pattern, instead, text)
        return text


def languages() -> list[str]:
    """The languages that have phrases."""
    return sorted(
        entry.name.removesuffix(_SUFFIX) for entry in files(__name__).iterdir() if entry.name.endswith(_SUFFIX)
    )


def speaks(language: str) -> bool:
    """Whether a language has phrases, or the one that it is a region's kind of: de-at is German."""
    return language.partition("-")[0] in languages()


def load(language: str) -> Phrases:
    """The phrases of a language; of a region's kind of it the same.

    Raises:
        KeyError: it has none.
    """
    if not speaks(language):
        raise KeyError(language)
    file = files(__name__).joinpath(language.partition("-")[0] + _SUFFIX)
    sections = tomllib.loads(file.read_text(encoding="utf-8"))
    name = sections.pop("language")
    return Phrases(name, MappingProxyType(sections))

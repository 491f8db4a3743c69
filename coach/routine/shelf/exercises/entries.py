"""The entries of the shelf as they stand in its files: a folder for each language, with its rules beside them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from coach.routine.posture import Posture

DEFAULT = "en"
"""The language whose entries know what does not depend on a language: tempo, sides, posture, needs."""
_RULES = "rules.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise of the shelf.

    Attributes:
        also: other names.
        posture: where the body is when it starts.
        tempo_s: natural seconds of one repetition of one side; None where it is held.
        hold_s: the usual time in seconds; None where it is counted.
        moves: it is timed, but moves, such as a carry.
        side: "both", "each" or "alternating", as it is usually done.
        needs: equipment.
        easier, harder: other options, in words; empty where the language has none.
    """

    name: str
    also: tuple[str, ...]
    posture: Posture
    position: str
    movement: str
    cues: tuple[str, ...]
    side: str
    needs: tuple[str, ...]
    easier: str
    harder: str
    tempo_s: float | None = None
    hold_s: float | None = None
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """How names of one language are told alike, and what the shelf says in it of her own.

    Attributes:
        left_out: words of names that tell nothing.
        apostrophe: what stands for it.
        plurals: endings of words and what stands for them; the first that fits.
        letters: letters that are also written otherwise.
        needs: equipment in the language, by its English name.
        change: said of exercises that alternate and do not say so; `changes`: the pattern of how they do.
        counted: the pattern of what a movement says of counting, which a timed exercise does not need.
    """

    left_out: frozenset[str]
    apostrophe: str
    plurals: Mapping[str, str]
    letters: Mapping[str, str]
    needs: Mapping[str, str]
    change: str
    changes: str
    counted: str


@cache
def languages() -> tuple[str, ...]:
    """The languages that the shelf has exercises in."""
    return tuple(sorted(folder.name for folder in files(__package__).iterdir() if folder.joinpath(_RULES).is_file()))


@cache
def rules(language: str) -> Rules:
    """The rules of a language of the shelf."""
    data = _read(files(__package__).joinpath(language, _RULES))
    return Rules(**{**data, "left_out": frozenset(data["left_out"])})


def entries(language: str = DEFAULT) -> tuple[Entry, ...]:
    """All exercises of a language, in the order of its files; none where the shelf does not speak it."""
    return _entries(language)


@cache
def _entries(language: str) -> tuple[Entry, ...]:
    if language not in languages():
        return ()
    folder = files(__package__).joinpath(language)
    found: list[dict[str, Any]] = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and file.name != _RULES:
            found += _read(file)["exercise"]
    if language == DEFAULT:
        return tuple(_entry(data) for data in found)
    names = {data["like"]: data["name"] for data in found}
    return tuple(_alike(data, names, rules(language)) for data in found)


def _entry(data: Mapping[str, Any]) -> Entry:
    lists = {name: tuple(data[name]) for name in ("also", "cues", "needs")}
    return Entry(**{**data, **lists, "posture": Posture(data["posture"])})


def _alike(data: Mapping[str, Any], names: Mapping[str, str], rules: Rules) -> Entry:
    """An entry in another language, with what the English one knows of time, sides and posture."""
    entry = next(entry for entry in entries() if entry.name == data["like"])
    return replace(
        entry,
        name=data["name"],
        also=tuple(data["also"]),
        position=data["position"],
        movement=data["movement"],
        cues=tuple(data["cues"]),
        needs=tuple(rules.needs[thing] for thing in entry.needs),
        easier=names.get(entry.easier, ""),
        harder=names.get(entry.harder, ""),
    )


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))

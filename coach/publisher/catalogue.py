"""What is to be published: routines × languages × voices × talk, each at several paces; a TOML file, or wishes."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.app.editions import MOST_PACES
from coach.errors import Flaw, SettingsError, WishError
from coach.routine import PACE_MAX, PACE_MIN, Talk
from coach.script import Count

TITLE = "Coached workouts"
LANGUAGE = "{language}"
"""Stands in a source's name for the languages it is there in."""
_Pace = Annotated[float, Field(ge=PACE_MIN, le=PACE_MAX)]
_Strict = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Variant:
    """One workout as it is to be heard: it becomes an episode.

    Attributes:
        source: a built-in name, or a path.
        voice: as compose takes it; empty is the routine's, or the one for its language.
        talk: None is as the routine says.
        count: how repetitions are counted.
        paces: multipliers of counting; empty is slower, as the routine says, and faster.
        mark: tells it from the other variants of its source, for people; empty where there is no other.
    """

    source: str
    voice: str
    talk: Talk | None
    count: Count
    paces: tuple[float, ...]
    mark: str


class _Wishes(BaseModel):
    model_config = _Strict

    paces: tuple[_Pace, ...] | None = Field(default=None, max_length=MOST_PACES)
    voices: tuple[str, ...] | None = Field(default=None, min_length=1)
    talk: tuple[Talk, ...] | None = Field(default=None, min_length=1)
    count: Count | None = None


class _Entry(_Wishes):
    source: str = Field(min_length=1)
    languages: tuple[Annotated[str, Field(pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$")], ...] = ()


class Catalogue(_Wishes):
    """A catalogue: what holds for all routines, and the routines with what they have of their own.

    Attributes:
        title, description: of the list and the feed.
        base_url: of the site; empty where the command line says it.
        private: keeps it out of directories and search engines.
    """

    title: str = TITLE
    description: str = "Workouts that are counted and explained."
    base_url: str = ""
    private: bool = False
    routines: tuple[_Entry, ...] = Field(min_length=1)

    def variants(self) -> Iterator[Variant]:
        """Every workout of it, in order."""
        for entry in self.routines:
            voices, talks = entry.voices or self.voices or ("",), entry.talk or self.talk or (None,)
            paces = self.paces if entry.paces is None else entry.paces
            for source in _sources(entry):
                for voice in voices:
                    for talk in talks:
                        marks = [voice] * (len(voices) > 1) + [f"{talk} talk"] * (len(talks) > 1)
                        count = entry.count or self.count or Count.UP
                        yield Variant(source, voice, talk, count, tuple(sorted(set(paces or ()))), ", ".join(marks))


def read_catalogue(path: Path) -> Catalogue:
    """A catalogue's file; names of routine files in it are taken from its own folder.

    Raises:
        WishError: it is none, or cannot be read.
        SettingsError: with everything that is wrong in it.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        hint = "name a TOML file in UTF-8 that lists [[routines]]"
        raise WishError("cannot be read", subject=str(path), hint=hint) from error
    except tomllib.TOMLDecodeError as error:
        raise WishError(f"is no TOML: {error}", subject=str(path), hint="put texts into quotation marks") from None
    found = _checked(data, str(path))
    entries = tuple(entry.model_copy(update={"source": _placed(entry.source, path.parent)}) for entry in found.routines)
    return found.model_copy(update={"routines": entries})


def catalogue_of(sources: Sequence[str], **wished: Any) -> Catalogue:
    """A catalogue of sources, all of them as wished for: title, paces, voices, talk, count, private.

    Raises:
        SettingsError: with everything that is wrong in it.
    """
    given = {name: wish for name, wish in wished.items() if wish is not None}
    return _checked({**given, "routines": [{"source": source} for source in sources]}, "the command line")


def _checked(data: Mapping[str, Any], place: str) -> Catalogue:
    try:
        found = Catalogue.model_validate(data)
    except ValidationError as error:
        details = error.errors()
        told = [one for one in details if not any(_is_within(other, one) for other in details)]
        raise SettingsError([_flaw(place, detail) for detail in told]) from None
    flaws = [
        Flaw(f"{place}: routines {number}", message, "name the file `legs.{language}.md`, and its languages")
        for number, entry in enumerate(found.routines, 1)
        if (message := _language_problem(entry))
    ]
    if flaws:
        raise SettingsError(flaws)
    return found


def _is_within(detail: Any, outer: Any) -> bool:
    """Whether one thing that is wrong lies within what another is about, and so is the reason for it."""
    where, around = detail["loc"], outer["loc"]
    return len(where) > len(around) and where[: len(around)] == around


def _language_problem(entry: _Entry) -> str:
    if (LANGUAGE in entry.source) == bool(entry.languages):
        return ""
    return f"`{entry.source}` has no place for the languages" if entry.languages else "its languages are not named"


def _flaw(place: str, detail: Any) -> Flaw:
    """What pydantic found, in words: where it is, counted from 1, and what would be right."""
    where = " ".join(f"{part + 1}" if isinstance(part, int) else f"{part}" for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        known = ", ".join(_Entry.model_fields if detail["loc"][0] == "routines" else Catalogue.model_fields)
        return Flaw(f"{place}: {where}", "there is no such key", f"there are {known}")
    if detail["type"] == "missing":
        return Flaw(f"{place}: {where}", "is missing", "write a [[routines]] table with a source for each routine")
    return Flaw(f"{place}: {where}", f"`{detail['input']}` cannot be: {detail['msg'][0].lower()}{detail['msg'][1:]}")


def _sources(entry: _Entry) -> Iterator[str]:
    if not entry.languages:
        yield entry.source
    for language in entry.languages:
        yield entry.source.replace(LANGUAGE, language)


def _placed(source: str, folder: Path) -> str:
    """A source's name as it is found from anywhere: a path from the catalogue's folder where it looks like a path."""
    is_path = "/" in source or "\\" in source or Path(source).suffix != ""
    return str(folder / source) if is_path and "://" not in source else source

"""What holds: of all who wish for a setting, the one that stands highest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from coach.errors import Flaw, SettingsError
from coach.settings.check import WrongError, checked_text
from coach.settings.file import SettingsFile
from coach.settings.keys import KEYS, Key

if TYPE_CHECKING:
    from coach.routine import Routine


class Origin(StrEnum):
    """Who may wish for a setting, the highest first."""

    OPTION = "option"
    SESSION = "session"  # one that goes on, for what it keeps; environment, settings and what was remembered are silent
    ENVIRONMENT = "environment"
    REMEMBERED = "remembered"  # for this routine, by the listener
    ROUTINE = "routine"
    FILE = "settings"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Claim:
    """One wish for a setting.

    Attributes:
        value: as the program takes it; None where a rival decides instead, and for defaults that are nothing.
        place: where it was wished for: an option, a variable, a routine, a file with the line.
        rival: what decides instead.
        language: for which it was wished; empty where for any.
    """

    value: Any
    origin: Origin
    place: str = ""
    rival: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key with every claim on it, the one that holds first; the default is the last.

    Attributes:
        passed: claims that stand higher and are no use here, such as a voice that does not speak the language.
    """

    key: Key
    claims: tuple[Claim, ...]
    passed: tuple[Claim, ...] = ()

    @property
    def value(self) -> Any:
        """What holds."""
        return self.claims[0].value

    @property
    def origin(self) -> Origin:
        """Who wished for it."""
        return self.claims[0].origin


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds, for every key."""

    by_name: Mapping[str, Setting]

    def __getitem__(self, name: str) -> Any:
        """The value that holds."""
        return self.by_name[name].value

    def __iter__(self) -> Iterator[Setting]:
        return iter(self.by_name.values())

    def of(self, name: str) -> Setting:
        """The setting of a name."""
        return self.by_name[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All who may wish for something.

    Attributes:
        options: of the command line, by the name of the key or rival; None and empty texts are no wishes.
        environment: its variables.
        routine: what is to be done; `routine_name` is how it is told.
        file: the settings.
        session: what the session that goes on was begun with; None where none goes on.
        remembered: what the listener kept for this routine.
        language: in which it is said; by default the routine's.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    routine: "Routine | None" = None
    routine_name: str = ""
    file: SettingsFile | None = None
    session: Mapping[str, Any] | None = None
    remembered: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""


def resolve(sources: Sources) -> Settings:
    """What holds of all that is wished for.

    Options are taken as they are: who uses them checks them, and names them in its message.

    Raises:
        SettingsError: with all that is wrong with the environment and the file, also where something higher holds.
    """
    environment, flaws = _environment(sources.environment)
    if sources.file is not None:
        flaws += sources.file.flaws
    if flaws:
        raise SettingsError(flaws)
    return Settings({key.name: Setting(key, tuple(_claims(key, sources, environment))) for key in KEYS})


def _environment(variables: Mapping[str, str]) -> tuple[dict[str, Any], list[Flaw]]:
    """The values of the environment by the names of the keys, and what is wrong with it; empty ones are not set."""
    values: dict[str, Any] = {}
    flaws: list[Flaw] = []
    for key in KEYS:
        if key.variable and (written := variables.get(key.variable, "").strip()):
            try:
                values[key.name] = checked_text(key, written)
            except WrongError as error:
                flaws.append(Flaw(key.variable, str(error), error.hint))
    return values, flaws


def _claims(key: Key, sources: Sources, environment: Mapping[str, Any]) -> Iterator[Claim]:
    """Every claim on a key, the highest first."""
    yield from _claim(key, sources.options, Origin.OPTION, key.option)
    free = sources.session is None or not key.kept
    if sources.session is not None and key.kept:
        yield from _claim(key, sources.session, Origin.SESSION, "the session that goes on")
    if free and key.name in environment:
        yield Claim(environment[key.name], Origin.ENVIRONMENT, key.variable)
    if free:
        yield from _claim(key, sources.remembered, Origin.REMEMBERED, "as remembered")
    if sources.routine is not None and key.routine:
        names = (key.routine, *key.rivals)
        wishes = {name: getattr(sources.routine, name, None) for name in names}
        wishes[key.name] = wishes.pop(key.routine)
        yield from _claim(key, wishes, Origin.ROUTINE, sources.routine_name)
    if free and sources.file is not None:
        yield from _of_file(key, sources.file, sources.language or getattr(sources.routine, "language", ""))
    yield Claim(key.default, Origin.DEFAULT)


def _of_file(key: Key, file: SettingsFile, language: str) -> Iterator[Claim]:
    """What the file wishes for, first for a language: for de-at what it has for that, or else for de."""
    if table := file.entries.get(key.by_language):
        for tag in dict.fromkeys((language, language.partition("-")[0])):
            if tag in table.value:
                yield Claim(table.value[tag], Origin.FILE, f"{file.path}:{table.line}", language=tag)
    if entry := file.entries.get(key.name):
        yield Claim(entry.value, Origin.FILE, f"{file.path}:{entry.line}")


def _claim(key: Key, wishes: Mapping[str, Any], origin: Origin, place: str) -> Iterator[Claim]:
    """What somebody wishes for, of a key or of what stands in its place."""
    if _is_wish(wishes.get(key.name)):
        yield Claim(wishes[key.name], origin, place)
        return
    for rival in key.rivals:
        if _is_wish(wishes.get(rival)):
            yield Claim(None, origin, f"--{rival.replace('_', '-')}" if origin is Origin.OPTION else place, rival)
            return


def _is_wish(value: object) -> bool:
    return value is not None and value != ""

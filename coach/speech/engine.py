"""The port to software that speaks: what every engine offers, and how engines are found."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from typing import TYPE_CHECKING, Protocol

from coach.cue import Utterance
from coach.errors import MachineError, WishError

if TYPE_CHECKING:
    from coach.audio import Samples

GROUP = "coach.engines"
"""The entry point group in which engines are announced, those of this package too."""
DEFAULT_ENGINE = "hibari"


class EngineError(Exception):
    """An engine could not make the sound; the text says why."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who speaks.

    Attributes:
        name: as in `engine:name`.
        language: BCP 47 tag, in small letters.
        about: a few words for people.
        problem: why it cannot speak now; empty if it can.
    """

    name: str
    language: str
    about: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """What an engine made: mono float32 of shape (n,), within ±1, at its own rate in samples per second."""

    samples: "Samples"
    rate: int


class Engine(Protocol):
    """Software that makes an utterance into sound; every implementation passes tests/contracts.

    Attributes:
        version: changes whenever the same utterance may sound otherwise.
        workers: how many threads may call `speak` at once.
        stores: whether its sound is worth keeping on disk.
    """

    version: str
    workers: int
    stores: bool

    def problem(self) -> str:
        """Why it cannot be used here; empty if it can."""

    def voices(self) -> tuple[Voice, ...]:
        """Its voices, the usable ones first."""

    def default_voice(self, language: str) -> str:
        """The name of the voice it takes for a language; empty if it has none."""

    def speak(self, utterance: Utterance, voice: str) -> Sound:
        """The sound of an utterance.

        Raises:
            EngineError: it cannot be made.
        """


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine by name: usable, or with the reason why it is not."""

    name: str
    engine: Engine | None
    problem: str


def version_of(package: str) -> str:
    """The installed version of a package that an engine speaks through; `?` where it is missing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def candidates() -> list[Candidate]:
    """Every engine that is announced, by name; a broken one carries its problem and harms nobody."""
    return [_load(entry) for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name)]


def find(label: str, *, language: str) -> tuple[str, Engine, str]:
    """Engine name, engine and voice name of `engine:voice`, `engine` or, if empty, the default.

    Raises:
        WishError: no engine or voice has this name.
        MachineError: the engine or the voice cannot be used here.
    """
    name, _, voice = (label or DEFAULT_ENGINE).partition(":")
    entries = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in entries:
        hint = f"the engines are {', '.join(sorted(entries))}; `coach voices` lists their voices"
        raise WishError(f"unknown voice engine `{name}`", hint=hint)
    candidate = _load(entries[name])
    if candidate.engine is None:
        hint = "`coach voices` shows which engines work here"
        raise MachineError(f"the engine cannot be used: {candidate.problem}", subject=name, hint=hint)
    engine = candidate.engine
    return name, engine, _voice(name, engine, voice, language)


def _voice(name: str, engine: Engine, voice: str, language: str) -> str:
    if not voice:
        voice = engine.default_voice(language)
        if not voice:
            raise WishError(f"{name} has no voice for `{language}`", hint="`coach voices` lists the voices")
        return voice
    found = next((known for known in engine.voices() if known.name == voice), None)
    if found is None:
        names = [known.name for known in engine.voices()]
        some = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
        raise WishError(f"{name} has no voice `{voice}`", hint=f"it has {some}; `coach voices` lists all")
    if found.problem:
        raise MachineError(f"the voice cannot be used: {found.problem}", subject=f"{name}:{voice}")
    return voice


@cache
def _load(entry: EntryPoint) -> Candidate:
    """Once for each entry point (which are compared by value): an engine holds its network."""
    try:
        engine = entry.load()()
        problem = engine.problem()
    except Exception as error:  # whatever a third party's engine does at import must not stop the others
        return Candidate(entry.name, None, f"{type(error).__name__}: {error}")
    return Candidate(entry.name, None if problem else engine, problem)

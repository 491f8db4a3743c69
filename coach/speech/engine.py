"""The port to software that speaks: what every engine offers."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from coach.cue import Utterance

if TYPE_CHECKING:
    from coach.audio import Samples


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


@runtime_checkable
class OpensFiles(Protocol):
    """What an engine offers besides where a file of the listener's may be a voice."""

    def open_file(self, path: str) -> Voice | None:
        """The voice in a file, its name the whole path; None where this is no path of such a file.

        Raises:
            EngineError: the file is missing, or no voice.
        """

    def fingerprint(self, voice: str) -> str:
        """What tells one state of a voice's files from another; the engine's `version` tells nothing of them."""


def missing_packages(*modules: str) -> str:
    """Which of the modules that an engine speaks through are not installed, in a sentence; empty if all are."""
    missing = [name for name in modules if find_spec(name) is None]
    if not missing:
        return ""
    named = "package {} is" if len(missing) == 1 else "packages {} are"
    return f"the {named.format(' and '.join(missing))} not installed"


def version_of(package: str) -> str:
    """The installed version of a package that an engine speaks through; `?` where it is missing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"

"""Engines and voices by what people call them; a broken engine shows why and harms nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from coach.errors import MachineError, WishError
from coach.speech.engine import Engine, EngineError, OpensFiles, Voice
from coach.speech.naming import listed, matching, near

GROUP = "coach.engines"
"""The entry point group in which engines are announced, those of this package too."""
DEFAULT_ENGINE = "hibari"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine by name: usable, or with the reason why it is not."""

    name: str
    engine: Engine | None
    problem: str


Commands = Mapping[str, str]
"""Programs of the listener's that speak: the names they have as engines, and their command lines."""
NO_COMMANDS: Commands = MappingProxyType({})


def candidates(commands: Commands = NO_COMMANDS) -> list[Candidate]:
    """Every engine that is announced or a command, by name; a broken one carries its problem and harms nobody."""
    return [load() for _, load in sorted(_announced(commands).items())]


def _announced(commands: Commands) -> dict[str, Callable[[], Candidate]]:
    """How each engine is loaded; a command does not take an engine's name from it."""
    own = {name: partial(_command, name, command) for name, command in commands.items()}
    return {**own, **{entry.name: partial(_load, entry) for entry in entry_points(group=GROUP)}}


def find(label: str, *, language: str, commands: Commands = NO_COMMANDS) -> tuple[str, Engine, str]:
    """Engine name, engine and voice name of `engine:voice`, `engine` or, if empty, the default.

    The voice may be called by its name, its language or a part of what is known of it (coach.speech.naming).

    Raises:
        WishError: no engine or voice is called so, or several are.
        MachineError: the engine or the voice cannot be used here.
    """
    name, engine, wished = _engine(label, commands)
    return name, engine, _voice(name, engine, wished).name if wished else _default(name, engine, language)


def speaks(label: str, *, language: str, commands: Commands = NO_COMMANDS) -> bool:
    """Whether who is meant by a label, as `find` takes it, speaks a language.

    Raises:
        WishError: no engine or voice is called so, or several are.
        MachineError: the engine or the voice cannot be used here.
    """
    name, engine, wished = _engine(label, commands)
    if not wished:
        return bool(engine.default_voice(language))
    spoken = _voice(name, engine, wished).language
    return not spoken or _family(spoken) == _family(language)


def _engine(label: str, commands: Commands) -> tuple[str, Engine, str]:
    """Engine name, engine, and what the voice is called in a label."""
    name, _, voice = (label or DEFAULT_ENGINE).partition(":")
    announced = _announced(commands)
    if name not in announced:
        raise WishError(f"unknown voice engine `{name}`", hint=_meant(label, commands))
    candidate = announced[name]()
    if candidate.engine is None:
        hint = "`coach voices` shows which engines work here"
        raise MachineError(f"the engine cannot be used: {candidate.problem}", subject=name, hint=hint)
    return name, candidate.engine, voice


def language_of(label: str, *, commands: Commands = NO_COMMANDS) -> str:
    """The language tag of a voice by its whole label `engine:voice`; empty where it has none.

    Raises:
        WishError, MachineError: as for find.
    """
    name, engine, voice = _engine(label, commands)
    return _voice(name, engine, voice).language


def _meant(label: str, commands: Commands) -> str:
    """What to do about a label without an engine: whose voice it is, or which engines there are."""
    found = []
    for candidate in candidates(commands) if ":" not in label else ():
        engine = candidate.engine
        voices = matching(label, engine.voices(), engine.default_voice) if engine else ()
        found += [f"{candidate.name}:{voice.name}" for voice in voices if not voice.problem][:1]
    if found:
        return f"write `--voice {found[0]}`; `coach voices` lists all voices"
    return f"the engines are {', '.join(sorted(_announced(commands)))}; `coach voices` lists their voices"


def _default(name: str, engine: Engine, language: str) -> str:
    if voice := engine.default_voice(language):
        return voice
    missing = [known for known in engine.voices() if known.problem and _family(known.language) == _family(language)]
    why = f"{missing[0].name} is {missing[0].problem}; " if missing else ""
    raise WishError(
        f"{name} has no voice for `{language}`", hint=f"{why}name none, or one that `coach voices` lists for it"
    )


def _voice(name: str, engine: Engine, wished: str) -> Voice:
    if file := _file(name, engine, wished):
        return file
    voices = engine.voices()
    found = matching(wished, voices, engine.default_voice)
    if len(found) > 1:
        hint = f"it may be {listed(found)}; `coach voices` lists all"
        raise WishError(f"{name} has several voices that `{wished}` fits", hint=hint)
    if not found:
        alike = near(wished, voices)
        hint = f"near it {'are' if len(alike) > 1 else 'is'} {listed(alike)}" if alike else f"it has {listed(voices)}"
        raise WishError(f"{name} has no voice `{wished}`", hint=f"{hint}; `coach voices` lists all")
    if found[0].problem:
        raise MachineError(f"the voice cannot be used: {found[0].problem}", subject=f"{name}:{found[0].name}")
    return found[0]


def _family(language: str) -> str:
    return language.partition("-")[0]


def _file(name: str, engine: Engine, wished: str) -> Voice | None:
    """The voice in a file of the listener's; None where none is meant."""
    if not isinstance(engine, OpensFiles):
        return None
    try:
        return engine.open_file(wished)
    except EngineError as error:
        hint = "name the file of a voice; what belongs to it stands beside it"
        raise WishError(str(error), subject=f"{name}:{wished}", hint=hint) from error


@cache
def _command(name: str, command: str) -> Candidate:
    from coach.speech.engines.program import CommandEngine

    try:
        engine = CommandEngine(command)
    except ValueError as error:
        return Candidate(name, None, f"{error}: {command}")
    return Candidate(name, None if engine.problem() else engine, engine.problem())


@cache
def _load(entry: EntryPoint) -> Candidate:
    """Once for each entry point (which are compared by value): an engine holds its network."""
    try:
        engine = entry.load()()
        problem = engine.problem()
    except Exception as error:  # whatever a third party's engine does at import must not stop the others
        return Candidate(entry.name, None, f"{type(error).__name__}: {error}")
    return Candidate(entry.name, None if problem else engine, problem)

"""Voices for the other use cases: opened by their label, with the cache that all of them share."""

from coach import settings
from coach.errors import MachineError, WishError
from coach.speech import Candidate, ClipCache, Engine, Library, candidates, find

_FALLBACK_ENGINE = "system"
_DEFAULT_LANGUAGE = "en"


def open_voice(voice: str | Library, *, language: str, cache: ClipCache | None = None) -> Library:
    """The clips of a voice by its label `engine:voice`; where nothing is asked for, of the first that works.

    They are kept in a cache, by default the one that all commands share. A voice of another language than the text
    speaks as it is wished for, with a warning. An empty language is the voice's own.

    Raises:
        WishError: no engine or voice has this name.
        MachineError: it cannot be used here.
    """
    if isinstance(voice, Library):
        return voice
    store = cache or clip_cache()
    if not voice:
        return _usual(language or _DEFAULT_LANGUAGE, store)
    name, engine, speaker = find(voice, language=language or _DEFAULT_LANGUAGE)
    library = Library(name, engine, speaker, store)
    if told := _foreign(engine, speaker, language):
        library.warnings.append(f"{library.label} {told}: without --voice, one that speaks it is taken")
    return library


def _usual(language: str, store: ClipCache) -> Library:
    """The default voice, or where it does not speak the language one of the system, which says why."""
    try:
        return Library(*find("", language=language), store)
    except (MachineError, WishError) as error:
        try:
            library = Library(*find(_FALLBACK_ENGINE, language=language), store)
        except (MachineError, WishError):
            raise error from None
        library.warnings.append(f"{library.label} speaks, because {str(error).splitlines()[0]}")
        return library


def _foreign(engine: Engine, speaker: str, language: str) -> str:
    """That a voice speaks another language than the text is in; empty where it speaks it, or nobody knows."""
    if not language or speaker == engine.default_voice(language):
        return ""
    spoken = next((voice.language for voice in engine.voices() if voice.name == speaker), "")
    if not spoken or spoken.partition("-")[0] == language.partition("-")[0]:
        return ""
    return f"speaks `{spoken}`, and this is in `{language}`"


def voices() -> list[Candidate]:
    """Every engine, with the reason where it cannot be used."""
    return candidates()


def clip_cache(*, most_mb: int | None = None) -> ClipCache:
    """The cache that all commands share, of at most so many megabytes; by default as many as the environment says.

    Raises:
        WishError: its size is set to something that is no number.
    """
    most = settings.cache_bytes() if most_mb is None else most_mb * 1_000_000
    return ClipCache(settings.cache_dir(), most=most)

"""Voices for the other use cases: opened by their label, with the cache that all of them share."""

from coach import settings
from coach.errors import MachineError, WishError
from coach.speech import Candidate, ClipCache, Library, candidates, find

_FALLBACK_ENGINE = "system"


def open_voice(voice: str | Library, *, language: str, cache: ClipCache | None = None) -> Library:
    """The clips of a voice by its label `engine:voice`; where nothing is asked for, of the first that works.

    They are kept in a cache, by default the one that all commands share.

    Raises:
        WishError: no engine or voice has this name.
        MachineError: it cannot be used here.
    """
    if isinstance(voice, Library):
        return voice
    store = cache or clip_cache()
    try:
        return Library(*find(voice, language=language), store)
    except (MachineError, WishError) as error:
        if voice:
            raise
        try:
            library = Library(*find(_FALLBACK_ENGINE, language=language), store)
        except (MachineError, WishError):
            raise error from None
        library.warnings.append(f"{library.label} speaks, because {str(error).splitlines()[0]}")
        return library


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

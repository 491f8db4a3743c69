"""Voices for the other use cases: opened by their label, with the cache that all of them share."""

from coach import settings
from coach.errors import MachineError, WishError
from coach.speech import (
    BOTH,
    NO_COMMANDS,
    Candidate,
    ClipCache,
    Commands,
    Library,
    Speaker,
    candidates,
    find,
    language_of,
)

_FALLBACK_ENGINE = "system"
_DEFAULT_LANGUAGE = "en"


def open_voice(
    voice: str | Library,
    *,
    language: str,
    count_voice: str = "",
    commands: Commands = NO_COMMANDS,
    cache: ClipCache | None = None,
) -> Library:
    """The clips of a voice by its label `engine:voice`; where nothing is asked for, of the first that works.

    A voice of another language than the text speaks as it is wished for, with a warning.

    Args:
        voice: a label, or those of two voices as a score names them, the one that counts last.
        language: that is spoken; empty is the voice's own.
        count_voice: the label of the voice that counts; by default the other one counts, too.
        commands: programs that speak, by the names they have as engines (coach.speech.engines.program).
        cache: where clips are kept; by default what all commands share.

    Raises:
        WishError: no engine or voice has this name.
        MachineError: it cannot be used here.
    """
    if isinstance(voice, Library):
        return voice
    voice, _, both = voice.partition(BOTH)
    speaker, told = _wished(voice, language, commands) if voice else _usual(language or _DEFAULT_LANGUAGE)
    counter = None
    if counts := count_voice or both:
        counter, more = _wished(counts, language, commands)
        told += more
    library = Library(speaker.name, speaker.engine, speaker.voice, cache or clip_cache(), counter=counter)
    library.warnings += told
    return library


def _wished(label: str, language: str, commands: Commands) -> tuple[Speaker, list[str]]:
    """The voice of a label, and that it speaks another language than the text is in, if it does."""
    speaker = Speaker(*find(label, language=language or _DEFAULT_LANGUAGE, commands=commands))
    if not language or speaker.voice == speaker.engine.default_voice(language):
        return speaker, []
    spoken = language_of(speaker.label, commands=commands)
    if not spoken or spoken.partition("-")[0] == language.partition("-")[0]:
        return speaker, []
    told = f"{speaker.label} speaks `{spoken}`, and this is in `{language}`"
    return speaker, [f"{told}: without --voice, one that speaks it is taken"]


def _usual(language: str) -> tuple[Speaker, list[str]]:
    """The default voice, or where it does not speak the language one of the system, and why."""
    try:
        return Speaker(*find("", language=language)), []
    except (MachineError, WishError) as error:
        try:
            speaker = Speaker(*find(_FALLBACK_ENGINE, language=language))
        except (MachineError, WishError):
            raise error from None
        return speaker, [f"{speaker.label} speaks, because {str(error).splitlines()[0]}"]


def voices(commands: Commands = NO_COMMANDS) -> list[Candidate]:
    """Every engine, programs that speak too, with the reason where it cannot be used."""
    return candidates(commands)


def clip_cache(*, most_mb: int | None = None) -> ClipCache:
    """The cache that all commands share, of at most so many megabytes; by default as many as the environment says.

    Raises:
        WishError: its size is set to something that is no number.
    """
    most = settings.cache_bytes() if most_mb is None else most_mb * 1_000_000
    return ClipCache(settings.cache_dir(), most=most)

"""What holds for a command: its options, the environment, the routine, the settings and the defaults, in this order."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import CoachError, WishError

if TYPE_CHECKING:
    from coach.app import Music
    from coach.routine import Routine
    from coach.settings import Claim, Setting, Settings
    from coach.speech import ClipCache, Commands, Library
    from coach.target import Target

COMPOSED = ("pace", "talk", "count")
"""The settings that `compose` and `play` take by these names."""


def choose(
    options: Mapping[str, Any] | None = None,
    *,
    routine: "Routine | None" = None,
    routine_name: str = "",
    session: Mapping[str, Any] | None = None,
    remembered: Mapping[str, Any] | None = None,
    language: str = "",
) -> "Settings":
    """What holds for a command.

    Args:
        options: of the command line, by the names of the settings, and those that stand in their place.
        routine: what is to be done.
        routine_name: how the routine is told.
        session: what the session that goes on was begun with; it comes right behind the options.
        remembered: what was kept for this routine.
        language: in which it is said; by default the routine's.

    Raises:
        SettingsError: something is wrong in the environment or in the file of settings.
        MachineError: the file cannot be read.
    """
    from coach.settings import FILE_NAME, Sources, config_dir, load, resolve

    settings = resolve(
        Sources(
            options=options or {},
            environment=os.environ,
            routine=routine,
            routine_name=routine_name,
            file=load(config_dir() / FILE_NAME),
            session=session,
            remembered=remembered or {},
            language=language,
        )
    )
    spoken = language or (routine.language if routine else "")
    return _spoken(settings, spoken) if spoken else settings


def _spoken(settings: "Settings", language: str) -> "Settings":
    """The same with voices that were set for every time only where they speak a language."""
    from coach.settings import Settings

    def said(setting: "Setting") -> "Setting":
        names_one = setting.key.is_voice and not setting.key.kind.is_table
        return _speaking(setting, language, settings["commands"]) if names_one else setting

    return Settings({setting.key.name: said(setting) for setting in settings})


def _speaking(setting: "Setting", language: str, commands: "Commands") -> "Setting":
    from coach.settings import Origin
    from coach.speech import speaks

    passed = []
    for claim in setting.claims:
        general = claim.origin in (Origin.ENVIRONMENT, Origin.FILE) and not claim.language
        with blaming(claim):
            if not general or speaks(claim.value, language=language, commands=commands):
                break
        passed.append(claim)
    claims = tuple(claim for claim in setting.claims if claim not in passed)
    return replace(setting, claims=claims, passed=tuple(passed))


def composed(settings: "Settings") -> dict[str, Any]:
    """What `compose` and `play` take of the settings; a pace that something else decides is None."""
    return {name: settings[name] for name in COMPOSED}


def chosen_music(settings: "Settings") -> "Music | None":
    """The music that is to be heard under the voice.

    Raises:
        WishError: its level is out of range.
    """
    from coach.app import Music
    from coach.settings import NO_MUSIC

    if settings["music"] in ("", NO_MUSIC):
        return None
    return Music(settings["music"], settings["music_level"], settings["clear_speech"])


def open_chosen(settings: "Settings", *, language: str) -> "Library":
    """The voice that is to speak a language.

    Raises:
        WishError: no engine or voice has its name.
        MachineError: it cannot be used here.
    """
    from coach.app import open_voice

    setting, counter = settings.of("voice"), settings.of("count_voice")
    kept = {"language": language, "commands": settings["commands"], "cache": chosen_cache(settings)}
    with blaming(setting.claims[0]):
        library = open_voice(setting.value, **kept)
    if counter.value:
        with blaming(counter.claims[0]):
            library = open_voice(setting.value, count_voice=counter.value, **kept)
    passed = (*setting.passed, *counter.passed)
    notes = [f"{claim.value} is not taken: it does not speak `{language}` ({claim.place})" for claim in passed]
    library.warnings[:0] = notes
    return library


@contextmanager
def blaming(claim: "Claim") -> Iterator[None]:
    """Say with an error where it was wished for, if it is not in the command."""
    from coach.settings import Origin

    try:
        yield
    except CoachError as error:
        if claim.place and claim.origin is not Origin.OPTION:
            error.hint = "\n  ".join(filter(None, (error.hint, f"it is wished for in {claim.place}")))
        raise


def chosen_cache(settings: "Settings") -> "ClipCache":
    """The cache that all commands share, as large as it may be."""
    from coach.app import clip_cache

    return clip_cache(most_mb=settings["cache_mb"])


def aimed(settings: "Settings", output: Path | None, title: str, *, album: bool, force: bool) -> "Target":
    """Where it goes: what is named, else a name of its own in the folder for what is exported.

    Captions that are only set, and not wished for just now, are left out where they cannot be.

    Raises:
        WishError: it cannot go there.
        MachineError: likewise, or it cannot be encoded here.
    """
    from coach.app import check_encoder
    from coach.settings import Origin
    from coach.target import SILENT_SUFFIXES, STREAM, aim, caption_kinds

    kinds = caption_kinds(settings["captions"])
    stands_alone = output is not None and (output == STREAM or output.suffix.lower() in SILENT_SUFFIXES)
    target = aim(
        output,
        title=title,
        folder=settings["output_folder"] or Path(),
        form=settings["format"] if settings.of("format").origin is Origin.OPTION else "",
        usual=settings["format"],
        album=album,
        captions=() if stands_alone and settings.of("captions").origin is not Origin.OPTION else kinds,
        force=force,
    )
    if target.is_stream and sys.stdout.isatty():
        raise WishError("this is the terminal, and no place for sound", hint="pipe it on, as in `-o - | mpv -`")
    check_encoder(target)
    return target

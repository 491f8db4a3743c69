"""The use cases, a few calls from a text to a file; the one place that joins the rooms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from coach import settings
from coach.cue import Cue, Tone, Utterance
from coach.errors import MachineError, Problem, RoutineError, WishError
from coach.files import whole_file
from coach.routine import MAX_TOTAL_S, PACE_MAX, PACE_MIN, REP_MAX_S, REP_MIN_S, Routine, Talk
from coach.routine import read as read_text
from coach.score import Score, Section, schedule
from coach.score import fit as fit_score
from coach.script import Count, Phrases, Script, load_phrases, phrase_languages
from coach.script import write as write_script
from coach.source import text_of
from coach.speech import Candidate, ClipCache, Estimated, Library, Report, candidates, find
from coach.target import check_target, file_name, writing
from coach.units import s_to_clock, s_to_samples, samples_to_s, time_to_s

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done, and of how many."""

_FALLBACK_ENGINE = "system"
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written.

    Attributes:
        rep_seconds: mean time of one counted movement; None where nothing is counted.
        sections: with times in samples.
        loudness_lufs, true_peak_dbtp: of the mix, reckoned from its clips; MP3 adds up to a decibel of peak.
    """

    path: Path
    duration_s: float
    pace: float
    rep_seconds: float | None
    voice: str
    sections: tuple[Section, ...]
    loudness_lufs: float
    true_peak_dbtp: float
    warnings: tuple[str, ...]


def read(source: str) -> Routine:
    """The routine of a source: a built-in name, a path, `-` for standard input, or a text of several lines.

    Raises:
        RoutineError: the text has problems.
        WishError: there is no such name or file.
        MachineError: it cannot be read.
    """
    text, name = (source, "") if "\n" in source else text_of(source)
    return read_text(text, source=name)


def compose(
    routine: Routine,
    *,
    pace: float | None = None,
    rep_seconds: float | None = None,
    fit: str | float | None = None,
    voice: str | Library = "",
    talk: Talk | str | None = None,
    count: Count | str = Count.UP,
    progress: Progress | None = None,
) -> Score:
    """The score of a routine.

    Args:
        routine: what is to be done.
        pace: multiplier of counting, 0.5 to 2; takes the place of the routine's duration and pace.
        rep_seconds: seconds of one movement in all counted exercises, 0.5 to 30; likewise.
        fit: the whole length to meet, in seconds or as `9:30`; likewise.
        voice: `engine:voice`, an opened one, or empty for the routine's or the default one.
        talk: how much is said; by default what the routine wishes, else all.
        count: how repetitions are counted.
        progress: told how many clips are ready.

    Raises:
        WishError: the wishes exclude each other, are out of range, or cannot be met.
        RoutineError: the routine's language has no phrases.
        MachineError: there is no voice, or it fails.
    """
    length_s = _length_s(routine, pace=pace, rep_seconds=rep_seconds, wished=fit)
    write = partial(
        write_script,
        routine,
        phrases=_phrases(routine),
        exact=length_s is not None,
        talk=_one_of(Talk, talk or routine.talk or Talk.FULL, "level of talk"),
        count=_one_of(Count, count, "way to count"),
        rep_s=rep_seconds,
    )
    library = open_voice(voice or routine.voice or "", language=routine.language)
    report = _part(progress, "speaking")
    if length_s is not None:
        script = write(total_s=length_s)
        library.prepare(_cues(script), report)
        return fit_score(script, library, duration=s_to_samples(length_s), voice=library.label)
    wished = pace or (1.0 if rep_seconds else routine.pace) or 1.0
    return _at_pace(write, library, wished, report)


def _at_pace(write: Callable[..., Script], library: Library, pace: float, report: Report | None) -> Score:
    """The score at a pace; its opening names the length, which only the clips tell exactly."""
    score = schedule(write(total_s=0), Estimated(), pace=pace)
    for _ in range(2):
        if score.duration > s_to_samples(MAX_TOTAL_S):
            raise _too_long(score)
        script = write(total_s=samples_to_s(score.duration))
        library.prepare(_cues(script), report)
        score = schedule(script, library, pace=pace, voice=library.label)
    return score


def export(
    score: Score,
    path: str | Path | None = None,
    *,
    force: bool = False,
    voice: Library | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write a score as an MP3, or as a WAV where the path says so.

    Args:
        score: what compose gave.
        path: the file; by default one named for the title, in the current folder.
        force: overwrite a file that exists.
        voice: the opened voice the score was composed with; by default it is opened again.
        progress: told how much is written.

    Raises:
        WishError: the path cannot be used.
        MachineError: the file cannot be written.
    """
    from coach.audio.render import track_level
    from coach.exporter import export_file

    target = Path(path) if path is not None else Path(file_name(score.title))
    check_target(target, force=force)
    library = voice if voice is not None else open_voice(score.voice, language=score.language)
    library.prepare((event.cue for event in score.events), _part(progress, "speaking"))
    level = track_level(score, library)
    with writing(target):
        export_file(score, library, target, gain=level.gain, overwrite=force, report=_part(progress, "encoding"))
    return Exported(
        path=target,
        duration_s=samples_to_s(score.duration),
        pace=score.pace,
        rep_seconds=score.rep_s,
        voice=score.voice,
        sections=score.sections,
        loudness_lufs=level.loudness_lufs,
        true_peak_dbtp=level.true_peak_dbtp,
        warnings=(*score.warnings, *library.warnings),
    )


def say(text: str, path: str | Path, *, voice: str = "", language: str = "en", force: bool = False) -> Path:
    """Write one utterance as a WAV file, cut and levelled as in a workout.

    Raises:
        WishError: there is nothing to say, or the path cannot be used.
        MachineError: there is no voice, or the file cannot be written.
    """
    from coach.exporter import write_wav

    target = Path(path)
    if not any(character.isalnum() for character in text):
        raise WishError("there is no word in the text", hint="write what is to be said")
    if target.suffix.lower() != ".wav":
        raise WishError("a single utterance is written as WAV", subject=str(target), hint="name it `something.wav`")
    check_target(target, force=force)
    clip = open_voice(voice, language=language).clip(Utterance(" ".join(text.split()), language))
    with writing(target), whole_file(target, overwrite=force) as file:
        write_wav(file, iter([clip.pcm]))
    return target


def open_voice(voice: str | Library, *, language: str) -> Library:
    """The clips of a voice by its label `engine:voice`; where nothing is asked for, of the first that works.

    Raises:
        WishError: no engine or voice has this name.
        MachineError: it cannot be used here.
    """
    if isinstance(voice, Library):
        return voice
    try:
        return Library(*find(voice, language=language), clip_cache())
    except (MachineError, WishError) as error:
        if voice:
            raise
        try:
            library = Library(*find(_FALLBACK_ENGINE, language=language), clip_cache())
        except (MachineError, WishError):
            raise error from None
        library.warnings.append(f"{library.label} speaks, because {str(error).splitlines()[0]}")
        return library


def voices() -> list[Candidate]:
    """Every engine, with the reason where it cannot be used."""
    return candidates()


def clip_cache() -> ClipCache:
    """The cache that all commands share.

    Raises:
        WishError: its size is set to something that is no number.
    """
    return ClipCache(settings.cache_dir(), most=settings.cache_bytes())


def _length_s(
    routine: Routine, *, pace: float | None, rep_seconds: float | None, wished: str | float | None
) -> float | None:
    """The length to meet; None where the pace decides instead."""
    wishes = {"--pace": pace, "--rep-seconds": rep_seconds, "--fit": wished}
    given = [name for name, value in wishes.items() if value is not None]
    if len(given) > 1:
        raise WishError(f"{' and '.join(given)} exclude each other", hint="each of them decides the pace; keep one")
    _check_range("--pace", pace, PACE_MIN, PACE_MAX)
    _check_range("--rep-seconds", rep_seconds, REP_MIN_S, REP_MAX_S)
    if wished is None:
        return None if given else routine.duration_s
    try:
        length_s = time_to_s(wished) if isinstance(wished, str) else float(wished)
    except ValueError:
        raise WishError(f"`{wished}` is no time", subject="--fit", hint="write it as 9:30 or `10 min`") from None
    if not 0 < length_s <= MAX_TOTAL_S:
        hint = f"wish for something up to {MAX_TOTAL_S / 3600:.0f} hours"
        raise WishError(f"a length of {wished}", subject="--fit", hint=hint)
    return length_s


def _check_range(option: str, value: float | None, least: float, most: float) -> None:
    if value is not None and not least <= value <= most:
        raise WishError(f"{value:g} is out of range", subject=option, hint=f"it goes from {least:g} to {most:g}")


def _one_of(kind: type[_Word], word: str, what: str) -> _Word:
    if word not in tuple(kind):
        raise WishError(f"`{word}` is no {what}", hint=f"there are {', '.join(kind)}")
    return kind(word)


def _phrases(routine: Routine) -> Phrases:
    try:
        return load_phrases(routine.language)
    except KeyError:
        hint = f"there are phrases for {', '.join(phrase_languages())}"
        problem = Problem(1, 1, f"no phrases in the language `{routine.language}`", hint)
        raise RoutineError([problem], subject=routine.title) from None


def _cues(script: Script) -> Iterator[Cue]:
    yield from Tone
    yield from script.utterances()


def _too_long(score: Score) -> WishError:
    length = s_to_clock(samples_to_s(score.duration))
    hint = f"{MAX_TOTAL_S / 3600:.0f} hours are the most; do less of it, or count faster"
    return WishError(f"it would last {length}", subject=score.title, hint=hint)


def _part(progress: Progress | None, what: str) -> Report | None:
    return (lambda done, of: progress(what, done, of)) if progress else None

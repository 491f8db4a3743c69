"""The use cases, a few calls from a text to a file; the one place that joins the rooms."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor
from pathlib import Path

from coach import settings, wishes
from coach.cue import Cue, Tone, Utterance
from coach.errors import MachineError, Problem, RoutineError, WishError
from coach.files import whole_file
from coach.routine import MAX_TOTAL_S, Routine, Talk
from coach.routine import read as read_text
from coach.score import Score, Section, out_of_reach, reach, schedule
from coach.score import fit as fit_score
from coach.script import Count, Phrases, Script, load_phrases, phrase_languages
from coach.script import write as write_script
from coach.source import text_of
from coach.speech import Candidate, ClipCache, Estimated, Library, Report, candidates, find
from coach.target import check_target, file_name, writing
from coach.units import s_to_clock, s_to_samples, samples_to_s

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done, and of how many."""

_FALLBACK_ENGINE = "system"


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
    routine = read_text(text, source=name)
    if routine.language not in phrase_languages():
        lines = enumerate(text.splitlines(), 1)
        line = next((number for number, line in lines if line.lstrip(" \"'").startswith("language")), 1)
        raise RoutineError([Problem(line, 1, *_no_phrases(routine.language))], subject=name)
    return routine


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
        WishError: the wishes exclude each other, are out of range, or cannot be met; the language has no phrases.
        MachineError: there is no voice, or it fails.
    """
    length_s = wishes.length_s(routine, pace=pace, rep_seconds=rep_seconds, wished=fit)
    write = partial(
        write_script,
        routine,
        phrases=_phrases(routine),
        exact=length_s is not None,
        talk=wishes.one_of(Talk, talk or routine.talk or Talk.FULL, "level of talk"),
        count=wishes.one_of(Count, count, "way to count"),
        rep_s=rep_seconds,
    )
    library = open_voice(voice or routine.voice or "", language=routine.language)
    report = _part(progress, "speaking")
    if length_s is not None:
        score = _fitted(write, library, length_s, report)
    else:
        score = _at_pace(write, library, pace or (1.0 if rep_seconds else routine.pace) or 1.0, report)
    told = () if isinstance(voice, Library) else library.warnings  # who opened it asks it
    return replace(score, warnings=(*told, *score.warnings))


def _fitted(write: Callable[..., Script], library: Library, length_s: float, report: Report | None) -> Score:
    """The score of a length."""
    script = write(total_s=length_s)
    library.prepare(_cues(script), report)
    duration = s_to_samples(length_s)
    try:
        return fit_score(script, library, duration=duration, voice=library.label)
    except WishError:
        limits = [_limit(write, library, limit, end) for end, limit in enumerate(reach(script, library))]
        raise out_of_reach(script.title, duration, *limits) from None


def _limit(write: Callable[..., Script], library: Library, limit: int, end: int) -> int:
    """A whole second, in samples, that can be wished for: the opening says it, and saying it takes its time."""
    for _ in range(4):
        seconds = (floor if end else ceil)(samples_to_s(limit))
        limit = reach(write(total_s=seconds), library)[end]
        if (limit >= s_to_samples(seconds)) if end else (limit <= s_to_samples(seconds)):
            break
    return s_to_samples(seconds)


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
        WishError: the path cannot be used, or the voice is not the one the score was composed with.
        MachineError: the file cannot be written.
    """
    from coach.audio.render import track_level
    from coach.exporter import export_file

    target = Path(path) if path is not None else Path(file_name(score.title))
    check_target(target, force=force)
    library = voice if voice is not None else open_voice(score.voice, language=score.language)
    library.prepare((event.cue for event in score.events), _part(progress, "speaking"))
    _check_voice(score, library)
    level = track_level(score, library)
    with writing(target):
        export_file(score, library, target, gain=level.gain, overwrite=force, report=_part(progress, "encoding"))
    library.close()
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


def say(text: str, path: str | Path, *, voice: str | Library = "", language: str = "en", force: bool = False) -> Path:
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


def _check_voice(score: Score, library: Library) -> None:
    """A score is right for the clips it was made with; another voice, or version of one, takes other times."""
    same = library.label == score.voice and all(
        library[event.cue].duration == event.end - event.start for event in score.events
    )
    if not same:
        message = f"the score was composed with {score.voice or 'no voice'}, and {library.label} says it otherwise"
        raise WishError(message, subject=score.title, hint="compose it again with the voice that is to speak")


def _phrases(routine: Routine) -> Phrases:
    try:
        return load_phrases(routine.language)
    except KeyError:
        message, hint = _no_phrases(routine.language)
        raise WishError(message, subject=routine.title, hint=hint) from None


def _no_phrases(language: str) -> tuple[str, str]:
    return f"the coach has no phrases in `{language}`", f"she speaks {', '.join(phrase_languages())}"


def _cues(script: Script) -> Iterator[Cue]:
    yield from Tone
    yield from script.utterances()


def _too_long(score: Score) -> WishError:
    length = s_to_clock(samples_to_s(score.duration))
    hint = f"{MAX_TOTAL_S / 3600:.0f} hours are the most; do less of it, or count faster"
    return WishError(f"it would last {length}", subject=score.title, hint=hint)


def _part(progress: Progress | None, what: str) -> Report | None:
    return (lambda done, of: progress(what, done, of)) if progress else None

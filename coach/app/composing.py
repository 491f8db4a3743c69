"""A routine to a score: at a pace, or for a wished length."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor
from typing import Any

from coach import wishes
from coach.app.progress import Progress, part_of
from coach.app.voices import open_voice
from coach.cue import Cue, Tone
from coach.errors import WishError
from coach.routine import MAX_TOTAL_S, Routine, Talk
from coach.score import Score, out_of_reach, reach, schedule
from coach.score import fit as fit_score
from coach.script import Count, Phrases, Script, load_phrases, phrase_languages, speaks
from coach.script import write as write_script
from coach.speech import Estimated, EstimatedLibrary, Library, Report
from coach.units import s_to_clock, s_to_samples, samples_to_s


@dataclass(frozen=True, slots=True)
class Composed:
    """A score with what it was made of.

    Attributes:
        script: what is said, in order.
        score: when it sounds.
        library: the clips of the voice.
        talk: how much is said.
    """

    script: Script
    score: Score
    library: Library
    talk: Talk


def compose(
    routine: Routine,
    *,
    pace: float | None = None,
    rep_seconds: float | None = None,
    fit: str | float | None = None,
    voice: str | Library = "",
    talk: Talk | str | None = None,
    count: Count | str | None = None,
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
        count: how repetitions are counted; by default up.
        progress: told how many clips are ready.

    Raises:
        WishError: the wishes exclude each other, are out of range, or cannot be met; the language has no phrases.
        MachineError: there is no voice, or it fails.
    """
    composed = compose_whole(
        routine, pace=pace, rep_seconds=rep_seconds, fit=fit, voice=voice, talk=talk, count=count, progress=progress
    )
    told = () if isinstance(voice, Library) else composed.library.warnings  # who opened it asks it
    return replace(composed.score, warnings=(*told, *composed.score.warnings))


def compose_whole(
    routine: Routine,
    *,
    pace: float | None = None,
    rep_seconds: float | None = None,
    fit: str | float | None = None,
    voice: str | Library = "",
    talk: Talk | str | None = None,
    count: Count | str | None = None,
    progress: Progress | None = None,
) -> Composed:
    """The same with what the score was made of: for who goes on to change it. Arguments and errors as for compose."""
    length_s = wishes.length_s(routine, pace=pace, rep_seconds=rep_seconds, wished=fit)
    level = wishes.one_of(Talk, talk or routine.talk or Talk.FULL, "level of talk")
    write = partial(
        write_script,
        routine,
        phrases=phrases_of(routine),
        exact=length_s is not None,
        talk=level,
        count=wishes.one_of(Count, count or Count.UP, "way to count"),
        rep_s=rep_seconds,
    )
    library = open_voice(voice or routine.voice or "", language=routine.language)
    report = part_of(progress, "speaking")
    if length_s is not None:
        script, score = _fitted(write, library, length_s, report)
    else:
        script, score = _at_pace(write, library, pace or (1.0 if rep_seconds else routine.pace) or 1.0, report)
    return Composed(script, score, library, level)


def preview(routine: Routine, **wished: Any) -> Score:
    """About when a routine will sound: at once, before any voice has spoken.

    Args:
        routine: what is to be done.
        wished: as for compose, without a voice.

    Raises:
        WishError: as for compose; a length may be refused that a voice can just meet, and the other way round.
    """
    return compose_whole(routine, voice=EstimatedLibrary(), **wished).score


def estimate_s(routine: Routine) -> float:
    """About how long a routine lasts, in seconds, without a voice: as it wishes, else at its pace.

    Raises:
        WishError: it would last too long.
    """
    if routine.duration_s is not None:
        return routine.duration_s
    language = routine.language if speaks(routine.language) else "en"
    script = write_script(routine, phrases=load_phrases(language), total_s=0, talk=routine.talk or Talk.FULL)
    score = schedule(script, Estimated(), pace=routine.pace or 1.0)
    if score.duration > s_to_samples(MAX_TOTAL_S):
        raise _too_long(score)
    return samples_to_s(score.duration)


def _fitted(
    write: Callable[..., Script], library: Library, length_s: float, report: Report | None
) -> tuple[Script, Score]:
    """The script and score of a length."""
    script = write(total_s=length_s)
    library.prepare(_cues(script), report)
    duration = s_to_samples(length_s)
    try:
        return script, fit_score(script, library, duration=duration, voice=library.label)
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


def _at_pace(
    write: Callable[..., Script], library: Library, pace: float, report: Report | None
) -> tuple[Script, Score]:
    """The script and score at a pace; its opening names the length, which only the clips tell exactly."""
    score = schedule(write(total_s=0), Estimated(), pace=pace)
    for _ in range(2):
        if score.duration > s_to_samples(MAX_TOTAL_S):
            raise _too_long(score)
        script = write(total_s=samples_to_s(score.duration))
        library.prepare(_cues(script), report)
        score = schedule(script, library, pace=pace, voice=library.label)
    return script, score


def phrases_of(routine: Routine) -> Phrases:
    """What the coach says of herself in the routine's language.

    Raises:
        WishError: she has no phrases in it.
    """
    try:
        return load_phrases(routine.language)
    except KeyError:
        message, hint = no_phrases(routine.language)
        raise WishError(message, subject=routine.title, hint=hint) from None


def no_phrases(language: str) -> tuple[str, str]:
    """That the coach does not speak a language, and which she speaks."""
    return f"the coach has no phrases in `{language}`", f"she speaks {', '.join(phrase_languages())}"


def _cues(script: Script) -> Iterator[Cue]:
    yield from Tone
    yield from script.utterances()


def _too_long(score: Score) -> WishError:
    length = s_to_clock(samples_to_s(score.duration))
    hint = f"{MAX_TOTAL_S / 3600:.0f} hours are the most; do less of it, or count faster"
    return WishError(f"it would last {length}", subject=score.title, hint=hint)

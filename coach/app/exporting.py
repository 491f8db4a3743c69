"""A score to a file, and single utterances to hear a voice."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.app.progress import Progress, part_of
from coach.app.voices import open_voice
from coach.cue import Utterance
from coach.errors import WishError
from coach.files import whole_file
from coach.score import CAPTIONS, Score, Section
from coach.speech import Library
from coach.target import CAPTION_SUFFIXES, caption_targets, check_target, file_name, writing
from coach.units import samples_to_s

if TYPE_CHECKING:
    from coach.audio.render import TrackLevel


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written.

    Attributes:
        rep_seconds: mean time of one counted movement; None where nothing is counted.
        sections: with times in samples.
        loudness_lufs, true_peak_dbtp: of the mix, reckoned from its clips; MP3 adds up to a decibel of peak. None
            where nothing sounds: in captions alone.
        captions: the files of captions beside it.
    """

    path: Path
    duration_s: float
    pace: float
    rep_seconds: float | None
    voice: str
    sections: tuple[Section, ...]
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    warnings: tuple[str, ...]
    captions: tuple[Path, ...] = ()


def export(
    score: Score,
    path: str | Path | None = None,
    *,
    force: bool = False,
    captions: Sequence[str] = (),
    voice: Library | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write a score as an MP3, or as what the path's suffix says: WAV, or captions alone.

    Args:
        score: what compose gave.
        path: the file; by default one named for the title, in the current folder.
        force: overwrite files that exist.
        captions: the kinds of captions to write beside the sound, of score.CAPTIONS.
        voice: the opened voice the score was composed with; by default it is opened again.
        progress: told how much is written.

    Raises:
        WishError: the path cannot be used, or the voice is not the one the score was composed with.
        MachineError: the file cannot be written.
    """
    target = Path(path) if path is not None else Path(file_name(score.title))
    check_target(target, force=force)
    texts = caption_targets(target, captions, force=force)
    if target.suffix.lower() in CAPTION_SUFFIXES:
        with _whole_captions(score, [target], force=force):
            return _exported(score, target)
    library = voice if voice is not None else open_voice(score.voice, language=score.language)
    library.prepare((event.cue for event in score.events), part_of(progress, "speaking"))
    _check_voice(score, library)
    with _whole_captions(score, texts, force=force):
        level = _write_sound(score, library, target, force=force, progress=progress)
    library.close()
    return _exported(score, target, level=level, warnings=library.warnings, captions=texts)


def _write_sound(
    score: Score, library: Library, target: Path, *, force: bool, progress: Progress | None
) -> "TrackLevel":
    from coach.audio.render import track_level
    from coach.exporter import export_file

    level = track_level(score, library)
    with writing(target):
        export_file(score, library, target, gain=level.gain, overwrite=force, report=part_of(progress, "encoding"))
    return level


@contextmanager
def _whole_captions(score: Score, targets: Sequence[Path], *, force: bool) -> Iterator[None]:
    """Captions that get their names when the block ends without an error: with what they belong to, or not at all."""
    with ExitStack() as stack:
        for target in targets:
            stack.enter_context(writing(target))
            file = stack.enter_context(whole_file(target, overwrite=force))
            file.write(CAPTIONS[target.suffix.lower()[1:]](score).encode())
        yield


def _exported(
    score: Score,
    target: Path,
    *,
    level: "TrackLevel | None" = None,
    warnings: Sequence[str] = (),
    captions: tuple[Path, ...] = (),
) -> Exported:
    return Exported(
        path=target,
        duration_s=samples_to_s(score.duration),
        pace=score.pace,
        rep_seconds=score.rep_s,
        voice=score.voice,
        sections=score.sections,
        loudness_lufs=level.loudness_lufs if level else None,
        true_peak_dbtp=level.true_peak_dbtp if level else None,
        warnings=(*score.warnings, *warnings),
        captions=captions,
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


def _check_voice(score: Score, library: Library) -> None:
    """A score is right for the clips it was made with; another voice, or version of one, takes other times."""
    same = library.label == score.voice and all(
        library[event.cue].duration == event.end - event.start for event in score.events
    )
    if not same:
        message = f"the score was composed with {score.voice or 'no voice'}, and {library.label} says it otherwise"
        raise WishError(message, subject=score.title, hint="compose it again with the voice that is to speak")

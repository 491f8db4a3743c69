"""A score to a file, and single utterances to hear a voice."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from coach.app.composing import phrases_of
from coach.app.music import Laid, Music, opened
from coach.app.progress import Progress, part_of
from coach.app.voices import open_voice
from coach.cue import Utterance
from coach.errors import WishError
from coach.files import whole_file, whole_folder
from coach.routine import Routine
from coach.score import CAPTIONS, Score, Section
from coach.script import workout, write
from coach.speech import Library, Report
from coach.target import CAPTION_SUFFIXES, SILENT_SUFFIXES, WORKOUT_SUFFIX, Target, aim, check_target, writing
from coach.units import samples_to_s

if TYPE_CHECKING:
    from coach.audio.render import TrackLevel


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written.

    Attributes:
        path: the file, or the folder of an album; `-` is standard output.
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
    form: str = "",
    album: bool = False,
    captions: Sequence[str] = (),
    voice: Library | None = None,
    music: Music | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Write a score as an MP3, or as what the path's suffix says: another sound, or captions alone.

    Args:
        score: what compose gave.
        path: the file, or an album's folder; by default one named for the title, in the current folder.
        force: overwrite files that exist.
        form: the format, such as `flac`, where the path does not say it.
        album: a folder with a file for each section and a playlist.
        captions: the kinds of captions to write beside the sound, of score.CAPTIONS.
        voice: the opened voice the score was composed with; by default it is opened again.
        music: heard under the voice; the file is stereo then.
        progress: told how much is written.

    Raises:
        WishError: the path cannot be used, the voice is not the one the score was composed with, or there is no music.
        MachineError: the file cannot be written, or a program that it needs is not there.
    """
    place = Path(path) if path is not None else None
    target = aim(place, title=score.title, form=form, album=album, captions=captions, force=force)
    return export_to(score, target, voice=voice, music=music, progress=progress)


def check_encoder(target: Target) -> None:
    """Refuse a format that cannot be encoded here, before any work is done.

    Raises:
        MachineError: the program that it needs is not there.
    """
    from coach.exporter import check_format

    if target.suffix not in SILENT_SUFFIXES:
        check_format(target.suffix)


def export_to(
    score: Score,
    target: Target,
    *,
    stream: BinaryIO | None = None,
    voice: Library | None = None,
    music: Music | None = None,
    progress: Progress | None = None,
) -> Exported:
    """The same to a target that was aimed at; `stream` is where it goes if that is standard output."""
    if target.suffix == WORKOUT_SUFFIX:
        hint = "from Python, give the routine to `export_workout`"
        raise WishError("a watch's workout is made of a routine", subject=str(target.path), hint=hint)
    if target.suffix in CAPTION_SUFFIXES:
        with _whole_captions(score, [target.path], force=target.force):
            return _exported(score, target)
    check_encoder(target)
    library = voice if voice is not None else open_voice(score.voice, language=score.language)
    library.prepare((event.cue for event in score.events), part_of(progress, "speaking"))
    library.rest()
    _check_voice(score, library)
    captions = _whole_captions(score, target.caption_paths, force=target.force)
    with opened(music, score, library, progress) as laid, captions:
        _write_sound(score, library, target, stream, laid, report=part_of(progress, "encoding"))
    library.close()
    return _exported(score, target, level=laid.level, warnings=(*laid.warnings, *library.warnings))


def export_workout(routine: Routine, path: str | Path, *, force: bool = False) -> Path:
    """Write a routine as a FIT file, whose steps a Garmin watch leads through; returns its path.

    Raises:
        WishError: the path cannot be used, or the coach has no words in the routine's language.
        MachineError: the file cannot be written.
    """
    from coach.exporter import fit_bytes

    target = Path(path)
    if target.suffix.lower() != WORKOUT_SUFFIX:
        raise WishError("a watch's workout is a FIT file", subject=str(target), hint=f"name it `legs{WORKOUT_SUFFIX}`")
    check_target(target, force=force)
    phrases = phrases_of(routine)
    steps = workout(write(routine, phrases=phrases, total_s=0), routine, phrases)
    with writing(target), whole_file(target, overwrite=force) as file:
        file.write(fit_bytes(routine.title, steps))
    return target


def _write_sound(
    score: Score, library: Library, target: Target, stream: BinaryIO | None, laid: Laid, *, report: Report | None
) -> None:
    from coach.exporter import export_album, export_file, export_stream

    how: Any = {"gain": laid.level.gain, "mix": laid.mix, "report": report}
    if stream is not None:
        export_stream(score, library, stream, target.suffix, **how)
        return
    with writing(target.path):
        if target.is_album:
            free = target.path.is_dir() and not any(target.path.iterdir())
            with whole_folder(target.path, overwrite=target.force or free) as folder:
                export_album(score, library, folder, target.suffix, captions=target.captions, **how)
        else:
            export_file(score, library, target.path, overwrite=target.force, **how)


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
    score: Score, target: Target, *, level: "TrackLevel | None" = None, warnings: Sequence[str] = ()
) -> Exported:
    return Exported(
        path=target.path,
        duration_s=samples_to_s(score.duration),
        pace=score.pace,
        rep_seconds=score.rep_s,
        voice=score.voice,
        sections=score.sections,
        loudness_lufs=level.loudness_lufs if level else None,
        true_peak_dbtp=level.true_peak_dbtp if level else None,
        warnings=(*score.warnings, *warnings),
        captions=target.caption_paths,
    )


def say(text: str, path: str | Path, *, voice: str | Library = "", language: str = "en", force: bool = False) -> Path:
    """Write one utterance as a WAV file, cut and levelled as in a workout.

    Raises:
        WishError: there is nothing to say, or the path cannot be used.
        MachineError: there is no voice, or the file cannot be written.
    """
    from coach.exporter import Sound, write_wav

    target = Path(path)
    if not any(character.isalnum() for character in text):
        raise WishError("there is no word in the text", hint="write what is to be said")
    if target.suffix.lower() != ".wav":
        raise WishError("a single utterance is written as WAV", subject=str(target), hint="name it `something.wav`")
    check_target(target, force=force)
    clip = open_voice(voice, language=language).clip(Utterance(" ".join(text.split()), language))
    with writing(target), whole_file(target, overwrite=force) as file:
        write_wav(file, Sound(iter([clip.pcm]), len(clip.pcm) // 2))
    return target


def _check_voice(score: Score, library: Library) -> None:
    """A score is right for the clips it was made with; another voice, or version of one, takes other times."""
    same = library.label == score.voice and all(
        library[event.cue].duration == event.end - event.start for event in score.events
    )
    if not same:
        message = f"the score was composed with {score.voice or 'no voice'}, and {library.label} says it otherwise"
        raise WishError(message, subject=score.title, hint="compose it again with the voice that is to speak")

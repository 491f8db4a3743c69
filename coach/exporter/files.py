"""Rendered blocks into a file of each format."""

import io
import shutil
import struct
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from coach.audio import to_pcm
from coach.audio.mixing import Mix, mixed_blocks
from coach.audio.render import Clips, blocks
from coach.exporter import ffmpeg, m4b, opus
from coach.exporter.flac import write_flac
from coach.exporter.mp3 import ENCODER_GAIN, mp3_frames
from coach.exporter.track import Sound, Track
from coach.files import whole_file
from coach.score import Score
from coach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

Report = Callable[[int, int], None]
"""Told how many of how many samples are written."""


def export_file(
    score: Score,
    clips: Clips,
    path: Path,
    *,
    gain: float,
    overwrite: bool,
    mix: Mix | None = None,
    report: Report | None = None,
) -> None:
    """Write a score in the format of the path's suffix.

    Args:
        score: what is to be heard.
        clips: of its voice.
        path: the file.
        gain: of the whole, linear.
        overwrite: whether it may take another's place.
        mix: voice over music, which has clips and gain of its own; the file is stereo then.
        report: told how much is written.

    Raises:
        KeyError: there is no such format.
        FileExistsError: the file exists, and `overwrite` is false.
        OSError: it cannot be written.
        MachineError: the program that encodes it is not there, or fails.
    """
    form = FORMATS[path.suffix.lower()]
    sound = sound_of(score, clips, form, gain=gain, mix=mix, report=report)
    with whole_file(path, overwrite=overwrite) as file, ThreadPoolExecutor(1) as pool:
        form.write(file, Track(score, partial(draw_cover, score)), sound, pool)


def export_stream(
    score: Score,
    clips: Clips,
    stream: BinaryIO,
    suffix: str,
    *,
    gain: float,
    mix: Mix | None = None,
    report: Report | None = None,
) -> None:
    """Write a score in the format of a suffix into a stream that need not seek, such as a pipe.

    MP3 and WAV go into it as they are made, the same bytes as in a file; others are written into a nameless
    file first, because their beginning is known at their end.

    Raises:
        KeyError: there is no such format.
        OSError: it cannot be written; BrokenPipeError where nobody reads any more.
        MachineError: the program that encodes it is not there, or fails.
    """
    form = FORMATS[suffix]
    track = Track(score, partial(draw_cover, score))
    sound = sound_of(score, clips, form, gain=gain, mix=mix, report=report)
    with ThreadPoolExecutor(1) as pool:
        if form.streams:
            form.write(stream, track, sound, pool)
            return
        with tempfile.TemporaryFile() as file:
            form.write(file, track, sound, pool)
            file.seek(0)
            shutil.copyfileobj(file, stream)


def check_format(suffix: str) -> None:
    """Refuse a format whose encoder is not there, before any work is done.

    Raises:
        KeyError: there is no such format.
        MachineError: its encoder is not there.
    """
    if encoder := FORMATS[suffix].encoder:
        ffmpeg.check(encoder, what=suffix)


def write_wav(file: BinaryIO, sound: Sound) -> None:
    """16-bit samples at SAMPLE_RATE as a WAV file.

    Its header is right from the beginning, so a pipe will do; the standard library's wave module would go back
    and mend it where the pipe is closed before the end.
    """
    size, frame = sound.samples * 2 * sound.channels, 2 * sound.channels
    form = struct.pack("<IHHIIHH", 16, 1, sound.channels, SAMPLE_RATE, SAMPLE_RATE * frame, frame, 16)
    file.write(
        struct.pack("<4sI4s4s", b"RIFF", 36 + size, b"WAVE", b"fmt ") + form + struct.pack("<4sI", b"data", size)
    )
    for block in sound.pcm:
        file.write(block)


def _write_wav(file: BinaryIO, track: Track, sound: Sound, pool: Executor) -> None:  # noqa: ARG001
    write_wav(file, sound)


def _write_mp3(file: BinaryIO, track: Track, sound: Sound, pool: Executor) -> None:
    """The tag stands first; it is made while LAME works on the first minute."""
    tag = pool.submit(_id3, track)
    frames = mp3_frames(sound)
    waiting = []
    for data in frames:
        waiting.append(data)
        if tag.done():
            break
    file.write(tag.result())
    for data in chain(waiting, frames):
        file.write(data)


def _id3(track: Track) -> bytes:
    from coach.exporter.tags import tags

    tag = io.BytesIO()
    tags(track).save(tag, v2_version=3, v1=0, padding=lambda _: 0)
    return tag.getvalue()


def draw_cover(score: Score) -> bytes:
    """The cover of a score, a PNG. Drawn when it is needed: loading what draws takes a tenth of a second."""
    from coach.exporter.cover import cover_png

    return cover_png(score)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    Attributes:
        write: what writes it.
        gain: what its encoder has of its own, linear.
        streams: whether it can be written into what cannot seek.
        encoder: the one of ffmpeg that it needs; empty where it needs none.
    """

    write: Callable[[BinaryIO, Track, Sound, Executor], None]
    gain: float = 1.0
    streams: bool = False
    encoder: str = ""


FORMATS = {
    ".mp3": Format(_write_mp3, ENCODER_GAIN, streams=True),
    ".wav": Format(_write_wav, streams=True),
    ".flac": Format(write_flac),
    ".opus": Format(opus.write_opus, encoder=opus.ENCODER),
    ".m4b": Format(m4b.write_m4b, encoder=m4b.ENCODER),
}
"""By suffix."""


def sound_of(
    score: Score, clips: Clips, form: Format, *, gain: float, mix: Mix | None = None, report: Report | None = None
) -> Sound:
    """The rendered sound of a score with a gain, or over music, on its way into a format."""
    if mix is None:
        rendered = blocks(score, clips, gain=gain / form.gain)
    else:
        rendered = _ahead(block / np.float32(form.gain) for block in mixed_blocks(score, mix))
    first = next(rendered)
    return Sound(_pcm(chain([first], rendered), score.duration, report), score.duration, first.shape[1])


def _ahead(rendered: "Iterator[NDArray[np.float32]]") -> "Iterator[NDArray[np.float32]]":
    """The same blocks, each made on another thread while the one before is encoded: encoders let others work."""
    with ThreadPoolExecutor(1, "coach-mixing") as thread:
        coming = thread.submit(next, rendered, None)
        while (block := coming.result()) is not None:
            coming = thread.submit(next, rendered, None)
            yield block


def _pcm(rendered: "Iterator[NDArray[np.float32]]", samples: int, report: Report | None) -> Iterator[bytes]:
    done = 0
    for block in rendered:
        done += len(block)
        yield to_pcm(block)
        if report:
            report(done, samples)

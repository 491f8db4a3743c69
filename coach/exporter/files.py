"""Rendered blocks into a file of each format."""

import wave
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coach.audio import to_pcm
from coach.audio.render import Clips, blocks
from coach.exporter.mp3 import ENCODER_GAIN, Mp3Writer
from coach.files import whole_file
from coach.score import Score
from coach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from mutagen.id3 import ID3

Report = Callable[[int, int], None]
"""Told how many of how many samples are written."""


def export_file(
    score: Score, clips: Clips, path: Path, *, gain: float, overwrite: bool, report: Report | None = None
) -> None:
    """Write a score in the format of the path's suffix.

    Raises:
        KeyError: there is no such format.
        FileExistsError: the file exists, and `overwrite` is false.
        OSError: it cannot be written.
    """
    form = FORMATS[path.suffix.lower()]
    with whole_file(path, overwrite=overwrite) as file, ThreadPoolExecutor(1) as pool:
        form.write(file, score, _pcm(score, clips, gain / form.gain, report), pool)


def write_wav(file: BinaryIO, pcm: Iterator[bytes]) -> None:
    """Mono 16-bit samples at SAMPLE_RATE as a WAV file."""
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        for block in pcm:
            sound.writeframesraw(block)


def _write_wav(file: BinaryIO, score: Score, pcm: Iterator[bytes], pool: Executor) -> None:  # noqa: ARG001
    write_wav(file, pcm)


def _write_mp3(file: BinaryIO, score: Score, pcm: Iterator[bytes], pool: Executor) -> None:
    writer = Mp3Writer(file)
    writer.write(next(pcm))
    tag = pool.submit(_tag, score)
    for block in pcm:
        writer.write(block)
    writer.close()
    file.seek(0)
    tag.result().save(file, v2_version=3, v1=0, padding=lambda _: 0)


def _tag(score: Score) -> "ID3":
    """The tag, made while LAME works: drawing the cover and loading what it needs takes a tenth of a second."""
    from coach.exporter.cover import cover_png
    from coach.exporter.tags import tags

    return tags(score, cover_png=cover_png(score))


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: what writes it, and the gain its encoder has of its own, linear."""

    write: Callable[[BinaryIO, Score, Iterator[bytes], Executor], None]
    gain: float = 1.0


FORMATS = {".mp3": Format(_write_mp3, ENCODER_GAIN), ".wav": Format(_write_wav)}
"""By suffix."""


def _pcm(score: Score, clips: Clips, gain: float, report: Report | None) -> Iterator[bytes]:
    done = 0
    for block in blocks(score, clips, gain=gain):
        done += len(block)
        yield to_pcm(block)
        if report:
            report(done, score.duration)

"""How loud a file of music is, as a whole and from frame to frame."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from coach.audio.backing import Stereo
from coach.audio.level import FRAME, integrated_lufs, k_weighting
from coach.music.track import CELL_S, Track
from coach.units import lufs_to_power

_MOST_S = 3600
"""Of a longer file, the first hour is heard: nobody waits longer than that takes to be measured."""
_SILENT_LUFS = -55.0
"""Frames below that at both ends are cut off, so that files follow each other without a gap."""
_AT_ONCE = 50
"""Frames: so many are transformed in the processor's own cache, four times as fast as a minute at once."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is heard of a file.

    Attributes:
        first: the frame of FRAME samples with which it begins.
        loudness_lufs: integrated, after BS.1770; -inf where there is nothing to be heard.
        frames: of what is heard, as for Music, shape (3, n): power, masking power and peak.
    """

    first: int
    loudness_lufs: float
    frames: NDArray[np.float32]

    @property
    def count(self) -> int:
        """How many frames are heard."""
        return int(self.frames.shape[1])


def measure(track: Track) -> Measured:
    """Measure a file, decoding it on this thread and measuring on another.

    Raises:
        UnreadableError: it cannot be read to its end.
    """
    parts = list(_measured(islice(track.cells(), _MOST_S // CELL_S)))
    frames = np.concatenate(parts or [np.zeros((3, 0), np.float32)], axis=1)
    heard = np.flatnonzero(frames[0] > lufs_to_power(_SILENT_LUFS))
    first, end = (int(heard[0]), int(heard[-1]) + 1) if len(heard) else (0, 0)
    loudness_lufs = integrated_lufs(frames[0, first:end].astype(np.float64))
    return Measured(first, loudness_lufs, np.ascontiguousarray(frames[:, first:end]))


def _measured(cells: Iterator[Stereo]) -> Iterator[NDArray[np.float32]]:
    """The frames of each cell, one being measured while the next is decoded."""
    pending: Future[NDArray[np.float32]] | None = None
    with ThreadPoolExecutor(1) as pool:
        for cell in cells:
            if pending is not None:
                yield pending.result()
            pending = pool.submit(frames_of, cell)
        if pending is not None:
            yield pending.result()


def frames_of(sound: Stereo) -> NDArray[np.float32]:
    """What is measured of each whole frame of FRAME samples, shape (3, n).

    Frames are weighted by themselves in their spectrum, a quarter of the work of filtering the whole. Of music this
    is within 0.15 LU of a filter; a lone tone below 50 Hz is taken for louder. Both channels are transformed at once,
    as the two halves of complex numbers, whose powers are the same to add.
    """
    frames = len(sound) // FRAME
    whole = np.ascontiguousarray(sound[: frames * FRAME], np.float32)
    found = np.zeros((3, frames), np.float32)
    both = whole.view(np.complex64).reshape(frames, FRAME)
    for first in range(0, frames, _AT_ONCE):
        spectrum = np.fft.fft(both[first : first + _AT_ONCE]).view(np.float32)
        np.square(spectrum, out=spectrum)
        found[:2, first : first + _AT_ONCE] = (spectrum @ _weights()).T
    found[1] = np.maximum(found[0], found[1])
    if frames:
        found[2] = np.abs(whole).reshape(frames, -1).max(axis=1)
    return found


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.float32]:
    """What each real and imaginary part of a frame's spectrum, squared, counts for: K-weighted, and without weights."""
    half = np.abs(k_weighting(FRAME)) ** 2
    whole = np.concatenate([half, half[-2:0:-1]])
    return np.repeat(np.stack([whole, np.ones(FRAME)], axis=1) / FRAME**2, 2, axis=0).astype(np.float32)

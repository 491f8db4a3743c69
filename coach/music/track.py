"""One file of music at SAMPLE_RATE, in cells that sound the same whichever was asked for before."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soxr

from coach.audio.backing import Stereo
from coach.audio.level import FRAME
from coach.music.decoders import Decoder, open_decoder
from coach.units import SAMPLE_RATE

CELL_S = 10
CELL = CELL_S * SAMPLE_RATE
"""Samples of a cell: whole seconds, so that it begins at a whole sample at every rate, and whole frames."""
_MARGIN_S = 1
"""Around a cell that is resampled: more than the filter reaches."""
_SETTLING_S = 0.5
"""Before a place that is sought: behind a seek, the first frame of MP3 is another (measured: 911 samples at most)."""

assert CELL % FRAME == 0


class Track:
    """A file, open as long as it is read; one thread at a time.

    Raises:
        UnreadableError: it cannot be opened; so does every cell that is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: _Reader | None = None

    def cell(self, number: int) -> Stereo:
        """A cell, shape (CELL, 2); shorter at the end of the file, and empty behind it."""
        if self._reader is None:
            self._reader = _Reader(self.path)
        rate = self._reader.rate
        if rate == SAMPLE_RATE:
            return self._reader.read(number * CELL, CELL)
        before_s = _MARGIN_S if number else 0
        sound = self._reader.read((number * CELL_S - before_s) * rate, (before_s + CELL_S + _MARGIN_S) * rate)
        dense = soxr.resample(sound, rate, SAMPLE_RATE, "HQ")
        return np.asarray(dense[before_s * SAMPLE_RATE :][:CELL], np.float32)

    def cells(self) -> Iterator[Stereo]:
        """All cells from the beginning on."""
        number = 0
        while len(cell := self.cell(number)):
            yield cell
            number += 1

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None


class _Reader:
    """Any place of a decoder, cheap where one follows the other."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._decoder: Decoder = open_decoder(path)
        self.rate = self._decoder.rate
        self._place = 0  # of the decoder
        self._kept: Stereo = np.zeros((0, 2), np.float32)  # what came last from it

    def read(self, start: int, count: int) -> Stereo:
        """Samples from a place on, fewer at the end."""
        if not self._place - len(self._kept) <= start <= self._place:
            self._go(start)
        again = self._kept[len(self._kept) - (self._place - start) :] if start < self._place else self._kept[:0]
        fresh = self._next(count - len(again)) if count > len(again) else again[:0]
        sound = np.concatenate([again, fresh])
        self._kept = sound[-2 * _MARGIN_S * self.rate :] if len(fresh) else self._kept
        return sound[:count]

    def close(self) -> None:
        self._decoder.close()

    def _go(self, start: int) -> None:
        place = start - round(_SETTLING_S * self.rate)
        if place > 0 and self._decoder.seek(place):
            self._place = place
        elif start < self._place:
            self._decoder.close()
            self._decoder, self._place = open_decoder(self._path), 0
        while self._place < start and len(self._next(min(self.rate, start - self._place))):
            pass
        self._kept = self._kept[:0]

    def _next(self, count: int) -> Stereo:
        sound = self._decoder.read(count)
        self._place += len(sound)
        return sound

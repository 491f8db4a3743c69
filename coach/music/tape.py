"""Files of music joined to one stream without an end, all at one loudness; any place of it can be asked for."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.backing import MUSIC_LUFS, MusicFrames, Stereo
from coach.audio.level import FRAME
from coach.errors import MachineError, WishError
from coach.music.decoders import UnreadableError
from coach.music.finding import files_of
from coach.music.measure import Measured, measure
from coach.music.store import MeasureStore
from coach.music.track import CELL, Track
from coach.units import db_to_gain

_CROSSFADE = 50
"""Frames, a second: one file gives way to the next, and the last to the first."""
_HELD = 4
"""Cells that are kept: the present one and the next, of two files where they meet."""

Report = Callable[[int, int], None]
"""Told how many of how many frames of music are measured."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file on the tape.

    Attributes:
        track: the file.
        measured: what is heard of it.
        start: the frame of the tape at which it begins, the first time.
        fade_in, fade_out: frames of the crossfades with the ones before and behind it.
    """

    track: Track
    measured: Measured
    start: int
    fade_in: int
    fade_out: int

    @property
    def gain(self) -> float:
        """What brings it to MUSIC_LUFS, linear."""
        return db_to_gain(MUSIC_LUFS - self.measured.loudness_lufs)


class Tape:
    """Implements Music. Any thread may ask; one thread of its own decodes, a cell ahead.

    Args:
        found: files and what was measured of them, in order; at least one.
    """

    def __init__(self, found: Sequence[tuple[Track, Measured]]) -> None:
        self.pieces, self.length = _joined(found)
        self._cells: OrderedDict[tuple[int, int], Future[Stereo]] = OrderedDict()
        self._decoding = ThreadPoolExecutor(1, thread_name_prefix="coach-music")

    def samples(self, start: int, count: int) -> Stereo:
        """Samples from `start` (from 0) on, shape (count, 2).

        Raises:
            MachineError: a file cannot be read any more.
        """
        sound = np.zeros((count, 2), np.float32)
        for number, piece, begins in self._around(start, start + count):
            first, last = max(start, begins * FRAME), min(start + count, (begins + piece.measured.count) * FRAME)
            place = first - begins * FRAME
            part = self._samples_of(number, piece, place, last - first)
            part *= np.float32(piece.gain)
            _fade(part, place, piece, opens=begins == 0)
            sound[first - start : last - start] += part
        return sound

    def frames(self, first: int, count: int) -> MusicFrames:
        """What was measured of frames from `first` (from 0) on."""
        found = np.zeros((3, count))
        for _, piece, begins in self._around(first * FRAME, (first + count) * FRAME):
            left, right = max(first, begins), min(first + count, begins + piece.measured.count)
            part = slice(left - begins, right - begins)
            share = _shares(piece, opens=begins == 0)[part] * piece.gain
            found[:, left - first : right - first] += piece.measured.frames[:, part] * np.stack(
                [share**2, share**2, share]
            )
        return MusicFrames(*found)

    def close(self) -> None:
        """Let go of all files."""
        self._decoding.shutdown(wait=True, cancel_futures=True)
        for piece in self.pieces:
            piece.track.close()

    def _around(self, start: int, end: int) -> Iterator[tuple[int, Piece, int]]:
        """Each piece that is heard between two samples, with its number and the frame at which it begins there."""
        lap = max(0, start // (self.length * FRAME) - 1)
        while lap * self.length * FRAME < end:
            for number, piece in enumerate(self.pieces):
                begins = piece.start + lap * self.length
                if begins * FRAME < end and (begins + piece.measured.count) * FRAME > start:
                    yield number, piece, begins
            lap += 1

    def _samples_of(self, number: int, piece: Piece, place: int, count: int) -> Stereo:
        """Samples of a piece from one of its own on, as they are in the file."""
        sound = np.zeros((count, 2), np.float32)
        start = piece.measured.first * FRAME + place
        for cell_number in range(start // CELL, -(-(start + count) // CELL)):
            left, right = max(start, cell_number * CELL), min(start + count, (cell_number + 1) * CELL)
            try:
                cell = self._cell(number, cell_number).result()
            except UnreadableError as error:
                hint = "put it back as it was, or run the command again"
                raise MachineError(
                    f"cannot be read any more: {error}", subject=str(piece.track.path), hint=hint
                ) from error
            part = cell[left - cell_number * CELL : right - cell_number * CELL]
            sound[left - start : left - start + len(part)] = part
        return sound

    def _cell(self, number: int, cell_number: int) -> "Future[Stereo]":
        """A cell that is decoded, or being so; the next one will be wanted soon."""
        wanted = self._asked(number, cell_number)
        self._asked(number, cell_number + 1)
        return wanted

    def _asked(self, number: int, cell_number: int) -> "Future[Stereo]":
        key = (number, cell_number)
        found = self._cells.get(key)
        if found is None:
            found = self._decoding.submit(self.pieces[number].track.cell, cell_number)
            self._cells[key] = found
            for old in list(self._cells)[:-_HELD]:
                self._cells.pop(old, None)
        return found


def open_tape(
    name: str, store: MeasureStore, *, frames: int, report: Report | None = None
) -> tuple[Tape, tuple[str, ...]]:
    """The music of a file or folder, measured as far as it is needed.

    Args:
        name: of the file or folder.
        store: keeps what was measured.
        frames: how much of it is needed; beyond that it may begin again.
        report: told how far the measuring is.

    Returns:
        The tape, and a sentence for each file that is left out.

    Raises:
        WishError: there is no such thing, or nothing in it that can be heard.
    """
    files = files_of(name)
    found: list[tuple[Track, Measured]] = []
    warnings: list[str] = []
    total = 0
    for path in files:
        try:
            measured = _measured(path, store)
        except (UnreadableError, OSError) as error:
            warnings.append(f"{path}: left out of the music: {getattr(error, 'strerror', None) or error}")
            continue
        if measured.loudness_lufs == -np.inf:
            warnings.append(f"{path}: left out of the music: there is nothing to be heard in it")
            continue
        found.append((Track(path), measured))
        total += measured.count - _CROSSFADE
        if report:
            report(min(total, frames), frames)
        if total >= frames:
            break
    if not found:
        hint = "\n  ".join(warnings)
        raise WishError("there is no music that can be heard", subject=f"--music {name}", hint=hint)
    return Tape(found), tuple(warnings)


def _measured(path: Path, store: MeasureStore) -> Measured:
    kept = store.get(path)
    if kept is not None:
        return kept
    track = Track(path)
    try:
        measured = measure(track)
    finally:
        track.close()
    store.put(path, measured)
    return measured


def _joined(found: Sequence[tuple[Track, Measured]]) -> tuple[tuple[Piece, ...], int]:
    """The pieces in their places, and after how many frames the first begins again."""
    lengths = [measured.count for _, measured in found]
    fades = [min(_CROSSFADE, length // 4, lengths[number - 1] // 4) for number, length in enumerate(lengths)]
    pieces, start = [], 0
    for number, (track, measured) in enumerate(found):
        behind = fades[(number + 1) % len(fades)]
        pieces.append(Piece(track, measured, start, fades[number], behind))
        start += measured.count - behind
    return tuple(pieces), start


def _shares(piece: Piece, *, opens: bool) -> NDArray[np.float64]:
    """The most of a piece that is heard in each of its frames."""
    shares = np.ones(piece.measured.count)
    if piece.fade_in and not opens:
        shares[: piece.fade_in] = np.sin(np.pi / 2 * (np.arange(piece.fade_in) + 1) / piece.fade_in)
    if piece.fade_out:
        shares[-piece.fade_out :] *= np.cos(np.pi / 2 * np.arange(piece.fade_out) / piece.fade_out)
    return shares


def _fade(part: Stereo, place: int, piece: Piece, *, opens: bool) -> None:
    """Fade samples of a piece from one of its own on, where it crosses another; the first time it opens the tape."""
    rising = piece.fade_in * FRAME
    if not opens and place < rising:
        ramp = _rise(rising)[place : place + len(part)]
        part[: len(ramp)] *= ramp[:, None]
    falls = piece.measured.count * FRAME - piece.fade_out * FRAME
    if place + len(part) > falls and piece.fade_out:
        begins = max(0, falls - place)
        ramp = _rise(piece.fade_out * FRAME)[::-1][place + begins - falls :][: len(part) - begins]
        part[begins:] *= ramp[:, None]


@lru_cache(maxsize=8)
def _rise(count: int) -> NDArray[np.float32]:
    """Of equal power with its mirror image, which is what two pieces that know nothing of each other need."""
    return np.sin(np.pi / 2 * (np.arange(count) + 0.5) / count).astype(np.float32)

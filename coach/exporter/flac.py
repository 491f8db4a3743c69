"""FLAC: every sample as it is, in half the space of a WAV, with comments, chapters and the picture."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import BinaryIO, TypeVar

from coach.exporter.track import Sound, Track
from coach.units import SAMPLE_RATE

_T = TypeVar("_T")


class _Outlet:
    """A file as libsndfile writes into it. It calls from C, where an error would get lost: the first is kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None

    def write(self, data: bytes) -> int:
        self._try(self._file.write, data)
        return len(data)

    def read(self, count: int) -> bytes:
        return self._try(self._file.read, count) or b""

    def seek(self, place: int, whence: int = 0) -> int:
        return self._try(self._file.seek, place, whence) or 0

    def tell(self) -> int:
        return self._try(self._file.tell) or 0

    def flush(self) -> None:
        """Done by whoever closes the file."""

    def check(self) -> None:
        """Raise what went wrong."""
        if self._error is not None:
            raise self._error

    def _try(self, call: Callable[..., _T], *arguments: object) -> _T | None:
        if self._error is None:
            try:
                return call(*arguments)
            except OSError as error:
                self._error = error
        return None


def write_flac(file: BinaryIO, track: Track, sound: Sound, pool: Executor) -> None:
    """Write sound as FLAC into a file that can seek.

    Raises:
        OSError: it cannot be written.
    """
    import numpy as np
    import soundfile
    from mutagen.flac import FLAC

    from coach.exporter.comments import comments, picture

    cover = pool.submit(picture, track)
    outlet = _Outlet(file)
    with soundfile.SoundFile(outlet, "w", SAMPLE_RATE, sound.channels, "PCM_16", format="FLAC") as stream:
        for block in sound.pcm:
            stream.write(np.frombuffer(block, "<i2").reshape(-1, sound.channels))
            outlet.check()
    outlet.check()
    file.seek(0)
    flac = FLAC(file)
    flac.clear()
    flac.update(comments(track))
    flac.add_picture(cover.result())
    file.seek(0)
    flac.save(file, padding=lambda _: 0)

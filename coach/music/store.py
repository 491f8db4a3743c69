"""Where it is kept how loud each file is, so that none is measured twice."""

import contextlib
import hashlib
import json
import os
import struct
import zlib
from pathlib import Path

import numpy as np

from coach.files import TEMPORARY, whole_file
from coach.music.measure import Measured

_FORMAT = 1
"""Changes with every change of how files are decoded, measured or stored."""
_SUFFIX = ".loudness"
_HEADER = struct.Struct("<4sIIdI")
_MAGIC = b"coml"
_MOST = 2000
"""Files whose loudness is kept; those that were used least recently go first."""


class MeasureStore:
    """Measurements under a folder; safe with several processes at once.

    Args:
        root: the folder; it is made with the first measurement.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, path: Path) -> Measured | None:
        """What was measured of a file as it is now; None if nothing was, or it was damaged."""
        place = self._place(path)
        with contextlib.suppress(OSError):
            data = place.read_bytes()
            os.utime(place)
            return _unpack(data)
        return None

    def put(self, path: Path, measured: Measured) -> None:
        """Keep what was measured; where that cannot be, it is measured again the next time."""
        place = self._place(path)
        with contextlib.suppress(OSError):
            self.root.mkdir(parents=True, exist_ok=True)
            with whole_file(place, overwrite=True) as file:
                file.write(_pack(measured))
            self._sweep()

    def clear(self) -> None:
        """Forget everything.

        Raises:
            OSError: something cannot be removed.
        """
        for pattern in (f"*{_SUFFIX}", TEMPORARY):
            for path in self.root.glob(pattern):
                path.unlink(missing_ok=True)

    def _place(self, path: Path) -> Path:
        """A file that is another by size or time is measured anew; reading all of it to know would take too long."""
        found = path.resolve()
        stat = found.stat()
        facts = [_FORMAT, str(found), stat.st_size, stat.st_mtime_ns]
        return self.root / (hashlib.sha256(json.dumps(facts).encode()).hexdigest() + _SUFFIX)

    def _sweep(self) -> None:
        kept = sorted(self.root.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[:-_MOST]:
            path.unlink(missing_ok=True)


def _pack(measured: Measured) -> bytes:
    values = measured.frames.astype("<f4").tobytes()
    crc = zlib.crc32(values)
    return _HEADER.pack(_MAGIC, measured.count, measured.first, measured.loudness_lufs, crc) + values


def _unpack(data: bytes) -> Measured | None:
    if len(data) < _HEADER.size:
        return None
    magic, count, first, loudness_lufs, crc = _HEADER.unpack_from(data)
    values = data[_HEADER.size :]
    if magic != _MAGIC or len(values) != 12 * count or zlib.crc32(values) != crc:
        return None
    return Measured(first, loudness_lufs, np.frombuffer(values, "<f4").astype(np.float32).reshape(3, count))

"""The store of clips on disk: content-addressed, whole or absent, checked on reading, capped in size."""

import contextlib
import hashlib
import json
import os
import struct
import time
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from coach.audio import Clip
from coach.cue import Cue, Tone
from coach.files import TEMPORARY, whole_file
from coach.units import SAMPLE_RATE

FORMAT = 2
"""Changes with every change of how clips are made, measured or stored."""
_SUFFIX = ".wav"
_CHUNK = b"coch"
"""The RIFF chunk behind the sound that holds what was measured; players skip it."""
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
"""Of a WAV file. The standard library's wave writes no further chunk, and reads what is damaged in many ways."""
_SWEEP_TO = 0.8
_LEFT_AFTER_S = 3600


@dataclass(frozen=True, slots=True)
class CacheState:
    """What a cache holds: clips, and their size in bytes."""

    clips: int
    size: int


class DamagedClipError(Exception):
    """A stored clip is not what was stored."""


class ClipCache:
    """Clips under a folder; safe with several processes at once.

    Args:
        root: the folder; it is made with the first clip.
        most: bytes it may hold; the least recently used clips go first.
    """

    def __init__(self, root: Path, *, most: int) -> None:
        self.root = root
        self.most = most

    def get(self, key: str) -> Clip | None:
        """The clip of a key, or None.

        Raises:
            DamagedClipError: what is stored is truncated or altered.
            OSError: it cannot be read.
        """
        path = self._path(key)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        with contextlib.suppress(OSError):  # a cache that may only be read still serves
            os.utime(path)
        return _unpack(data)

    def put(self, key: str, clip: Clip) -> None:
        """Store a clip.

        Raises:
            OSError: it cannot be stored; what was stored before stays.
        """
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path, overwrite=True) as file:
            file.write(_pack(clip))

    def sweep(self, *, keep: Collection[str] = ()) -> None:
        """Take the least recently used clips away until the rest is well below the cap, but none of these keys."""
        self._remove_leftovers()
        entries = self._entries()
        size = sum(stat.st_size for _, stat in entries)
        if size <= self.most:
            return
        for path, stat in sorted(entries, key=lambda entry: entry[1].st_mtime_ns):
            if size <= self.most * _SWEEP_TO:
                break
            if path.stem in keep:
                continue
            with contextlib.suppress(OSError):
                path.unlink()
                size -= stat.st_size

    def state(self) -> CacheState:
        """How much it holds."""
        entries = self._entries()
        return CacheState(len(entries), sum(stat.st_size for _, stat in entries))

    def clear(self) -> CacheState:
        """Take every clip away; returns what was taken.

        Raises:
            OSError: a clip cannot be removed.
        """
        self._remove_leftovers()
        entries = self._entries()
        for path, _ in entries:
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # another process may have put something in
                path.parent.rmdir()
        return CacheState(len(entries), sum(stat.st_size for _, stat in entries))

    def _path(self, key: str) -> Path:
        return self.root / key[:2] / (key + _SUFFIX)

    def _remove_leftovers(self) -> None:
        """What a process left that was killed while a clip took another's place."""
        for path in self.root.glob(f"[0-9a-f][0-9a-f]/{TEMPORARY}"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _LEFT_AFTER_S:
                    path.unlink()

    def _entries(self) -> list[tuple[Path, os.stat_result]]:
        entries = []
        for path in self.root.glob(f"[0-9a-f][0-9a-f]/*{_SUFFIX}"):
            with contextlib.suppress(OSError):  # taken away meanwhile, or not ours to look at
                entries.append((path, path.stat()))
        return entries


def key_of(cue: Cue, *, engine: str, version: str, voice: str) -> str:
    """The address of a clip: a digest of all that decides how it sounds and is stored."""
    if isinstance(cue, Tone):
        facts: list[object] = ["tone", cue]
    else:
        facts = ["speech", cue.text, cue.language, cue.rate, cue.manner, engine, version, voice]
    return hashlib.sha256(json.dumps([FORMAT, SAMPLE_RATE, *facts]).encode()).hexdigest()


def _pack(clip: Clip) -> bytes:
    """A WAV file that any player plays, with a chunk of measurements and a checksum at its end."""
    facts = json.dumps({"beat": clip.beat, "peak": clip.peak, "profile": clip.profile}).encode()
    facts += b" " * (len(facts) % 2)
    crc = zlib.crc32(facts, zlib.crc32(clip.pcm))
    chunk = struct.pack("<4sII", _CHUNK, len(facts) + 4, crc) + facts
    return _header(len(clip.pcm), _HEADER.size + len(clip.pcm) + len(chunk)) + clip.pcm + chunk


def _unpack(data: bytes) -> Clip:
    """The clip of a packed one; the header is compared with what it must be, byte for byte."""
    try:
        length = _HEADER.unpack_from(data)[-1]
        if data[: _HEADER.size] != _header(length, len(data)):
            raise DamagedClipError("its header differs")
        end = _HEADER.size + length
        tag, size, crc = struct.unpack_from("<4sII", data, end)
        pcm, facts = data[_HEADER.size : end], data[end + 12 :]
        if (tag, size, crc) != (_CHUNK, len(facts) + 4, zlib.crc32(facts, zlib.crc32(pcm))):
            raise DamagedClipError("its checksum differs")
    except struct.error as error:
        raise DamagedClipError("it is cut off") from error
    measured = json.loads(facts)
    return Clip(pcm, measured["beat"], tuple(measured["profile"]), measured["peak"])


def _header(length: int, total: int) -> bytes:
    """The beginning of a WAV file of `total` bytes with `length` bytes of 16-bit mono sound."""
    form = (b"WAVE", b"fmt ", 16, 1, 1, SAMPLE_RATE, 2 * SAMPLE_RATE, 2, 16)
    return _HEADER.pack(b"RIFF", total - 8, *form, b"data", length)

"""The same through the ffmpeg program, where the system has one and PyAV is not installed."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

from coach.audio.backing import Stereo
from coach.music.decoders.port import UnreadableError

_BYTES = 8
"""Of a sample on two channels."""


def has_ffmpeg() -> bool:
    """Whether the programs are there."""
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


class FfmpegDecoder:
    """Reads from a pipe, from the beginning.

    Raises:
        UnreadableError: ffmpeg does not know it, or there is no sound in it.
    """

    def __init__(self, path: Path) -> None:
        self.rate = _rate(path)
        command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(path.absolute()), "-map", "0:a:0"]
        command += ["-f", "f32le", "-ac", "2", "-"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def read(self, count: int) -> Stereo:
        """The next samples."""
        assert self._process.stdout is not None
        data = self._process.stdout.read(count * _BYTES)
        if len(data) < count * _BYTES and self._process.wait():
            raise UnreadableError("ffmpeg stopped in it")
        return np.frombuffer(data[: len(data) // _BYTES * _BYTES], "<f4").reshape(-1, 2).astype(np.float32)

    def seek(self, place: int) -> bool:  # noqa: ARG002
        """It does not."""
        return False

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.communicate()


def _rate(path: Path) -> int:
    command = ["ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", "stream=sample_rate"]
    done = subprocess.run([*command, "-of", "json", str(path.absolute())], capture_output=True, check=False)
    try:
        return int(json.loads(done.stdout)["streams"][0]["sample_rate"])
    except (ValueError, KeyError, IndexError):
        raise UnreadableError("there is no sound in it that ffmpeg knows") from None

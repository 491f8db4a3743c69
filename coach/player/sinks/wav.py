"""A sink that is a WAV file: what would be heard, as fast as it can be rendered."""

import wave
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from coach.files import whole_file
from coach.player.sinks.port import Take
from coach.player.sinks.worker import Worker
from coach.units import SAMPLE_RATE

_BLOCK = SAMPLE_RATE


class WavSink:
    """A file, which appears under its name when the session ends.

    Args:
        path: of the file.
        overwrite: whether it may take another's place.
    """

    waits = True

    def __init__(self, path: Path, *, overwrite: bool = False) -> None:
        self.name = str(path)
        self._path, self._overwrite = path, overwrite
        self._lost = ""
        self._worker = Worker("wav")

    @property
    def lost(self) -> str:
        """Why nothing is written any more."""
        return self._lost

    def open(self, take: Take, *, channels: int = 1) -> None:
        """Begin to write."""
        self._worker.begin(partial(self._run, take, channels))

    def close(self) -> None:
        """End the file with what has been written."""
        self._worker.end()

    def _run(self, take: Take, channels: int) -> None:
        blocks = self._blocks(take)
        first = next(blocks, None)
        if first is None:  # nothing was to be heard
            return
        try:
            with whole_file(self._path, overwrite=self._overwrite) as file, wave.open(file, "wb") as sound:
                sound.setparams((channels, 2, SAMPLE_RATE, 0, "NONE", ""))
                sound.writeframesraw(first)
                for block in blocks:
                    sound.writeframesraw(block)
        except OSError as error:
            self._lost = f"it cannot be written: {error.strerror or error}"

    def _blocks(self, take: Take) -> Iterator[bytes]:
        while not self._worker.stop.is_set() and (block := take(_BLOCK, wait=True)):
            yield block

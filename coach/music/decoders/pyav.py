"""M4A and whatever else FFmpeg reads, through PyAV: an extra."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from coach.audio.backing import Stereo
from coach.music.decoders.port import UnreadableError
from coach.music.decoders.two import on_two_channels


class PyavDecoder:
    """Reads in a stream, from the beginning: where AAC fills gaps with noise, a seek would give another one.

    Raises:
        UnreadableError: FFmpeg does not know it, or there is no sound in it.
    """

    def __init__(self, path: Path) -> None:
        import av

        self._error = av.FFmpegError
        try:
            self._container = av.open(str(path))
        except (av.FFmpegError, OSError) as error:
            raise UnreadableError(_reason(error)) from error
        if not self._container.streams.audio:
            self._container.close()
            raise UnreadableError("there is no sound in it")
        stream = self._container.streams.audio[0]
        self.rate = int(stream.rate)
        self._blocks = self._decoded()
        self._rest = np.zeros((0, 2), np.float32)

    def read(self, count: int) -> Stereo:
        """The next samples."""
        parts, held = [self._rest], len(self._rest)
        while held < count:
            block = next(self._blocks, None)
            if block is None:
                break
            parts.append(block)
            held += len(block)
        sound = np.concatenate(parts)
        self._rest = sound[count:]
        return sound[:count]

    def seek(self, place: int) -> bool:  # noqa: ARG002
        """It does not."""
        return False

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _decoded(self) -> Iterator[Stereo]:
        import av

        to_float = av.AudioResampler(format="fltp", rate=self.rate)  # the format alone: soxr resamples
        try:
            for frame in self._container.decode(audio=0):
                for block in to_float.resample(frame):
                    yield on_two_channels(np.ascontiguousarray(block.to_ndarray().T, np.float32))
        except self._error as error:
            raise UnreadableError(_reason(error)) from error


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", "") or error).strip().lower() or "it cannot be read"

"""The default sound device through simpleaudio, an extra; for machines on which miniaudio does not play.

simpleaudio plays a buffer from its beginning to its end, can neither pause nor say how far it is, but reads the
buffer only when it needs it. So it is given a long one that is still empty, and a thread writes what comes next into
it half a second ahead of the place that the clock says it has reached.
"""

import mmap
import time
from functools import partial

from coach.errors import MachineError
from coach.player.sinks.port import Take
from coach.player.sinks.worker import Worker
from coach.units import SAMPLE_RATE, s_to_samples

_LENGTH = s_to_samples(3600.0)
"""Of one buffer; the system gives memory only to what is written. After an hour the next one follows."""
_AHEAD = s_to_samples(0.5)
_OPENING = s_to_samples(0.1)
"""Silence before the first sample, of which the system loses some while it opens a stream."""
_PERIOD_S = 0.02
_BYTES = 2


class SimpleaudioSink:
    """The default device; a wish is heard half a second later than on the others."""

    name = "simpleaudio"
    waits = False
    lost = ""

    def __init__(self) -> None:
        self._worker = Worker("simpleaudio")
        self._channels, self._width = 1, _BYTES

    def open(self, take: Take, *, channels: int = 1) -> None:
        """Begin to take samples.

        Raises:
            MachineError: simpleaudio is not installed, or finds no device.
        """
        if problem := problem_of_simpleaudio():
            raise MachineError(problem, subject=self.name, hint=f"pip install 'coach[{self.name}]'")
        self._channels, self._width = channels, _BYTES * channels
        buffer = self._begin(take, _OPENING)
        self._worker.begin(partial(self._run, take, buffer))

    def close(self) -> None:
        """Stop."""
        self._worker.end()

    def _begin(self, take: Take, opening: int) -> mmap.mmap:
        """Have the next buffer played, whose beginning is silence and the first samples."""
        import simpleaudio

        buffer = mmap.mmap(-1, _LENGTH * self._width)
        buffer[opening * self._width : (opening + _AHEAD) * self._width] = take(_AHEAD)
        try:
            self._playing = simpleaudio.play_buffer(buffer, self._channels, _BYTES, SAMPLE_RATE)
        except Exception as error:  # it has an own kind for each system
            hint = "connect a device, or `coach export` a file"
            raise MachineError(f"cannot play: {error}", subject=self.name, hint=hint) from error
        return buffer

    def _run(self, take: Take, buffer: mmap.mmap) -> None:
        began, written = time.monotonic(), _OPENING + _AHEAD
        while not self._worker.stop.wait(_PERIOD_S):
            reached = int((time.monotonic() - began) * SAMPLE_RATE)
            if reached >= _LENGTH:
                buffer = self._begin(take, 0)
                began, written = time.monotonic(), _AHEAD
                continue
            count = min(reached + _AHEAD, _LENGTH) - written
            if count > 0:
                buffer[written * self._width : (written + count) * self._width] = take(count)
                written += count
        self._playing.stop()


def problem_of_simpleaudio() -> str:
    """Why it cannot be used here; empty if it can."""
    try:
        import simpleaudio  # noqa: F401
    except ImportError:
        return "simpleaudio is not installed"
    return ""

"""A sink without a device: takes samples as fast as a card would, or as fast as they come, and lets them go."""

import time
from functools import partial

from coach.player.sinks.port import Take
from coach.player.sinks.worker import Worker
from coach.units import SAMPLE_RATE, samples_to_s

_PERIOD = SAMPLE_RATE // 50


class NullSink:
    """Nowhere.

    Args:
        real_time: whether it takes its time; else it waits for samples and takes them at once.
    """

    def __init__(self, *, real_time: bool = True) -> None:
        self.name = "null"
        self.lost = ""
        self.waits = not real_time
        self._worker = Worker("null")

    def open(self, take: Take, *, channels: int = 1) -> None:  # noqa: ARG002
        """Begin to take samples."""
        self._worker.begin(partial(self._run, take))

    def close(self) -> None:
        """Stop."""
        self._worker.end()

    def _run(self, take: Take) -> None:
        began, taken = time.monotonic(), 0
        while not self._worker.stop.is_set():
            if not take(_PERIOD, wait=self.waits):
                break
            taken += _PERIOD
            if not self.waits:
                self._worker.stop.wait(max(0.0, began + samples_to_s(taken) - time.monotonic()))

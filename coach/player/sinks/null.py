"""A sink without a device: takes samples as fast as a card would, or as fast as they come, and lets them go."""

import threading
import time

from coach.player.sinks.port import Take
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
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def open(self, take: Take) -> None:
        """Begin to take samples."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, args=(take,), daemon=True, name="coach-null")
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self, take: Take) -> None:
        began, taken = time.monotonic(), 0
        while not self._stop.is_set():
            if not take(_PERIOD, wait=self.waits):
                break
            taken += _PERIOD
            if not self.waits:
                self._stop.wait(max(0.0, began + samples_to_s(taken) - time.monotonic()))

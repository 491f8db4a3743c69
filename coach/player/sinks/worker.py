"""The thread of a sink whose device brings none."""

import threading
from collections.abc import Callable


class Worker:
    """Runs one piece of work at a time until it is asked to stop.

    Attributes:
        stop: set when it is to stop; the work looks at it.
    """

    def __init__(self, name: str) -> None:
        self.stop = threading.Event()
        self._name = f"coach-{name}"
        self._thread: threading.Thread | None = None

    def begin(self, work: Callable[[], None]) -> None:
        """Run the work."""
        self.stop.clear()
        self._thread = threading.Thread(target=work, daemon=True, name=self._name)
        self._thread.start()

    def end(self) -> None:
        """Have it stop, and wait until it has; the work itself may ask, and does not wait."""
        self.stop.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

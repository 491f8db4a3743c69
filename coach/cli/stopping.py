"""Signals that end a command which goes on until somebody ends it."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

END_S = 3.0
"""For something to end after somebody left."""
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Stop:
    """Ctrl-C, a closed terminal and a request to end are a wish to leave, as `q` is: the place is kept.

    Raising something instead would not do: Python drops what is raised in a callback of its own. Only where the
    session does not end, as with a device that hangs, the next one ends the waiting.
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        self.wished = False
        self._leave = leave
        self._wished_at = 0.0

    def __call__(self, _signal: int, _frame: FrameType | None) -> None:
        """Take a signal."""
        now = time.monotonic()
        if not self.wished:
            self.wished, self._wished_at = True, now
            self._leave()
        elif now - self._wished_at > END_S:
            raise KeyboardInterrupt


@contextmanager
def unwinding() -> Iterator[None]:
    """Let a request to end, or a closed terminal, take away what is temporary first, as Ctrl-C does by itself."""
    kinds = [getattr(signal, name) for name in _SIGNALS[1:] if hasattr(signal, name)]
    found = {kind: signal.getsignal(kind) for kind in kinds if signal.getsignal(kind) is signal.SIG_DFL}
    for kind in found:
        signal.signal(kind, _unwind)
    try:
        yield
    finally:
        for kind, handler in found.items():
            signal.signal(kind, handler)


def _unwind(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


@contextmanager
def stoppable(leave: Callable[[], None]) -> Iterator[Stop]:
    """Let a session be left by signals for as long as the context lasts; one that a parent ignores stays ignored."""
    stop = Stop(leave)
    found = {number: signal.getsignal(number) for name in _SIGNALS if (number := getattr(signal, name, None))}
    taken = {number: handler for number, handler in found.items() if handler is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, stop)
    try:
        yield stop
    finally:
        for number, handler in taken.items():
            signal.signal(number, handler)

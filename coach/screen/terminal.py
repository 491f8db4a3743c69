"""The terminal around the screen: whether there is one, and the signals that end the screen in good order."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

_KEPT = ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGTTOU", "SIGTTIN")
"""Those that are taken here, and those that Textual's driver sets and leaves so."""


def has_terminal() -> bool:
    """Whether keys can be read and a screen can be drawn here, still or at all.

    Textual draws to standard error, so that standard output may go to a file; it asks no terminal what it can do.
    """
    if os.environ.get("TERM") == "dumb":
        return False
    return _is_terminal(sys.__stdin__) and _is_terminal(sys.__stderr__)


@contextlib.contextmanager
def taken(*, leave: Callable[[], None], hang_up: Callable[[], None]) -> Iterator[None]:
    """Take the signals of a terminal while a loop runs.

    Outside the main thread, and where a system has no such signals, nothing is taken.

    Args:
        leave: for a request to end (SIGINT, SIGTERM).
        hang_up: for the end of the terminal (SIGHUP).
    """
    loop = asyncio.get_running_loop()
    wishes = {"SIGINT": leave, "SIGTERM": leave, "SIGHUP": hang_up}
    kept = {number: signal.getsignal(number) for name in _KEPT if (number := getattr(signal, name, None))}
    mine = [number for name, wish in wishes.items() if (number := _take(loop, name, wish)) is not None]
    try:
        yield
    finally:
        for number in mine:
            loop.remove_signal_handler(number)
        for number, handler in kept.items():
            if handler is not None:  # None: set by another language than Python
                with contextlib.suppress(ValueError):  # not the main thread
                    signal.signal(number, handler)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and os.isatty(stream.fileno())
    except (OSError, ValueError):  # closed, or without a number
        return False


def _take(loop: asyncio.AbstractEventLoop, name: str, wish: Callable[[], None]) -> int | None:
    number: int | None = getattr(signal, name, None)
    if number is None:
        return None
    try:
        loop.add_signal_handler(number, wish)
    except (NotImplementedError, RuntimeError, ValueError):
        return None
    return number

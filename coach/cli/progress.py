"""A progress bar on the terminal for work that takes longer than half a second, and a sure way to stop it."""

import signal
import sys
import threading
import time
from types import FrameType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE_S = 0.5


class ProgressBar:
    """Told of progress, shows it on standard error once it is worth it, and takes it away at the end.

    Where standard error is no terminal, nothing is shown. A Ctrl-C that gets lost (Python drops the exception
    if it is raised in a callback of its own, as while a module loads) is raised at the next report.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._stopped = False
        self._minds_ctrl_c = (
            threading.current_thread() is threading.main_thread()
            and signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a parent may have it ignored
        )

    def __enter__(self) -> Self:
        if self._minds_ctrl_c:
            signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        if self._minds_ctrl_c:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show that `done` of `of` parts of what is being done are done.

        Raises:
            KeyboardInterrupt: it was asked for and has not been heard.
        """
        if self._stopped:
            raise KeyboardInterrupt
        if not sys.stderr.isatty() or time.monotonic() - self._began < _PATIENCE_S:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=of)
        self._bar.update(self._tasks[what], completed=done, total=of)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopped = True
        raise KeyboardInterrupt

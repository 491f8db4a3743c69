"""The buttons of a session's headset and desktop, in a thread that nobody waits for and whose failure harms nobody."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from coach.errors import MachineError
from coach.player import Remote

_ELSEWHERE = {"darwin": "macOS", "win32": "Windows"}
_CLOSE_TIMEOUT_S = 1.0


class Buttons:
    """What a desktop shows of a session, and the buttons it has for it.

    Args:
        remote: the session.
        platform: as sys.platform names it.

    Attributes:
        problem: why no button arrives, in one sentence without a full stop; empty while all is well or not yet known.
    """

    def __init__(self, remote: Remote, *, platform: str = sys.platform) -> None:
        self.problem = ""
        self._remote = remote
        self._platform = platform
        self._closed = Event()
        self._cancel: Callable[[], object] | None = None
        self._thread = Thread(target=self._run, name="coach-buttons", daemon=True)

    def start(self) -> None:
        """Begin to connect, and return at once; to be called once."""
        if self._platform in _ELSEWHERE:
            self.problem = f"headset buttons are not connected on {_ELSEWHERE[self._platform]}"
        else:
            self._thread.start()

    def close(self) -> None:
        """Disappear from the desktop, within a second; may be called again."""
        self._closed.set()
        if self._cancel:
            with suppress(RuntimeError):  # it has ended by itself
                self._cancel()
        if self._thread.ident is not None:
            self._thread.join(_CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        try:
            import asyncio  # here, as is what follows it: importing takes longer than the first sound may wait

            from coach.desktop.bus import serve
        except ImportError as error:
            self.problem = f"headset buttons are not connected: {error.name or error} is not installed"
            return

        async def serve_until_closed() -> None:
            task, loop = asyncio.current_task(), asyncio.get_running_loop()
            assert task is not None
            self._cancel = lambda: loop.call_soon_threadsafe(task.cancel)
            if not self._closed.is_set():  # asked after the line above, as close() does the two the other way round
                await serve(self._remote)

        try:
            asyncio.run(serve_until_closed())
        except asyncio.CancelledError:
            pass
        except MachineError as error:
            self.problem = error.message
        except Exception as error:  # whatever it is, a traceback would be of no use in the middle of a set
            self.problem = f"headset buttons are no longer connected: {type(error).__name__}: {error}"


@contextmanager
def buttons(remote: Remote) -> Iterator[Buttons]:
    """Let a session be seen and steered from the desktop for as long as the context lasts.

    Neither entering nor what happens to the desktop later raises anything or waits for it: see Buttons.problem.
    """
    connected = Buttons(remote)
    connected.start()
    try:
        yield connected
    finally:
        connected.close()

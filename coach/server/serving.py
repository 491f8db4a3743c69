"""Answering requests until somebody ends it or its time is over."""

import asyncio
import logging
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp
from uvicorn import Config, Server

from coach.server.protocol import LONGEST_HEAD, PatientProtocol

_END_S = 1
"""For answers that are under way when it ends."""


class Serving:
    """An offer that is answered at a socket, on the thread that calls `run`.

    Args:
        offer: what can be reached.
        listener: the socket; it is closed at the end.
        seconds: until it ends by itself; None is never.
    """

    def __init__(self, offer: ASGIApp, listener: socket.socket, *, seconds: float | None = None) -> None:
        config = Config(
            offer,
            http=PatientProtocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level=logging.ERROR,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_END_S,
            h11_max_incomplete_event_size=LONGEST_HEAD,
        )
        self._server = _Server(config, seconds)
        self._listener = listener

    def run(self) -> None:
        """Answer requests until the end."""
        with asyncio.Runner() as runner:
            runner.run(self._server.serve([self._listener]))

    def stop(self) -> None:
        """End it, from any thread or a signal's handler; who is in the middle of something is cut off."""
        self._server.should_exit = True


class _Server(Server):
    """uvicorn's server with an end of its own; it leaves the signals to the program."""

    def __init__(self, config: Config, seconds: float | None) -> None:
        super().__init__(config)
        self._seconds = seconds
        self._began = time.monotonic()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def on_tick(self, counter: int) -> bool:
        is_over = self._seconds is not None and time.monotonic() - self._began >= self._seconds
        return is_over or await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()  # a phone that holds a connection would keep the program waiting
        await super().shutdown(sockets)

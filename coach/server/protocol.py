"""One connection to a client who may be slow, silent, or many: nobody holds the server up for the others."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_S = 10.0
"""For a whole request head to come, from the connection's beginning or the end of the answer before."""
STALLED_S = 600.0
"""For a client to take what it asked for: a browser that pauses a sound leaves it lying for minutes."""
MOST_CONNECTIONS = 64
MOST_OF_ONE_ADDRESS = 16
"""A browser opens six, a podcast app a few."""
LONGEST_HEAD = 16_384
"""Bytes of a request's head; more than any browser sends."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to every wait and a bound on what one address may hold."""

    _deadline: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None
    _request: object = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or drop it where there are too many."""
        super().connection_made(transport)
        mine = sum(isinstance(other, H11Protocol) and _address(other) == _address(self) for other in self.connections)
        if len(self.connections) > MOST_CONNECTIONS or mine > MOST_OF_ONE_ADDRESS:
            transport.abort()
            return
        self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the waits."""
        for timer in (self._deadline, self._stall):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Read what has come; a whole head ends the wait for it."""
        super().handle_events()
        if self.cycle is not self._request:
            self._request = self.cycle
            if self._deadline is not None and not self.cycle.response_complete:
                self._deadline.cancel()

    def on_response_complete(self) -> None:
        """Wait for the next request, with the same patience: a dripping head does not start it anew."""
        self._expect_request()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client does not take what it asked for."""
        super().pause_writing()
        self._stall = self.loop.call_later(STALLED_S, self.transport.abort)

    def resume_writing(self) -> None:
        """It does again."""
        if self._stall is not None:
            self._stall.cancel()
        super().resume_writing()

    def _expect_request(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(REQUEST_S, self.transport.abort)


def _address(protocol: H11Protocol) -> str:
    return protocol.client[0] if protocol.client else ""

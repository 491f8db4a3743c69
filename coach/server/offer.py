"""What can be reached, and nothing else: files under a token that nobody guesses, as an ASGI program."""

import os
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TOKEN_BYTES = 16
_LONGEST_PATH = 512
"""Bytes; nothing that is offered has a longer one."""
_METHODS = ("GET", "HEAD")
_INDEX = "index.html"


def new_token() -> str:
    """A token for an offer: 128 bits of chance, in characters that an address may have."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that can be fetched: where it lies here, and what it is.

    Attributes:
        media_type: with its charset where it is text.
    """

    path: Path
    media_type: str


class Offer:
    """Files by their paths from a root that lies under a random token.

    Whatever is not offered is answered alike, with words that hold nothing of the request. Ranges, `If-Range` and
    validators are Starlette's and HTTP's.

    Args:
        files: by path; one called `index.html` is found under its folder as well.
        token: the first part of every path, of new_token.
        host: what a request's Host header has to be, with the port: a page elsewhere whose name leads here (DNS
            rebinding) is refused.
        policy: the content security policy of every answer.
    """

    def __init__(self, files: Mapping[str, Offered], *, token: str, host: str, policy: str) -> None:
        self._token, self._host = token, host
        self._files = dict(files)
        for path in files:
            if path == _INDEX or path.endswith(f"/{_INDEX}"):
                self._files[path.removesuffix(_INDEX)] = files[path]
        self._app = guarded(self._answer, policy)

    def put(self, path: str, offered: Offered) -> None:
        """Offer one more file, or another under a path that is offered."""
        self._files[path] = offered

    def withdraw(self, path: str) -> None:
        """Offer a file no longer; what is being sent is sent."""
        self._files.pop(path, None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; there is nothing to start or end, and no web socket."""
        if scope["type"] == "http":
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._response(scope)
        await response(scope, receive, send)

    async def _response(self, scope: Scope) -> Response:
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:
            return PlainTextResponse("not here", 421)
        if scope["method"] not in _METHODS:
            return PlainTextResponse("only GET and HEAD", 405, {"allow": ", ".join(_METHODS)})
        found = self._found(scope["raw_path"])
        if found is None:
            return PlainTextResponse("nothing here", 404)
        try:
            facts = await run_sync(os.stat, found.path)
        except OSError:  # somebody took a finished file away
            return PlainTextResponse("nothing here any more", 410)
        response = FileResponse(found.path, media_type=found.media_type, stat_result=facts)
        if headers.get("if-none-match") == response.headers["etag"]:
            return NotModifiedResponse(response.headers)
        return response

    def _found(self, raw_path: bytes) -> Offered | None:
        """What a path names, as it was sent: what is offered needs no escapes, and none are undone."""
        if len(raw_path) > _LONGEST_PATH or not raw_path.isascii():
            return None
        _, _, rest = raw_path.decode("ascii").partition("/")
        token, slash, path = rest.partition("/")
        if not slash or not secrets.compare_digest(token, self._token):
            return None
        return self._files.get(path)


def guarded(app: ASGIApp, policy: str) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    """Every answer with the headers that keep a page to itself and a browser from guessing."""
    headers = {
        "content-security-policy": f"{policy}; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-robots-tag": "noindex, nofollow",
        "cache-control": "private, max-age=3600",  # what lies under a token stays as it is
    }

    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await app(scope, receive, send_guarded)

    return run

"""The desk on the web of this computer: requests in, answers out, and nobody but the page itself may ask."""

import asyncio
import json
import secrets
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from anyio.to_thread import run_sync
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from coach.app import Progress
from coach.errors import CoachError
from coach.routine import MAX_TEXT
from coach.server import Offer, Offered, guarded, new_token
from coach.studio.desk import Desk, Heard, plan_of, told
from coach.studio.telephone import Telephone

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the page may load: its own files, and the picture of the plan, which it makes of what it is sent."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_MOST_BYTES = 4 * MAX_TEXT + 10_000
"""Of a request: the longest text there may be, with its wishes."""
_BODY_S = 30.0
"""For a request's body to come."""


class Wishes(BaseModel):
    """What the page may wish for; what it leaves out is the routine's, the settings' or the program's own."""

    model_config = ConfigDict(extra="forbid")

    pace: float | None = None
    fit: str | None = Field(default=None, max_length=20)
    talk: str | None = Field(default=None, max_length=20)
    count: str | None = Field(default=None, max_length=20)
    voice: str = Field(default="", max_length=300)


class Asked(BaseModel):
    """A request of the page: a text and what is wished for."""

    model_config = ConfigDict(extra="forbid")

    text: str = ""
    wishes: Wishes = Wishes()


class Studio:
    """The page, what it asks for, and what can be heard, under a token and for one host alone.

    Args:
        desk: does the work.
        host: the authority every request has to name.
        known: what the page is told at its beginning: voices, words to choose from, built-in routines.
    """

    def __init__(self, desk: Desk, *, host: str, known: Callable[[], dict[str, Any]]) -> None:
        self.token = new_token()
        self.telephone = Telephone()
        self._desk, self._host, self._known = desk, host, known
        self._offer = Offer(_assets(), token=self.token, host=host, policy=POLICY)
        self._post = guarded(self._answer, POLICY)
        self._commands: dict[str, Callable[[Asked], Awaitable[Response]]] = {
            "known": self._tell_known,
            "read": self._read,
            "tidy": self._tidy,
            "listen": self._listen,
            "download": self._download,
            "phone": self._phone,
            "hang-up": self._hang_up,
        }

    @property
    def url(self) -> str:
        """Of the page."""
        return f"http://{self._host}/{self.token}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        answer = self._post if scope["method"] == "POST" else self._offer
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._response(Request(scope, receive))
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if (refused := self._refusal(request.headers)) is not None:
            return refused
        token, _, name = request.url.path.removeprefix("/").partition("/")
        command = self._commands.get(name)
        if command is None or not secrets.compare_digest(token.encode(), self.token.encode()):
            return PlainTextResponse("nothing here", 404)
        try:
            asked = Asked.model_validate_json(await _body(request))
        except (ValidationError, TimeoutError):
            return PlainTextResponse("not understood", 400)
        except _TooLongError:
            return _refused(f"the text is too long; {MAX_TEXT:,} characters are the most", 413)
        try:
            return await command(asked)
        except CoachError as error:
            return _refused(told(error), 422)

    def _refusal(self, headers: Headers) -> Response | None:
        """A page elsewhere may not ask: not by a name that leads here, and not from another origin."""
        if headers.getlist("host") != [self._host]:
            return PlainTextResponse("not here", 421)
        if headers.get("origin") != f"http://{self._host}":
            return PlainTextResponse("not from there", 403)
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return PlainTextResponse("only JSON", 415)
        return None

    async def _tell_known(self, _asked: Asked) -> Response:
        return JSONResponse(await run_sync(self._known))

    async def _read(self, asked: Asked) -> Response:
        return JSONResponse(await run_sync(self._desk.read, asked.text, _given(asked)))

    async def _tidy(self, asked: Asked) -> Response:
        return JSONResponse({"text": await run_sync(self._desk.tidy, asked.text)})

    async def _listen(self, asked: Asked) -> Response:
        def work(report: Progress) -> dict[str, Any]:
            heard = self._desk.listen(asked.text, _given(asked), report)
            for old in self._desk.forget_old():
                for path in _paths(old):
                    self._offer.withdraw(path)
            sound, captions = _paths(heard)
            self._offer.put(sound, Offered(heard.sound, "audio/wav"))
            self._offer.put(captions, Offered(heard.captions, "text/vtt; charset=utf-8"))
            plan = plan_of(heard.score)
            return {**plan, "sound": sound, "captions": captions, "warnings": list(heard.warnings)}

        return _streamed(work)

    async def _download(self, asked: Asked) -> Response:
        def work(report: Progress) -> dict[str, Any]:
            path, name = self._desk.download(asked.text, _given(asked), report)
            self._offer.put("download.mp3", Offered(path, "audio/mpeg"))
            return {"file": "download.mp3", "name": name}

        return _streamed(work)

    async def _phone(self, asked: Asked) -> Response:
        def work(report: Progress) -> dict[str, Any]:
            return self.telephone.call(self._desk.rendered(asked.text, _given(asked), report))

        return _streamed(work)

    async def _hang_up(self, _asked: Asked) -> Response:
        await run_sync(self.telephone.hang_up)
        return JSONResponse({})


class _TooLongError(Exception):
    """A request is longer than any text may be."""


class _GoneError(Exception):
    """Nobody waits for the work any more."""


async def _body(request: Request) -> bytes:
    """The body of a request.

    Raises:
        _TooLongError: it is longer than any that makes sense.
        TimeoutError: it takes too long to come.
    """
    parts, size = [], 0
    async with asyncio.timeout(_BODY_S):
        async for part in request.stream():
            size += len(part)
            if size > _MOST_BYTES:
                raise _TooLongError
            parts.append(part)
    return b"".join(parts)


def _streamed(work: Callable[[Progress], dict[str, Any]]) -> Response:
    """The answer of some work that takes a while: lines of JSON, how far it is, and at the end what came of it."""
    return StreamingResponse(_lines(work), media_type="application/x-ndjson")


async def _lines(work: Callable[[Progress], dict[str, Any]]) -> AsyncIterator[str]:
    loop, told_of = asyncio.get_running_loop(), asyncio.Queue[dict[str, Any] | None]()
    gone = threading.Event()

    def tell(fact: dict[str, Any] | None) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(told_of.put_nowait, fact)

    def report(what: str, done: int, of: int) -> None:
        if gone.is_set():
            raise _GoneError
        tell({"what": what, "done": done, "of": of})

    def run() -> None:
        try:
            tell({"result": work(report)})
        except CoachError as error:
            tell({"error": told(error)})
        except _GoneError:
            pass
        finally:
            tell(None)

    threading.Thread(target=run, name="coach-studio", daemon=True).start()
    try:
        while (fact := await told_of.get()) is not None:
            yield json.dumps(fact) + "\n"
    finally:
        gone.set()


def _given(asked: Asked) -> dict[str, Any]:
    """What was wished for; nothing for what was left open."""
    return {name: value for name, value in asked.wishes.model_dump().items() if value not in (None, "")}


def _paths(heard: Heard) -> tuple[str, str]:
    """Where a sound and its words lie on the page's web."""
    return f"sounds/{heard.number}.wav", f"sounds/{heard.number}.vtt"


def _refused(message: str, status: int) -> Response:
    return JSONResponse({"error": message}, status)


def _assets() -> dict[str, Offered]:
    """The files of the page, by their paths; what plays on the phone's page plays here as well."""
    found = {}
    for package, names in (("coach.studio", None), ("coach.site", ("lockscreen.js", "places.js"))):
        for asset in files(package).joinpath("assets").iterdir():
            if names is None or asset.name in names:
                path = "index.html" if asset.name == "studio.html" else asset.name
                found[path] = Offered(Path(str(asset)), _TYPES[Path(asset.name).suffix])
    return found

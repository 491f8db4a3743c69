"""A page from the web: http and https only, ten seconds at most for all of it, with clear errors."""

import re
import time
from collections.abc import Mapping
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from coach.errors import MachineError, WishError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

MOST_SECONDS = 10.0
_MOST_REDIRECTS = 5
_CHUNK = 65_536
_SCHEMES = ("http", "https")
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_TEXTUAL = ("text/", "application/xhtml", "application/xml", "application/json", "application/octet-stream")


def is_address(source: str) -> bool:
    """Whether a source is the address of something on the web, of whatever scheme."""
    return bool(_ADDRESS.match(source))


def download(address: str, *, most: int) -> tuple[bytes, str]:
    """The bytes at an address, and the encoding that the server names, or an empty text.

    Args:
        address: http or https.
        most: bytes that are fetched at the most.

    Raises:
        WishError: the address cannot be used, or what is there is no page.
        MachineError: it cannot be reached, or not in time.
    """
    # A time-out of the network holds for one wait, so a server that sends byte after byte could go on for ever, in its
    # headers too. A thread can be left alone: it ends with its next chunk or time-out, at the latest with the program.
    found: Future[tuple[bytes, str]] = Future()
    Thread(target=_into, args=(found, address, most, time.monotonic() + MOST_SECONDS), daemon=True).start()
    try:
        return found.result(timeout=MOST_SECONDS)
    except TimeoutError:
        raise _too_late(address) from None


def _into(found: Future[tuple[bytes, str]], address: str, most: int, deadline: float) -> None:
    """Fetch what is at an address, for another thread."""
    try:
        found.set_result(_fetched(address, most, deadline))
    except BaseException as error:  # it is raised where the result is asked for
        found.set_exception(error)


def _fetched(address: str, most: int, deadline: float) -> tuple[bytes, str]:
    import urllib3

    with urllib3.PoolManager(retries=False) as pool:
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                _check(address)
                answer = pool.request(
                    "GET",
                    address,
                    redirect=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(total=max(0.1, deadline - time.monotonic())),
                    headers={"User-Agent": "coach", "Accept": "text/html, text/plain, text/markdown"},
                )
                try:
                    if answer.status not in (301, 302, 303, 307, 308):
                        return _read(answer, address, most, deadline), _encoding(answer.headers)
                    address = urljoin(address, answer.headers.get("Location", ""))
                finally:
                    answer.close()
        except urllib3.exceptions.LocationParseError:
            raise _no_address(address) from None
        except urllib3.exceptions.HTTPError as error:
            refused = isinstance(error, urllib3.exceptions.NewConnectionError)  # a kind of time-out by its class only
            if isinstance(error, urllib3.exceptions.TimeoutError) and not refused:
                raise _too_late(address) from None
            hint = "look whether you are online and the address is right, or save the page and name the file"
            raise MachineError(f"cannot be reached: {_reason(error)}", subject=address, hint=hint) from error
    raise WishError(
        "it is passed on from page to page without end", subject=address, hint="save the page, and name the file"
    )


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        scheme, host = parts.scheme.lower(), parts.hostname
    except ValueError:
        raise _no_address(address) from None
    if scheme not in _SCHEMES:
        hint = "use an http or https address, or save the page and name the file"
        raise WishError(f"addresses that begin with {scheme}: are not fetched", subject=address, hint=hint)
    if not host:
        raise _no_address(address)


def _read(answer: "BaseHTTPResponse", address: str, most: int, deadline: float) -> bytes:
    if answer.status != 200:
        hint = "look at it in a browser; if you see it there, save the page and name the file"
        raise WishError(
            f"the server answers {answer.status} {answer.reason or ''}".rstrip(), subject=address, hint=hint
        )
    kind = answer.headers.get("Content-Type", "text/html").lower()
    if not kind.startswith(_TEXTUAL):
        hint = "name the address of a page with a workout on it"
        raise WishError(f"this is no page, but {kind.partition(';')[0]}", subject=address, hint=hint)
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read1(_CHUNK):
        size += len(chunk)
        if size > most:
            hint = f"{most // 1_000_000} MB are the most; copy the workout from the page into a file"
            raise WishError("the page is too large", subject=address, hint=hint)
        if time.monotonic() > deadline:
            raise _too_late(address)
        parts.append(chunk)
    return b"".join(parts)


def _encoding(headers: Mapping[str, str]) -> str:
    found = re.search(r"charset=[\"']?([\w.-]{1,40})", headers.get("Content-Type", ""), re.IGNORECASE)
    return found[1] if found else ""


def _too_late(address: str) -> MachineError:
    hint = "try again later, or save the page and name the file"
    return MachineError(f"the server takes longer than {MOST_SECONDS:g} seconds", subject=address, hint=hint)


def _no_address(address: str) -> WishError:
    return WishError("this is no address", subject=address, hint="write it as https://example.org/workout")


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", None) or error
    text = str(cause).partition(": ")[2] or str(cause)
    return re.sub(r"\s+", " ", text)[:120]

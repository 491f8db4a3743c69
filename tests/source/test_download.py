"""Pages from the web, from a server in this test: what is fetched, and what is refused, and why."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from coach.errors import CoachError, MachineError, WishError
from coach.source import download as module
from coach.source.download import download, is_address

MOST = 100_000
PAGE = "<html><body><h1>Legs</h1><ul><li>Squats: 12 reps für Läufer</li></ul></body></html>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/")
        if hasattr(self, name):
            getattr(self, name)()
        else:
            self.send_error(404)

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.answer(PAGE.encode())

    def latin(self) -> None:
        self.answer(PAGE.encode("latin-1"), "text/html; charset=ISO-8859-1")

    def picture(self) -> None:
        self.answer(b"\x89PNG", "image/png")

    def forbidden(self) -> None:
        self.answer(b"no", status=403)

    def large(self) -> None:
        self.answer(b"x" * (MOST + 1))

    def moved(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/page")
        self.end_headers()

    def circle(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/circle")
        self.end_headers()

    def sly(self) -> None:
        self.send_response(302)
        self.send_header("Location", "file:///etc/passwd")
        self.end_headers()

    def slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b"<p>wait</p>\n")
            self.wfile.flush()
            time.sleep(0.1)

    def dripping(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(30):
            self.wfile.write(b"X-%d: wait\r\n" % number)
            time.sleep(0.1)
        self.wfile.write(b"Content-Length: 1\r\n\r\nx")

    def broken(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<p>half")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


def test_a_page_is_fetched_with_its_encoding(server: str) -> None:
    assert download(f"{server}/page", most=MOST) == (PAGE.encode(), "utf-8")
    assert download(f"{server}/latin", most=MOST) == (PAGE.encode("latin-1"), "ISO-8859-1")
    assert download(f"{server}/moved", most=MOST)[0] == PAGE.encode()


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("nothing", WishError, "404"),
        ("forbidden", WishError, "403"),
        ("picture", WishError, "image/png"),
        ("large", WishError, "too large"),
        ("circle", WishError, "without end"),
        ("sly", WishError, "begin with file:"),
        ("broken", MachineError, "cannot be reached"),
    ],
)
def test_what_is_refused(server: str, path: str, error: type[CoachError], says: str) -> None:
    with pytest.raises(error) as caught:
        download(f"{server}/{path}", most=MOST)
    assert says in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("path", ["slow", "dripping"])
def test_who_takes_too_long_is_left(server: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(MachineError, match=r"longer than 0\.5 seconds"):
        download(f"{server}/{path}", most=MOST)
    assert time.monotonic() - began < 2


def test_nobody_there() -> None:
    with pytest.raises(MachineError, match="cannot be reached"):
        download("http://127.0.0.1:9/", most=MOST)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "file:///etc/passwd", "javascript://x", "http://", "http://[::1"]
)
def test_addresses_that_cannot_be_used(address: str) -> None:
    assert is_address(address)
    with pytest.raises(WishError):
        download(address, most=MOST)


@pytest.mark.parametrize("source", ["legs.md", "hamstrings", "-", "C:\\legs.md", "a:b"])
def test_what_is_no_address(source: str) -> None:
    assert not is_address(source)

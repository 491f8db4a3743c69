"""A published site in a real browser: kept at the first visit, and played without a network."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.publisher import catalogue_of, open_store, plan, publish
from tests.browser import browser, until
from tests.publisher.shops import one_by_one, routine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AT = "document.getElementById('sound').currentTime"
KEPT = "document.getElementById('kept').textContent"


class Quiet(SimpleHTTPRequestHandler):
    """A web host that serves files, and no ranges."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with browser() as found:
        yield found


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[str]:
    """The address of a published site with two workouts."""
    site = tmp_path / "site"
    site.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://localhost:{server.server_port}/"
    sources = [routine(tmp_path, "legs", "Squats: 6 @ 2 s\n- Plank: 20 s"), routine(tmp_path, "arms")]
    catalogue, store = catalogue_of(sources, voices=["silent"], paces=[1.0]), open_store(str(site))
    publish(catalogue, plan(catalogue, store, url=url), store, url=url, pool=one_by_one)
    yield url
    server.shutdown()
    server.server_close()


def played_to(page: "Page", second: float) -> None:
    moved = (
        "(bar, at) => { bar.value = at; for (const kind of ['input', 'change']) bar.dispatchEvent(new Event(kind)); }"
    )
    page.locator("#seek").evaluate(moved, second)
    page.locator("#play").click()
    until(page, AT, lambda at: at > second + 0.5)


def test_it_plays_from_any_point_without_a_network_after_the_first_visit(chromium: "Browser", hosted: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{hosted}legs/")
    until(page, KEPT, lambda words: "without a network" in words)
    context.set_offline(True)
    page.reload()
    assert page.locator("h1").inner_text() == "Legs"
    played_to(page, 30.0)
    until(page, "document.getElementById('words').textContent")
    context.close()


def test_a_piece_of_a_kept_sound_is_exactly_that_piece(chromium: "Browser", hosted: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{hosted}legs/")
    until(page, KEPT, lambda words: "without a network" in words)
    context.set_offline(True)
    sound = page.evaluate("document.querySelector('input[name=pace]').dataset.sound")
    fetched = """async ([url, range]) => {
        const answer = await fetch(url, { headers: range ? { range } : {} });
        const bytes = new Uint8Array(await answer.arrayBuffer());
        return [answer.status, answer.headers.get("content-range"), Array.from(bytes)];
    }"""
    status, _, whole = page.evaluate(fetched, [sound, ""])
    assert status == 200
    size = len(whole)
    for asked, first, last in (
        ("bytes=100-299", 100, 299),
        ("bytes=-50", size - 50, size - 1),
        ("bytes=7-", 7, size - 1),
    ):
        status, told, piece = page.evaluate(fetched, [sound, asked])
        assert (status, told) == (206, f"bytes {first}-{last}/{size}")
        assert piece == whole[first : last + 1]
    assert page.evaluate(fetched, [sound, f"bytes={size}-"])[0] == 416
    context.close()


def test_it_can_be_installed(chromium: "Browser", hosted: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(hosted)
    session = context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{hosted}manifest.webmanifest"
    context.close()

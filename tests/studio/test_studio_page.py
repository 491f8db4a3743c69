"""The studio in a real browser: somebody writes a workout, mends it, hears it, and takes it along."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.studio import Studio
from tests.browser import browser, until
from tests.studio.studios import answered

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHORT = "# Short <script>alert(1)</script>\n\nSquats 6\nPlank 20 s\nLeg lifts 8 each side\n"
STATE, LENGTH, PROBLEM = (f"document.getElementById('{name}').textContent" for name in ("state", "length", "problem"))
AT = "document.getElementById('sound').currentTime"
IS_PLAYING = "!document.getElementById('sound').paused"
IS_DRAWN = "document.getElementById('picture').naturalWidth > 0"
HEARD = "document.getElementById('now').textContent"


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with answered(tmp_path_factory.mktemp("studio")) as found:
        yield found


@pytest.fixture
def page(chromium: "Browser", studio: Studio) -> Iterator["Page"]:
    """The page with a workout in it; at the end nothing may have gone wrong, and nobody else been asked."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda message: wrong.append(message.text))
    found.on("dialog", lambda dialog: wrong.append(dialog.message))
    home = studio.url.removesuffix(f"{studio.token}/")
    found.on("request", lambda request: None if request.url.startswith((home, "blob:")) else wrong.append(request.url))
    found.goto(studio.url)
    until(found, STATE)
    found.locator("#text").fill(SHORT)
    until(found, STATE, lambda state: state.startswith("Everything is understood"))
    yield found
    context.close()
    assert wrong == []


def test_each_line_is_shown_as_it_is_read_with_a_picture_of_the_whole(page: "Page") -> None:
    rows = page.locator("#readings li")
    assert [rows.nth(number).locator(".kind").inner_text() for number in range(rows.count())] == [
        "section",
        *["exercise"] * 3,
    ]
    until(page, IS_DRAWN)
    assert page.evaluate(LENGTH).startswith("About ")
    rows.nth(2).locator(".number").click()
    assert page.evaluate("getSelection().toString()") == "Plank 20 s"


def test_what_is_not_sure_is_mended_in_the_list_and_read_anew(page: "Page") -> None:
    page.locator("#text").fill("# Mend\n\nSquats 20 alternating\nPlank 99999 s\n")
    until(page, STATE, lambda state: "1 not understood, 1 not sure" in state)
    assert page.locator("#listen").is_disabled()
    mend = page.get_by_label("Mend line 4")
    mend.fill("Plank 30 s")
    until(page, STATE, lambda state: state.startswith("1 not sure"))
    assert page.locator("#text").input_value().endswith("Plank 30 s\n")
    page.get_by_label("Mend line 3").press("End")
    page.get_by_label("Mend line 3").press_sequentially(" and slowly", delay=30)
    until(page, STATE)
    assert page.evaluate("document.activeElement.dataset.line") == "3"  # it is typed on while the list is made anew
    assert "Squats 20 alternating and slowly" in page.locator("#text").input_value()


def test_a_wish_changes_the_picture_at_once(page: "Page") -> None:
    before, drawn = page.evaluate(LENGTH), page.locator("#picture").get_attribute("src")
    page.locator("#pace").fill("2")
    until(page, LENGTH, lambda length: length != before and "pace 2" in length)
    assert page.locator("#picture").get_attribute("src") != drawn
    page.locator("#own-pace").click()
    until(page, LENGTH, lambda length: length == before)
    page.locator("#fit").fill("0:03")
    until(page, LENGTH, lambda length: "0:03" in length and "Listen tells for sure" in length)
    assert page.locator("#picture").is_hidden()
    page.locator("#listen").click()
    until(page, PROBLEM, lambda problem: "0:03" in problem and "--" not in problem)
    page.locator("#fit").fill("")
    page.locator("#talk").select_option("tones")
    until(page, LENGTH, lambda length: length.startswith("About"))


def test_it_is_heard_from_any_point_with_its_words(page: "Page") -> None:
    page.locator("#listen").click()
    until(page, IS_PLAYING)
    page.get_by_label("Listen from Plank").click()
    until(page, HEARD, lambda title: title == "Plank")
    until(page, AT, lambda at: at > 5)
    until(page, "document.getElementById('words').textContent")
    page.locator("#seek").evaluate("(bar) => { bar.value = bar.max - 3; bar.dispatchEvent(new Event('change')); }")
    until(page, HEARD, lambda title: title == "Leg lifts")
    page.locator("#listen").click()
    until(page, f"!({IS_PLAYING})")
    page.locator("#text").press("End")
    page.locator("#text").press_sequentially("!")
    until(page, "document.getElementById('controls').hidden")


def test_it_is_downloaded_under_its_name(page: "Page") -> None:
    with page.expect_download() as download:
        page.locator("#download").click()
    assert download.value.suggested_filename == "short-alert-1.mp3"
    assert Path(download.value.path()).read_bytes()[:3] == b"ID3"


def test_tidying_can_be_undone(page: "Page") -> None:
    page.locator("#tidy").click()
    until(page, "document.getElementById('text').value", lambda text: "- Plank: 20 s" in text)
    page.locator("#text").press("Control+z")
    assert page.locator("#text").input_value() == SHORT


def test_it_is_sent_to_the_phone_until_it_is_stopped(page: "Page", monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    monkeypatch.setattr("coach.studio.telephone.network_address", lambda: "127.0.0.1")
    page.locator("#phone").click()
    until(page, "document.getElementById('code').naturalWidth > 0")
    address = page.locator("#address").inner_text()
    assert httpx.get(address).status_code == 200
    page.locator("#hang-up").click()
    until(page, "document.getElementById('called').hidden")
    with pytest.raises(httpx.HTTPError):
        httpx.get(address)


def test_an_example_is_a_beginning_and_a_reload_keeps_it(page: "Page") -> None:
    page.locator("#examples").select_option(label="Ten-minute hamstring workout for runners")
    until(page, STATE, lambda state: "7 exercises" in state)
    page.reload()
    until(page, STATE, lambda state: "7 exercises" in state)


def test_it_is_done_with_keys_alone(page: "Page") -> None:
    page.locator("#text").focus()
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
        if reached[-1] == "listen":
            break
    assert reached[-6:] == ["pace", "fit", "talk", "count", "voice", "listen"]  # what is disabled is passed over
    page.keyboard.press("Enter")
    until(page, IS_PLAYING)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_sticks_out(chromium: "Browser", studio: Studio, width: int, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    found = context.new_page()
    found.goto(studio.url)
    until(found, STATE)
    found.locator("#text").fill(SHORT + "Supercalifragilistic" * 9 + " 10\n")
    until(found, IS_DRAWN)
    assert found.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_that_the_studio_is_gone_is_said(chromium: "Browser", studio: Studio) -> None:
    context = chromium.new_context()
    found = context.new_page()
    found.goto(studio.url)
    until(found, STATE)
    found.route("**/read", lambda route: route.abort())
    found.locator("#text").fill("# Gone\n\nSquats 3\n")
    until(found, PROBLEM, lambda problem: "cannot be reached" in problem)
    context.close()

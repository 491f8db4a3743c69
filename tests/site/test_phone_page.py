"""The page in a real browser: what a listener does with thumbs, keys, the lock screen and a headset."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.app.phones import PhoneOffer
from coach.site import Edition
from tests.browser import browser, until
from tests.phones import HOLDS, WORKOUT, answered, rendered

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

MOST_BYTES = 60_000
AT = "document.getElementById('sound').currentTime"
IS_PLAYING = "!document.getElementById('sound').paused"
SECTION = "document.getElementById('section').textContent"
WORDS = "document.getElementById('words').textContent"
FOCUS = "document.activeElement.id || document.activeElement.value"

REMEMBER_HANDLERS = """
window.handlers = {};
MediaSession.prototype.setActionHandler = (action, handler) => { window.handlers[action] = handler; };
"""
"""Chromium without a desktop calls no handler, so a test has to."""


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneOffer]:
    folder = tmp_path_factory.mktemp("offer")
    with answered(folder, [rendered(folder, WORKOUT)]) as found:
        yield found


@pytest.fixture
def page(chromium: "Browser", offered: PhoneOffer) -> Iterator["Page"]:
    """The page on a phone that is held upright; at the end nothing may have gone wrong in it."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="dark")
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda message: wrong.append(message.text))
    found.on("dialog", lambda dialog: wrong.append(dialog.message))
    found.add_init_script(REMEMBER_HANDLERS)
    found.goto(offered.url)
    yield found
    context.close()
    assert wrong == []


def editions(offered: PhoneOffer) -> dict[str, Edition]:
    return {edition.key: edition for _, edition in offered.site.offered()}


def test_it_plays_and_pauses_with_the_large_button(page: "Page") -> None:
    button = page.get_by_role("button", name="Play", exact=True)
    assert button.bounding_box()["height"] >= 90  # type: ignore[index]
    button.tap()
    until(page, f"{AT} > 0.2")
    page.get_by_role("button", name="Pause", exact=True).tap()
    until(page, f"!({IS_PLAYING})")
    page.get_by_role("button", name="Play", exact=True).wait_for()


def test_it_shows_title_cover_needs_and_sections(page: "Page", offered: PhoneOffer) -> None:
    episode = offered.site.episodes[0]
    assert page.get_by_role("heading", level=1).inner_text() == 'Legs & <script>alert("trunk")</script>'
    assert page.title() == episode.title
    assert 'You need a mat, a "chair".' in page.get_by_role("banner").or_(page.locator("header")).first.inner_text()
    assert page.evaluate("document.querySelector('header img').naturalWidth") == 400
    titles = [text.rpartition("\n")[0] or text for text in page.locator("ol:not([hidden]) button").all_inner_texts()]
    assert [title.split("  ")[0] for title in titles] == [chapter.title for chapter in episode.first.chapters]


def test_a_tap_on_a_section_goes_there(page: "Page", offered: PhoneOffer) -> None:
    chapter = editions(offered)["normal"].chapters[2]
    page.locator("ol:not([hidden]) button").nth(2).tap()
    at = until(page, AT, lambda value: value > chapter.start_s)
    assert at < chapter.start_s + 5
    assert page.evaluate(IS_PLAYING)
    assert until(page, SECTION, lambda value: value == chapter.title)
    assert page.locator("[aria-current=true]").inner_text().startswith(chapter.title)


def test_the_words_are_shown_as_they_are_spoken(page: "Page") -> None:
    page.get_by_role("button", name="Play", exact=True).tap()
    assert "Legs" in until(page, WORDS, lambda words: "Legs" in words)
    page.locator("ol:not([hidden]) button").nth(1).tap()
    until(page, WORDS, lambda words: "Squats" in words)
    page.evaluate("document.getElementById('sound').playbackRate = 8")
    assert until(page, WORDS, lambda words: words in ("1", "2", "3"))
    assert page.evaluate("document.getElementById('words').className") == "is-count"


def test_buttons_go_from_section_to_section(page: "Page", offered: PhoneOffer) -> None:
    starts = [chapter.start_s for chapter in editions(offered)["normal"].chapters]
    until(page, "document.getElementById('sound').readyState > 0")
    page.get_by_role("button", name="Next section").tap()
    page.get_by_role("button", name="Next section").tap()
    assert page.evaluate(AT) == pytest.approx(starts[2], abs=0.01)
    page.get_by_role("button", name="Previous section").tap()
    assert page.evaluate(AT) == pytest.approx(starts[1], abs=0.01)
    page.evaluate(f"document.getElementById('sound').currentTime = {starts[1] + 5}")
    page.get_by_role("button", name="Previous section").tap()  # first to the beginning of what is heard
    assert page.evaluate(AT) == pytest.approx(starts[1], abs=0.01)


def test_another_pace_goes_on_at_the_same_movement(page: "Page", offered: PhoneOffer) -> None:
    normal, slower = editions(offered)["normal"], editions(offered)["slower"]
    place = len(normal.places) // 2
    page.get_by_role("button", name="Play", exact=True).tap()
    until(page, f"{AT} > 0")
    page.evaluate(f"document.getElementById('sound').currentTime = {normal.places[place]}")
    page.get_by_text("Slower").tap()
    at = until(page, AT, lambda value: value > slower.places[place] - 0.05)
    assert at < slower.places[place] + 5
    until(page, IS_PLAYING)
    assert page.evaluate("document.getElementById('sound').src").endswith("/slower.mp3")
    assert page.locator("#download").get_attribute("href").endswith("/slower.mp3")  # type: ignore[union-attr]
    assert page.locator("ol:not([hidden])").get_attribute("data-edition") == "slower"
    until(page, WORDS)


def test_the_lock_screen_plays_pauses_and_goes_on(page: "Page", offered: PhoneOffer) -> None:
    normal = editions(offered)["normal"]
    assert set(page.evaluate("Object.keys(window.handlers)")) >= {
        "play",
        "pause",
        "previoustrack",
        "nexttrack",
        "seekto",
    }
    page.evaluate("document.getElementById('play').click()")
    until(page, f"{AT} > 0.1")
    page.evaluate("window.handlers.pause()")
    until(page, f"!({IS_PLAYING})")
    assert page.evaluate("navigator.mediaSession.playbackState") == "paused"
    page.evaluate("window.handlers.play()")
    until(page, IS_PLAYING)
    page.evaluate("window.handlers.nexttrack()")
    at = until(page, AT, lambda value: value >= normal.chapters[1].start_s)
    assert at < normal.chapters[1].start_s + 3
    shown = page.evaluate(
        "(({title, artist, artwork}) => ({title, artist, src: artwork[0].src}))(navigator.mediaSession.metadata)"
    )
    assert (shown["title"], shown["artist"]) == (normal.chapters[1].title, offered.site.episodes[0].title)
    assert shown["src"] == offered.url + offered.site.episodes[0].thumbnail_path
    page.evaluate("window.handlers.previoustrack()")
    until(page, f"{AT} < 3")
    page.evaluate(f"window.handlers.seekto({{ seekTime: {normal.chapters[2].start_s + 1} }})")
    until(page, SECTION, lambda value: value == normal.chapters[2].title)


def test_everything_can_be_done_with_keys_alone(page: "Page", offered: PhoneOffer) -> None:
    normal = editions(offered)["normal"]
    until(page, "document.getElementById('sound').readyState > 0")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUS))
        if reached[-1] == "play":
            break
    assert reached[0] == "seek"
    page.keyboard.press("Enter")
    until(page, IS_PLAYING)
    page.keyboard.press("Space")
    until(page, f"!({IS_PLAYING})")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "following"
    page.keyboard.press("Enter")
    assert page.evaluate(AT) == pytest.approx(normal.chapters[1].start_s, abs=0.01)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.querySelector('input[name=pace]:checked').value") == "faster"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, IS_PLAYING)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 3


def test_space_and_arrows_work_where_nothing_has_the_focus(page: "Page", offered: PhoneOffer) -> None:
    until(page, "document.getElementById('sound').readyState > 0")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(AT) == pytest.approx(editions(offered)["normal"].chapters[1].start_s, abs=0.01)
    page.keyboard.press("Space")
    until(page, IS_PLAYING)


def test_a_screen_reader_finds_names_for_all_and_is_not_talked_over(page: "Page") -> None:
    tree = page.locator("main").aria_snapshot()
    for line in (
        'heading "Sections"',
        'button "Play"',
        'slider "Position"',
        'radio "Normal',
        'link "Open in a podcast app"',
    ):
        assert line in tree
    assert page.evaluate(
        "[...document.querySelectorAll('[aria-live], [role=status], [role=alert]')].map((one) => one.id)"
    ) == ["problem"]
    assert page.locator("#seek").get_attribute("aria-valuetext") is not None


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (740, 360), (1280, 800)])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_it_fits_and_can_be_read(page: "Page", offered: PhoneOffer, width: int, height: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    play = page.locator("#play").bounding_box()
    assert play is not None
    assert 0 <= play["y"] < play["y"] + play["height"] <= height  # without scrolling
    for selector in (
        "body",
        "#section",
        "#next",
        ".fine",
        ".paces input:checked + span",
        "#play",
        ".sections button span",
    ):
        assert page.evaluate(CONTRAST, selector) >= 4.5, selector


CONTRAST = """(selector) => {
  const light = (color) => {
    const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = document.querySelector(selector);
  let ground = element;
  while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
  const [one, other] = [light(getComputedStyle(element).color), light(getComputedStyle(ground).backgroundColor)].sort();
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}"""
"""Of WCAG 2."""


def test_it_is_small_and_asks_no_other_host(chromium: "Browser", offered: PhoneOffer) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    answers: list[Response] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: answers.append(answer))  # playwright marks what it is given
    page.goto(offered.url)
    page.locator("#play").click()
    until(page, f"{AT} > 0.2")
    sizes = [answer.request.sizes()["responseBodySize"] for answer in answers if ".mp3" not in answer.url]
    context.close()
    assert len(asked) > 6
    assert all(url.startswith(offered.url) for url in asked)
    assert 10_000 < sum(sizes) < MOST_BYTES


def test_several_workouts_are_listed_and_lead_back(chromium: "Browser", tmp_path: Path) -> None:
    first = rendered(tmp_path, WORKOUT)
    second = rendered(tmp_path, HOLDS, taken=[first.episode.slug])
    with answered(tmp_path, [first, second]) as offered:
        page = chromium.new_page()
        page.goto(offered.url)
        page.get_by_role("link", name="Holds").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Holds"
        page.locator("#play").click()
        until(page, f"{AT} > 0")
        assert page.locator("fieldset").is_hidden()
        page.get_by_role("link", name="All workouts").click()
        assert page.url == offered.url
        page.close()


def test_an_offer_that_has_ended_is_told(chromium: "Browser", tmp_path: Path) -> None:
    page = chromium.new_page()
    with answered(tmp_path, [rendered(tmp_path, HOLDS)]) as offered:
        page.route("**/*.mp3", lambda route: route.abort())
        page.goto(offered.url)
        until(page, "document.getElementById('problem').textContent", lambda text: "cannot be reached" in text)
        page.unroute("**/*.mp3")
        page.locator("#play").click()
        until(page, f"{AT} > 0")
        assert page.locator("#problem").inner_text() == ""
    page.close()

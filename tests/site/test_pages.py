"""The pages as HTML: nothing of a workout becomes part of it, nothing comes from elsewhere, and it stays small."""

import re

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from coach.site import SiteFile, list_page, player_page, site_files
from tests.site.sites import SCRIPT, alone, episode, site

MOST_BYTES = 60_000


def files() -> dict[str, SiteFile]:
    return {file.path: file for file in site_files(site(episode(), episode("arms", "Arms")))}


def test_a_script_in_a_title_is_a_title() -> None:
    one = site()
    for page in (player_page(one, one.episodes[0], root=""), list_page(one)):
        assert SCRIPT not in page
        soup = BeautifulSoup(page, "html.parser")
        assert (soup.h1.text if soup.select("#player") else soup.b.text) == f"Legs & {SCRIPT}"
        assert all(script.get("src") and not script.text for script in soup.select("script"))
        assert not soup.select("[style], style, [onclick]")


@given(title=st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_title_stays_in_its_place(title: str) -> None:
    one = site(episode(title=title))
    soup = BeautifulSoup(player_page(one, one.episodes[0], root=""), "html.parser")
    assert soup.select_one("#player")["data-title"] == title
    assert len(soup.select("script")) == 1


def test_every_file_that_a_page_names_is_there() -> None:
    found = files()
    rendered = {
        place
        for one, edition in site(episode(), episode("arms", "Arms")).offered()
        for place in (one.path(edition), one.path(edition, ".vtt"), one.cover_path, one.thumbnail_path)
    }
    for path, file in found.items():
        if not path.endswith(".html"):
            continue
        soup = BeautifulSoup(file.content, "html.parser")
        named = [
            tag[name]
            for name in ("src", "href", "data-sound", "data-captions", "data-cover")
            for tag in soup.select(f"[{name}]")
        ]
        assert named
        folder = path.rpartition("/")[0]
        for name in named:
            if name.startswith("pcast:"):
                continue
            assert "://" not in name
            place = name.removeprefix("../") if name.startswith("../") else f"{folder}/{name}".lstrip("/")
            place += "index.html" if place.endswith("/") or not place else ""
            assert place in found or place in rendered, (path, name)


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in files().values():
        if file.media_type.partition(";")[0] in ("text/javascript", "text/css"):
            text = file.content.decode()
            assert not re.search(r"https?:|//[a-z]+\.|url\(|eval\(|innerHTML", text), file.path


def test_the_page_is_small() -> None:
    found = files()
    assert found["index.html"].content
    own = [file for path, file in found.items() if path.startswith("assets/") or path == "legs/index.html"]
    assert len(own) == 6
    assert sum(len(file.content) for file in own) < MOST_BYTES / 2  # its pictures come on top of it


def test_one_workout_is_the_page_itself_and_several_are_listed() -> None:
    (page,) = (file.content.decode() for file in site_files(site()) if file.path == "index.html")
    assert 'id="player"' in page
    assert "All workouts" not in page
    listed = files()
    assert 'id="player"' not in listed["index.html"].content.decode()
    assert [tag["href"] for tag in BeautifulSoup(listed["index.html"].content, "html.parser").select("li a")] == [
        "legs/",
        "arms/",
    ]
    assert "All workouts" in listed["legs/index.html"].content.decode()


def test_the_feed_comes_last() -> None:
    assert list(files())[-1] == "feed.xml"


def test_a_single_pace_offers_no_choice() -> None:
    one = site(alone(episode()))
    soup = BeautifulSoup(player_page(one, one.episodes[0], root=""), "html.parser")
    assert soup.select_one("fieldset").has_attr("hidden")
    assert soup.select_one("input[name=pace]")["data-name"] == "legs.mp3"

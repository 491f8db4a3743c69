"""What is made, kept and taken away, in which order, and what goes wrong on the way."""

import json
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import pytest

from coach.errors import MachineError, WishError
from coach.publisher import local_pool, open_store
from coach.publisher.publishing import checked_url
from tests.publisher.shops import DIES, URL, dies_always, dies_once, published, routine


def listing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def feed(site: Path) -> Any:
    found = feedparser.parse(BytesIO((site / "feed.xml").read_bytes()))
    assert not found.bozo
    return found


def test_all_that_the_feed_and_the_pages_name_is_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = published([routine(tmp_path, "legs"), routine(tmp_path, "arms")], str(site), paces=[0.8, 1.0, 1.25])
    assert (done.made, done.kept, done.removed, done.failures) == (("legs", "arms"), (), (), {})
    found = feed(site)
    assert len(found.entries) == 6
    for entry in found.entries:
        (enclosure,) = entry.enclosures
        sound = site / enclosure.href.removeprefix(URL)
        assert sound.stat().st_size == int(enclosure.length)
        assert (site / entry.podcast_chapters["url"].removeprefix(URL)).is_file()
        assert (site / entry.podcast_transcript["url"].removeprefix(URL)).read_text().startswith("WEBVTT")
    assert {"index.html", "legs/index.html", "manifest.webmanifest", "sw.js"} <= set(listing(site))
    for icon in json.loads((site / "manifest.webmanifest").read_text())["icons"]:
        assert (site / icon["src"]).is_file()


def test_a_second_run_makes_and_writes_nothing(tmp_path: Path) -> None:
    site, sources = tmp_path / "site", [routine(tmp_path, "legs"), routine(tmp_path, "arms")]
    published(sources, str(site))
    before = {path: (site / path).stat().st_mtime_ns for path in listing(site)}
    contents = listing(site)
    done = published(sources, str(site))
    assert (done.made, done.kept) == ((), ("legs", "arms"))
    after = {path: (site / path).stat().st_mtime_ns for path in listing(site)}
    assert {path for path in after if after[path] != before[path]} == {"published.json"}
    contents.pop("published.json")
    assert contents.items() <= listing(site).items()


def test_what_changed_is_made_again_and_stays_the_same_item(tmp_path: Path) -> None:
    site, sources = tmp_path / "site", [routine(tmp_path, "legs"), routine(tmp_path, "arms")]
    published(sources, str(site))
    before = {entry.title: entry for entry in feed(site).entries}
    routine(tmp_path, "legs", "Lunges: 6 @ 1 s")
    done = published(sources, str(site))
    assert (done.made, done.kept) == (("legs",), ("arms",))
    after = {entry.title: entry for entry in feed(site).entries}
    assert after["Legs"].id == before["Legs"].id
    assert after["Legs"].enclosures[0].href != before["Legs"].enclosures[0].href
    assert after["Arms"] == before["Arms"]
    assert len(list((site / "legs").glob("*.mp3"))) == 1


def test_what_is_no_longer_wished_for_goes(tmp_path: Path) -> None:
    site, sources = tmp_path / "site", [routine(tmp_path, "legs"), routine(tmp_path, "arms")]
    published(sources, str(site))
    (site / "notes.txt").write_text("the owner's own", encoding="utf-8")
    done = published(sources[:1], str(site))
    assert done.removed == ("arms",)
    assert not (site / "arms").exists()
    assert (site / "notes.txt").exists()
    assert [entry.title for entry in feed(site).entries] == ["Legs"]


def test_a_broken_routine_stops_nothing_else_and_keeps_what_was_published_of_it(tmp_path: Path) -> None:
    site, sources = tmp_path / "site", [routine(tmp_path, "legs"), routine(tmp_path, "arms")]
    published(sources, str(site))
    Path(sources[0]).write_text("# Legs\n\n- Squats: 99999999\n", encoding="utf-8")
    routine(tmp_path, "arms", "Dips: 5 @ 1 s")
    done = published([*sources, str(tmp_path / "missing.md")], str(site))
    assert done.made == ("arms",)
    assert set(done.failures) == {"legs", "missing"}
    assert [entry.title for entry in feed(site).entries] == ["Legs", "Arms"]
    with pytest.raises(WishError, match="nothing of it"):
        published([str(tmp_path / "missing.md")], str(tmp_path / "other"))
    assert not (tmp_path / "other").exists()


def test_files_that_are_gone_are_made_again(tmp_path: Path) -> None:
    site, sources = tmp_path / "site", [routine(tmp_path, "legs")]
    published(sources, str(site))
    next((site / "legs").glob("*.mp3")).unlink()
    assert published(sources, str(site)).made == ("legs",)
    (site / "published.json").write_text("{", encoding="utf-8")
    done = published(sources, str(site))
    assert done.made == ("legs",)
    assert "damaged" in done.warnings[0]


def test_the_feed_comes_last_and_old_files_go_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, sources = tmp_path / "site", [routine(tmp_path, "legs")]
    published(sources, str(site))
    routine(tmp_path, "legs", "Lunges: 6 @ 1 s")
    done: list[str] = []
    kind = type(open_store(str(site)))
    write, remove = kind.write, kind.remove  # type: ignore[attr-defined]
    monkeypatch.setattr(
        kind, "write", lambda self, path, *rest, **more: (done.append(path), write(self, path, *rest, **more))
    )
    monkeypatch.setattr(kind, "remove", lambda self, path: (done.append(f"- {path}"), remove(self, path)))
    published(sources, str(site))
    place = done.index("feed.xml")
    assert done[place - 1] == "published.json"
    assert all(path.startswith("- ") for path in done[place + 1 :])
    assert not any(path.startswith("- ") for path in done[:place])


def test_two_runs_at_once_do_no_harm(tmp_path: Path) -> None:
    site, sources = tmp_path / "site", [routine(tmp_path, name) for name in ("legs", "arms")]
    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(published, sources[:number], str(site)) for number in (1, 2)]
        assert [run.result().failures for run in runs] == [{}, {}]
    for entry in feed(site).entries:
        assert (site / entry.enclosures[0].href.removeprefix(URL)).is_file()


def test_processes_make_what_one_makes(tmp_path: Path) -> None:
    sources = [routine(tmp_path, "legs"), routine(tmp_path, "arms")]
    published(sources, str(tmp_path / "one"))
    published(sources, str(tmp_path / "two"), local_pool(2))
    one, two = listing(tmp_path / "one"), listing(tmp_path / "two")
    assert one.keys() == two.keys()
    assert {path for path in one if one[path] != two[path]} <= {"published.json", "feed.xml"}  # they hold the time


def test_a_worker_that_dies_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DIES, str(tmp_path / "died"))
    monkeypatch.setattr("coach.publisher.pool.make", dies_once)
    done = published([routine(tmp_path, "legs"), routine(tmp_path, "arms")], str(tmp_path / "site"), local_pool(1))
    assert (tmp_path / "died").exists()
    assert (set(done.made), done.failures) == ({"legs", "arms"}, {})


def test_a_workout_that_kills_every_worker_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.publisher.pool.make", dies_always)
    done = published([routine(tmp_path, "legs"), routine(tmp_path, "killer")], str(tmp_path / "site"), local_pool(1))
    assert done.made == ("legs",)
    assert "its worker died" in done.failures["killer"]


@pytest.mark.parametrize("url", ["", "legs", "ftp://example.org/", "https:///x", "https://example.org/?a=b"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(WishError):
        checked_url(url)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file", encoding="utf-8")
    with pytest.raises(MachineError):
        published([routine(tmp_path, "legs")], str(tmp_path / "site"))
    with pytest.raises(WishError, match="cannot be opened"):
        open_store("gopher://example.org/x")

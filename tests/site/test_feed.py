"""The feed, as two independent readers of podcasts see it."""

import io
import json
import warnings
from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.site import Site, chapters_json, feed_xml, subscribe_url
from tests.site.sites import SCRIPT, edition, episode, site

SITES = [site(), site(episode(), episode("arms", "Arms")), site(url="https://example.org/", private=False)]
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.mark.parametrize("one", SITES, ids=["private", "two", "public"])
def test_feedparser_reads_it_without_a_warning(one: Site) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=DeprecationWarning)  # of its own code
        feed = feedparser.parse(io.BytesIO(feed_xml(one)))
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "rss20"
    assert feed.feed.title == one.title
    offered = list(one.offered())
    assert len(feed.entries) == len(offered)
    for entry, (about, rendering) in zip(feed.entries, offered, strict=True):
        assert entry.title == f"{about.title} ({rendering.label.lower()})"
        assert (entry.id, entry.guidislink) == (rendering.guid, False)
        (enclosure,) = entry.enclosures
        assert enclosure.href == f"{one.url}{about.slug}/{rendering.key}.mp3"
        assert (enclosure.length, enclosure.type) == ("1234567", "audio/mpeg")
        assert entry.podcast_chapters["url"] == one.url + about.path(rendering, ".json")
        assert entry.podcast_transcript["url"] == one.url + about.path(rendering, ".vtt")
        assert entry.itunes_duration == str(round(rendering.duration_s))


@pytest.mark.parametrize("one", SITES, ids=["private", "two", "public"])
def test_podcastparser_reads_it_too(one: Site) -> None:
    feed = podcastparser.parse(one.url + "feed.xml", io.BytesIO(feed_xml(one)))
    offered = list(one.offered())
    assert [found["guid"] for found in feed["episodes"]] == [rendering.guid for _, rendering in offered]
    for found, (about, rendering) in zip(feed["episodes"], offered, strict=True):
        assert found["total_time"] == round(rendering.duration_s)
        (enclosure,) = found["enclosures"]
        assert (enclosure["file_size"], enclosure["mime_type"]) == (rendering.size, "audio/mpeg")
        assert found["episode_art_url"] == one.url + about.cover_path
        assert [(chapter["start"], chapter["title"]) for chapter in found["chapters"]] == [
            (int(chapter.start_s), chapter.title) for chapter in rendering.chapters
        ]


def test_the_order_of_the_list_is_the_order_of_time() -> None:
    dates = [
        parsedate_to_datetime(item.findtext("pubDate") or "")
        for item in ElementTree.fromstring(feed_xml(SITES[1])).iter("item")
    ]
    assert dates == [SITES[1].made - timedelta(seconds=number) for number in range(6)]


def test_a_private_feed_is_kept_out_of_directories() -> None:
    private, public = (ElementTree.fromstring(feed_xml(SITES[number])) for number in (0, 2))
    assert private.findtext(f"channel/{ITUNES}block") == "Yes"
    assert public.find(f"channel/{ITUNES}block") is None
    assert (private.findtext(f"channel/{PODCAST}locked"), public.findtext(f"channel/{PODCAST}locked")) == ("yes", "no")


def test_the_feed_names_itself_and_keeps_its_identity() -> None:
    guids = [ElementTree.fromstring(feed_xml(one)).findtext(f"channel/{PODCAST}guid") for one in SITES]
    assert guids[0] == guids[1] != guids[2]
    assert subscribe_url(SITES[2]) == "pcast://example.org/feed.xml"


def test_chapters_are_those_of_the_edition() -> None:
    told = json.loads(chapters_json(edition("slower", "Slower", 120.0)))
    assert told["chapters"][1] == {"startTime": 30.0, "endTime": 120.0, "title": f"Squats & {SCRIPT}"}


@given(title=st.text())
def test_any_title_makes_a_feed_that_can_be_read(title: str) -> None:
    root = ElementTree.fromstring(feed_xml(site(episode(title=title.encode(errors="ignore").decode()))))
    assert len(root.findall("channel/item")) == 3

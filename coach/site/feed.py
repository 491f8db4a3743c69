"""The feed: what a podcast app subscribes to, as RSS 2.0 with iTunes' and Podcasting 2.0's elements."""

import json
import re
import uuid
from datetime import timedelta
from email.utils import format_datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from coach.site.model import Edition, Episode, Site
from coach.site.wording import wording
from coach.units import ms_to_clock, s_to_clock

FEED_PATH = "feed.xml"
CHAPTERS_TYPE = "application/json+chapters"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_PSC = "http://podlove.org/simple-chapters"
_ATOM = "http://www.w3.org/2005/Atom"
_PODCAST_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace that Podcasting 2.0 gives for the identity of a feed, made from its address without the scheme."""
_AUTHOR = "Coach"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even escaped."""


def feed_xml(site: Site) -> bytes:
    """The feed of a site: an item for each edition, the newest first, in the order of the list."""
    for prefix, name in (("itunes", _ITUNES), ("podcast", _PODCAST), ("psc", _PSC), ("atom", _ATOM)):
        ElementTree.register_namespace(prefix, name)
    rss = Element("rss", version="2.0")
    channel = SubElement(rss, "channel")
    _describe(channel, site)
    for number, (episode, edition) in enumerate(site.offered()):
        _add_item(channel, site, episode, edition, number)
    ElementTree.indent(rss)
    text: bytes = ElementTree.tostring(rss, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def chapters_json(edition: Edition) -> bytes:
    """The chapters of an edition, version 1.2 of Podcasting 2.0's JSON chapters."""
    chapters = [
        {"startTime": round(chapter.start_s, 3), "endTime": round(chapter.end_s, 3), "title": chapter.title}
        for chapter in edition.chapters
    ]
    return json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False).encode()


def subscribe_url(site: Site) -> str:
    """The feed's address as podcast apps on phones take it over from a browser."""
    return "pcast://" + site.url.partition("://")[2] + FEED_PATH


def _describe(channel: Element, site: Site) -> None:
    url = site.url + FEED_PATH
    _text(channel, "title", site.title)
    _text(channel, "link", site.url)
    _text(channel, "description", site.description)
    _text(channel, "language", site.episodes[0].language)
    _text(channel, "lastBuildDate", format_datetime(site.made))
    SubElement(channel, f"{{{_ATOM}}}link", href=url, rel="self", type="application/rss+xml")
    _text(channel, f"{{{_ITUNES}}}author", _AUTHOR)
    _text(channel, f"{{{_ITUNES}}}explicit", "false")
    _text(channel, f"{{{_ITUNES}}}type", "episodic")
    category = SubElement(channel, f"{{{_ITUNES}}}category", text="Health & Fitness")
    SubElement(category, f"{{{_ITUNES}}}category", text="Fitness")
    SubElement(channel, f"{{{_ITUNES}}}image", href=site.url + site.episodes[0].cover_path)
    if site.private:
        _text(channel, f"{{{_ITUNES}}}block", "Yes")
    _text(channel, f"{{{_PODCAST}}}locked", "yes" if site.private else "no")
    _text(channel, f"{{{_PODCAST}}}guid", str(uuid.uuid5(_PODCAST_GUIDS, url.partition("://")[2])))
    _text(channel, f"{{{_PODCAST}}}medium", "podcast")


def _add_item(channel: Element, site: Site, episode: Episode, edition: Edition, number: int) -> None:
    item = SubElement(channel, "item")
    several = f" ({edition.label.lower()})" if edition.label else ""
    _text(item, "title", episode.title + several)
    _text(item, "description", _about(episode, edition))
    _text(item, "guid", edition.guid).set("isPermaLink", "false")
    # apps sort by date: a second between items keeps the order of the list
    _text(item, "pubDate", format_datetime((episode.made or site.made) - timedelta(seconds=number)))
    url = site.url + episode.path(edition)
    SubElement(item, "enclosure", url=url, length=str(edition.size), type=edition.media_type)
    _text(item, f"{{{_ITUNES}}}duration", str(round(edition.duration_s)))
    _text(item, f"{{{_ITUNES}}}explicit", "false")
    _text(item, f"{{{_ITUNES}}}episodeType", "full")
    SubElement(item, f"{{{_ITUNES}}}image", href=site.url + episode.cover_path)
    if edition.chapters:
        url = site.url + episode.path(edition, ".json")
        SubElement(item, f"{{{_PODCAST}}}chapters", url=url, type=CHAPTERS_TYPE)
        simple = SubElement(item, f"{{{_PSC}}}chapters", version="1.2")  # for apps that know no others
        for chapter in edition.chapters:
            start = ms_to_clock(round(1000 * chapter.start_s))
            SubElement(simple, f"{{{_PSC}}}chapter", start=start, title=_plain(chapter.title))
    if edition.has_captions:
        url = site.url + episode.path(edition, ".vtt")
        SubElement(item, f"{{{_PODCAST}}}transcript", url=url, type="text/vtt", language=episode.language)


def _about(episode: Episode, edition: Edition) -> str:
    things = ", ".join(episode.needs)
    needs = f". {wording(episode.language)['you_need'].format(things=things)}" if things else ""
    return f"{s_to_clock(edition.duration_s)}{needs}"


def _text(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = _plain(text)
    return element


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)

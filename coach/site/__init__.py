"""A page for the phone and a feed for podcast apps: what is offered as values, and these as files of a web site."""

from coach.site.feed import CHAPTERS_TYPE, FEED_PATH, chapters_json, feed_xml, subscribe_url
from coach.site.files import site_files
from coach.site.model import MEDIA_TYPES, Chapter, Edition, Episode, Site, SiteFile
from coach.site.pages import POLICY, list_page, player_page
from coach.site.places import shared_places
from coach.site.wording import wording

__all__ = [
    "CHAPTERS_TYPE",
    "FEED_PATH",
    "MEDIA_TYPES",
    "POLICY",
    "Chapter",
    "Edition",
    "Episode",
    "Site",
    "SiteFile",
    "chapters_json",
    "feed_xml",
    "list_page",
    "player_page",
    "shared_places",
    "site_files",
    "subscribe_url",
    "wording",
]

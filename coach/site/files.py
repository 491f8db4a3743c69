"""The files of a site that follow from what is known of it: pages, feed, chapters, and what the pages load."""

from collections.abc import Iterator
from importlib.resources import files

from coach.site.feed import CHAPTERS_TYPE, FEED_PATH, chapters_json, feed_xml
from coach.site.model import Episode, Site, SiteFile
from coach.site.offline import MANIFEST_PATH, WORKER_PATH, manifest_json
from coach.site.pages import list_page, player_page

_HTML = "text/html; charset=utf-8"
_ASSETS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


def site_files(site: Site) -> Iterator[SiteFile]:
    """The files of a site, the feed last: who follows it finds everything it names.

    Where there is one episode, the page in the root is its player; else it is the list. Each episode has its player in
    its own folder as well.
    """
    yield from _assets()
    for episode in site.episodes:
        yield from _files_of(site, episode)
    page = player_page(site, site.episodes[0], root="") if len(site.episodes) == 1 else list_page(site)
    yield SiteFile("index.html", _HTML, page.encode())
    if site.is_offline:
        yield SiteFile(MANIFEST_PATH, "application/manifest+json", manifest_json(site))
        yield SiteFile(WORKER_PATH, _ASSETS[".js"], _worker())
    yield SiteFile(FEED_PATH, "application/rss+xml; charset=utf-8", feed_xml(site))


def _worker() -> bytes:
    """The service worker: it lies in the root, for it may only answer for what lies beside or below it."""
    return files("coach.site").joinpath(WORKER_PATH).read_bytes()


def _files_of(site: Site, episode: Episode) -> Iterator[SiteFile]:
    for edition in episode.editions:
        if edition.chapters:
            yield SiteFile(episode.path(edition, ".json"), CHAPTERS_TYPE, chapters_json(edition))
    page = player_page(site, episode, root="../")
    yield SiteFile(f"{episode.slug}/index.html", _HTML, page.encode())


def _assets() -> Iterator[SiteFile]:
    for asset in sorted(files("coach.site").joinpath("assets").iterdir(), key=lambda asset: asset.name):
        suffix = asset.name[asset.name.rindex(".") :]
        yield SiteFile(f"assets/{asset.name}", _ASSETS[suffix], asset.read_bytes())

"""The pages: the player of an episode and the list of all, from templates that escape whatever is put into them."""

from functools import cache
from typing import TYPE_CHECKING

from coach.site.feed import FEED_PATH, subscribe_url
from coach.site.model import Episode, Site
from coach.site.offline import MANIFEST_PATH, WORKER_PATH
from coach.site.wording import wording
from coach.units import s_to_clock

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What a page may load: its own files and nothing else; no script and no style stands in the page itself."""


def player_page(site: Site, episode: Episode, *, root: str) -> str:
    """The page of an episode, as HTML.

    Args:
        site: that it belongs to.
        episode: to be played.
        root: the way from the page to the site's root: empty, or `../`.
    """
    is_listed = len(site.episodes) > 1
    return _render("player.html", site, root=root, episode=episode, is_listed=is_listed)


def list_page(site: Site) -> str:
    """The page that lists all episodes, as HTML; it lies in the site's root."""
    return _render("list.html", site, root="", episode=site.episodes[0])


def _render(template: str, site: Site, *, episode: Episode, **values: object) -> str:
    """A page in the language of an episode, which lends it its picture too."""
    return (
        _templates()
        .get_template(template)
        .render(
            site=site,
            episode=episode,
            icon=episode.thumbnail_path,
            words=wording(episode.language),
            policy=POLICY,
            feed=FEED_PATH,
            subscribe=subscribe_url(site),
            manifest=MANIFEST_PATH,
            worker=WORKER_PATH,
            **values,
        )
    )


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("coach.site"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    templates.filters["clock"] = s_to_clock
    templates.filters["megabytes"] = _megabytes
    return templates


def _megabytes(size: int) -> str:
    """Bytes as people read them: `7.2 MB`."""
    return f"{max(size / 1e6, 0.1):.1f} MB"

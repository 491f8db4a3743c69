"""Workouts to the phone: a site of rendered episodes, and the server that offers it in the network."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coach.app.episodes import Rendered
from coach.errors import MachineError
from coach.server import Offer, Offered, Serving, authority, new_token
from coach.site import FEED_PATH, POLICY, Episode, Site, SiteFile, site_files, subscribe_url, wording


@dataclass(frozen=True, slots=True)
class PhoneOffer:
    """What is offered, and what answers.

    Attributes:
        url: of the page.
        feed_url: of the feed.
        subscribe_url: of the feed, for a podcast app.
    """

    site: Site
    serving: Serving
    url: str
    feed_url: str
    subscribe_url: str


def offer(
    rendered: Sequence[Rendered], folder: Path, *, listener: socket.socket, host: str, seconds: float | None = None
) -> PhoneOffer:
    """Offer episodes at an address until `seconds` are over; nothing is answered before its `serving` runs.

    Args:
        rendered: at least one.
        folder: for the pages, which has to stay and has nothing called `pages`; the sounds stay where they are.
        listener: of server.listening.
        host: the address as it was asked for.
        seconds: None is until somebody stops it.

    Raises:
        MachineError: a page cannot be written.
    """
    words = wording(rendered[0].episode.language)
    token, place = new_token(), authority(host, listener)
    site = Site(
        url=f"http://{place}/{token}/",
        title=rendered[0].episode.title if len(rendered) == 1 else words["title"],
        description=words["nearby"],
        episodes=tuple(one.episode for one in rendered),
        made=datetime.now(UTC).replace(microsecond=0),
        private=True,
    )
    files = _written([*(file for one in rendered for file in one.files()), *site_files(site)], folder)
    for one in rendered:
        files.update(_sounds(one.episode, one))
    serving = Serving(Offer(files, token=token, host=place, policy=POLICY), listener, seconds=seconds)
    return PhoneOffer(site, serving, site.url, site.url + FEED_PATH, subscribe_url(site))


def _sounds(episode: Episode, rendered: Rendered) -> dict[str, Offered]:
    return {
        episode.path(edition): Offered(rendered.sounds[edition.key], edition.media_type) for edition in episode.editions
    }


def _written(contents: Sequence[SiteFile], folder: Path) -> dict[str, Offered]:
    """Files by their paths, written into a folder under numbers: no title becomes a name on this disk."""
    offered = {}
    pages = folder / "pages"
    try:
        pages.mkdir()
        for number, file in enumerate(contents):
            path = pages / f"{number}"
            path.write_bytes(file.content)
            offered[file.path] = Offered(path, file.media_type)
    except OSError as error:
        hint = "free some space, or set TMPDIR to a folder with more"
        raise MachineError(f"cannot be written: {error.strerror}", subject=str(folder), hint=hint) from error
    return offered

"""What is offered to phones, as values: episodes, their editions at several paces, and where each file of them lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
"""Of files of sound, by suffix: what browsers and podcast apps know them by."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of an edition, in seconds from its beginning."""

    title: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Edition:
    """One rendering of a workout: a file of sound with what is known of it.

    Attributes:
        key: names it within its episode, in small letters, digits and hyphens: `slower`.
        label: names it for people; empty where there is only one.
        guid: names it for podcast apps, for ever and everywhere.
        suffix: of its file, one of MEDIA_TYPES.
        size: bytes of its file.
        duration_s: seconds.
        chapters: in order.
        has_captions: the words as they are spoken are offered as WebVTT.
        places: the same moments of the workout in every edition of an episode, in seconds and in order; between
            two of them each edition goes evenly. Empty where they are not known.
        stamp: a part of its files' names that another content has otherwise; empty where no content outlives the names.
    """

    key: str
    label: str
    guid: str
    suffix: str
    size: int
    duration_s: float
    chapters: tuple[Chapter, ...]
    has_captions: bool = False
    places: tuple[float, ...] = ()
    stamp: str = ""

    @property
    def media_type(self) -> str:
        """Of its file."""
        return MEDIA_TYPES[self.suffix]


@dataclass(frozen=True, slots=True)
class Episode:
    """A workout as it is offered.

    Attributes:
        slug: names its folder, in letters, digits and hyphens.
        language: of what is said, such as `en`.
        needs: what has to be at hand.
        optional: what is good to have.
        editions: from slow to fast, at least one.
        chosen: the place of the edition that is opened first.
        stamp: of its covers, as an edition's.
        made: when, with a time zone; None is with the site.
    """

    slug: str
    title: str
    language: str
    needs: tuple[str, ...]
    optional: tuple[str, ...]
    editions: tuple[Edition, ...]
    chosen: int = 0
    stamp: str = ""
    made: datetime | None = None

    @property
    def first(self) -> Edition:
        """The edition that is opened first."""
        return self.editions[self.chosen]

    def path(self, edition: Edition, suffix: str = "") -> str:
        """Where a file of an edition lies, from the site's root: its sound, or what belongs to it."""
        return f"{self.slug}/{_stamped(edition.key, edition.stamp)}{suffix or edition.suffix}"

    @property
    def cover_path(self) -> str:
        """Where the cover lies, from the site's root: a square PNG of at least 1400 pixels, as podcast apps want it."""
        return f"{self.slug}/{_stamped('cover', self.stamp)}.png"

    @property
    def thumbnail_path(self) -> str:
        """Where the same lies small, as WebP."""
        return f"{self.slug}/{_stamped('cover', self.stamp)}.webp"


@dataclass(frozen=True, slots=True)
class Site:
    """All that is offered at one address.

    Attributes:
        url: of its root, absolute and ending in a slash.
        title, description: of its feed.
        episodes: in the order of the list.
        made: when, with a time zone; the newest episode's date in the feed.
        private: not for directories and search engines.
        is_offline: its pages and sounds can be kept on the phone, which browsers allow over https alone.
    """

    url: str
    title: str
    description: str
    episodes: tuple[Episode, ...]
    made: datetime
    private: bool
    is_offline: bool = False

    def offered(self) -> Iterator[tuple[Episode, Edition]]:
        """Every edition with its episode, in order."""
        for episode in self.episodes:
            for edition in episode.editions:
                yield episode, edition


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of a site but for its sound: where it lies from the root, of which media type, and what is in it."""

    path: str
    media_type: str
    content: bytes


def _stamped(name: str, stamp: str) -> str:
    return f"{name}-{stamp}" if stamp else name

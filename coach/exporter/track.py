"""What goes into one file: sound as it comes, and what players show of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from coach.score import Score, Section, Speech, shared
from coach.script import Role

LANGUAGES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra"}
"""Tags want the three letters of ISO 639-2."""
ARTIST, ALBUM, GENRE = "Coach", "Coached workouts", "Workout"
MOST_CHAPTERS = 255
"""A table of contents counts its entries in one byte, in ID3 and in MP4."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound on its way into a file.

    Attributes:
        pcm: 16-bit little-endian samples block by block, channels interleaved; it can be gone through once.
        samples: how many there are of each channel.
        channels: one or two.
    """

    pcm: Iterator[bytes]
    samples: int
    channels: int = 1


@dataclass(frozen=True, slots=True)
class Track:
    """What is told of a file.

    Attributes:
        score: what is heard in it.
        cover: draws its picture, a PNG.
        album: what it belongs to.
        number, of: its place in an album, from 1; `of` is 0 where it stands alone.
    """

    score: Score
    cover: Callable[[], bytes]
    album: str = ALBUM
    number: int = 0
    of: int = 0


def chapters(sections: tuple[Section, ...]) -> list[Section]:
    """One chapter for each section; where a tag cannot hold so many, neighbours share one."""
    return shared(sections, MOST_CHAPTERS)


def plain_words(score: Score) -> str:
    """All that is spoken, line by line, with a set's counts on one line; empty where nothing is."""
    lines = []
    spoken = (event for event in score.events if isinstance(event, Speech))
    for (_, counting), events in groupby(spoken, key=lambda event: (event.step, event.role is Role.COUNT)):
        texts = [event.utterance.text for event in events]
        lines += [", ".join(texts)] if counting else texts
    return "\n".join(lines)

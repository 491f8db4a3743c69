"""A workout, or a finished file, as an episode for a page and a feed: rendered at its paces, with cover and words."""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coach.app.editions import Paced
from coach.app.exporting import export
from coach.app.progress import Progress
from coach.errors import MachineError
from coach.exporter.finished import Finished, read_finished
from coach.exporter.squares import squared
from coach.routine import Routine
from coach.score import Caption, Score, Section, dumps, webvtt, webvtt_of
from coach.site import Chapter, Edition, Episode, SiteFile, shared_places
from coach.speech import Library
from coach.units import SAMPLE_RATE, s_to_samples, samples_to_s

_MOST_OF_A_NAME = 60
_LONGEST_LINE_MS = 8_000
"""A file's words have no ends: a line is shown until the next, or as long as this."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """An episode and what is offered with it.

    Attributes:
        sounds: where the sound of each of its editions lies, by the edition's key.
        captions: the words of each edition as they are spoken, as WebVTT; of those whose words are known.
        cover_png: a square picture of at least 1400 pixels.
        thumbnail_webp: the same, small.
    """

    episode: Episode
    sounds: Mapping[str, Path]
    captions: Mapping[str, str]
    cover_png: bytes
    thumbnail_webp: bytes
    warnings: tuple[str, ...] = ()

    def files(self) -> Iterator[SiteFile]:
        """What belongs to the sounds: words and covers."""
        yield SiteFile(self.episode.cover_path, "image/png", self.cover_png)
        yield SiteFile(self.episode.thumbnail_path, "image/webp", self.thumbnail_webp)
        for edition in self.episode.editions:
            if edition.has_captions:
                words = self.captions[edition.key].encode()
                yield SiteFile(self.episode.path(edition, ".vtt"), "text/vtt; charset=utf-8", words)


def render(
    routine: Routine,
    editions: Sequence[Paced],
    folder: Path,
    *,
    library: Library,
    slug: str,
    chosen: int,
    progress: Progress | None = None,
) -> Rendered:
    """Write the sound of each edition into a folder that exists and is empty.

    Raises:
        MachineError: a file cannot be written, or the voice fails.
    """
    from coach.exporter.cover import cover_png

    sounds, found, warnings = {}, [], []
    places = shared_places([paced.score for paced in editions])
    for paced, shared in zip(editions, places, strict=True):
        path = folder / f"{paced.key}.mp3"
        exported = export(paced.score, path, voice=library, progress=progress)
        told = f"{paced.label.lower()}: " if paced.label else ""
        warnings += [warning if paced is editions[chosen] else told + warning for warning in exported.warnings]
        sounds[paced.key] = path
        found.append(_edition(paced, path, slug=slug, places=shared if len(editions) > 1 else ()))
    episode = Episode(
        slug=slug,
        title=routine.title,
        language=routine.language,
        needs=routine.needs,
        optional=routine.optional,
        editions=tuple(found),
        chosen=chosen,
    )
    captions = {paced.key: webvtt(paced.score) for paced in editions}
    covers = squared(cover_png(editions[chosen].score))
    return Rendered(episode, sounds, captions, *covers, tuple(dict.fromkeys(warnings)))


def finished_episode(path: Path, *, slug: str) -> Rendered:
    """A file that was exported earlier, or came from elsewhere, as an episode with one edition.

    Raises:
        WishError: it is no sound that can be read.
        MachineError: the system does not let it be read.
    """
    finished = read_finished(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise MachineError(message, subject=str(path), hint="choose another file") from error
    edition = Edition(
        key="sound",
        label="",
        guid=_guid(slug, hashlib.sha256(content).hexdigest()),
        suffix=path.suffix.lower(),
        size=len(content),
        duration_s=finished.duration_s,
        chapters=tuple(Chapter(*chapter) for chapter in finished.chapters),
        has_captions=bool(finished.words),
    )
    episode = Episode(slug, finished.title, finished.language or "en", (), (), (edition,))
    captions = {edition.key: webvtt_of(_lines(finished))} if finished.words else {}
    return Rendered(episode, {edition.key: path}, captions, *_cover_of(finished))


def slug_of(title: str, *, taken: Sequence[str] = ()) -> str:
    """A title as the name of a folder on the web: small letters and digits of ASCII, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:_MOST_OF_A_NAME].strip("-") or "workout"
    number, found = 2, slug
    while found in (*taken, "assets", "pages"):
        found = f"{slug}-{number}"
        number += 1
    return found


def _edition(paced: Paced, path: Path, *, slug: str, places: tuple[float, ...]) -> Edition:
    score = paced.score
    return Edition(
        key=paced.key,
        label=paced.label,
        guid=_guid(slug, hashlib.sha256(dumps(score).encode()).hexdigest()),
        suffix=path.suffix,
        size=path.stat().st_size,
        duration_s=round(samples_to_s(score.duration), 3),
        chapters=tuple(
            Chapter(section.title, samples_to_s(section.start), samples_to_s(section.end)) for section in score.sections
        ),
        has_captions=True,
        places=places,
    )


def _guid(slug: str, content: str) -> str:
    """What names an episode for podcast apps: another content is another episode."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"coach:{slug}:{content}"))


def _lines(finished: Finished) -> list[Caption]:
    starts = [round(start_s * 1000) for start_s, _ in finished.words]
    ends = [*starts[1:], round(finished.duration_s * 1000)]
    return [
        Caption(start, max(start + 1, min(end, start + _LONGEST_LINE_MS)), text)
        for start, end, (_, text) in zip(starts, ends, finished.words, strict=True)
    ]


def _cover_of(finished: Finished) -> tuple[bytes, bytes]:
    """A file's own cover; where there is none that can be shown, its title and chapters are drawn."""
    from coach.exporter.cover import cover_png

    with suppress(ValueError):
        return squared(finished.cover)
    duration = max(1, s_to_samples(finished.duration_s))
    sections = [Section(title, s_to_samples(start), s_to_samples(end)) for title, start, end in finished.chapters]
    sections = sections or [Section(finished.title, 0, duration)]
    return squared(cover_png(Score(finished.title, "en", SAMPLE_RATE, duration, 1, "", tuple(sections), (), (), ())))

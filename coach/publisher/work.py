"""Making one episode, wherever it is made: on this computer or on another that has the coach."""

import hashlib
import json
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from coach.app import check, check_text, open_voice
from coach.app.editions import paced
from coach.app.episodes import Rendered, render
from coach.errors import CoachError
from coach.publisher.catalogue import Variant
from coach.publisher.store import Store, open_store
from coach.routine import Routine
from coach.site import Edition, Episode
from coach.speech import Commands, Library

VoiceOf = Callable[[str, Routine], Library]
"""Opens the voice for a routine; what is wished for comes first, and is empty where nothing is."""
_RECIPE = 1
"""Changes when another program version makes something else of the same wishes."""
_STAMP = 10
"""Characters of a digest in a file's name: two contents of one name will not meet."""


@dataclass(frozen=True, slots=True)
class Job:
    """An episode to be made: all that is needed, without any file of the computer that asks for it.

    Attributes:
        text: of the routine.
        title: how it is listed.
        voice: with its engine, as it was found.
        digest: of everything that decides how it sounds.
        url: of the site.
        target: of the store.
        commands: programs that speak, by the names they have as engines.
    """

    variant: Variant
    slug: str
    text: str
    title: str
    voice: str
    digest: str
    url: str
    target: str
    commands: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """An episode that was made and lies in the store.

    Attributes:
        digest: of the job.
        files: paths of its sounds, words and covers in the store.
        processor_s: that it took.
    """

    digest: str
    episode: Episode
    files: tuple[str, ...]
    processor_s: float


def usual_voice(wished: str, routine: Routine) -> Library:
    """The voice that is wished for, else the routine's, else the one for its language."""
    return open_voice(wished or routine.voice or "", language=routine.language)


def job_of(
    variant: Variant, *, slug: str, url: str, target: str, voice_of: VoiceOf = usual_voice, commands: Commands
) -> Job:
    """What is to be done for a variant.

    Raises:
        CoachError: its source cannot be read or used, or there is no such voice.
    """
    checked = check(variant.source)
    routine, text = checked.usable(), checked.source.text
    library = voice_of(variant.voice, routine)
    title = f"{routine.title} ({variant.mark})" if variant.mark else routine.title
    decisive = [_RECIPE, version("coach"), text, title, library.identity, variant.talk, variant.count, variant.paces]
    digest = hashlib.sha256(json.dumps([*decisive, slug, url]).encode()).hexdigest()
    return Job(variant, slug, text, title, library.label, digest, url, target, tuple(commands.items()))


def make(job: Job) -> Made | str:
    """Make an episode and put its files into the store, under names that no other content has.

    Returns what was made, or in a sentence why it cannot be; anything but a CoachError is raised, to be tried again.
    """
    began = time.process_time()
    try:
        with tempfile.TemporaryDirectory(prefix="coach-", ignore_cleanup_errors=True) as folder:
            rendered = _rendered(job, Path(folder))
            episode = _stamped(job, rendered)
            files = _put(open_store(job.target), rendered, episode)
    except CoachError as error:
        return str(error)
    return Made(job.digest, episode, tuple(files), time.process_time() - began)


def _rendered(job: Job, folder: Path) -> Rendered:
    routine = check_text(job.text).usable()
    library = open_voice(job.voice, language=routine.language, commands=dict(job.commands))
    editions, chosen = paced(
        routine, library=library, paces=job.variant.paces, talk=job.variant.talk, count=job.variant.count
    )
    return render(routine, editions, folder, library=library, slug=job.slug, chosen=chosen)


def _stamped(job: Job, rendered: Rendered) -> Episode:
    """The episode with names that follow its content, and identities that do not: one item of the feed for ever."""
    episode = rendered.episode
    editions = tuple(_edition(job, edition, rendered.sounds[edition.key]) for edition in episode.editions)
    stamp = hashlib.sha256(rendered.cover_png).hexdigest()[:_STAMP]
    return replace(episode, title=job.title, editions=editions, stamp=stamp)


def _edition(job: Job, edition: Edition, sound: Path) -> Edition:
    with sound.open("rb") as file:
        stamp = hashlib.file_digest(file, "sha256").hexdigest()[:_STAMP]
    guid = uuid.uuid5(uuid.NAMESPACE_URL, f"{job.url}{job.slug}/{edition.key}")
    return replace(edition, stamp=stamp, guid=str(guid))


def _put(store: Store, rendered: Rendered, episode: Episode) -> list[str]:
    placed = replace(rendered, episode=episode)
    files = []
    for file in placed.files():
        store.write(file.path, file.content, media_type=file.media_type)
        files.append(file.path)
    for edition in episode.editions:
        path = episode.path(edition)
        store.write(path, rendered.sounds[edition.key].read_bytes(), media_type=edition.media_type)
        files.append(path)
    return files

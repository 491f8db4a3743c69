"""From a catalogue to a site: what changed is made, the pages and the feed follow, what is gone is taken away."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from coach.app import Progress
from coach.app.episodes import slug_of
from coach.errors import CoachError, WishError
from coach.publisher import ledger as ledgers
from coach.publisher.catalogue import Catalogue, Variant
from coach.publisher.ledger import Ledger, Record
from coach.publisher.pool import Pool
from coach.publisher.store import Store
from coach.publisher.work import Job, Made, VoiceOf, job_of, usual_voice
from coach.site import FEED_PATH, Site, site_files
from coach.speech import NO_COMMANDS, Commands

_PROCESSOR_S_PER_MINUTE = 0.5
"""Of sound, where nothing was made before; the hamstring routine on one core of a small machine."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a run would do.

    Attributes:
        jobs: to be made.
        kept: slugs of what is there already as it should be.
        gone: slugs of what is no longer wished for.
        failures: what cannot be made, by its slug, with the reason.
        order: the slugs of all that is wished for.
        before: what was published when it was planned.
        processor_s_per_minute: what a minute of sound takes, in seconds of one core, by experience.
        warnings: one sentence each.
    """

    jobs: tuple[Job, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    failures: dict[str, str]
    order: tuple[str, ...]
    before: Ledger
    processor_s_per_minute: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did.

    Attributes:
        made, kept, removed: slugs.
        failures: by slug, with the reason; what was published of it before is still there.
        url, feed_url: of the site and of its feed.
        warnings: as planned.
    """

    made: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    failures: dict[str, str]
    url: str
    feed_url: str
    warnings: tuple[str, ...] = ()


def checked_url(url: str) -> str:
    """A site's address, absolute and ending in a slash.

    Raises:
        WishError: it is none.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        hint = "write where the site will be found, such as https://example.org/workouts/"
        raise WishError(f"`{url}` is no address of a site", subject="--base-url", hint=hint)
    return url if url.endswith("/") else f"{url}/"


def plan(
    catalogue: Catalogue,
    store: Store,
    *,
    url: str,
    again: bool = False,
    voice_of: VoiceOf = usual_voice,
    commands: Commands = NO_COMMANDS,
) -> Planned:
    """What has to be done so that a store holds what a catalogue wishes for.

    Args:
        catalogue: what is wished for.
        store: where it goes.
        url: of checked_url.
        again: make everything, whatever is there.
        voice_of: opens the voice for a routine.
        commands: programs that speak, by the names they have as engines.

    Raises:
        MachineError: the store cannot be read.
    """
    before, damage = ledgers.load(store)
    there = store.listing()
    jobs, kept, failures, order = [], [], {}, list[str]()
    for variant in catalogue.variants():
        slug = _slug(variant, order)
        order.append(slug)
        try:
            job = job_of(variant, slug=slug, url=url, target=store.target, voice_of=voice_of, commands=commands)
        except CoachError as error:
            failures[slug] = str(error)
            continue
        record = before.records.get(slug)
        if record and record.made.digest == job.digest and there.issuperset(record.made.files) and not again:
            kept.append(slug)
        else:
            jobs.append(job)
    gone = tuple(slug for slug in before.records if slug not in order)
    speed = before.processor_s_per_minute or _PROCESSOR_S_PER_MINUTE
    warnings = (damage,) if damage else ()
    return Planned(tuple(jobs), tuple(kept), gone, failures, tuple(order), before, speed, warnings)


def publish(
    catalogue: Catalogue, planned: Planned, store: Store, *, url: str, pool: Pool, progress: Progress | None = None
) -> Published:
    """Do what was planned: make, then replace the pages, then the feed, then take away what nobody names any more.

    Raises:
        WishError: nothing of it can be published.
        MachineError: the store cannot be written.
    """
    failures = dict(planned.failures)
    records = {slug: planned.before.records[slug] for slug in planned.order if slug in planned.before.records}
    made = []
    for number, (job, outcome) in enumerate(pool(list(planned.jobs)) if planned.jobs else (), 1):
        if progress:
            progress("workouts", number, len(planned.jobs))
        if isinstance(outcome, Made):
            records[job.slug] = Record(outcome, datetime.now(UTC).replace(microsecond=0))
            made.append(job.slug)
        else:
            failures[job.slug] = outcome
    records = {slug: records[slug] for slug in planned.order if slug in records}
    if not records:
        raise WishError("nothing of it can be published", subject=store.target, hint="\n  ".join(failures.values()))
    _replace(catalogue, planned.before, records, store, url)
    kept = tuple(slug for slug in planned.kept if slug in records)
    return Published(tuple(made), kept, planned.gone, failures, url, url + FEED_PATH, planned.warnings)


def _replace(catalogue: Catalogue, before: Ledger, records: dict[str, Record], store: Store, url: str) -> None:
    site = _site(catalogue, records, url)
    *pages, feed = site_files(site)
    digests = {page.path: hashlib.sha256(page.content).hexdigest() for page in pages}
    there = store.listing()
    for page in pages:
        if before.pages.get(page.path) != digests[page.path] or page.path not in there:
            store.write(page.path, page.content, media_type=page.media_type)
    mine = ledgers.save(store, Ledger(records, digests))
    if store.read(feed.path) != feed.content:
        store.write(feed.path, feed.content, media_type=feed.media_type)
    if ledgers.is_mine(store, mine):  # who published meanwhile may name what is to be taken away
        for path in sorted(before.files - mine.files):
            store.remove(path)


def _site(catalogue: Catalogue, records: dict[str, Record], url: str) -> Site:
    episodes = tuple(replace(record.made.episode, made=record.since) for record in records.values())
    return Site(
        url=url,
        title=catalogue.title,
        description=catalogue.description,
        episodes=episodes,
        made=max(record.since for record in records.values()),
        private=catalogue.private,
        is_offline=urlsplit(url).scheme == "https" or urlsplit(url).hostname in ("localhost", "127.0.0.1"),
    )


def _slug(variant: Variant, taken: Sequence[str]) -> str:
    name = Path(variant.source).name
    return slug_of(f"{name.removesuffix(Path(name).suffix)} {variant.mark}", taken=taken)

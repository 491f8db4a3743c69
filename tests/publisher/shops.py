"""Catalogues and pools for tests: silent voices, and workers that die."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.publisher import Published, catalogue_of, checked_url, open_store, plan, publish
from coach.publisher.work import Job, Made, make

URL = "https://example.org/legs/"
DIES = "COACH_TEST_DIES"
"""Names the file by which a worker knows that it has died once."""


def one_by_one(jobs: list[Job]) -> Iterator[tuple[Job, Made | str]]:
    """A pool without workers."""
    return ((job, make(job)) for job in jobs)


def published(sources: list[str], target: str, pool: Any = one_by_one, **wished: Any) -> Published:
    wishes = {"voices": ["silent"], "paces": [1.0], **wished}
    catalogue, store, url = catalogue_of(sources, **wishes), open_store(target), checked_url(URL)
    return publish(catalogue, plan(catalogue, store, url=url), store, url=url, pool=pool)


def routine(folder: Path, name: str, text: str = "Squats: 4 @ 1 s") -> str:
    """The path of a routine that is written there."""
    path = folder / f"{name}.md"
    path.write_text(f"# {name.title()}\n\n- {text}\n", encoding="utf-8")
    return str(path)


def dies_once(job: Job) -> Made | str:
    """Makes a job; the worker of the first one is killed."""
    mark = Path(os.environ[DIES])
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return make(job)


def dies_always(job: Job) -> Made | str:
    """The worker of one workout is killed whenever it comes."""
    if job.slug == "killer":
        os._exit(1)
    return make(job)

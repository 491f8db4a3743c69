"""Telling how far the work has come."""

from collections.abc import Callable

from coach.speech import Report

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done, and of how many."""


def part_of(progress: Progress | None, what: str) -> Report | None:
    """Tells one part of the work, named by what is being done."""
    return (lambda done, of: progress(what, done, of)) if progress else None

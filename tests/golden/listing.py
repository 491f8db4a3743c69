"""A score as lines that read well as a diff, and the routines whose scores are kept.

`scripts/golden` writes the listings anew; a change of any of them is read before it is kept.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach import compose, read
from coach.score import Event, Score, Signal

FOLDER = Path(__file__).parent
WISHES: dict[str, dict[str, Any]] = {
    "hamstrings": {},
    "circuit": {"count": "last"},
    "clock": {},
    "fast": {"pace": 1.5},
    "phases": {"count": "phases"},
    "rumpf": {},
    "piernas": {"talk": "standard"},
    "reveil": {"pace": 1.2, "count": "down"},
}
"""Each golden routine, built in or a text in this folder, with what is wished for."""


def golden_score(name: str) -> Score:
    path = FOLDER / f"{name}.md"
    return compose(read(str(path) if path.exists() else name), voice="silent", **WISHES[name])


def expected(name: str) -> Path:
    return FOLDER / f"{name}.txt"


def listing(score: Score) -> str:
    return "\n".join(_lines(score)) + "\n"


def _lines(score: Score) -> Iterator[str]:
    yield f"{score.title} [{score.language}] {score.voice}"
    yield f"{score.duration} samples at {score.sample_rate}, pace {score.pace:.6f}"
    rows: list[tuple[int, int, str]] = []
    rows += [(section.start, 0, f"# {section.title}, to {section.end}") for section in score.sections]
    for stretch in score.stretches:
        counted = f", {stretch.movements} × {stretch.period:.2f}" if stretch.movements else ""
        side = f" {stretch.side}" if stretch.side else ""
        rows.append((stretch.start, 1, f"{stretch.activity}{side}, to {stretch.end}{counted}"))
    rows += [(event.start, 2, f"  {_event(event)}") for event in score.events]
    for start, _, text in sorted(rows):
        yield f"{start:>9} {text}"
    for warning in score.warnings:
        yield f"warning: {warning}"


def _event(event: Event) -> str:
    if isinstance(event, Signal):
        return f"({event.tone})"
    rate = f" at {event.utterance.rate:g}" if event.utterance.rate != 1 else ""
    rep = f" {event.rep}" if event.rep is not None else ""
    side = f" {event.side}" if event.side else ""
    return f"{event.role}{rep}{side}: {event.utterance.text}{rate}"


def write() -> None:
    for name in WISHES:
        expected(name).write_text(listing(golden_score(name)), encoding="utf-8")


if __name__ == "__main__":
    write()

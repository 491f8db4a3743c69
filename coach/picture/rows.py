"""The rows of a picture: each section, or several where there are very many, with what happens in it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.picture.words import Words
from coach.score import Activity, Score, Speech, Stretch, shared
from coach.script import Role
from coach.units import s_to_clock, samples_to_s

MOST_ROWS = 100
"""Above, neighbours share a row: a picture of 4,000 units is as long as a phone shows as one image."""
_MOST_AMOUNTS = 3
"""Different amounts that are told one by one; of more, the range."""

Span = tuple[int, int]
"""First sample, and the first that no longer belongs to it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the score with a title.

    Attributes:
        start, end: samples.
        stretches: what is done in it.
        talk: when something is said between.
    """

    title: str
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    talk: tuple[Span, ...]


def rows_of(score: Score) -> tuple[Row, ...]:
    """All of a score as rows."""
    sections = shared(score.sections, MOST_ROWS)
    starts = [section.start for section in sections]
    stretches: list[list[Stretch]] = [[] for _ in sections]
    talk: list[list[Span]] = [[] for _ in sections]
    for stretch in score.stretches:
        stretches[_owner(starts, stretch.start)].append(stretch)
    for start, end in _talk(score):
        talk[_owner(starts, start)].append((start, end))
    return tuple(
        Row(section.title, section.start, section.end, tuple(done), tuple(said))
        for section, done, said in zip(sections, stretches, talk, strict=True)
    )


def doing(row: Row, words: Words, sample_rate: int) -> str:
    """What is done in a row, such as `count 2 × 10 at 2.5 s · rest 0:30`; nothing where only words are heard."""
    parts = []
    for activity in Activity:
        found = [stretch for stretch in row.stretches if stretch.activity is activity]
        if not found:
            continue
        name = words.activities[activity]
        if activity is Activity.COUNT:
            times = _joined([str(stretch.movements) for stretch in found])
            parts.append(f"{name} {times}{_rate(found, words, sample_rate)}")
        else:
            parts.append(f"{name} {_joined([clock(stretch.end - stretch.start) for stretch in found])}")
    return " · ".join(parts)


def clock(samples: int) -> str:
    """A length as people write it."""
    return s_to_clock(samples_to_s(samples))


def joined_spans(spans: Iterable[Span], least: float) -> Iterator[Span]:
    """Spans in order, those with less than `least` samples between them as one."""
    before: Span | None = None
    for start, end in spans:
        if before is not None and start - before[1] < least:
            before = before[0], max(before[1], end)
        else:
            if before is not None:
                yield before
            before = start, end
    if before is not None:
        yield before


def _talk(score: Score) -> Iterator[Span]:
    """What is said while nothing is counted, held or worked."""
    busy = [(stretch.start, stretch.end) for stretch in score.stretches if stretch.activity is not Activity.REST]
    starts = [start for start, _ in busy]
    for event in score.events:
        if isinstance(event, Speech) and event.role not in (Role.COUNT, Role.FORM):
            last = bisect_right(starts, event.start) - 1
            if last < 0 or busy[last][1] <= event.start:
                yield event.start, event.end


def _owner(starts: Sequence[int], at: int) -> int:
    return max(0, bisect_right(starts, at) - 1)


def _joined(amounts: Sequence[str]) -> str:
    """`20`, `2 × 20`, `10 + 8 + 6`, or `12 × 4 … 20`."""
    kinds = list(dict.fromkeys(amounts))
    if len(kinds) == 1:
        return kinds[0] if len(amounts) == 1 else f"{len(amounts)} × {kinds[0]}"
    if len(amounts) <= _MOST_AMOUNTS:
        return " + ".join(amounts)
    ends = sorted(kinds, key=lambda amount: (len(amount), amount))
    return f"{len(amounts)} × {ends[0]}–{ends[-1]}"


def _rate(found: Sequence[Stretch], words: Words, sample_rate: int) -> str:
    """The time of one movement, where all have the same."""
    rates = {f"{stretch.period / sample_rate:.1f}" for stretch in found if stretch.movements}
    return f" {words.at} {rates.pop().replace('.', words.point)} s" if len(rates) == 1 else ""

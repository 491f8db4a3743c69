"""The plan of a score for people: a line for each section with what is done in it, and the totals."""

from collections.abc import Iterator

from coach.score.model import Activity, Score, Section, Stretch
from coach.units import s_to_clock

_WIDTH = 44
_VERBS = {
    Activity.COUNT: "counting",
    Activity.HOLD: "holding",
    Activity.WORK: "working",
    Activity.REST: "resting",
}


def plan_lines(score: Score) -> Iterator[str]:
    """The plan as lines of text."""
    yield f"{score.title} – {_clock(score, score.duration)}, pace {score.pace:.2f}, {score.voice}"
    yield ""
    width = min(_WIDTH, max(len(section.title) for section in score.sections))
    for section in score.sections:
        title = section.title if len(section.title) <= width else section.title[: width - 1] + "…"
        length = _clock(score, section.end - section.start)
        yield f"{_clock(score, section.start):>7}  {title:<{width}}  {length:>7}  {_doing(score, section)}".rstrip()
    yield f"{_clock(score, score.duration):>7}  end"
    yield ""
    yield _totals(score)
    yield from _shortened(score)


def _shortened(score: Score) -> Iterator[str]:
    """What is said in fewer words, each once, with the time at which it is first."""
    first = {(one.name, one.whole, one.said): one.start for one in reversed(score.shortened)}
    if first:
        yield ""
        yield "shortened, for want of time:"
    for (name, whole, said), start in sorted(first.items(), key=lambda item: item[1]):
        yield f"{_clock(score, start):>7}  {name}: {f'“{said}”' if said else 'nothing'} for “{whole}”"


def _doing(score: Score, section: Section) -> str:
    """Such as `20 + 20 × 2.1 s` or `hold 0:20 + 0:20`."""
    inside = [stretch for stretch in score.stretches if section.start <= stretch.start < section.end]
    parts = []
    for activity in Activity:
        found = [stretch for stretch in inside if stretch.activity is activity]
        if activity is Activity.COUNT and found:
            counts = " + ".join(str(stretch.movements) for stretch in found)
            parts.append(f"{counts} × {found[0].period / score.sample_rate:.2f} s")
        elif found:
            times = " + ".join(_clock(score, _length(stretch)) for stretch in found)
            parts.append(f"{activity} {times}")
    return ", ".join(parts)


def _totals(score: Score) -> str:
    sums = {
        activity: sum(_length(stretch) for stretch in score.stretches if stretch.activity is activity)
        for activity in Activity
    }
    rest = score.duration - sum(sums.values())
    counted = sum(stretch.movements for stretch in score.stretches)
    notes = {Activity.COUNT: f" ({counted} movements)"}
    said = [
        f"{_VERBS[activity]} {_clock(score, length)}{notes.get(activity, '')}"
        for activity, length in sums.items()
        if length
    ]
    return ", ".join([*said, f"instructions and getting ready {_clock(score, rest)}"])


def _length(stretch: Stretch) -> int:
    return stretch.end - stretch.start


def _clock(score: Score, samples: int) -> str:
    return s_to_clock(samples / score.sample_rate)

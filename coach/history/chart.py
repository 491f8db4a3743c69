"""Minutes per week as lines of text, a bar behind each week's figures; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = 12
_WIDTH = 24
"""Characters of the longest bar; with the figures before it, a line has less than 70."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on.

    Attributes:
        monday: its first day.
        active_s: seconds in which something was played.
        sessions: how many were begun in it.
    """

    monday: date
    active_s: float
    sessions: int


def weeks(done: Iterable[tuple[date, float]], *, today: date, count: int = WEEKS) -> tuple[Week, ...]:
    """The last weeks, the oldest first, also those in which nothing was done; the last one has today in it.

    Args:
        done: for each session the day on which it began, where the listener was, and its seconds; what lies before
            these weeks or after them is left out.
        today: the day from which one looks back.
        count: how many weeks.
    """
    last = _monday(today)
    found: dict[date, list[float]] = {last - timedelta(weeks=back): [] for back in reversed(range(count))}
    for day, active_s in done:
        if (monday := _monday(day)) in found:
            found[monday].append(active_s)
    return tuple(Week(monday, sum(all_s), len(all_s)) for monday, all_s in found.items())


def chart_lines(found: Sequence[Week]) -> list[str]:
    """A line for each week and one for all of them: figures first, so that they can be heard without the bar."""
    most_s = max((week.active_s for week in found), default=0)
    lines = []
    for week in found:
        figures = f"week of {week.monday} {_figures(week.active_s, week.sessions)}"
        bar = _bar(week.active_s / most_s) if week.active_s > 0 else ""
        lines.append(f"{figures:<41}  {bar}".rstrip())
    sessions = sum(week.sessions for week in found)
    in_all = _figures(sum(week.active_s for week in found), sessions)
    lines.append(f"{f'in {len(found)} weeks':<18} {in_all}, {sessions / max(1, len(found)):.1f} a week")
    return lines


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _figures(active_s: float, sessions: int) -> str:
    minutes = "<1" if 0 < active_s < 30 else str(round(active_s / 60))
    return f"{minutes:>5} min {sessions:>3} session{'s' * (sessions != 1)}"


def _bar(share: float) -> str:
    """A bar of up to 24 characters for a share of the longest, to the nearest eighth of one, but never nothing."""
    full, eighths = divmod(max(1, round(share * _WIDTH * 8)), 8)
    return (_FULL * full + _EIGHTHS[eighths]).rstrip()

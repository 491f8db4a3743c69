"""Minutes per week: which week a day belongs to, and lines that can be read and heard."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.history import Week, chart_lines, weeks

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(st.lists(st.tuples(days, st.floats(0, 7200))), days, st.integers(1, 60))
def test_each_day_of_the_last_weeks_is_in_one_of_them(done: list[tuple[date, float]], today: date, count: int) -> None:
    found = weeks(done, today=today, count=count)
    assert len(found) == count
    assert all(after.monday - before.monday == timedelta(7) for before, after in pairwise(found))
    assert timedelta(0) <= today - found[-1].monday < timedelta(7)
    assert {week.monday.isoweekday() for week in found} == {1}
    within = [s for day, s in done if found[0].monday <= day < found[-1].monday + timedelta(7)]
    assert sum(week.sessions for week in found) == len(within)
    assert sum(week.active_s for week in found) == pytest.approx(sum(within))


def test_a_week_goes_over_the_end_of_a_year() -> None:
    done = [(date(2026, 12, 27), 60.0), (date(2026, 12, 31), 120.0), (date(2027, 1, 3), 180.0), (date(2027, 1, 4), 240)]
    assert weeks(done, today=date(2027, 1, 4), count=3) == (
        Week(date(2026, 12, 21), 60, 1),
        Week(date(2026, 12, 28), 300, 2),
        Week(date(2027, 1, 4), 240, 1),
    )


def test_a_leap_year_has_its_day() -> None:
    done = [(date(2028, 2, 29), 60.0), (date(2028, 3, 5), 60.0)]
    assert weeks(done, today=date(2028, 3, 5), count=1) == (Week(date(2028, 2, 28), 120, 2),)


def test_what_a_wrong_clock_put_into_the_future_is_left_out() -> None:
    assert weeks([(date(2040, 1, 1), 60.0)], today=date(2027, 1, 4), count=1) == (Week(date(2027, 1, 4), 0, 0),)


@pytest.mark.parametrize(
    ("zone", "monday"),
    [
        ("Pacific/Kiritimati", date(2027, 1, 4)),
        ("Europe/Madrid", date(2027, 1, 4)),
        ("America/Lima", date(2026, 12, 28)),
    ],
)
def test_one_moment_is_in_the_week_of_where_one_is(zone: str, monday: date) -> None:
    day = datetime(2027, 1, 3, 23, 30, tzinfo=UTC).astimezone(ZoneInfo(zone)).date()
    (week,) = [week for week in weeks([(day, 60.0)], today=date(2027, 1, 9)) if week.sessions]
    assert week.monday == monday


def test_the_lines() -> None:
    monday = date(2026, 11, 2)
    found = [
        Week(monday, 0, 0),
        Week(monday + timedelta(7), 20, 1),
        Week(monday + timedelta(14), 1800, 2),
        Week(monday + timedelta(21), 6000, 11),
    ]
    assert chart_lines(found) == [
        "week of 2026-11-02     0 min   0 sessions",
        "week of 2026-11-09    <1 min   1 session   ▏",
        "week of 2026-11-16    30 min   2 sessions  ███████▎",
        "week of 2026-11-23   100 min  11 sessions  ████████████████████████",
        "in 4 weeks           130 min  14 sessions, 3.5 a week",
    ]


def test_nothing_at_all_has_lines_too() -> None:
    lines = chart_lines(weeks([], today=date(2026, 11, 25)))
    assert len(lines) == 13
    assert lines[-1] == "in 12 weeks            0 min   0 sessions, 0.0 a week"
    assert chart_lines([]) == ["in 0 weeks             0 min   0 sessions, 0.0 a week"]


@given(st.lists(st.floats(0, 10**6), min_size=1, max_size=20))
def test_no_bar_without_figures_before_it_and_none_too_long(all_s: list[float]) -> None:
    found = [Week(date(2026, 11, 2) + timedelta(7 * k), active_s, 1) for k, active_s in enumerate(all_s)]
    bars = []
    for week, line in zip(found, chart_lines(found), strict=False):
        figures, bar = line[:41], line[43:]
        assert "min" in figures
        assert not set(bar) - set("▏▎▍▌▋▊▉█")
        assert len(line) <= 67
        assert bool(bar) == (week.active_s > 0)
        bars.append((week.active_s, len(bar)))
    assert [length for _, length in sorted(bars)] == sorted(length for _, length in bars)

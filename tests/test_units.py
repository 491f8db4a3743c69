"""Units and the ways between them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.units import (
    db_to_gain,
    gain_to_db,
    lufs_to_power,
    ms_to_clock,
    power_to_lufs,
    s_to_clock,
    s_to_samples,
    samples_to_ms,
    samples_to_s,
    time_to_s,
)


@given(st.integers(0, 10**10))
def test_samples_and_seconds(samples: int) -> None:
    assert s_to_samples(samples_to_s(samples)) == samples
    assert samples_to_ms(samples) == pytest.approx(1000 * samples_to_s(samples), abs=0.51)


@given(st.floats(-100, 100))
def test_decibels(level_db: float) -> None:
    assert gain_to_db(db_to_gain(level_db)) == pytest.approx(level_db)
    assert power_to_lufs(lufs_to_power(level_db)) == pytest.approx(level_db)


def test_silence_has_no_level() -> None:
    assert gain_to_db(0) == power_to_lufs(0) == -math.inf


@given(st.integers(0, 100_000))
def test_clocks_read_back(seconds: int) -> None:
    assert time_to_s(s_to_clock(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("20 s", 20), ("1.5 min", 90), ("1 min 30 s", 90), ("9:30", 570), ("1:02:03", 3723), ("600 s", 600), (" 5s ", 5)],
)
def test_times(text: str, seconds: float) -> None:
    assert time_to_s(text) == seconds


@pytest.mark.parametrize("text", ["", "10", "1:60", "1:99:00", "s", "ten s", "-5 s", "1::2", "１０ s", "1e3 s"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — its text is the text
        time_to_s(text)


@pytest.mark.parametrize(
    ("time_ms", "clock"),
    [(0, "00:00:00.000"), (62_500, "00:01:02.500"), (3_599_999, "00:59:59.999"), (360_000_001, "100:00:00.001")],
)
def test_times_of_captions_and_chapters(time_ms: int, clock: str) -> None:
    assert ms_to_clock(time_ms) == clock

"""The renderer: promise 8, the track's one level, and every event where the score has it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.level import integrated_lufs, power_profile, true_peak
from coach.audio.render import TRACK_LUFS, TRACK_PEAK_DBTP, blocks, render, track_level
from coach.routine import Talk, read
from coach.score import Score, schedule
from coach.script import load_phrases, write
from coach.units import db_to_gain, gain_to_db
from tests.sounds import ClickClips, VowelClips
from tests.timings import VariedTimings

TEXT = "- Squats: 4 each side @ 1 s\n- Rest 5 s\n- Plank: 6 s\n"
TIMINGS = VariedTimings()
CLIPS = VowelClips(TIMINGS)


def score(talk: Talk = Talk.MINIMAL) -> Score:
    return schedule(write(read(TEXT), phrases=load_phrases("en"), total_s=60, talk=talk), TIMINGS)


SCORE = score()
WHOLE = np.concatenate(list(blocks(SCORE, CLIPS, gain=1.0)))


@given(st.lists(st.integers(0, SCORE.duration), max_size=12))
def test_8_blocks_of_any_size_make_the_same_sound(cuts: list[int]) -> None:
    edges = sorted({0, *cuts, SCORE.duration})
    parts = [render(SCORE, CLIPS, start, end - start, gain=1.0) for start, end in pairwise(edges)]
    np.testing.assert_array_equal(np.concatenate(parts), WHOLE)


@given(st.integers(0, SCORE.duration + 5000), st.integers(0, 100_000))
def test_8_any_place_can_be_sought(start: int, count: int) -> None:
    part = render(SCORE, CLIPS, start, count, gain=1.0)
    assert part.shape == (count, 1)
    assert part.dtype == np.float32
    there = WHOLE[start : start + count]
    np.testing.assert_array_equal(part[: len(there)], there)
    assert not part[len(there) :].any()


def test_every_event_sounds_where_the_score_has_it() -> None:
    clicks = ClickClips(TIMINGS)
    track = np.concatenate(list(blocks(SCORE, clicks, gain=1.0)))[:, 0]
    beats = [getattr(event, "beat", event.start) for event in SCORE.events]
    assert np.flatnonzero(np.abs(track) > 0.25).tolist() == beats


def test_a_bed_of_noise_lies_under_everything() -> None:
    quiet = WHOLE[: SCORE.events[0].start, 0]
    assert gain_to_db(float(np.sqrt((quiet**2).mean()))) == pytest.approx(-60, abs=0.3)


def test_the_track_has_its_loudness_and_its_peak_as_reckoned() -> None:
    level = track_level(SCORE, CLIPS)
    track = np.concatenate(list(blocks(SCORE, CLIPS, gain=level.gain)))[:, 0]
    assert level.loudness_lufs == pytest.approx(TRACK_LUFS, abs=0.01)
    assert integrated_lufs(power_profile(track)) == pytest.approx(level.loudness_lufs, abs=0.15)
    assert gain_to_db(true_peak(track)) == pytest.approx(level.true_peak_dbtp, abs=0.2)


def test_the_bed_of_long_rests_is_reckoned_with() -> None:
    resting = schedule(write(read(TEXT.replace("5 s", "90 s")), phrases=load_phrases("en"), total_s=60), TIMINGS)
    level = track_level(resting, CLIPS)
    track = np.concatenate(list(blocks(resting, CLIPS, gain=level.gain)))[:, 0]
    assert integrated_lufs(power_profile(track)) == pytest.approx(level.loudness_lufs, abs=0.05)


def test_peaks_come_before_loudness() -> None:
    level = track_level(SCORE, ClickClips(TIMINGS))
    assert level.true_peak_dbtp <= TRACK_PEAK_DBTP + 0.01
    assert level.gain == pytest.approx(db_to_gain(min(6.0, TRACK_PEAK_DBTP - gain_to_db(0.5))), rel=0.02)

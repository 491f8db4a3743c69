"""How loud music is under a voice: down before each word, up in rests, without a step, the same however it is cut."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio.backing import (
    CLEAR_DB,
    DUCK_DB,
    FADE,
    NODE,
    Backing,
    Envelope,
    MusicFrames,
    Sounding,
    Stereo,
    envelope,
)
from coach.audio.level import FRAME
from coach.units import SAMPLE_RATE, lufs_to_power, s_to_samples

SPEECH = lufs_to_power(-20.0)
MINUTE = 45 * SAMPLE_RATE
LATER = 10 * SAMPLE_RATE
"""Behind the fade at the beginning."""


class Steady:
    """Music that is as loud everywhere as speech, with an outbreak where one is wished for."""

    def __init__(self, *, loud: tuple[int, int] = (0, 0), power: float = 2 * SPEECH, peak: float = 0.2) -> None:
        self._loud, self._power, self._peak = loud, power, peak

    def samples(self, start: int, count: int) -> Stereo:
        return np.full((count, 2), 0.1, np.float32)

    def frames(self, first: int, count: int) -> MusicFrames:
        power, peak = np.full(count, self._power), np.full(count, self._peak)
        part = slice(max(0, self._loud[0] // FRAME - first), max(0, self._loud[1] // FRAME - first))
        power[part] *= 100
        peak[part] = 2.0
        return MusicFrames(power, power, peak)


def backing(music: Steady | None = None, *, duck_db: float = DUCK_DB, level: float = 0.5) -> Backing:
    return Backing(music or Steady(), 0, level, duck_db)


def said(start_s: float, length_s: float = 0.5, power: float = SPEECH) -> Sounding:
    start = s_to_samples(start_s)
    return Sounding(start, start + s_to_samples(length_s), power)


def under(*sounding: Sounding, whole: Backing | None = None, **options: float) -> Envelope:
    return envelope(whole or backing(), sounding, begin=0, end=MINUTE, **options)


def level_db(found: Envelope, second: float) -> float:
    return found.level_at(s_to_samples(second))


def ramps(found: Envelope, start: int = 0, count: int = MINUTE) -> np.ndarray:
    """Changes in dB over 5 ms, where anything is to be heard."""
    gains = found.gains(start, count).astype(float)
    step = s_to_samples(0.005)
    before, after = gains[:-step], gains[step:]
    heard = (before > 2e-3) & (after > 2e-3)
    return np.abs(20 * np.log10(after[heard] / before[heard]))


soundings = st.lists(
    st.tuples(st.integers(1, 4 * SAMPLE_RATE), st.integers(2000, 3 * SAMPLE_RATE), st.floats(1e-5, 0.02)),
    min_size=1,
    max_size=20,
)


def placed(parts: list[tuple[int, int, float]]) -> list[Sounding]:
    now, found = LATER // 2, []
    for gap, length, power in parts:
        found.append(Sounding(now + gap, now + gap + length, power))
        now = found[-1].end
    return found


def test_music_is_down_at_the_first_syllable_and_up_again_after_a_hold() -> None:
    found = under(said(20))
    assert level_db(found, 19.8) == pytest.approx(0, abs=0.01)
    assert -12 < level_db(found, 19.93) < -3
    assert level_db(found, 20) == level_db(found, 20.69) == pytest.approx(-12, abs=0.01)
    assert -12 < level_db(found, 20.95) < -3
    assert level_db(found, 21.3) == pytest.approx(0, abs=0.01)


def test_music_stays_down_between_counts_that_are_close_and_comes_up_in_rests() -> None:
    found = under(said(20), said(21.4), said(22.6), said(40))
    assert {round(level_db(found, second), 3) for second in (20.2, 21, 21.2, 22.3, 23)} == {-12}
    assert level_db(found, 30) == pytest.approx(0, abs=0.01)


def test_clear_speech_is_clearer() -> None:
    assert level_db(under(said(20), whole=backing(duck_db=CLEAR_DB)), 20.2) == pytest.approx(-20, abs=0.01)


def test_where_music_is_loud_it_goes_further_down() -> None:
    loud = Steady(loud=(LATER, MINUTE))
    found = under(said(20), whole=backing(loud))
    power = loud.frames(LATER // FRAME + 5, 1).power[0] * 0.25 * 10 ** (level_db(found, 20.2) / 10)
    assert 10 * np.log10(2 * SPEECH / power) >= 12


def test_peaks_are_kept_down_where_nothing_is_said() -> None:
    found = under(whole=backing(Steady(loud=(20 * SAMPLE_RATE, 21 * SAMPLE_RATE)), level=1.0))
    assert 2.0 * 10 ** (level_db(found, 20.5) / 20) <= 10 ** (-4.7 / 20)
    assert level_db(found, 30) == pytest.approx(0, abs=0.01)


@settings(max_examples=12)
@given(soundings, st.sampled_from([DUCK_DB, CLEAR_DB]))
def test_no_ramp_is_a_step(parts: list[tuple[int, int, float]], duck_db: float) -> None:
    loud = Steady(loud=(LATER, LATER + 8 * SAMPLE_RATE))
    found = under(*placed(parts), whole=backing(loud, duck_db=duck_db))
    assert ramps(found).max() < 1


@settings(max_examples=12)
@given(soundings, st.sampled_from([DUCK_DB, CLEAR_DB]))
def test_every_word_is_above_the_music(parts: list[tuple[int, int, float]], duck_db: float) -> None:
    music = Steady(loud=(LATER, LATER + 8 * SAMPLE_RATE))
    found = under(*placed(parts), whole=backing(music, duck_db=duck_db))
    power = np.repeat(music.frames(0, MINUTE // FRAME).power, FRAME) * 0.25
    for one in placed(parts):
        part = slice(one.start, min(one.end, MINUTE))
        if one.end < MINUTE:
            heard = (power[part] * found.gains(one.start, one.end - one.start).astype(float) ** 2).mean()
            assert 10 * np.log10(2 * one.power / max(heard, 1e-15)) >= -duck_db


@given(st.lists(st.integers(0, MINUTE), max_size=12))
def test_8_gains_are_the_same_however_they_are_cut(cuts: list[int]) -> None:
    found = under(said(20), said(31), said(32.1))
    whole = found.gains(0, MINUTE)
    edges = sorted({0, *cuts, MINUTE})
    parts = [found.gains(start, end - start) for start, end in pairwise(edges)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)


@settings(max_examples=12)
@given(soundings, st.integers(0, 30 * SAMPLE_RATE))
def test_an_envelope_that_begins_later_agrees(parts: list[tuple[int, int, float]], begin: int) -> None:
    whole = under(*placed(parts))
    coming = [one for one in placed(parts) if one.start >= begin]
    later = envelope(backing(), coming, begin=begin, end=MINUTE)
    settled = begin + max([0, *(one.end - begin for one in placed(parts) if one.start < begin)]) + 2 * SAMPLE_RATE
    if settled < MINUTE:
        np.testing.assert_array_equal(later.gains(settled, MINUTE - settled), whole.gains(settled, MINUTE - settled))


def test_it_fades_at_both_ends() -> None:
    found = under()
    gains = found.gains(0, MINUTE)
    assert gains[0] == 0
    assert gains[-1] < 1e-4
    assert (np.diff(gains[: FADE + NODE]) >= 0).all()
    assert (np.diff(gains[-FADE:]) <= 0).all()
    assert gains[FADE + NODE] == gains[-FADE - NODE] == 1
    assert ramps(found).max() < 0.5


@given(st.floats(-59, 0), st.booleans(), st.integers(0, NODE))
def test_it_goes_on_from_any_level_without_a_step(from_db: float, heard: bool, shift: int) -> None:
    begin = LATER + shift
    found = envelope(backing(), [said(10.3)], begin=begin, end=MINUTE, heard=heard, from_db=from_db)
    assert found.level_at(begin) == pytest.approx(from_db, abs=0.6)  # a node ago
    assert ramps(found, begin, MINUTE - begin).max(initial=0) < 1.01
    assert (found.level_at(begin + 2 * SAMPLE_RATE) > -1) is heard
    if not heard:
        assert not found.gains(begin + SAMPLE_RATE + NODE, SAMPLE_RATE).any()


def test_it_begins_where_it_is_told() -> None:
    start = 5 * FRAME
    found = envelope(Backing(Steady(), start, 0.5, DUCK_DB), [], begin=0, end=MINUTE)
    assert not found.gains(0, start).any()
    assert found.gains(start + FADE, 1)[0] == 1

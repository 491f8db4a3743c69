"""Loudness, peaks and limiting, against an independent meter."""

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.level import (
    FRAME,
    active_lufs,
    integrated_lufs,
    level,
    limit,
    power_profile,
    true_peak,
)
from coach.units import SAMPLE_RATE, db_to_gain, gain_to_db, power_to_lufs


def noise(seconds: float, seed: int = 0) -> np.ndarray:
    return (0.1 * np.random.default_rng(seed).standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def sine(freq_hz: float, seconds: float, phase: float = 0.0) -> np.ndarray:
    return np.sin(2 * np.pi * freq_hz * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE + phase).astype(
        np.float32
    )


@pytest.mark.parametrize("freq_hz", [60, 440, 1000, 3000, 9000])
def test_integrated_loudness_agrees_with_pyloudnorm(freq_hz: float) -> None:
    sound = 0.3 * sine(freq_hz, 5.0)
    meter = pyloudnorm.Meter(SAMPLE_RATE)
    assert integrated_lufs(power_profile(sound)) == pytest.approx(meter.integrated_loudness(sound), abs=0.1)


def test_gates_leave_silence_out_as_pyloudnorm_does() -> None:
    sound = np.concatenate([noise(3), np.zeros(10 * SAMPLE_RATE, np.float32), 0.5 * noise(2, 1), 1e-4 * noise(5, 2)])
    meter = pyloudnorm.Meter(SAMPLE_RATE)
    assert integrated_lufs(power_profile(sound)) == pytest.approx(meter.integrated_loudness(sound), abs=0.1)


def test_a_full_scale_sine_of_997_hz_has_minus_3_lufs() -> None:
    """The calibration of BS.1770-4."""
    assert integrated_lufs(power_profile(sine(997, 3.0))) == pytest.approx(-3.01, abs=0.05)


def test_active_level_does_not_depend_on_pauses_or_length() -> None:
    steady = active_lufs(power_profile(noise(2)))
    broken = np.concatenate([noise(0.3), np.zeros(SAMPLE_RATE, np.float32), noise(0.3, 1)])
    assert active_lufs(power_profile(broken)) == pytest.approx(steady, abs=0.5)
    assert active_lufs(power_profile(noise(0.25))) == pytest.approx(steady, abs=0.5)


def test_silence_has_no_loudness() -> None:
    silence = np.zeros(SAMPLE_RATE, np.float32)
    assert active_lufs(power_profile(silence)) == -np.inf
    assert integrated_lufs(power_profile(silence)) == -np.inf
    assert integrated_lufs(power_profile(silence[:FRAME])) == -np.inf
    assert power_to_lufs(0) == -np.inf
    assert not level(silence, target_lufs=-20, ceiling_db=-6).any()
    assert true_peak(silence[:0]) == 0


def test_true_peak_sees_between_the_samples() -> None:
    sound = sine(SAMPLE_RATE / 4, 0.2, phase=np.pi / 4)
    assert np.abs(sound).max() == pytest.approx(0.7071, abs=0.001)
    assert true_peak(sound) == pytest.approx(1.0, abs=0.05)


@given(st.integers(0, 1000), st.floats(-20, 0), st.floats(-12, -1))
def test_the_limiter_keeps_the_ceiling_and_leaves_the_rest_alone(seed: int, gain_db: float, ceiling_db: float) -> None:
    sound = noise(0.3, seed) * np.float32(db_to_gain(gain_db) * 4)
    sound[5000] = 0.9
    limited = limit(sound, db_to_gain(ceiling_db))
    assert limited.shape == sound.shape
    assert gain_to_db(true_peak(limited)) <= ceiling_db + 0.3
    far = np.abs(np.arange(len(sound)) - 5000) > 1000
    if np.abs(sound[far]).max() < 0.6 * db_to_gain(ceiling_db):
        np.testing.assert_array_equal(limited[far], sound[far])


def test_what_is_below_the_ceiling_is_untouched() -> None:
    sound = noise(0.2)
    assert limit(sound, 1.0) is sound


def test_what_the_limiter_takes_is_made_up_for() -> None:
    loud = np.where(np.arange(SAMPLE_RATE) % 8820 < 882, np.float32(4), np.float32(1))
    levelled = level(noise(1.0) * loud, target_lufs=-20, ceiling_db=-9)
    assert active_lufs(power_profile(levelled)) == pytest.approx(-20, abs=0.2)
    assert gain_to_db(true_peak(levelled)) <= -9 + 0.1


def test_levelling_meets_the_target() -> None:
    levelled = level(noise(1.0) * np.float32(0.01), target_lufs=-20, ceiling_db=-1)
    assert active_lufs(power_profile(levelled)) == pytest.approx(-20, abs=0.1)

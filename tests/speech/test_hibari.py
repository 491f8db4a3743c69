"""Hibari's pitch at the last number, on curves whose fall can be read off."""

import numpy as np

from coach.speech.engines.hibari import _FALL_TO, _fall


def test_the_pitch_falls_over_the_second_half_of_what_is_voiced() -> None:
    f0_hz = np.concatenate([np.zeros(10), np.full(41, 200.0), np.zeros(10)]).astype(np.float32)[None]
    fallen = _fall(f0_hz, np.zeros_like(f0_hz))[0]
    assert fallen.dtype == np.float32
    np.testing.assert_allclose(fallen[10:31], 200)
    assert (np.diff(fallen[30:51]) < 0).all()
    assert fallen[50] == np.float32(200 * _FALL_TO)
    assert not fallen[51:].any()


def test_what_has_no_pitch_stays() -> None:
    silent = np.full((1, 20), 10.0, np.float32)
    np.testing.assert_array_equal(_fall(silent, np.zeros_like(silent)), silent)


def test_what_is_hardly_heard_is_not_the_end_of_the_word() -> None:
    f0_hz = np.full((1, 40), 200.0, np.float32)
    loudness = np.where(np.arange(40) < 20, 0.0, -5.0).astype(np.float32)[None]
    fallen = _fall(f0_hz, loudness)[0]
    np.testing.assert_allclose(fallen[19:], 200 * _FALL_TO, rtol=1e-6)

"""The beat of a sound: at the onset of its first vowel, whatever comes before or after it."""

import numpy as np
import pytest

from coach.speech.beat import beat_of
from coach.units import SAMPLE_RATE, s_to_samples


def word(*, hiss_s: float, second: float = 0.0, burst: bool = False, level: float = 0.3) -> np.ndarray:
    """A hiss, a vowel with a 10 ms attack, and perhaps a louder second syllable after a dip."""
    rng = np.random.default_rng(5)
    hiss = np.diff(rng.standard_normal(s_to_samples(hiss_s) + 1)) * 0.02
    if burst:
        hiss[-s_to_samples(0.05) :][: s_to_samples(0.006)] *= 8
    time = np.arange(s_to_samples(0.18)) / SAMPLE_RATE
    attack = np.minimum(1, time / 0.01) * np.minimum(1, (0.18 - time) / 0.05)
    vowel = attack * sum(np.sin(2 * np.pi * 200 * number * time) / number for number in range(1, 10))
    dip = np.zeros(s_to_samples(0.05))
    parts = [hiss, vowel] + ([dip, second * vowel] if second else [])
    return (level * np.concatenate(parts)).astype(np.float32)


@pytest.mark.parametrize("hiss_s", [0.01, 0.06, 0.12])
@pytest.mark.parametrize("level", [0.01, 0.3])
def test_the_beat_is_at_the_vowel(hiss_s: float, level: float) -> None:
    assert beat_of(word(hiss_s=hiss_s, level=level)) / SAMPLE_RATE == pytest.approx(hiss_s, abs=0.008)


def test_a_louder_second_syllable_does_not_move_it() -> None:
    assert beat_of(word(hiss_s=0.05, second=1.8)) == pytest.approx(beat_of(word(hiss_s=0.05)), abs=SAMPLE_RATE // 200)


def test_a_burst_before_the_vowel_does_not_move_it() -> None:
    assert beat_of(word(hiss_s=0.1, burst=True)) / SAMPLE_RATE == pytest.approx(0.1, abs=0.008)


def test_silence_and_nothing_have_their_beat_at_the_start() -> None:
    assert beat_of(np.zeros(5000, np.float32)) == 0
    assert beat_of(np.zeros(0, np.float32)) == 0

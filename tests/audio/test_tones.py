"""The signals: in the range that carries, of the length that is heard, each its own figure."""

import numpy as np
import pytest

from coach.audio import tone_clip
from coach.cue import Tone
from coach.units import SAMPLE_RATE


def pitches(sound: np.ndarray) -> list[float]:
    """The strongest frequency of the first and the last 60 ms, in Hz."""
    size = round(0.06 * SAMPLE_RATE)
    freqs = np.fft.rfftfreq(8 * size, 1 / SAMPLE_RATE)
    parts = sound[:size], sound[-size - SAMPLE_RATE // 50 : -SAMPLE_RATE // 50]
    return [float(freqs[np.abs(np.fft.rfft(part * np.hanning(len(part)), 8 * size)).argmax()]) for part in parts]


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_is_between_520_and_1050_hz(tone: Tone) -> None:
    assert all(505 <= pitch <= 1065 for pitch in pitches(tone_clip(tone).samples()))


def test_rising_is_go_and_falling_is_rest() -> None:
    low, high = pitches(tone_clip(Tone.GO).samples())
    assert high > low * 1.2
    high, low = pitches(tone_clip(Tone.REST).samples())
    assert high > low * 1.2


@pytest.mark.parametrize(
    ("tone", "most_s"), [(Tone.TICK, 0.11), (Tone.GO, 0.25), (Tone.REST, 0.25), (Tone.SWITCH, 0.4)]
)
def test_tones_are_short(tone: Tone, most_s: float) -> None:
    assert 0.05 <= tone_clip(tone).timing.duration / SAMPLE_RATE <= most_s


def test_no_two_tones_are_alike() -> None:
    assert len({tone_clip(tone).pcm for tone in Tone}) == len(Tone)


def test_harmonics_carry() -> None:
    spectrum = np.abs(np.fft.rfft(tone_clip(Tone.WAKE).samples(), SAMPLE_RATE))
    fundamental, second = spectrum[505:545].max(), spectrum[1020:1070].max()
    assert 0.2 < second / fundamental < 0.7

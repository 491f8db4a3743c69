"""From an engine's sound to a clip: cut to what is heard, at the score's rate and level."""

import numpy as np
import pytest

from coach.audio import Clip, clip_of, master, to_pcm
from coach.audio.level import active_lufs, power_profile, true_peak
from coach.audio.mastering import CLIP_CEILING_DBTP, CLIP_LUFS
from coach.units import SAMPLE_RATE, gain_to_db, s_to_samples


def spoken(rate: int, *, silence_s: float = 0.3, fricative_db: float = -40.0) -> np.ndarray:
    """Something like a word: a soft hiss, then a voiced part, with silence around it."""
    rng = np.random.default_rng(3)
    quiet = 1e-5 * rng.standard_normal(round(silence_s * rate))
    hiss = 10 ** (fricative_db / 20) * rng.standard_normal(round(0.08 * rate))
    time = np.arange(round(0.3 * rate)) / rate
    voiced = sum(np.sin(2 * np.pi * 180 * number * time) / number for number in range(1, 12))
    return (0.2 * np.concatenate([quiet, hiss, voiced, quiet])).astype(np.float32)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_silence_is_cut_and_a_soft_beginning_is_kept(rate: int) -> None:
    sound = master(spoken(rate), rate)
    assert sound.dtype == np.float32
    assert 0.38 <= len(sound) / SAMPLE_RATE <= 0.45


def test_level_and_ceiling() -> None:
    sound = master(spoken(24_000), 24_000)
    assert active_lufs(power_profile(sound)) == pytest.approx(CLIP_LUFS, abs=0.5)
    assert gain_to_db(true_peak(sound)) <= CLIP_CEILING_DBTP + 0.1


def test_a_quiet_voice_becomes_as_loud_as_a_loud_one() -> None:
    soft, loud = (master(spoken(24_000) * np.float32(gain), 24_000) for gain in (0.05, 1.0))
    assert active_lufs(power_profile(soft)) == pytest.approx(active_lufs(power_profile(loud)), abs=0.2)


def test_the_ends_fade() -> None:
    sound = master(np.ones(24_000, np.float32) * np.float32(0.3), 24_000)
    assert abs(sound[0]) < 0.01
    assert abs(sound[-1]) < 0.01


def test_nothing_to_hear_gives_nothing() -> None:
    assert len(master(np.zeros(1000, np.float32), 24_000)) == 0
    assert len(master(np.zeros(0, np.float32), 24_000)) == 0


def test_clips_hold_what_was_measured() -> None:
    sound = master(spoken(24_000), 24_000)
    clip = clip_of(sound, beat=123)
    assert (clip.timing.duration, clip.timing.beat) == (len(sound), 123)
    np.testing.assert_allclose(clip.samples(), sound, atol=1 / 32_000)
    assert active_lufs(np.array(clip.profile)) == pytest.approx(CLIP_LUFS, abs=0.5)
    assert clip.peak == pytest.approx(true_peak(sound), rel=1e-3)
    assert clip == Clip(clip.pcm, 123, clip.profile, clip.peak)


def test_pcm_rounds_and_stays_within_range() -> None:
    values = np.frombuffer(to_pcm(np.array([0, 1, -1, 2, -2, 0.5], np.float32)), "<i2")
    assert values.tolist() == [0, 32767, -32768, 32767, -32768, 16384]
    assert s_to_samples(0.5) == 22_050

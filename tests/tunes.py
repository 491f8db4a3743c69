"""Music for tests: made, short, and as uneven as music is."""

from pathlib import Path

import lameenc
import numpy as np
import soundfile

from coach.audio.backing import Stereo

RATE = 44_100


def tune(seconds: float, *, seed: int = 0, rate: int = RATE) -> Stereo:
    """Drums, a bass and chords, quiet and loud by turns, wide; shape (n, 2), within ±1."""
    chance = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    beat = time % 0.5
    drums = 0.7 * np.sin(2 * np.pi * 55 * beat) * np.exp(-14 * beat)
    drums += 0.4 * chance.standard_normal(len(time)) * np.exp(-60 * ((time + 0.25) % 0.5))
    root = 110 * 2 ** (np.array([0, 5, 7, 3])[(time / 2).astype(int) % 4] / 12)
    phase = 2 * np.pi * np.cumsum(root) / rate
    left = drums + 0.25 * np.sin(phase) + 0.12 * np.sin(4 * phase) + 0.05 * np.sin(10 * phase)
    right = drums + 0.25 * np.sin(phase) + 0.12 * np.sin(5 * phase) + 0.05 * np.sin(12 * phase)
    swell = 0.25 + 0.75 * (np.sin(2 * np.pi * time / 7 + seed) > -0.2)
    sound = np.stack([left, right], axis=1) * swell[:, None]
    return np.asarray(0.8 * sound / max(1e-9, np.abs(sound).max()), np.float32)


def write_tune(path: Path, seconds: float, *, seed: int = 0, rate: int = RATE, channels: int = 2) -> Path:
    """A file of it, in the format of its suffix."""
    sound = tune(seconds, seed=seed, rate=rate)[:, :channels]
    if path.suffix == ".mp3":
        path.write_bytes(_mp3(sound, rate))
        return path
    with soundfile.SoundFile(path, "w", rate, channels) as file:
        for start in range(0, len(sound), rate):  # libsndfile cannot write much OGG at once
            file.write(sound[start : start + rate])
    return path


def _mp3(sound: Stereo, rate: int) -> bytes:
    """By LAME at its fastest: libsndfile takes its time."""
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_in_sample_rate(rate)
    lame.set_channels(sound.shape[1])
    lame.set_bit_rate(160)
    lame.set_quality(9)
    return bytes(lame.encode((sound * 32_767).astype("<i2").tobytes()) + lame.flush())

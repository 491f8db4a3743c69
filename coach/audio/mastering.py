"""What an engine made becomes a clip: trimmed, resampled, levelled, measured."""

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.audio.clip import FULL_SCALE, Clip
from coach.audio.level import Samples, level, power_profile, true_peak
from coach.units import SAMPLE_RATE, db_to_gain, s_to_samples

CLIP_LUFS = -20.0
"""Active level of a spoken clip; one static gain brings the whole track to its loudness."""
CLIP_CEILING_DBTP = -6.0
"""True peak of a clip: room for that gain and for what MP3 adds."""
_SILENT_DB = -50.0
"""Below the loudest 5 ms by so much, the ends of a clip are silence: an s begins at about -40 dB."""
_WINDOW = s_to_samples(0.005)
_BEFORE, _AFTER = s_to_samples(0.01), s_to_samples(0.03)
_FADE_IN, _FADE_OUT = s_to_samples(0.004), s_to_samples(0.015)


def clip_of(samples: Samples, *, beat: int) -> Clip:
    """The clip of finished sound at SAMPLE_RATE."""
    pcm = to_pcm(samples)
    profile = tuple(float(f"{power:.4g}") for power in power_profile(samples))
    return Clip(pcm, beat, profile, float(f"{true_peak(samples):.6g}"))


def master(samples: NDArray[np.float32], rate: int, *, target_lufs: float = CLIP_LUFS) -> Samples:
    """What an engine made, at its own rate, as sound to be mixed: cut to what is heard, resampled, levelled.

    The result is float32 at SAMPLE_RATE, shape (n,); empty where nothing is to be heard.
    """
    sound = soxr.resample(np.asarray(samples, np.float32), rate, SAMPLE_RATE, "HQ")
    sound = _trim(sound)
    return _fade(level(sound, target_lufs=target_lufs, ceiling_db=CLIP_CEILING_DBTP))


def to_pcm(samples: NDArray[np.float32]) -> bytes:
    """Sound within ±1 as 16-bit little-endian samples."""
    scaled = samples * np.float32(FULL_SCALE)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1, out=scaled)
    return scaled.astype("<i2").tobytes()


def _trim(samples: Samples) -> Samples:
    windows = -(-len(samples) // _WINDOW)
    padded = np.pad(samples, (0, windows * _WINDOW - len(samples)))
    power = (padded.reshape(windows, _WINDOW) ** 2).mean(axis=1) if windows else np.zeros(0)
    loudest = power.max(initial=0.0)
    if loudest < db_to_gain(-80.0) ** 2:
        return samples[:0]
    heard = np.flatnonzero(power > loudest * db_to_gain(_SILENT_DB) ** 2)
    start = max(0, int(heard[0]) * _WINDOW - _BEFORE)
    return samples[start : (int(heard[-1]) + 1) * _WINDOW + _AFTER]


def _fade(samples: Samples) -> Samples:
    faded = samples.copy()
    for part, length in ((faded, _FADE_IN), (faded[::-1], _FADE_OUT)):
        length = min(length, len(part))
        part[:length] *= np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    return faded

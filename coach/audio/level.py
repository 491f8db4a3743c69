"""How loud sound is, and making it as loud as it should be: BS.1770 loudness, true peak, a limiter."""

from functools import lru_cache

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.units import SAMPLE_RATE, db_to_gain, lufs_to_power, power_to_lufs, s_to_samples

Samples = NDArray[np.float32]
"""Mono sound, shape (n,), within ±1 unless said otherwise."""

FRAME = s_to_samples(0.02)
"""Samples of one frame of a power profile; five are the 100 ms step of BS.1770, twenty its 400 ms block."""
_STEP, _BLOCK = 5, 20
_FFT_GRAIN = SAMPLE_RATE
"""Transforms are whole seconds long: a product of small primes, which is fast, and few lengths to keep filters for."""
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, 10.0
_ACTIVE_WITHIN_LU = 15.0
"""Frames so far below the loudest are pauses; ITU-T P.56 takes 15.9 dB below the active level."""
_LEVEL_ROUNDS, _NEAR_ENOUGH_LU = 3, 0.05
"""Piper's Joe loses up to 1.9 LU to the limiter at once, and nothing measurable in three rounds."""
_LOOK_AHEAD = s_to_samples(0.005)
_OVERSAMPLING = 4


def power_profile(samples: Samples) -> NDArray[np.float64]:
    """K-weighted mean square of each 20 ms frame, shape (ceil(n / FRAME),); silence is added to the last."""
    frames = max(1, -(-len(samples) // FRAME))
    size = -(-(frames * FRAME + SAMPLE_RATE // 10) // _FFT_GRAIN) * _FFT_GRAIN
    weighted = np.fft.irfft(np.fft.rfft(samples, size) * k_weighting(size), size)[: frames * FRAME]
    return np.asarray((weighted.reshape(frames, FRAME) ** 2).mean(axis=1), np.float64)


def active_lufs(profile: NDArray[np.float64]) -> float:
    """Loudness of the frames in which there is sound: the active level, after ITU-T P.56, K-weighted.

    A word of 0.3 s and a sentence with pauses in it are measured alike, which the 400 ms blocks of BS.1770
    do not do.
    """
    loudest = profile.max(initial=0.0)
    if loudest <= 0:
        return -np.inf
    active = profile[profile >= loudest * 10 ** (-_ACTIVE_WITHIN_LU / 10)]
    return power_to_lufs(float(active.mean()))


def integrated_lufs(profile: NDArray[np.float64]) -> float:
    """BS.1770-4 integrated loudness of a whole track from its power profile, both gates applied."""
    if len(profile) < _BLOCK:
        return -np.inf
    total = np.concatenate([[0.0], np.cumsum(profile)])
    blocks = ((total[_BLOCK:] - total[:-_BLOCK]) / _BLOCK)[::_STEP]
    loud = blocks[blocks > lufs_to_power(_ABSOLUTE_GATE_LUFS)]
    if not len(loud):
        return -np.inf
    gate = loud.mean() * 10 ** (-_RELATIVE_GATE_LU / 10)
    return power_to_lufs(float(loud[loud > gate].mean()))


def true_peak(samples: Samples) -> float:
    """The greatest amplitude between the samples too, by fourfold oversampling."""
    return float(_peaks(samples).max(initial=0.0))


def limit(samples: Samples, ceiling: float) -> Samples:
    """The sound with its true peak at most `ceiling` (linear), turned down smoothly around what exceeds it."""
    peaks = _peaks(samples)
    if peaks.max(initial=0.0) <= ceiling:
        return samples
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    reach = 2 * _LOOK_AHEAD
    held = _running_min(np.pad(wanted, reach, constant_values=1.0), reach + 1)
    gain = _running_mean(_running_mean(held, _LOOK_AHEAD + 1), _LOOK_AHEAD + 1)  # a ramp, never above `wanted`
    return np.asarray(samples * gain, np.float32)


def level(samples: Samples, *, target_lufs: float, ceiling_db: float) -> Samples:
    """The sound at an active level, its true peak limited to `ceiling_db` dBTP; silence stays silence.

    What the limiter takes from the level of a voice with high peaks is made up for, and limited again.
    """
    for done in range(_LEVEL_ROUNDS):
        loudness = active_lufs(power_profile(samples))
        if loudness == -np.inf or (done and abs(target_lufs - loudness) < _NEAR_ENOUGH_LU):
            break
        samples = limit(np.asarray(samples * db_to_gain(target_lufs - loudness), np.float32), db_to_gain(ceiling_db))
    return samples


def _peaks(samples: Samples) -> Samples:
    """The greatest amplitude around each sample, shape (n,)."""
    if not len(samples):
        return samples
    dense = np.abs(soxr.resample(samples, SAMPLE_RATE, SAMPLE_RATE * _OVERSAMPLING, "MQ"))
    peaks = np.abs(samples)
    for phase in range(_OVERSAMPLING):
        between = dense[phase::_OVERSAMPLING][: len(peaks)]
        np.maximum(peaks[: len(between)], between, out=peaks[: len(between)])
    return peaks


def _running_min(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The least of each `width` neighbours, shape (n - width + 1,), by doubling."""
    least, reach = values, 1
    while reach < width:
        step = min(reach, width - reach)
        least = np.asarray(np.minimum(least[:-step], least[step:]))
        reach += step
    return least


def _running_mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean of each `width` neighbours, shape (n - width + 1,)."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    return np.asarray((total[width:] - total[:-width]) / width)


@lru_cache(maxsize=16)
def k_weighting(size: int) -> NDArray[np.complex64]:
    """The K filter of BS.1770-4 at the bins of a real FFT: a high shelf, then a high pass.

    The constants are the analogue prototypes behind the coefficients that the standard prints for 48 kHz.
    """
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    shelf_hz, shelf_gain, shelf_q = 1681.974450955533, 10 ** (3.999843853973347 / 20), 0.7071752369554196
    k, root = np.tan(np.pi * shelf_hz / SAMPLE_RATE), shelf_gain**0.4996667741545416
    numerator = (
        shelf_gain + root * k / shelf_q + k * k
        + 2 * (k * k - shelf_gain) * z
        + (shelf_gain - root * k / shelf_q + k * k) * z * z
    )  # fmt: skip
    shelf = numerator / (1 + k / shelf_q + k * k + 2 * (k * k - 1) * z + (1 - k / shelf_q + k * k) * z * z)
    pass_hz, pass_q = 38.13547087602444, 0.5003270373238773
    k = np.tan(np.pi * pass_hz / SAMPLE_RATE)
    divisor = 1 + k / pass_q + k * k
    high_pass = (1 - 2 * z + z * z) / (1 + (2 * (k * k - 1) * z + (1 - k / pass_q + k * k) * z * z) / divisor)
    return np.asarray(shelf * high_pass, np.complex64)

"""The beat of a word: the instant at which it is heard as happening, near the onset of its first vowel."""

import numpy as np
from numpy.typing import NDArray

from coach.audio import Samples
from coach.units import SAMPLE_RATE, s_to_samples

LOW_HZ, HIGH_HZ = 200, 2500
WINDOW = s_to_samples(0.03)
BEGINNING = SAMPLE_RATE
"""Of a clip, in samples: a number word is shorter, and of a sentence the first syllable counts."""
PEAK_SHARE = 0.4
DIP_SHARE = 0.1
ONSET_SHARE = 0.55
"""Band and shares that agree best, for 37 number words of hibari and of espeak-ng, with five other measures of
the vowel's onset, among them Praat's syllable nuclei: at most 8.5 ms from their median (DESIGN.md)."""


def beat_of(samples: Samples) -> int:
    """The sample at which a spoken word is heard as happening; 0 for silence.

    Where the envelope of 200 to 2500 Hz, on its way up to the first syllable's peak, last passes 55 % of that
    peak. The first syllable, not the loudest: in "eleven" the second is louder, and the count would come late.
    """
    envelope = _envelope(samples[:BEGINNING])
    loudest = envelope.max(initial=0.0)
    if loudest <= 0:
        return 0
    peak = _first_peak(envelope, loudest)
    below = np.flatnonzero(envelope[:peak] < ONSET_SHARE * envelope[peak])
    return int(below[-1]) + 1 if len(below) else 0


def _envelope(samples: Samples) -> NDArray[np.float64]:
    size = 1 << (len(samples) + WINDOW).bit_length()
    spectrum = np.fft.rfft(samples, size)
    freqs_hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    spectrum[(freqs_hz < LOW_HZ) | (freqs_hz > HIGH_HZ)] = 0
    power = np.fft.irfft(spectrum, size)[: len(samples)] ** 2
    window = np.hanning(WINDOW | 1)
    smooth = np.fft.irfft(np.fft.rfft(power, size) * np.fft.rfft(window / window.sum(), size), size)
    return np.sqrt(np.maximum(0.0, smooth[WINDOW // 2 : WINDOW // 2 + len(samples)]))


def _first_peak(envelope: NDArray[np.float64], loudest: float) -> int:
    """The first peak of a syllable: high enough, and followed by a dip or the end before anything higher."""
    high, since = 0.0, 0
    for place in range(0, len(envelope), 8):
        value = float(envelope[place])
        if value > high:
            high, since = value, place
        elif high >= PEAK_SHARE * loudest and value < high - DIP_SHARE * loudest:
            break
    around = slice(max(0, since - 8), since + 9)
    return max(0, since - 8) + int(envelope[around].argmax())

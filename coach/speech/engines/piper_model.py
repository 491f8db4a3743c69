"""A Piper voice from its two files: what the .json beside the .onnx says, and phonemes as the network's numbers."""

import re
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from coach.speech.engine import EngineError
from coach.speech.engines.network import lean_session
from coach.speech.engines.phonemes import Phonemizer
from coach.speech.engines.pieces import pieces

if TYPE_CHECKING:
    from coach.audio import Samples

_LONGEST = 200
"""Characters made in one go; the network's memory grows with them."""
_SENTENCE_END = re.compile(r"(?<=[.!?…]) +")
_CLAUSE = re.compile(r"([^,;:.!?…]+)([,;:.!?…]*)")
_SWITCH = re.compile(r"\([a-z-]+\)")
"""espeak-ng's note that a word is of another language."""
_BEGIN, _END, _BETWEEN = "^", "$", "_"
_PAUSE_S = 0.2
"""Between sentences: Piper's voices end right behind the last sound."""
_NO_NOISE = 0.0
"""Piper adds noise to durations and to the sound, drawn from a state that every sentence changes. Without it the same
words give the same samples; DNSMOS P.808 of seven numbers is 3.31 without and 3.34 with (two sentences: 3.82, 3.79)."""


class _Audio(BaseModel):
    sample_rate: int = Field(gt=0)


class _Espeak(BaseModel):
    voice: str


class _Inference(BaseModel):
    length_scale: float = Field(default=1.0, gt=0)


class _Language(BaseModel):
    code: str = ""
    name_english: str = ""
    country_english: str = ""


class PiperConfig(BaseModel):
    """What is used of a voice's .json."""

    audio: _Audio
    espeak: _Espeak = _Espeak(voice="")
    inference: _Inference = _Inference()
    language: _Language = _Language()
    phoneme_type: Literal["espeak", "text"] = "espeak"
    phoneme_id_map: dict[str, list[int]]
    num_speakers: int = 1
    speaker_id_map: dict[str, int] = {}

    @property
    def tag(self) -> str:
        """The language as a BCP 47 tag in small letters."""
        return (self.language.code or self.espeak.voice).replace("_", "-").lower()


def read_config(model: Path) -> PiperConfig:
    """What stands beside a voice's network.

    Raises:
        EngineError: the network or the file is missing, or the file is none of Piper's.
    """
    path = model.with_name(model.name + ".json")
    for wanted in (model, path):
        if not wanted.is_file():
            raise EngineError(f"there is no file {wanted}")
    try:
        return PiperConfig.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        place = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        where = ".".join(map(str, place["loc"]))
        raise EngineError(f"{path.name} is no Piper voice: {where} {place['msg']}") from error


class PiperModel:
    """A voice, loaded with its first word.

    Args:
        path: the .onnx.
        speaker: the name or the number of one of several; empty takes the first.
        phonemizer: gives the phonemes.

    Raises:
        EngineError: as for read_config, or there is no such speaker.
    """

    def __init__(self, path: Path, speaker: str, phonemizer: Phonemizer) -> None:
        self.config = read_config(path)
        self._path, self._phonemizer = path, phonemizer
        self._speaker = self._number_of(speaker)

    def say(self, text: str, *, rate: float) -> "Samples":
        """The sound of a text at the voice's own sample rate.

        Raises:
            EngineError: the network fails, or there is nothing in the text that it can say.
        """
        import numpy as np

        sentences = [piece for part in _SENTENCE_END.split(text) for piece in pieces(part, longest=_LONGEST)]
        sounds: list[Any] = []
        for phonemes in filter(None, map(self._phonemes, sentences)):
            pause = np.zeros(round(_PAUSE_S * self.config.audio.sample_rate), np.float32)
            sounds += [pause] * bool(sounds) + [self._run(self._numbers(phonemes), rate)]
        if not sounds:
            raise EngineError("it has no sounds for this")
        return np.asarray(np.concatenate(sounds), np.float32)

    @cached_property
    def _session(self) -> Any:
        return lean_session(self._path)

    def load(self) -> None:
        """Load the network now.

        Raises:
            EngineError: it is none.
        """
        try:
            wanted = {entry.name for entry in self._session.get_inputs()}
        except Exception as error:  # onnxruntime has its own tree of errors
            raise EngineError(f"{self._path.name} cannot be loaded: {error}") from error
        if not {"input", "input_lengths", "scales"} <= wanted:
            raise EngineError(f"{self._path.name} is no Piper voice: it takes {', '.join(sorted(wanted))}")

    def _run(self, numbers: list[int], rate: float) -> Any:
        import numpy as np

        scales = [_NO_NOISE, self.config.inference.length_scale / rate, _NO_NOISE]
        inputs = {
            "input": np.array([numbers], np.int64),
            "input_lengths": np.array([len(numbers)], np.int64),
            "scales": np.array(scales, np.float32),
        }
        if self.config.num_speakers > 1:
            inputs["sid"] = np.array([self._speaker], np.int64)
        try:
            sound = self._session.run(None, inputs)[0].reshape(-1)
        except Exception as error:  # onnxruntime has its own tree of errors
            raise EngineError(str(error)) from error
        return np.clip(sound, -1, 1).astype(np.float32)

    def _phonemes(self, sentence: str) -> str:
        """A sentence as its voice learned to read it, with the punctuation that shapes its melody."""
        if self.config.phoneme_type == "text":
            return sentence
        clauses = [(words.strip(), mark[:1]) for words, mark in _CLAUSE.findall(sentence)]
        said = [(words, mark) for words, mark in clauses if any(map(str.isalnum, words))]
        if not said:
            return ""
        found = self._phonemizer.phonemes([words for words, _ in said], voice=self.config.espeak.voice)
        marked = [
            _SWITCH.sub("", phonemes) + mark.replace("…", ".") for phonemes, (_, mark) in zip(found, said, strict=True)
        ]
        text = " ".join(marked)
        return text if said[-1][1] else text + "."  # without it, a lone word trails off as if more were to come

    def _numbers(self, phonemes: str) -> list[int]:
        known = self.config.phoneme_id_map
        numbers = [*known.get(_BEGIN, []), *known.get(_BETWEEN, [])]
        for character in unicodedata.normalize("NFD", phonemes):
            if character in known:
                numbers += [*known[character], *known.get(_BETWEEN, [])]
        return [*numbers, *known.get(_END, [])]

    def _number_of(self, speaker: str) -> int:
        names = self.config.speaker_id_map
        if not speaker:
            return 0
        if speaker in names:
            return names[speaker]
        if speaker.isdecimal() and int(speaker) < self.config.num_speakers:
            return int(speaker)
        some = ", ".join(list(names)[:8])
        raise EngineError(f"it has {self.config.num_speakers} speakers" + (f" ({some} …)" if some else ""))

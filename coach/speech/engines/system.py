"""The system's voices through pyttsx3: espeak-ng from a wheel on Linux, the platform's own elsewhere."""

import json
import os
import subprocess
import sys
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.cue import Utterance
from coach.speech.engine import EngineError, Sound, Voice, version_of

_WORDS_PER_MINUTE = 165
_JOB_TIMEOUT_S = 60
_FIRST_CHOICE = {"en": "en-us", "fr": "fr-fr"}


class SystemEngine:
    """Implements Engine over pyttsx3, each utterance in a process of its own (see coach.speech.engines.job).

    Args:
        bundled: speak with the bundled espeak-ng; by default on Linux, where pyttsx3 would take the system's.
    """

    workers = 2
    stores = True

    def __init__(self, *, bundled: bool = sys.platform == "linux") -> None:
        self._bundled = bundled
        packages = ("pyttsx3", "espeakng-loader") if bundled else ("pyttsx3",)
        self.version = " ".join((sys.platform, *(version_of(package) for package in packages)))

    def problem(self) -> str:
        """What loading the speech library said."""
        try:
            return "" if self._known else "it has no voices"
        except EngineError as error:
            return str(error)

    def voices(self) -> tuple[Voice, ...]:
        """The voices, each by its language where that is enough to tell it, else by its name."""
        return tuple(voice for voice, _ in self._known.values())

    def default_voice(self, language: str) -> str:
        """The first voice of a language."""
        wished = _FIRST_CHOICE.get(language, language)
        family = language.partition("-")[0]
        voices = self.voices()
        exact = [voice.name for voice in voices if voice.language == wished]
        near = [voice.name for voice in voices if voice.language.partition("-")[0] == family]
        return next(iter(exact + near), "")

    def speak(self, utterance: Utterance, voice: str) -> Sound:
        """The sound of an utterance, at the rate of the voice."""
        import soundfile

        suffix = ".aiff" if sys.platform == "darwin" else ".wav"  # what macOS writes, whatever the name
        try:
            handle, path = tempfile.mkstemp(prefix="coach-", suffix=suffix)
        except OSError as error:
            raise EngineError(str(error)) from error
        os.close(handle)
        try:
            self._do(
                text=utterance.text,
                voice=self._known[voice][1],
                words_per_minute=round(_WORDS_PER_MINUTE * utterance.rate),
                path=path,
            )
            samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        except (OSError, soundfile.SoundFileError) as error:
            raise EngineError(str(error)) from error
        finally:
            Path(path).unlink(missing_ok=True)
        return Sound(samples.mean(axis=1), int(rate))

    @cached_property
    def _known(self) -> dict[str, tuple[Voice, str]]:
        """Voices by name, each with pyttsx3's id."""
        listed = self._do()["voices"]
        languages = [entry["language"] for entry in listed]
        known = {}
        for entry in listed:
            alone = entry["language"] and languages.count(entry["language"]) == 1
            name = entry["language"] if alone else entry["name"]
            known[name] = (Voice(name, entry["language"], entry["name"]), entry["id"])
        return known

    def _do(self, **job: object) -> dict[str, Any]:
        command = [sys.executable, "-P", "-m", "coach.speech.engines.job"]  # -P: no module of the user's folder
        order = json.dumps({"bundled": self._bundled, **job})
        try:
            done = subprocess.run(
                command, input=order, capture_output=True, text=True, timeout=_JOB_TIMEOUT_S, check=True
            )
            return dict(json.loads(done.stdout))
        except subprocess.CalledProcessError as error:
            raise EngineError(error.stderr.strip().rpartition("\n")[2] or "it stopped") from error
        except (OSError, subprocess.TimeoutExpired, ValueError) as error:
            raise EngineError(str(error)) from error

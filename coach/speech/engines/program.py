"""Any program as a voice: a command that the listener set, run once for each utterance and without a shell."""

import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from coach.cue import Utterance
from coach.speech.engine import EngineError, Sound, Voice

VOICE = "command"
"""The name of the one voice that a command has."""
_TEXT, _OUT, _RATE, _WORDS, _LANGUAGE = "{text}", "{out}", "{rate}", "{wpm}", "{language}"
_WORDS_PER_MINUTE = 165
"""A common rate of programs that speak; `{wpm}` is this times the rate that is wished for."""
_LIMIT_S = 60.0
_REVISION = "1"


class CommandEngine:
    """Implements Engine with a program of the system.

    Args:
        command: as in a terminal, such as `say -o {out} {text}`. Each `{text}`, `{out}`, `{rate}` (1 is the program's
            own), `{wpm}` and `{language}` in it is filled in after it was split into words: no text is a command.
        limit_s: a program that takes longer for an utterance is ended.
    """

    workers = 1
    stores = True

    def __init__(self, command: str, *, limit_s: float = _LIMIT_S) -> None:
        self._command, self._words = command, split_command(command)
        self._limit_s = limit_s
        self.version = f"{_REVISION} {command}"

    def problem(self) -> str:
        """That the program is not there."""
        return "" if shutil.which(self._words[0]) else f"there is no program `{self._words[0]}`"

    def voices(self) -> tuple[Voice, ...]:
        """The one it has, in whatever language."""
        return (Voice(VOICE, "", self._command),)

    def default_voice(self, language: str) -> str:  # noqa: ARG002 — the program is told the language
        """The one it has."""
        return VOICE

    def speak(self, utterance: Utterance, voice: str) -> Sound:  # noqa: ARG002 — there is one voice
        """What the program wrote, in any format that soundfile reads."""
        import soundfile

        try:
            with tempfile.TemporaryDirectory(prefix="coach-") as folder:
                out = Path(folder) / "out.wav"
                self._run(utterance, out)
                samples, rate = soundfile.read(_written(out), dtype="float32", always_2d=True)
        except OSError as error:
            raise EngineError(f"{self._words[0]}: {error}") from error
        except soundfile.SoundFileError as error:
            raise EngineError(f"{self._words[0]} wrote no sound that can be read: {error}") from error
        return Sound(samples.mean(axis=1).clip(-1, 1), int(rate))

    def _run(self, utterance: Utterance, out: Path) -> None:
        command = [self._filled(word, utterance, out) for word in self._words]
        try:
            subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=self._limit_s,
                check=True,
            )
        except subprocess.CalledProcessError as error:
            said = error.stdout.decode(errors="replace").strip().rpartition("\n")[2] or "it says nothing"
            raise EngineError(f"{self._words[0]} ended with {error.returncode}: {said}") from error
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"{self._words[0]} took longer than {self._limit_s:g} s") from error

    def _filled(self, word: str, utterance: Utterance, out: Path) -> str:
        """A word of the command with its fields filled in, the text last: braces in it mean nothing."""
        fields = {
            _OUT: str(out),
            _RATE: f"{utterance.rate:g}",
            _WORDS: str(round(_WORDS_PER_MINUTE * utterance.rate)),
            _LANGUAGE: utterance.language,
            _TEXT: utterance.text.lstrip("-"),  # which would make an option of it
        }
        for field, value in fields.items():
            word = word.replace(field, value)
        return word


def split_command(command: str) -> list[str]:
    """The words of a command.

    Raises:
        ValueError: it says neither what is to be said nor where to, or a quotation mark is not closed.
    """
    words = shlex.split(command)
    missing = [field for field in (_TEXT, _OUT) if not any(field in word for word in words[1:])]
    if missing:
        raise ValueError(f"it has no {' and no '.join(missing)}")
    return words


def _written(out: Path) -> Path:
    """The file that was written: under its name, or with the ending that the program likes better."""
    if out.is_file():
        return out
    others = list(out.parent.iterdir())
    if len(others) != 1:
        raise EngineError(f"the program wrote no file {_OUT}")
    return others[0]

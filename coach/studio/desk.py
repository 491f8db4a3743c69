"""What can be done at the desk: read a text, plan it, hear it, tidy it, send it to the phone. Words in, values out."""

import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach import app
from coach.app.composing import preview
from coach.app.editions import paced
from coach.app.episodes import render, slug_of
from coach.errors import CoachError, RoutineError
from coach.picture import draw, to_svg
from coach.routine import ReadingKind, Routine
from coach.score import Score, webvtt
from coach.target import file_name
from coach.units import samples_to_s

if TYPE_CHECKING:
    from coach.app.episodes import Rendered
    from coach.app.progress import Progress
    from coach.speech import Library

Choose = Callable[[Mapping[str, Any], Routine], tuple[dict[str, Any], Callable[[], "Library"]]]
"""From what the page wishes for, and the routine, to compose's wishes and a way to open the voice."""
_FIELDS = {"--fit": "Length", "--pace": "Pace", "--talk": "Talk", "--count": "Counting", "--voice": "Voice"}
_KEPT = 4
"""Sounds that can still be heard; of older ones the files are taken away."""


_NO_PLAN = {"plan": None, "unplanned": "", "usable": False}


@dataclass(frozen=True, slots=True)
class Heard:
    """A workout that can be listened to.

    Attributes:
        sound: an uncompressed file, which can be jumped in to the sample.
        captions: what is said, as WebVTT.
        name: of the file to be downloaded.
    """

    number: int
    sound: Path
    captions: Path
    score: Score
    name: str
    warnings: tuple[str, ...]


class Desk:
    """The work of the page, one thing at a time; files lie in a folder of its own.

    Args:
        folder: exists, and is taken away by who made it.
        choose: see Choose.
    """

    def __init__(self, folder: Path, *, choose: Choose) -> None:
        self._folder, self._choose = folder, choose
        self._heard: dict[int, Heard] = {}
        self._made = 0
        self._lock = threading.Lock()

    def read(self, text: str, wishes: Mapping[str, Any]) -> dict[str, Any]:
        """How a text is read, line by line, and about when it will sound.

        What keeps it from being coached is told in `problems` and `unplanned`: nothing is raised for a text. Only a
        voice knows for sure whether a length can be met, so what has no plan may still be `usable`.
        """
        if not text.strip():
            return {"lines": [], "title": "", "problems": 0, "doubts": 0, "sums": "", **_NO_PLAN}
        checked = app.check_text(text)
        found: dict[str, Any] = {
            "title": checked.understood.title,
            "lines": [asdict(line) for line in app.explained(checked)],
            "problems": sum(reading.kind is ReadingKind.UNREAD for reading in checked.understood.readings),
            "doubts": len(checked.doubts),
            "sums": "; ".join(app.sums(checked)),
            **_NO_PLAN,
        }
        try:
            routine = checked.usable()
            found["usable"] = True
            composing, _ = self._choose(wishes, routine)
            found["plan"] = plan_of(preview(routine, **composing))
        except CoachError as error:
            found["unplanned"] = told(error)
        return found

    def tidy(self, text: str) -> str:
        """A text in the strict form.

        Raises:
            RoutineError: something in it is not understood.
        """
        return app.format_routine(app.check_text(text))

    def listen(self, text: str, wishes: Mapping[str, Any], progress: "Progress") -> Heard:
        """A workout as sound, with its words.

        Raises:
            CoachError: it cannot be read, composed or written.
        """
        with self._lock:
            score, library = self._composed(text, wishes, progress)
            self._made += 1
            sound = self._folder / f"{self._made}.wav"
            exported = app.export(score, sound, voice=library, progress=progress)
            captions = sound.with_suffix(".vtt")
            captions.write_text(webvtt(score), encoding="utf-8")
            heard = Heard(self._made, sound, captions, score, file_name(score.title), exported.warnings)
            self._heard[heard.number] = heard
            return heard

    def forget_old(self) -> list[Heard]:
        """Take the files of all but the newest sounds away; returns what can no longer be heard."""
        with self._lock:
            old = [self._heard.pop(number) for number in sorted(self._heard)[:-_KEPT]]
        for heard in old:
            for path in (heard.sound, heard.captions):
                path.unlink(missing_ok=True)
        return old

    def download(self, text: str, wishes: Mapping[str, Any], progress: "Progress") -> tuple[Path, str]:
        """A workout as an MP3: where it lies, and what to call it.

        Raises:
            CoachError: as for listen.
        """
        with self._lock:
            score, library = self._composed(text, wishes, progress)
            path = self._folder / "workout.mp3"
            app.export(score, path, voice=library, force=True, progress=progress)
            return path, file_name(score.title)

    def rendered(self, text: str, wishes: Mapping[str, Any], progress: "Progress") -> "Rendered":
        """A workout at three paces, for the phone.

        Raises:
            CoachError: as for listen.
        """
        with self._lock:
            routine, composing, library = self._opened(text, wishes)
            editions, chosen = paced(routine, library=library, progress=progress, **composing)
            folder = Path(tempfile.mkdtemp(dir=self._folder))
            slug = slug_of(routine.title)
            return render(routine, editions, folder, library=library, slug=slug, chosen=chosen, progress=progress)

    def _composed(self, text: str, wishes: Mapping[str, Any], progress: "Progress") -> tuple[Score, "Library"]:
        routine, composing, library = self._opened(text, wishes)
        return app.compose(routine, voice=library, progress=progress, **composing), library

    def _opened(self, text: str, wishes: Mapping[str, Any]) -> tuple[Routine, dict[str, Any], "Library"]:
        """The routine of a text, what it is to be composed with, and its voice."""
        routine = app.check_text(text).usable()
        composing, open_voice = self._choose(wishes, routine)
        return routine, composing, open_voice()


def plan_of(score: Score) -> dict[str, Any]:
    """A score for the page: its picture as SVG, times in seconds, and what had to be done otherwise than wished."""
    return {
        "title": score.title,
        "picture": to_svg(draw(score)),
        "duration_s": samples_to_s(score.duration),
        "pace": round(score.pace, 2),
        "sections": [{"title": section.title, "start_s": samples_to_s(section.start)} for section in score.sections],
        "warnings": list(score.warnings),
    }


def told(error: CoachError) -> str:
    """An error in a sentence or two for the page, by the names its fields have."""
    if isinstance(error, RoutineError):
        return " ".join(f"Line {one.line}: {one.message}." for one in error.problems)
    subject = f"{error.subject}: " if error.subject else ""
    hint = f" ({error.hint})" if error.hint else ""
    text = f"{subject}{error.message}{hint}."
    for option, field in _FIELDS.items():
        text = text.replace(option, field)
    return text

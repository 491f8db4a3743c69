"""A library without clips: how long it would take to say things, for who wants to know before a voice has spoken."""

from collections.abc import Iterable

from coach.cue import Cue, Timing
from coach.speech.engines.silent import Estimated, SilentEngine
from coach.speech.library import Library, Report


class EstimatedLibrary(Library):
    """Serves as the score's timings; nothing is made, so it serves no renderer."""

    def __init__(self) -> None:
        super().__init__("estimated", SilentEngine(), "timings", None)
        self._timings = Estimated()

    def __getitem__(self, cue: Cue) -> Timing:
        """About how long a cue takes, in samples."""
        return self._timings[cue]

    def prepare(self, cues: Iterable[Cue], report: Report | None = None) -> None:
        """There is nothing to be prepared."""

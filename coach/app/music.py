"""Music under a session: what was wished for, and what it becomes beside a score."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.app.progress import Progress, part_of
from coach.errors import WishError
from coach.score import Score
from coach.settings import MUSIC_LEVEL_DB, MUSIC_LEVEL_MAX_DB, MUSIC_LEVEL_MIN_DB, cache_dir
from coach.speech import Library
from coach.units import db_to_gain, samples_to_s

if TYPE_CHECKING:
    from coach.audio.mixing import Mix
    from coach.audio.render import TrackLevel
    from coach.music import MeasureStore, Tape

_BEYOND_S = 300.0
"""More of it than the routine lasts is measured for a session that is heard, in which sets are done again."""


@dataclass(frozen=True, slots=True)
class Music:
    """Music that is wished for.

    Attributes:
        source: a file of music, or a folder with some.
        level_db: between words, against speech: -30 to 6.
        clear: whether speech is to be 20 dB above it instead of 12.

    Raises:
        WishError: the level is out of range.
    """

    source: str
    level_db: float = MUSIC_LEVEL_DB
    clear: bool = False

    def __post_init__(self) -> None:
        if not MUSIC_LEVEL_MIN_DB <= self.level_db <= MUSIC_LEVEL_MAX_DB:
            hint = f"it goes from {MUSIC_LEVEL_MIN_DB:g} to {MUSIC_LEVEL_MAX_DB:g} dB; 0 is as loud as speech"
            raise WishError(f"{self.level_db:g} dB is out of range", subject="--music-level", hint=hint)

    def channels(self) -> int:
        """Of what is heard with it: two, if there is such music.

        Raises:
            WishError: there is no such file or folder, or no music in it.
        """
        from coach.music import files_of

        return 2 if files_of(self.source) else 1


@dataclass(frozen=True, slots=True)
class Laid:
    """How a score is mixed.

    Attributes:
        level: of the track.
        mix: of voice and music; None where there is no music.
        tape: the music, to be closed by who laid it.
        warnings: a sentence for each file that is left out.
    """

    level: "TrackLevel"
    mix: "Mix | None" = None
    tape: "Tape | None" = None
    warnings: tuple[str, ...] = ()


def lay(
    music: Music | None, score: Score, library: Library, progress: Progress | None = None, *, live: bool = False
) -> Laid:
    """A score with its music, levelled.

    Args:
        music: what is wished for; None for the voice alone.
        score: what will be heard.
        library: the clips of its voice, all made.
        progress: told how far the measuring of music is.
        live: whether more may be heard than the score has.

    Raises:
        WishError: there is no such music, or none that can be heard.
    """
    from coach.audio.render import track_level

    if music is None:
        return Laid(track_level(score, library))
    from coach.audio.backing import CLEAR_DB, DUCK_DB, Backing
    from coach.audio.level import FRAME
    from coach.audio.mixing import mix_level, music_start
    from coach.music import open_tape

    needed_s = samples_to_s(score.duration) + (_BEYOND_S if live else 0.0)
    frames = round(needed_s * score.sample_rate / FRAME)
    tape, warnings = open_tape(music.source, measure_store(), frames=frames, report=part_of(progress, "listening"))
    duck_db = CLEAR_DB if music.clear else DUCK_DB
    backing = Backing(tape, music_start(score), db_to_gain(music.level_db), duck_db)
    mix, level = mix_level(score, library, backing)
    return Laid(level, mix, tape, warnings)


@contextmanager
def opened(music: Music | None, score: Score, library: Library, progress: Progress | None) -> Iterator[Laid]:
    """The same, with files that are closed at the end."""
    laid = lay(music, score, library, progress)
    try:
        yield laid
    finally:
        if laid.tape is not None:
            laid.tape.close()


def measure_store() -> "MeasureStore":
    """Where it is kept how loud each file of music is: beside the clips."""
    from coach.music import MeasureStore

    return MeasureStore(cache_dir() / "music")

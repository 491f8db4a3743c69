"""Files of music as one stream without an end: decoded, resampled, measured, levelled, joined."""

from coach.music.finding import files_of
from coach.music.store import MeasureStore
from coach.music.tape import Tape, open_tape

__all__ = ["MeasureStore", "Tape", "files_of", "open_tape"]

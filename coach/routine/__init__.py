"""What is to be done: the written workout as a value, read from text and written to text."""

from coach.routine.model import (
    MAX_TOTAL_S,
    PACE_MAX,
    PACE_MIN,
    REP_MAX_S,
    REP_MIN_S,
    Block,
    Dose,
    Effort,
    Exercise,
    Reps,
    Rest,
    Routine,
    Sides,
    Span,
    Talk,
    Tempo,
)
from coach.routine.posture import Posture, posture_of
from coach.routine.reader import MAX_TEXT, read
from coach.routine.writer import write

__all__ = [
    "MAX_TEXT",
    "MAX_TOTAL_S",
    "PACE_MAX",
    "PACE_MIN",
    "REP_MAX_S",
    "REP_MIN_S",
    "Block",
    "Dose",
    "Effort",
    "Exercise",
    "Posture",
    "Reps",
    "Rest",
    "Routine",
    "Sides",
    "Span",
    "Talk",
    "Tempo",
    "posture_of",
    "read",
    "write",
]

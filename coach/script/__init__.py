"""What is said, in order: the routine as utterances, signals and counts."""

from coach.script.counting import REPS_PER_CUE, Count
from coach.script.model import (
    Bout,
    Break,
    Call,
    CountedSet,
    Heading,
    Passage,
    Role,
    Say,
    Script,
    Side,
    Slot,
    Step,
    TimedCall,
    TimedSet,
    Transition,
)
from coach.script.phrases import Phrases, speaks
from coach.script.phrases import languages as phrase_languages
from coach.script.phrases import load as load_phrases
from coach.script.sample import sample
from coach.script.workout import Pause, Repeat, Work, WorkoutStep, workout
from coach.script.writer import write

__all__ = [
    "REPS_PER_CUE",
    "Bout",
    "Break",
    "Call",
    "Count",
    "CountedSet",
    "Heading",
    "Passage",
    "Pause",
    "Phrases",
    "Repeat",
    "Role",
    "Say",
    "Script",
    "Side",
    "Slot",
    "Step",
    "TimedCall",
    "TimedSet",
    "Transition",
    "Work",
    "WorkoutStep",
    "load_phrases",
    "phrase_languages",
    "sample",
    "speaks",
    "workout",
    "write",
]

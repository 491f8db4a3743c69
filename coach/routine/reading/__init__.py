"""Text to Routine: what people write, understood line by line."""

from coach.routine.reading.lexicon import find_language
from coach.routine.reading.reader import MAX_TEXT, Understood, read, understand
from coach.routine.reading.readings import Reading, ReadingKind, to_data

__all__ = ["MAX_TEXT", "Reading", "ReadingKind", "Understood", "find_language", "read", "to_data", "understand"]

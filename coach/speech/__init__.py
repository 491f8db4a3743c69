"""A voice says it: engines behind one port, their clips cut, levelled, timed and kept."""

from coach.speech.cache import CacheState, ClipCache
from coach.speech.engine import Engine, EngineError, Sound, Voice
from coach.speech.engines.silent import Estimated
from coach.speech.estimate import EstimatedLibrary
from coach.speech.finding import Candidate, candidates, find, language_of, speaks
from coach.speech.library import Library, Report

__all__ = [
    "CacheState",
    "Candidate",
    "ClipCache",
    "Engine",
    "EngineError",
    "Estimated",
    "EstimatedLibrary",
    "Library",
    "Report",
    "Sound",
    "Voice",
    "candidates",
    "find",
    "language_of",
    "speaks",
]

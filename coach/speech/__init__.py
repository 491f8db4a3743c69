"""A voice says it: engines behind one port, their clips cut, levelled, timed and kept."""

from coach.speech.cache import CacheState, ClipCache
from coach.speech.engine import Engine, EngineError, Sound, Voice
from coach.speech.engines.silent import Estimated
from coach.speech.estimate import EstimatedLibrary
from coach.speech.finding import NO_COMMANDS, Candidate, Commands, candidates, find, language_of, speaks
from coach.speech.library import BOTH, Library, Report
from coach.speech.speaker import Speaker

__all__ = [
    "BOTH",
    "NO_COMMANDS",
    "CacheState",
    "Candidate",
    "ClipCache",
    "Commands",
    "Engine",
    "EngineError",
    "Estimated",
    "EstimatedLibrary",
    "Library",
    "Report",
    "Sound",
    "Speaker",
    "Voice",
    "candidates",
    "find",
    "language_of",
    "speaks",
]

"""What is heard, one piece at a time: an utterance or a tone, and how long it takes."""

from dataclasses import dataclass
from enum import StrEnum


class Manner(StrEnum):
    """How something is said, and so who says it where the counts have a voice of their own."""

    SPEECH = "speech"  # an instruction, a call: a sentence by itself
    COUNT = "count"  # a word of a count that goes on
    LAST = "last"  # the number that ends a count: the voice falls


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said.

    Attributes:
        text: the words, without digits or symbols that a voice would spell out.
        language: its BCP 47 tag.
        rate: speaking rate as a multiple of the voice's own, 0.5 to 2.
        manner: how; a voice that knows no difference says all alike.
    """

    text: str
    language: str = "en"
    rate: float = 1.0
    manner: Manner = Manner.SPEECH


class Tone(StrEnum):
    """The signals; audio.tones says how each sounds."""

    WAKE = "wake"  # something will be said: opens the ear, and the headphones, after a silence
    TICK = "tick"  # a beat without a word
    GO = "go"  # rising: start now
    REST = "rest"  # falling: stop, rest
    SWITCH = "switch"  # double: change sides
    DONE = "done"  # the one figure: the workout is over


Cue = Utterance | Tone


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a cue sounds and where in it the beat is heard, in samples from its start."""

    duration: int
    beat: int = 0

"""What a session goes by, whatever the listener wishes meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.cue import Utterance
from coach.score import Adjustments, Score, Timings
from coach.script import Script


@dataclass(frozen=True, slots=True)
class Rules:
    """What a session goes by; it does not change while it lasts.

    Attributes:
        script: what is said, in order.
        compose: the score with changes of the listener.
        timings: length and beat of every cue, in samples.
        ready: said when somebody is counted in again; None says nothing.
        faster, slower: said when the pace changes; None says nothing.
        music: whether there is music under the voice.
    """

    script: Script
    compose: Callable[[Adjustments], Score]
    timings: Timings
    ready: Utterance | None = None
    faster: Utterance | None = None
    slower: Utterance | None = None
    music: bool = False

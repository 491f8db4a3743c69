"""A short routine to be played in tests: clips that sound, without a voice."""

import threading
from dataclasses import dataclass, field
from functools import cache

from coach.audio import Samples
from coach.cue import Cue
from coach.player import begin
from coach.player.part import Part
from coach.player.stream import mixer
from coach.routine import read
from coach.score import Score, schedule
from coach.script import Script, load_phrases, write
from tests.player.session import rules_of
from tests.sounds import VowelClips
from tests.timings import VariedTimings

TEXT = "# Short\n\n- Squats: 6 @ 1 s\n- Rest 5 s\n- Plank: 4 s\n- Bridges: 3 @ 1 s\n"


class KeptClips(VowelClips):
    """Made once, as a library keeps them."""

    def samples(self, cue: Cue) -> Samples:
        return _made(cue)


@cache
def _made(cue: Cue) -> Samples:
    return VowelClips(VariedTimings()).samples(cue)


CLIPS = KeptClips(VariedTimings())
MIX = mixer(CLIPS, gain=1.0)


def script_of_text(text: str = TEXT) -> Script:
    return write(read(text), phrases=load_phrases("en"), total_s=60)


def part_of_text(text: str = TEXT) -> Part:
    return Part(begin(rules_of(script_of_text(text), CLIPS)), MIX)


def score_of_text(text: str = TEXT) -> Score:
    return schedule(script_of_text(text), CLIPS)


@dataclass
class HandSink:
    """A device whose thread is the test: `ask` is its callback."""

    name: str = "hand"
    waits: bool = False
    lost: str = ""
    opened: int = 0
    refuses: list[Exception] = field(default_factory=list)

    def open(self, take, *, channels=1) -> None:  # type: ignore[no-untyped-def]
        if self.refuses:
            raise self.refuses.pop(0)
        self.lost = ""
        self.opened += 1
        self.ask = take
        if self.opened > 1:  # the player waits for one that was lost to ask again
            threading.Timer(0.01, take, (1,)).start()

    def close(self) -> None:
        self.ask = None

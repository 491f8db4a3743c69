"""Timings as of some voice, without a voice."""

import zlib
from dataclasses import dataclass

from coach.cue import Cue, Timing, Tone, Utterance
from coach.units import s_to_samples


@dataclass(frozen=True)
class VariedTimings:
    """Timings as of some voice: every utterance has its own length and beat, always the same for one seed."""

    seed: int = 0

    def __getitem__(self, cue: Cue) -> Timing:
        if isinstance(cue, Tone):
            return Timing(s_to_samples({Tone.TICK: 0.06, Tone.DONE: 0.85, Tone.SWITCH: 0.3}.get(cue, 0.2)))
        return self._of(cue)

    def _of(self, utterance: Utterance) -> Timing:
        chance = zlib.crc32(f"{self.seed} {utterance.text}".encode())
        share = 0.7 + (chance % 1000) / 1000
        beat_s = (chance // 1000 % 110) / 1000
        length_s = (0.16 + 0.062 * len(utterance.text)) * share / utterance.rate
        return Timing(s_to_samples(length_s + 0.1), s_to_samples(beat_s / utterance.rate))

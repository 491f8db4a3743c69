"""The samples of one utterance or tone as they are stored, with what has been measured of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.cue import Timing

if TYPE_CHECKING:  # numpy is not loaded where clips are only measured and timed
    from coach.audio.level import Samples

FULL_SCALE = 32_768
"""The 16-bit value of 1.0."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound, ready to be mixed.

    Attributes:
        pcm: 16-bit little-endian mono at SAMPLE_RATE.
        beat: the sample at which it is heard as happening.
        profile: K-weighted mean square of each 20 ms frame.
        peak: true peak, linear.
    """

    pcm: bytes
    beat: int
    profile: tuple[float, ...]
    peak: float

    @property
    def timing(self) -> Timing:
        """Its length and beat."""
        return Timing(len(self.pcm) // 2, self.beat)

    def samples(self) -> "Samples":
        """Its sound, shape (n,), float32."""
        import numpy as np

        return np.frombuffer(self.pcm, "<i2").astype(np.float32) / np.float32(FULL_SCALE)

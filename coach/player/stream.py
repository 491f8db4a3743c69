"""An entry rendered ahead, block by block, and taken in the order of its samples."""

from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coach.audio import to_pcm
from coach.audio.backing import SILENT_DB, Envelope
from coach.audio.mixing import Mix
from coach.audio.render import Clips, render
from coach.player.entry import Entry
from coach.score import Score
from coach.units import db_to_gain, s_to_samples

BLOCK = s_to_samples(0.25)
FIRST_BLOCK = s_to_samples(0.06)
"""The first block is short, so that a wish is heard soon."""
BLEND = s_to_samples(0.01)
"""Over so much, what was heard before a jump gives way to what is heard after it."""
BYTES = 2
"""Of a 16-bit sample."""
_KNEE = 0.8
"""Louder than an export, peaks over this are bent instead of cut off."""

Samples = NDArray[np.float32]
Mixer = Callable[[Score, int, int], Samples]
"""Samples start to start + count of a score, shape (count,), within ±1."""


def mixer(clips: Clips, *, gain: float) -> Mixer:
    """The one renderer of export and playing."""
    return lambda score, start, count: render(score, clips, start, count, gain=gain)[:, 0]


class Stream:
    """The sound of an entry from its first sample on, 16-bit, on one channel or two.

    One thread renders, another takes; neither waits for the other.

    Args:
        entry: what is heard.
        mix: renders a piece of a score.
        volume_db: against the level of an export.
        before: an entry that is left, how much of it has been heard, and at which volume; blended into the first
            block.
        channels: one, or two.
        music: laid under the voice; for two channels alone.
        music_from_db: the level of music with which it goes on; None if nothing was heard before.

    Attributes:
        width: bytes of a sample on all channels.
        taken: samples handed over.
        rendered: samples that are ready or were taken.
    """

    def __init__(
        self,
        entry: Entry,
        mix: Mixer,
        *,
        volume_db: float = 0.0,
        before: tuple[Entry, int, float] | None = None,
        channels: int = 1,
        music: Mix | None = None,
        music_from_db: float | None = None,
    ) -> None:
        self.entry = entry
        self.channels, self.width = channels, BYTES * channels
        self._music = music
        self._levels = None if music is None else _levels(entry, music, music_from_db)
        self.taken = 0
        self.rendered = 0
        self._mix, self._volume_db, self._before = mix, volume_db, before
        self._blocks: deque[memoryview] = deque()

    @property
    def ahead(self) -> int:
        """Samples that are ready to be taken."""
        return self.rendered - self.taken

    @property
    def complete(self) -> bool:
        """Whether all of it has been rendered."""
        return self.rendered >= self.entry.duration

    def render_on(self) -> None:
        """Render the next block."""
        count = min(BLOCK if self.rendered else FIRST_BLOCK, self.entry.duration - self.rendered)
        if count <= 0:
            return
        block = self._heard(self.entry, self.rendered, count, self._volume_db)
        if self._before is not None and not self.rendered:
            entry, played, volume_db = self._before
            length = min(BLEND, count)
            fade = np.linspace(0, 1, length, dtype=np.float32).reshape(-1, *[1] * (block.ndim - 1))
            block[:length] = block[:length] * fade + self._heard(entry, played, length, volume_db) * (1 - fade)
        self._blocks.append(memoryview(to_pcm(block)))
        self.rendered += count  # last: who takes looks at it first

    def take(self, out: memoryview) -> int:
        """Fill a buffer of 16-bit samples as far as there is something; returns how many samples that is."""
        filled = 0
        while filled < len(out) and self._blocks:
            block = self._blocks[0]
            part = block[: len(out) - filled]
            out[filled : filled + len(part)] = part
            filled += len(part)
            if len(part) == len(block):
                self._blocks.popleft()
            else:
                self._blocks[0] = block[len(part) :]
        self.taken += filled // self.width
        return filled // self.width

    def music_db(self, played: int) -> float:
        """The level of its music after so many samples."""
        return SILENT_DB if self._levels is None else self._levels.level_at(self.entry.music_at + played)

    def _over_music(self, voice: Samples) -> Samples:
        """Voice of the block that is rendered next, shape (n,), on two channels, over music where there is some."""
        if self._music is None or self._levels is None:
            return np.repeat(voice[:, None], 2, axis=1)
        return self._music.lay(voice, self._levels, self.entry.music_at + self.rendered)

    def _heard(self, entry: Entry, played: int, count: int, volume_db: float) -> Samples:
        in_lead = max(0, min(count, entry.lead_left - played))
        parts = []
        if entry.lead is not None and in_lead:
            parts.append(self._mix(entry.lead, entry.lead_from + played, in_lead))
        if in_lead < count:
            start = entry.at + max(0, played - entry.lead_left)
            parts.append(self._mix(entry.score, start, count - in_lead))
        sound = parts[0] if len(parts) == 1 else np.concatenate(parts)
        if self.channels == 2:
            sound = self._over_music(sound)
        return sound if not volume_db else _bent(sound * np.float32(db_to_gain(volume_db)))


def _levels(entry: Entry, music: Mix, from_db: float | None) -> Envelope:
    """How loud music is under an entry; it fades out where the entry ends for good."""
    heard = ((entry.music_at + start, event) for start, event in entry.heard())
    end = entry.music_at + entry.duration
    return music.envelope(
        heard, begin=entry.music_at, end=end, fades_out=not entry.more, is_on=entry.music, from_db=from_db
    )


def _bent(sound: Samples) -> Samples:
    """Sound with what lies over the knee bent to stay within ±1."""
    over = np.abs(sound) > _KNEE
    if not over.any():
        return sound
    room = np.float32(1 - _KNEE)
    bent = np.sign(sound) * (_KNEE + room * np.tanh((np.abs(sound) - _KNEE) / room))
    return np.where(over, bent, sound).astype(np.float32)

"""Voice and music to sound on two channels: the same for live playing and export, any block at any place."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coach.audio.backing import NODE, NOMINAL_POWER, PEAK, VOICE_PEAK, Backing, Envelope, Sounding, Stereo, envelope
from coach.audio.level import FRAME, Samples, integrated_lufs, limit, power_profile
from coach.audio.render import BLOCK, Clips, TrackLevel, bed_power, gain_db_to, measured, render
from coach.cue import Cue, Utterance
from coach.score import LEAD_IN, Event, Score, Speech
from coach.script import Role
from coach.units import db_to_gain, gain_to_db

MIX_LUFS = -16.0
"""Of a stereo file (craft page)."""
_MOST_GAIN_DB = 9.0
"""Where hardly anything is said, soft music is not turned up further."""
_ROUNDS, _ENOUGH_DB = 8, 0.02
"""Of approaching the gain: at most so many, and none after one that moves it by less."""
_SOFTENED_WITHIN_DB = 0.25
"""Clips are limited anew where the gain moves by more: it takes a tenth of the whole export."""
_HELD_BYTES = 8_000_000
"""Of clips with their peaks limited: a count is needed again soon, and a sentence in several blocks."""


class Softened:
    """Clips with their true peaks limited, so that music has room beside them. Implements Clips.

    Args:
        clips: as they are.
        ceiling: linear.
    """

    def __init__(self, clips: Clips, ceiling: float) -> None:
        self._clips, self._ceiling = clips, ceiling
        self._profiles: dict[Cue, tuple[float, ...]] = {}
        self._held: OrderedDict[Cue, Samples] = OrderedDict()
        self._lock = threading.Lock()

    def samples(self, cue: Cue) -> Samples:
        """The sound of a cue, shape (n,)."""
        if self._clips.peak(cue) <= self._ceiling:
            return self._clips.samples(cue)
        with self._lock:
            found = self._held.pop(cue, None)
            found = limit(self._clips.samples(cue), self._ceiling) if found is None else found
            self._held[cue] = found
            while sum(sound.nbytes for sound in self._held.values()) > _HELD_BYTES and len(self._held) > 1:
                self._held.popitem(last=False)
        return found

    def profile(self, cue: Cue) -> tuple[float, ...]:
        """K-weighted mean square of each 20 ms frame of it."""
        if self._clips.peak(cue) <= self._ceiling:
            return self._clips.profile(cue)
        if cue not in self._profiles:
            self._profiles[cue] = tuple(power_profile(self.samples(cue)).tolist())
        return self._profiles[cue]

    def peak(self, cue: Cue) -> float:
        """Its true peak, linear."""
        return min(self._ceiling, self._clips.peak(cue))


@dataclass(frozen=True, slots=True)
class Mix:
    """Voice over music.

    Attributes:
        clips: of the voice, as they are mixed.
        backing: the music.
    """

    clips: Clips
    backing: Backing

    def envelope(
        self,
        heard: Iterable[tuple[int, Event]],
        *,
        begin: int,
        end: int,
        fades_out: bool = True,
        is_on: bool = True,
        from_db: float | None = None,
    ) -> Envelope:
        """How loud the music is below events that begin at samples of a session; arguments as for backing.envelope."""
        sounding = (one for start, event in heard if (one := self._sounding(start, event)))
        return envelope(self.backing, sounding, begin=begin, end=end, fades_out=fades_out, heard=is_on, from_db=from_db)

    def lay(self, voice: Samples, levels: Envelope, place: int) -> Stereo:
        """Rendered voice, shape (n,), with the music of a session from a sample on; shape (n, 2)."""
        gains = levels.gains(place, len(voice)) * np.float32(self.backing.gain * self.backing.level)
        mixed = np.repeat(voice[:, None], 2, axis=1)
        silent = max(0, min(len(voice), self.backing.start - place))
        if gains[silent:].any():
            music = self.backing.music.samples(place + silent - self.backing.start, len(voice) - silent)
            mixed[silent:] += music * gains[silent:, None]
        return mixed

    def _sounding(self, start: int, event: Event) -> Sounding | None:
        """An event as something over music; of a signal, power would tell nothing, and a silent voice asks for none."""
        end = start + event.end - event.start
        if not isinstance(event.cue, Utterance):
            return Sounding(start, end, NOMINAL_POWER)
        power = float(np.mean(self.clips.profile(event.cue)))
        return Sounding(start, end, power) if power else None


def mixed_blocks(score: Score, mix: Mix) -> Iterator[Stereo]:
    """The whole score over music, block by block."""
    levels = mix.envelope(events_of(score), begin=0, end=score.duration)
    for start in range(0, score.duration, BLOCK):
        count = min(BLOCK, score.duration - start)
        voice = render(score, mix.clips, start, count, gain=mix.backing.gain)[:, 0]
        yield mix.lay(voice, levels, start)


def events_of(score: Score) -> Iterator[tuple[int, Event]]:
    """Everything that sounds, in order, each with its first sample."""
    return ((event.start, event) for event in score.events)


def music_start(score: Score) -> int:
    """The sample at which music begins: behind the title, or where the first signal could be."""
    opening = (event.end for event in score.events if isinstance(event, Speech) and event.role is Role.OPENING)
    return -(-next(opening, LEAD_IN) // FRAME) * FRAME


def mix_level(score: Score, clips: Clips, backing: Backing) -> tuple[Mix, TrackLevel]:
    """The mix of a score with the one gain that brings it to MIX_LUFS, as far as its peaks allow.

    Reckoned from what was measured of clips and music. The gain decides how far peaks are limited, and what that takes
    away decides the gain, so that both are approached in turns.
    """
    noise = 2 * bed_power()
    softened: Clips = clips
    gain_db, softened_db = 0.0, -np.inf
    voice, peak = measured(score, clips)
    for _ in range(_ROUNDS):
        mix = Mix(softened, replace(backing, gain=db_to_gain(gain_db)))
        power = 2 * voice + _music_power(score, mix, len(voice))
        before, gain_db = gain_db, gain_db_to(MIX_LUFS, power, noise, most_db=_MOST_GAIN_DB, guess_db=gain_db)
        if gain_db > softened_db + _SOFTENED_WITHIN_DB:
            softened, softened_db = Softened(clips, VOICE_PEAK / db_to_gain(gain_db)), gain_db
            voice, peak = measured(score, softened)
        elif abs(gain_db - before) < _ENOUGH_DB:
            break
    gain = db_to_gain(gain_db)
    level = TrackLevel(gain, integrated_lufs(power * gain**2 + noise), gain_to_db(max(peak * gain, PEAK)))
    return Mix(softened, replace(backing, gain=gain)), level


def _music_power(score: Score, mix: Mix, frames: int) -> NDArray[np.float64]:
    """K-weighted mean square of the music in each frame of a track before its gain, both channels added."""
    levels = mix.envelope(events_of(score), begin=0, end=score.duration)
    gain = levels.gain[: 2 * (len(levels.gain) // 2)].astype(np.float64) * mix.backing.level
    silent = mix.backing.start // FRAME
    power = mix.backing.music.frames(0, max(0, frames - silent)).power
    whole = np.concatenate([np.zeros(min(frames, silent)), power])
    within = (gain**2).reshape(-1, FRAME // NODE).mean(axis=1)
    whole[: len(within)] *= within[: len(whole)]
    whole[len(within) :] = 0.0
    return whole

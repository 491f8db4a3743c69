"""Music under a voice: how loud it is at each moment, known ahead from everything that will be heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.audio.level import FRAME
from coach.audio.mastering import CLIP_LUFS
from coach.units import SAMPLE_RATE, db_to_gain, gain_to_db, lufs_to_power, s_to_samples

Stereo = NDArray[np.float32]
"""Sound on two channels, shape (n, 2), within ±1 unless said otherwise."""

DUCK_DB, CLEAR_DB = -12.0, -20.0
"""How far music goes down under speech (Audacity's default), and where speech is to be clear (WCAG 1.4.7)."""
MUSIC_LUFS = CLIP_LUFS + 3.01
"""Of music at level 1: as loud as a spoken clip is on both channels."""
NODE = FRAME // 2
"""Samples between two points of an envelope; between them the gain is a straight line."""
FADE = s_to_samples(3.0)
"""At both ends of a session's music."""
SWITCH_S = 1.0
"""For music that is turned off or on."""
SILENT_DB = -60.0
"""What is as soft as the noise under everything is nothing."""
_ATTACK_S, _HOLD, _RELEASE_S = 0.15, s_to_samples(0.2), 0.5
_STAYS_DOWN = s_to_samples(3.0)
"""Between two things that sound, music does not come up for less: counted at three seconds, it would else pump."""
_STEEPEST_DB_S = 140.0
"""0.7 dB in 5 ms: no ramp is heard as a step."""
_SPARE_DB = 1.0
"""Further down than asked for, because a limiter takes some power from what is loudest in speech."""
PEAK = db_to_gain(-2.6)
"""Highest peak of voice and music together, linear, before MP3, which adds up to 1.5 dB to dense stereo."""
_MUSIC_PEAK = db_to_gain(-4.8)
"""Highest sample of music alone: between samples it may be 2 dB higher, which would take long to measure."""
_MUSIC_SHARE = 0.15
"""Of that peak, what music may take while something else sounds."""
VOICE_PEAK = PEAK * (1 - _MUSIC_SHARE)
"""Highest peak of what sounds over music, linear."""
NOMINAL_POWER = lufs_to_power(CLIP_LUFS)
"""Of speech on one channel: what a signal counts for."""


class MusicFrames(NamedTuple):
    """Measures of frames, each of shape (n,).

    Attributes:
        power: K-weighted mean square, both channels added.
        masking: the same, or without weights where that is more: what a voice has to be heard above.
        peak: the greatest sample, linear.
    """

    power: NDArray[np.float64]
    masking: NDArray[np.float64]
    peak: NDArray[np.float64]


class Music(Protocol):
    """Music without an end, all of it at one loudness (MUSIC_LUFS), with what was measured of it."""

    def samples(self, start: int, count: int) -> Stereo:
        """Samples from `start` (from 0) on, shape (count, 2)."""

    def frames(self, first: int, count: int) -> "MusicFrames":
        """What was measured of frames of FRAME samples, from `first` (from 0) on."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """Something that is heard over music.

    Attributes:
        start, end: samples of the session.
        power: its K-weighted mean square on one channel, over 0.
    """

    start: int
    end: int
    power: float


@dataclass(frozen=True, slots=True)
class Backing:
    """Music as it belongs to a session; a session's time goes on with its listener's.

    Attributes:
        music: what is heard.
        start: the sample of the session at which it begins, a multiple of FRAME.
        level: of the music between words, linear; 1 is as loud as speech.
        duck_db: how far below that it is under words, and how far below them at least.
        gain: of the whole mix, linear.
    """

    music: Music
    start: int
    level: float
    duck_db: float
    gain: float = 1.0


@dataclass(frozen=True, slots=True)
class Envelope:
    """The gain of music from a moment of a session on.

    Attributes:
        first: the number of the first node; node k is at the session's sample k * NODE.
        level_db: of each node, against the music between words.
        gain: the same, linear; below -60 dB it is 0.
    """

    first: int
    level_db: NDArray[np.float64]
    gain: NDArray[np.float32]

    def gains(self, start: int, count: int) -> NDArray[np.float32]:
        """Of the samples from a moment of the session on, shape (count,): the same however it is cut."""
        node = start // NODE - self.first
        nodes = -(-(start + count) // NODE) - self.first - node
        marks = self.gain[np.clip(np.arange(node, node + nodes + 1), 0, len(self.gain) - 1)]
        ramps = marks[:-1, None] + (marks[1:] - marks[:-1])[:, None] * _RAMP
        offset = start % NODE
        return np.asarray(ramps.reshape(-1)[offset : offset + count], np.float32)

    def level_at(self, place: int) -> float:
        """In dB at a moment of the session."""
        return float(np.interp(place / NODE - self.first, np.arange(len(self.level_db)), self.level_db))


_RAMP = np.arange(NODE, dtype=np.float32) / np.float32(NODE)


def envelope(
    backing: Backing,
    sounding: Iterable[Sounding],
    *,
    begin: int,
    end: int,
    fades_out: bool = True,
    heard: bool = True,
    from_db: float | None = None,
) -> Envelope:
    """How loud music is from a moment of a session to its end.

    Down before the first syllable of each word, held, up again; further down where the music there is loud; never
    so loud that its peaks leave no room. Nodes are counted from the session's first sample, so that two envelopes of
    the same things agree wherever they begin.

    Args:
        backing: the music.
        sounding: what is heard over it, in order.
        begin: sample of the session.
        end: sample of the session at which nothing more comes.
        fades_out: whether it fades towards the end.
        heard: whether it is heard at all; where it is not, it fades away from `from_db`.
        from_db: its level at `begin`, from which it goes on without a step; None if that is as it may.
    """
    first, last = begin // NODE, -(-end // NODE)
    places = np.arange(first, last + 1) * NODE
    masking, peak = _music_at(backing, first, last)
    level_db = _headroom_db(backing, peak)
    for group in _groups(sounding):
        low, high = (group[0].start // NODE - first, -(-(group[-1].end + _HOLD) // NODE) - first + 1)
        part = slice(max(0, low), max(0, high))
        level_db[part] = np.minimum(level_db[part], _under(group, backing, masking, peak, first))
    depth_db = -backing.duck_db
    level_db = _sloped(level_db, first, depth_db / _RELEASE_S)
    level_db = _sloped(level_db[::-1], -last, min(depth_db / _ATTACK_S, _STEEPEST_DB_S))[::-1]
    level_db = level_db + _fade_db((places - backing.start) / FADE)
    if fades_out:
        level_db = level_db + _fade_db((end - places) / FADE)
    since_s = (places - begin) / SAMPLE_RATE
    if from_db is not None:
        level_db = np.maximum(level_db, from_db - since_s * min(depth_db / _ATTACK_S, _STEEPEST_DB_S))
        level_db = np.minimum(level_db, from_db - since_s * SILENT_DB / SWITCH_S)
    if not heard:
        level_db = np.minimum(level_db, (SILENT_DB if from_db is None else from_db) + since_s * SILENT_DB / SWITCH_S)
    level_db = np.maximum(level_db, SILENT_DB)
    gain = np.where(level_db > SILENT_DB, 10 ** (level_db / 20), 0.0)
    return Envelope(first, level_db, gain.astype(np.float32))


def _groups(sounding: Iterable[Sounding]) -> Iterable[list[Sounding]]:
    """What sounds, together where the music stays down between."""
    group: list[Sounding] = []
    for one in sounding:
        if group and one.start - group[-1].end >= _STAYS_DOWN:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _music_at(backing: Backing, first: int, last: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Masking power and peak of the music behind each node from `first` to `last`; nothing before it begins."""
    nodes = last - first + 1
    begins = backing.start // NODE - first
    silent = min(nodes, max(0, begins))
    frame = max(0, -begins) // 2
    skipped = max(0, -begins) % 2
    found = backing.music.frames(frame, (nodes - silent + skipped + 1) // 2)
    still = np.zeros(silent)
    parts = [np.concatenate([still, np.repeat(values, 2)[skipped:]])[:nodes] for values in (found.masking, found.peak)]
    return parts[0], parts[1]


def _headroom_db(backing: Backing, peak: NDArray[np.float64]) -> NDArray[np.float64]:
    """How loud music may be at each node for its peaks; a node stands between two frames, or within one."""
    around = np.maximum(peak, np.concatenate([[0.0], peak[:-1]]))
    loudest = around * backing.level * backing.gain / _MUSIC_PEAK
    return np.asarray(-20 * np.log10(np.maximum(loudest, 1.0)))


def _under(
    group: list[Sounding], backing: Backing, masking: NDArray[np.float64], peak: NDArray[np.float64], first: int
) -> float:
    """The level of music in dB while a group sounds, for the one that needs it lowest."""
    levels = [backing.duck_db]
    for one in group:
        part = slice(max(0, one.start // NODE - first), max(0, -(-one.end // NODE) - first))
        if not masking[part].size or not peak[part].max(initial=0.0):
            continue
        music = float(masking[part].sum()) * NODE / (one.end - one.start) * backing.level**2
        wanted = 2 * one.power
        levels.append(10 * np.log10(wanted / max(music, 1e-15)) + backing.duck_db - _SPARE_DB)
        loudest = float(peak[part].max()) * backing.level * backing.gain
        levels.append(gain_to_db(PEAK * _MUSIC_SHARE / loudest))
    return max(SILENT_DB, min(levels))


def _sloped(level_db: NDArray[np.float64], first: int, slope_db_s: float) -> NDArray[np.float64]:
    """The greatest levels that do not exceed these and rise nowhere faster than a slope."""
    line = np.arange(first, first + len(level_db)) * (slope_db_s * NODE / SAMPLE_RATE)
    return np.asarray(np.minimum.accumulate(level_db - line) + line)


def _fade_db(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """The level of a fade, 0 to 1: slowly out of nothing, in dB, and without a corner where it ends."""
    left = 1 - np.clip(share, 0.0, 1.0)
    return np.asarray(SILENT_DB * left**2)

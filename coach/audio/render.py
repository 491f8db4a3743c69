"""Score and clips to sound: the one renderer of live playing and export, any block at any place."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.audio.level import FRAME, Samples, integrated_lufs, power_profile
from coach.audio.mastering import to_pcm
from coach.cue import Cue
from coach.score import Score
from coach.units import SAMPLE_RATE, db_to_gain, gain_to_db

BED_DBFS = -60.0
"""Noise under everything keeps Bluetooth headphones from falling asleep (craft page)."""
TRACK_LUFS = -19.0
"""Of a mono file, which then sounds as loud as -16 LUFS in stereo (craft page)."""
TRACK_PEAK_DBTP = -2.0
"""Highest true peak before MP3, which adds up to a decibel."""
MOST_GAIN_DB = 6.0
"""A track of a few signals alone is not turned up to the loudness of speech."""
BLOCK = 1 << 17
_BED_SAMPLES = 1 << 18
_LEVEL_ROUNDS = 3
"""Of taking the gain from the loudness it gives; the third moves it by less than a hundredth of a decibel."""


class Clips(Protocol):
    """Where the renderer finds sound."""

    def samples(self, cue: Cue) -> Samples:
        """The sound of a cue, shape (n,)."""

    def profile(self, cue: Cue) -> tuple[float, ...]:
        """K-weighted mean square of each 20 ms frame of it."""

    def peak(self, cue: Cue) -> float:
        """Its true peak, linear."""


@dataclass(frozen=True, slots=True)
class TrackLevel:
    """The one gain of a whole track, linear, and the loudness and true peak it gives."""

    gain: float
    loudness_lufs: float
    true_peak_dbtp: float


def track_level(score: Score, clips: Clips) -> TrackLevel:
    """The gain that brings a track to TRACK_LUFS, as far as its peaks allow.

    Reckoned from what was measured of each clip: no two sound at once, so their powers add up and the
    greatest of their peaks is the track's. The noise under everything is not turned up with them, and moves
    the gate of the loudness by tenths of a decibel.
    """
    profile, peak = measured(score, clips)
    bed = bed_power()
    most_db = min(MOST_GAIN_DB, TRACK_PEAK_DBTP - gain_to_db(peak))
    gain_db = gain_db_to(TRACK_LUFS, profile, bed, most_db=most_db)
    gain = db_to_gain(gain_db)
    return TrackLevel(gain, integrated_lufs(profile * gain**2 + bed), gain_to_db(peak) + gain_db)


def gain_db_to(
    target_lufs: float, power: NDArray[np.float64], noise: float, *, most_db: float, guess_db: float = 0.0
) -> float:
    """The gain in dB, at most `most_db`, that brings a power profile to a loudness; the noise under it stays."""
    gain_db = guess_db
    for _ in range(_LEVEL_ROUNDS):
        loudness = integrated_lufs(power * db_to_gain(gain_db) ** 2 + noise)
        gain_db = min(gain_db + target_lufs - loudness, most_db)
    return gain_db


def render(score: Score, clips: Clips, start: int, count: int, *, gain: float) -> NDArray[np.float32]:
    """Samples start to start + count of a score, shape (count, 1); silence outside of it.

    Within ±1 with a gain from track_level. The same samples come out however a score is cut into blocks.
    """
    bus = np.zeros(count, np.float32)
    end = min(start + count, score.duration)
    _lay_bed(bus[: max(0, end - start)], start)
    first = bisect_right(score.events, start, key=lambda event: event.end)
    for event in score.events[first:]:
        if event.start >= end:
            break
        sound = clips.samples(event.cue)
        left, right = max(start, event.start), min(end, event.start + len(sound))
        if left < right:
            bus[left - start : right - start] += gain * sound[left - event.start : right - event.start]
    return bus.reshape(-1, 1)


def blocks(score: Score, clips: Clips, *, gain: float) -> Iterator[NDArray[np.float32]]:
    """The whole score, block by block."""
    for start in range(0, score.duration, BLOCK):
        yield render(score, clips, start, min(BLOCK, score.duration - start), gain=gain)


def measured(score: Score, clips: Clips) -> tuple[NDArray[np.float64], float]:
    """K-weighted mean square of each frame of a track before its gain, and its true peak, both without the bed."""
    profile = np.zeros(score.duration // FRAME + 2)
    known: dict[Cue, NDArray[np.float64]] = {}
    peak = 0.0
    for event in score.events:
        if event.cue not in known:
            known[event.cue] = np.asarray(clips.profile(event.cue))
            peak = max(peak, clips.peak(event.cue))
        first, within = divmod(event.start, FRAME)
        share = within / FRAME
        power = known[event.cue][: len(profile) - first - 1]
        profile[first : first + len(power)] += power * (1 - share)
        profile[first + 1 : first + 1 + len(power)] += power * share
    return profile, peak


def _lay_bed(bus: Samples, start: int) -> None:
    """Fill a block with the noise that stands under the samples from `start` on."""
    bed = bed_noise()
    done = 0
    while done < len(bus):
        place = (start + done) % len(bed)
        part = bed[place : place + len(bus) - done]
        bus[done : done + len(part)] = part
        done += len(part)


@lru_cache(maxsize=1)
def bed_noise() -> NDArray[np.float32]:
    """Some seconds of white noise, repeated without a seam that could be heard."""
    noise = np.random.default_rng(1).standard_normal(_BED_SAMPLES, np.float32)
    return np.asarray(noise * np.float32(db_to_gain(BED_DBFS)), np.float32)


def bed_power() -> float:
    """K-weighted mean square of the noise, on one channel."""
    return float(power_profile(bed_noise()[:SAMPLE_RATE]).mean())


def bed_pcm() -> bytes:
    """The noise that stands under everything, a second of it as 16-bit samples: for the silence of a pause."""
    return to_pcm(bed_noise()[:SAMPLE_RATE])

"""Voice over music: as loud as it should be, every word above the music, any block at any place the same."""

from functools import cache
from itertools import pairwise

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio import Samples
from coach.audio.backing import CLEAR_DB, DUCK_DB, MUSIC_LUFS, Backing, MusicFrames, Stereo
from coach.audio.level import FRAME, integrated_lufs, power_profile, true_peak
from coach.audio.mixing import MIX_LUFS, Mix, events_of, mix_level, mixed_blocks, music_start
from coach.audio.render import BLOCK, render
from coach.cue import Cue, Utterance
from coach.music.measure import frames_of
from coach.routine import Routine, Talk, read
from coach.score import LEAD_IN, Score, Speech, schedule
from coach.script import load_phrases, write
from coach.units import SAMPLE_RATE, db_to_gain, gain_to_db
from tests.sounds import ClickClips
from tests.strategies import plain_routines
from tests.timings import VariedTimings
from tests.tunes import tune

TIMINGS = VariedTimings()
TEXT = "- Squats: 4 each side @ 1 s\n- Rest 15 s\n- Plank: 20 s\n- Bridges: 5 @ 3 s\n"


class Murmurs(ClickClips):
    """Clips of noise as loud as speech, quickly made."""

    def samples(self, cue: Cue) -> Samples:
        return _murmur()[: self._timings[cue].duration]

    def profile(self, cue: Cue) -> tuple[float, ...]:
        return _profile()[: -(-self._timings[cue].duration // FRAME)]

    def peak(self, cue: Cue) -> float:
        return _peak()


@cache
def _murmur() -> Samples:
    noise = np.random.default_rng(4).standard_normal(60 * SAMPLE_RATE, np.float32)
    return np.asarray(0.06 * noise * (0.7 + 0.3 * np.sin(np.arange(len(noise)) / 3000)), np.float32)


@cache
def _profile() -> tuple[float, ...]:
    return tuple(power_profile(_murmur()).tolist())


@cache
def _peak() -> float:
    return true_peak(_murmur())


class Loop:
    """Implements Music: a tune in memory, again and again."""

    def __init__(self) -> None:
        sound = tune(14.0)[: 600 * FRAME]
        measured = frames_of(sound).astype(float)
        gain = db_to_gain(MUSIC_LUFS - integrated_lufs(measured[0]))
        self.sound = np.asarray(sound * gain, np.float32)
        self.measured = measured * np.array([[gain**2], [gain**2], [gain]])

    def samples(self, start: int, count: int) -> Stereo:
        return self.sound[np.arange(start, start + count) % len(self.sound)]

    def frames(self, first: int, count: int) -> MusicFrames:
        return MusicFrames(*self.measured[:, np.arange(first, first + count) % self.measured.shape[1]])


CLIPS, MUSIC = Murmurs(TIMINGS), Loop()


def score_of(routine: Routine, talk: Talk = Talk.FULL) -> Score:
    return schedule(write(routine, phrases=load_phrases("en"), total_s=60, talk=talk), TIMINGS)


def mix_of(score: Score, *, duck_db: float = DUCK_DB, level_db: float = -3.0) -> Mix:
    backing = Backing(MUSIC, music_start(score), db_to_gain(level_db), duck_db)
    return mix_level(score, CLIPS, backing)[0]


def margins_db(score: Score, mix: Mix) -> list[float]:
    """How far what is said is above the music, on rendered samples, in each thing that is said."""
    levels = mix.envelope(events_of(score), begin=0, end=score.duration)
    found = []
    for event in score.events:
        if isinstance(event, Speech):
            voice = render(score, mix.clips, event.start, event.end - event.start, gain=mix.backing.gain)[:, 0]
            music = mix.lay(voice, levels, event.start) - voice[:, None]
            apart = [power_profile(np.ascontiguousarray(channel)).mean() for channel in music.T]
            found.append(10 * np.log10(2 * power_profile(voice).mean() / max(sum(apart), 1e-15)))
    return found


SCORE = score_of(read(TEXT))
LAID = mix_of(SCORE)
WHOLE = np.concatenate(list(mixed_blocks(SCORE, LAID)))


@settings(max_examples=6)
@given(plain_routines, st.sampled_from([(DUCK_DB, -3.0), (CLEAR_DB, -3.0), (DUCK_DB, 6.0), (CLEAR_DB, -30.0)]))
def test_every_word_is_above_the_music(routine: Routine, wished: tuple[float, float]) -> None:
    score = score_of(routine, Talk.MINIMAL)
    mix = mix_of(score, duck_db=wished[0], level_db=wished[1])
    assert min(margins_db(score, mix)) >= -wished[0]


def test_the_track_has_its_loudness_and_its_peak() -> None:
    assert pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(WHOLE) == pytest.approx(MIX_LUFS, abs=0.3)
    assert max(gain_to_db(true_peak(np.ascontiguousarray(channel))) for channel in WHOLE.T) <= -2


@pytest.mark.parametrize("level_db", [-30.0, -12.0, 6.0])
def test_it_has_them_at_every_level_of_music(level_db: float) -> None:
    mix = mix_of(SCORE, level_db=level_db)
    sound = np.concatenate(list(mixed_blocks(SCORE, mix)))
    assert pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound) == pytest.approx(MIX_LUFS, abs=0.5)


def test_signals_alone_are_levelled_with_their_music() -> None:
    score = score_of(read(TEXT), Talk.TONES)
    sound = np.concatenate(list(mixed_blocks(score, mix_of(score))))
    assert pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound) == pytest.approx(MIX_LUFS, abs=0.5)


class Silent(Murmurs):
    """A voice that says nothing, with signals."""

    def samples(self, cue: Cue) -> Samples:
        return super().samples(cue) * (not isinstance(cue, Utterance))

    def profile(self, cue: Cue) -> tuple[float, ...]:
        return tuple(power * (not isinstance(cue, Utterance)) for power in super().profile(cue))


def test_music_is_not_down_for_a_voice_that_is_silent() -> None:
    backing = Backing(MUSIC, music_start(SCORE), 0.7, DUCK_DB)
    mix, level = mix_level(SCORE, Silent(TIMINGS), backing)
    assert level.loudness_lufs == pytest.approx(MIX_LUFS, abs=0.1)
    levels = mix.envelope(events_of(SCORE), begin=0, end=SCORE.duration)
    first = next(event for event in SCORE.events if isinstance(event, Speech) and event.start > 10 * SAMPLE_RATE)
    assert levels.level_at((first.start + first.end) // 2) > -11


@settings(max_examples=10)
@given(st.lists(st.integers(0, SCORE.duration), max_size=6))
def test_8_blocks_of_any_size_make_the_same_sound(cuts: list[int]) -> None:
    levels = LAID.envelope(events_of(SCORE), begin=0, end=SCORE.duration)
    for start, end in pairwise(sorted({0, *cuts, SCORE.duration})):
        voice = render(SCORE, LAID.clips, start, end - start, gain=LAID.backing.gain)[:, 0]
        np.testing.assert_array_equal(LAID.lay(voice, levels, start), WHOLE[start:end])


def test_music_begins_behind_the_title_or_where_a_signal_could_be() -> None:
    title = SCORE.events[0] if isinstance(SCORE.events[0], Speech) else SCORE.events[1]
    assert title.end <= music_start(SCORE) < title.end + FRAME
    assert LEAD_IN <= music_start(score_of(read(TEXT), Talk.TONES)) < LEAD_IN + FRAME
    voice = render(SCORE, LAID.clips, 0, BLOCK, gain=LAID.backing.gain)[:, 0]
    start = min(BLOCK, music_start(SCORE))
    np.testing.assert_array_equal(WHOLE[:start], np.repeat(voice[:start, None], 2, axis=1))

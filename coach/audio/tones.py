"""The signals as sound: short figures of harmonic tones, made with pydub."""

import warnings
from functools import lru_cache

import numpy as np

from coach.audio.clip import FULL_SCALE, Clip
from coach.audio.level import Samples
from coach.audio.mastering import CLIP_LUFS, clip_of, master
from coach.cue import Tone
from coach.units import SAMPLE_RATE

_C5, _E5, _G5, _C6 = 523.25, 659.26, 783.99, 1046.5
_FIGURES: dict[Tone, tuple[tuple[tuple[float, int], ...], float]] = {
    # (frequency in Hz, or 0 for silence; length in ms) …, level in LU against speech
    Tone.WAKE: (((_C5, 140),), -14.0),
    Tone.TICK: (((_G5, 60),), -9.0),
    Tone.GO: (((_G5, 80), (_C6, 120)), -3.0),
    Tone.REST: (((_G5, 80), (_C5, 120)), -4.0),
    Tone.SWITCH: (((_E5, 120), (0, 60), (_E5, 120)), -4.0),
    Tone.DONE: (((_C5, 150), (_E5, 150), (_G5, 150), (_C6, 400)), -4.0),
}
"""Between 520 and 1050 Hz, where older ears hear well; rising is go, falling is rest, double is switch."""
_FADE_MS = 8
_HARMONICS_DB = (-8.0, -14.0, -20.0)
"""Levels of the second to fourth harmonic: they carry through small loudspeakers and one-sided hearing loss."""


@lru_cache(maxsize=len(Tone))
def tone_clip(tone: Tone) -> Clip:
    """The clip of a signal; its beat is its start."""
    notes, level_lu = _FIGURES[tone]
    sound = np.concatenate([_note(freq_hz, length_ms) for freq_hz, length_ms in notes])
    return clip_of(master(sound, SAMPLE_RATE, target_lufs=CLIP_LUFS + level_lu), beat=0)


def _note(freq_hz: float, length_ms: int) -> Samples:
    """One note, or silence, as sound of its own; louder and softer comes later."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for ffmpeg, and writes its patterns the old way
        from pydub import AudioSegment
        from pydub.generators import Sine
    if not freq_hz:
        segment = AudioSegment.silent(duration=length_ms, frame_rate=SAMPLE_RATE)
    else:
        segment = Sine(freq_hz, sample_rate=SAMPLE_RATE).to_audio_segment(duration=length_ms, volume=-12.0)
        for number, level_db in enumerate(_HARMONICS_DB, 2):
            harmonic = Sine(freq_hz * number, sample_rate=SAMPLE_RATE)
            segment = segment.overlay(harmonic.to_audio_segment(duration=length_ms, volume=-12.0 + level_db))
        segment = segment.fade_in(_FADE_MS).fade_out(min(length_ms // 2, 5 * _FADE_MS))
    return np.asarray(segment.get_array_of_samples(), np.float32) / np.float32(FULL_SCALE)

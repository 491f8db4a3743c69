"""Exported files: decoded, as long as the score, every event in its place, the same bytes each time."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode

from coach.audio.level import integrated_lufs, power_profile, true_peak
from coach.audio.render import track_level
from coach.exporter import FORMATS, export_file
from coach.exporter.mp3 import mp3_frames
from coach.exporter.track import Sound
from coach.routine import read
from coach.score import Score, schedule
from coach.script import load_phrases, write
from coach.target import SUFFIXES
from coach.units import SAMPLE_RATE, gain_to_db
from tests.sounds import ClickClips, VowelClips
from tests.timings import VariedTimings

TIMINGS = VariedTimings()
CLIPS = VowelClips(TIMINGS)


def score_of(text: str) -> Score:
    return schedule(write(read(text), phrases=load_phrases("en"), total_s=60), TIMINGS, voice="noise:0")


SCORE = score_of("# Two things\n- Squats: 4 each side @ 1 s\n- Rest 5 s\n- Plank: 6 s\n")


def export(path: Path, clips: ClickClips = CLIPS) -> None:
    export_file(SCORE, clips, path, gain=track_level(SCORE, clips).gain, overwrite=False)


def test_every_format_that_is_named_can_be_written() -> None:
    assert tuple(FORMATS) == SUFFIXES


def test_a_wav_has_every_onset_on_its_sample(tmp_path: Path) -> None:
    clicks = ClickClips(TIMINGS)
    export(tmp_path / "a.wav", clicks)
    sound, rate = soundfile.read(tmp_path / "a.wav", dtype="float32")
    assert rate == SAMPLE_RATE
    assert sound.shape == (SCORE.duration,)
    found = np.flatnonzero(np.abs(sound) > 0.25).tolist()
    assert found == [getattr(event, "beat", event.start) for event in SCORE.events]


def test_an_mp3_is_as_long_as_the_score_and_stands_in_place(tmp_path: Path) -> None:
    export(tmp_path / "a.mp3")
    export(tmp_path / "a.wav")
    mp3, rate = soundfile.read(tmp_path / "a.mp3", dtype="float32")
    wav, _ = soundfile.read(tmp_path / "a.wav", dtype="float32")
    assert (rate, mp3.shape) == (SAMPLE_RATE, (SCORE.duration,))
    size = 1 << (len(wav) - 1).bit_length() + 1
    likeness = np.fft.irfft(np.fft.rfft(mp3, size) * np.conj(np.fft.rfft(wav, size)))
    assert likeness.argmax() == 0


def test_an_mp3_keeps_loudness_and_peaks(tmp_path: Path) -> None:
    export(tmp_path / "a.mp3")
    sound, _ = soundfile.read(tmp_path / "a.mp3", dtype="float32")
    assert integrated_lufs(power_profile(sound)) == pytest.approx(-19, abs=0.5)
    assert gain_to_db(true_peak(sound)) <= -1


def test_an_mp3_is_as_loud_as_a_wav(tmp_path: Path) -> None:
    export(tmp_path / "a.mp3")
    export(tmp_path / "a.wav")
    mp3, wav = (soundfile.read(tmp_path / name, dtype="float32")[0] for name in ("a.mp3", "a.wav"))
    assert gain_to_db(mp3.std() / wav.std()) == pytest.approx(0, abs=0.1)


def test_an_mp3_has_a_constant_bit_rate_and_says_its_length(tmp_path: Path) -> None:
    export(tmp_path / "a.mp3")
    info = MP3(tmp_path / "a.mp3").info
    assert (info.bitrate, info.channels, info.sample_rate) == (96_000, 1, SAMPLE_RATE)
    assert info.bitrate_mode is BitrateMode.CBR
    assert info.length == pytest.approx(SCORE.duration / SAMPLE_RATE, abs=0.0005)
    assert info.encoder_info.startswith("LAME")


@settings(max_examples=25)
@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=5), st.sampled_from([1, 2]))
def test_an_mp3_of_any_length_decodes_to_it_and_says_how_many_bytes_it_has(lengths: list[int], channels: int) -> None:
    pcm = [np.random.default_rng(n).integers(-3000, 3000, n * channels, "<i2").tobytes() for n in lengths]
    mp3 = b"".join(mp3_frames(Sound(iter(pcm), sum(lengths), channels)))
    sound, _ = soundfile.read(io.BytesIO(mp3), always_2d=True)
    assert sound.shape == (sum(lengths), channels)
    info = mp3.index(b"Info") + 8
    frames, size = struct.unpack(">II", mp3[info : info + 8])
    assert size == len(mp3)
    assert len(list(frames_of(mp3))) == frames + 1


def frames_of(mp3: bytes) -> Iterator[int]:
    """Where each frame begins, by the sizes that their headers give."""
    rates_kbps = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128)
    place = 0
    while place < len(mp3):
        yield place
        place += 144_000 * rates_kbps[mp3[place + 2] >> 4] // SAMPLE_RATE + (mp3[place + 2] >> 1 & 1)


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export_file(SCORE, CLIPS, tmp_path / "a.wav", gain=1, overwrite=False, report=lambda *part: told.append(part))
    assert told[-1] == (SCORE.duration, SCORE.duration)
    assert told == sorted(told)

"""One suite for every format: what a file of it promises, whatever encodes it."""

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from PIL import Image

from coach.audio.level import integrated_lufs, power_profile, true_peak
from coach.audio.render import track_level
from coach.cue import Cue
from coach.exporter import FORMATS, export_file, export_stream
from coach.exporter.ffmpeg import problem
from coach.exporter.track import Sound, Track
from coach.units import SAMPLE_RATE, gain_to_db
from tests.exporter.test_files import CLIPS, SCORE, TIMINGS, export
from tests.sounds import VowelClips

EXACT = {".wav", ".flac"}
TAGGED = [suffix for suffix in FORMATS if suffix != ".wav"]
LONGER = {".opus": 1, ".m4b": 1023}
"""Samples that are decoded beyond the end: half of one of its own 48 kHz; the rest of the last frame, which the
file's own times leave out and ffmpeg does not."""


@pytest.fixture(scope="module", params=FORMATS)
def suffix(request: pytest.FixtureRequest) -> str:
    form = FORMATS[request.param]
    if form.encoder and problem(form.encoder):
        pytest.skip(problem(form.encoder))
    return str(request.param)


@pytest.fixture(scope="module")
def made(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / f"a{suffix}"
    export(path)
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    path = tmp_path_factory.mktemp("plain") / "a.wav"
    export(path)
    return soundfile.read(path, dtype="float32")[0]


def decoded(path: Path) -> np.ndarray:
    """Its samples at SAMPLE_RATE, shape (n, channels), by libsndfile, or by ffmpeg where it must be."""
    if path.suffix in (".m4b", ".opus"):
        wav = path.with_suffix(".decoded.wav")
        command = ["ffmpeg", "-v", "error", "-y", "-i", str(path), "-map", "0:a", "-ar", str(SAMPLE_RATE), str(wav)]
        subprocess.run(command, check=True)
        path = wav
    return soundfile.read(path, dtype="float32", always_2d=True)[0]


def length_s(path: Path) -> float:
    """How long a player says it is; in an M4B mutagen counts the encoder's delay too, and ffprobe what is played."""
    if path.suffix != ".m4b":
        return float(mutagen.File(path).info.length)
    command = ["ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=duration", "-of", "csv=p=0"]
    return float(subprocess.run([*command, str(path)], capture_output=True, check=True).stdout)


def lag(sound: np.ndarray, against: np.ndarray) -> int:
    """Samples by which one comes after the other."""
    size = 1 << (max(len(sound), len(against)) - 1).bit_length() + 1
    likeness = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(against, size)))
    place = int(likeness.argmax())
    return place if place < size // 2 else place - size


def test_it_is_as_long_as_the_score(suffix: str, made: Path) -> None:
    found = len(decoded(made))
    assert length_s(made) == pytest.approx(SCORE.duration / SAMPLE_RATE, abs=0.0005)
    assert 0 <= found - SCORE.duration <= LONGER.get(suffix, 0)


def test_every_sound_stands_in_its_place(suffix: str, made: Path, plain: np.ndarray) -> None:
    sound = decoded(made)[: len(plain), 0]
    assert lag(sound, plain) == 0
    if suffix in EXACT:
        assert np.array_equal(sound, plain)


def test_it_is_as_loud_as_the_sound_and_not_clipped(made: Path, plain: np.ndarray) -> None:
    sound = decoded(made)[: len(plain), 0]
    assert integrated_lufs(power_profile(sound)) == pytest.approx(-19, abs=0.5)
    assert gain_to_db(true_peak(sound)) <= -1
    assert gain_to_db(sound.std() / plain.std()) == pytest.approx(0, abs=0.1)


def test_9_the_same_score_gives_the_same_bytes(tmp_path: Path, made: Path) -> None:
    export(tmp_path / made.name)
    assert (tmp_path / made.name).read_bytes() == made.read_bytes()


def test_a_pipe_gets_the_same_bytes(made: Path) -> None:
    class Pipe(io.RawIOBase):
        """Takes what is written, and can do nothing else."""

        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    export_stream(SCORE, CLIPS, pipe, made.suffix, gain=track_level(SCORE, CLIPS).gain)  # type: ignore[arg-type]
    assert pipe.data == made.read_bytes()


class Breaking(VowelClips):
    """Fails in the middle of the track."""

    def samples(self, cue: Cue) -> np.ndarray:
        if cue == SCORE.events[-5].cue:
            raise OSError(28, "No space left on device")
        return super().samples(cue)


@pytest.mark.parametrize("before", [None, b"what was there"])
def test_a_failure_leaves_nothing_half_written(tmp_path: Path, suffix: str, before: bytes | None) -> None:
    path = tmp_path / f"a{suffix}"
    if before:
        path.write_bytes(before)
    with pytest.raises(OSError, match="No space"):
        export_file(SCORE, Breaking(TIMINGS), path, gain=1, overwrite=True)
    assert [found.name for found in tmp_path.iterdir()] == ([path.name] if before else [])
    if before:
        assert path.read_bytes() == before


def noise(samples: int, channels: int) -> Iterator[bytes]:
    """Low noise, every channel its own, in blocks of odd sizes."""
    white = np.random.default_rng(channels).normal(0, 3000, (samples + 31, channels))
    sound = np.stack([np.convolve(one, np.full(32, 1 / 8), "valid") for one in white.T], axis=1).astype("<i2")
    for place in range(0, samples, 10_007):
        yield sound[place : place + 10_007].tobytes()


def dot() -> bytes:
    """A cover."""
    stream = io.BytesIO()
    Image.new("RGB", (2, 2)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("samples", [44_100, 100_003])
def test_both_channels_have_their_own_sound(tmp_path: Path, suffix: str, channels: int, samples: int) -> None:
    path = tmp_path / f"a{suffix}"
    with path.open("w+b") as file, ThreadPoolExecutor(1) as pool:
        track = Track(SCORE, dot)
        FORMATS[suffix].write(file, track, Sound(noise(samples, channels), samples, channels), pool)
    sound = decoded(path)[:samples]
    assert sound.shape == (samples, channels)
    given = np.frombuffer(b"".join(noise(samples, channels)), "<i2").reshape(-1, channels) / np.float32(32768)
    for channel in range(channels):
        assert lag(sound[:, channel], given[:, channel]) == 0
        assert np.corrcoef(sound[:, channel], given[:, channel])[0, 1] > 0.9


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe (Debian: ffmpeg)")
def test_a_player_finds_title_chapters_cover_and_words(suffix: str, made: Path) -> None:
    if suffix not in TAGGED:
        return
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", str(made)]
    facts = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    audio = next(stream for stream in facts["streams"] if stream["codec_type"] == "audio")
    told = {name.lower(): text for name, text in {**facts["format"].get("tags", {}), **audio.get("tags", {})}.items()}
    assert [told[name] for name in ("title", "artist", "album", "genre")] == [
        "Two things",
        "Coach",
        "Coached workouts",
        "Workout",
    ]
    assert [chapter["tags"]["title"] for chapter in facts["chapters"]] == [section.title for section in SCORE.sections]
    for chapter, section in zip(facts["chapters"], SCORE.sections, strict=True):
        assert float(chapter["start_time"]) == pytest.approx(section.start / SAMPLE_RATE, abs=0.001)
    assert "video" in {stream["codec_type"] for stream in facts["streams"]}
    assert any("Squats" in text for name, text in told.items() if name.startswith("lyrics"))

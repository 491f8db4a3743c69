"""Music from a file to a file: what is exported, and what is told where it cannot be."""

import json
import signal
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile
from mutagen.mp3 import MP3

from coach import Music, compose, export, read
from coach.audio.level import true_peak
from coach.errors import WishError
from coach.score import Score
from coach.speech import Library
from coach.units import SAMPLE_RATE, gain_to_db
from tests.sounds import BeepEngine
from tests.test_cli import run
from tests.test_cli_play import played
from tests.tunes import write_tune

TEXT = "# Short\n\n- Squats: 6 @ 1 s\n- Plank: 6 s\n"


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"COACH_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    write_tune(tmp_path / "tune.mp3", 5)
    (tmp_path / "short.md").write_text(TEXT, encoding="utf-8")


@pytest.fixture
def library() -> Library:
    return Library("beeps", BeepEngine(), "beep", None)


@pytest.fixture
def score(library: Library) -> Score:
    return compose(read(TEXT), voice=library)


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_9_a_file_with_music_is_stereo_as_long_as_the_score_and_the_same_each_time(
    score: Score, library: Library, suffix: str
) -> None:
    for name in ("a", "b"):
        exported = export(score, name + suffix, voice=library, music=Music("tune.mp3"))
    assert Path("a" + suffix).read_bytes() == Path("b" + suffix).read_bytes()
    sound, rate = soundfile.read("a" + suffix)
    assert (rate, sound.shape) == (SAMPLE_RATE, (score.duration, 2))
    assert not np.array_equal(sound[:, 0], sound[:, 1])
    assert pyloudnorm.Meter(rate).integrated_loudness(sound) == pytest.approx(-16, abs=0.5)
    assert exported.loudness_lufs == pytest.approx(-16, abs=0.1)
    assert max(gain_to_db(true_peak(channel.astype(np.float32))) for channel in sound.T) <= -1
    assert exported.warnings == score.warnings


def test_an_mp3_with_music_has_128_kilobits_and_says_its_length(score: Score, library: Library) -> None:
    export(score, "a.mp3", voice=library, music=Music("tune.mp3"))
    info = MP3("a.mp3").info
    assert (info.bitrate, info.channels, info.sample_rate) == (128_000, 2, SAMPLE_RATE)
    assert info.length == pytest.approx(score.duration / SAMPLE_RATE, abs=0.0005)
    assert info.encoder_info.startswith("LAME")


def test_without_music_nothing_is_another(score: Score, library: Library) -> None:
    export(score, "a.wav", voice=library)
    export(score, "b.wav", voice=library, music=None)
    assert Path("a.wav").read_bytes() == Path("b.wav").read_bytes()
    assert soundfile.info("a.wav").channels == 1


def test_a_level_out_of_range_is_refused() -> None:
    with pytest.raises(WishError, match="--music-level"):
        Music("tune.mp3", 7)


def test_export_takes_music_and_names_what_it_leaves_out() -> None:
    Path("songs").mkdir()
    Path("songs/1 broken.ogg").write_bytes(b"nothing")
    write_tune(Path("songs/2.flac"), 4)
    done = run("export", "short.md", "-o", "a.wav", "--voice", "silent", "--music", "songs", "--clear-speech")
    assert done.stdout == "a.wav\n"
    assert "1 broken.ogg: left out of the music" in done.stderr
    assert soundfile.info("a.wav").channels == 2


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (["--music", "gone"], "no such file or folder"),
        (["--music", "empty"], "no music in this folder"),
        (["--music", "tune.mp3", "--music-level", "20"], "--music-level"),
    ],
)
def test_music_that_cannot_be_heard_stops_an_export_before_anything_is_written(wishes: list[str], words: str) -> None:
    Path("empty").mkdir()
    assert words in run("export", "short.md", "--voice", "silent", *wishes, code=2).stderr
    assert not Path("short.mp3").exists()


def test_music_can_be_set_and_left_out_again(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(f"music = '{tmp_path / 'tune.mp3'}'\n", encoding="utf-8")
    run("export", "short.md", "-o", "a.wav", "--voice", "silent")
    run("export", "short.md", "-o", "b.wav", "--voice", "silent", "--music", "none")
    assert [soundfile.info(name).channels for name in ("a.wav", "b.wav")] == [2, 1]


def test_the_cache_forgets_what_was_measured(tmp_path: Path) -> None:
    run("export", "short.md", "-o", "a.wav", "--voice", "silent", "--music", "tune.mp3")
    assert list((tmp_path / "cache" / "music").iterdir())
    assert json.loads(run("cache", "clear", "--json").stdout)["path"] == str(tmp_path / "cache")
    assert not list((tmp_path / "cache" / "music").iterdir())


def test_what_is_played_with_music_is_what_is_exported() -> None:
    wishes = ("--voice", "silent", "--music", "tune.mp3", "--music-level", "-6", "--clear-speech")
    run("export", "short.md", "-o", "exported.wav", *wishes)
    run("play", "short.md", "--device", "wav:played.wav", *wishes)
    heard = soundfile.read("played.wav", dtype="int16")[0]
    assert heard.shape[1] == 2
    np.testing.assert_array_equal(heard, soundfile.read("exported.wav", dtype="int16")[0])


def test_resume_goes_on_with_the_music_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    Path("long.md").write_text(TEXT.replace("6 @", "30 @"), encoding="utf-8")
    process = played("long.md", "--music", "tune.mp3", "--music-level", "-9")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    run("play", "--resume", "--device", "wav:a.wav")
    run("play", "long.md", "--device", "wav:b.wav", "--voice", "silent")
    assert [soundfile.info(name).channels for name in ("a.wav", "b.wav")] == [2, 1]


def test_music_that_is_not_there_is_told_before_a_word_is_said() -> None:
    assert "no such file" in run("play", "short.md", "--device", "wav:a.wav", "--music", "gone", code=2).stderr
    Path("broken.ogg").write_bytes(b"nothing")
    done = run("play", "short.md", "--device", "wav:a.wav", "--voice", "silent", "--music", "broken.ogg", code=2)
    assert "broken.ogg: left out of the music" in done.stderr


def test_files_that_are_left_out_while_playing_are_named_at_the_end() -> None:
    Path("songs").mkdir()
    Path("songs/1.ogg").write_bytes(b"nothing")
    write_tune(Path("songs/2.flac"), 4)
    done = run("play", "short.md", "--device", "wav:a.wav", "--voice", "silent", "--music", "songs")
    assert "1.ogg: left out of the music" in done.stderr

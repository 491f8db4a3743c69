"""Albums: parts that join to the whole, names that every system takes, and a playlist that finds them."""

import os
from itertools import pairwise
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.render import track_level
from coach.exporter import export_album
from coach.exporter.album import PLAYLIST_SUFFIX, file_name_of, playlist, track_names
from coach.score import Section
from coach.target import PLAYLIST_SUFFIX as KNOWN_SUFFIX
from tests.exporter.test_files import CLIPS, SCORE, export


def album(folder: Path, suffix: str, **options: object) -> list[Path]:
    export_album(SCORE, CLIPS, folder, suffix, gain=track_level(SCORE, CLIPS).gain, **options)  # type: ignore[arg-type]
    return sorted(folder.glob(f"*{suffix}"))


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_the_parts_join_to_the_samples_of_the_whole(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "parts").mkdir()
    export(tmp_path / f"whole{suffix}")
    parts = [soundfile.read(path, dtype="int16")[0] for path in album(tmp_path / "parts", suffix)]
    assert [len(part) for part in parts] == [section.end - section.start for section in SCORE.sections]
    assert np.array_equal(np.concatenate(parts), soundfile.read(tmp_path / f"whole{suffix}", dtype="int16")[0])


def test_the_parts_of_an_mp3_join_to_its_length_without_a_gap(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    export(tmp_path / "whole.wav")
    whole = soundfile.read(tmp_path / "whole.wav", dtype="float32")[0]
    joined = np.concatenate([soundfile.read(path, dtype="float32")[0] for path in album(tmp_path / "parts", ".mp3")])
    assert len(joined) == len(whole)
    for before, after in pairwise(SCORE.sections):
        assert before.end == after.start
        around = slice(before.end - 441, before.end + 441)
        assert np.std(joined[around] - whole[around]) < 0.1 * np.std(whole[around])


def test_each_track_says_what_it_is_and_has_its_own_words(tmp_path: Path) -> None:
    tracks = [mutagen.File(path) for path in album(tmp_path, ".flac")]
    assert [track["title"] for track in tracks] == [[section.title] for section in SCORE.sections]
    assert {track["album"][0] for track in tracks} == {SCORE.title}
    assert [track["tracknumber"] + track["tracktotal"] for track in tracks] == [["1", "3"], ["2", "3"], ["3", "3"]]
    assert len({bytes(track.pictures[0].data) for track in tracks}) == 1
    assert "one, two, three, four" in tracks[1]["lyrics"][0]
    assert "one, two, three, four" not in tracks[2]["lyrics"][0]
    assert tracks[2]["chapter001"] == ["00:00:00.000"]


def test_the_playlist_names_the_files_beside_it(tmp_path: Path) -> None:
    album(tmp_path, ".mp3", captions=("lrc",))
    rows = (tmp_path / "Two things.m3u8").read_text(encoding="utf-8").splitlines()
    assert rows[:2] == ["#EXTM3U", "#PLAYLIST:Two things"]
    names = [row for row in rows if not row.startswith("#")]
    assert names == ["01 Opening.mp3", "02 Squats.mp3", "03 Plank.mp3"]
    lengths = [int(row.split(":")[1].split(",")[0]) for row in rows[2::2]]
    assert sum(lengths) == pytest.approx(SCORE.duration / 44_100, abs=len(names) / 2)
    assert sorted(os.listdir(tmp_path)) == sorted([*names, *(n[:-3] + "lrc" for n in names), "Two things.m3u8"])
    assert PLAYLIST_SUFFIX == KNOWN_SUFFIX


def test_many_tracks_sort_as_they_follow() -> None:
    sections = [Section("Squats", place, place + 1) for place in range(120)]
    names = track_names(sections)
    assert names[0] == "001 Squats"
    assert names == sorted(names)
    assert playlist(SCORE, ["a", "b", "c"]).count("#EXTINF") == 3


@given(st.text(max_size=200))
def test_a_name_is_one_that_every_system_takes(title: str) -> None:
    name = file_name_of(title)
    assert name
    assert not set(name) & set('/\\:*?"<>|\x00\n\r\t')
    assert name == name.strip(" .")
    assert len(f"001 {name}.flac".encode(errors="surrogatepass")) <= 255


@pytest.mark.parametrize(
    ("title", "name"),
    [("A/B: up?", "A B up"), ("...", "Workout"), ("Kniebeugen, tief", "Kniebeugen, tief"), ("x" * 99, "x" * 60)],
)
def test_names(title: str, name: str) -> None:
    assert file_name_of(title) == name

"""The converter: found as pydub finds it; what happens without it, and where it fails or ends early."""

import os
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from mutagen.mp4 import MP4
from pydub import AudioSegment

from coach.audio.render import track_level
from coach.errors import MachineError
from coach.exporter import FORMATS, check_format, ffmpeg
from coach.exporter.files import draw_cover, sound_of
from coach.exporter.m4b import write_m4b
from coach.exporter.track import Track
from tests.exporter.test_files import CLIPS, SCORE, export

NEEDS = [suffix for suffix, form in FORMATS.items() if form.encoder]


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    ffmpeg.about.cache_clear()
    yield
    ffmpeg.about.cache_clear()


def program(folder: Path, code: str) -> Path:
    """A program in the place of ffmpeg, which knows every encoder."""
    path = folder / "converter"
    known = "import os, sys\nif '-h' in sys.argv: print('Encoder'); sys.exit()\n"
    path.write_text(f"#!{sys.executable}\n{known}{code}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("suffix", NEEDS)
def test_without_it_a_format_is_refused_and_others_are_named(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MachineError, match=r"not there\n  install it .*or write \.mp3, \.flac or \.wav"):
        check_format(suffix)


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix not in NEEDS])
def test_others_need_none(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    check_format(suffix)
    export(tmp_path / f"a{suffix}")
    assert (tmp_path / f"a{suffix}").stat().st_size > 100_000


def test_one_without_the_encoder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AudioSegment, "converter", str(program(tmp_path, "")))
    check_format(".opus")
    ffmpeg.about.cache_clear()
    poor = tmp_path / "poor"
    poor.write_text("#!/bin/sh\necho \"Codec 'libopus' is not recognized by FFmpeg.\"\n")
    poor.chmod(0o755)
    monkeypatch.setattr(AudioSegment, "converter", str(poor))
    with pytest.raises(MachineError, match="no encoder `libopus`"):
        check_format(".opus")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("sys.stdin.read(1); sys.exit('first line\\nConversion failed!\\n')", "Conversion failed!"),
        ("os.kill(os.getpid(), 9)", "it ended with -9"),
        ("os.close(0); sys.exit(4)", "it ended with 4"),
    ],
)
@pytest.mark.parametrize("suffix", NEEDS)
def test_where_it_fails_its_last_line_is_told_and_nothing_is_written(
    suffix: str, code: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AudioSegment, "converter", str(program(tmp_path, code)))
    (tmp_path / "out").mkdir()
    with pytest.raises(MachineError, match=says) as caught:
        export(tmp_path / "out" / f"a{suffix}")
    assert "first line" not in str(caught.value)
    assert os.listdir(tmp_path / "out") == []


def test_a_full_disk_is_what_it_is_for_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "sys.stdin.buffer.read(); sys.exit('a.opus: No space left on device')"
    monkeypatch.setattr(AudioSegment, "converter", str(program(tmp_path, code)))
    with pytest.raises(OSError, match="No space left on device"):
        export(tmp_path / "a.opus")


@pytest.mark.skipif(bool(ffmpeg.problem("aac")), reason="needs ffmpeg")
@pytest.mark.parametrize("suffix", NEEDS)
def test_it_writes_into_files_with_and_without_a_name(suffix: str, tmp_path: Path) -> None:
    export(tmp_path / f"a{suffix}")
    form = FORMATS[suffix]
    sound = sound_of(SCORE, CLIPS, form, gain=track_level(SCORE, CLIPS).gain)
    with (tmp_path / f"b{suffix}").open("w+b") as file, ThreadPoolExecutor(1) as pool:
        form.write(file, Track(SCORE, partial(draw_cover, SCORE)), sound, pool)
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.skipif(bool(ffmpeg.problem("aac")), reason="needs ffmpeg")
def test_an_audiobook_has_its_chapters_in_both_ways_and_its_end(tmp_path: Path) -> None:
    titles = ("It's = \\ ; # new", "Über " * 30, "3")
    score = replace(
        SCORE, sections=tuple(replace(part, title=title) for part, title in zip(SCORE.sections, titles, strict=True))
    )
    with (tmp_path / "a.m4b").open("w+b") as file, ThreadPoolExecutor(1) as pool:
        sound = sound_of(score, CLIPS, FORMATS[".m4b"], gain=1)
        write_m4b(file, Track(score, partial(draw_cover, SCORE), "All", 2, 3), sound, pool)
    book = MP4(tmp_path / "a.m4b")
    assert [chapter.title for chapter in book.chapters] == [titles[0], titles[1][:80].rstrip(), titles[2]]
    assert [chapter.start for chapter in book.chapters] == pytest.approx(
        [section.start / 44_100 for section in score.sections], abs=0.001
    )
    assert (book["\xa9alb"], book["trkn"], book["stik"]) == (["All"], [(2, 3)], [2])
    delay, padding, samples = (
        int(word, 16) for word in book["----:com.apple.iTunes:iTunSMPB"][0].decode().split()[1:4]
    )
    assert (delay, samples) == (1024, score.duration)
    assert (delay + samples + padding) % 1024 == 0

"""What a player shows: read back by mutagen, and by ffprobe where it is there."""

import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from coach.exporter.cover import cover_png
from coach.exporter.files import export_file
from coach.exporter.tags import tags
from coach.exporter.track import MOST_CHAPTERS, Track, chapters
from coach.score import Section, Speech
from coach.units import samples_to_ms
from tests.exporter.test_files import CLIPS, SCORE, score_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tags") / "a.mp3"
    export_file(SCORE, CLIPS, path, gain=1, overwrite=False)
    return path


def test_title_artist_album_genre_length(path: Path) -> None:
    tag = ID3(path)
    assert tag.version == (2, 3, 0)
    texts = [str(tag[name]) for name in ("TIT2", "TPE1", "TALB", "TCON", "TLEN", "TLAN")]
    assert texts == [
        "Two things",
        "Coach",
        "Coached workouts",
        "Workout",
        str(samples_to_ms(SCORE.duration)),
        "eng",
    ]


def test_one_chapter_for_each_section_in_order(path: Path) -> None:
    tag = ID3(path)
    frames = [frame for frame in tag.values() if frame.FrameID == "CHAP"]
    in_file = sorted(frames, key=lambda frame: path.read_bytes().index(frame.element_id.encode("ascii") + b"\0"))
    assert [str(frame.sub_frames["TIT2"]) for frame in in_file] == [section.title for section in SCORE.sections]
    assert in_file[0].start_time == 0
    assert in_file[-1].end_time == samples_to_ms(SCORE.duration)
    assert all(before.end_time == after.start_time for before, after in pairwise(in_file))
    assert tag["CTOC:toc"].child_element_ids == [frame.element_id for frame in in_file]


def test_the_words_are_there_timed_and_plain(path: Path) -> None:
    tag = ID3(path)
    spoken = [event for event in SCORE.events if isinstance(event, Speech)]
    timed = tag.getall("SYLT")[0].text
    assert timed == [(event.utterance.text, samples_to_ms(event.start)) for event in spoken]
    plain = str(tag.getall("USLT")[0]).split("\n")
    assert "First: Squats. Four each side." in plain
    assert plain.count("one, two, three, four") == 2


def test_the_cover_is_a_square_picture(path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    data = ID3(path).getall("APIC")[0].data
    picture = Image.open(BytesIO(data))
    assert picture.format == "PNG"
    assert picture.size == (1400, 1400)
    assert len(data) < 100_000
    assert data == cover_png(SCORE)
    assert len(set(picture.convert("RGB").getcolors(1 << 24) or [])) > 4


def test_long_titles_and_many_sections_are_drawn() -> None:
    many = score_of("# " + "A very long title " * 12 + "\n" + "- Squats and something long: 1\n" * 40)
    assert cover_png(many).startswith(b"\x89PNG")


def test_more_sections_than_a_tag_holds_share_chapters() -> None:
    sections = tuple(Section(f"S{number}", number * 10, number * 10 + 10) for number in range(600))
    found = chapters(sections)
    assert len(found) <= MOST_CHAPTERS
    assert found[0] == Section("S0 – S2", 0, 30)
    assert found[-1].end == 6000
    assert all(before.end == after.start for before, after in pairwise(found))


def test_a_score_without_words_has_none() -> None:
    from dataclasses import replace

    silent = replace(SCORE, events=tuple(event for event in SCORE.events if not isinstance(event, Speech)))
    tag = tags(Track(silent, lambda: b""))
    assert not tag.getall("SYLT")
    assert not tag.getall("USLT")


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe (Debian: ffmpeg)")
def test_ffprobe_reads_it_all(path: Path) -> None:
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", str(path)]
    facts = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert facts["format"]["tags"]["title"] == "Two things"
    assert facts["format"]["tags"]["genre"] == "Workout"
    assert [chapter["tags"]["title"] for chapter in facts["chapters"]] == [section.title for section in SCORE.sections]
    assert {stream["codec_type"] for stream in facts["streams"]} == {"audio", "video"}
    assert any("Squats" in value for name, value in facts["format"]["tags"].items() if name.startswith("lyrics"))

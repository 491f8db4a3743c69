"""What finished files tell of themselves, ours and others'."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.id3 import CHAP, ID3, TIT2

from coach.app import compose, export, read
from coach.errors import MachineError, WishError
from coach.exporter.finished import read_finished
from coach.exporter.squares import LARGE, SMALL, squared

TEXT = "# Two\n\n- Squats: 4 @ 2 s\n- Plank: 10 s\n"


def exported(tmp_path: Path, name: str = "two.mp3") -> Path:
    return export(compose(read(TEXT), voice="silent"), tmp_path / name).path


def noise(path: Path) -> Path:
    soundfile.write(path, np.zeros(44_100, np.float32), 44_100)
    return path


def test_an_exported_file_tells_all(tmp_path: Path) -> None:
    score = compose(read(TEXT), voice="silent")
    found = read_finished(exported(tmp_path))
    assert (found.title, found.language) == ("Two", "en")
    assert found.duration_s == pytest.approx(score.duration / 44_100, abs=0.001)
    assert [title for title, _, _ in found.chapters] == [section.title for section in score.sections]
    assert found.words[0][1].startswith("Two")
    assert found.cover.startswith(b"\x89PNG")


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".ogg", ".mp3"])
def test_other_sounds_have_a_name_and_a_length(tmp_path: Path, suffix: str) -> None:
    found = read_finished(noise(tmp_path / f"run{suffix}"))
    assert (found.title, found.chapters, found.words, found.cover) == ("run", (), (), b"")
    assert found.duration_s == pytest.approx(1, abs=0.1)


def test_titles_of_others_are_read(tmp_path: Path) -> None:
    import mutagen

    path = noise(tmp_path / "run.flac")
    file = mutagen.File(path)
    file["title"] = "A \n run\x00"
    file.save()
    assert read_finished(path).title == "A run"


def test_chapters_outside_the_sound_are_left_out(tmp_path: Path) -> None:
    path = exported(tmp_path)
    tag = ID3(path)
    tag.add(CHAP(element_id="late", start_time=10**9, end_time=2 * 10**9, sub_frames=[TIT2(text="Late")]))
    tag.add(CHAP(element_id="odd", start_time=500, end_time=10**9, sub_frames=[]))
    tag.save(path)
    found = read_finished(path)
    assert "Late" not in [title for title, _, _ in found.chapters]
    assert ("–", 0.5, found.duration_s) in found.chapters


@pytest.mark.parametrize("content", [b"", b"<html>", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f", b"\xff\xfb" * 10])
@pytest.mark.parametrize("suffix", [".mp3", ".wav", ".m4a", ".ogg", ".flac", ".opus"])
def test_what_is_no_sound_is_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    with pytest.raises(WishError, match="no sound"):
        read_finished(path)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot be read"):
        read_finished(tmp_path / "nothing.mp3")


def test_covers_become_square() -> None:
    import io

    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGBA", (300, 200), "#ff0000").save(picture, "PNG")
    large, small = (Image.open(io.BytesIO(data)) for data in squared(picture.getvalue()))
    assert (large.format, large.size, small.format, small.size) == ("PNG", (LARGE, LARGE), "WEBP", (SMALL, SMALL))


@pytest.mark.parametrize("picture", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_what_is_no_picture_is_refused(picture: bytes) -> None:
    with pytest.raises(ValueError, match="no picture"):
        squared(picture)

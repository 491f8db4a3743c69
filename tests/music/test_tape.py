"""Music from files: read exactly, from any place, in every format; joined, levelled, measured once."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pyloudnorm
import pytest
import soundfile

from coach.audio.level import FRAME
from coach.errors import MachineError, WishError
from coach.music import MeasureStore, Tape, open_tape
from coach.music import tape as tapes
from coach.music.decoders import choose
from coach.music.decoders.ffmpeg import has_ffmpeg
from coach.music.track import CELL, Track
from coach.units import SAMPLE_RATE, s_to_samples
from tests.tunes import tune, write_tune

SECONDS = 13.0
FORMATS = ["a.mp3", "a.ogg", "a.flac", "a.wav", "48k.mp3", "mono.flac", "a.m4a"]


def write_m4a(path: Path, sound: np.ndarray) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        for start in range(0, len(sound) - 1023, 1024):
            part = np.ascontiguousarray(sound[start : start + 1024].T)
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = SAMPLE_RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("music")
    for name in FORMATS[:4]:
        write_tune(made / name, SECONDS)
    write_tune(made / "48k.mp3", SECONDS, rate=48_000)
    write_tune(made / "mono.flac", SECONDS, rate=32_000, channels=1)
    write_m4a(made / "a.m4a", tune(SECONDS))
    return made


@pytest.fixture
def store(tmp_path: Path) -> MeasureStore:
    return MeasureStore(tmp_path / "kept")


@pytest.fixture
def opened(store: MeasureStore) -> Iterator[object]:
    tapes_opened: list[Tape] = []

    def open_(name: Path, *, seconds: float = 60.0) -> Tape:
        found, warnings = open_tape(str(name), store, frames=s_to_samples(seconds) // FRAME)
        assert warnings == ()
        tapes_opened.append(found)
        return found

    yield open_
    for found in tapes_opened:
        found.close()


def loudness(sound: np.ndarray) -> float:
    return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound.astype(float)))


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@pytest.mark.parametrize("name", FORMATS)
def test_8_any_place_of_a_file_is_the_same_however_it_is_asked_for(folder: Path, name: str) -> None:
    whole = np.concatenate(list(Track(folder / name).cells()))
    assert abs(len(whole) - SECONDS * SAMPLE_RATE) < 2500  # AAC fills its last frame
    backwards = Track(folder / name)
    last = backwards.cell(1)
    np.testing.assert_array_equal(np.concatenate([backwards.cell(0), last]), whole)
    assert len(backwards.cell(2)) == len(backwards.cell(7)) == 0
    np.testing.assert_array_equal(backwards.cell(1), last)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_what_was_written(folder: Path, name: str) -> None:
    whole = np.concatenate(list(Track(folder / name).cells()))
    written = tune(SECONDS)
    if name == "mono.flac":
        np.testing.assert_array_equal(whole[:, 0], whole[:, 1])
        return
    part = slice(SAMPLE_RATE, 12 * SAMPLE_RATE)
    if name.endswith(".mp3"):  # written without a header that tells how much of silence LAME put before it
        whole = whole[1105 if name == "a.mp3" else 1015 :]
    if name == "48k.mp3":  # its noise is another
        assert likeness(whole[part], written[part]) > 0.8
    else:
        assert likeness(whole[part], written[part]) > 0.98


def test_resampling_leaves_no_seam_between_cells(tmp_path: Path) -> None:
    time = np.arange(12 * 48_000) / 48_000
    soundfile.write(tmp_path / "sine.flac", 0.5 * np.sin(2 * np.pi * 1000 * time), 48_000)
    whole = np.concatenate(list(Track(tmp_path / "sine.flac").cells()))[:, 0]
    exact = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(len(whole)) / SAMPLE_RATE)
    around = slice(CELL - 500, CELL + 500)
    assert np.abs(whole[around] - exact[around]).max() < 1e-3


def test_m4a_is_read_through_ffmpeg_where_there_is_no_pyav(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_pyav = np.concatenate(list(Track(folder / "a.m4a").cells()))
    monkeypatch.setattr(choose, "find_spec", lambda name: None)
    monkeypatch.setattr(choose, "has_ffmpeg", lambda: False)
    with pytest.raises(choose.UnreadableError, match="PyAV"):
        Track(folder / "a.m4a").cell(0)
    if has_ffmpeg():
        monkeypatch.undo()
        monkeypatch.setattr(choose, "find_spec", lambda name: None)
        by_program = np.concatenate(list(Track(folder / "a.m4a").cells()))
        assert likeness(by_program[:CELL], by_pyav[:CELL]) > 0.99


def test_every_file_has_one_loudness(tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    for name, gain in (("quiet.wav", 0.05), ("loud.wav", 1.1)):
        soundfile.write(tmp_path / name, tune(SECONDS) * gain, SAMPLE_RATE)
        found = opened(tmp_path / name, seconds=5)
        (piece,) = found.pieces
        whole = found.samples(0, (piece.measured.count - piece.fade_out) * FRAME)
        reckoned = soundfile.read(tmp_path / name)[0][piece.measured.first * FRAME :][: len(whole)]
        assert loudness(reckoned * piece.gain) == pytest.approx(loudness(whole), abs=0.01)
        assert piece.measured.loudness_lufs == pytest.approx(loudness(tune(SECONDS) * gain), abs=0.15)


def test_files_follow_each_other_in_the_order_of_people_and_begin_again(tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    for name, pitch_hz in (("song 10", 900), ("Song 2", 500), ("more/song 1", 300)):
        path = tmp_path / f"{name}.wav"
        path.parent.mkdir(exist_ok=True)
        time = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
        soundfile.write(path, 0.3 * np.sin(2 * np.pi * pitch_hz * time), SAMPLE_RATE)
    (tmp_path / "._hidden.mp3").write_bytes(b"of another system")
    found = opened(tmp_path)
    assert found.length * FRAME == 9 * SAMPLE_RATE

    def pitch_hz(second: float) -> int:
        part = found.samples(s_to_samples(second), SAMPLE_RATE)[:, 0]
        return int(np.abs(np.fft.rfft(part)).argmax())

    assert [pitch_hz(second) for second in (1.5, 4.5, 7.5, 10.5, 13.5)] == [300, 500, 900, 300, 500]


def test_files_are_joined_without_a_gap_or_a_swell(tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    chance = np.random.default_rng(1)
    for number in range(2):
        noise = np.concatenate([np.zeros(20_000), 0.1 * chance.standard_normal(5 * SAMPLE_RATE), np.zeros(30_000)])
        soundfile.write(tmp_path / f"{number}.wav", noise, SAMPLE_RATE)
    found = opened(tmp_path)
    sound = found.samples(FRAME * 50, 18 * SAMPLE_RATE).astype(float)
    levels = 10 * np.log10((sound.reshape(-1, SAMPLE_RATE // 10, 2) ** 2).mean(axis=(1, 2)))
    assert np.ptp(levels) < 1.5


def test_8_any_block_of_a_tape_is_the_same(tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    for number in range(3):
        write_tune(tmp_path / f"{number}.flac", 4 + number, seed=number)
    found = opened(tmp_path)
    length = 30 * SAMPLE_RATE
    whole = found.samples(0, length)
    cuts = np.random.default_rng(5).integers(0, length, 25)
    parts = list(pairwise(sorted({0, length, *cuts.tolist()})))
    for start, end in reversed(parts):
        np.testing.assert_array_equal(found.samples(start, end - start), whole[start:end])


def test_what_is_measured_is_what_is_heard(tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    for number in range(2):
        write_tune(tmp_path / f"{number}.flac", 6 + number, seed=number)
    found = opened(tmp_path)
    frames = found.frames(7, 900)
    sound = found.samples(7 * FRAME, 900 * FRAME).reshape(900, FRAME, 2).astype(float)
    assert (np.abs(sound).max(axis=(1, 2)) <= frames.peak + 1e-6).all()
    plain = (sound**2).mean(axis=1).sum(axis=1)
    apart = np.ones(900, bool)  # where files cross, powers add only on the whole
    for begins in (piece.start + lap * found.length for piece in found.pieces for lap in range(4)):
        apart[max(0, begins - 10) : max(0, begins + 60)] = False
    assert (plain <= frames.masking * 1.01 + 1e-9)[apart].all()
    assert 10 * np.log10(plain.mean() / frames.masking.mean()) > -2


def test_a_second_time_nothing_is_measured(folder: Path, store: MeasureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = open_tape(str(folder / "a.mp3"), store, frames=100)
    monkeypatch.setattr(tapes, "measure", lambda track: pytest.fail("measured again"))
    again, _ = open_tape(str(folder / "a.mp3"), store, frames=100)
    np.testing.assert_array_equal(again.frames(0, 900), first.frames(0, 900))
    first.close()
    again.close()


def test_what_was_kept_and_damaged_is_measured_again(folder: Path, store: MeasureStore) -> None:
    first, _ = open_tape(str(folder / "a.flac"), store, frames=100)
    (kept,) = store.root.iterdir()
    kept.write_bytes(kept.read_bytes()[:-5] + b"wrong")
    again, _ = open_tape(str(folder / "a.flac"), store, frames=100)
    np.testing.assert_array_equal(again.frames(0, 900), first.frames(0, 900))
    first.close()
    again.close()
    store.clear()
    assert list(store.root.iterdir()) == []


def test_a_file_that_cannot_be_read_is_named_and_left_out(tmp_path: Path, store: MeasureStore) -> None:
    (tmp_path / "1 broken.mp3").write_bytes(b"no music at all")
    (tmp_path / "2 empty.ogg").write_bytes(b"")
    soundfile.write(tmp_path / "3 silent.wav", np.zeros(3 * SAMPLE_RATE), SAMPLE_RATE)
    (tmp_path / "notes.txt").write_text("no music", encoding="utf-8")
    with pytest.raises(WishError, match="no music that can be heard") as caught:
        open_tape(str(tmp_path), store, frames=100)
    assert [name in str(caught.value) for name in ("1 broken.mp3", "2 empty.ogg", "3 silent.wav")] == [True] * 3
    write_tune(tmp_path / "4.wav", 3)
    found, warnings = open_tape(str(tmp_path), store, frames=100)
    found.close()
    assert len(warnings) == 3
    assert "nothing to be heard" in warnings[2]


@pytest.mark.parametrize("damage", [0.0, 0.5])
def test_an_m4a_that_is_cut_off_is_left_out_or_heard_as_far_as_it_goes(
    folder: Path, tmp_path: Path, store: MeasureStore, damage: float
) -> None:
    data = (folder / "a.m4a").read_bytes()
    (tmp_path / "cut.m4a").write_bytes(data[: round(damage * len(data))])
    with pytest.raises(WishError, match=r"cut\.m4a"):
        open_tape(str(tmp_path), store, frames=100)


def test_what_is_no_music_is_refused(tmp_path: Path, store: MeasureStore) -> None:
    with pytest.raises(WishError, match="no such file"):
        open_tape(str(tmp_path / "nowhere"), store, frames=100)
    with pytest.raises(WishError, match="no music in this folder"):
        open_tape(str(tmp_path), store, frames=100)


def test_a_file_that_goes_while_it_is_heard_is_named(folder: Path, tmp_path: Path, store: MeasureStore) -> None:
    shutil.copy(folder / "a.flac", tmp_path / "gone.flac")
    found, _ = open_tape(str(tmp_path / "gone.flac"), store, frames=100)
    (tmp_path / "gone.flac").unlink()
    with pytest.raises(MachineError, match="cannot be read any more"):
        found.samples(0, 1000)
    found.close()


def test_very_short_files_are_joined_too(tmp_path: Path, opened) -> None:  # type: ignore[no-untyped-def]
    write_tune(tmp_path / "short.wav", 0.7)
    sound = opened(tmp_path).samples(0, 5 * SAMPLE_RATE)
    assert (np.abs(sound.reshape(-1, SAMPLE_RATE // 2, 2)).max(axis=(1, 2)) > 0.01).all()


def test_only_as_much_is_measured_as_is_needed(tmp_path: Path, store: MeasureStore) -> None:
    for number in range(4):
        write_tune(tmp_path / f"{number}.wav", 3, seed=number)
    found, _ = open_tape(str(tmp_path), store, frames=150)
    found.close()
    assert [piece.track.path.name for piece in found.pieces] == ["0.wav", "1.wav"]

"""The cache: content-addressed, whole, checked, capped, shared."""

import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio import Clip
from coach.cue import Manner, Tone, Utterance
from coach.speech.cache import ClipCache, DamagedClipError, _pack, _unpack, key_of
from coach.units import SAMPLE_RATE

CLIP = Clip(bytes(range(256)) * 20, 17, (0.001, 0.25, 1e-9), 0.5)
KEY = "ab" * 32


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "cache", most=1_000_000)


def stored(cache: ClipCache) -> Path:
    (path,) = cache.root.rglob("*.wav")
    return path


def test_what_is_put_can_be_got(cache: ClipCache) -> None:
    assert cache.get(KEY) is None
    cache.put(KEY, CLIP)
    assert cache.get(KEY) == CLIP
    assert cache.state().clips == 1


def test_clips_are_wav_files_that_anybody_can_play(cache: ClipCache) -> None:
    cache.put(KEY, CLIP)
    with wave.open(str(stored(cache))) as file:
        assert file.getparams()[:3] == (1, 2, SAMPLE_RATE)
        assert file.readframes(file.getnframes()) == CLIP.pcm


@given(st.data())
def test_damage_of_any_byte_is_noticed(data: st.DataObject) -> None:
    packed = bytearray(_pack(CLIP))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DamagedClipError):
        _unpack(bytes(packed))


@given(st.integers(0, 5000))
def test_truncation_is_noticed(length: int) -> None:
    packed = _pack(CLIP)
    with pytest.raises(DamagedClipError):
        _unpack(packed[: min(length, len(packed) - 1)])


def test_an_address_depends_on_all_that_decides_the_sound() -> None:
    facts = {"engine": "e", "version": "1", "voice": "v"}
    keys = [
        key_of(Utterance("a"), **facts),
        key_of(Utterance("b"), **facts),
        key_of(Utterance("a", "de"), **facts),
        key_of(Utterance("a", rate=1.5), **facts),
        key_of(Utterance("a", manner=Manner.COUNT), **facts),
        key_of(Utterance("a"), **{**facts, "engine": "f"}),
        key_of(Utterance("a"), **{**facts, "version": "2"}),
        key_of(Utterance("a"), **{**facts, "voice": "w"}),
        key_of(Tone.GO, **facts),
        key_of(Tone.REST, **facts),
        key_of(Utterance("go"), **facts),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of(Tone.GO, **facts) == key_of(Tone.GO, engine="x", version="y", voice="z")


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, most=40_000)
    keys = [f"{number:02x}" * 32 for number in range(10)]
    for number, key in enumerate(keys):
        cache.put(key, CLIP)
        os.utime(cache._path(key), (number, number))
    cache.get(keys[0])
    cache.sweep()
    left = [key for key in keys if cache.get(key)]
    assert keys[0] in left
    assert keys[-1] in left
    assert keys[1] not in left
    assert cache.state().size <= 40_000


def test_what_is_in_use_is_not_swept(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, most=10)
    for key in (KEY, KEY[::-1]):
        cache.put(key, CLIP)
    cache.sweep(keep={KEY})
    assert (cache.get(KEY), cache.get(KEY[::-1])) == (CLIP, None)


def test_what_a_killed_process_left_goes_after_an_hour(cache: ClipCache) -> None:
    cache.put(KEY, CLIP)
    old, new = (stored(cache).with_name(f".coach-{number}.part") for number in range(2))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    cache.sweep()
    assert (old.exists(), new.exists()) == (False, True)


def test_clearing_takes_clips_and_nothing_else(cache: ClipCache) -> None:
    cache.put(KEY, CLIP)
    (cache.root / "README.md").write_text("stays")
    assert cache.clear().clips == 1
    assert [path.name for path in cache.root.iterdir()] == ["README.md"]


def test_a_failed_write_leaves_what_was_there(cache: ClipCache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put(KEY, CLIP)
    cache.root.chmod(0o755)

    def no_space(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", no_space)
    monkeypatch.setattr(Path, "replace", no_space)
    with pytest.raises(OSError, match="No space"):
        cache.put(KEY, Clip(b"\1\2", 0, (), 0.1))
    monkeypatch.undo()
    assert cache.get(KEY) == CLIP
    assert [path.name for path in stored(cache).parent.iterdir()] == [KEY + ".wav"]


MANY = """
import sys
from pathlib import Path
from coach.audio import Clip
from coach.speech import ClipCache
cache = ClipCache(Path(sys.argv[1]), most=60_000)
for turn in range(150):
    key = f"{turn % 7:02x}" * 32
    clip = Clip(bytes([turn % 7]) * 9000, turn % 7, (0.5,), 0.1)
    if cache.get(key) not in (None, clip):
        sys.exit(f"another clip under {key}")
    cache.put(key, clip)
    cache.sweep()
"""


def test_processes_share_it_without_harm(tmp_path: Path) -> None:
    workers = [subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path)], stderr=subprocess.PIPE) for _ in range(3)]
    for worker in workers:
        _, errors = worker.communicate(timeout=120)
        assert worker.returncode == 0, errors.decode()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".wav"]

"""The library: clips made once, kept, made again when damaged, and what happens when it cannot keep them."""

from pathlib import Path

import numpy as np
import pytest

from coach.cue import Manner, Tone, Utterance
from coach.errors import MachineError
from coach.speech import ClipCache, EngineError, Library, Sound, Speaker
from coach.units import SAMPLE_RATE
from tests.sounds import BeepEngine

CUES = [Utterance("one"), Utterance("two"), Tone.GO]


def library(root: Path, engine: BeepEngine | None = None) -> tuple[Library, BeepEngine]:
    engine = engine or BeepEngine()
    return Library("beep", engine, "beep", ClipCache(root, most=10_000_000)), engine


def test_a_clip_is_made_once_and_then_found(tmp_path: Path) -> None:
    first, engine = library(tmp_path)
    first.prepare([*CUES, *CUES])
    assert sorted(engine.spoken) == ["one", "two"]
    second, engine = library(tmp_path)
    second.prepare(CUES)
    assert engine.spoken == []
    for cue in CUES:
        assert second[cue] == first[cue]
        assert second.peak(cue) == first.peak(cue)
        np.testing.assert_array_equal(second.samples(cue), first.samples(cue))
    assert first.warnings == second.warnings == []


def test_timings_fit_the_samples(tmp_path: Path) -> None:
    lib, _ = library(tmp_path)
    for cue in CUES:
        assert lib[cue].duration == len(lib.samples(cue)) > 0
        assert 0 <= lib[cue].beat < lib[cue].duration


def test_progress_is_told(tmp_path: Path) -> None:
    lib, _ = library(tmp_path)
    told: list[tuple[int, int]] = []
    lib.prepare(CUES, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("harm", ["truncate", "flip", "empty"])
def test_a_damaged_clip_is_made_again_with_a_warning(tmp_path: Path, harm: str) -> None:
    first, _ = library(tmp_path)
    first.prepare(CUES)
    path = max(tmp_path.rglob("*.wav"), key=lambda path: path.stat().st_size)
    data = bytearray(path.read_bytes())
    if harm == "flip":
        data[len(data) // 2] ^= 0xFF
    path.write_bytes({"truncate": data[: len(data) // 2], "flip": data, "empty": b""}[harm])
    second, engine = library(tmp_path)
    second.prepare(CUES)
    assert len(engine.spoken) == 1
    assert len(second.warnings) == 1
    assert "was damaged and is made again" in second.warnings[0]
    third, engine = library(tmp_path)
    third.prepare(CUES)
    assert (engine.spoken, third.warnings) == ([], [])


def test_a_clip_that_vanishes_is_made_again(tmp_path: Path) -> None:
    lib, engine = library(tmp_path)
    lib.prepare(CUES)
    ClipCache(tmp_path, most=1).clear()
    lib._held.clear()
    assert len(lib.samples(Utterance("one"))) == lib[Utterance("one")].duration
    assert engine.spoken.count("one") == 2


def test_without_room_for_a_cache_it_works_from_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    lib, _ = library(tmp_path / "file" / "cache")
    lib.prepare(CUES)
    assert len(lib.samples(Utterance("one"))) > 0
    assert any("cannot be written" in warning and "COACH_CACHE_DIR" in warning for warning in lib.warnings)
    lib._held.clear()
    assert len(lib.samples(Utterance("two"))) > 0


def test_only_a_little_is_held_in_memory(tmp_path: Path) -> None:
    lib, engine = library(tmp_path)
    cues = [Utterance("slowly " * 20 + str(number)) for number in range(12)]
    lib.prepare(cues)
    assert sum(len(clip.pcm) for clip in lib._held.values()) <= 4_000_000
    assert len(engine.spoken) == 12
    assert all(len(lib.samples(cue)) == lib[cue].duration for cue in cues)
    assert len(engine.spoken) == 12


class Mute(BeepEngine):
    def speak(self, utterance: Utterance, voice: str) -> Sound:
        if utterance.text == "two":
            raise EngineError("lost my voice")
        return Sound(np.zeros(1000, np.float32), SAMPLE_RATE)


@pytest.mark.parametrize(("text", "says"), [("two", "lost my voice"), ("one", "makes no sound")])
def test_what_cannot_be_said_says_so(tmp_path: Path, text: str, says: str) -> None:
    lib, _ = library(tmp_path, Mute())
    with pytest.raises(MachineError, match=says) as caught:
        lib.prepare([Utterance(text)])
    assert "beep:beep" in str(caught.value)
    assert "--voice" in str(caught.value)


class Moody(BeepEngine):
    def speak(self, utterance: Utterance, voice: str) -> Sound:
        sound = super().speak(utterance, voice)
        return Sound(np.tile(sound.samples, len(self.spoken)), sound.rate)


def test_a_voice_that_changes_its_mind_is_noticed(tmp_path: Path) -> None:
    lib, _ = library(tmp_path, Moody())
    cue = Utterance("one")
    lib.prepare([cue])
    ClipCache(tmp_path, most=1).clear()
    lib._held.clear()
    with pytest.raises(MachineError, match="otherwise than a moment ago"):
        lib.samples(cue)


def test_the_cache_keeps_its_size_again_after_it_was_used(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, most=10)
    library = Library("beep", BeepEngine(), "beep", cache)
    library.prepare([Utterance("one"), Utterance("two")])
    assert cache.state().clips == 2
    library.close()
    assert cache.state().clips == 0


def test_counts_may_have_a_voice_of_their_own(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, most=10_000_000)
    speaks, counts = BeepEngine(), BeepEngine()
    both = Library("beep", speaks, "beep", cache, counter=Speaker("boop", counts, "low"))
    cues = [Utterance("Ready."), Utterance("one", manner=Manner.COUNT), Utterance("two", manner=Manner.LAST), Tone.GO]
    told: list[tuple[int, int]] = []
    both.prepare(cues, lambda done, of: told.append((done, of)))
    assert (speaks.spoken, sorted(counts.spoken)) == (["Ready."], ["one", "two"])
    assert both.label == "beep:beep + boop:low"
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    again = Library("boop", counts, "low", cache)
    again.prepare(cues[1:3])
    assert len(counts.spoken) == 2


def test_the_same_voice_for_both_is_one_voice(tmp_path: Path) -> None:
    engine = BeepEngine()
    one = Library("beep", engine, "beep", None, counter=Speaker("beep", engine, "beep"))
    assert one.label == "beep:beep"

"""One suite for every engine: what the port promises."""

import numpy as np
import pytest

from coach.cue import Utterance
from coach.speech import Engine, candidates, find
from tests.sounds import BeepEngine

REAL = [
    pytest.param("hibari", marks=pytest.mark.slow),
    pytest.param("system", marks=pytest.mark.slow),
    pytest.param("piper", marks=pytest.mark.slow),
    pytest.param("silent"),
    pytest.param("beep"),
]


@pytest.fixture(params=REAL)
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "beep":
        return BeepEngine()
    name, found, _ = find(request.param, language="en")
    assert name == request.param
    return found


def test_it_is_usable_and_has_a_version(engine: Engine) -> None:
    assert engine.problem() == ""
    assert engine.version
    assert engine.workers >= 1


def test_its_default_voice_is_one_of_its_voices(engine: Engine) -> None:
    names = [voice.name for voice in engine.voices()]
    assert engine.default_voice("en") in names
    assert len(set(names)) == len(names)


def test_sound_is_mono_float32_within_one(engine: Engine) -> None:
    sound = engine.speak(Utterance("Lie face down, arms by your sides."), engine.default_voice("en"))
    assert sound.samples.ndim == 1
    assert sound.samples.dtype == np.float32
    assert np.abs(sound.samples).max() <= 1.0
    assert 0.5 < len(sound.samples) / sound.rate < 6


@pytest.mark.parametrize("text", ["one", "Seventeen.", "Hüfte", "IT band", "a, b; c: d", "x" * 30])
def test_it_says_anything(engine: Engine, text: str) -> None:
    assert len(engine.speak(Utterance(text), engine.default_voice("en")).samples) > 0


def test_it_says_a_long_paragraph(engine: Engine) -> None:
    text = "Keep the standing knee over the toes, the hips level and the chest open " * 8
    sound = engine.speak(Utterance(text), engine.default_voice("en"))
    assert len(sound.samples) / sound.rate > 15


def test_a_higher_rate_is_shorter(engine: Engine) -> None:
    voice = engine.default_voice("en")
    lengths = [len(engine.speak(Utterance("twenty-seven", rate=rate), voice).samples) for rate in (1.0, 1.25, 1.5)]
    assert lengths[0] > lengths[1] > lengths[2]


def test_the_same_words_make_the_same_sound(engine: Engine) -> None:
    voice = engine.default_voice("en")
    first, second = (engine.speak(Utterance("Switch sides."), voice).samples for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_workers_may_speak_at_once(engine: Engine) -> None:
    from concurrent.futures import ThreadPoolExecutor

    voice = engine.default_voice("en")
    texts = ["one", "two", "three", "Switch sides.", "Halfway."] * 2
    alone = [engine.speak(Utterance(text), voice).samples for text in texts]
    with ThreadPoolExecutor(engine.workers) as pool:
        together = list(pool.map(lambda text: engine.speak(Utterance(text), voice).samples, texts))
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one, other)


def test_every_engine_is_announced_and_works_here() -> None:
    assert {candidate.name for candidate in candidates()} == {"hibari", "piper", "silent", "system"}

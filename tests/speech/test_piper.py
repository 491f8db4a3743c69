"""Piper's voices without a network: their files, their phonemes, and what is said of those that are none."""

import json
from pathlib import Path

import pytest

from coach.errors import WishError
from coach.speech import EngineError, find, speaks
from coach.speech.engines.phonemes import Phonemizer
from coach.speech.engines.piper import PiperEngine
from coach.speech.engines.piper_model import PiperModel

CONFIG = {
    "audio": {"sample_rate": 22_050},
    "espeak": {"voice": "de"},
    "language": {"code": "de_DE", "name_english": "German", "country_english": "Germany"},
    "phoneme_id_map": {character: [number] for number, character in enumerate("_^$ .,zˈiːbən")},
    "num_speakers": 2,
    "speaker_id_map": {"calm": 0, "eager": 1},
    "of no use": [],
}


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    path = tmp_path / "a voice.onnx"
    path.write_bytes(b"no network")
    path.with_name("a voice.onnx.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    return path


def test_a_voice_is_named_by_its_whole_path(voice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(voice.parent)
    name, _, found = find("piper:a voice.onnx", language="en")
    assert (name, found) == ("piper", str(voice))
    assert find(f"piper:{voice}#eager", language="en")[2] == f"{voice}#eager"
    assert speaks(f"piper:{voice}", language="de-at")
    assert not speaks(f"piper:{voice}", language="en")


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("gone.onnx", "there is no file"),
        ("a voice.onnx#loud", "it has 2 speakers"),
        ("a voice.onnx#2", "it has 2 speakers"),
        ("john", "it has en_US-joe-medium"),
    ],
)
def test_what_is_no_voice_is_told(voice: Path, monkeypatch: pytest.MonkeyPatch, label: str, says: str) -> None:
    monkeypatch.chdir(voice.parent)
    with pytest.raises(WishError, match=says):
        find(f"piper:{label}", language="en")


@pytest.mark.parametrize(
    "damage", ['{"audio": {}}', "no JSON", '{"audio": {"sample_rate": 1}, "phoneme_type": "pinyin"}']
)
def test_settings_that_are_not_pipers_are_told(voice: Path, damage: str) -> None:
    voice.with_name("a voice.onnx.json").write_text(damage, encoding="utf-8")
    with pytest.raises(EngineError, match=r"a voice.onnx.json is no Piper voice"):
        PiperModel(voice, "", Phonemizer())


def test_a_network_that_is_none_is_told(voice: Path) -> None:
    with pytest.raises(EngineError, match=r"a voice.onnx cannot be loaded"):
        PiperModel(voice, "", Phonemizer()).load()


def test_another_file_under_the_same_path_is_another_voice(voice: Path) -> None:
    engine = PiperEngine()
    before = engine.fingerprint(str(voice))
    voice.write_bytes(b"another network")
    assert engine.fingerprint(str(voice)) != before


def test_words_become_numbers_between_the_marks_of_beginning_and_end(voice: Path) -> None:
    model = PiperModel(voice, "", Phonemizer())
    phonemes = model._phonemes("Sieben")
    assert phonemes == "zˈiːbən."
    assert model._numbers(phonemes) == [1, 0, 6, 0, 7, 0, 8, 0, 9, 0, 10, 0, 11, 0, 12, 0, 4, 0, 2]


def test_punctuation_stays_and_what_has_no_word_goes(voice: Path) -> None:
    model = PiperModel(voice, "", Phonemizer())
    assert model._phonemes("Sieben, sieben… – !") == "zˈiːbən, zˈiːbən."
    assert model._phonemes("… !") == ""


def test_the_phonemizer_says_what_it_cannot_do_and_goes_on() -> None:
    phonemizer = Phonemizer()
    with pytest.raises(EngineError, match="espeak-ng has no voice `tlh`"):
        phonemizer.phonemes(["nuqneH"], voice="tlh")
    assert phonemizer.phonemes(["seven", "Lie, face down"], voice="en-us") == ["sˈɛvən", "lˈaɪ fˈeɪs dˈaʊn"]

"""Numbers, times, lists and symbols as words."""

import pytest

from coach.script import load_phrases
from coach.script.words import about, duration, listing, named, number, sentences, speakable

EN = load_phrases("en")


def test_names_have_no_end_of_their_own_and_say_their_units() -> None:
    assert named("Legs!", EN) == "Legs"
    assert named("Farmer carry 20 kg.", EN) == "Farmer carry twenty kilos"
    assert named("21s", EN) == "twenty-ones"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "one"),
        (21, "twenty-one"),
        (107, "one hundred and seven"),
        (1000, "one thousand"),
        (12.5, "twelve point five"),
    ],
)
def test_numbers(value: float, words: str) -> None:
    assert number(value, EN) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "one second"),
        (20, "twenty seconds"),
        (60, "one minute"),
        (90, "one minute thirty seconds"),
        (150, "two and a half minutes"),
        (570, "nine and a half minutes"),
        (600, "ten minutes"),
        (605, "ten minutes five seconds"),
        (3600, "one hour"),
        (5400, "one hour thirty minutes"),
        (12.5, "twelve point five seconds"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds, EN) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "ten seconds"), (58, "one minute"), (96, "one minute forty seconds"), (707, "twelve minutes")],
)
def test_about_is_said_in_round_numbers(seconds: float, words: str) -> None:
    assert about(seconds, EN) == words


def test_listings() -> None:
    assert listing(("a mat",), EN) == "a mat"
    assert listing(("a mat", "a step"), EN) == "a mat and a step"
    assert listing(("a mat", "a ball", "a step"), EN) == "a mat, a ball, and a step"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bend 90° & hold.", "Bend ninety degrees and hold."),
        ("Up → down", "Up, down"),
        ("90/90 stretch", "ninety/ninety stretch"),
        ("21s", "twenty-ones"),
        ("½ kneeling", "half kneeling"),
        ("3.5 times", "three point five times"),
        ("call 01234567890123", "call 01234567890123"),
    ],
)
def test_speakable(text: str, said: str) -> None:
    assert speakable(text, EN) == said


def test_sentences_spell_units_out_and_drop_what_cannot_be_said() -> None:
    assert sentences("Hold 20 s. Raise it 10cm! … And down", EN) == (
        "Hold twenty seconds.",
        "Raise it ten centimetres!",
        "And down",
    )

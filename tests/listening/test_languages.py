"""Counting in other languages than English, as a recogniser hears it that knows a hundred of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.app import open_voice
from coach.cue import Utterance
from coach.script import load_phrases
from coach.script.words import number
from tests.listening.ears import Recogniser

pytestmark = pytest.mark.slow

MOST_COUNTED, MOST_NUMBER = 20, 25
"""How far is counted, and how many numbers there are to choose among."""
HEARD = ["de", "es"]
"""Of espeak-ng's French this recogniser understands neither numbers nor sentences (10 of 20 counts, by choice)."""


@pytest.mark.parametrize("language", HEARD)
def test_every_count_of_the_systems_voice_is_recognised(
    language: str, whisper_base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Callable[[str], None]
) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path))
    phrases, recogniser = load_phrases(language), Recogniser(whisper_base, language=language)
    library = open_voice("system", language=language)
    words = [str(number(value, phrases)) for value in range(1, MOST_NUMBER + 1)]
    digits = [str(value) for value in range(1, MOST_NUMBER + 1)]  # which it likes to write
    library.prepare(Utterance(word, language) for word in words[:MOST_COUNTED])
    wrong, twice = [], 0
    for value, word in enumerate(words[:MOST_COUNTED], 1):
        sound = library.samples(Utterance(word, language))
        if recogniser.choose(sound, words, window_s=6) == word:
            continue
        twice += 1
        if (heard := recogniser.choose(sound, [*words, *digits])) not in (word, str(value)):
            wrong.append((word, heard))
    right = MOST_COUNTED - len(wrong)
    say(f"{library.label}: {right} of {MOST_COUNTED} counts recognised, {twice} of them at the second hearing")
    assert wrong == []

"""The sample of a voice: in every language a name, a position, and a count to the last."""

import pytest

from coach.script import CountedSet, Role, Transition, load_phrases, phrase_languages, sample
from coach.script.sample import REPS


@pytest.mark.parametrize("language", phrase_languages())
def test_it_has_what_a_workout_has(language: str) -> None:
    phrases = load_phrases(language)
    script = sample(phrases)
    (counted,) = (step for step in script.steps if isinstance(step, CountedSet))
    (before,) = (step for step in script.steps if isinstance(step, Transition))
    assert script.language == language
    assert counted.spoken == frozenset(range(1, REPS + 1))
    assert {call.after for call in counted.calls} >= {REPS - 3, REPS - 1}
    assert [one.role for one in before.says] == [Role.ANNOUNCE, Role.POSITION]
    assert {phrases.language} == {said.language for said in script.utterances()}

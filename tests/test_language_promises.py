"""The promises in every language: numbers in order, one voice at a time, on the beat, whatever the words' lengths."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import compose, read
from coach.routine import Routine, Talk
from coach.score import Activity, Score, Speech, schedule
from coach.script import Count, Role, load_phrases, phrase_languages, write
from coach.script.grammar import without_tens
from coach.script.words import number
from coach.speech import Estimated
from tests.strategies import plain_routines
from tests.timings import VariedTimings

PHRASES = {language: load_phrases(language) for language in phrase_languages()}
paces = st.integers(50, 200).map(lambda percent: percent / 100)
voices = st.builds(VariedTimings, st.integers(0, 5)) | st.just(Estimated())


def counted(score: Score, step: int) -> list[Speech]:
    found = (event for event in score.events if isinstance(event, Speech) and event.step == step)
    return [event for event in found if event.role is Role.COUNT]


@pytest.mark.parametrize("language", phrase_languages())
@given(plain_routines, paces, voices, st.sampled_from(Talk), st.sampled_from(Count))
def test_1_2_and_3_hold_in_every_language(
    language: str, routine: Routine, pace: float, voice: VariedTimings, talk: Talk, count: Count
) -> None:
    phrases = PHRASES[language]
    routine = routine.model_copy(update={"language": language})
    score = schedule(write(routine, phrases=phrases, total_s=600, talk=talk, count=count), voice, pace=pace)
    for before, after in pairwise(score.events):
        assert before.end <= after.start
    falling = count in (Count.DOWN, Count.LAST)
    for stretch in score.stretches:
        numbers = counted(score, stretch.step) if stretch.activity is Activity.COUNT else []
        said = [event.rep for event in numbers if event.rep is not None]
        assert said == sorted(set(said), reverse=falling)
        for event in numbers:
            assert event.rep is not None
            short = number(without_tens(event.rep, phrases), phrases)
            assert event.utterance.text in (number(event.rep, phrases), short)
            assert event.utterance.language == language


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rumpf", "piernas", "reveil"])
@pytest.mark.parametrize("pace", [1.0, 1.8])
def test_1_2_and_3_hold_with_the_systems_voice(
    name: str, pace: float, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "clips"))
    routine = read(name)
    score = compose(routine, voice="system", pace=pace)
    assert score.voice.startswith(f"system:{routine.language}")
    for before, after in pairwise(score.events):
        assert before.end <= after.start
    sets = [stretch for stretch in score.stretches if stretch.activity is Activity.COUNT]
    assert len(sets) > 5
    for stretch in sets:
        numbers = counted(score, stretch.step)
        said = [event.rep for event in numbers if event.rep is not None]
        assert said == sorted(set(said))
        assert numbers[-1].beat == stretch.end
        if not any("number is said" in warning for warning in score.warnings):
            assert said == list(range(1, len(said) + 1))

"""Shorter wordings: sentences end where a part of them ends, and each length has no more words than the one before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine import shelf
from coach.routine.shelf import exercises
from coach.script import load_phrases, phrase_languages
from coach.script.shortening import first_part
from coach.script.words import sentences

EN = load_phrases("en")


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Lie on your back, knees bent, arms down.", "Lie on your back."),
        ("With a straight back, bow forward, and come up.", "With a straight back, bow forward."),
        ("With your knees bent, lift the hips.", "With your knees bent, lift the hips."),
        ("Kneel, big toes together, knees apart.", "Kneel, big toes together."),
        ("Lift arms, chest and legs off the floor, and stay there.", "Lift arms, chest and legs off the floor."),
        ("Put hands, knees, hips and feet on the floor.", "Put hands, knees, hips and feet on the floor."),
        ("Move in one big, slow circle, and back.", "Move in one big, slow circle."),
        ("Stand (feet wide, toes out) on the mat, arms down.", "Stand (feet wide, toes out) on the mat."),
        ("Think “tall, long” all the way – and breathe.", "Think “tall, long” all the way."),
        ("Take a well-made step: the back heel is up.", "Take a well-made step."),
        ("Stand tall.", "Stand tall."),
    ],
)
def test_a_sentence_ends_with_its_first_part(sentence: str, part: str) -> None:
    assert first_part(sentence, EN) == part


words = st.sampled_from(["Lie", "with", "and", "big", "knees", "bent,", "arms:", "(so", "far)", "–", "“up", "down”"])


@given(st.lists(words, min_size=1, max_size=12).map(" ".join))
def test_a_part_is_the_beginning_up_to_a_border(sentence: str) -> None:
    part = first_part(f"{sentence}.", EN)
    if part != f"{sentence}.":
        kept = part.removesuffix(".")
        assert re.match(r"[,;:] | [–—] ", sentence.removeprefix(kept))
        assert kept.count("(") <= kept.count(")")
        assert kept.count("“") <= kept.count("”")


@pytest.mark.parametrize("language", phrase_languages())
def test_what_the_shelf_says_can_be_shorter_and_stays_a_sentence(language: str) -> None:
    phrases = load_phrases(language)
    texts = [text for entry in exercises.entries(language) for text in (entry.position, entry.movement)]
    whole = [sentences(text, phrases)[0] for text in texts]
    parts = [first_part(sentence, phrases) for sentence in whole]
    assert sum(part != sentence for part, sentence in zip(parts, whole, strict=True)) > len(whole) // 4
    clauses = phrases.sections["clauses"]
    for part in parts:
        *before, last = re.findall(r"\w+", part.lower())
        assert before
        assert last not in (*clauses["listing"], *clauses["bound"], *clauses["open"])


@pytest.mark.parametrize(
    ("language", "sentence", "part"),
    [
        ("de", "Heb die Ferse so hoch, wie es geht.", "Heb die Ferse so hoch, wie es geht."),
        ("de", "Mit geradem Rücken, beug dich vor, und komm hoch.", "Mit geradem Rücken, beug dich vor."),
        ("es", "Túmbate boca arriba, las rodillas dobladas.", "Túmbate boca arriba."),
        ("fr", "Lève la tête, les bras et les jambes.", "Lève la tête, les bras et les jambes."),
    ],
)
def test_each_language_has_its_own_words_for_it(language: str, sentence: str, part: str) -> None:
    assert first_part(sentence, load_phrases(language)) == part


def test_the_built_in_routines_are_shortened_at_borders_too() -> None:
    assert "hamstrings" in shelf.names()
    first = "Lie on your back, knees bent, feet under your hips, arms down."
    assert first in shelf.text("hamstrings")
    assert first_part(first, EN) == "Lie on your back."

"""Articles and notes whose sentences say how much: for one exercise under its heading, or for all of them."""

from coach.routine import Interval, ReadingKind, understand
from tests.routine.reading.test_circuits import blocks

DESCRIBED = """\
# Knees

Complete 2 rounds, resting 60 seconds between rounds.

## 1. Clamshell

Lie on your side. Do 12 reps on each leg.

## 2. Single-Leg Bridge

Lie on your back. Raise your hips, hold for 2 seconds at the top. Repeat 10 times per leg.

## 3. Side Plank

Prop yourself up on your elbow. Hold for 30 to 45 seconds, then switch sides.
"""
FOR_ALL = """\
# The 10-Minute Core Workout

Perform each exercise for 45 seconds followed by 15 seconds of rest. Go through the list twice.

## Plank
Keep straight.

## Dead Bug
Lie on your back.

## Wobbler
Lie on your side.
"""


def test_an_exercise_for_each_heading_with_its_dose_in_a_sentence() -> None:
    assert [line for line in blocks(DESCRIBED) if not line.startswith(" ")] == [
        "## Circuit: 2 rounds, rest 60 s",
        "- Clamshell: 12 each side",
        "- Single-Leg Bridge: 10 each side @ 4 s",
        "- Side Plank: 30-45 s each side",
    ]


def test_a_sentence_for_all_exercises_below_it() -> None:
    understood = understand(FOR_ALL)
    assert understood.routine is not None
    (block,) = understood.routine.blocks
    assert (block.format, block.rounds) == (Interval(work_s=45, rest_s=15), 2)
    assert [exercise.name for exercise in block.exercises()] == ["Plank", "Dead Bug"]
    assert [(reading.name, reading.note) for reading in understood.readings if not reading.sure] == [
        ("Wobbler", "it may be an exercise")
    ]


def test_a_german_sentence_for_all() -> None:
    text = "Jede Übung 30 Sekunden pro Seite halten und zweimal wiederholen.\n\n"
    text += "- Wadendehnung\n- Hüftbeuger: 40 Sekunden\n"
    assert blocks(f"---\nlanguage: de\n---\n# Dehnen\n\n{text}")[-2:] == [
        "- Wadendehnung: 2 x 30 s each side",
        "- Hüftbeuger: 2 x 40 s",
    ]


def test_rounds_in_one_of_many_sentences_are_taken_and_marked() -> None:
    text = "## The workout\n\nDo as many as listed, then rest 30 seconds. Complete three rounds.\n\n"
    text += "1. Squats x 12\n2. Lunges x 10\n"
    assert blocks(text)[0] == "## The workout: 3 rounds"
    assert any(not reading.sure for reading in understand(text).readings)


def test_a_sentence_is_no_name() -> None:
    names = [one.name for one in understand(DESCRIBED).readings if one.kind is ReadingKind.EXERCISE]
    assert names == ["Clamshell", "Single-Leg Bridge", "Side Plank"]


def test_the_same_count_twice_is_marked() -> None:
    readings = understand("## Monster walk\n\nPut a band on. Take 10 steps forward and 10 steps back.\n").readings
    assert [(one.reps, one.sure) for one in readings if one.kind is ReadingKind.EXERCISE] == [(10, False)]


def test_a_list_below_that_says_otherwise_is_marked() -> None:
    text = "- Clamshell: 20 each side\n- Plank: 40 s\n\n## Clamshells\n\nLie on your side. Do 12 reps on each leg.\n"
    (reading,) = [one for one in understand(text).readings if one.name == "Clamshell"]
    assert reading.note == "its description in line 4 says otherwise"

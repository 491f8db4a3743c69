"""Articles and notes whose sentences say how much: for one exercise under its heading, or for all of them."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "doses"),
    [
        ("- Squats: 10 reps\n\n## Jump squats\n20 reps\n", ["Squats: 10 reps", "Jump squats: 20 reps"]),
        (
            "- Push-ups: 10\n\n## Wide push-ups\nSets: 3\nReps: 8\n",
            ["Push-ups: 10 reps", "Wide push-ups: 3 x 8"],
        ),
        ("- Side plank: 30 s\n\n## Plank 3 x 40 s\nLie down.\n", ["Side plank: 30 s", "Plank: 3 x 40 s"]),
        (
            "- Single-leg bridge: 10\n\n## Single leg bridge dips 4 x 8\nLie down.\n",
            ["Single-leg bridge: 10 reps", "Single leg bridge dips: 4 x 8"],
        ),
    ],
)
def test_a_heading_with_a_dose_of_its_own_is_an_exercise_of_its_own(text: str, doses: list[str]) -> None:
    assert [line.removeprefix("- ") for line in blocks(text) if line.startswith("- ")] == doses
    (unsure,) = [one for one in understand(text).readings if not one.sure]
    assert (unsure.line, unsure.note) == (3, f"it may describe `{doses[0].split(':')[0]}` in line 1")


def test_a_heading_with_the_dose_of_the_list_describes_it_and_is_marked_where_its_name_is_another() -> None:
    assert blocks("- Bridge dips: 10\n\n## Bridge dip\nLie on your back. Do 10 reps.\n")[0] == "- Bridge dips: 10 reps"
    (reading,) = understand("- Bridge dips: 10\n\n## Single bridge dips\nLie on your back. Do 10 reps.\n").readings[:1]
    assert reading.note == "`Single bridge dips` in line 3 is taken for its description"


def test_names_that_only_look_alike_are_two_exercises() -> None:
    text = "- Leg raises: 10\n- Plank: 40 s\n\n## Leg press\nLie on your back. Do 10 reps.\n"
    assert [line for line in blocks(text) if line.startswith("- ")][-1] == "- Leg press: 10 reps"


def test_sets_that_only_the_description_gives_are_marked() -> None:
    text = "- Clamshell: 20\n- Plank: 40 s\n\n## Clamshells\n\nLie on your side. Do 3 sets of 20 reps.\n"
    (reading,) = [one for one in understand(text).readings if one.name == "Clamshell"]
    assert reading.note == "its description in line 4 says otherwise"


def test_a_second_description_is_kept_as_left_out() -> None:
    text = "- Clamshell: 20\n  Lie on your side.\n\n## Clamshells\n\nDo 20 reps.\nOpen the upper knee.\n"
    understood = understand(text)
    assert understood.left_out == ("Open the upper knee.",)

"""Rounds: on the line of their exercises, above and below them, as supersets and ladders; and labels with numbers."""

import pytest

from coach.routine import Ladder, ReadingKind, understand, write


def blocks(text: str) -> list[str]:
    """The heads and exercises of a text in the strict form."""
    understood = understand(text)
    assert understood.routine is not None
    assert not understood.problems, understood.problems
    written = write(understood.routine).split("\n---\n", 1)[1].splitlines()[1:]
    return [line for line in written if line]


CIRCUIT = ["## Circuit: 3 rounds, rest 60 s", "- squats: 10 reps", "- push-ups: 8 reps", "- plank: 30 s"]


@pytest.mark.parametrize(
    "text",
    [
        "3 rounds: 10 squats, 8 push-ups, 30s plank, rest 60 s",
        "- 3 rounds of 10 squats, 8 push-ups, 30s plank; 60 s rest",
        "3 rounds of: 10 squats + 8 push-ups + 30s plank, 1 min rest",
        "3x (10 squats, 8 push-ups, 30 s plank) rest 60s",
        "10 squats\n8 push-ups\n30s plank\n3 rounds, 60s rest",
        "10 squats\n8 push-ups\n30s plank\n\n3 rounds, 60s rest",
        "- 10 squats\n- 8 push-ups\n- 30s plank\n\nRepeat 3 times with 60 seconds rest in between",
        "10 squats\n8 push-ups\n30s plank\nRepeat 3 times with 60 seconds rest in between",
        "10 squats\n8 push-ups\n30s plank\nrepeat 3x, rest 60 s between rounds",
    ],
)
def test_rounds_of_exercises_on_one_line_or_above_them(text: str) -> None:
    assert blocks(text) == CIRCUIT


@pytest.mark.parametrize("end", ["x3", "X 3", "3 rounds", "(repeat 3x)", "Repeat three times."])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_rounds_at_the_end(between: str, end: str) -> None:
    assert blocks(f"squats 20\npush-ups 15{between}{end}") == [
        "## Circuit: 3 rounds",
        "- squats: 20 reps",
        "- push-ups: 15 reps",
    ]


def test_rounds_at_the_end_do_not_hold_for_what_follows() -> None:
    text = "# Legs\n- squats 20\n- push-ups 15\n\nRepeat 3 times.\n\nRest 60 s between rounds.\n\n- Plank 30 s\n"
    assert blocks(text)[0] == "## Circuit: 3 rounds, rest 60 s"
    assert blocks(text)[-2:] == ["## Legs", "- Plank: 30 s"]


def test_rounds_in_the_middle_are_marked() -> None:
    readings = understand("squats 20\npush-ups 15\n3 rounds\nplank 30 s\nlunges 10\n").readings
    assert [(one.kind.value, one.sure) for one in readings if one.line == 3] == [("rounds", False)]


def test_clocks_on_the_line_of_their_exercises() -> None:
    assert blocks("AMRAP 12 min: 5 pull-ups, 10 push-ups\nEMOM 10: 5 burpees, 5 squats\n") == [
        "## Circuit: amrap 12:00",
        "- pull-ups: 5 reps",
        "- push-ups: 10 reps",
        "## Circuit: 10 rounds, every 60 s",
        "- burpees: 5 reps",
        "- squats: 5 reps",
    ]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("FRAN\n21-15-9 reps for time of:\nThrusters (95/65 lb)\nPull-ups\n", "## FRAN: 3 rounds"),
        ("Descending ladder 21-15-9\nThrusters\nPull-ups\n", "## Descending ladder: 3 rounds"),
        ("Pyramid: 5-10-5\nThrusters\nPull-ups\n", "## Pyramid: 3 rounds"),
    ],
)
def test_a_ladder_above_exercises_is_climbed_by_rounds(text: str, head: str) -> None:
    understood = understand(text)
    assert understood.routine is not None
    (block,) = understood.routine.blocks
    assert block.rounds == 3
    assert [exercise.name for exercise in block.exercises()] == ["Thrusters", "Pull-ups"]
    assert all(isinstance(one.dose.amount, Ladder) and one.dose.sets == 1 for one in block.exercises())
    assert head in write(understood.routine)


@pytest.mark.parametrize(
    "text",
    [
        "## Superset 1 (3 sets)\n- Squat 10 reps\n- Row 8 reps\n- Rest 75 seconds between supersets\n",
        "Superset 1 (3 sets)\nSquat 10\nRow 8\nRest 75 seconds between supersets\n",
        "## Superset 1\n- Squat 3x10\n- Row 3x8, rest 75s\n",
    ],
)
def test_a_superset_goes_round(text: str) -> None:
    assert blocks(text) == ["## Superset 1: 3 rounds, rest 75 s", "- Squat: 10 reps", "- Row: 8 reps"]


def test_a_superset_on_one_line_goes_round() -> None:
    assert blocks("- Superset: squat 3x10 + push-up 3x10\n")[0] == "## Superset: 3 rounds"


def test_numbers_of_labels_are_no_doses() -> None:
    text = """\
## Circuit 1 – 40s work / 20s rest x 3 rounds
- Squats
- Burpees
## Circuit 2 – repeat 4x, 30 sec rest between rounds
- Squats 10
## Round 1
- Squats 11
## Round 2
- Squats 12
## Block 3
- Squats 13
"""
    assert blocks(text) == [
        "## Circuit 1: 3 rounds, 40 s work, 20 s rest",
        "- Squats",
        "- Burpees",
        "## Circuit 2: 4 rounds, rest 30 s",
        "- Squats: 10 reps",
        "## Round 1: 1 round",
        "- Squats: 11 reps",
        "## Round 2: 1 round",
        "- Squats: 12 reps",
        "## Block 3: 1 round",
        "- Squats: 13 reps",
    ]


def test_odd_and_even_minutes_take_turns() -> None:
    assert blocks("EMOM 20 (alternating):\nOdd: 15 KB swings\nEven: 12 burpees\n") == [
        "## Circuit: 10 rounds, every 60 s an exercise",
        "- KB swings: 15 reps",
        "- burpees: 12 reps",
    ]


def test_a_day_in_the_middle_is_a_title() -> None:
    assert blocks("Day 1\nSquat 3x10\nDay 2\nLunge 3x10\n")[2:] == ["## Day 2: 1 round", "- Lunge: 3 x 10"]


def test_letters_behind_a_warm_up_are_no_part_of_it() -> None:
    heads = [line for line in blocks("Warm-up\nArm circles 20\nB1. Squat 3x8\nB2. Row 3x8\n") if line[0] == "#"]
    assert heads == ["## Warm-up", "## Superset B: 3 rounds"]


def test_what_a_line_is_for_stays_in_the_names() -> None:
    assert blocks("- Foam roll: quads 1 min, calves 1 min\n") == ["- Foam roll quads: 60 s", "- Foam roll calves: 60 s"]


def test_a_block_that_cannot_be_built_leaves_the_places_of_the_others_alone() -> None:
    understood = understand("- Squats: 12\n\n## EMOM 10\n- Burpees: 100\n\n## B\n- Lunges 20, alternating\n")
    assert understood.routine is not None
    assert [exercise.name for exercise in understood.routine.exercises()] == ["Squats", "Lunges"]
    assert understood.places == (1, 7)
    assert [bool(remark) for remark in understood.remarks] == [False, True]


def test_what_is_wrong_in_a_superset_is_said_once() -> None:
    understood = understand("A1. Squats 3x2000\nA2. Rows 3x3000\n")
    assert [(problem.line, problem.message) for problem in understood.problems] == [
        (1, "2000 repetitions"),
        (2, "3000 repetitions"),
    ]


def test_a_superset_keeps_the_rest_of_each_exercise() -> None:
    assert blocks("A1. Squats 3 x 10, rest 60 s\nA2. Rows 3 x 10, rest 90 s\n") == [
        "## Superset A: 3 rounds, rest 90 s",
        "- Squats: 10 reps",
        "- Rest 60 s",
        "- Rows: 10 reps",
    ]


def test_minutes_in_turn_have_the_rounds_of_their_block() -> None:
    understood = understand("## EMOM 8\n- Minute 1: Squats 10\n- Minute 2: Push-ups 8\n")
    assert understood.routine is not None
    assert [block.rounds for block in understood.routine.blocks] == [4]
    assert [one.sets for one in understood.readings if one.kind is ReadingKind.EXERCISE] == [4, 4]

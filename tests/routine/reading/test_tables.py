"""Tables that are no Markdown, fields side by side, and rests and lines that stand apart."""

import pytest

from coach.routine import understand
from tests.routine.reading.test_circuits import blocks

READ = ["- Push-up: 3 x 12, rest 60 s", "- Plank: 2 x 45 s, rest 30 s", "- Side lunge: 2 x 10 each side, rest 45 s"]
CSV = """\
Exercise,Sets,Reps,Rest (s),Notes
Push-up,3,12,60,"slowly, please"
Plank,2,45s,30,
Side lunge,2,10 per side,45,breathe
"""


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("around", ["{}", "# Legs\n\nSome words.\n\n{}\nThe end.\n", "---\ntitle: Legs\n---\n{}"])
def test_tables_with_signs_between_their_cells(around: str, sign: str) -> None:
    table = CSV.replace("slowly, please", "slowly; please").replace(",", sign) if sign != "," else CSV
    found = [line for line in blocks(around.format(table)) if line.startswith("-") and "title" not in line]
    assert [line for line in found if line != "---"] == READ


def test_tables_with_gaps_between_their_cells() -> None:
    text = """\
Exercise    Sets  Reps         Rest
Push-up     3     12           60s
Plank       2     45s          30s
Side lunge  2     10 per side  45s
"""
    assert blocks(text) == READ


def test_a_table_keeps_the_numbers_of_its_lines() -> None:
    readings = understand(f"# Legs\n\n{CSV}\n- Squats: 12 reps\n").readings
    assert [(one.line, one.name) for one in readings if one.kind.value == "exercise"] == [
        (4, "Push-up"),
        (5, "Plank"),
        (6, "Side lunge"),
        (8, "Squats"),
    ]


@pytest.mark.parametrize("line", ["Sets, reps, and rest are all you need.", "- Squats, sets of 10 reps", "a,b,c"])
def test_words_with_commas_are_no_head_of_a_table(line: str) -> None:
    readings = understand(f"{line}\nPlank,2,3\n").readings
    assert not any(one.sure and one.kind.value == "exercise" for one in readings if one.line == 2)


@pytest.mark.parametrize("sign", [" | ", ", ", "; ", " - "])
def test_fields_side_by_side(sign: str) -> None:
    fields = sign.join(("Sets: 3", "Reps: 10", "Rest: 60 sec"))
    assert blocks(f"## Goblet Squat\n{fields}\n") == ["- Goblet Squat: 3 x 10, rest 60 s"]


def test_a_list_of_fields_below_a_name() -> None:
    assert blocks("Squats\n- 3 sets\n- 12 reps\n- Rest 60s\n") == ["- Squats: 3 x 12, rest 60 s"]


def test_sets_of_all_exercises_below() -> None:
    text = "## Core\nPerform 3 sets with 60 seconds rest between sets.\n- Plank 30s\n- Crunch 12\n"
    assert blocks(text)[1:] == ["- Plank: 3 x 30 s, rest 60 s", "- Crunch: 3 x 12, rest 60 s"]


def test_a_rest_before_the_next_block_is_in_no_round() -> None:
    text = "## A: 3 rounds\n- Squat 10\n- Plank 30s\n\nRest 2 minutes before the next block\n\n## B\n- Lunge 10\n"
    assert blocks(text) == [
        "## A: 3 rounds",
        "- Squat: 10 reps",
        "- Plank: 30 s",
        "## Rest: 1 round",
        "- Rest 2:00",
        "## B",
        "- Lunge: 10 reps",
    ]


def test_a_rest_behind_rounds_is_marked() -> None:
    readings = understand("## A: 3 rounds\n- Squat 10\n- Plank 30s\n\nRest 2 minutes\n\n## B\n- Lunge 10\n").readings
    assert [one.sure for one in readings if one.line == 5] == [False]


def test_a_rest_that_has_no_place_on_the_clock_is_marked() -> None:
    readings = understand(
        "8 rounds: 20 sec on, 10 sec off\n1) Squats\n2) Rows\n1 minute rest between exercises.\n"
    ).readings
    assert any("60 s between exercises are left out" in (one.note or "") for one in readings)


def test_what_is_struck_out_is_not_done() -> None:
    assert blocks("- ~~Leg press 3x12~~\n- Squat ~~4x12~~ 3x10\n") == ["- Squat: 3 x 10"]

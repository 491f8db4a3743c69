"""What comes with the program: routines that can be used as they are, and exercises that explain themselves."""

import re

import pytest

from coach import read
from coach.app import built_in
from coach.routine import (
    Amrap,
    Effort,
    Every,
    Exercise,
    Interval,
    Ladder,
    Reps,
    Routine,
    Sides,
    Span,
    posture_of,
    shelf,
    understand,
)
from coach.routine import read as read_text
from coach.routine.shelf.exercises import CUE_FROM_S, entries, find, furnish, named

ROUTINES = {name: read(name) for name in shelf.names()}
MATS = {"de": "Matte", "en": "mat", "es": "esterilla", "fr": "tapis"}
ASKED = {"hamstrings", "warm-up", "hips", "knees", "legs", "core", "travel", "desk", "cool-down"}


def test_the_routines_that_people_ask_for() -> None:
    assert set(ROUTINES) >= ASKED
    lengths = {listed.name: listed.duration_s for listed in built_in()}
    assert all(4 * 60 <= length <= 30 * 60 for length in lengths.values()), lengths
    assert lengths["legs"] == 20 * 60


def test_together_they_have_every_kind_of_block() -> None:
    blocks = [block for routine in ROUTINES.values() for block in routine.blocks]
    assert {type(block.format) for block in blocks if block.format} == {Interval, Every, Amrap}
    amounts = [exercise.dose.amount for routine in ROUTINES.values() for exercise in routine.exercises()]
    assert {type(amount) for amount in amounts} == {Reps, Ladder, Span}
    assert any(isinstance(amount, Reps) and amount.least for amount in amounts)
    assert {amount.effort for amount in amounts if isinstance(amount, Span)} == set(Effort)
    assert any(block.format == Interval(work_s=20, rest_s=10) and block.rounds == 8 for block in blocks)
    assert any(block.rounds > 1 and len(block.items) == 2 and block.format is None for block in blocks)
    assert any("stretch" in exercise.name for exercise in ROUTINES["cool-down"].exercises())
    sides = {exercise.dose.sides for routine in ROUTINES.values() for exercise in routine.exercises()}
    assert sides == set(Sides)


@pytest.mark.parametrize("name", ROUTINES)
def test_a_built_in_routine_leaves_nothing_open(name: str) -> None:
    understood = understand(shelf.text(name))
    assert not understood.problems
    assert all(reading.sure for reading in understood.readings)
    for exercise in ROUTINES[name].exercises():
        assert exercise.position, f"{name} does not say how to get into {exercise.name}"


@pytest.mark.parametrize("name", ROUTINES)
def test_who_has_to_lie_down_is_told_to_bring_something(name: str) -> None:
    positions = [exercise.position or "" for exercise in ROUTINES[name].exercises()]
    down = {"back", "belly", "side", "all fours"}
    if any(posture_of(position) in down for position in positions):
        mats = MATS[ROUTINES[name].language]
        assert any(mats in thing for thing in ROUTINES[name].needs)


def test_the_shelf_of_exercises_is_whole() -> None:
    assert len(entries()) >= 150
    names = [entry.name for entry in entries()]
    assert len(set(names)) == len(names)
    for entry in entries():
        assert 2 <= len(entry.cues) <= 4, entry.name
        assert (entry.tempo_s is None) != (entry.hold_s is None), entry.name
        assert entry.side in ("both", "each", "alternating")
        assert entry.easier, entry.name
        assert entry.harder, entry.name
        for text in (entry.position, entry.movement, *entry.cues):
            assert re.fullmatch(r"[^\d;:()]+[.!]", text), f"{entry.name}: {text}"
        assert len(entry.position) <= 160
        assert len(entry.movement) <= 180


def test_every_kind_of_equipment_and_posture_is_there() -> None:
    needs = " ".join(thing for entry in entries() for thing in entry.needs)
    assert all(thing in needs for thing in ("band", "dumbbell", "kettlebell", "mat", "step", "chair"))
    assert len({entry.posture for entry in entries()}) == 8


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_an_exercise_is_found_by_each_of_its_names(entry) -> None:  # type: ignore[no-untyped-def]
    for name in (entry.name, *entry.also, entry.name.upper(), entry.name.replace("-", " ")):
        assert find(name) is entry, name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Clamshells", "Clamshell"),
        ("clam shells", "Clamshell"),
        ("Burpees", "Burpee"),
        ("Single Leg Glute Bridges", "Single-leg glute bridge"),
        ("Bulgarian split squats", "Bulgarian split squat"),
        ("Mountain Climbers", "Mountain climber"),
        ("Bodyweigt squats", "Bodyweight squat"),
        ("Revrese lunges", "Reverse lunge"),
    ],
)
def test_close_spellings_are_found(written: str, name: str) -> None:
    found = find(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("written", ["Wobbles", "Leg day", "Squat on a horse", "Row", "Plan", "Lunch", "Cardio", ""])
def test_below_a_safe_likeness_nothing_is_taken(written: str) -> None:
    assert find(written) is None


def test_words_find_the_exercises_that_have_them() -> None:
    assert {entry.name for entry in named("nordic")} == {"Nordic curl", "Reverse Nordic curl"}
    assert named("nothing of this name") == ()


def furnished(text: str) -> tuple[Routine, Exercise]:
    routine = read_text(text)
    given = furnish(routine).routine
    return routine, next(given.exercises())


def test_the_shelf_changes_neither_name_nor_dose() -> None:
    routine, exercise = furnished("- CLAMSHELLS: 3 x 12 each side, rest 30 s\n")
    plain = next(routine.exercises())
    assert exercise.name == "CLAMSHELLS"
    assert exercise.dose.model_copy(update={"rep_s": None}) == plain.dose
    assert exercise.position
    assert exercise.movement
    assert exercise.cues


def test_what_is_written_is_never_overwritten() -> None:
    routine, exercise = furnished("- Clamshells: 12 each side @ 4 s\n  Lie down in your own way.\n")
    assert exercise == next(routine.exercises())
    _, exercise = furnished("- Clamshells: 12 each side @ 4 s\n  > My own cue.\n")
    assert (exercise.dose.rep_s, exercise.cues) == (4, ("My own cue.",))


def test_what_cannot_be_said_between_quick_numbers_is_said_before() -> None:
    entry = find("Jumping jack")
    assert entry is not None
    assert entry.tempo_s is not None
    assert entry.tempo_s < CUE_FROM_S
    _, exercise = furnished("- Jumping jacks: 20 reps\n")
    assert (exercise.cues, exercise.movement) == ((), f"{entry.movement} {entry.cues[0]}")
    _, exercise = furnished("- Jumping jacks: 30 s\n")
    assert exercise.cues == entry.cues


def test_a_timed_exercise_hears_nothing_of_counting() -> None:
    _, counted = furnished("- High knees: 40 reps\n")
    _, timed = furnished("- High knees: 30 s\n")
    assert "repetition" in (counted.movement or "")
    assert "repetition" not in (timed.movement or "")


def test_who_alternates_is_told_to_change_sides() -> None:
    _, both = furnished("- Reverse lunges: 10 reps\n")
    _, each = furnished("- Reverse lunges: 10 each side\n")
    assert "Change sides" in (both.movement or "")
    assert "Change sides" not in (each.movement or "")


def test_what_the_shelf_does_not_have_in_a_language_is_not_taken_from_another() -> None:
    for language, name in (("de", "Cossack squat"), ("fr", "Kniebeuge"), ("pt", "Burpee")):
        routine, exercise = furnished(f"---\nlanguage: {language}\n---\n- {name}: 10 reps\n")
        assert exercise == next(routine.exercises())


@pytest.mark.parametrize(
    ("line", "effort"),
    [
        ("Plank: 30 s", Effort.HOLD),
        ("Downward dog: 30 s", Effort.HOLD),
        ("Sit-ups: 30 s", Effort.WORK),
        ("Farmer's carry: 30 s", Effort.WORK),
        ("Burpees: 30 s", Effort.WORK),
        ("Burpees: 30 s hold", Effort.HOLD),
    ],
)
def test_an_exercise_is_held_or_worked_as_the_shelf_knows_it(line: str, effort: Effort) -> None:
    (exercise,) = read_text(f"- {line}\n").exercises()
    assert isinstance(exercise.dose.amount, Span)
    assert exercise.dose.amount.effort is effort


@pytest.mark.parametrize(("count", "rep_s"), [(14, None), (3, 7)])
def test_no_tempo_of_the_shelf_breaks_a_start_on_the_clock(count: int, rep_s: float | None) -> None:
    (block,) = furnish(read(f"## Inch: every 30 s for 5 min\n- Inchworms: {count}\n")).routine.blocks
    (exercise,) = block.exercises()
    assert exercise.position
    assert exercise.dose.rep_s == rep_s
    assert type(block).model_validate(dict(block)) == block

"""Workouts of a watch: unfolded they are what the routine says, set by set, with every rest."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine import Routine, read
from coach.script import Pause, Repeat, Work, WorkoutStep, load_phrases, workout, write
from coach.script.workout import folded
from tests.strategies import routines, unclocked_routines
from tests.test_promises import written_bouts, written_rests

EN = load_phrases("en")


def steps_of(routine: Routine) -> tuple[WorkoutStep, ...]:
    return workout(write(routine, phrases=EN, total_s=60), routine, EN)


def unfolded(steps: Sequence[WorkoutStep]) -> list[Work | Pause]:
    """As a watch goes through them."""
    done: list[Work | Pause] = []
    for number, step in enumerate(steps):
        if isinstance(step, Repeat):
            body = [one for one in steps[step.first : number] if not isinstance(one, Repeat)]
            done += body * (step.times - 1)
        else:
            done.append(step)
    return done


@given(unclocked_routines)
def test_every_set_and_rest_is_there_in_order(routine: Routine) -> None:
    done = unfolded(steps_of(routine))
    found = [(work.name, work.side, work.movements, work.seconds) for work in done if isinstance(work, Work)]
    assert found == [
        (
            bout.exercise.name,
            bout.side,
            bout.reps * (2 if bout.exercise.dose.sides == "alternating" else 1),
            0 if bout.reps else bout.exercise.dose.amount.seconds,  # type: ignore[union-attr]
        )
        for bout in written_bouts(routine)
    ]
    pauses = [step.seconds for step in done if isinstance(step, Pause)]
    assert pauses == pytest.approx([seconds for seconds in written_rests(routine) if seconds])


@given(routines())
def test_repeats_come_after_what_they_repeat_and_hold_no_other(routine: Routine) -> None:
    steps = steps_of(routine)
    for number, step in enumerate(steps):
        if isinstance(step, Repeat):
            assert 0 <= step.first < number
            assert step.times >= 2
            assert not any(isinstance(one, Repeat) for one in steps[step.first : number])
        else:
            assert step.name
            assert (step.seconds > 0) != (isinstance(step, Work) and step.movements > 0)


@given(st.lists(st.integers(1, 3), max_size=30))
def test_folding_loses_nothing_and_never_makes_it_longer(numbers: list[int]) -> None:
    flat = [Work("A", number, 0) for number in numbers]
    steps = list(folded(flat))
    assert unfolded(steps) == flat
    assert len(steps) <= len(flat)


def test_sets_are_repeated_with_the_rests_between_them_alone() -> None:
    steps = steps_of(read("- Squats: 3 x 8, rest 30 s\n"))
    assert [type(step) for step in steps] == [Work, Pause, Repeat, Work]
    assert steps[2] == Repeat(0, 2)


def test_the_sides_of_a_set_are_no_repeat_of_each_other() -> None:
    steps = steps_of(read("- Squats: 3 x 8 each side\n"))
    assert [step.side for step in steps if isinstance(step, Work)] == ["first", "second"]
    assert steps[2] == Repeat(0, 3)
    assert [step.notes.split(".")[0] for step in steps if isinstance(step, Work)] == ["First side", "Switch sides"]


def test_notes_have_the_cues_the_position_and_the_movement() -> None:
    (step,) = steps_of(read("- Wobbles: 8 each side, alternating\n  Stand tall.\n  Wobble.\n  > Breathe\n"))
    assert isinstance(step, Work)
    assert step.notes == "8 each side, alternating. Breathe. Stand tall. Wobble."
    assert step.movements == 16


def test_a_start_on_the_clock_is_one_timed_step() -> None:
    steps = steps_of(read("## Minutes: 5 rounds, every 60 s\n- Wobbles: 6\n- Planks: 10 s\n"))
    assert [type(step) for step in steps] == [Work, Repeat]
    work = steps[0]
    assert isinstance(work, Work)
    assert (work.name, work.seconds, work.movements) == ("Wobbles + Planks", 60, 0)
    assert work.notes.startswith("6 Wobbles. 10 s Planks.")


def test_intervals_are_work_and_rest() -> None:
    steps = steps_of(read("## Tabata: 8 rounds, 20 s work, 10 s rest\n- Wobbles\n"))
    assert [getattr(step, "seconds", None) for step in steps] == [20, 10, None, 20]
    assert steps[2] == Repeat(0, 7)


def test_as_many_rounds_as_possible_is_one_step_that_names_them() -> None:
    (step,) = steps_of(read("## All: amrap 8:00\n- Wobbles: 6\n- Bobbles: 8\n"))
    assert isinstance(step, Work)
    assert (step.name, step.seconds) == ("All", 480)
    assert "Wobbles" in step.notes
    assert "Bobbles" in step.notes

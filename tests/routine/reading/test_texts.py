"""Texts as a whole: what headings, lists, tables and fields say for the lines around them."""

import textwrap

import pytest

from coach.routine import Amrap, Block, Every, Exercise, Interval, ReadingKind, Rest, Routine, understand

KIND = ReadingKind


def routine_of(text: str) -> Routine:
    understood = understand(textwrap.dedent(text))
    assert understood.routine is not None
    assert not understood.problems, understood.problems
    return understood.routine


def names(block: Block) -> list[str]:
    return [exercise.name for exercise in block.exercises()]


def kinds(text: str) -> list[tuple[int, str]]:
    return [(reading.line, reading.kind.value) for reading in understand(textwrap.dedent(text)).readings]


def test_rounds_of_a_heading_hold_for_the_lines_under_it() -> None:
    routine = routine_of("""\
        # Legs
        ## Circuit (3 rounds, rest 60 s)
        - Squats: 12 reps
        - Lunges: 10 each side
        ## Finisher
        - Plank: 40 s
        """)
    circuit, finisher = routine.blocks
    assert (circuit.rounds, circuit.rest_s, names(circuit)) == (3, 60, ["Squats", "Lunges"])
    assert (finisher.rounds, names(finisher)) == (1, ["Plank"])


@pytest.mark.parametrize(
    "line", ["3 rounds:", "Repeat 3 times:", "x3 circuits", "Do this circuit 3 times.", "**3 rounds of**"]
)
def test_rounds_on_a_line_of_their_own(line: str) -> None:
    (block,) = routine_of(f"{line}\n\n- Squats: 12\n- Lunges: 10 each side\n").blocks
    assert (block.rounds, names(block)) == (3, ["Squats", "Lunges"])


def test_rounds_that_stand_behind_what_they_repeat() -> None:
    (block,) = routine_of("- Squats: 12\n- Lunges: 10 each side\n\nRepeat 3 times.\n").blocks
    assert (block.rounds, names(block)) == (3, ["Squats", "Lunges"])


@pytest.mark.parametrize(
    ("heading", "form", "rounds"),
    [
        ("40s on / 20s off, 3 rounds", Interval(work_s=40, rest_s=20), 3),
        ("Circuit (3 rounds, 40 sec work, 20 sec rest)", Interval(work_s=40, rest_s=20), 3),
        ("Tabata", Interval(work_s=20, rest_s=10), 8),
        ("EMOM 10", Every(every_s=60), 10),
        ("AMRAP 8 min", Amrap(seconds=480), 1),
        ("E2MOM 10 min", Every(every_s=120), 5),
    ],
)
def test_interval_formats(heading: str, form: object, rounds: int) -> None:
    doses = ["- Squats", "- Burpees"] if isinstance(form, Interval) else ["- Squats: 5 reps", "- Burpees: 3 reps"]
    (block,) = routine_of("\n".join([f"## {heading}", *doses])).blocks
    assert (block.format, block.rounds, names(block)) == (form, rounds, ["Squats", "Burpees"])


def test_a_dose_of_a_heading_holds_for_names_that_say_nothing_else() -> None:
    routine = routine_of("## Stretches (30 s each)\n- Calf stretch\n- Quad stretch: 45 s\n")
    first, second = routine.exercises()
    assert (first.dose.amount.seconds, second.dose.amount.seconds) == (30, 45)  # type: ignore[union-attr]


def test_letters_make_supersets() -> None:
    routine = routine_of("""\
        A1. Squats 3x8
        A2. Rows 3x10
        B1. Lunges 2x8 each side
        B2. Plank 2x30s
        """)
    first, second = routine.blocks
    assert (names(first), first.rounds) == (["Squats", "Rows"], 3)
    assert (names(second), second.rounds) == (["Lunges", "Plank"], 2)


def test_a_rest_between_sets_belongs_to_the_line_it_stands_on() -> None:
    first, second = routine_of("- Squats 3x12, rest 60 s\n- Lunges 3x10 each side\n").exercises()
    assert (first.dose.rest_s, second.dose.rest_s) == (60, None)


def test_a_rest_between_exercises_stands_between_them() -> None:
    (block,) = routine_of("Rest 30 seconds between exercises.\n\n- Squats: 12\n- Lunges: 10\n- Plank: 40 s\n").blocks
    assert [type(item) for item in block.items] == [Exercise, Rest, Exercise, Rest, Exercise]


@pytest.mark.parametrize(
    "table",
    [
        "| Exercise | Sets | Reps |\n|---|---|---|\n| Squats | 3 | 12 |\n| Lunges | 2 | 10/side |\n",
        "Exercise | Sets x Reps\n--- | ---\nSquats | 3x12\nLunges | 2x10 each side\n",
        "| # | Name | Sets | Reps | Notes |\n|--|--|--|--|--|\n"
        "| 1 | Squats | 3 | 12 | slowly |\n| 2 | Lunges | 2 | 10 | each side |\n",
    ],
)
def test_tables(table: str) -> None:
    squats, lunges = routine_of(table).exercises()
    assert (squats.name, squats.dose.sets, squats.dose.reps(round_number=1, set_number=1)) == ("Squats", 3, 12)
    assert (lunges.name, lunges.dose.sets, str(lunges.dose.sides)) == ("Lunges", 2, "each")


def test_fields_on_lines_of_their_own() -> None:
    (exercise,) = routine_of("### Step-ups\nSets: 2\nRepetitions: 12 per leg\nTempo: 3-1-1-0\nRest: 45 s\n").exercises()
    dose = exercise.dose
    assert (exercise.name, dose.sets, dose.rest_s) == ("Step-ups", 2, 45)
    assert dose.tempo is not None
    assert str(dose.sides) == "each"


def test_a_routine_in_a_code_fence_is_read_and_a_program_is_not() -> None:
    (squats, plank) = routine_of("```\nSquats 3x12\nPlank 45s\n```\n").exercises()
    assert (squats.name, plank.name) == ("Squats", "Plank")
    assert understand("```python\nfor rep in range(12):\n    squat(3)\n```\n").routine is None


def test_several_exercises_on_one_line() -> None:
    routine = routine_of("- 10 squats, 8 push-ups, 5 burpees\n")
    assert [exercise.name for exercise in routine.exercises()] == ["squats", "push-ups", "burpees"]


def test_texts_under_an_exercise() -> None:
    (exercise,) = routine_of("""\
        - Squats: 12 reps
          Stand with your feet hip-width apart.
          Sit back and down, then stand up.
          > Chest up.
        """).exercises()
    assert exercise.position == "Stand with your feet hip-width apart."
    assert exercise.movement == "Sit back and down, then stand up."
    assert exercise.cues == ("Chest up.",)


def test_sections_in_which_nothing_is_to_be_done() -> None:
    routine = routine_of("""\
        # Legs
        ## Equipment
        - 2 dumbbells
        - 1 mat
        ## Workout
        - Squats: 12
        ## References
        - 20 Squats a Day: 3 x 12
        """)
    assert [exercise.name for exercise in routine.exercises()] == ["Squats"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# Beine\n\nDas ist ein Training für die Beine, und es dauert nicht lange.\n\n- Kniebeugen: 12 Wdh.\n", "de"),
        ("# Piernas\n\nEsta es una rutina para las piernas con pocos ejercicios.\n\n- Sentadillas: 12 reps\n", "es"),
        ("# Legs\n\nThis is a workout for the legs, and it does not take long.\n\n- Squats: 12 reps\n", "en"),
        ("- Squats: 12\n", "en"),
    ],
)
def test_the_language_is_found_by_itself(text: str, language: str) -> None:
    assert understand(text).language == language


def test_front_matter_names_the_language() -> None:
    assert understand("---\nlanguage: es\n---\n- Plancha: 30 segundos\n").language == "es"


def test_every_line_has_a_reading_and_blank_ones_have_none() -> None:
    text = """\
        # Legs

        Some words about it, which are prose.

        - Squats: 12
          Stand tall.
        - Rest 30 s
        - 12 reps
        """
    assert kinds(text) == [(1, "section"), (3, "note"), (5, "exercise"), (6, "text"), (7, "rest"), (8, "unread")]


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Lunges: 20, alternating", "20 in all, 10 on each side; it may mean 20 on each side"),
        ("Lunges: 21, alternating", "21 on each side; it may mean 21 in all"),
        ("Run: 400 m", "400 m is a distance: 60 s are given for it"),
        ("Squats 15x3", "the numbers are taken as repetitions x sets"),
        ("Bags: 12", "it may be no exercise"),
    ],
)
def test_two_readings_are_marked_with_the_other_one(line: str, note: str) -> None:
    (reading,) = understand(f"- {line}\n").readings
    assert not reading.sure
    assert reading.note == note


def test_a_rest_without_a_time_is_guessed_aloud() -> None:
    readings = understand("- Squats: 12\n- Rest\n- Plank: 40 s\n").readings
    assert (readings[1].kind, readings[1].seconds, readings[1].sure) == (KIND.REST, 30, False)


def test_marks_of_direction_hide_nothing() -> None:
    understood = understand("\u202b- Squats: 12\u202c reps\u200b\n- \u2066Plank\u2069: 40 s\n")
    assert understood.routine is not None
    assert [exercise.name for exercise in understood.routine.exercises()] == ["Squats", "Plank"]


def test_right_to_left_names_are_names() -> None:
    (exercise,) = routine_of("- סקוואט: 12 reps\n").exercises()
    assert exercise.name == "סקוואט"


def test_tags_around_a_text_are_left_out() -> None:
    routine = routine_of("<details>\n<summary>Legs</summary>\n- Squats: 12 reps\n- Plank: 40 s\n</details>\n")
    assert [exercise.name for exercise in routine.exercises()] == ["Squats", "Plank"]


def test_macros_of_note_programs_are_left_out() -> None:
    (exercise,) = routine_of("- {{video 63}} Arm circles: 20 each side\n").exercises()
    assert exercise.name == "Arm circles"


def test_foreign_front_matter_is_noted_and_near_misses_are_problems() -> None:
    assert understand("---\nlayout: post\ntags: [a, b]\n---\n- Squats: 12\n").problems == ()
    (problem,) = understand("---\nduratoin: 10:00\n---\n- Squats: 12\n").problems
    assert "duration" in problem.hint


def test_words_in_quotation_marks_are_taken_word_for_word() -> None:
    (exercise,) = routine_of('- "3x12 of what you like": 30 s\n').exercises()
    assert (exercise.name, exercise.dose.sets) == ("3x12 of what you like", 1)


def test_times_per_week_are_no_rounds() -> None:
    routine = routine_of("# Legs\n\nDo this routine 3 times per week, with 2 runs per week.\n\n- Squats: 12\n")
    assert [block.rounds for block in routine.blocks] == [1]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("- Squats: 0 reps, rest 30 s", 11),
        ("- Squats: 10 x 2000", 16),
        ("- 0 reps: Squats", 3),
        ("- Squats: -5", 11),
    ],
)
def test_a_problem_has_the_column_of_what_is_wrong(text: str, column: int) -> None:
    (problem,) = understand(text).problems
    assert (problem.line, problem.column) == (1, column)


def test_exercises_of_one_line_have_columns_in_their_order() -> None:
    found = understand("3 rounds: 10 squats, 8 jump squats, 5 squats\n").readings
    assert [(one.reps, one.column) for one in found if one.name] == [(10, 14), (8, 24), (5, 39)]

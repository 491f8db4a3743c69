"""Nothing is lost in silence: what is put down as words and says how much is marked, and prose is left in peace."""

import pytest

from coach.routine import Reading, ReadingKind, understand


def at(line: int, text: str) -> list[Reading]:
    return [reading for reading in understand(text).readings if reading.line == line]


@pytest.mark.parametrize(
    "line",
    [
        "Wall sit - half a minute",
        "Push-ups - a dozen",
        "Dead bug",
        "Leg swings 10 fwd/back + 10 side/side each leg",
        "Plank (see video 3)",
    ],
)
def test_an_exercise_between_others_is_never_a_text_in_silence(line: str) -> None:
    (reading,) = at(2, f"Squats 3x10\n{line}\nLunges 3x10\n")
    assert not reading.sure


@pytest.mark.parametrize(
    "line",
    [
        "Some people do 3 x 12 squats here.",
        "Complete 2 rounds of it all with 60 seconds between, as we did.",
        "Hold for 30 to 45 seconds, then switch sides.",
        "Squats on level 4",
        "Wall sit",
        "For 20 minutes:",
        "Hey Anna! Here is your plan: 3 rounds of 15 squats, 10 push-ups, 30 sec plank. Have fun!",
    ],
)
def test_a_note_that_says_how_much_is_marked(line: str) -> None:
    readings = at(3, f"# Legs\n\n{line}\n\n- Lunges: 12\n")
    assert any(not reading.sure or reading.kind is not ReadingKind.NOTE for reading in readings)


@pytest.mark.parametrize(
    "line",
    [
        "Rest at least 48 hours before you do it again.",
        "About 3 sets are enough for most people.",
        "Hold for 2 seconds at the top.",
        "Do this 3 times per week.",
        "It takes 20 minutes, and 2 dumbbells of 10 kg.",
        "The study followed 24 runners for 8 weeks, and 12 of them got better.",
        "Bend both knees to 90 degrees.",
        "If 12 reps are easy, do 15.",
        "We met in 2019 at number 12.",
    ],
)
def test_prose_is_left_in_peace(line: str) -> None:
    text = f"# Legs\n\n{line}\n\n- Lunges: 12 reps\n  Step forward.\n  {line}\n- Plank: 40 s\n\n{line}\n"
    understood = understand(text)
    assert [(reading.line, reading.note) for reading in understood.readings if not reading.sure] == []
    assert understood.routine is not None
    assert [(one.name, one.dose.sets) for one in understood.routine.exercises()] == [("Lunges", 1), ("Plank", 1)]
    assert [block.rounds for block in understood.routine.blocks] == [1]


@pytest.mark.parametrize("text", ["Repeat 10 times.", "Do 10 reps on each leg.", "Hold each for 3 seconds."])
def test_a_description_that_agrees_with_its_dose_is_left_in_peace(text: str) -> None:
    (reading,) = at(3, f"- Bridge: 10 reps each side\n  Lift the hips.\n  {text}\n")
    assert reading.sure


@pytest.mark.parametrize("text", ["Repeat 15 times.", "Do 3 sets of 8.", "Take 12 steps forward."])
def test_a_description_that_says_otherwise_is_marked(text: str) -> None:
    readings = understand(f"- Bridge: 10 reps each side\n  Lift the hips.\n  {text}\n").readings
    assert any(not reading.sure for reading in readings)
    assert all(reading.kind is not ReadingKind.ROUNDS for reading in readings)


@pytest.mark.parametrize(
    "text",
    [
        "4 rounds, 40 sec work / 20 sec rest, 3 rounds for beginners\n- Squats\n- Burpees\n",
        "- Squats: 12\n\nSome words, and then 3 rounds of it with many more words around it:\n\n- Burpees: 12\n",
    ],
)
def test_a_mark_has_a_reason(text: str) -> None:
    assert all(reading.sure or reading.note for reading in understand(text).readings)


@pytest.mark.parametrize("heading", ["## Circuit: 3 rounds", "## Tabata", "## Squat (3 x 12)"])
def test_what_a_title_says_for_no_exercise_is_marked(heading: str) -> None:
    readings = at(3, f"- Lunges: 12 reps\n\n{heading}\n\nWords only.\n")
    assert any(not reading.sure or reading.kind is ReadingKind.EXERCISE for reading in readings)


@pytest.mark.parametrize(
    ("title", "block"), [("EMOM", "On the minute: emom 5"), ("AMRAP", "amrap 6 min"), ("Tabata", "Tabata")]
)
def test_a_title_may_name_the_kind_of_workout_below(title: str, block: str) -> None:
    (reading,) = at(1, f"# {title}\n\n## {block}\n\n- Squats: 6\n")
    assert reading.sure
    (counted,) = at(1, f"# {title} 12 min\n\n## {block}\n\n- Squats: 6\n")
    assert not counted.sure


def test_where_nothing_is_to_be_done_nothing_is_marked() -> None:
    readings = understand("- Lunges: 12 reps\n\n## References\n- 20 Squats a Day: 3 x 12\n").readings
    assert all(reading.sure for reading in readings)


@pytest.mark.parametrize(
    ("text", "name", "sets"),
    [
        ("Goblet Squat\n3 x 12\nPush-up\n2 x 10\n", "Push-up", 2),
        ("1. Squat\n3 sets of 15 repetitions\n2. Lunge\n2 sets of 10\n", "Lunge", 2),
        ("1. Calf hold\n   5 x 45 seconds, 2 minutes rest, twice daily\n2. Bug\n   3 sets of 12\n", "Calf hold", 5),
        ("1. Squat: 10\n2. Heel drops\n   3 sets of 15 repetitions. Keep on.\n", "Heel drops", 3),
    ],
)
def test_a_dose_on_the_line_below_its_name(text: str, name: str, sets: int) -> None:
    found = {reading.name: reading for reading in understand(text).readings if reading.kind is ReadingKind.EXERCISE}
    assert len(found) == 2
    assert (found[name].sets, found[name].sure) == (sets, True)


def test_sentences_that_give_an_exercise_each() -> None:
    text = (
        "Do 3 sets of 12 squats.\nRest 60 seconds between sets.\nThen do 2 sets of 10 push-ups.\n"
        "Hold a plank for 30 seconds, three times.\n"
    )
    found = [reading for reading in understand(text).readings if reading.kind is ReadingKind.EXERCISE]
    assert [(one.name, one.sets, one.reps, one.seconds, one.rest_s) for one in found] == [
        ("squats", 3, 12, None, 60),
        ("push-ups", 2, 10, None, None),
        ("plank", 3, None, 30, None),
    ]


@pytest.mark.parametrize(
    ("line", "name", "language"),
    [
        ("Warm-up: 5 minutes easy jogging", "easy jogging", "en"),
        ("Warm-up: Jog (5 min)", "Jog", "en"),
        ("Cool down: 5 min walk", "walk", "en"),
        ("Aufwärmen: 5 Minuten lockeres Traben", "lockeres Traben", "de"),
        ("Calentamiento: 5 minutos de trote suave", "trote suave", "es"),
    ],
)
def test_an_exercise_behind_the_part_it_belongs_to(line: str, name: str, language: str) -> None:
    for text in (f"{line}\n\n- Squats: 12\n", f"- Squats: 12\n- {line}\n"):
        found = [
            reading
            for reading in understand(f"---\nlanguage: {language}\n---\n{text}").readings
            if reading.kind is ReadingKind.EXERCISE and reading.name == name
        ]
        assert [reading.seconds for reading in found] == [300]


@pytest.mark.parametrize("title", ["Bedtime yoga (15 minutes)", "Running drills (after 10-15 min easy)"])
def test_the_length_of_a_whole_list_is_no_exercise(title: str) -> None:
    names = [one.name for one in understand(f"{title}\n- Cobra 30 s\n- Child's pose 1 min\n").readings]
    assert names[1:] == ["Cobra", "Child's pose"]
    assert understand(f"{title}\n- Cobra 30 s\n").readings[0].kind is ReadingKind.SECTION

"""What one line says, in the ways people write it, in each language; and what only looks like a dose."""

import tomllib
from importlib.resources import files

import pytest

from coach.routine import Reading, ReadingKind, understand
from coach.routine.reading.lexicon import languages, split_words

Wanted = dict[str, object]


def exercises(text: str, language: str = "en") -> list[Reading]:
    understood = understand(f"---\nlanguage: {language}\n---\n{text}")
    return [reading for reading in understood.readings if reading.kind is ReadingKind.EXERCISE]


def reads_as(reading: Reading, wanted: Wanted) -> bool:
    fields = ("name", "sets", "reps", "seconds", "side", "tempo", "rest_s")
    assert {field: getattr(reading, field) for field in fields} == dict.fromkeys(fields) | wanted
    return True


LINES: list[tuple[str, Wanted]] = [
    # repetitions, each side
    ("Leg Lifts (on Stomach) x 20 each", {"name": "Leg Lifts (on Stomach)", "reps": 20, "side": "each"}),
    ("Clamshells - 20/side", {"name": "Clamshells", "reps": 20, "side": "each"}),
    ("Bird dogs 12/12", {"name": "Bird dogs", "reps": 12, "side": "each"}),
    ("Lunges: 10 per leg", {"name": "Lunges", "reps": 10, "side": "each"}),
    ("Step-ups, 5 reps per side", {"name": "Step-ups", "reps": 5, "side": "each"}),
    ("Lunges 10 ES", {"name": "Lunges", "reps": 10, "side": "each"}),
    ("Step-ups (Reps: 10 /leg)", {"name": "Step-ups", "reps": 10, "side": "each"}),
    ("Flutter kicks x20 IC", {"name": "Flutter kicks", "reps": 20, "side": "each"}),
    ("Arm circles 20 (each way)", {"name": "Arm circles", "reps": 20, "side": "each"}),
    ("Hip circles: 6-8, per direction", {"name": "Hip circles", "reps": (6, 8), "side": "each"}),
    ("20 each side, alternating: Dead bug", {"name": "Dead bug", "reps": 20, "side": "alternating"}),
    # times
    ("Single Leg Bridge Hold x 20 seconds", {"name": "Single Leg Bridge Hold", "seconds": 20}),
    ("Plank: 45s", {"name": "Plank", "seconds": 45}),
    ("Plank - 1:30", {"name": "Plank", "seconds": 90}),
    (":30 Plank", {"name": "Plank", "seconds": 30}),
    ("Side plank 60s (per side)", {"name": "Side plank", "seconds": 60, "side": "each"}),
    ("Wall sit, hold for 1 minute", {"name": "Wall sit", "seconds": 60}),
    ("Plank 1 min 30 s", {"name": "Plank", "seconds": 90}),
    ("Plank 20-30 seconds", {"name": "Plank", "seconds": (20, 30)}),
    # sets
    ("Squats 3x12", {"name": "Squats", "sets": 3, "reps": 12}),
    ("Squats: 3 × 8", {"name": "Squats", "sets": 3, "reps": 8}),
    ("4x10 Pushups", {"name": "Pushups", "sets": 4, "reps": 10}),
    (
        "Rows: 3 sets of 8–12 reps per side, rest for 60 seconds between sets",
        {"name": "Rows", "sets": 3, "reps": (8, 12), "side": "each", "rest_s": 60},
    ),
    ("Calf raises 1 x ~15", {"name": "Calf raises", "sets": 1, "reps": 15}),
    ("Plank 3x30s, rest 15s", {"name": "Plank", "sets": 3, "seconds": 30, "rest_s": 15}),
    ("Three sets of twelve squats", {"name": "squats", "sets": 3, "reps": 12}),
    ("Push-ups 3 x max", {"name": "Push-ups", "sets": 3, "reps": "max"}),
    ("Twelve squats", {"name": "squats", "reps": 12}),
    # ladders
    ("Burpees 10-8-6-4-2", {"name": "Burpees", "sets": 5, "reps": (2, 10)}),
    # tempo
    ("Squats: 8 reps, tempo 3-1-3", {"name": "Squats", "reps": 8, "tempo": "3-1-3"}),
    ("Squats 3x5 @ 30X0", {"name": "Squats", "sets": 3, "reps": 5, "tempo": "3-0-X-0"}),
    ("Leg lifts: 20 @2 s", {"name": "Leg lifts", "reps": 20}),
    ("Squats 8 reps 2-0-5-0 tempo", {"name": "Squats", "reps": 8, "tempo": "2-0-5-0"}),
    ("Squats x 8 (3:0:2:0)", {"name": "Squats", "reps": 8, "tempo": "3-0-2-0"}),
    ("Push-ups: 8 reps, slow", {"name": "Push-ups", "reps": 8, "tempo": "slow"}),
    ("Squats (3 x 12)", {"name": "Squats", "sets": 3, "reps": 12}),
    ("Deadlift 4x6 tempo 4-0-X-1", {"name": "Deadlift", "sets": 4, "reps": 6, "tempo": "4-0-X-1"}),
    ("Push-up 3x10 @ 3010", {"name": "Push-up", "sets": 3, "reps": 10, "tempo": "3-0-1-0"}),
    ('Squats 3x10 "slow"', {"name": "Squats", "sets": 3, "reps": 10, "tempo": "slow"}),
    ("Squats 3x10 “slow”", {"name": "Squats", "sets": 3, "reps": 10, "tempo": "slow"}),
    # what belongs together in other words
    ("Lunges 3x20 (10 per leg)", {"name": "Lunges", "sets": 3, "reps": 10, "side": "each"}),
    ("Lunges 20 (10/side)", {"name": "Lunges", "reps": 10, "side": "each"}),
    ("20 lunges (10 each leg)", {"name": "lunges", "reps": 10, "side": "each"}),
    ("Dead bug: 12 left, 12 right", {"name": "Dead bug", "reps": 12, "side": "each"}),
    ("Pallof press — 10 L + 10 R", {"name": "Pallof press", "reps": 10, "side": "each"}),
    ("Tree pose 30s R, 30s L", {"name": "Tree pose", "seconds": 30, "side": "each"}),
    ("Pull-ups 5/5/5", {"name": "Pull-ups", "sets": 3, "reps": 5}),
    (
        "Calf stretch: hold 30 secs, repeat 3 times each leg",
        {"name": "Calf stretch", "sets": 3, "seconds": 30, "side": "each"},
    ),
    ("Heel lift: hold 5 secs, repeat 10 times", {"name": "Heel lift", "reps": 10}),
    ("Plank 30 s, three times", {"name": "Plank", "sets": 3, "seconds": 30}),
    (
        "Calf hold 5 x 45 seconds, 2 minutes rest, twice daily",
        {"name": "Calf hold", "sets": 5, "seconds": 45, "rest_s": 120},
    ),
    ("Plank 1/2 min", {"name": "Plank", "seconds": 30}),
    ("DB curl 2x15lb, 3x12", {"name": "DB curl", "sets": 3, "reps": 12}),
    ("Dips 3x F", {"name": "Dips", "sets": 3, "reps": "max"}),
    ("Burpees to failure x 2", {"name": "Burpees", "sets": 2, "reps": "max"}),
    ("Hip thrust (pause 2 sec at top) 3x12", {"name": "Hip thrust", "sets": 3, "reps": 12}),
    ("Bike sprints 6x20s, 60s walk recovery", {"name": "Bike sprints", "sets": 6, "seconds": 20, "rest_s": 60}),
    ("A: Push-up 8-10", {"name": "Push-up", "reps": (8, 10)}),
    # signs, spaces and markup
    ("**Squats** — 3 × 12 reps", {"name": "Squats", "sets": 3, "reps": 12}),
    ("[ ] Squats 3x12", {"name": "Squats", "sets": 3, "reps": 12}),
    ("[[Squat|Squats]] 3x12", {"name": "Squats", "sets": 3, "reps": 12}),
    ("[Squats](https://example.org/squats) 3x12", {"name": "Squats", "sets": 3, "reps": 12}),
    ("Squats\u00a03\u00a0×\u00a012", {"name": "Squats", "sets": 3, "reps": 12}),
    ("Squats ３×１２", {"name": "Squats", "sets": 3, "reps": 12}),
    ("World’s greatest stretch – 5/side", {"name": "World’s greatest stretch", "reps": 5, "side": "each"}),
]

GERMAN: list[tuple[str, Wanted]] = [
    ("Kniebeugen: 3 Sätze à 12 Wiederholungen", {"name": "Kniebeugen", "sets": 3, "reps": 12}),
    ("Ausfallschritte 3 x 10 pro Seite", {"name": "Ausfallschritte", "sets": 3, "reps": 10, "side": "each"}),
    ("Ausfallschritte: 10 Wdh. je Bein", {"name": "Ausfallschritte", "reps": 10, "side": "each"}),
    ("Unterarmstütz: 30 Sekunden halten", {"name": "Unterarmstütz", "seconds": 30}),
    ("Seitstütz 20 Sek. pro Seite", {"name": "Seitstütz", "seconds": 20, "side": "each"}),
    ("Liegestütze 3x8-12, Pause 60 Sek.", {"name": "Liegestütze", "sets": 3, "reps": (8, 12), "rest_s": 60}),
    ("Wandsitz: 1,5 Minuten", {"name": "Wandsitz", "seconds": 90}),
    ("Zwölf Kniebeugen", {"name": "Kniebeugen", "reps": 12}),
]

SPANISH: list[tuple[str, Wanted]] = [
    ("Sentadillas: 3 series de 12 repeticiones", {"name": "Sentadillas", "sets": 3, "reps": 12}),
    ("Zancadas 3 x 10 por lado", {"name": "Zancadas", "sets": 3, "reps": 10, "side": "each"}),
    ("Zancadas: 10 reps por pierna", {"name": "Zancadas", "reps": 10, "side": "each"}),
    ("Plancha: 30 segundos", {"name": "Plancha", "seconds": 30}),
    ("Flexiones 4x8-12, descanso 60 s", {"name": "Flexiones", "sets": 4, "reps": (8, 12), "rest_s": 60}),
    ("Plancha lateral 20 seg cada lado", {"name": "Plancha lateral", "seconds": 20, "side": "each"}),
    ("Doce sentadillas", {"name": "sentadillas", "reps": 12}),
]


@pytest.mark.parametrize(("line", "wanted"), LINES, ids=[line for line, _ in LINES])
def test_a_line_in_english(line: str, wanted: Wanted) -> None:
    (reading,) = exercises(f"- {line}")
    assert reads_as(reading, wanted)
    assert reading.sure


@pytest.mark.parametrize(("line", "wanted"), GERMAN, ids=[line for line, _ in GERMAN])
def test_a_line_in_german(line: str, wanted: Wanted) -> None:
    (reading,) = exercises(f"- {line}", "de")
    assert reads_as(reading, wanted)


@pytest.mark.parametrize(("line", "wanted"), SPANISH, ids=[line for line, _ in SPANISH])
def test_a_line_in_spanish(line: str, wanted: Wanted) -> None:
    (reading,) = exercises(f"- {line}", "es")
    assert reads_as(reading, wanted)


@pytest.mark.parametrize(
    ("name", "dose", "wanted"),
    [
        ("90/90 stretch", "30 s", {"seconds": 30}),
        ("7-way hips", "10 each side", {"reps": 10, "side": "each"}),
        ("World's greatest stretch", "5 reps", {"reps": 5}),
        ("Curls 21s", "2 x 21", {"sets": 2, "reps": 21}),
        ("Lunges", "10 reps", {"reps": 10}),  # ES inside
        ("4-7-8 breathing", "2 min", {"seconds": 120}),
    ],
)
def test_numbers_that_belong_to_a_name(name: str, dose: str, wanted: Wanted) -> None:
    (reading,) = exercises(f"- {name}: {dose}")
    assert reads_as(reading, {"name": name, **wanted})


@pytest.mark.parametrize(
    "dose", ["20 kg", "RPE 7", "70 %", "@ 70%", "2 kg dumbbells", "50 lb", "RIR 2", "1RM", "$20", "2 x 20 kg"]
)
def test_loads_and_prices_are_no_doses(dose: str) -> None:
    assert [(one.reps, one.seconds) for one in exercises(f"- Squats: {dose}")] in ([], [(None, None)])


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("DB press: 10, 8, 8, 6", "its sets have 10, 8, 8, 6: 10 are counted in each"),
        ("Bench press 5/3/1: 5 @ 75%, 3 @ 85%, 1+ @ 95%", "`5, 3, 1+` is not read"),
        ("Calf raise 2 up 4 down, 3x12", "`2, 4` is not read"),
        ("Squat 3x8 3/1/1", "3/1/1 may be a tempo"),
        ("Dead bug 5+5", "5+5 is taken as the two sides"),
        ("Lunges 30 (10 per leg)", "it also says (10 per leg)"),
        ("Curls 21s x 3", "21s may be the name of a way to do it"),
        ("Row 500", "500 may be a way to go, or a load"),
        ("Downward dog 5 breaths", "a breath is counted like a repetition"),
        ("Box breathing 4-4-4-4, 5 min", "300 s beside repetitions are left out"),
        ("Stretch: quads, calves, hamstrings - 30s each", "it may be several exercises"),
    ],
)
def test_what_is_left_of_a_line_is_marked(line: str, note: str) -> None:
    (reading,) = exercises(f"- {line}")
    assert not reading.sure
    assert note in (reading.note or "")


@pytest.mark.parametrize(
    "line",
    [
        "Do this 3 times per week.",
        "I started on 10/10 and lost 5 kg in 12 weeks.",
        "Call 555-123-4567 between 9:00 and 17:30.",
        "See page 12 for pictures.",
        "He ran 10 miles in 80 minutes last week.",
        "Posted on March 3, 2021",
        "The study followed 24 runners for 8 weeks, and 12 of them got better.",
    ],
)
def test_prose_with_numbers_is_prose(line: str) -> None:
    readings = understand(f"# Legs\n\n{line}\n\n- Squats: 12\n").readings
    assert [reading.kind for reading in readings if reading.line == 3] == [ReadingKind.NOTE]
    assert [reading.reps for reading in readings if reading.kind is ReadingKind.EXERCISE] == [12]


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("rest 60s", 60),
        ("Rest - 0:30", 30),
        ("[ ] Rest | Duration: [45s]", 45),
        ("Rest: 90 seconds", 90),
        ("rest 2 min", 120),
    ],
)
def test_rests(line: str, seconds: float) -> None:
    readings = understand(f"- Squats: 12\n- {line}\n- Plank: 40 s\n").readings
    assert [(one.kind, one.seconds) for one in readings if one.line == 2] == [(ReadingKind.REST, seconds)]


@pytest.mark.parametrize(
    ("line", "language", "seconds"), [("Pause: 60 Sekunden", "de", 60), ("Descanso 40s", "es", 40)]
)
def test_rests_in_other_languages(line: str, language: str, seconds: float) -> None:
    readings = understand(f"---\nlanguage: {language}\n---\n- Squats: 12\n- {line}\n- Plank: 40 s\n").readings
    assert [(one.kind, one.seconds) for one in readings if one.line == 5] == [(ReadingKind.REST, seconds)]


def test_what_is_assumed_of_max_and_slow_is_noted() -> None:
    most, slow = understand("- Push-ups: max\n- Squats: 10, slow\n").readings
    assert most.note == "as many as you can: 45 s are given for it"
    assert slow.note == "slow: 5 s are given for each repetition"


def test_a_ladder_has_whole_numbers() -> None:
    assert understand("- Rows: 10.5-8.5-6.5\n").problems


@pytest.mark.parametrize("language", languages())
def test_a_word_stands_under_one_kind_only(language: str) -> None:
    kinds: dict[str, list[str]] = {}
    file = files("coach.routine.reading.lexicon").joinpath(f"{language}.toml")
    for kind, spellings in tomllib.loads(file.read_text(encoding="utf-8"))["words"].items():
        for spelling in spellings:
            kinds.setdefault(" ".join(split_words(spelling)), []).append(kind)
    assert {word: found for word, found in kinds.items() if len(set(found)) > 1} == {}


def test_an_hour_is_a_time() -> None:
    (reading,) = exercises("- Walk: 1 hr\n")
    assert (reading.seconds, reading.sure) == (3600, True)
    (reading,) = exercises("- Bike: 20 min, HR 140-150\n")
    assert (reading.seconds, reading.sure, reading.note) == (1200, True, "HR 140-150 is left out")


@pytest.mark.parametrize("dose", ["3 series a 12 repeticiones", "3 series de 12 repeticiones"])
def test_spanish_sets_at_so_many_repetitions_are_sure(dose: str) -> None:
    (reading,) = exercises(f"- Sentadillas: {dose}\n", "es")
    assert (reading.sets, reading.reps, reading.sure) == (3, 12, True)
    (reading,) = exercises("- Sentadillas: 8 a 12 repeticiones\n", "es")
    assert (reading.reps, reading.sure) == ((8, 12), True)

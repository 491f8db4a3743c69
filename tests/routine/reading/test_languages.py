"""Workouts in German, Spanish and French: the language is found, and doses, rests, sides and rounds are read."""

import textwrap

import pytest

from coach.routine import Effort, Reps, Rest, Sides, Span, read, understand, write
from coach.routine.reading.lexicon import find_language, languages, load

LINES = [
    ("de", "Kniebeugen: 3 Sätze mit 12 Wiederholungen, Pause 60 Sekunden", (12, 3, "both", 60)),
    ("de", "Ausfallschritte 3 x 10 pro Bein", (10, 3, "each", None)),
    ("de", "Liegestütze 2x8-12 Wdh.", (12, 2, "both", None)),
    ("es", "Sentadillas: 3 series de 12 repeticiones, descanso 60 segundos", (12, 3, "both", 60)),
    ("es", "Zancadas 3 x 10 por pierna", (10, 3, "each", None)),
    ("es", "Flexiones: 2 series de 8 a 12 repeticiones", (12, 2, "both", None)),
    ("fr", "Squats : 3 séries de 12 répétitions, repos 60 secondes", (12, 3, "both", 60)),
    ("fr", "Squats 3 x 12", (12, 3, "both", None)),
    ("fr", "Fentes : 3 x 10 par jambe", (10, 3, "each", None)),
    ("fr", "Pompes : 2 séries de 8 à 12 répétitions", (12, 2, "both", None)),
    ("fr", "12 pompes", (12, 1, "both", None)),
    ("fr", "Pont fessier, 3 séries de 15 reps, 45 s de repos entre les séries", (15, 3, "both", 45)),
    ("fr", "Levées de jambe sur le côté : 10 répétitions de chaque côté", (10, 1, "each", None)),
    ("fr", "Fente arrière - 8 par côté, en alternance", (8, 1, "alternating", None)),
    ("fr", "Coquillages 2x15 par côté", (15, 2, "each", None)),
    ("fr", "Relevés de buste : 20 fois", (20, 1, "both", None)),
]


@pytest.mark.parametrize(("language", "line", "dose"), LINES, ids=[line for _, line, _ in LINES])
def test_repetitions(language: str, line: str, dose: tuple[int, int, str, float | None]) -> None:
    routine = read(f"---\nlanguage: {language}\n---\n- {line}\n")
    (exercise,) = routine.exercises()
    assert isinstance(exercise.dose.amount, Reps)
    assert (exercise.dose.amount.count, exercise.dose.sets, str(exercise.dose.sides), exercise.dose.rest_s) == dose
    assert not any(character.isdigit() for character in exercise.name)


TIMES = [
    ("de", "Unterarmstütz: 45 Sekunden", 45, Effort.HOLD, Sides.BOTH),
    ("de", "Seitstütz 30 Sek pro Seite", 30, Effort.HOLD, Sides.EACH),
    ("es", "Plancha: 45 segundos", 45, Effort.HOLD, Sides.BOTH),
    ("es", "Plancha lateral 30 seg por lado", 30, Effort.HOLD, Sides.EACH),
    ("fr", "Planche : 45 secondes", 45, Effort.HOLD, Sides.BOTH),
    ("fr", "Gainage latéral : 30 s de chaque côté", 30, Effort.HOLD, Sides.EACH),
    ("fr", "Chaise contre le mur, 1 minute", 60, Effort.HOLD, Sides.BOTH),
    ("fr", "Montées de genoux : 40 secondes", 40, Effort.WORK, Sides.BOTH),
    ("fr", "Planche 1 min 30", 90, Effort.HOLD, Sides.BOTH),
    ("fr", "Planche 1'30", 90, Effort.HOLD, Sides.BOTH),
    ("fr", "Gainage 30''", 30, Effort.HOLD, Sides.BOTH),
    ("fr", "Planche 1mn30 de chaque côté", 90, Effort.HOLD, Sides.EACH),
    ("fr", "Étirement du mollet 30 s par jambe", 30, Effort.HOLD, Sides.EACH),
]


@pytest.mark.parametrize(("language", "line", "seconds", "effort", "sides"), TIMES, ids=[line[1] for line in TIMES])
def test_times(language: str, line: str, seconds: float, effort: Effort, sides: Sides) -> None:
    (exercise,) = read(f"---\nlanguage: {language}\n---\n- {line}\n").exercises()
    assert exercise.dose.amount == Span(seconds=seconds, effort=effort)
    assert exercise.dose.sides is sides


PASTED = {
    "de": """\
        # Beine
        Aufwärmen mit lockerem Gehen.

        ## Zirkel: 3 Runden
        - Kniebeugen 12 Wiederholungen
        - Unterarmstütz 30 Sekunden
        - Pause 30 Sekunden
        - Seitliches Beinheben 10 pro Seite
        """,
    "es": """\
        # Piernas
        Calienta antes con una marcha suave.

        ## Circuito: 3 rondas
        - Sentadillas 12 repeticiones
        - Plancha 30 segundos
        - Descanso 30 segundos
        - Almeja 10 por lado
        """,
    "fr": """\
        # Jambes
        Commence par une marche tranquille.

        ## Circuit : 3 tours
        - Squats 12 répétitions
        - Planche 30 secondes
        - Repos 30 secondes
        - Coquillage 10 de chaque côté
        """,
}


@pytest.mark.parametrize("language", PASTED)
def test_a_circuit_as_people_write_it(language: str) -> None:
    text = textwrap.dedent(PASTED[language])
    understood = understand(text)
    assert understood.language == language
    assert understood.problems == ()
    routine = understood.routine
    assert routine is not None
    block = routine.blocks[-1]
    first, plank, rest, sided = block.items
    assert (block.rounds, rest) == (3, Rest(seconds=30))
    assert first.dose.amount == Reps(count=12)
    assert plank.dose.amount == Span(seconds=30)
    assert sided.dose.sides is Sides.EACH
    assert read(write(routine)) == routine


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Kniebeugen 3x10"),
        ("de", "- Liegestütze: 10\n- Burpees: 10\n- Pause 30 s"),
        ("es", "Sentadillas 3x10"),
        ("es", "- Flexiones: 10\n- Burpees: 10\n- Descanso 30 s"),
        ("fr", "Pompes 3x10"),
        ("fr", "- Squats : 3 séries de 10\n- Burpees : 10\n- Repos 30 s"),
        ("fr", "Échauffement\n- Jumping jacks 30 s\nÉtirements des jambes sur le dos"),
        ("en", "Squats 3x10"),
        ("en", "- Burpees: 10\n- Rest 30 s\n- Plank: 20 s"),
    ],
)
def test_the_language_is_found(language: str, text: str) -> None:
    assert find_language(text) == language


@pytest.mark.parametrize("language", PASTED)
def test_a_text_says_its_language_by_its_tag(language: str) -> None:
    line = next(line for other, line, _ in LINES if other == language)
    routine = read(f"---\nlanguage: {language}-XX\n---\n- {line}\n")
    assert routine.language == f"{language}-xx"
    assert load(f"{language}-xx").language == language


def test_what_has_no_title_is_called_in_its_language() -> None:
    titles = {language: read(f"---\nlanguage: {language}\n---\n- Burpees: 10\n").title for language in languages()}
    assert titles == {"de": "Training", "en": "Workout", "es": "Entrenamiento", "fr": "Entraînement"}


@pytest.mark.parametrize(
    "line",
    ["Stretch: 30 s each side", "Stretching: 30 s each side", "Dehnen: 30 s pro Seite", "Estiramiento: 30 s por lado"],
)
def test_a_word_for_a_part_that_has_sides_is_done(line: str) -> None:
    found = understand(f"# Today\n\n- Squats: 5\n- {line}\n- Plank: 20 s\n").routine
    assert found is not None
    dose = [exercise.dose for exercise in found.exercises()][1]
    assert (dose.sides, dose.seconds()) == (Sides.EACH, 60)


def test_german_intervals_and_circuits_have_their_rounds() -> None:
    intervals = "## Intervalle: 2 Runden, 20 s Arbeit, 10 s Pause\n- Hochknie\n"
    found = understand(f"# Kraft\n\n{intervals}\n## Zirkel: 2 Runden\n- Kniebeugen 5\n").routine
    assert found is not None
    assert [(block.title, block.rounds) for block in found.blocks] == [("Intervalle", 2), ("Zirkel", 2)]

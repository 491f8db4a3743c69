"""The shelf in other languages than English: found by the names people write, told in the language alone."""

import re

import pytest

from coach.routine import Effort, Posture, Span, posture_of, read, shelf
from coach.routine.reading.lexicon import languages as read_languages
from coach.routine.shelf.exercises import Entry, entries, find, furnish, languages, named
from coach.routine.shelf.exercises.entries import rules
from coach.script import phrase_languages

OTHERS = [language for language in languages() if language != "en"]
ENTRIES = [(language, entry) for language in OTHERS for entry in entries(language)]
IDS = [f"{language} {entry.name}" for language, entry in ENTRIES]


def test_every_language_that_is_spoken_is_read_and_has_a_shelf() -> None:
    assert set(phrase_languages()) == set(read_languages()) == set(languages())


@pytest.mark.parametrize("language", OTHERS)
def test_the_shelf_of_a_language_is_whole(language: str) -> None:
    names = [entry.name for entry in entries(language)]
    assert len(set(names)) == len(names) >= 50
    assert {entry.posture for entry in entries(language)} >= {entry.posture for entry in entries()} - {"hanging"}
    needs = {thing for entry in entries(language) for thing in entry.needs}
    assert needs <= set(rules(language).needs.values())


@pytest.mark.parametrize(("language", "entry"), ENTRIES, ids=IDS)
def test_an_entry_is_found_by_its_names_and_can_be_said(language: str, entry: Entry) -> None:
    for name in (entry.name, *entry.also, entry.name.upper(), entry.name.replace("-", " ")):
        assert find(name, language) is entry, name
    assert 2 <= len(entry.cues) <= 4
    for text in (entry.position, entry.movement, *entry.cues):
        assert re.fullmatch(r"[^\d;:()]+[.!]", text), text
    assert len(entry.position) <= 170
    assert len(entry.movement) <= 180
    told = posture_of(entry.position)
    assert told in (entry.posture, None) or (entry.posture, told) == (Posture.ALL_FOURS, Posture.KNEELING), told


@pytest.mark.parametrize("language", OTHERS)
def test_most_positions_tell_their_posture(language: str) -> None:
    told = [posture_of(entry.position) for entry in entries(language)]
    assert told.count(None) <= 0.1 * len(told)


@pytest.mark.parametrize(
    ("language", "written", "name"),
    [
        ("de", "Kniebeugen", "Kniebeuge"),
        ("de", "KNIEBEUGEN", "Kniebeuge"),
        ("de", "Liegestuetze", "Liegestütz"),
        ("de", "Squats", "Kniebeuge"),
        ("de", "Ausfallschritte nach hinten", "Ausfallschritt nach hinten"),
        ("de", "Unterarmstüz", "Unterarmstütz"),
        ("es", "Sentadillas", "Sentadilla"),
        ("es", "flexion de brazos", "Flexión"),
        ("es", "Zancadas laterales", "Zancada lateral"),
        ("es", "Elevaciones de talones", "Elevación de talones"),
        ("es", "Sentadilas", "Sentadilla"),
        ("fr", "Squats", "Squat"),
        ("fr", "Pompes sur genoux", "Pompe sur les genoux"),
        ("fr", "Etirement du quadriceps", "Étirement des quadriceps"),
        ("fr", "Posture de l’enfant", "Posture de l'enfant"),
        ("fr", "Fentes arrière", "Fente arrière"),
    ],
)
def test_names_as_people_write_them(language: str, written: str, name: str) -> None:
    found = find(written, language)
    assert found is not None
    assert found.name == name


OPEN = [("de", "Fahrrad"), ("es", "Bicicleta"), ("fr", "Vélo"), ("pt", "Squat")]


@pytest.mark.parametrize(("language", "written"), OPEN)
def test_what_may_be_something_else_is_not_taken(language: str, written: str) -> None:
    assert find(written, language) is None


@pytest.mark.parametrize(
    ("language", "line", "position"),
    [
        ("de", "Kniebeugen 3x10", "Stell dich hin"),
        ("es", "Sentadillas 3x10", "Ponte de pie"),
        ("fr", "Squats 3x10", "Debout"),
    ],
)
def test_a_name_alone_gets_its_position_in_the_language(language: str, line: str, position: str) -> None:
    routine = read(f"---\nlanguage: {language}\n---\n- {line}\n")
    (exercise,) = furnish(routine).routine.exercises()
    assert (exercise.position or "").startswith(position)
    assert exercise.dose.sets == 3


def test_who_alternates_is_told_so_and_who_does_not_is_not() -> None:
    for language, line in (("de", "Ausfallschritte"), ("es", "Zancadas"), ("fr", "Fentes")):
        told = rules(language).change
        alternating, each = (
            next(furnish(read(f"---\nlanguage: {language}\n---\n- {line}: 8 each side{tail}\n")).routine.exercises())
            for tail in (", alternating", "")
        )
        assert told in (alternating.movement or "")
        assert told not in (each.movement or "")


def test_what_only_counting_needs_is_left_out_of_a_time() -> None:
    for language, line in (("de", "Bergsteiger"), ("es", "Escalador"), ("fr", "Grimpeur")):
        (timed,) = furnish(read(f"---\nlanguage: {language}\n---\n- {line}: 30 s\n")).routine.exercises()
        assert isinstance(timed.dose.amount, Span)
        assert timed.dose.amount.effort is Effort.WORK
        assert not re.search(rules(language).counted, timed.movement or "")
        assert timed.movement


def test_every_language_has_a_built_in_routine_that_is_told_in_it() -> None:
    spoken = {}
    for name in shelf.names():
        routine = furnish(read(shelf.text(name))).routine
        spoken[routine.language] = routine
        assert all(exercise.position for exercise in routine.exercises())
    assert spoken.keys() == set(phrase_languages())


def test_names_of_exercises_are_found_by_words_of_the_language() -> None:
    assert "Kniebeuge" in {entry.name for entry in named("kniebeugen", "de")}
    assert named("kniebeugen") == ()

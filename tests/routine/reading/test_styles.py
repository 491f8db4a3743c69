"""One routine written in the ways people write, each of which reads back as the same routine."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine import Block, Dose, Exercise, Reps, Routine, Sides, Span, read
from coach.routine.reading.amounts import effort_of
from coach.routine.reading.lexicon import load

Style = Callable[[Routine], Iterator[str]]
EN, DE, ES = (load(language) for language in ("en", "de", "es"))
NAMES = ["Squats", "Push-ups", "Glute bridges", "Side plank", "Wall sit", "Step-ups", "Bird dogs", "Calf raises",
         "Hip circles", "World's greatest stretch", "Bridge hold", "90/90 stretch", "7-way hips"]  # fmt: skip
GERMAN = ["Kniebeugen", "Liegestütze", "Ausfallschritte", "Unterarmstütz", "Wandsitz", "Beckenheben"]
SPANISH = ["Sentadillas", "Flexiones", "Zancadas", "Plancha", "Puente de glúteos", "Elevación de talones"]


@st.composite
def _exercises(draw: st.DrawFn, names: list[str]) -> Exercise:
    name = draw(st.sampled_from(names))
    lexicon = {id(GERMAN): DE, id(SPANISH): ES}.get(id(names), EN)
    amount: Reps | Span
    if draw(st.booleans()):
        count = draw(st.integers(2, 30))
        amount = Reps(count=count, least=draw(st.none() | st.integers(1, count - 1)))
    else:
        amount = Span(
            seconds=draw(st.integers(5, 59) | st.sampled_from([60, 90, 120])), effort=effort_of(name, lexicon)
        )
    sides = draw(st.sampled_from([Sides.BOTH, Sides.EACH]))
    sets = draw(st.integers(1, 5))
    rest_s = draw(st.none() | st.sampled_from([15.0, 30.0, 60.0, 90.0])) if sets > 1 else None
    return Exercise(name=name, dose=Dose(amount=amount, sets=sets, sides=sides, rest_s=rest_s))


@st.composite
def _routines(draw: st.DrawFn, names: list[str] = NAMES, language: str = "en") -> Routine:
    items = draw(st.lists(_exercises(names), min_size=2, max_size=6))
    return Routine(title="Leg day", blocks=(Block(items=tuple(items)),), language=language)


def _parts(routine: Routine) -> Iterator[tuple[Exercise, Dose, str, str]]:
    """Each exercise with its dose, and its number and unit in figures."""
    for exercise in routine.exercises():
        amount = exercise.dose.amount
        if isinstance(amount, Reps):
            yield exercise, exercise.dose, f"{amount.least}-{amount.count}" if amount.least else f"{amount.count}", ""
        elif isinstance(amount, Span):
            yield exercise, exercise.dose, f"{amount.seconds:g}", "s"


def _rest(dose: Dose, text: str) -> str:
    return text.format(dose.rest_s) if dose.rest_s else ""


def sets_x_reps(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        sets = f"{dose.sets}x" if dose.sets > 1 else ""
        yield (
            f"- {exercise.name} {sets}{number}{unit or (' reps' if not sets else '')}"
            + (" each side" if dose.sides is Sides.EACH else "")
            + _rest(dose, ", rest {:g}s")
        )


def sets_first(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        each = " per side" if dose.sides is Sides.EACH else ""
        amount = f"{number} seconds" if unit else f"{number} reps"
        yield (
            f"* {dose.sets} sets of {amount}{each}: {exercise.name}"
            if dose.sets > 1
            else (f"* {amount}{each}: {exercise.name}")
        )
        if dose.rest_s:
            yield f"  Rest {dose.rest_s:g} seconds between sets"


def times_sign(routine: Routine) -> Iterator[str]:
    for number_, (exercise, dose, number, unit) in enumerate(_parts(routine), 1):
        sets = f"{dose.sets} × " if dose.sets > 1 else ""
        each = " (each side)" if dose.sides is Sides.EACH else ""
        yield f"{number_}. **{exercise.name}** – {sets}{number} {unit or 'reps'}{each}" + _rest(
            dose, " (rest {:g} sec)"
        )


def x_behind(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        each = " each" if dose.sides is Sides.EACH else ""
        sets = f", {dose.sets} sets" if dose.sets > 1 else ""
        yield f"- {exercise.name} x {number}{' seconds' if unit else ''}{each}{sets}" + _rest(dose, ", {:g} s rest")


def slash_side(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        sets = f"{dose.sets} x " if dose.sets > 1 else ""
        side = "/side" if dose.sides is Sides.EACH else ""
        amount = f"{number}{' sec' if unit else '' if side or sets else ' reps'}{side}"
        yield f"- {exercise.name}: {sets}{amount}" + _rest(dose, "; rest: {:g} sec")


def each_on_a_line(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        yield f"## {exercise.name}"
        yield ""
        yield f"Sets: {dose.sets}" if dose.sets > 1 else ""
        side = " per leg" if dose.sides is Sides.EACH else ""
        yield f"Time: {number} seconds{side}" if unit else f"Repetitions: {number}{side}"
        yield f"Rest: {dose.rest_s:g} seconds" if dose.rest_s else ""
        yield ""


def table(routine: Routine) -> Iterator[str]:
    yield "| Exercise | Sets | Reps | Rest |"
    yield "| --- | --- | --- | --- |"
    for exercise, dose, number, unit in _parts(routine):
        side = " each side" if dose.sides is Sides.EACH else ""
        amount = f"{number} s" if unit else number
        yield f"| {exercise.name} | {dose.sets} | {amount}{side} | {_rest(dose, '{:g} s')} |"


def table_of_times(routine: Routine) -> Iterator[str]:
    yield "Exercise | Sets | Reps | Time (s) | Notes | Rest (s)"
    yield "--- | --- | --- | --- | --- | ---"
    for exercise, dose, number, unit in _parts(routine):
        side = "each side" if dose.sides is Sides.EACH else ""
        reps, time = ("", number) if unit else (number, "")
        yield f"{exercise.name} | {dose.sets} | {reps} | {time} | {side} | {_rest(dose, '{:g}')}"


def check_boxes(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = " per side" if dose.sides is Sides.EACH else ""
        amount = f"{number} {'secs' if unit else 'reps'}{side}"
        sets = f"{dose.sets} sets x " if dose.sets > 1 else ""
        yield f"- [ ] {exercise.name} — {sets}{amount}" + _rest(dose, " — rest {:g}s")


def plain_lines(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = " each side" if dose.sides is Sides.EACH else ""
        sets = (
            f"{dose.sets}x"
            if dose.sides is Sides.BOTH and dose.sets > 1
            else f"{dose.sets} x "
            if dose.sets > 1
            else ""
        )
        yield f"{exercise.name}: {sets}{number}{'sec' if unit else ' reps'}{side}" + _rest(dose, ", rest {:g}s")
        yield ""


def dose_first(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = " (each side)" if dose.sides is Sides.EACH else ""
        sets = f"{dose.sets}x" if dose.sets > 1 else ""
        yield f"- {sets}{number}{'s' if unit else ''} {exercise.name}{side}" + _rest(dose, ", rest {:g}s")


def words_for_numbers(routine: Routine) -> Iterator[str]:
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
    for exercise, dose, number, unit in _parts(routine):
        side = " on each side" if dose.sides is Sides.EACH else ""
        amount = f"{number} {'seconds' if unit else 'repetitions'}{side}"
        yield f"- {exercise.name}: {words[dose.sets]} set{'s' * (dose.sets > 1)} of {amount}" + _rest(
            dose, ", resting {:g} seconds between sets"
        )


def nested_list(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        yield f"- {exercise.name}"
        side = " each side" if dose.sides is Sides.EACH else ""
        yield f"    - {dose.sets} sets" if dose.sets > 1 else ""
        yield f"    - {number} {'seconds' if unit else 'reps'}{side}"
        yield f"    - Rest: {dose.rest_s:g} s" if dose.rest_s else ""


def bold_then_dose(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = " / side" if dose.sides is Sides.EACH else ""
        yield f"**{exercise.name}**"
        yield f"{dose.sets} x {number}{' sec' if unit else ''}{side}" + _rest(dose, ", rest {:g} sec")
        yield ""


def links(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = " each side" if dose.sides is Sides.EACH else ""
        sets = f"{dose.sets} x " if dose.sets > 1 else ""
        yield f"+ [{exercise.name}](https://example.org/1) {sets}{number} {unit or 'reps'}{side}" + _rest(
            dose, " rest {:g}s"
        )


def in_a_fence(routine: Routine) -> Iterator[str]:
    yield "```"
    for exercise, dose, number, unit in _parts(routine):
        side = " each side" if dose.sides is Sides.EACH else ""
        sets = f"{dose.sets}x" if dose.sets > 1 else ""
        yield f"{exercise.name} {sets}{number}{unit or ('' if sets else ' reps')}{side}" + _rest(dose, ", rest {:g}s")
    yield "```"


def bullets_and_semicolons(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = ", each side" if dose.sides is Sides.EACH else ""
        yield f"• {exercise.name}; {dose.sets} sets; {number} {'sec.' if unit else 'reps.'}{side}" + _rest(
            dose, "; rest {:g} sec."
        )


def spaces_that_do_not_break(routine: Routine) -> Iterator[str]:
    for line in sets_x_reps(routine):
        yield line.replace(" ", "\u00a0").replace("-\u00a0", "- ", 1) + "\r"


def german(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = " pro Seite" if dose.sides is Sides.EACH else ""
        sets = f"{dose.sets} Sätze à " if dose.sets > 1 else ""
        yield f"- {exercise.name}: {sets}{number} {'Sekunden' if unit else 'Wiederholungen'}{side}" + _rest(
            dose, ", Pause {:g} Sekunden"
        )


def spanish(routine: Routine) -> Iterator[str]:
    for exercise, dose, number, unit in _parts(routine):
        side = " por lado" if dose.sides is Sides.EACH else ""
        sets = f"{dose.sets} series de " if dose.sets > 1 else ""
        yield f"- {exercise.name}: {sets}{number} {'segundos' if unit else 'repeticiones'}{side}" + _rest(
            dose, ", descanso {:g} segundos"
        )


STYLES: list[Style] = [
    sets_x_reps, sets_first, times_sign, x_behind, slash_side, each_on_a_line, table, table_of_times, check_boxes,
    plain_lines, dose_first, words_for_numbers, nested_list, bold_then_dose, links, in_a_fence, bullets_and_semicolons,
    spaces_that_do_not_break,
]  # fmt: skip
TITLE = "# Leg day"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
@given(data=st.data())
def test_a_routine_in_any_style_reads_back_equal(style: Style, data: st.DataObject) -> None:
    routine = data.draw(_routines())
    text = "\n".join([TITLE, "", *style(routine), ""])
    assert read(text) == routine, text


@pytest.mark.parametrize(
    ("style", "names", "language"), [(german, GERMAN, "de"), (spanish, SPANISH, "es")], ids=["german", "spanish"]
)
@given(data=st.data())
def test_in_other_languages_too(style: Style, names: list[str], language: str, data: st.DataObject) -> None:
    routine = data.draw(_routines(names, language))
    text = "\n".join([TITLE, "", *style(routine), ""])
    assert read(text) == routine, text

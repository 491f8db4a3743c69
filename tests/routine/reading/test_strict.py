"""The strict form and what is close to it: what is understood, and every problem with its place."""

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.errors import Problem, RoutineError
from coach.routine import Exercise, Rest, Talk, read, write
from coach.routine.reading.markdown import plain
from coach.routine.reading.reader import MAX_TEXT
from tests.strategies import PUNCTUATED


def problems_of(text: str) -> list[tuple[int, int, str, str]]:
    with pytest.raises(RoutineError) as caught:
        read(textwrap.dedent(text), source="x.md")
    return [(problem.line, problem.column, problem.message, problem.hint) for problem in caught.value.problems]


def refused(text: str) -> tuple[Problem, ...]:
    """The problems of a text, none if it can be read; never another error."""
    try:
        read(text)
    except RoutineError as error:
        return error.problems
    return ()


def test_reads_every_part() -> None:
    routine = read(
        textwrap.dedent("""\
        ---
        title: Morning  # said first
        duration: 10:00
        needs: [a mat, "a chair, a stable one"]
        optional: a band
        talk: standard
        voice: system:en-gb
        ---
        # Morning
        This is short and
        sweet.

        <!-- nobody sees this -->
        1. **Squats**: 12 reps
           Stand *tall*.

           Sit back and down.
           Stand up.
           > Chest up.
           > Knees out.
        - Rest 30 s

        ## Finisher: 3 rounds, rest 60 s
        * Plank: 40 s
        """)
    )
    assert (routine.title, routine.duration_s, routine.talk) == ("Morning", 600, Talk.STANDARD)
    assert (routine.needs, routine.optional) == (("a mat", "a chair, a stable one"), ("a band",))
    assert routine.about == "This is short and sweet."
    first, finisher = routine.blocks
    squats, rest = first.items
    assert isinstance(squats, Exercise)
    assert squats.name == "Squats"
    assert squats.position == "Stand tall."
    assert squats.movement == "Sit back and down. Stand up."
    assert squats.cues == ("Chest up.", "Knees out.")
    assert rest == Rest(seconds=30)
    assert (finisher.title, finisher.rounds, finisher.rest_s) == ("Finisher", 3, 60)


def test_a_text_without_a_title_has_one() -> None:
    assert read("- Squats: 12").title == "Workout"


def test_a_title_may_speak_of_rounds_where_it_says_how_many() -> None:
    (block,) = read("## Round one: 1 round\n- Squats: 12").blocks
    assert (block.title, block.rounds) == ("Round one", 1)
    routine = read("- Squats: 12").model_copy(update={"blocks": (block,)})
    assert read(write(routine)) == routine


def test_comments_on_their_own_are_silent() -> None:
    text = "<!-- a -->\n<!-- b\n-->\n- Squats: 12\n  <!-- c -->\n- Plank: 40 s"
    assert [exercise.name for exercise in read(text).exercises()] == ["Squats", "Plank"]


def test_a_dose_is_found_where_it_stands() -> None:
    assert problems_of("- 0-hero: 0")[0][1] == 11


def test_emphasis_nested_without_end_is_read() -> None:
    assert plain("*a " * 3000 + "a* " * 3000) == "a " * 5999 + "a"


def test_the_last_colon_parts_name_and_dose() -> None:
    (exercise,) = read("- Stretch: hip: 30 s").exercises()
    assert exercise.name == "Stretch: hip"


def test_yaml_takes_no_word_for_something_else() -> None:
    assert read("---\ntitle: no\nneeds: [on, 1e3]\n---\n- Squats: 12").needs == ("on", "1e3")


def test_every_problem_at_once_with_its_place() -> None:
    found = problems_of("""\
        ---
        duratoin: 10:00
        pace: 3
        ---
        # Legs
        - Squats: 0 reps
        - Plank
        - 12 reps
        - Lunges: -3 reps
        ## Broken: 99 rounds
        - Sit-ups: 20 @ 90 s
        """)
    assert [(line, column) for line, column, *_ in found] == [
        (2, 1),
        (3, 1),
        (6, 11),
        (7, 1),
        (8, 1),
        (9, 11),
        (10, 12),
        (11, 17),
    ]
    messages = " | ".join(message for _, _, message, _ in found)
    for part in (
        "unknown key `duratoin`",
        "`3` is no pace",
        "0 repetitions",
        "no dose in `Plank`",
        "a dose without an exercise",
        "cannot be negative",
        "99 rounds",
        "repetition of 90 s",
    ):
        assert part in messages
    assert "did you mean `duration`?" in found[0][3]
    assert all(hint for *_, hint in found)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no exercises found"),
        ("# Only a title", 1, "no exercises found"),
        ("- Rest 30 s", 1, "no exercise"),
        ("## Legs: 0 rounds\n- Squats: 12", 1, "0 rounds"),
        ("- !!!: 12", 1, "a dose without an exercise"),
        ("---\npace: 1\nduration: 10:00\n---\n- Squats: 12", 1, "both a duration and a pace"),
        ("---\ntitle: [a, b\n---\n- Squats: 12", 2, "no YAML"),
        ("---\n- a list\n---\n- Squats: 12", 2, "has no keys"),
        ("---\ntitle:\n---\n- Squats: 12", 2, "no plain value"),
        ("---\ntitle: {a: b}\n---\n- Squats: 12", 2, "no plain value"),
        ("---\ntitle: a\ntitle: b\n---\n- Squats: 12", 3, "second time"),
        ("---\nduration: 10\n---\n- Squats: 12", 2, "no duration"),
        ("---\nduration: 30:00:00\n---\n- Squats: 12", 2, "a duration of"),
        ("---\ntalk: loud\n---\n- Squats: 12", 2, "no level of talk"),
        ("- Squats: 12\x00", 1, "control character"),
        ("- Squ\ufffdats: 12", 1, "control character"),
        ("x" * (MAX_TEXT + 1), 1, "no routine"),
        ("## A: 50 rounds\n- Plank: 50 x 3600 s each side", 1, "takes 5000 hours"),
        ("- Rest 3600 s\n" * 7 + "- Squats: 3", 1, "takes 7 hours"),
        ("## A: 50 rounds\n" + "- Squats: 50 sets of 1 @ 0.5 s\n" * 3, 1, "7500 sets"),
        ("- Squats: 3\n  " + "long " * 500, 1, "position is too long: 2000"),
        ("- Squats: 12\n<!-- forgotten\n- Plank: 40 s", 2, "a comment without"),
        ("<!-- done --> - Plank: 40 s\n\n- Squats: 12", 1, "a comment without"),
        ("\n---\nduration: 10:00\n---\n- Squats: 12", 2, "front matter that has no end"),
        ("---\nduration: 10:00\n# Legs\n- Squats: 12", 1, "front matter that has no end"),
        ("---\nneeds: null\n---\n- Squats: 12", 2, "no plain value"),
        ("---\nlanguage: klingon!\n---\n- Squats: 12", 2, "no language"),
        ('---\ntitle: "\\UFFFFFFFF"\n---\n- Squats: 12', 2, "no YAML"),
        ("- 0-hero: 0", 1, "0 repetitions"),
        ("- Rest: 12 reps\n- Squats: 3", 1, "is called Rest"),
        ("- Squats: 3 sets", 1, "nothing says how many"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, line: int, says: str) -> None:
    found = problems_of(text)
    assert any(says in message for _, _, message, _ in found), found
    assert line in [place for place, *_ in found]


def test_yaml_aliases_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    found = problems_of(f"---\n{bomb}needs: *u\n---\n- Squats: 12")
    assert any("needs" in message for _, _, message, _ in found)


def test_yaml_nested_without_end_is_refused() -> None:
    assert "no YAML" in problems_of("---\ntitle: " + "[" * 4_000 + "\n---\n- Squats: 12")[0][2]
    assert "of front matter" in problems_of("---\ntitle: " + ("[" * 4_000 + "\n") * 5 + "\n---\n- Squats: 12")[0][2]


@given(st.text(PUNCTUATED + "\n\n\n  -#", max_size=300))
@example("---\n---\n---")
@example("- a: 1\n  > > b")
@example("- a: 1 @")
@example("---\n? a\n---")
def test_any_text_is_read_or_refused_with_places(text: str) -> None:
    for problem in refused(text):
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 1


@given(st.text(max_size=200))
def test_any_characters_are_read_or_refused(text: str) -> None:
    assert all(problem.message for problem in refused(text))

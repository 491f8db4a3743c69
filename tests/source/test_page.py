"""Pages to routines: the main text, the list married to its descriptions, and nothing of what stands around it."""

import contextlib
import time

import pytest

from coach.app import check, read
from coach.errors import RoutineError
from coach.source.page import is_page, text_of_page

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>Ten minutes for your legs | Some Magazine</title>
<script>var squats = "3 x 12";</script><style>li { margin: 10px }</style></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/a">20 best squats</a></li></ul></nav></header>
<main><article><h1>Ten minutes for your legs</h1><p>By Jane Doe, March 3, 2021</p>
<p>Weak legs are common among runners. Do this routine 3 times per week and you will feel it within 4 weeks.</p>
<h2>The workout</h2>
<ul><li>Leg Lifts (on Stomach) x 20 each</li><li>Single Leg Bridge Dips x 10 each</li><li>Wall Sit: 45 seconds</li></ul>
<h3>Leg Lifts</h3><p>Lie on your stomach with your arms by your sides. Keeping the leg straight, lift it as high as is
comfortable. Repeat 20 times on each leg.</p>
<h3>Single Leg Bridge</h3><p>This one is my favourite. Lie on your back with your knees bent. Raise your hips and
straighten one leg. Lower your hips to the floor and press back up.</p>
<h3>Wall Sit</h3><p>Stand with your back against a wall. Slide down until your knees are bent.</p>
<h2>Related Posts</h2><ul><li>5 Plank Variations: 3 x 30 seconds</li><li>20 Squats a Day</li></ul></article></main>
<section id="comments"><h2>3 Comments</h2><p>Bob: I did 3 x 12 squats, great!</p></section>
<footer>Copyright 2021. Call 555-123-4567</footer></body></html>"""


@pytest.fixture
def page(tmp_path) -> str:  # type: ignore[no-untyped-def]
    path = tmp_path / "page.html"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def test_an_article_becomes_a_routine(page: str) -> None:
    routine = read(page)
    lifts, dips, sit = routine.exercises()
    assert [exercise.name for exercise in (lifts, dips, sit)] == [
        "Leg Lifts (on Stomach)",
        "Single Leg Bridge Dips",
        "Wall Sit",
    ]
    assert lifts.position == "Lie on your stomach with your arms by your sides."
    assert lifts.movement == "Keeping the leg straight, lift it as high as is comfortable."
    assert dips.position == "Lie on your back with your knees bent."
    assert dips.movement is not None
    assert dips.movement.startswith("Raise your hips")
    assert sit.position == "Stand with your back against a wall."


def test_nothing_of_what_stands_around_it_is_read(page: str) -> None:
    checked = check(page)
    assert checked.source.is_page
    assert len(checked.understood.places) == 3
    assert not checked.understood.problems
    assert all(block.rounds == 1 for block in checked.understood.routine.blocks)  # type: ignore[union-attr]


def test_the_same_as_a_text_copied_from_the_browser() -> None:
    text = text_of_page(ARTICLE).replace("# ", "").replace("#", "").replace("**", "")
    assert [exercise.name for exercise in read(text + "\n").exercises()] == [
        exercise.name for exercise in read(text_of_page(ARTICLE) + "\n").exercises()
    ]


def test_a_page_that_is_no_article_is_read_as_a_whole(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><table><tr><th>Exercise</th><th>Sets</th><th>Reps</th></tr>"
        "<tr><td>Squats</td><td>3</td><td>12</td></tr><tr><td>Plank</td><td>2</td><td>30 s</td></tr>"
        "</table></body></html>",
        encoding="utf-8",
    )
    assert [exercise.dose.sets for exercise in read(str(path)).exercises()] == [3, 2]


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<html><head><title>x</title></head><body></body></html>", "no text"),
        (
            "<html><body><h1>Our cats</h1><p>We have two cats, and they sleep all day long.</p></body></html>",
            "no exercises",
        ),
        *(
            ("<html>" + tags + "Squats: 12", "too deep")
            for tags in (
                "<div>" * 5_000,
                "<u>" * 3_000,
                "<strong>" * 3_000,
                "<Custom-Tag>" * 3_000,
                "<wbr>" * 3_000,
                "</div>" * 5_000 + "<div>" * 5_000,
                "<div></u>" * 3_000,
                "<b><div></b>" * 3_000,
            )
        ),
    ],
)
def test_a_page_without_a_workout_says_what_it_looks_like(html: str, says: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.html"
    path.write_text(html, encoding="utf-8")
    with pytest.raises(RoutineError) as caught:
        check(str(path))
    (problem,) = caught.value.problems
    assert says in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>a", True),
        ("\ufeff\n<!-- saved -->\n<HTML lang='en'>", True),
        ("<ul><li>a</li><li>b</li><li>c</li></ul>", True),
        ("# Legs\n- Squats: 12\n", False),
        ("- Squats <b>3 x 12</b>\n", False),
        ("<!-- a comment -->\n# Legs\n- Squats: 12", False),
        ("", False),
    ],
)
def test_what_a_page_is(text: str, expected: bool) -> None:
    assert is_page(text) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<html><p>Squats: 12 <b>reps",
        "<html>" + "<p>Squats: 12" * 10_000,
        "<html>Squats: 12" + "&lt;" * 50_000,
        "<html><table>" + "<tr><td>Squats: 12" * 5_000,
        "<html>" + "<ul><li><p>Squats: <b>12<br></ul>" * 2_000,
        "<html>" + "<svg><path d='M0'/><g></svg><a name='x'>" * 2_000 + "Squats: 12",
    ],
)
def test_broken_pages_are_read_too(html: str) -> None:
    assert "12" in text_of_page(html)


@pytest.mark.filterwarnings("ignore:It looks like")  # an XML document, which it is not either
@pytest.mark.parametrize(
    "text",
    [
        "<!-- one of many -->\n" * 200 + "# Legs\n- Squats: 12",
        "<!-- one of many -->\n" * 50_000,
        "<!--" * 200_000,
        " \n" * 500_000,
        "<?xml" * 200_000,
        "<p" * 500_000,
        "<a" * 500_000,
        "</b>" * 200_000,
    ],
    ids=lambda text: text[:8].strip() or "blanks",
)
def test_what_a_huge_text_is_takes_no_time(text: str) -> None:
    began = time.process_time()
    assert not is_page(text)
    with contextlib.suppress(RoutineError):
        text_of_page(text)
    assert time.process_time() - began < 5

"""Anything is read without an exception."""

import random

import pytest

from coach.app import Checked
from coach.cli.report import report_lines
from coach.routine import ReadingKind, Understood, understand, write
from coach.routine.reading.lexicon import languages, load
from coach.routine.reading.markdown import MOST_COLUMNS
from coach.routine.shelf.exercises import entries
from coach.source import Source

SIGNS = [
    *list("-–—*+#>|:;,./×@~()[]{}\"'`_=%$€&<!?°½→"),
    "- ",
    "* ",
    "1. ",
    "## ",
    "> ",
    "| ",
    "```",
    "---",
    "[ ] ",
    "  ",
    "\t",
]
STRANGE = [
    "\u200b",
    "\u202e",
    "\ufeff",
    "\x00",
    "\x1b[31m",
    "é",
    "ß",
    "İ",
    "漢字",
    "١٢",
    "𝟛",
    "ﬁ",
    "👟",
    "\u00a0",
    "\u2028",
]
WORDS = sorted({word for language in languages() for word in load(language).words})
PHRASES = [
    "each side",
    "per leg",
    "rest between sets",
    "as many as possible",
    "on the minute",
    "tempo 3-1-1-0",
    "language: de",
]


def line(rnd: random.Random) -> str:
    def part() -> str:
        kind = rnd.random()
        if kind < 0.25:
            return str(rnd.choice([0, 1, 2, 3, 5, 8, 10, 12, 20, 30, 45, 60, 90, 1000, 10**12, 10**30]))
        if kind < 0.45:
            return rnd.choice(SIGNS)
        if kind < 0.65:
            return rnd.choice(WORDS)
        if kind < 0.8:
            return rnd.choice(entries()).name
        if kind < 0.9:
            return rnd.choice(PHRASES)
        if kind < 0.95:
            return f"{rnd.randint(0, 99)}{rnd.choice([':', 'x', '/', '-', 's', ' x '])}{rnd.randint(0, 99)}"
        return rnd.choice(STRANGE)

    return rnd.choice(["", "", " "]).join(part() for _ in range(rnd.randint(0, 9)))


def text(rnd: random.Random, lines: int) -> str:
    return rnd.choice(["\n", "\n", "\n\n", "\r\n"]).join(line(rnd) for _ in range(lines))


def check(understood: Understood, written: str) -> None:
    count = len(written.splitlines()) + written.count("\x00") + 1
    for reading in understood.readings:
        assert 1 <= reading.line <= count
        assert reading.column >= 1
        assert reading.note or reading.kind is not ReadingKind.UNREAD
    exercises = list(understood.routine.exercises()) if understood.routine else []
    assert len(understood.places) == len(exercises)
    assert list(report_lines(Checked(Source("", written), understood)))
    if understood.routine is not None:
        again = write(understood.routine)
        assert understand(again).routine == understood.routine, again


@pytest.mark.parametrize("seed", range(4))
def test_a_few_thousand_lines(seed: int) -> None:
    rnd = random.Random(seed)
    for _ in range(25):
        written = text(rnd, 40)
        check(understand(written), written)


def formatted(written: str) -> str | None:
    understood = understand(written)
    if understood.routine is None:
        return None
    return write(understood.routine, left_out=[*understood.left_out, *understood.loads, *understood.unsure])


@pytest.mark.parametrize("seed", range(60))
def test_formatting_twice_is_formatting_once(seed: int) -> None:
    once = formatted(text(random.Random(f"format {seed}"), 20))
    assert once is None or formatted(once) == once


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_200_000_lines(seed: int) -> None:
    rnd = random.Random(seed)
    for _ in range(200):
        written = text(rnd, 50)
        check(understand(written), written)


def lined(part: str) -> str:
    """Lines that are nearly too long to be read, no two of them alike."""
    return "".join(f"{part * (4_900 // len(part))} {number}\n" for number in range(200))


HUGE = {
    "a list": "- Squats: 3 x 12 each side, rest 60 s\n" * 25_000,
    "one line": "- Squats " + "12 x " * 190_000,
    "digits": lined("1"),
    "numbers": lined("12 x "),
    "doses in a line": lined("Squats: 12, "),
    "brackets": lined("("),
    "brackets around words": lined("(a) "),
    "stars": lined("*a "),
    "a nested list": "\n".join("  " * depth + "- Squats: 12" for depth in range(600)),
    "nested quotations": "> " * 300_000 + "Squats: 12",
    "a row of 10,000 columns": ("| a " * 10_000 + "|\n" + "|---" * 10_000 + "|\n" + "| 1 " * 10_000 + "|\n") * 8,
    "tables of 1,200 columns": ("| a " * 1_200 + "|\n" + "|---" * 1_200 + "|\n" + "| 1 " * 1_200 + "|\n") * 66,
    "tables of 100 columns": ("| 12 " * 100 + "|\n" + "|---" * 100 + "|\n" + "| Squats " * 100 + "|\n") * 700,
    "a table whose rows are wider than it": "|" + "a|" * 3 + "\n|---|---|---|\n" + ("| x " * 1_200 + "|\n") * 200,
    "headings": "## Squats\n\n" * 60_000,
    "doses": "- 10 reps\n" * 60_000,
    "names": "Squats\n" * 60_000,
    "backslashes": lined("\\"),
    "links": lined("[a]("),
    "colons": lined("a:"),
    "hyphens": lined("-"),
    "half a comment": lined("<!-- "),
    "underscores": lined("_ _"),
    "ampersands": lined("&#1;"),
    "tilde fences": "~~~\n" * 200_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_a_megabyte_of_anything_is_read(name: str) -> None:
    """Without an exception; `scripts/bench` shows that twice as much takes twice as long."""
    understand(HUGE[name][:960_000])


def test_a_row_with_more_columns_than_a_table_has_is_no_table() -> None:
    wide = "| Squats | 12 " + "| x " * MOST_COLUMNS + "|\n"
    understood = understand(wide + "|---" * (MOST_COLUMNS + 2) + "|\n" + wide + "\n- Plank: 40 s\n")
    assert understood.routine is not None
    assert [exercise.name for exercise in understood.routine.exercises()] == ["Plank"]

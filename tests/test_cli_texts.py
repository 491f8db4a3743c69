"""The commands for texts: check, format, import, list and exercises."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from typer.testing import CliRunner, Result

from coach.app import check, rewrite
from coach.cli import app
from coach.cli.report import report_lines
from coach.errors import WishError
from coach.routine import read, shelf
from tests.source.test_page import ARTICLE

NOTES = """\
# Leg day

Some words about it.

- Lunges 20, alternating
- Clamshells: 20 each side @ 2 s
- Rest 30 s
- Plank: 2 x 40 s
"""
UNREAD = NOTES + "- 12 reps\n- Squats: 0 reps\n"


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.md").write_text(NOTES, encoding="utf-8")
    Path("unread.md").write_text(UNREAD, encoding="utf-8")
    Path("page.html").write_text(ARTICLE, encoding="utf-8")


def run(*args: str, code: int = 0, given: str | None = None) -> Result:
    result = CliRunner().invoke(app, args, input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def test_check_shows_each_line_with_its_dose_spelled_out() -> None:
    lines = run("check", "notes.md").stdout.splitlines()
    assert any("Clamshells: 20 each side @ 2 s: 40 repetitions, about 1:20" in line for line in lines)
    assert any("[as the shelf explains Clamshell]" in line for line in lines)
    assert any(line.split()[:2] == ["7", "rest"] and "0:30" in line for line in lines)
    assert any("Plank: 2 x 40 s: 1:20 in all" in line for line in lines)
    for number in (1, 3, 5, 6, 7, 8):
        assert any(line.lstrip().startswith(f"{number} ") for line in lines), number


def test_check_has_doubts_on_top_and_totals_at_the_bottom() -> None:
    lines = run("check", "unread.md", code=1).stdout.splitlines()
    assert lines[0] == "Not understood:"
    assert "    9  - 12 reps" in lines
    assert any("column 11: 0 repetitions" in line for line in lines)
    assert lines.index("Not sure:") < lines.index("Leg day")
    assert any("it may mean 20 on each side" in line for line in lines[: lines.index("Leg day")])
    assert lines[-2].startswith("3 exercises; 60 repetitions; 0:30 of rests between them; about ")
    assert "2 not understood, 1 not sure" in lines[-1]


def test_check_json_is_the_form_of_readings() -> None:
    data = json.loads(run("check", "unread.md", "--json", code=1).stdout)
    assert (data["schema"], data["title"]) == (1, "Leg day")
    fields = {"line", "kind", "name", "sets", "reps", "seconds", "side", "tempo", "rest_s", "sure", "note"}
    assert all(set(reading) == fields for reading in data["readings"])
    assert [reading["line"] for reading in data["readings"]] == [1, 3, 5, 6, 7, 8, 9, 10]
    assert data["readings"][3] == {
        **dict.fromkeys(fields),
        "line": 6,
        "kind": "exercise",
        "name": "Clamshells",
        "reps": 20,
        "side": "each",
        "sure": True,
    }


def test_check_is_content_when_all_is_understood() -> None:
    assert run("check", "hamstrings").stdout.splitlines()[-1] == "everything is understood"
    assert "everything is understood" in run("check", "-", given="- Squats: 12\n").stdout
    assert "in 3 rounds: 36 repetitions" in run("check", "-", given="## A: 3 rounds\n- Wobbles: 12 reps\n").stdout
    assert "in each round" in run("check", "-", given="## A: amrap 5:00\n- Wobbles: 12 reps\n").stdout


def test_check_has_colours_on_a_terminal_only() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, color_system="standard", width=80)
    for line, style in report_lines(check("unread.md")):
        console.print(Text(line, style))
    assert "\x1b[" in screen.getvalue()
    assert "\x1b[" not in run("check", "unread.md", code=1).stdout


def test_format_writes_the_strict_form_and_again_the_same() -> None:
    once = run("format", "notes.md").stdout
    assert "- Lunges: 10 each side, alternating" in once
    assert run("format", "-", given=once).stdout == once
    assert read(once) == read(NOTES)


def test_format_keeps_what_is_no_part_of_the_routine_as_a_comment() -> None:
    text = "# Legs\n\n- Squats: 12\n\nA note to myself.\n\n## References\n- [a page](https://example.org)\n"
    once = run("format", "-", given=text).stdout
    assert "A note to myself." in once
    assert "example.org" in once
    assert run("format", "-", given=once).stdout == once
    assert read(once) == read(text)


def test_format_in_place() -> None:
    run("format", "notes.md", "--write")
    text = Path("notes.md").read_text(encoding="utf-8")
    assert text == run("format", "notes.md").stdout
    before = Path("unread.md").read_bytes()
    assert "unread.md:9:1: a dose without an exercise" in run("format", "unread.md", "--write", code=1).stderr
    assert Path("unread.md").read_bytes() == before


FOREIGN = """\
---
layout: post
# as for the club
title: Legs
tags:
  - a

  - b
---
- Lunges 20, alternating
"""


def test_format_keeps_the_front_matter_of_other_programs_as_a_comment() -> None:
    once = run("format", "-", given=FOREIGN).stdout
    kept = once.partition("<!--")[2].splitlines()[1:6]
    assert kept == ["layout: post", "# as for the club", "tags:", "- a", "- b"]
    assert run("format", "-", given=once).stdout == once


@pytest.mark.parametrize("how", [[], ["--write"]])
def test_format_tells_what_is_not_sure_and_of_another_encoding(how: list[str]) -> None:
    Path("latin.md").write_bytes("# Br\xfccke\n\n- Lunges 20, alternating\n".encode("latin-1"))
    stderr = run("format", "latin.md", *how).stderr
    assert "coach: latin.md:3: 20 in all, 10 on each side; it may mean 20 on each side" in stderr
    assert "WINDOWS-1252" in stderr


@pytest.mark.parametrize("source", ["hamstrings", "-", "page.html"])
def test_only_a_text_file_of_ones_own_is_rewritten(source: str) -> None:
    result = run("format", source, "--write", code=2, given=NOTES)
    assert "no file that can be rewritten" in result.stderr
    assert Path("page.html").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize("name", shelf.names())
def test_built_in_routines_are_formatted(name: str) -> None:
    assert run("format", name).stdout == shelf.text(name)


def test_import_makes_a_routine_file_of_a_page() -> None:
    result = run("import", "page.html", "-o", "legs.md")
    assert result.stdout == "legs.md\n"
    text = Path("legs.md").read_text(encoding="utf-8")
    assert "from page.html" in text
    assert [exercise.name for exercise in read(text).exercises()][1] == "Single Leg Bridge Dips"
    assert "exists" in run("import", "page.html", "-o", "legs.md", code=2).stderr
    run("import", "page.html", "-o", "legs.md", "--force")
    assert run("import", "page.html").stdout == "ten-minutes-for-your-legs.md\n"


def test_import_marks_what_is_not_sure_or_not_understood() -> None:
    result = run("import", "unread.md", "-o", "legs.md", code=1)
    assert "1 unsure and 2 unread" in result.stderr
    text = Path("legs.md").read_text(encoding="utf-8")
    assert "<!-- unsure, line 5: 20 in all, 10 on each side; it may mean 20 on each side -->" in text
    assert "unread, line 9: 12 reps (a dose without an exercise)" in text
    assert [exercise.name for exercise in read(text).exercises()] == ["Lunges", "Clamshells", "Plank"]


def test_check_goes_on_telling_what_an_import_left_open() -> None:
    run("import", "unread.md", "-o", "legs.md", code=1)
    result = run("check", "legs.md").stdout
    assert "a comment tells of this: unread, line 9" in result
    assert "a comment tells of this: unsure, line 5" in result
    assert "3 not sure" in result
    text = Path("legs.md").read_text(encoding="utf-8")
    run("format", "legs.md", "--write")
    assert "3 not sure" in run("check", "legs.md").stdout
    kept = [line for line in text.splitlines() if "unsure" not in line and "unread" not in line]
    Path("legs.md").write_text("\n".join(kept), encoding="utf-8")
    assert "everything is understood" in run("check", "legs.md").stdout


LOADS = "- Goblet squat 4x10 @ 24kg\n- Thrusters 21 reps (95/65 lb)\n- Deadlift 5x5 @80%\n- Row 3x8, RPE 8\n"


def test_loads_are_shown_and_kept() -> None:
    shown = run("check", "-", given=LOADS).stdout
    for load in ("@ 24kg", "95/65 lb", "@80%", "RPE 8"):
        assert f"{load} is left out" in shown, load
    once = run("format", "-", given=LOADS).stdout
    assert "- Goblet squat: 4 x 10\n" in once
    for line in LOADS.splitlines():
        assert line in once, line
    assert run("format", "-", given=once).stdout == once
    Path("loads.md").write_text(LOADS, encoding="utf-8")
    run("import", "loads.md", "-o", "mine.md")
    assert "- Goblet squat 4x10 @ 24kg" in Path("mine.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("note", ["|---|---|", "- -- |", "a---b", "<!-- x -->"])
def test_comments_stay_the_same(note: str) -> None:
    once = run("format", "-", given=f"- Squats: 12 reps\n\n## References\n{note}\n").stdout
    assert run("format", "-", given=once).stdout == once


def test_import_keeps_what_is_put_down_as_words_and_says_how_much() -> None:
    given = "# Legs\n\nHold for 30 to 45 seconds, then switch sides.\n\n- Squats: 12 reps\n"
    Path("words.md").write_text(given, encoding="utf-8")
    assert "1 unsure" in run("import", "words.md", "-o", "mine.md").stderr
    assert "unsure, line 3: Hold for 30 to 45 seconds" in Path("mine.md").read_text(encoding="utf-8")


def test_import_of_nothing_writes_nothing() -> None:
    assert "no exercises found" in run("import", "-", "-o", "legs.md", code=1, given="Just words.\n").stderr
    assert not Path("legs.md").exists()


def test_who_goes_on_without_a_check_is_told_of_doubts() -> None:
    result = run("show", "notes.md", "--voice", "silent")
    assert "coach: notes.md:5: 20 in all, 10 on each side" in result.stderr
    Path("latin.md").write_bytes("- Brücke: 10 reps\n".encode("latin-1"))
    assert "WINDOWS-1252" in run("show", "latin.md", "--voice", "silent").stderr


def test_every_command_takes_such_texts() -> None:
    assert "Squats" in run("show", "-", "--voice", "silent", given="Squats 3x12, rest 10s\nPlank 30s\n").stdout
    assert "Wall Sit" in run("show", "page.html", "--voice", "silent").stdout
    run("export", "page.html", "-o", "a.mp3", "--voice", "silent")
    assert Path("a.mp3").stat().st_size > 10_000


def test_a_language_without_phrases_says_so() -> None:
    text = "---\nlanguage: tlh\n---\n- Kniebeugen: 12 reps\n"
    checked = run("check", "-", given=text).stdout
    assert "12 reps" in checked
    assert checked.splitlines()[-1] == "it cannot be heard yet: the coach has no phrases in `tlh`"
    result = run("show", "-", "--voice", "silent", code=1, given=text)
    assert ":2:1: the coach has no phrases in `tlh`" in result.stderr


def test_list_shows_length_needs_and_changes_of_posture() -> None:
    text = run("list").stdout
    assert "legs" in text
    assert "20:00" in text
    assert "needs a resistance band, a mat; 3 changes of posture" in text
    rows = {row["name"]: row for row in json.loads(run("list", "--json").stdout)}
    assert set(rows) == set(shelf.names())
    assert set(rows["core"]) == {"name", "title", "language", "duration_s", "needs", "optional", "posture_changes"}


def test_exercises_of_the_shelf() -> None:
    assert len(run("exercises").stdout.splitlines()) >= 150
    text = run("exercises", "nordic").stdout
    for part in ("Nordic curl", "also called", "kneeling", "easier:", "harder:", "> "):
        assert part in text
    assert "no exercise has these words" in run("exercises", "unicycle", code=2).stderr
    assert "did you mean `glute bridge`" in run("exercises", "gluten", "bridg", code=2).stderr
    assert len(json.loads(run("exercises", "nordic", "--json").stdout)) == 2


def test_a_text_without_a_file_is_not_rewritten() -> None:
    with pytest.raises(WishError, match="no file that can be rewritten"):
        rewrite(check("# A\n- Squats: 12\n"))


def test_what_is_doubtful_is_shown_whole() -> None:
    long = f"- Squats: 0 reps {'slowly and ' * 20}at last"
    assert f"    1  {long}" in run("check", "-", code=1, given=long).stdout
    assert "the text is empty" in run("check", "-", code=1, given=" \n").stdout
    assert "no name is given" in run("check", "", code=2).stderr


BAD = [
    (
        "a page without a workout",
        "<html><body><h1>Our cats</h1><p>We have cats.</p></body></html>",
        "looks like a page",
    ),
    ("a picture", "\x89PNG", "a picture"),
    ("control characters", "- Squats\x07: 12\n", ":1:9: a control character"),
    ("nothing", "", "no exercises found"),
    ("half a comment", "- Squats: 12\n<!-- and\n- Plank: 40 s\n", ":2:1: a comment without"),
]


@pytest.mark.parametrize(("text", "says"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
@pytest.mark.parametrize("command", ["check", "format", "import", "show"])
def test_10_bad_texts_say_what_is_wrong_in_every_command(command: str, text: str, says: str) -> None:
    Path("bad.md").write_bytes(text.encode("latin-1" if text.startswith("\x89") else "utf-8"))
    result = run(command, "bad.md", code=1)
    found = result.stdout + result.stderr
    if Path("workout.md").exists():  # what could be read of it, with the rest as comments
        found += Path("workout.md").read_text(encoding="utf-8")
    words = says.rpartition(": ")[2]
    assert (words if command in ("check", "import") else says) in found
    assert "Traceback" not in found

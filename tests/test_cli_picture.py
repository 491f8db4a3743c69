"""`coach show --picture`, and the picture in README.md."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.test_cli import own_places, run  # noqa: F401 - a fixture

DOCS = Path(__file__).parent.parent / "docs"


def show(*args: str, code: int = 0) -> tuple[str, str]:
    result = run("show", "short.md", "--voice", "silent", *args, code=code)
    return result.stdout, result.stderr


def test_an_svg_is_written_and_its_name_printed() -> None:
    assert show("--picture", "plan.svg")[0] == "plan.svg\n"
    svg = Path("plan.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg ")
    assert ">Squats</text>" in svg
    show("--picture", "again.svg")
    assert Path("again.svg").read_bytes() == Path("plan.svg").read_bytes()


def test_a_png_is_written() -> None:
    show("--picture", "plan.PNG")
    with Image.open("plan.PNG") as picture:
        assert picture.format == "PNG"
        assert picture.width == 1440


def test_json_goes_to_standard_output_beside_it() -> None:
    out, _ = show("--picture", "plan.svg", "--json")
    assert json.loads(out)["title"] == "Short"
    assert Path("plan.svg").exists()


def test_a_file_that_exists_is_kept_unless_forced() -> None:
    Path("plan.svg").write_text("mine", encoding="utf-8")
    _, said = show("--picture", "plan.svg", code=2)
    assert "the file exists" in said
    assert "--force" in said
    assert Path("plan.svg").read_text(encoding="utf-8") == "mine"
    show("--picture", "plan.svg", "--force")
    assert Path("plan.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan.jpg", "end it in .svg or .png"),
        ("plan", "its name does not say the format"),
        ("-", "a picture goes into a file"),
        (".", "this is a folder"),
        ("nowhere/plan.svg", "mkdir -p nowhere"),
    ],
)
def test_what_is_no_place_for_a_picture_is_refused_before_anything_is_done(name: str, said: str) -> None:
    before = sorted(Path().iterdir())
    assert said in show("--picture", name, code=2)[1]
    assert sorted(Path().iterdir()) == before


def test_the_picture_in_the_readme_is_what_the_program_draws() -> None:
    """Where this fails: scripts/coach show hamstrings --voice silent --picture docs/hamstrings.svg --force"""
    run("show", "hamstrings", "--voice", "silent", "--picture", "now.svg")
    assert Path("now.svg").read_bytes() == (DOCS / "hamstrings.svg").read_bytes()


def test_a_png_says_which_letters_it_lacks() -> None:
    Path("short.md").write_text("# 腕立\n- Squats: 3 reps\n", encoding="utf-8")
    assert "has no 腕立" in show("--picture", "plan.png")[1]
    assert show("--picture", "plan.svg")[1] == ""

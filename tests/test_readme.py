"""What README.md shows works as it stands there."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach import compose, read
from coach.cli import app
from coach.settings import KEYS
from coach.settings.keys import ONLY_ONCE

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return str(found)


def test_its_routine_can_be_read_and_lasts_what_it_says() -> None:
    score = compose(read(block("markdown")), voice="silent")
    assert score.duration == 810 * score.sample_rate
    assert score.warnings == ()


def test_its_options_are_known() -> None:
    known = CliRunner().invoke(app, ["export", "--help"]).output
    table = README.partition("## What people want most")[2].partition("\n## ")[0]
    options = set(re.findall(r"--[a-z][a-z-]+", table)) - {"--help"}
    assert len(options) >= 7
    assert [option for option in options if option not in known] == []


def test_every_setting_is_told() -> None:
    section = README.partition("## What you wish for every time")[2].partition("\n## ")[0]
    table = "\n".join(line for line in section.splitlines() if line.startswith("|"))
    named = {word.strip("[]") for word in re.findall(r"`([^`]+)`", table)}
    assert [key.name for key in KEYS if key.name not in named] == []


def test_what_holds_can_be_asked_with_every_option() -> None:
    known = CliRunner().invoke(app, ["config", "explain", "--help"]).output
    wanted = {key.option for key in KEYS if key.option} | set(ONLY_ONCE.values())
    assert [option for option in sorted(wanted) if option not in known] == []


@pytest.mark.slow
def test_its_program_runs() -> None:
    exec(block("python"), {})
    assert Path("hamstrings.mp3").stat().st_size > 5_000_000

"""`coach publish`: what it is told, what it says, and its exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach.cli import app
from tests.publisher.shops import URL, routine


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_VOICE", "silent")
    monkeypatch.setenv("COACH_CONFIG_DIR", str(tmp_path / "config"))
    routine(tmp_path, "legs")


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["publish", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def test_a_routine_becomes_a_site_with_a_feed() -> None:
    result = run("legs.md", "--to", "site", "--base-url", URL, "--paces", "0.8,1", "--private", "--jobs", "1")
    assert f"{URL}feed.xml" in result.stdout
    assert "1 made, 0 unchanged, 0 removed" in result.stdout
    assert "itunes:block" in Path("site/feed.xml").read_text()
    assert len(list(Path("site/legs").glob("*.mp3"))) == 2


def test_a_dry_run_lists_and_makes_nothing() -> None:
    result = run("legs.md", "hamstrings", "--to", "site", "--base-url", URL, "--dry-run")
    assert "make    hamstrings: Ten-minute hamstring workout for runners, 3 × about 10:" in result.stdout
    assert "2 to make, 0 unchanged, 0 to remove" in result.stdout
    assert "minutes of sound" in result.stdout
    assert not Path("site").exists()
    data = json.loads(run("legs.md", "--to", "site", "--base-url", URL, "--dry-run", "--json").stdout)
    assert [(job["slug"], job["paces"]) for job in data["make"]] == [("legs", 3)]


def test_a_catalogue_with_a_broken_routine_publishes_the_rest_and_ends_with_1() -> None:
    Path("all.toml").write_text(
        f'base_url = "{URL}"\ntitle = "All"\npaces = [1]\nroutines = [{{source = "legs.md"}}, {{source = "none.md"}}]\n'
    )
    result = run("all.toml", "--to", "site", "--jobs", "1", code=1)
    assert "1 made" in result.stdout
    assert "1 could not be made" in result.stderr
    assert "none.md" in result.stderr
    assert "<title>All</title>" in Path("site/feed.xml").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("legs.md", "--to", "site"), "no address of a site"),
        (("legs.md", "--to", "site", "--base-url", "example.org"), "no address of a site"),
        (("all.toml", "legs.md", "--to", "site", "--base-url", URL), "stands alone"),
        (("all.toml", "--to", "site", "--base-url", URL, "--talk", "full"), "--talk is the catalogue's to say"),
        (("all.toml", "--to", "site", "--base-url", URL), "cannot be read"),
        (("legs.md", "--to", "site", "--base-url", URL, "--paces", "9"), "out of range"),
        (("legs.md", "--to", "site", "--base-url", URL, "--talk", "loud"), "loud"),
        (("legs.md", "--to", "what://x", "--base-url", URL), "cannot be opened"),
    ],
)
def test_wrong_wishes_are_told_and_nothing_is_made(arguments: tuple[str, ...], told: str) -> None:
    assert told in run(*arguments, code=2).stderr
    assert not Path("site").exists()


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_is_told() -> None:
    pytest.importorskip("distributed", reason="needs distributed (`pip install distributed`)")
    arguments = ("legs.md", "--to", "site", "--base-url", URL, "--cluster", "tcp://127.0.0.1:9")
    assert "no cluster answers" in run(*arguments, code=3).stderr


def test_a_set_voice_speaks_its_own_language_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_VOICE", "hibari:heart")
    run("rumpf", "--to", "site", "--base-url", URL, "--paces", "1", "--talk", "tones", "--jobs", "1", "--dry-run")
    assert "system:de" in planned_voices("rumpf")
    assert "hibari:heart" in planned_voices("legs.md")


def planned_voices(source: str) -> str:
    from coach.cli.publishing import _voice
    from coach.publisher import catalogue_of, checked_url, open_store, plan

    found = plan(catalogue_of([source]), open_store("site"), url=checked_url(URL), voice_of=_voice)
    return " ".join(job.voice for job in found.jobs)


def test_a_dry_run_of_something_broken_ends_with_1() -> None:
    result = run("legs.md", "none.md", "--to", "site", "--base-url", URL, "--dry-run", code=1)
    assert "1 could not be made" in result.stderr

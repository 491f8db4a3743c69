"""`coach phone`: what it offers and to whom, what it prints, and how it ends."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from typer.testing import CliRunner, Result

from coach.app import compose, export, read
from coach.cli import app
from coach.errors import MachineError
from coach.server import LOOPBACK, network_address

SHORT = "# Short\n\n- Squats: 4 @ 2 s\n"
COACH = [sys.executable, "-m", "coach", "phone"]
_PATIENCE_S = 60.0


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("short.md").write_text(SHORT, encoding="utf-8")


def run(*args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["phone", *args])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


@contextmanager
def started(*args: str) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """The command under way, and what it printed for programs."""
    command = [*COACH, *args, "--voice", "silent", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.endswith("\n}\n"):
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            text += line
        try:
            yield process, json.loads(text)
        finally:
            process.kill()


def fetched(url: str) -> httpx.Response:
    return httpx.get(url, trust_env=False, timeout=20)


def network() -> str:
    try:
        return network_address()
    except MachineError:
        return ""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_offers_until_it_is_stopped_and_leaves_nothing(tmp_path: Path, how: signal.Signals) -> None:
    with started("short.md") as (process, facts):
        assert urlsplit(facts["url"]).hostname == LOOPBACK
        assert facts["only_this_computer"]
        assert "Short" in fetched(facts["url"]).text
        assert "<rss" in fetched(facts["feed"]).text
        assert list((tmp_path / "tmp").iterdir()) != []
        process.send_signal(how)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_it_ends_by_itself(tmp_path: Path) -> None:
    result = run("short.md", "--voice", "silent", "--minutes", "0.02")
    assert "Only this computer can open it; --network lets" in result.stdout
    assert "http://127.0.0.1:" in result.stdout
    assert "It ends after 0.02 minutes or with Ctrl-C." in result.stdout
    assert result.stdout.endswith("it is not offered any more\n")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_client_that_holds_on_does_not_keep_it(tmp_path: Path) -> None:
    with started("short.md") as (process, facts), httpx.Client(trust_env=False) as client:
        place = urlsplit(facts["url"])
        with client.stream("GET", facts["url"] + "short/normal.mp3") as answer:
            assert answer.status_code == 200, place
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0


def test_finished_files_are_offered_as_they_are(tmp_path: Path) -> None:
    path = export(compose(read(SHORT), voice="silent"), tmp_path / "legs.mp3").path
    with started("legs.mp3", "short.md") as (_, facts):
        page = fetched(facts["url"]).text
        assert page.count("<li>") == 2
        assert fetched(facts["url"] + "legs/sound.mp3").content == path.read_bytes()
        assert "Stand" in fetched(facts["url"] + "legs/sound.vtt").text
        assert "Squats" in fetched(facts["url"] + "legs/").text
        assert fetched(facts["url"] + "short/slower.mp3").status_code == 200


def test_the_network_is_asked_for() -> None:
    if not network():
        assert "in no network" in run("short.md", "--network", code=3).stderr
        return
    with started("short.md", "--network") as (_, facts):
        assert urlsplit(facts["url"]).hostname == network()
        assert not facts["only_this_computer"]
        assert fetched(facts["url"]).status_code == 200
        port = urlsplit(facts["url"]).port
        with pytest.raises(httpx.ConnectError):
            fetched(f"http://{LOOPBACK}:{port}/")


def terminal(*args: str, answer: bytes) -> str:
    """What the command prints on a terminal, where a question is answered, until it ends."""
    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}
    process = subprocess.Popen([*COACH, *args], stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    os.write(master, answer)
    text, deadline = b"", time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.1)[0]:
            try:
                text += os.read(master, 65_536)
            except OSError:  # the other end is closed
                break
    os.close(master)
    assert process.wait(timeout=20) == 0, text
    return text.decode().replace("\r\n", "\n")


def test_at_a_terminal_it_asks_and_shows_the_code() -> None:
    shown = terminal("short.md", "--voice", "silent", "--minutes", "0.02", answer=b"y\n")
    if not network():
        assert "Let every device" not in shown
        return
    assert f"Let every device in this network open it, at {network()}?" in shown
    assert f"http://{network()}:" in shown
    rows = [line for line in shown.splitlines() if line.startswith("\x1b[97;40m")]
    assert len(rows) >= 15
    assert {len(row) for row in rows} == {len(rows[0])}
    refused = terminal("short.md", "--voice", "silent", "--minutes", "0.02", answer=b"n\n")
    assert "Only this computer can open it" in refused
    assert f"http://{LOOPBACK}:" in refused
    assert "\x1b[97;40m" not in refused


BAD = [
    ("no routine", ["nothing"], 2, "no such routine or file"),
    ("no file", ["nothing.mp3"], 2, "there is no such file"),
    ("no sound", ["short.md", "empty.mp3"], 2, "no sound that can be read"),
    ("a bad pace in a list", ["short.md", "--paces", "1,9"], 2, "out of range"),
    ("two wishes", ["short.md", "--paces", "1", "--pace", "1"], 2, "exclude each other"),
    ("every address", ["short.md", "--host", "0.0.0.0"], 2, "every address"),
    ("another's address", ["short.md", "--host", "192.0.2.7"], 2, "no address of this machine"),
    ("no address", ["short.md", "--host", "no such host"], 2, "no such address"),
    ("no minutes", ["short.md", "--minutes", "0"], 2, "--minutes"),
    ("a problem in the text", ["bad.md"], 1, "bad.md:1"),
]


@pytest.mark.parametrize(("args", "code", "says"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_10_bad_input_says_what_to_do(args: list[str], code: int, says: str, tmp_path: Path) -> None:
    Path("empty.mp3").write_bytes(b"")
    Path("bad.md").write_text("- Squats: 0 reps")
    result = run(*args, "--voice", "silent", code=code)
    assert says in result.stderr.replace("│", "").replace("\n ", " ")
    assert (result.stdout, "Traceback" in result.stderr) == ("", False)
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_port_that_is_taken_is_said() -> None:
    with started("short.md") as (_, facts):
        port = urlsplit(facts["url"]).port
        assert "cannot be used" in run("short.md", "--voice", "silent", "--port", str(port), code=3).stderr


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopping_while_it_is_rendered_leaves_nothing(tmp_path: Path, how: signal.Signals, code: int) -> None:
    Path("long.md").write_text("- Squats: 5 x 400 @ 8 s\n")
    command = [*COACH, "long.md", "--voice", "silent"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline and not list((tmp_path / "tmp").glob("*/*")):
            time.sleep(0.02)
        process.send_signal(how)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in errors
    assert list((tmp_path / "tmp").iterdir()) == []

"""The commands for the history: the table and the chart, JSON, time zones, and how it is taken away."""

import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import coach.cli.history  # so that it is among the commands
from coach.cli import app
from coach.history import FILE_NAME, History, Place, Session

COACH = [sys.executable, "-c", "import coach.cli.history; from coach.__main__ import main; main()"]
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHONPATH", str(Path(coach.cli.history.__file__).parents[2]))


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """To set TZ in; the clock is as it was afterwards."""
    with monkeypatch.context() as patch:
        yield patch
    time.tzset()


def run(*args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["history", *args])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def played(tmp_path: Path, title: str, started_at: datetime, *, position_s: float = 600, completed: bool = True) -> int:
    with History(tmp_path / "data" / FILE_NAME) as history:
        number = history.begin(Session(title.casefold(), title, "digest", started_at, 600, voice="hibari:heart"))
        history.progress(number, place=Place(4, 2, 0.5), position_s=position_s, pace=1.1, active_s=position_s)
        history.finish(number, completed=completed, finished_at=started_at + timedelta(seconds=position_s))
        assert history.warnings == ()
        return number


def at_terminal(*args: str, answer: bytes | signal.Signals = b"") -> tuple[int, str]:
    """The exit code and the screen of a command at a terminal, where its question gets an answer or a signal."""
    mine, its = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen([*COACH, "history", *args], stdin=its, stdout=its, stderr=its, env=environment)
    os.close(its)
    screen = b""
    while True:
        try:
            piece = os.read(mine, 4096)
        except OSError:  # what Linux says when the other end is closed
            piece = b""
        if not piece:
            break
        asked = b"[y/N] " in screen
        screen += piece
        if not asked and b"[y/N] " in screen:
            process.send_signal(answer) if isinstance(answer, signal.Signals) else os.write(mine, answer)
    os.close(mine)
    return process.wait(), screen.decode().replace("\r\n", "\n")


def test_an_empty_history_says_what_fills_it() -> None:
    assert run().stdout == "no sessions yet; `coach play ROUTINE` writes each one down here\n"
    assert json.loads(run("--json").stdout)["sessions"] == []


def test_the_table_the_chart_and_how_to_go_on(tmp_path: Path) -> None:
    played(tmp_path, "Hamstrings", NOW - timedelta(1))
    played(tmp_path, "Back and hips", NOW - timedelta(8), position_s=90, completed=False)
    played(tmp_path, "Neck", NOW, position_s=372, completed=False)
    result = run()
    table, chart, last = result.stdout.split("\n\n")
    head, *rows = table.split("\n")
    assert head.split() == ["date", "title", "pace", "time", "how", "far"]
    assert [row[16:].split("  ", 1)[1].strip() for row in rows] == [
        "Neck           1.10  6:12 of 10:00   left at 62 %",
        "Hamstrings     1.10  10:00 of 10:00  done",
        "Back and hips  1.10  1:30 of 10:00   left at 15 %",
    ]
    assert rows[0].startswith(f"{NOW.astimezone():%Y-%m-%d %H:%M}  ")
    assert chart.startswith("Minutes per week\nweek of ")
    assert len(chart.split("\n")) == 14
    assert chart.endswith("in 12 weeks           18 min   3 sessions, 0.2 a week")
    assert last == "Neck was left in the middle; go on with `coach play --resume`\n"
    assert result.stderr == ""
    assert "\x1b" not in result.stdout


def test_one_that_is_done_needs_no_going_on(tmp_path: Path) -> None:
    played(tmp_path, "Neck", NOW - timedelta(1), position_s=60, completed=False)
    played(tmp_path, "Hamstrings", NOW)
    assert "--resume" not in run().stdout


def test_a_limit_is_one_of_the_table_and_not_of_the_weeks(tmp_path: Path) -> None:
    for back in range(22):
        played(tmp_path, f"Number {back}", NOW - timedelta(minutes=back))
    assert "Number 19" in run().stdout
    assert "Number 20" not in run().stdout
    assert "the last 20 of 22 sessions; all of them with --limit 22" in run().stdout
    limited = run("--limit", "1").stdout
    assert limited.count("Number") == 1
    assert "220 min  22 sessions" in limited
    assert len(json.loads(run("--json").stdout)["sessions"]) == 22
    assert len(json.loads(run("--json", "--limit", "3").stdout)["sessions"]) == 3
    assert "--limit" in run("--limit", "0", code=2).stderr


def test_json_holds_all_of_a_session(tmp_path: Path) -> None:
    started_at = NOW.replace(microsecond=0)
    number = played(tmp_path, "Neck", started_at, position_s=300, completed=False)
    data = json.loads(run("--json").stdout)
    assert data["path"] == str(tmp_path / "data" / FILE_NAME)
    assert data["sessions"] == [
        {
            "source": "neck",
            "title": "Neck",
            "digest": "digest",
            "started_at": started_at.isoformat(),
            "duration_s": 600.0,
            "pace": 1.1,
            "voice": "hibari:heart",
            "talk": "",
            "count": "",
            "rep_s": None,
            "music": "",
            "music_level": None,
            "clear_speech": False,
            "place": {"step": 4, "movement": 2, "offset_s": 0.5},
            "position_s": 300.0,
            "active_s": 300.0,
            "completed": False,
            "finished_at": (started_at + timedelta(seconds=300)).isoformat(),
            "session_id": number,
        }
    ]
    assert len(data["weeks"]) == 12
    assert data["weeks"][-1]["active_s"] == 300


@pytest.mark.parametrize(
    ("where", "day", "monday"),
    [
        ("EAST-14", "2027-01-04 13:30", "2027-01-04"),
        ("UTC0", "2027-01-03 23:30", "2026-12-28"),
        ("WEST+12", "2027-01-03 11:30", "2026-12-28"),
    ],
)
def test_days_and_weeks_are_those_of_where_one_is(
    where: str, day: str, monday: str, tmp_path: Path, zone: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Clock":
            return cls(2027, 1, 4, 20, tzinfo=UTC)

    zone.setenv("TZ", where)
    zone.setattr("coach.cli.history.datetime", Clock)
    time.tzset()
    played(tmp_path, "Neck", datetime(2027, 1, 3, 23, 30, tzinfo=UTC))
    assert f"\n{day}  Neck" in run().stdout
    assert f"week of {monday}    10 min   1 session" in run().stdout


def test_titles_of_all_kinds_leave_the_columns_straight(tmp_path: Path) -> None:
    played(tmp_path, "漢字", NOW)
    played(tmp_path, "x" * 100, NOW)
    played(tmp_path, "bell\x07 and\x1b[31m red\nbelow", NOW)
    rows = run().stdout.split("\n")[1:4]
    assert all(row.endswith("1.10  10:00 of 10:00  done") for row in rows)
    assert {len(row) for row in rows if "漢" not in row} == {86}
    assert f"{'x' * 39}…" in rows[1]
    assert "bell  and [31m red below" in rows[0]


def test_a_terminal_shows_colours(tmp_path: Path) -> None:
    played(tmp_path, "Neck", NOW)
    code, screen = at_terminal()
    assert code == 0
    assert "\x1b[32m" in screen


def test_what_would_be_lost_is_asked_about(tmp_path: Path) -> None:
    played(tmp_path, "Neck", NOW)
    with History(tmp_path / "data" / FILE_NAME) as history:
        history.remember_pace("neck", 1.2)
    code, screen = at_terminal("clear", answer=b"\n")
    day = f"{NOW.astimezone():%Y-%m-%d}"
    assert f"1 session since {day} and 1 remembered pace will be lost and cannot be made again" in screen
    assert "nothing was taken away" in screen
    assert code == 0
    assert "Neck" in run().stdout
    code, screen = at_terminal("clear", answer=b"y\n")
    assert screen.endswith("1 session and 1 remembered pace taken away\n")
    assert code == 0
    assert "no sessions yet" in run().stdout
    assert "[y/N]" not in at_terminal("clear")[1], "nothing is there that could be lost"


def test_ctrl_c_is_no_answer(tmp_path: Path) -> None:
    played(tmp_path, "Neck", NOW)
    code, screen = at_terminal("clear", answer=signal.SIGINT)
    assert code == 130
    assert "Traceback" not in screen
    assert "Neck" in run().stdout


def test_a_yes_from_a_pipe_is_no_answer(tmp_path: Path) -> None:
    played(tmp_path, "Neck", NOW)
    done = subprocess.run([*COACH, "history", "clear"], capture_output=True, text=True, check=False, input="y\n")
    assert done.returncode == 2
    assert "Neck" in run().stdout


def test_without_a_terminal_it_has_to_be_meant(tmp_path: Path) -> None:
    played(tmp_path, "Neck", NOW)
    refused = run("clear", code=2)
    assert "1 session since" in refused.stderr
    assert "--force" in refused.stderr
    assert refused.stdout == ""
    assert "Neck" in run().stdout
    assert run("clear", "--force").stdout == "1 session and 0 remembered paces taken away\n"
    assert json.loads(run("clear", "--json").stdout) == {
        "path": str(tmp_path / "data" / FILE_NAME),
        "sessions": 0,
        "paces": 0,
    }


def test_a_damaged_history_is_said_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_bytes(b"garbage" * 1000)
    result = run()
    assert "was damaged and is kept as history.sqlite3.damaged-1" in result.stderr
    assert "no sessions yet" in result.stdout


def test_a_newer_history_is_said(tmp_path: Path) -> None:
    played(tmp_path, "Neck", NOW)
    connection = sqlite3.connect(tmp_path / "data" / FILE_NAME)
    connection.execute("pragma user_version = 7")
    connection.close()
    for args in ((), ("clear", "--force")):
        result = run(*args, code=3)
        assert "newer coach (version 7" in result.stderr
        assert result.stdout == ""


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o555)
    command = [*COACH, "history"]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("needs setpriv (Debian: util-linux) to be no more than a common user")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"coach: {tmp_path / 'data' / FILE_NAME}: cannot be opened" in done.stderr
    assert "COACH_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_has_examples() -> None:
    assert "coach history --limit 5" in run("--help").stdout
    assert "coach history clear --force" in run("clear", "--help").stdout

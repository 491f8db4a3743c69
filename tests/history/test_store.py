"""The history on disk: read back as written, through kills, company, damage and disks that give out."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import MachineError
from coach.history import FILE_NAME, History, Kept, Place, Session, database, open_history

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LEGS = Session("hamstrings", "Hamstrings", "d1", NOON, 600.0)
WAL = f"{FILE_NAME}-wal"
HEAD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from coach.history import *
path, now = Path(sys.argv[1]), datetime.now(UTC)
"""

counts = st.integers(0, 10**6)
reals = st.floats(0, 10**6)
moments = st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.timezones(), allow_imaginary=False).map(
    lambda moment: moment.astimezone(UTC)
)
places = st.builds(Place, counts, counts, reals)
sessions = st.builds(
    Session,
    source=st.text(),
    title=st.text(),
    digest=st.text(),
    started_at=moments,
    duration_s=reals,
    pace=st.floats(0.5, 2),
    voice=st.text(),
    talk=st.text(),
    count=st.text(),
    rep_s=st.none() | reals,
    music=st.text(),
    music_level=st.none() | reals,
    clear_speech=st.booleans(),
    place=places,
    position_s=reals,
    active_s=reals,
    completed=st.booleans(),
    finished_at=st.none() | moments,
)


@pytest.fixture(params=["file", "memory"])
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / FILE_NAME if request.param == "file" else None) as made:
        yield made


def move(history: History, number: int, position_s: float = 60.0) -> None:
    history.progress(number, place=Place(3, 1, 0.5), position_s=position_s, pace=1.2, active_s=position_s + 1)


def python(code: str, path: Path, *args: str, under: tuple[str, ...] = (), size: int = -1) -> subprocess.Popen[str]:
    """A process that has the store and the time at hand, and the history's file as `path`.

    Args:
        code: what it does.
        path: the history's file.
        args: further ones, from sys.argv[2] on.
        under: a command that runs it.
        size: the most bytes a file of it may have, as if the disk were full then; -1 is no limit.
    """

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [*under, sys.executable, "-c", HEAD + code, str(path), *args]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limited if size >= 0 else None,
    )


@given(st.lists(sessions, max_size=5))
def test_what_was_written_is_read_back_newest_first(written: list[Session]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with History(Path(folder) / FILE_NAME) as history:
            kept = [replace(session, session_id=history.begin(session)) for session in written]
            assert history.warnings == ()
        with History(Path(folder) / FILE_NAME) as history:
            found = history.sessions()
            assert found == sorted(kept, key=lambda session: (session.started_at, session.session_id), reverse=True)
            assert history.sessions(2) == found[:2]
            assert history.warnings == ()


@given(st.lists(st.tuples(places, reals, st.floats(0.5, 2), reals, st.none() | reals)), st.booleans(), moments)
def test_the_last_progress_is_where_it_stands(
    steps: list[tuple[Place, float, float, float, float | None]], completed: bool, end: datetime
) -> None:
    with History(None) as history:
        other = history.begin(LEGS)
        number = history.begin(LEGS)
        expected = replace(LEGS, session_id=number, completed=completed, finished_at=end)
        for place, position_s, pace, active_s, duration_s in steps:
            now = {"place": place, "position_s": position_s, "pace": pace, "active_s": active_s}
            history.progress(number, **now, duration_s=duration_s)  # type: ignore[arg-type]
            expected = replace(expected, **now, duration_s=expected.duration_s if duration_s is None else duration_s)  # type: ignore[arg-type]
        history.finish(number, completed=completed, finished_at=end)
        assert history.sessions() == [expected, replace(LEGS, session_id=other)]


def test_a_moment_is_kept_in_utc_and_must_have_a_zone(history: History) -> None:
    history.begin(replace(LEGS, started_at=NOON.astimezone()))
    assert history.sessions()[0].started_at.tzinfo is UTC
    with pytest.raises(AssertionError, match="without its zone"):
        history.begin(replace(LEGS, started_at=datetime(2026, 11, 25)))


def test_the_share_is_within_0_and_1() -> None:
    assert replace(LEGS, position_s=150).share == 0.25
    assert replace(LEGS, position_s=700).share == replace(LEGS, completed=True).share == 1
    assert replace(LEGS, duration_s=0).share == 0


def test_unfinished_is_the_last_that_was_left_in_the_middle(history: History) -> None:
    def left(source: str, day: int, **rest: float) -> int:
        number = history.begin(Session(source, source, "", NOON + timedelta(day), 600, **rest))  # type: ignore[arg-type]
        history.progress(number, place=Place(2), position_s=60 if day else 0, pace=1, active_s=60)
        return number

    def found(source: str | None = None) -> int | None:
        session = history.unfinished(source)
        return session.session_id if session else None

    assert found() is None
    left("legs", 0)
    assert found() is None, "one that has not moved was not left in its middle"
    _, second, third = left("legs", 1), left("back", 2), left("legs", 3)
    assert (found(), found("back"), found("arms")) == (third, second, None)
    history.finish(third, completed=False, finished_at=NOON)
    assert found() == third
    history.finish(third, completed=True, finished_at=NOON)
    assert (found(), found("legs")) == (second, None), "done to its end later"
    assert left("legs", 4) == found("legs")


def test_paces_are_remembered_until_they_are_forgotten(history: History) -> None:
    assert history.remembered_pace("legs") is None
    history.remember_pace("legs", 1.2)
    history.remember_pace("legs", 1.3)
    history.remember_pace("back", 0.8)
    assert (history.remembered_pace("legs"), history.remembered_pace("back")) == (1.3, 0.8)
    history.forget_pace("legs")
    assert (history.remembered_pace("legs"), history.kept()) == (None, Kept(0, 1))


@pytest.mark.parametrize("source", ["/home/a/\udcff.md", "\ud800", "a\x00b", "漢字 🏋", "'; drop table sessions --"])
def test_any_path_is_a_source(source: str, history: History) -> None:
    number = history.begin(replace(LEGS, source=source, title=source, digest=source, voice=source))
    move(history, number)
    history.remember_pace(source, 1.5)
    assert history.warnings == ()
    assert history.sessions()[0].title == source
    assert history.unfinished(source) == history.sessions()[0]
    assert history.remembered_pace(source) == 1.5


def test_clearing_takes_all_and_its_numbers_never_come_again(tmp_path: Path) -> None:
    with History(tmp_path / FILE_NAME) as history:
        number = history.begin(replace(LEGS, title="a secret name"))
        history.remember_pace("legs", 1.2)
        assert history.clear() == Kept(1, 1)
        assert history.clear() == history.kept() == Kept(0, 0)
        move(history, number)
        assert history.begin(LEGS) > number
    assert b"a secret name" not in (tmp_path / FILE_NAME).read_bytes()


def test_any_thread_may_call(history: History) -> None:
    numbers = [history.begin(LEGS) for _ in range(4)]
    threads = [threading.Thread(target=move, args=(history, number, number)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {session.session_id: session.position_s for session in history.sessions()} == {n: n for n in numbers}
    assert history.warnings == ()


PLAYS = """
history = History(path)
number = history.begin(Session("s", "t", "d", now, 600.0))
for k in range(1, 10**9):
    history.progress(number, place=Place(k, 2 * k, 3.0 * k), position_s=4.0 * k, pace=1.0, active_s=5.0 * k)
    print(k, flush=True)
"""


def test_a_kill_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / FILE_NAME
    for lives in range(1, 4):
        process = python(PLAYS, path)
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(40 * lives)]
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout.read().split("\n")[:-1]]
        assert process.communicate() == ("", "")
        assert process.returncode == -signal.SIGKILL
        with History(path) as history:
            assert history.warnings == ()
            assert len(history.sessions()) == lives
            last = history.unfinished()
        assert last is not None
        k = last.place.step
        assert said[-1] <= k <= said[-1] + 1
        assert (last.place, last.position_s, last.active_s) == (Place(k, 2 * k, 3.0 * k), 4.0 * k, 5.0 * k)


AT_ONCE = """
print("ready", flush=True)
sys.stdin.readline()
for k in range(20):
    with History(path) as history:
        number = history.begin(Session(sys.argv[2], "t", "d", now, 600.0))
        for position in range(10):
            history.progress(number, place=Place(position), position_s=position, pace=1.0, active_s=1.0)
        history.finish(number, completed=True, finished_at=now)
        for warning in history.warnings:
            print(warning)
"""


@pytest.mark.parametrize("damaged", [False, True])
def test_processes_that_begin_and_write_at_once_do_no_harm(damaged: bool, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    if damaged:
        garbage(path)
    processes = [python(AT_ONCE, path, name) for name in "abc"]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    warnings = ""
    for process in processes:
        said, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
        warnings += said
    assert warnings.count("was damaged and is kept") == warnings.count("\n") == damaged
    with History(path) as history:
        found = history.sessions()
    assert sorted(session.source for session in found) == sorted("abc" * 20)
    assert all(session.completed and session.position_s == 9 for session in found)


def test_one_who_has_to_wait_too_long_is_told_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_S", 0.01)
    with History(tmp_path / FILE_NAME) as history:
        number = history.begin(LEGS)
        other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        other.execute("begin immediate")
        move(history, number)
        move(history, number)
        assert (history.begin(LEGS), history.remembered_pace("legs")) == (0, None)
        (warning,) = history.warnings
        assert "cannot be written: database is locked; the history may lack this session" in warning
        with pytest.raises(MachineError, match="cannot be cleared: database is locked\n  another program"):
            history.clear()
        other.close()
        move(history, number, 90)
        assert [session.position_s for session in history.sessions()] == [90]


def some_history(path: Path, *, sessions: int = 1) -> Path:
    with History(path) as history:
        for _ in range(sessions):
            history.begin(LEGS)
    return path


def altered(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def cut(path: Path) -> None:
    some_history(path, sessions=200)
    os.truncate(path, path.stat().st_size // 2)


def cut_to_nothing(path: Path) -> None:
    path.touch()
    path.with_name(WAL).write_bytes(b"what was written last")


def overwritten(path: Path) -> None:
    some_history(path, sessions=200)
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)


def without_a_table(path: Path) -> None:
    altered(some_history(path), "drop table paces")


def without_a_column(path: Path) -> None:
    altered(some_history(path), "alter table sessions drop column talk")


def of_another_program(path: Path) -> None:
    altered(path, "create table sessions (id integer, visited text)")


def of_no_version(path: Path) -> None:
    altered(some_history(path), "pragma user_version = -1")


@pytest.mark.parametrize(
    "damage",
    [
        garbage,
        cut,
        cut_to_nothing,
        overwritten,
        without_a_table,
        without_a_column,
        of_another_program,
        of_no_version,
    ],
)
def test_a_damaged_file_is_moved_aside_and_said(damage: object, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    for number in (1, 2):
        path.unlink(missing_ok=True)
        damage(path)  # type: ignore[operator]
        before = {name: (tmp_path / name).read_bytes() for name in (FILE_NAME, WAL) if (tmp_path / name).exists()}
        with History(path) as history:
            aside = f"{FILE_NAME}.damaged-{number}"
            assert history.warnings == (f"{path} was damaged and is kept as {aside}; a new history begins",)
            assert history.sessions() == []
            assert history.begin(LEGS)
        for name, data in before.items():
            assert (tmp_path / name.replace(FILE_NAME, aside)).read_bytes() == data
        with History(path) as history:
            assert (len(history.sessions()), history.warnings) == (1, ())


def test_a_damaged_file_that_another_moved_aside_first_is_not_moved_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE_NAME
    garbage(path)
    opened = database._opened

    def slowly(path: Path) -> sqlite3.Connection:
        try:
            return opened(path)
        except database._DamagedError:  # and now the other one comes
            monkeypatch.setattr(database, "_opened", opened)
            some_history(path).stat()
            raise

    monkeypatch.setattr(database, "_opened", slowly)
    with History(path) as history:
        assert (len(history.sessions()), history.warnings) == (1, ())
    assert [kept.name for kept in tmp_path.glob("*damaged*")] == [f"{FILE_NAME}.damaged-1"]


def test_a_row_that_cannot_be_read_is_left_out_and_said(tmp_path: Path) -> None:
    path = some_history(tmp_path / FILE_NAME, sessions=3)
    altered(path, "update sessions set started_at = 'yesterday' where session_id = 2")
    altered(path, "update sessions set title = cast(x'48ff' as text) where session_id = 3")
    with History(path) as history:
        assert [(session.session_id, session.title) for session in history.sessions()] == [(3, "H�"), (1, "Hamstrings")]
        assert history.warnings == (f"{path}: session 2 cannot be read and is left out",)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = some_history(tmp_path / FILE_NAME)
    altered(path, "pragma user_version = 4; drop table paces")
    before = path.read_bytes()
    with pytest.raises(MachineError, match=r"newer coach \(version 4; this one knows 3\)\n  update coach"):
        History(path)
    with open_history(path) as history:
        assert history.path is None
        (warning,) = history.warnings
        assert "newer coach" in warning
        assert "this session will not be in the history" in warning
        assert history.begin(LEGS)
    assert path.read_bytes() == before
    assert [kept.name for kept in tmp_path.iterdir()] == [FILE_NAME]


def test_an_older_file_is_brought_to_the_present(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = some_history(tmp_path / FILE_NAME)
    step = ("alter table sessions add column mood text", "update sessions set mood = 'good'")
    monkeypatch.setattr(database, "_STEPS", (*database._STEPS, step))
    with History(path) as history:
        assert (len(history.sessions()), history.warnings) == (1, ())
    connection = sqlite3.connect(path)
    assert connection.execute("select mood from sessions").fetchall() == [("good",)]
    assert connection.execute("pragma user_version").fetchall() == [(4,)]
    connection.close()


def test_a_file_of_the_first_version_keeps_its_sessions(tmp_path: Path) -> None:
    path = some_history(tmp_path / FILE_NAME)
    later = ("count", "rep_s", "music", "music_level", "clear_speech")
    altered(path, "; ".join(f"alter table sessions drop column {name}" for name in later))
    altered(path, "pragma user_version = 1")
    with History(path) as history:
        assert (history.sessions(), history.warnings) == ([replace(LEGS, session_id=1)], ())


def test_a_step_is_taken_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = some_history(tmp_path / FILE_NAME)
    monkeypatch.setattr(database, "_STEPS", (*database._STEPS, ("drop table paces", "drop table nothing")))
    with pytest.raises(MachineError, match="a new one is not whole"):
        History(path)
    monkeypatch.undo()
    with History(path.with_name(f"{FILE_NAME}.damaged-1")) as history:
        assert (history.kept(), history.warnings) == (Kept(1, 0), ())


def test_the_file_is_one_that_survives_kills(tmp_path: Path) -> None:
    some_history(tmp_path / FILE_NAME)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()


def unusable(path: Path) -> None:
    with pytest.raises(MachineError, match="COACH_DATA_DIR"):
        History(path)
    with open_history(path) as history:
        (warning,) = history.warnings
        assert f"{path}: cannot be opened" in warning
        number = history.begin(LEGS)
        move(history, number)
        assert history.unfinished() == history.sessions()[0]


def test_where_nothing_can_be_kept_playing_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    unusable(tmp_path / "file" / FILE_NAME)
    unusable(tmp_path / "file" / "below" / FILE_NAME)
    (tmp_path / FILE_NAME).mkdir()
    unusable(tmp_path / FILE_NAME)


def as_common_user() -> tuple[str, ...]:
    """What runs a command as a user who may only do what a file's permissions say, which root need not mind."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("needs setpriv (Debian: util-linux) to be no more than a common user")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


LOCKED = """
try:
    History(path)
except Exception as error:
    print(type(error).__name__, error)
with open_history(path) as history:
    print(history.warnings, history.begin(Session("s", "t", "d", now, 600.0)))
"""


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_may_not_be_written_says_so(there: bool, tmp_path: Path) -> None:
    path = tmp_path / "locked" / FILE_NAME
    path.parent.mkdir()
    if there:
        some_history(path).chmod(0o444)
    path.parent.chmod(0o555)
    out, errors = python(LOCKED, path, under=as_common_user()).communicate(timeout=30)
    path.parent.chmod(0o755)
    assert errors == ""
    said, kept = out.splitlines()[0], out.splitlines()[-1]
    assert said.startswith(f"MachineError {path}: cannot be opened: ")
    assert "COACH_DATA_DIR" in out
    assert "this session will not be in the history" in kept
    assert kept.endswith(" 1")


FULL = """
history = History(path)
number = history.begin(Session("s", "t", "d", now, 600.0))
for position in range(2000):
    history.progress(number, place=Place(), position_s=float(position), pace=1.0, active_s=1.0)
print(history.warnings, flush=True)
"""


def test_a_disk_that_gets_full_stops_nobody(tmp_path: Path) -> None:
    process = python(FULL, tmp_path / FILE_NAME, size=100_000)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert out.count("cannot be written") == 1
    with History(tmp_path / FILE_NAME) as history:
        assert history.warnings == ()
        assert history.sessions()[0].position_s > 0


def test_closing_twice_is_no_harm_and_nothing_is_kept_after_it(tmp_path: Path) -> None:
    history = History(tmp_path / FILE_NAME)
    history.close()
    history.close()
    assert history.begin(LEGS) == 0
    assert "closed" in history.warnings[0]
    assert [kept.name for kept in tmp_path.iterdir()] == [FILE_NAME]

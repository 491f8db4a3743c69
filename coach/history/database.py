"""The file under the store: opened or made, brought to the schema of today, and moved aside where it is damaged."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from coach.errors import MachineError

_HINT = "set COACH_DATA_DIR to a folder that you may write, with some space"
_BUSY_S = 2.0
"""How long one waits for another process; its transactions are of one row."""
_STEPS: tuple[tuple[str, ...], ...] = (
    (
        """create table sessions (
            session_id integer primary key autoincrement, -- a number that was cleared never comes again
            source text not null, title text not null, digest text not null, started_at text not null,
            duration_s real not null, pace real not null, voice text not null, talk text not null,
            step integer not null, movement integer not null, offset_s real not null,
            position_s real not null, active_s real not null, completed integer not null, finished_at text)""",
        "create index sessions_by_start on sessions (started_at, session_id)",
        "create table paces (source text primary key not null, pace real not null)",
    ),
    (
        "alter table sessions add column count text not null default ''",
        "alter table sessions add column rep_s real",
    ),
    (
        "alter table sessions add column music text not null default ''",
        "alter table sessions add column music_level real",
        "alter table sessions add column clear_speech integer not null default 0",
    ),
)
"""What leads from each version of the schema to the next, from 0 on; PRAGMA user_version tells a file's version."""
_PROBES = (
    """select session_id, source, title, digest, started_at, duration_s, pace, voice, talk, step, movement, offset_s,
    position_s, active_s, completed, finished_at, count, rep_s, music, music_level, clear_speech
    from sessions limit 0""",
    "select source, pace from paces limit 0",
)
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""SQLITE_ERROR is said of tables and columns that are not those of the version."""
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BESIDE = ("-journal", "-wal")
"""What SQLite keeps beside a file and may need to mend it; -shm can be made again."""


class _DamagedError(Exception):
    """The file is no history, or no longer."""


def connect(path: Path | None, *, warn: Callable[[str], None]) -> sqlite3.Connection:
    """An open database of the present schema, in which each statement is a transaction; any thread may use it.

    Args:
        path: the file, made with its folder if it is not there; None for one in memory.
        warn: told where a damaged file was moved to.

    Raises:
        MachineError: it cannot be opened, or a newer version wrote it.
    """
    if path is None:
        return _connected(":memory:")
    try:
        try:
            return _opened(path)
        except _DamagedError:
            return _begun_anew(path, warn)
    except sqlite3.Error as error:
        raise not_possible("opened", path, error) from error


def not_possible(what: str, subject: object, error: sqlite3.Error) -> MachineError:
    """What is told of an error of SQLite's: what could not be done, with what, and what may help."""
    busy = _code(error) in _BUSY
    hint = "another program is writing it; try again in a moment" if busy else _HINT
    return MachineError(f"cannot be {what}: {error}", subject=str(subject), hint=hint)


def to_utf8(text: str) -> bytes:
    """Any text, with the halves of characters that paths may hold; SQLite takes it by `cast(? as text)`."""
    return text.encode("utf-8", "surrogatepass")


def _from_utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:  # a bit has fallen over; the rest of the row is of use
        return data.decode("utf-8", "replace")


def _opened(path: Path) -> sqlite3.Connection:
    """The database of a file.

    Raises:
        _DamagedError: the file is damaged, or something else.
        MachineError: its folder cannot be made, or a newer version wrote it.
        sqlite3.Error: it cannot be opened.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # what one does is nobody else's business
        if path.exists() and path.stat().st_size == 0 and _beside(path, "-wal").exists():
            raise _DamagedError  # it was cut to nothing; SQLite would throw what can still be read after it
    except OSError as error:
        raise MachineError(f"cannot be opened: {error.strerror}", subject=str(path), hint=_HINT) from error
    return _connected(path)


def _connected(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = _from_utf8
        _prepare(connection, path)
    except sqlite3.Error as error:
        connection.close()
        if _code(error) in _DAMAGED:
            raise _DamagedError from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path | str) -> None:
    version = _version(connection)
    if version > len(_STEPS):
        message = f"was written by a newer coach (version {version}; this one knows {len(_STEPS)})"
        hint = "update coach, or set COACH_DATA_DIR to another folder"
        raise MachineError(message, subject=str(path), hint=hint)
    if version < len(_STEPS):
        _migrate(connection)
    if [row[0] for row in connection.execute("pragma quick_check")] != ["ok"]:
        raise _DamagedError
    for probe in _PROBES:
        connection.execute(probe)
    try:
        connection.execute("pragma journal_mode = wal")
    except sqlite3.OperationalError as error:
        if _code(error) not in _BUSY:  # the next to open it alone will do it
            raise
    connection.execute("pragma synchronous = normal")


def _migrate(connection: sqlite3.Connection) -> None:
    """Take all steps to the present version, or none."""
    with connection:
        connection.execute("begin immediate")
        version = _version(connection)  # another process may have been faster
        for number, step in enumerate(_STEPS[version:], version + 1):
            for statement in step:
                connection.execute(statement)
            connection.execute(f"pragma user_version = {number}")


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("pragma user_version").fetchone()[0])
    if version < 0:
        raise _DamagedError
    return version


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary code of an error; 0 where Python raised it of itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _begun_anew(path: Path, warn: Callable[[str], None]) -> sqlite3.Connection:
    """A new database in place of a damaged one, which is moved aside.

    Only one process may do it, or the second would move the first one's new file. Their lock is an empty database
    that stays, because one that is taken away while others wait for it locks nothing.
    """
    with closing(sqlite3.connect(_beside(path, ".lock"), timeout=_BUSY_S, isolation_level=None)) as lock:
        lock.execute("begin exclusive")
        try:
            return _opened(path)  # another process was faster
        except _DamagedError:
            warn(f"{path} was damaged and is kept as {_moved_aside(path).name}; a new history begins")
        try:
            return _opened(path)
        except _DamagedError as error:
            raise MachineError("was damaged, and a new one is not whole", subject=str(path), hint=_HINT) from error


def _moved_aside(path: Path) -> Path:
    """Give a file, and what SQLite keeps beside it, the first name of `<file>.damaged-<n>` that is free.

    Raises:
        MachineError: it cannot be renamed.
    """
    number = 1
    while any(_beside(path, f".damaged-{number}{end}").exists() for end in ("", *_BESIDE)):
        number += 1
    aside = _beside(path, f".damaged-{number}")
    try:
        for end in (*_BESIDE, ""):  # the file last: without it, what is beside it belonged to the next one
            if _beside(path, end).exists():
                _beside(path, end).rename(_beside(aside, end))
        _beside(path, "-shm").unlink(missing_ok=True)
    except OSError as error:
        message = f"is damaged and cannot be moved aside: {error.strerror}"
        raise MachineError(message, subject=str(path), hint=_HINT) from error
    return aside


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)

"""The store of sessions on disk: what was played, how far and at which pace, safe against kills and company."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from coach.errors import MachineError
from coach.history.database import connect, not_possible, to_utf8
from coach.history.session import Kept, Place, Session, to_row, to_session, to_text

FILE_NAME = "history.sqlite3"


class History:
    """Sessions and remembered paces; any thread may call, and several processes may have it open at once.

    What is called for a session that plays (`begin`, `progress`, `finish` and the paces) never raises for what the
    disk does: it adds a sentence to `warnings` and goes on. It may wait up to two seconds for another process, so
    it is nothing for a callback of audio. What a person asks for raises MachineError.

    Args:
        path: the file, made with its folder if it is not there; None keeps all in memory, until the process ends.

    Raises:
        MachineError: it cannot be opened, or is of a newer version. A damaged one is moved aside, with a warning.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._warnings: list[str] = []
        self._connection = connect(path, warn=self._warn)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went wrong so far, one sentence each, each once."""
        return tuple(self._warnings)

    def close(self) -> None:
        """Let go of the file; nothing can be asked afterwards, and doing it twice is no harm."""
        with self._lock:
            self._connection.close()

    def begin(self, session: Session) -> int:
        """Keep a session that begins; returns its number, or 0 if it could not be kept: then nothing of it is."""
        with self._beside():
            row = to_row(session)
            values = [f"cast(:{name} as text)" if isinstance(row[name], bytes) else f":{name}" for name in row]
            statement = f"insert into sessions ({', '.join(row)}) values ({', '.join(values)})"
            return self._connection.execute(statement, row).lastrowid or 0
        return 0

    def progress(
        self,
        session_id: int,
        *,
        place: Place,
        position_s: float,
        pace: float,
        active_s: float,
        duration_s: float | None = None,
    ) -> None:
        """Keep how far a session is; once this returns, a killed process loses nothing of it.

        Args:
            session_id: its number.
            place: where it would go on.
            position_s: the same on the clock of the routine.
            pace: at present.
            active_s: time in which it really played, so far.
            duration_s: of the whole at this pace; None if it has not changed.
        """
        with self._beside():
            self._connection.execute(
                """update sessions set step = ?, movement = ?, offset_s = ?, position_s = ?, pace = ?, active_s = ?,
                duration_s = coalesce(?, duration_s) where session_id = ?""",
                (place.step, place.movement, place.offset_s, position_s, pace, active_s, duration_s, session_id),
            )

    def finish(self, session_id: int, *, completed: bool, finished_at: datetime) -> None:
        """Keep that a session ended, at its end or where its last progress says."""
        with self._beside():
            self._connection.execute(
                "update sessions set completed = ?, finished_at = ? where session_id = ?",
                (completed, to_text(finished_at), session_id),
            )

    def sessions(self, limit: int | None = None) -> list[Session]:
        """The sessions, newest first; at most so many.

        Raises:
            MachineError: they cannot be read. A single one that cannot is left out, with a warning.
        """
        query = "select * from sessions order by started_at desc, session_id desc limit :limit"
        return self._read(query, {"limit": -1 if limit is None else limit})

    def unfinished(self, source: str | None = None) -> Session | None:
        """The last session that was left in the middle, of this source if it is given.

        One whose source was done to its end later is left for good. A session that is playing counts as well.

        Raises:
            MachineError: it cannot be read.
        """
        query = """select * from sessions as one where not completed and position_s > 0
            and (:source is null or source = cast(:source as text))
            and not exists (select 1 from sessions as later where later.source = one.source and later.completed
                and (later.started_at, later.session_id) > (one.started_at, one.session_id))
            order by started_at desc, session_id desc"""
        return next(iter(self._read(query, {"source": None if source is None else to_utf8(source)})), None)

    def remember_pace(self, source: str, pace: float) -> None:
        """Keep the pace at which a source is to be played from now on."""
        with self._beside():
            self._connection.execute(
                "insert or replace into paces (source, pace) values (cast(? as text), ?)", (to_utf8(source), pace)
            )

    def remembered_pace(self, source: str) -> float | None:
        """The pace that was kept for a source; None too if it cannot be read."""
        with self._beside():
            query = "select pace from paces where source = cast(? as text)"
            found = self._connection.execute(query, (to_utf8(source),)).fetchone()
            return float(found[0]) if found else None
        return None

    def forget_pace(self, source: str) -> None:
        """Keep no pace for a source."""
        with self._beside():
            self._connection.execute("delete from paces where source = cast(? as text)", (to_utf8(source),))

    def kept(self) -> Kept:
        """How much it holds.

        Raises:
            MachineError: it cannot be read.
        """
        with self._asked("read"):
            return self._kept()

    def clear(self) -> Kept:
        """Take all sessions and paces away; returns what was taken.

        Raises:
            MachineError: it cannot be changed; then all of it is still there.
        """
        with self._asked("cleared"), self._connection:
            self._connection.execute("pragma secure_delete = on")  # nobody shall find them in the file
            self._connection.execute("begin immediate")
            kept = self._kept()
            self._connection.execute("delete from sessions")
            self._connection.execute("delete from paces")
        return kept

    def _kept(self) -> Kept:
        query = "select (select count(*) from sessions), (select count(*) from paces)"
        return Kept(*self._connection.execute(query).fetchone())

    def _read(self, query: str, values: Mapping[str, object]) -> list[Session]:
        with self._asked("read"):
            rows = self._connection.execute(query, values).fetchall()
        found = []
        for row in rows:
            try:
                found.append(to_session(row))
            except (TypeError, ValueError):
                self._warn(f"{self.path}: session {row['session_id']} cannot be read and is left out")
        return found

    @contextmanager
    def _asked(self, what: str) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise not_possible(what, self.path or "the history", error) from error

    @contextmanager
    def _beside(self) -> Iterator[None]:
        try:
            with self._asked("written"):
                yield
        except MachineError as error:
            self._warn(f"{error.subject}: {error.message}; the history may lack this session")

    def _warn(self, sentence: str) -> None:
        if sentence not in self._warnings:
            self._warnings.append(sentence)


def open_history(path: Path) -> History:
    """The history in a file or, where that cannot be used, one that lasts until the process ends, with a warning.

    For those who play; who asks for the history itself wants the error that `History` raises.
    """
    try:
        return History(path)
    except MachineError as error:
        history = History(None)
        history._warn(f"{error.subject}: {error.message}; this session will not be in the history")
        return history

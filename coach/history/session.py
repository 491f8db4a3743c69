"""A session as a value, and as a row of the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from coach.history.database import to_utf8

_TEXTS = ("source", "title", "digest", "voice", "talk", "count", "music")
_NUMBERS = ("duration_s", "pace", "position_s", "active_s", "completed", "rep_s", "music_level", "clear_speech")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session goes on; the store keeps it as the player means it.

    Attributes:
        step: of the script, from 0.
        movement: how many of its movements are done.
        offset_s: seconds into the step, where no movements tell.
    """

    step: int = 0
    movement: int = 0
    offset_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Session:
    """A routine that was played, or is being played.

    Attributes:
        source: what was asked for: a built-in name, an absolute path or an address.
        digest: of the routine's text; a place is of no use in another text.
        started_at, finished_at: aware; in UTC when they come from the store. A session that was killed has no end.
        duration_s: of the whole routine at its last pace.
        voice, talk, count, rep_s: what was wished for; empty and None where nothing was.
        music, music_level, clear_speech: likewise: an absolute path, and decibels.
        place: where it goes on.
        position_s: the same on the clock of the routine, 0 to duration_s.
        active_s: time in which it really played.
        session_id: as `begin` gave it; 0 before.
    """

    source: str
    title: str
    digest: str
    started_at: datetime
    duration_s: float
    pace: float = 1.0
    voice: str = ""
    talk: str = ""
    count: str = ""
    rep_s: float | None = None
    music: str = ""
    music_level: float | None = None
    clear_speech: bool = False
    place: Place = Place()
    position_s: float = 0.0
    active_s: float = 0.0
    completed: bool = False
    finished_at: datetime | None = None
    session_id: int = 0

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        if self.completed:
            return 1.0
        return min(1.0, max(0.0, self.position_s / self.duration_s)) if self.duration_s > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """How much a history holds: sessions, and paces that are remembered."""

    sessions: int
    paces: int


def to_row(session: Session) -> dict[str, object]:
    """What is stored of a session, by column, texts in UTF-8; its number is the store's to give."""
    row: dict[str, object] = {name: to_utf8(getattr(session, name)) for name in _TEXTS}
    row |= {name: getattr(session, name) for name in _NUMBERS}
    row |= {"step": session.place.step, "movement": session.place.movement, "offset_s": session.place.offset_s}
    finished_at = session.finished_at and to_text(session.finished_at)
    return row | {"started_at": to_text(session.started_at), "finished_at": finished_at}


def to_session(row: Mapping[str, Any]) -> Session:
    """The session of a row.

    Raises:
        TypeError, ValueError: the row holds what was never written.
    """
    return Session(
        source=row["source"],
        title=row["title"],
        digest=row["digest"],
        started_at=datetime.fromisoformat(row["started_at"]),
        duration_s=float(row["duration_s"]),
        pace=float(row["pace"]),
        voice=row["voice"],
        talk=row["talk"],
        count=row["count"],
        rep_s=None if row["rep_s"] is None else float(row["rep_s"]),
        music=row["music"],
        music_level=None if row["music_level"] is None else float(row["music_level"]),
        clear_speech=bool(row["clear_speech"]),
        place=Place(int(row["step"]), int(row["movement"]), float(row["offset_s"])),
        position_s=float(row["position_s"]),
        active_s=float(row["active_s"]),
        completed=bool(row["completed"]),
        finished_at=datetime.fromisoformat(row["finished_at"]) if row["finished_at"] else None,
        session_id=row["session_id"],
    )


def to_text(moment: datetime) -> str:
    """An aware moment in UTC, ISO 8601, always of one width, so that text sorts as time does."""
    assert moment.tzinfo is not None, "a moment without its zone"
    return moment.astimezone(UTC).isoformat(timespec="microseconds")

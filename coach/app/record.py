"""What is kept of a session that is heard: how far it came, and the pace that was right."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coach import settings
from coach.app.music import Music
from coach.app.sources import Checked
from coach.errors import WishError
from coach.history import FILE_NAME, History, Place, Session, open_history
from coach.player import Mark
from coach.player.part import Moment
from coach.routine import REP_MAX_S, REP_MIN_S
from coach.source import STDIN
from coach.speech import BOTH
from coach.units import s_to_samples, samples_to_s


@dataclass(frozen=True, slots=True)
class Left:
    """A session that was left in the middle.

    Attributes:
        source: what to play.
        mark: where it goes on.
        pace: the multiplier of counting it had.
        digest: of the text it was played from.
        wished: voice, count_voice, talk, count, rep_seconds, music, music_level and clear_speech, as for play; what was
            not wished for is not in it.
    """

    source: str
    mark: Mark
    pace: float
    digest: str
    wished: dict[str, Any]

    def wishes(self, *, own_pace: bool) -> dict[str, Any]:
        """What to wish for to go on as it was; without a pace where another one is wished for."""
        kept = {name: wish for name, wish in self.wished.items() if name != "rep_seconds"}
        if not own_pace:
            return kept
        if "rep_seconds" in self.wished:
            return {**kept, "rep_seconds": min(REP_MAX_S, max(REP_MIN_S, self.wished["rep_seconds"] / self.pace))}
        return {**kept, "pace": self.pace}


class Record:
    """Keeps one session in the history; whatever the disk does, playing goes on, and `warnings` say what was not kept.

    Raises:
        WishError: the folder for data is set to something that is none.
    """

    def __init__(self) -> None:
        self.last: Moment | None = None
        self._history: History = open_history(settings.data_dir() / FILE_NAME)
        self._number = 0
        self._source = ""
        self._session: Session | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be kept, one sentence each."""
        return tuple(self._history.warnings)

    @property
    def resumes(self) -> bool:
        """Whether the session that was begun can be gone on with another day; standard input is read once."""
        return self._source != STDIN

    def left(self, source: str | None) -> Left:
        """The session that was left in the middle last, of a source or of any.

        Raises:
            WishError: there is none.
        """
        found = self._history.unfinished(None if source is None else source_key(source))
        if found is None:
            hint = "play it from the beginning; `coach history` lists what was played"
            raise WishError("nothing was left in the middle", subject=source or "", hint=hint)
        if found.source == STDIN:
            hint = "name a file to go on another time, or `coach play FILE --resume` for one that was left before"
            raise WishError("what came from standard input last is not kept, and cannot go on", hint=hint)
        place = found.place
        mark = Mark(place.step, place.movement, s_to_samples(place.offset_s))
        voice, _, count_voice = found.voice.partition(BOTH)
        said = {"voice": voice, "count_voice": count_voice, "talk": found.talk, "count": found.count}
        under = {"music": found.music, "music_level": found.music_level, "clear_speech": found.clear_speech or None}
        wished: dict[str, Any] = {**said, **under, "rep_seconds": found.rep_s}
        given = {name: wish for name, wish in wished.items() if wish is not None and wish != ""}
        return Left(found.source, mark, found.pace, found.digest, given)

    def remembered_pace(self, source: str) -> float | None:
        """The pace a listener wanted to keep for a source."""
        return self._history.remembered_pace(source_key(source))

    def forget_pace(self, source: str) -> None:
        """Keep no pace for a source."""
        self._history.forget_pace(source_key(source))

    def begin(
        self,
        source: str,
        checked: Checked,
        *,
        title: str,
        voice: str,
        talk: str = "",
        count: str = "",
        rep_s: float | None = None,
        music: Music | None = None,
    ) -> None:
        """A session of a source begins, with what was wished for; it has its line from the first moment on."""
        self._source = source_key(source)
        self._session = Session(
            self._source,
            title,
            digest_of(checked),
            datetime.now(UTC),
            0.0,
            voice=voice,
            talk=talk,
            count=count,
            rep_s=rep_s,
            music=str(Path(music.source).expanduser().absolute()) if music else "",
            music_level=music.level_db if music else None,
            clear_speech=bool(music and music.clear),
        )

    def tick(self, moment: Moment) -> None:
        """The session is at a moment."""
        self.last = moment
        if self._session is not None:
            self._number, self._session = self._history.begin(self._session), None
        self._keep(moment)

    def end(self, *, completed: bool, remember: bool) -> None:
        """The session is over; the pace it ended with may be remembered for the next one of its source."""
        self._history.finish(self._number, completed=completed, finished_at=datetime.now(UTC))
        if remember and self.last is not None:
            self._history.remember_pace(self._source, self.last.pace)

    def close(self) -> None:
        """Nothing more is kept."""
        self._history.close()

    def _keep(self, moment: Moment) -> None:
        mark = moment.mark
        self._history.progress(
            self._number,
            place=Place(mark.step, mark.movement, samples_to_s(mark.offset)),
            position_s=moment.view.position_s,
            pace=moment.pace,
            active_s=moment.active_s,
            duration_s=moment.view.duration_s,
        )


def source_key(source: str) -> str:
    """What a source is called in the history: the same from every folder."""
    path = Path(source)
    return str(path.resolve()) if source != STDIN and path.is_file() else source


def digest_of(checked: Checked) -> str:
    """A digest of a routine's text: a place in it means nothing in another one."""
    return hashlib.sha256(checked.source.text.encode()).hexdigest()

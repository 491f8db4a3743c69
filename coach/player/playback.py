"""What sounds and what state it is of, held together: every wish changes both at one sample."""

from collections.abc import Callable
from dataclasses import replace

from coach.audio.backing import SILENT_DB
from coach.player.command import Command
from coach.player.entry import Entry
from coach.player.feed import Feed
from coach.player.part import Moment, Part
from coach.player.stream import Stream
from coach.player.transport import Transport
from coach.player.view import Status, View
from coach.units import s_to_samples, samples_to_s

_SOON = s_to_samples(0.025)
"""What is heard next is left as it is; a change comes behind it."""


class Playback:
    """A transport and the feed that plays it. One thread changes it; any may look.

    Args:
        part: what is to be played, or its beginning.

    Attributes:
        transport: the present state.
        feed: what a device takes from.
    """

    def __init__(self, part: Part) -> None:
        self.transport = part.transport
        self._part = part
        self.feed = Feed(self._stream(part.transport.entry))
        self._heard_before = 0

    @property
    def is_beginning(self) -> bool:
        """Whether more is to be known yet of what comes."""
        return self.transport.entry.more

    def view(self, *, status: Status | None = None, message: str = "") -> View:
        """What is going on now."""
        transport, played = self._now()
        return transport.view(played, status=status, message=message)

    def moment(self) -> Moment:
        """Where it is now."""
        transport, played = self._now()
        heard = samples_to_s(self._heard_before + played)
        return Moment(transport.mark(played), transport.view(played), heard, transport.pace)

    def hold(self, *, paused: bool) -> None:
        """Pause, or go on; in a beginning without going back, because there is nothing to go back to."""
        if self.is_beginning:
            self.transport, self.feed.held = replace(self.transport, paused=paused), paused
        else:
            self.act(Command.PAUSE if paused else Command.RESUME)

    def know(self, part: Part) -> None:
        """Go over to a part of which more is known than of the present one."""

        def joined(at: int) -> tuple[Transport, Stream]:
            entry = part.transport.entry
            if not entry.jumps:
                entry = replace(self.feed.stream.entry.going_on(entry.score, at), more=entry.more)
            state = replace(part.transport.with_entry(entry), paused=self.transport.paused)
            return state, self._stream(entry, music_from_db=SILENT_DB if entry.jumps else None)

        self._part = part
        self._go_over(joined)

    def act(self, command: Command) -> None:
        """Do what is wished, soon enough to be heard at once and late enough to disturb nothing that sounds.

        Raises:
            CoachError: a voice cannot say a word that is needed; what was heard goes on.
        """
        old = self.transport

        def done(at: int) -> tuple[Transport, Stream | None]:
            new = old.act(command, at)
            if new.entry is old.entry and new.volume_db == old.volume_db:
                return new, None
            if new.entry is old.entry:  # only the volume is another
                new = new.with_entry(new.entry.going_on(new.score, at))
            blends = new.entry.jumps or new.volume_db != old.volume_db
            before = (old.entry, at, old.volume_db) if blends and not self.feed.held else None
            music_from_db = SILENT_DB if self.feed.held else self.feed.stream.music_db(at)
            return new, self._stream(new.entry, volume_db=new.volume_db, before=before, music_from_db=music_from_db)

        self._go_over(done)

    def _stream(
        self,
        entry: Entry,
        *,
        volume_db: float = 0.0,
        before: tuple[Entry, int, float] | None = None,
        music_from_db: float | None = None,
    ) -> Stream:
        part = self._part
        return Stream(
            entry,
            part.mix,
            volume_db=volume_db,
            before=before,
            channels=part.channels,
            music=part.music,
            music_from_db=music_from_db,
        )

    def _go_over(self, following: Callable[[int], tuple[Transport, Stream | None]]) -> None:
        """Go over to the state that follows at a sample of the present stream, and to its sound if that is another.

        What is made must be ready before that sample is heard; where it was not, a later one is tried.
        """
        self.feed.settle()
        margin = _SOON
        while True:
            present = self.feed.stream
            at = present.taken if self.feed.held else min(present.taken + margin, present.entry.duration)
            state, stream = following(at)
            if stream is None:
                break
            stream.render_on()
            if self.feed.change(stream, at=at):
                self._heard_before += at
                break
            margin *= 2
        self.transport = state
        self.feed.held = state.paused

    def _now(self) -> tuple[Transport, int]:
        """The state, and how many samples of its entry have been heard; none where it is still to come."""
        stream, transport = self.feed.stream, self.transport
        return transport, stream.taken if stream.entry is transport.entry else 0

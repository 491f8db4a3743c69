"""A session that is heard: takes wishes, keeps sound rendered ahead, and stays whole when the device does not."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from coach.errors import CoachError, MachineError
from coach.player.command import Command
from coach.player.entry import Entry
from coach.player.feed import Feed
from coach.player.part import Moment, Part
from coach.player.sinks import Sink
from coach.player.stream import Stream
from coach.player.transport import Transport
from coach.player.view import Status, View
from coach.units import s_to_samples, samples_to_s

_AHEAD = s_to_samples(10.0)
"""Rendered ahead, so that a slow disk is not heard."""
_SOON = s_to_samples(0.025)
"""What is heard next is left as it is; a change comes behind it."""
_TICK_S = 0.05
_SILENT_S = 1.0
"""A device that has not asked for so long is gone, or hangs."""
_AGAIN_S = 1.0
"""Between two tries to open a device that is gone."""
_ASLEEP_S = 5.0
"""Between two ticks; only a machine that slept, or a program that was stopped, takes so long."""
_DRAIN_S = 0.25
"""For what the device still holds after the last sample was taken."""


class Player:
    """Plays on a sink. Three threads work: the device's takes, one renders, one takes wishes.

    Args:
        part: what is to be played; while voices are still speaking, its beginning, and `know` brings the rest.
        sink: the device.
        on_tick: told where the session is, about twenty times a second and at its end, on a thread of the player.
        clock: seconds that go on while the machine sleeps.
    """

    def __init__(
        self,
        part: Part,
        sink: Sink,
        *,
        on_tick: Callable[[Moment], None] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.error: BaseException | None = None
        self._transport, self._mix, self._sink = part.transport, part.mix, sink
        self._feed = Feed(Stream(part.transport.entry, part.mix))
        self._wishes: queue.SimpleQueue[Command | Part] = queue.SimpleQueue()
        self._early: list[Command] = []
        self._on_tick, self._clock = on_tick, clock
        self._status = Status.PLAYING
        self._message = ""
        self._heard_before = 0
        self._done = threading.Event()
        self._threads = [
            threading.Thread(target=self._guarded, args=(work,), name=f"coach-{name}", daemon=True)
            for name, work in (("renderer", self._render), ("conductor", self._conduct))
        ]

    def start(self) -> None:
        """Begin to play.

        Raises:
            MachineError: the device cannot be used.
        """
        self._feed.stream.render_on()
        self._sink.open(self._feed.take)
        for thread in self._threads:
            thread.start()

    def send(self, command: Command) -> None:
        """Ask for something."""
        self._wishes.put(command)

    def know(self, part: Part) -> None:
        """Go on with more of what is to be played, or with all of it; nothing that was heard is heard again."""
        self._wishes.put(part)

    def fail(self, error: BaseException) -> None:
        """End, because what is to be played cannot be made."""
        self.error = error
        self.send(Command.LEAVE)

    def view(self) -> View:
        """What is going on now."""
        feed, transport = self._feed, self._transport
        stream = feed.stream
        played = stream.taken if stream.entry is transport.entry else 0
        status = self._status if self._status is not Status.PLAYING else None
        return transport.view(played, status=status, message=self._message)

    def sounding(self) -> tuple[Entry, int]:
        """What is heard now, and how many samples of it have been."""
        stream = self._feed.stream
        return stream.entry, stream.taken

    def wait(self, timeout: float | None = None) -> bool:
        """Until it has ended; tells whether it has.

        Raises:
            Exception: what went wrong inside.
        """
        ended = self._done.wait(timeout)
        if ended and self.error is not None:
            raise self.error
        return ended

    @property
    def completed(self) -> bool:
        """Whether it was heard to its end."""
        return self._feed.ended

    @property
    def underruns(self) -> int:
        """How often the device got silence because nothing was ready."""
        return self._feed.underruns

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            self.error = error
            self._finish()

    def _render(self) -> None:
        while not self._done.is_set():
            wanting = [stream for stream in self._feed.streams if stream.ahead < _AHEAD and not stream.complete]
            for stream in wanting:
                stream.render_on()
            if not wanting:
                self._done.wait(_TICK_S)

    def _conduct(self) -> None:
        self._ticked = self._clock()
        while not self._done.is_set():
            try:
                wish = self._wishes.get(timeout=_TICK_S)
            except queue.Empty:
                pass
            else:
                if wish is Command.LEAVE:
                    break
                self._take_up(wish)
                self._ticked = self._clock()  # it may have taken a while
            self._look_after()
            if self._feed.ended:
                time.sleep(_DRAIN_S)
                break
        self._finish()

    def _take_up(self, wish: Command | Part) -> None:
        if isinstance(wish, Part):
            self._go_on_with(wish)
        elif self._transport.entry.more:
            self._early.append(wish)
        else:
            self._act(wish)

    def _go_on_with(self, part: Part) -> None:
        """Go over to a part of which more is known than of the present one."""
        self._feed.settle()
        while True:
            stream = self._feed.stream
            at = min(stream.taken + _SOON, stream.entry.duration)
            entry = part.transport.entry
            if not entry.jumps:
                entry = replace(stream.entry.going_on(entry.score, at), more=entry.more)
            following = Stream(entry, part.mix)
            following.render_on()
            if self._feed.change(following, at=at):
                break
        self._transport, self._mix = part.transport.with_entry(entry), part.mix
        self._heard_before += at
        if not entry.more:
            early, self._early = self._early, []
            for command in early:
                self._act(command)

    def _finish(self) -> None:
        self._status = Status.ENDED
        self._feed.close()
        self._sink.close()
        self._tell()
        self._done.set()

    def _look_after(self) -> None:
        """See whether the machine slept or the device is gone, and tell where the session is."""
        now, before = self._clock(), self._ticked
        self._ticked = now
        if now - before > _ASLEEP_S and not self._transport.paused:
            self._act(Command.PAUSE)
            self._message = "the computer was asleep; go on when you are ready"
        elif self._status is Status.PLAYING and self._is_lost():
            self._lose()
        self._tell()

    def _is_lost(self) -> bool:
        return bool(self._sink.lost) or time.monotonic() - self._feed.called_at > _SILENT_S

    def _lose(self) -> None:
        """The device is gone: pause at once, and try again until it is back or somebody leaves."""
        was_paused = self._transport.paused
        self._act(Command.PAUSE)
        self._status = Status.WAITING
        self._message = f"{self._sink.name} is gone; waiting for it to come back"
        self._sink.close()
        while not self._opens():
            self._tell()
            if self._done.is_set() or self._left(_AGAIN_S):
                return
        self._ticked = self._clock()
        self._status, self._message = Status.PLAYING, ""
        if not was_paused:
            self._act(Command.RESUME)

    def _opens(self) -> bool:
        """Whether the device can be opened again, and asks for sound."""
        try:
            self._sink.open(self._feed.take)
        except MachineError:
            return False
        if self._feed.is_asked_within(_SILENT_S) and not self._sink.lost:
            return True
        self._sink.close()
        return False

    def _left(self, seconds: float) -> bool:
        """Wait so long, and tell whether somebody leaves meanwhile; other wishes make no sense without a device."""
        until = time.monotonic() + seconds
        while (rest := until - time.monotonic()) > 0:
            try:
                wish = self._wishes.get(timeout=rest)
            except queue.Empty:
                return False
            if wish is Command.LEAVE:
                self._wishes.put(wish)
                return True
            if isinstance(wish, Part):
                self._go_on_with(wish)
        return False

    def _act(self, command: Command) -> None:
        """Do what is wished, soon enough to be heard at once and late enough to disturb nothing that sounds."""
        self._message = ""
        self._feed.settle()
        margin = _SOON
        while True:
            old, stream = self._transport, self._feed.stream
            at = stream.taken if self._feed.held else min(stream.taken + margin, stream.entry.duration)
            try:
                new = old.act(command, at)
            except CoachError as error:  # a voice that cannot say a word: what was heard goes on
                self._message = f"that cannot be done: {error.message}"
                return
            if new.paused and not old.paused:
                self._feed.held = True
                self._transport = new
                return
            if new.entry is old.entry and new.volume_db == old.volume_db:
                self._transport = new
                return
            if self._change(old, new, at):
                return
            margin *= 2

    def _change(self, old: Transport, new: Transport, at: int) -> bool:
        """Go over to the sound of another state at a sample of the present stream; tells whether that was in time."""
        entry = new.entry
        if entry is old.entry:  # only the volume is another
            entry = entry.going_on(new.score, at)
            new = new.with_entry(entry)
        blends = entry.jumps or new.volume_db != old.volume_db
        before = (old.entry, at, old.volume_db) if blends and not self._feed.held else None
        stream = Stream(entry, self._mix, volume_db=new.volume_db, before=before)
        stream.render_on()
        if not self._feed.change(stream, at=at):
            return False
        self._heard_before += at
        self._transport = new
        self._feed.held = new.paused
        return True

    def _tell(self) -> None:
        if self._on_tick is None:
            return
        stream, transport = self._feed.stream, self._transport
        played = stream.taken if stream.entry is transport.entry else 0
        heard = samples_to_s(self._heard_before + played)
        self._on_tick(Moment(transport.mark(played), self.view(), heard, transport.pace))

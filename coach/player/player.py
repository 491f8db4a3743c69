"""A session that is heard: takes wishes, keeps sound rendered ahead, and stays whole when the device does not."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from coach.errors import CoachError, MachineError
from coach.player.command import Command
from coach.player.entry import Entry
from coach.player.part import Moment, Part
from coach.player.playback import Playback
from coach.player.sinks import Sink
from coach.player.view import Status, View
from coach.units import s_to_samples

_AHEAD = s_to_samples(10.0)
"""Rendered ahead, so that a slow disk is not heard."""
_FIRST = s_to_samples(0.5)
"""Rendered before the device is opened: some take so much at once."""
_TICK_S = 0.05
_SILENT_S = 3.0
"""A device that has not asked for so long is gone, or hangs; some ask for two seconds at once."""
_HOLDING = (Command.TOGGLE, Command.PAUSE, Command.RESUME)
_AGAIN_S = 1.0
"""Between two tries to open a device that is gone."""
_ASLEEP_S = 5.0
"""Between two ticks; only a machine that slept, or a program that was stopped, takes so long."""
_TELL_S = 2.0
"""Between two moments that are told; a crash loses no more of a session's place than that."""
_TOLD_S = 6.0
"""An answer to a wish is shown so long."""
_DRAIN_S = 0.25
"""For what the device still holds after the last sample was taken."""


def _awake_and_asleep() -> float:
    """Seconds that go on while the machine sleeps, and that nobody sets."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if boot is None else time.clock_gettime(boot)


class Player:
    """Plays on a sink. Three threads work: the device's takes, one renders, one takes wishes.

    Args:
        part: what is to be played; while voices are still speaking, its beginning, and `know` brings the rest.
        sink: the device.
        on_tick: told where the session is, every two seconds and at its end, on a thread of the player.
        clock: seconds that go on while the machine sleeps.

    Attributes:
        error: what went wrong inside.
        interruptions: how often the device was gone.
    """

    def __init__(
        self,
        part: Part,
        sink: Sink,
        *,
        on_tick: Callable[[Moment], None] | None = None,
        clock: Callable[[], float] = _awake_and_asleep,
    ) -> None:
        self.error: BaseException | None = None
        self.interruptions = 0
        self._playback, self._sink = Playback(part), sink
        self._feed = self._playback.feed
        self._wishes: queue.SimpleQueue[Command | Part] = queue.SimpleQueue()
        self._early: list[Command] = []
        self._prepared = ""
        self._on_tick, self._clock = on_tick, clock
        self._status = Status.PLAYING
        self._message, self._answer, self._answered_at, self._told_at = "", "", 0.0, 0.0
        self._leaving = False
        self._finishing = threading.Lock()
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
        stream = self._feed.stream
        while stream.ahead < _FIRST and not stream.complete:
            stream.render_on()
        self._sink.open(self._feed.take, channels=self._feed.channels)
        for thread in self._threads:
            thread.start()

    def send(self, command: Command) -> None:
        """Ask for something."""
        self._wishes.put(command)

    def know(self, part: Part) -> None:
        """Go on with more of what is to be played, or with all of it; nothing that was heard is heard again."""
        self._wishes.put(part)

    def tell_prepared(self, done: int, of: int) -> None:
        """Tell how many of the clips that are waited for are there; shown in tenths, to who waits and listens."""
        self._prepared = f"the voice is still speaking what comes: {10 * done // max(1, of) * 10} %"

    def fail(self, error: BaseException) -> None:
        """End, because what is to be played cannot be made."""
        self.error = error
        self.send(Command.LEAVE)

    def view(self) -> View:
        """What is going on now."""
        status = self._status if self._status is not Status.PLAYING else None
        waits = self._prepared if self._feed.waits and not self._sink.waits else ""
        seen = self._playback.view(status=status, message=waits or self._message or self._answer)
        fresh = waits or self._message or time.monotonic() - self._answered_at < _TOLD_S
        return seen if fresh else replace(seen, message="")

    def moment(self) -> Moment:
        """Where it is now; of a beginning it is not known what follows."""
        return self._playback.moment()

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
                self._take_up(wish)
                self._ticked = self._clock()  # it may have taken a while
            self._look_after()
            if self._leaving:
                break
            if self._feed.ended:
                time.sleep(_DRAIN_S)
                break
        self._finish()

    def _take_up(self, wish: Command | Part) -> None:
        if isinstance(wish, Part):
            self._know(wish)
        elif wish is Command.LEAVE:
            self._leaving = True
        elif not self._playback.is_beginning:
            self._act(wish)
        elif wish in _HOLDING:
            paused = self._playback.transport.paused
            self._playback.hold(paused=wish is Command.PAUSE or (wish is Command.TOGGLE and not paused))
        else:
            self._early.append(wish)
            self._message = "in a moment: the voice is still speaking"

    def _know(self, part: Part) -> None:
        self._playback.know(part)
        if not self._playback.is_beginning:
            self._message = ""
            early, self._early = self._early, []
            for command in early:
                self._act(command)

    def _finish(self) -> None:
        """End once, and in any case so that nobody waits for it in vain."""
        if not self._finishing.acquire(blocking=False):
            return
        self._status = Status.ENDED
        try:
            self._feed.close()
            self._sink.close()
            self._tell(last=True)
        except Exception as error:
            self.error = self.error or error
        finally:
            self._done.set()

    def _look_after(self) -> None:
        """See whether the machine slept or the device is gone, and tell where the session is."""
        now, before = self._clock(), self._ticked
        self._ticked = now
        if now - before > _ASLEEP_S and not self._playback.transport.paused:
            self._playback.hold(paused=True)
            self._message = "the computer was asleep; go on when you are ready"
        elif self._status is Status.PLAYING and self._is_lost():
            self._lose()
        self._tell()

    def _is_lost(self) -> bool:
        if self._sink.waits:  # it may wait as long as it likes
            return bool(self._sink.lost)
        return bool(self._sink.lost) or time.monotonic() - self._feed.called_at > _SILENT_S

    def _lose(self) -> None:
        """The device is gone: pause at once, and try again until it is back or somebody leaves."""
        if self._sink.waits:
            self.error = MachineError(self._sink.lost, subject=self._sink.name)
            self._leaving = True
            return
        was_paused = self._playback.transport.paused
        self._playback.hold(paused=True)
        self._status = Status.WAITING
        self.interruptions += 1
        self._message = f"{self._sink.name} is gone; waiting for it to come back"
        self._sink.close()
        self._stays_paused = was_paused
        while not self._opens():
            self._tell()
            self._wait_for_device()
            if self._done.is_set() or self._leaving:
                return
        self._ticked = self._clock()
        self._status, self._message = Status.PLAYING, ""
        self._answer, self._answered_at = f"{self._sink.name} is back", time.monotonic()
        if not self._stays_paused:
            self._playback.hold(paused=False)

    def _opens(self) -> bool:
        """Whether the device can be opened again, and asks for sound."""
        try:
            self._sink.open(self._feed.take, channels=self._feed.channels)
        except MachineError:
            return False
        if self._feed.is_asked_within(_SILENT_S) and not self._sink.lost:
            return True
        self._sink.close()
        return False

    def _wait_for_device(self) -> None:
        """Let some time go by, and heed what is wished meanwhile: to pause, to leave; the rest makes no sense now."""
        until = time.monotonic() + _AGAIN_S
        while not self._leaving and (rest := until - time.monotonic()) > 0:
            try:
                wish = self._wishes.get(timeout=rest)
            except queue.Empty:
                return
            if isinstance(wish, Part) or wish is Command.LEAVE:
                self._take_up(wish)
            elif wish in _HOLDING:
                self._stays_paused = wish is Command.PAUSE or (wish is Command.TOGGLE and not self._stays_paused)

    def _act(self, command: Command) -> None:
        self._message, self._answer, self._answered_at = "", "", time.monotonic()
        try:
            self._playback.act(command)
        except CoachError as error:
            self._answer = f"that cannot be done: {error.message}"

    def _tell(self, *, last: bool = False) -> None:
        """Tell where the session is, now and then; a beginning has no place worth keeping."""
        now = time.monotonic()
        if self._on_tick is None or self._playback.is_beginning or (now - self._told_at < _TELL_S and not last):
            return
        self._told_at = now
        self._on_tick(self.moment())

"""What a sound device takes: copies of what is ready, the present stream up to its end and then the next."""

import threading
import time

import numpy as np

from coach.audio.render import bed_pcm
from coach.player.stream import Stream
from coach.units import s_to_samples

_FADE = s_to_samples(0.005)
"""How fast sound stops at a pause: without a click, and at once."""
_WAIT_S = 0.002
_PATIENCE_S = 0.1
"""A change is due within a few hundredths of a second."""


class Feed:
    """The end of the chain that a device's own thread calls; everything else happens on other threads.

    `change` puts the next stream beside the present one with the sample from which on it is to be heard, `take`
    goes over to it. The lock is held for the copying alone, some microseconds, so that nothing happens in between.

    Attributes:
        stream: what is heard now.
        held: nothing of it is heard; the noise that keeps headphones awake goes on.
        underruns: how often the device wanted more than was ready.
        called_at: when the device last asked, by time.monotonic().
        channels: of every stream.
    """

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.channels, self._width = stream.channels, stream.width
        self.held = False
        self.underruns = 0
        self.called_at = time.monotonic()
        self._coming: tuple[int, Stream] | None = None
        self._hushed = False
        self._closed = False
        self._lock = threading.Lock()
        noise = np.frombuffer(bed_pcm(), "<i2")
        self._bed, self._bed_at = memoryview(np.repeat(noise, self.channels).tobytes()), 0

    @property
    def ended(self) -> bool:
        """Whether everything has been handed over."""
        return self._has_all_been_heard() and not self.stream.entry.more

    @property
    def waits(self) -> bool:
        """Whether all that is known was heard, and more is to come."""
        return self._has_all_been_heard() and self.stream.entry.more

    @property
    def streams(self) -> list[Stream]:
        """The present stream and the next, to be rendered on."""
        coming = self._coming
        return [self.stream] if coming is None else [self.stream, coming[1]]

    def change(self, stream: Stream, *, at: int) -> bool:
        """Hear another stream from a sample of the present one on.

        Returns:
            Whether it will be; one that does not jump has to follow exactly there, and comes too late afterwards.
        """
        with self._lock:
            if self.held:
                self.stream, self._coming, self._hushed = stream, None, True
                return True
            if self.stream.taken > at and not stream.entry.jumps:
                return False
            self._coming = (at, stream)
            return True

    def is_asked_within(self, seconds: float) -> bool:
        """Whether a device asks for sound within so long."""
        before, end = self.called_at, time.monotonic() + seconds
        while self.called_at == before and time.monotonic() < end:
            time.sleep(_WAIT_S)
        return self.called_at != before

    def close(self) -> None:
        """Have nobody wait any more for what does not come."""
        self._closed = True

    def settle(self) -> None:
        """Wait until the present stream is the one that was wished last; where no device asks, it is so at once."""
        patience = time.monotonic() + _PATIENCE_S
        while self._coming is not None and time.monotonic() < patience:
            time.sleep(_WAIT_S)
        with self._lock:
            if self._coming is not None:
                self.stream, self._coming = self._coming[1], None

    def take(self, count: int, *, wait: bool = False) -> bytes:
        """The next samples, 16-bit, those of two channels in turn.

        Args:
            count: how many.
            wait: until they are ready and not held, and give less at the end, then nothing; a device that cannot
                wait gets silence for what is not ready and behind the end.
        """
        self.called_at = time.monotonic()
        out = bytearray(count * self._width)
        rest = memoryview(out)
        while rest:
            done = self._fill(rest, wait=wait)
            rest = rest[done:]
            if not done:
                if self.ended or self._closed:
                    break
                if not wait:
                    self.underruns += 1
                    break
                time.sleep(_WAIT_S)
        return bytes(out[: len(out) - len(rest)] if wait else out)

    def _fill(self, view: memoryview, *, wait: bool) -> int:
        with self._lock:
            if not self.held:
                done = self._go_on(view)
                if done or wait or not (self._is_over() and self.stream.entry.more):
                    return done
            return 0 if wait else self._hush(view)

    def _has_all_been_heard(self) -> bool:
        """Whether of all that is known nothing is left."""
        return self._coming is None and self._is_over()

    def _is_over(self) -> bool:
        return self.stream.taken >= self.stream.entry.duration

    def _go_on(self, view: memoryview) -> int:
        """Fill a buffer from the present stream, but with nothing behind the sample at which the next is heard."""
        self._hushed = False
        if self._coming is not None:
            left = self._coming[0] - self.stream.taken
            if left <= 0:
                self.stream, self._coming = self._coming[1], None
            else:
                view = view[: left * self._width]
        return self.stream.take(view) * self._width

    def _hush(self, view: memoryview) -> int:
        """Fill a buffer with the noise that keeps headphones awake; the first time what was heard fades before it."""
        done = 0
        if not self._hushed:
            self._hushed = True
            fading = bytearray(min(_FADE * self._width, len(view)))
            done = self.stream.take(memoryview(fading)) * self._width
            sound = np.frombuffer(fading[:done], "<i2").reshape(-1, self.channels)
            view[:done] = (sound * np.linspace(1, 0, len(sound))[:, None]).astype("<i2").tobytes()
        while done < len(view):
            part = self._bed[self._bed_at : self._bed_at + len(view) - done]
            view[done : done + len(part)] = part
            done += len(part)
            self._bed_at = (self._bed_at + len(part)) % len(self._bed)
        return done

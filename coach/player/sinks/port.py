"""The port to sound devices."""

from dataclasses import dataclass
from typing import Protocol


class Take(Protocol):
    """Where a sink gets sound."""

    def __call__(self, count: int, *, wait: bool = False) -> bytes:
        """The next `count` samples, 16-bit at SAMPLE_RATE, those of two channels in turn.

        A sink that cannot wait gets as many in any case, silence where nothing is ready. One that can waits until
        they are ready; it gets fewer at the end, and then none.
        """


class Sink(Protocol):
    """One device; it takes samples from the moment it is opened until it is closed.

    Attributes:
        name: for people.
        waits: whether it takes samples only when they are ready, instead of when a card needs them.
    """

    name: str
    waits: bool

    def open(self, take: Take, *, channels: int = 1) -> None:
        """Begin to take samples of one channel or two, on a thread of its own.

        Raises:
            MachineError: there is no such device, or it cannot be used.
        """

    def close(self) -> None:
        """Stop at once; it may be opened again. What was taken may not have been heard to its end."""

    @property
    def lost(self) -> str:
        """Why it takes nothing any more, in a few words; empty while it does."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device that can be named.

    Attributes:
        name: what `--device` takes.
        about: what it is.
        problem: why it cannot be used here; empty if it can.
    """

    name: str
    about: str
    problem: str = ""

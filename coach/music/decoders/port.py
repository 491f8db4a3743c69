"""The port to decoders of music."""

from typing import Protocol

from coach.audio.backing import Stereo


class UnreadableError(Exception):
    """A file cannot be read, with the reason in a few words."""


class Decoder(Protocol):
    """An open file of music.

    Attributes:
        rate: its samples per second.
    """

    rate: int

    def read(self, count: int) -> Stereo:
        """The next samples, shape (n, 2), within about ±1: fewer than `count` at the end, then none.

        Raises:
            UnreadableError: it is damaged here.
        """

    def seek(self, place: int) -> bool:
        """Go to a sample; tells whether it can. Half a second later the same is read as without a seek.

        One that cannot is read on, or opened again.

        Raises:
            UnreadableError: it is damaged there.
        """

    def close(self) -> None:
        """Let go of the file."""

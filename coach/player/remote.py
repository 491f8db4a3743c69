"""The port to a session: what a screen, a headset's buttons or a program may do with it."""

from typing import Protocol

from coach.player.command import Command
from coach.player.view import View


class Remote(Protocol):
    """A session that goes on by itself; both calls return at once and may come from any thread."""

    def send(self, command: Command) -> None:
        """Ask for something; it is done in a moment, or a message says why it cannot be."""

    def view(self) -> View:
        """What is going on now."""

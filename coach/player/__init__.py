"""Into the ear, now: what is heard, from where it goes on, and what the listener may change meanwhile."""

from coach.player.command import Command
from coach.player.places import Mark
from coach.player.remote import Remote
from coach.player.rules import Rules
from coach.player.transport import Transport, begin
from coach.player.view import Phase, Status, View, view, volume_words

__all__ = [
    "Command",
    "Mark",
    "Phase",
    "Remote",
    "Rules",
    "Status",
    "Transport",
    "View",
    "begin",
    "view",
    "volume_words",
]

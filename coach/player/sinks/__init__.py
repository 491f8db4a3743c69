"""Where the sound goes: the port to devices, and what can stand behind it."""

from coach.player.sinks.port import Device, Sink, Take

__all__ = ["Device", "Sink", "Take"]

"""Onto the desktop: what is played now, for its panel and its lock screen, and its buttons and a headset's back."""

from coach.desktop.mpris import Buttons, buttons

__all__ = ["Buttons", "buttons"]

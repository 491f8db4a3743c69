"""Onto the screen: what is going on, large enough to read from the mat, and the keys that change it."""

from coach.screen.app import CoachApp, show
from coach.screen.terminal import has_terminal

__all__ = ["CoachApp", "has_terminal", "show"]

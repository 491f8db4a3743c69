"""Blocks that the clock runs: intervals, starts on the minute, as many rounds as possible."""

from coach.script.clocked.briefing import briefing
from coach.script.clocked.steps import steps

__all__ = ["briefing", "steps"]

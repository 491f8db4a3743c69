"""What was played, kept: each session, how far it went and from where it goes on, and the weeks they make."""

from coach.history.chart import Week, chart_lines, weeks
from coach.history.session import Kept, Place, Session
from coach.history.store import FILE_NAME, History, open_history

__all__ = ["FILE_NAME", "History", "Kept", "Place", "Session", "Week", "chart_lines", "open_history", "weeks"]

"""A page to write a workout in, see how it is read, and hear it: for this computer alone."""

from coach.studio.desk import Choose, Desk
from coach.studio.known import known
from coach.studio.service import Studio

__all__ = ["Choose", "Desk", "Studio", "known"]

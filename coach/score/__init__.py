"""When it sounds: the script at absolute samples, at a pace or for a wished duration."""

from coach.score.fit import fit, out_of_reach, reach
from coach.score.json import dumps, from_data, loads, to_data
from coach.score.model import Activity, Event, Score, Section, Signal, Speech, Stretch
from coach.score.plan import plan_lines
from coach.score.schedule import schedule
from coach.score.timeline import Timings

__all__ = [
    "Activity",
    "Event",
    "Score",
    "Section",
    "Signal",
    "Speech",
    "Stretch",
    "Timings",
    "dumps",
    "fit",
    "from_data",
    "loads",
    "out_of_reach",
    "plan_lines",
    "reach",
    "schedule",
    "to_data",
]

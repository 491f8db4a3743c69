"""When it sounds: the script at absolute samples, at a pace or for a wished duration."""

from coach.score.adjust import Adjustments, Place, continued, entered, movement_at
from coach.score.captions import CAPTIONS, Caption, captions, lrc, webvtt, webvtt_of
from coach.score.cut import cut
from coach.score.fit import fit, out_of_reach, reach
from coach.score.json import dumps, from_data, loads, to_data
from coach.score.leads import counting_in, opening_the_ear, with_word
from coach.score.model import Activity, Event, Score, Section, Shortened, Signal, Speech, Stretch
from coach.score.plan import plan_lines
from coach.score.schedule import LEAD_IN, schedule
from coach.score.sharing import shared
from coach.score.timeline import GAP, Timings

__all__ = [
    "CAPTIONS",
    "GAP",
    "LEAD_IN",
    "Activity",
    "Adjustments",
    "Caption",
    "Event",
    "Place",
    "Score",
    "Section",
    "Shortened",
    "Signal",
    "Speech",
    "Stretch",
    "Timings",
    "captions",
    "continued",
    "counting_in",
    "cut",
    "dumps",
    "entered",
    "fit",
    "from_data",
    "loads",
    "lrc",
    "movement_at",
    "opening_the_ear",
    "out_of_reach",
    "plan_lines",
    "reach",
    "schedule",
    "shared",
    "to_data",
    "webvtt",
    "webvtt_of",
    "with_word",
]

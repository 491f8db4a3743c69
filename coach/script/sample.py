"""A sample of the coach: one short set as in a workout, to hear whether a voice is the right one."""

from dataclasses import replace

from coach.routine import Block, Dose, Exercise, Reps, Routine, Talk
from coach.script.model import Passage, Role, Script, Step, Transition
from coach.script.phrases import Phrases
from coach.script.writer import write

REPS, REP_S = 8, 1.8
"""Enough to hear one to five and the last three, with their calls, in a quarter of a minute."""
_LEAD_S = 1.0
"""Nobody has to get into position."""


def sample(phrases: Phrases) -> Script:
    """A name and a dose, a position, a count from one to the last, and the closing word."""
    words = phrases.sections["sample"]
    exercise = Exercise(name=words["name"], position=words["position"], dose=Dose(amount=Reps(count=REPS), rep_s=REP_S))
    routine = Routine(title=words["name"], language=phrases.language, blocks=(Block(items=(exercise,)),))
    steps = write(routine, phrases=phrases, total_s=0, talk=Talk.STANDARD).steps
    return Script(words["title"], phrases.language, tuple(_without_opening(step) for step in steps))


def _without_opening(step: Step) -> Step:
    match step:
        case Passage(says=says):
            return replace(step, says=tuple(one for one in says if one.role is not Role.OPENING))
        case Transition():
            return replace(step, lead_s=_LEAD_S)
    return step

"""Which way a repetition goes: the words for its halves and phases, and on which of them one breathes out."""

import re

from coach.cue import Manner, Utterance
from coach.routine import Exercise
from coach.script.phrases import Phrases
from coach.script.saying import utterance


def turns(exercise: Exercise, phrases: Phrases) -> tuple[tuple[float, Utterance], ...]:
    """Where a repetition turns, as fractions of it, and the word for each: its written phases, else its middle."""
    if exercise.dose.tempo is None:
        return ((0.5, utterance(_halves(exercise, phrases)[1], phrases, Manner.COUNT)),)
    found = []
    passed_s = 0.0
    for phase_s, word in _phases(exercise, phrases):
        if phase_s:
            found.append((passed_s / exercise.dose.natural_rep_s, utterance(word, phrases, Manner.COUNT)))
        passed_s += phase_s
    return tuple(found)


def effort_of(exercise: Exercise, phrases: Phrases) -> str | None:
    """The name of the phrases on breathing for an exercise: by the way it goes; None where its movement names none."""
    halves = _known_halves(exercise, phrases)
    if halves is None:
        return None
    return "up" if phrases.sections["tempo"]["words"][2] in halves else "effort"


def _halves(exercise: Exercise, phrases: Phrases) -> tuple[str, str]:
    """The words for the first and the second half of a repetition."""
    first, second = _known_halves(exercise, phrases) or phrases.sections["phases"]["other"]
    return first, second


def _known_halves(exercise: Exercise, phrases: Phrases) -> tuple[str, str] | None:
    words = phrases.sections["phases"]
    named = (words[word] for word in re.findall(r"\w+", (exercise.movement or "").lower()) if word in words)
    return next(named, None)


def _phases(exercise: Exercise, phrases: Phrases) -> list[tuple[float, str]]:
    """The seconds of the four phases of a written tempo and the word for each, in the order in which they are done.

    They are written eccentric first, and done so unless the movement begins with the effort, as a pull-up does.
    """
    assert exercise.dose.tempo is not None
    back, stretched, effort, contracted = phrases.sections["tempo"]["words"]
    begins_with_effort = False
    if halves := _known_halves(exercise, phrases):
        begins_with_effort = halves[0] in phrases.sections["tempo"]["work"]
        back, effort = reversed(halves) if begins_with_effort else halves
    phases = list(zip(exercise.dose.tempo.phases_s, (back, stretched, effort, contracted), strict=True))
    return [*phases[2:], *phases[:2]] if begins_with_effort else phases

"""What a script words alike in many places: an utterance, an exercise's description, the end of a rest, a title."""

import math
from collections.abc import Iterator

from coach.cue import Manner, Utterance
from coach.routine import Exercise, Talk
from coach.script.bouts import Bout
from coach.script.model import Role, Say
from coach.script.phrases import Phrases
from coach.script.shortening import Length, first_part
from coach.script.words import named, sentences

REST_CALL_FROM_S, REST_CALL_S = 25.0, 10.0
"""Rests of this length have their last seconds called."""
SECTION_FROM_S = 60.0
"""Rounds on the clock of this length have a section of their own."""


def utterance(text: str, phrases: Phrases, manner: Manner = Manner.SPEECH) -> Utterance:
    """A text, said in the language of the phrases."""
    return Utterance(str(text), phrases.language, manner=manner)


def say(text: str, role: Role, phrases: Phrases, manner: Manner = Manner.SPEECH) -> Say:
    """A text, said for something."""
    return Say(utterance(text, phrases, manner), role)


def shorter(text: str, role: Role, phrases: Phrases) -> Say | None:
    """The first part of a text, said instead of it; None where it has but one."""
    part = first_part(text, phrases)
    return say(part, role, phrases) if part != text else None


def description(exercise: Exercise, *, talk: Talk, phrases: Phrases, length: Length = Length.WHOLE) -> Iterator[Say]:
    """Position and movement, sentence by sentence; of each the first alone where less is to be said, or nothing."""
    if talk in (Talk.MINIMAL, Talk.TONES):
        return
    for text, role in ((exercise.position, Role.POSITION), (exercise.movement, Role.MOVEMENT)):
        said = sentences(text, phrases) if text else ()
        for sentence in said[:1] if talk is Talk.STANDARD or length >= Length.SHORT else said:
            yield say(first_part(sentence, phrases) if length is Length.LEAST else sentence, role, phrases)


def ten_seconds(name: str, *, talk: Talk, phrases: Phrases, rest_s: float = math.inf) -> Say | None:
    """The call for the last ten seconds of a rest, with what they lead to; None where a rest has none."""
    if rest_s < REST_CALL_FROM_S or talk in (Talk.TONES, Talk.MINIMAL):
        return None
    text = phrases.say("rest", "ten_to", name=named(name, phrases)) if name else phrases.say("rest", "ten")
    return say(text, Role.OTHER, phrases)


def round_title(name: str, bout: Bout, phrases: Phrases) -> str:
    """The title of a section: a name, and which round of how many."""
    rounds = bout.block.rounds
    return name if rounds == 1 else phrases.word("section", "round", name=name, number=bout.round, total=rounds)

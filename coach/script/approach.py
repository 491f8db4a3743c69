"""The way to a bout: what is said before it, and how much time there is to get there."""

import re
from collections.abc import Callable

from coach.cue import Tone
from coach.routine import Exercise, Routine, Talk, posture_of
from coach.script.bouts import Bout, Clocked, LastRest
from coach.script.clocked import briefing
from coach.script.doses import dose_in_words
from coach.script.model import Role, Say, TimedCall, Transition
from coach.script.phrases import Phrases
from coach.script.saying import REST_CALL_S, description, say, ten_seconds
from coach.script.shortening import Length, wordings
from coach.script.words import duration, listing, named, number, sentences

LEAD_NEW_S = 10.0
"""To get into a position not yet known: about 10 s between exercises (the seven-minute workout)."""
LEAD_KNOWN_S = 7.0
LEAD_SIDES_S = 7.0
"""Between sides listeners ask for 5 to 10 s (liftosaur#642)."""
LEAD_SET_S = 5.0
LEAD_POSTURE_S = 4.0
"""More, when the posture changes: down to the floor, up again, over on the side."""
LEAD_THING_S = 3.0
"""More, when something has to be taken up: onto the ball, to the step."""
_WORD = re.compile(r"\w{3,}")
"""Shorter ones, such as the end of something to hold on to, name no thing."""


def to_bout(
    bout: Bout,
    before: Exercise | None,
    *,
    routine: Routine,
    final: bool,
    talk: Talk,
    phrases: Phrases,
) -> Transition:
    """The transition to a bout from the exercise before it, which is None at the start."""
    first = before is None

    def says(length: Length) -> tuple[Say, ...]:
        if bout.side == "second":
            return _change_of_side(phrases, length)
        if not bout.opens_exercise:
            return _next_set(bout, phrases, length)
        return _new_exercise(bout, length, first=first, final=final, talk=talk, phrases=phrases)

    if bout.side == "second":
        lead_s, signal = LEAD_SIDES_S, Tone.SWITCH
    elif not bout.opens_exercise:
        lead_s, signal = LEAD_SIDES_S if bout.side else LEAD_SET_S, Tone.WAKE
    else:
        lead_s, signal = _lead_s(bout.exercise, before, routine, known=bout.known), Tone.WAKE
    return Transition(
        name=bout.exercise.name,
        wordings=_wordings(says, bout.rest_s, talk, phrases, told=bout.rest_told),
        lead_s=lead_s,
        signal=Tone.REST if bout.rest_s else signal,
        rest_s=bout.rest_s,
        rest_calls=_rest_calls(bout.rest_s, talk, phrases, name=bout.exercise.name),
        ready=say(phrases.say("start", "ready"), Role.OTHER, phrases) if talk is not Talk.TONES else None,
    )


def to_clock(clock: Clocked, before: Exercise | None, *, routine: Routine, talk: Talk, phrases: Phrases) -> Transition:
    """The transition to a block that the clock runs: everything in it is described before it begins."""
    first = next(clock.block.exercises())
    several = len(list(clock.block.exercises())) > 1

    def says(length: Length) -> tuple[Say, ...]:
        said = briefing(clock, talk=talk, phrases=phrases, length=length)
        if not several:
            return said
        begin = phrases.say("clock", "begin", brief=length > Length.WHOLE, name=named(first.name, phrases))
        return (*said, say(begin, Role.OTHER, phrases))

    return Transition(
        name=clock.block.title or first.name,
        wordings=_wordings(says, clock.rest_s, talk, phrases),
        lead_s=_lead_s(first, before, routine, known=clock.knows(first)),
        signal=Tone.REST if clock.rest_s else Tone.WAKE,
        rest_s=clock.rest_s,
        rest_calls=_rest_calls(clock.rest_s, talk, phrases, name=clock.block.title or first.name),
        ready=say(phrases.say("start", "ready"), Role.OTHER, phrases) if talk is not Talk.TONES else None,
    )


def to_the_end(rest: LastRest, *, talk: Talk, phrases: Phrases) -> Transition:
    """The transition through a rest after which nothing comes."""
    return Transition(
        name="",
        wordings=_wordings(lambda _: (), rest.rest_s, talk, phrases),
        lead_s=0.0,
        signal=Tone.REST,
        rest_s=rest.rest_s,
        rest_calls=_rest_calls(rest.rest_s, talk, phrases),
    )


def opening(routine: Routine, *, lasts: str, exact: bool, talk: Talk, phrases: Phrases) -> tuple[Say, ...]:
    """Title and total time; what it is for and what is needed; one calm line about safety."""
    if talk is Talk.TONES:
        return ()
    texts = [
        phrases.say("opening", "title", title=named(routine.title, phrases)),
        phrases.say("opening", "lasts" if exact else "lasts_about", time=lasts),
    ]
    if talk is Talk.FULL and routine.about:
        texts += sentences(routine.about, phrases)
    if talk is not Talk.MINIMAL:
        for name, things in (("needs", routine.needs), ("optional", routine.optional)):
            if things:
                said = tuple(named(thing, phrases) for thing in things)
                texts.append(phrases.say("opening", name, things=listing(said, phrases)))
        texts.append(phrases.say("opening", "safety"))
    return tuple(say(text, Role.OPENING, phrases) for text in texts)


def _wordings(
    says: Callable[[Length], tuple[Say, ...]],
    rest_s: float | None,
    talk: Talk,
    phrases: Phrases,
    *,
    told: bool = False,
) -> tuple[tuple[Say, ...], ...]:
    """What may be said in a rest and of what comes next; without a rest there is nothing that it could fit into."""
    if talk is Talk.TONES:
        return ((),)
    if rest_s is None:
        return (says(Length.WHOLE),)

    def whole(length: Length) -> tuple[Say, ...]:
        if length is Length.LEAST:  # the falling tone has said it
            return says(length)
        brief = told or length > Length.WHOLE
        rest = phrases.say("rest", "rest", brief=brief, time=duration(rest_s, phrases))
        return (say(rest, Role.OTHER, phrases), *says(length))

    return wordings(whole)


def _new_exercise(
    bout: Bout, length: Length, *, first: bool, final: bool, talk: Talk, phrases: Phrases
) -> tuple[Say, ...]:
    exercise = bout.exercise
    place = "only" if first and final else "first" if first else "final" if final else "next"
    if length > Length.WHOLE or (bout.round > 1 and not final):
        place = "again"
    announcement = phrases.say("announce", place, name=named(exercise.name, phrases), dose=dose_in_words(bout, phrases))
    says = [*_round_says(bout, length, phrases), say(announcement, Role.ANNOUNCE, phrases)]
    told = () if bout.known else description(exercise, talk=talk, phrases=phrases, length=length)
    return (*says, *told)


def _round_says(bout: Bout, length: Length, phrases: Phrases) -> list[Say]:
    block = bout.block
    if not bout.opens_round:
        return []
    texts = []
    if block.title is not None and bout.round == 1 and length < Length.LEAST:
        texts.append(phrases.say("announce", "block", title=named(block.title, phrases)))
    total = number(block.rounds, phrases)
    if block.rounds > 1 and bout.round == 1:
        texts.append(phrases.say("announce", "rounds", rounds=total))
    elif block.rounds > 1:
        which = number(bout.round, phrases)
        texts.append(phrases.say("announce", "round", brief=length > Length.WHOLE, number=which, total=total))
    return [say(text, Role.OTHER, phrases) for text in texts]


def _next_set(bout: Bout, phrases: Phrases, length: Length) -> tuple[Say, ...]:
    brief = length > Length.WHOLE
    total = number(bout.exercise.dose.sets, phrases)
    text = phrases.say("announce", "set", brief=brief, number=number(bout.set, phrases), total=total)
    back = [say(phrases.say("switch", "back", brief=brief), Role.SWITCH, phrases)] if bout.side else []
    return (say(text, Role.ANNOUNCE, phrases), *back)


def _change_of_side(phrases: Phrases, length: Length) -> tuple[Say, ...]:
    return (say(phrases.say("switch", "sides", brief=length > Length.WHOLE), Role.SWITCH, phrases),)


def _rest_calls(rest_s: float | None, talk: Talk, phrases: Phrases, *, name: str = "") -> tuple[TimedCall, ...]:
    """The last ten seconds of a rest, with what they lead to: it was announced long ago."""
    call = ten_seconds(name, talk=talk, phrases=phrases, rest_s=rest_s or 0.0)
    short = ten_seconds("", talk=talk, phrases=phrases, rest_s=rest_s or 0.0)
    return (TimedCall(call, (rest_s or 0.0) - REST_CALL_S, short=short if short != call else None),) if call else ()


def _lead_s(exercise: Exercise, before: Exercise | None, routine: Routine, *, known: bool) -> float:
    lead_s = LEAD_KNOWN_S if known else LEAD_NEW_S
    if before is None:
        return lead_s + LEAD_POSTURE_S
    old, new = before.position or "", exercise.position or ""
    postures = posture_of(old), posture_of(new)
    if None not in postures and postures[0] is not postures[1]:
        lead_s += LEAD_POSTURE_S
    if _things(new, routine) - _things(old, routine):
        lead_s += LEAD_THING_S
    return lead_s


def _things(position: str, routine: Routine) -> set[str]:
    """The needs that a position names, by their last word: the ball of a stability ball."""
    last_words = {found[-1] for need in routine.needs if (found := _WORD.findall(need.partition("(")[0].lower()))}
    return last_words & set(_WORD.findall(position.lower()))

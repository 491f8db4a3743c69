"""What is called in the middle of a set, where there is room: how far it is, form cues, the turns of a repetition."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from coach.cue import Utterance
from coach.score.ladder import AIR, RATES, TICK_GAP
from coach.score.model import Event, Speech
from coach.score.timeline import Timeline, Track
from coach.script import REPS_PER_CUE, Call, CountedSet, Role, Say, TimedCall, TimedSet
from coach.units import s_to_samples

_LATER = 3
"""Repetitions among which a line finds its place, from the one it is meant for on."""


def place_across_ticks(counted: CountedSet, timeline: Timeline, beats: Sequence[int], track: Track) -> None:
    """The last three and the middle, each said so that it ends on its beat; ticks give way to them."""
    halfway = [call for call in counted.calls if call.after == (counted.reps + 1) // 2 and call.say.role is Role.OTHER]
    for call in ([counted.closing] if counted.closing else []) + halfway:
        length = timeline.duration(call.say.utterance)
        start = beats[call.after * counted.movements] - length
        event = timeline.speech(start, call.say.utterance, call.say.role, side=counted.side)
        if start > beats[0] and track.has_room(event):
            track.add(event)


def place_turns(counted: CountedSet, timeline: Timeline, beats: Sequence[int], track: Track) -> None:
    """The words for the turns: all; those behind a movement's beginning, which a signal or number tells; or none."""
    for turns in (counted.turns, tuple(turn for turn in counted.turns if turn[0])):
        events = _with_turns(turns, counted, timeline, beats, track)
        if events is not None:
            track.events = events
            return
    if counted.turns_needed:
        timeline.warnings.append(f"{counted.name}: no room to call the turn of each repetition between the numbers")


def _with_turns(
    turns: tuple[tuple[float, Utterance], ...],
    counted: CountedSet,
    timeline: Timeline,
    beats: Sequence[int],
    track: Track,
) -> list[Event] | None:
    """What sounds with the turns of every movement that has them called; None where one has not its word and air."""
    trial = Track(*track.events)
    for before, at in islice(pairwise(beats), counted.turned * counted.movements):
        places = [before + round(fraction * (at - before)) for fraction, _ in turns]
        for place, until, (fraction, word) in zip(places, [*places, at][1:], turns, strict=True):
            length = timeline.duration(word)
            if fraction:
                turn = timeline.speech_on(place, word, Role.MOVEMENT, side=counted.side)
            else:
                start = trial.room(place, until, length, breath=0)
                turn = timeline.speech(place if start is None else start, word, Role.MOVEMENT, side=counted.side)
            if until - place < length + AIR or not trial.has_room(turn):
                return None
            trial.add(turn)
    return trial.events


def place_calls(counted: CountedSet, timeline: Timeline, beats: Sequence[int], track: Track) -> None:
    """The calls that have room; of the lines said in the middle of doing none that is the one heard last."""
    milestones = [call for call in counted.calls if call.say.role is not Role.FORM]
    for call in milestones:
        wordings = [(call.after, say) for say in (call.say, call.short) if say]
        _place_first(wordings, call, counted, timeline, beats, track)
    taken = {call.after for call in milestones}
    last, free_from = timeline.heard_before(counted.side), 0
    unheard = {call.say.utterance.text: True for call in counted.calls if call.needed}
    for call in counted.calls:
        if call.say.role is Role.FORM:
            near = range(max(call.after, free_from), min(call.after + _LATER, counted.reps))
            tries = [(rep, say) for say in _other_than(last, call) for rep in near if rep not in taken]
            placed = _place_first(tries, call, counted, timeline, beats, track)
            if placed is not None:
                rep, say = placed
                last, free_from = say.utterance.text, rep + REPS_PER_CUE
                unheard.pop(call.say.utterance.text, None)
    for cue in unheard:
        timeline.warnings.append(f"{counted.name}: no room between the numbers for “{cue}”")


def place_timed_calls(timed: TimedSet, timeline: Timeline, track: Track, *, until: int) -> None:
    """The calls of a timed set that have room, behind the signal it begins with and before its end."""
    (go,) = track.events
    last = timeline.heard_before(timed.side)
    for call in timed.calls:
        for say in _other_than(last, call):
            event = timeline.speech(go.end + TICK_GAP, say.utterance, say.role, side=timed.side)
            if call.at_s is not None:
                beat = go.start + s_to_samples(call.at_s)
                event = timeline.speech_on(beat, say.utterance, say.role, side=timed.side)
            if track.has_room(event, gap=TICK_GAP) and event.end + TICK_GAP <= until:
                track.add(event)
                track.shorten(event.start, timed.name, call.say, say)
                last = say.utterance.text if say.role is Role.FORM else last
                break
        else:
            if call.needed:
                timeline.warnings.append(f"{timed.name}: {timed.seconds:g} s are too short to say what comes next")


def _other_than(last: str, call: Call | TimedCall) -> Iterator[Say]:
    """The wordings of a call, the longer one first, but those that would be heard twice running."""
    for say in (call.say, call.short):
        if say is not None and not (say.role is Role.FORM and last in (say.utterance.text, call.say.utterance.text)):
            yield say


def _place_first(
    tries: Sequence[tuple[int, Say]],
    call: Call,
    counted: CountedSet,
    timeline: Timeline,
    beats: Sequence[int],
    track: Track,
) -> tuple[int, Say] | None:
    """Place the first of several wordings that has room after its repetition, and tell which; None if none has."""
    for rep, say in tries:
        event = _with_room(say, rep, counted, timeline, beats, track)
        if event is not None:
            track.add(event)
            track.shorten(event.start, counted.name, call.say, say)
            return rep, say
    return None


def _with_room(
    say: Say, after: int, counted: CountedSet, timeline: Timeline, beats: Sequence[int], track: Track
) -> Speech | None:
    """What is said in the first room between a repetition and the next; None where there is none.

    How far the set has come is rather said fast than not at all; a form cue comes another time.
    """
    start, end = (beats[rep * counted.movements] for rep in (after, after + 1))
    for rate in RATES if say.role is Role.OTHER else RATES[:1]:
        utterance = replace(say.utterance, rate=say.utterance.rate * rate)
        event = timeline.speech(0, utterance, say.role, side=counted.side)
        at = track.room(start, end, event.end)
        if at is not None:
            return replace(event, start=at, end=at + event.end, beat=at + event.beat)
    return None


def is_heard_again(event: Event, track: Track) -> bool:
    """Whether an event is the line that was said last in the middle of a set."""
    said = [one.utterance for one in track.events if isinstance(one, Speech) and one.role is Role.FORM]
    return isinstance(event, Speech) and event.role is Role.FORM and event.utterance in said[-1:]

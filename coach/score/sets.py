"""A set in time: counts on the beat, calls where there is room, holds exact to the sample."""

from collections.abc import Sequence
from itertools import pairwise

from coach.cue import Tone
from coach.routine import Effort
from coach.score.calls import is_heard_again, place_across_ticks, place_calls, place_timed_calls, place_turns
from coach.score.ladder import TICK_GAP, Rung, climb
from coach.score.model import Activity, Signal, Speech, Stretch
from coach.score.timeline import GAP, Timeline, Track
from coach.script import CountedSet, Role, TimedSet
from coach.units import SAMPLE_RATE, s_to_samples

_HARDLY_FASTER = 0.97
"""A difference that nobody hears is not worth a warning."""
AFTER_SET = s_to_samples(0.6)


def place_counted(counted: CountedSet, timeline: Timeline, paces: Sequence[tuple[int, float]]) -> None:
    """Place a counted set at timeline.now; movement k ends at start + round(k * period), whatever is said.

    What follows begins after the last number at its natural rate, so that the time between sets does not
    depend on the pace.

    Args:
        counted: the set.
        timeline: takes what is placed; `now` becomes the end.
        paces: each pace, and after how many movements it begins to hold; the first after none. Where a word that
            is being said leaves no room, a change comes a repetition later.
    """
    start, movements = timeline.now, counted.reps * counted.movements
    beats, track = [start] * (movements + 1), Track()
    begun: list[tuple[int, float]] = []
    for wanted, pace in paces:
        for after in range(max([wanted, *(place for place, _ in begun[-1:])]), movements, counted.movements):
            period = _period(counted, timeline, pace, after=after, since_start=beats[after] - start)
            grid = [beats[after] + round((k - after) * period) for k in range(movements + 1)]
            placed = _track(counted, timeline, grid, period)
            joined = _joined(track, placed, grid[after]) if begun else placed
            if joined is not None:
                beats, track = [*beats[:after], *grid[after:]], joined
                begun.append((after, period))
                break
    timeline.take(track)
    timeline.heard(track.events, counted.side)
    for (after, period), (end, _) in pairwise([*begun, (movements, 0.0)]):
        if end > after:
            place = (beats[after], beats[end], timeline.step, counted.side, period)
            timeline.stretches.append(Stretch(Activity.COUNT, *place, end - after, before=after))
    timeline.now = beats[-1] + _tail(counted, timeline) + AFTER_SET
    timeline.fell = None if counted.spoken else beats[-1]


def _track(counted: CountedSet, timeline: Timeline, beats: Sequence[int], period: float) -> Track:
    """What sounds in a set whose movements end on these beats."""
    rung, track = climb(counted, timeline, beats, timeline.signal(beats[0], Tone.GO))
    if rung.only_ticks:
        place_across_ticks(counted, timeline, beats, track)
    if counted.spoken:
        _place_ticks(timeline, beats, track)
    else:
        track.add(timeline.signal(beats[-1], Tone.REST))
    if not rung.only_ticks:
        place_turns(counted, timeline, beats, track)
        place_calls(counted, timeline, beats, track)
    _warn(counted, rung, timeline, period)
    return track


def _joined(before: Track, after: Track, at: int) -> Track | None:
    """One track as it was up to a beat and another from there on; None where a beat of the other has no room."""
    joined = Track(*(event for event in before.events if event.start <= at))
    for event in after.events:
        if event.start <= at or is_heard_again(event, joined):
            continue
        is_beat = isinstance(event, Signal) or event.role is Role.COUNT
        if joined.has_room(event, gap=TICK_GAP if is_beat else GAP):
            joined.add(event)
        elif is_beat:
            return None
    starts = {event.start for event in joined.events}
    joined.shortened = [one for one in (*before.shortened, *after.shortened) if one.start in starts]
    return joined


def _period(counted: CountedSet, timeline: Timeline, pace: float, *, after: int, since_start: int) -> float:
    """Samples of one movement: its own time at the pace, or less where a clock leaves less."""
    natural = counted.rep_s * SAMPLE_RATE / pace
    if counted.most_s is None:
        return natural
    most = (counted.most_s * SAMPLE_RATE - since_start) / (counted.reps * counted.movements - after)
    if most < natural * _HARDLY_FASTER:
        timeline.warnings.append(
            f"{counted.name}: the clock leaves {counted.most_s:.0f} s for {counted.reps} repetitions; "
            f"they are counted faster, one in {most * counted.movements / SAMPLE_RATE:.1f} s"
        )
    return min(natural, most)


def place_timed(timed: TimedSet, timeline: Timeline) -> None:
    """Place a timed set at timeline.now; it lasts its seconds to the sample."""
    start = timeline.now
    end = start + s_to_samples(timed.seconds)
    go = timeline.signal(start, Tone.GO)
    track = Track(go)
    place_timed_calls(timed, timeline, track, until=end)
    if not timed.runs_on:
        track.add(timeline.signal(end, Tone.REST))
    timeline.take(track)
    timeline.heard(track.events, timed.side)
    activity = Activity.HOLD if timed.effort is Effort.HOLD else Activity.WORK
    timeline.stretches.append(Stretch(activity, start, end, timeline.step, timed.side))
    timeline.now = end if timed.runs_on else end + timeline.duration(Tone.REST) + AFTER_SET
    timeline.fell = None if timed.runs_on else end


def _tail(counted: CountedSet, timeline: Timeline) -> int:
    """The most that sounds after the end of the set, in samples."""
    if not counted.spoken:
        return timeline.duration(Tone.REST)
    timing = timeline.timings[counted.words[-1]]
    return max(timing.duration - timing.beat, timeline.duration(Tone.TICK))


def _place_ticks(timeline: Timeline, beats: Sequence[int], track: Track) -> None:
    """A tick where a movement ends without a number."""
    numbered = {event.beat for event in track.events if isinstance(event, Speech) and event.role is Role.COUNT}
    for beat in beats[1:]:
        tick = timeline.signal(beat, Tone.TICK)
        if beat not in numbered and track.has_room(tick, gap=TICK_GAP):
            track.add(tick)


def _warn(counted: CountedSet, rung: Rung, timeline: Timeline, period: float) -> None:
    if rung.said and counted.spoken:
        seconds = period * counted.movements / SAMPLE_RATE
        timeline.warnings.append(f"{counted.name}: {seconds:.2f} s from number to number is fast; {rung.said}")

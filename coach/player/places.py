"""Where things are in a score: the set around a sample, the repetition, the rest, the place to come back to."""

from dataclasses import dataclass

from coach.cue import Tone
from coach.score import Activity, Event, Place, Score, Section, Speech, Stretch, movement_at
from coach.script import CountedSet, Heading, Role, Script, TimedSet

TELLS_WHAT_COMES = frozenset({Role.ANNOUNCE, Role.SWITCH})


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that means the same at every pace: what is kept to come back to it another day.

    Attributes:
        step: of the script.
        movement: how many of its movements are done.
        offset: samples from the beginning of the step; 0 where movements tell.
    """

    step: int
    movement: int = 0
    offset: int = 0


def bout_at(score: Score, at: int) -> Stretch | None:
    """The stretch around a sample in which something is done; in none while the listener rests or gets ready."""
    doing = (stretch for stretch in score.stretches if stretch.start <= at < stretch.end)
    return next((stretch for stretch in doing if stretch.activity is not Activity.REST), None)


def next_bout(score: Score, at: int) -> Stretch | None:
    """The first stretch of work after a sample."""
    return next((bout for bout in bouts(score) if bout.start > at), None)


def last_bout(score: Score, at: int) -> Stretch | None:
    """The stretch of work around a sample or before it."""
    return next((bout for bout in reversed(bouts(score)) if bout.start <= at), None)


def bouts(score: Score) -> list[Stretch]:
    """All stretches in which something is done."""
    return [stretch for stretch in score.stretches if stretch.activity is not Activity.REST]


def start_of_set(score: Score, step: int) -> int:
    """Where the set of a step begins, which may have several stretches."""
    return next(stretch.start for stretch in bouts(score) if stretch.step == step)


def after_movement(score: Score, step: int, movement: int) -> int:
    """The sample at which so many movements of a counted set are done."""
    parts = [stretch for stretch in score.stretches if stretch.step == step and stretch.movements]
    part = next((part for part in reversed(parts) if part.before <= movement), parts[0])
    return part.start + round((movement - part.before) * part.period)


def whole_movements(script: Script, bout: Stretch, at: int) -> int:
    """The movements of all repetitions that are done whole at a sample of a counted set."""
    movements = movements_of(script, bout.step)
    return movement_at(bout, at) // movements * movements


def movements_of(script: Script, step: int) -> int:
    """Movements of one repetition of a counted step."""
    counted = script.steps[step]
    assert isinstance(counted, CountedSet)
    return counted.movements


def next_repetition(script: Script, score: Score, at: int, *, begun: bool) -> Place:
    """The place of the first movement after a sample with which a repetition begins.

    Args:
        script: what the score was made of.
        score: the present one.
        at: the sample.
        begun: the repetition at the sample is being done; otherwise it is only counted in, and is the one.
    """
    bout = bout_at(score, at)
    if bout is None or not bout.movements:
        return step_at(score, at) + 1, 0
    movements, done = movements_of(script, bout.step), movement_at(bout, at)
    after = (done // movements + 1) * movements if begun else done
    whole = sum(stretch.movements for stretch in score.stretches if stretch.step == bout.step)
    return (bout.step, after) if after < whole else (bout.step + 1, 0)


def next_heading(script: Script, step: int) -> int | None:
    """Where the exercise ends that is done from a step on, or next."""
    following = list(enumerate(script.steps))[step:]
    bout = next((number for number, other in following if isinstance(other, CountedSet | TimedSet)), step)
    return next((number for number, other in following if number > bout and isinstance(other, Heading)), None)


def sounding(score: Score, at: int) -> Event | None:
    """What was begun before a sample and still sounds there."""
    return next((event for event in score.events if event.start < at < event.end), None)


def step_at(score: Score, at: int) -> int:
    """The step of what was heard last, or of what is done around a sample."""
    if (bout := bout_at(score, at)) is not None:
        return bout.step
    return max((event.step for event in score.events if event.start <= at), default=0)


def count_in_of(score: Score, bout: Stretch) -> int | None:
    """Where the count-in of a set begins: its first word or tick; None where there is none."""
    ticks: list[int] = []
    for event in reversed([event for event in score.events if event.end <= bout.start]):
        if isinstance(event, Speech) and event.role is Role.OTHER and ticks:
            return event.start
        if event.cue is not Tone.TICK:
            break
        ticks.append(event.start)
    return ticks[-1] if ticks else None


def section_at(score: Score, at: int) -> int:
    """The number of the section around a sample."""
    inside = [number for number, section in enumerate(score.sections) if section.start <= at]
    return inside[-1] if inside else 0


def next_section(score: Score, at: int) -> Section | None:
    """The section after the one around a sample."""
    return next((section for section in score.sections if section.start > at), None)


def mark_of(script: Script, score: Score, at: int) -> Mark:
    """The mark of a sample."""
    bout = bout_at(score, at)
    if bout is not None and bout.movements:
        return Mark(bout.step, whole_movements(script, bout, at))
    step = step_at(score, at)
    if isinstance(script.steps[step], CountedSet):  # it is over, but for its last word
        return Mark(step + 1)
    return Mark(step, offset=max(0, at - _start_of_step(score, step)))


def sample_of(script: Script, score: Score, mark: Mark) -> int:
    """The sample of a mark in a score of the same script; the beginning where it is none of this script's."""
    if not 0 <= mark.step < len(script.steps):
        return 0
    counted = script.steps[mark.step]
    if isinstance(counted, CountedSet):
        most = counted.reps * counted.movements
        return after_movement(score, mark.step, min(max(0, mark.movement), most - 1))
    within = _start_of_step(score, mark.step) + max(0, mark.offset)
    return min(within, _start_of_step(score, mark.step + 1), score.duration - 1)  # a rest may have been made longer


def _start_of_step(score: Score, step: int) -> int:
    """Where a step begins, or the first after it that is heard."""
    starts = [stretch.start for stretch in bouts(score) if stretch.step >= step]
    starts += [event.start for event in score.events if event.step >= step]
    return min(starts, default=score.duration - 1)

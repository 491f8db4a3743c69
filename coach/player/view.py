"""What is going on at a moment of a score, for a screen, a desktop or a line of text: values without I/O."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from coach.player.places import section_at, step_at
from coach.score import Activity, Score, Section, Speech, Stretch, movement_at
from coach.script import CountedSet, Role, Script, Side, TimedSet
from coach.units import samples_to_s


class Status(StrEnum):
    """Whether sound comes out."""

    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting"  # the device is gone
    ENDED = "ended"


class Phase(StrEnum):
    """What the listener does."""

    LISTEN = "listen"  # to what comes next, and gets ready
    COUNT = "count"
    HOLD = "hold"
    WORK = "work"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class View:
    """A moment of a session.

    Attributes:
        title: of the routine.
        status, phase: as above.
        exercise: what is done now or, while listening and resting, next; the section's title where there is none.
        section, sections: the number of the present section, and all of them.
        side: which of two sides, where there are two.
        count, of: repetitions done in this set, and all of them; 0 where nothing is counted.
        remaining_s: of a hold, of work or of a rest; None elsewhere.
        following: the title of the next section; empty in the last.
        saying: what was said last in this step, as words; a number of a count is not among it.
        position_s, duration_s: of the whole routine at its present pace.
        pace: the multiplier of counting now.
        volume_db: against the level of an export.
        message: what the listener should know, in one sentence; empty if nothing.
        estimated: the voice is still speaking what comes later, so that its times and lengths are not exact yet.
    """

    title: str
    status: Status
    phase: Phase
    exercise: str
    section: int
    sections: tuple[Section, ...]
    side: Side | None
    count: int
    of: int
    remaining_s: float | None
    following: str
    saying: str
    position_s: float
    duration_s: float
    pace: float
    volume_db: float = 0.0
    message: str = ""
    estimated: bool = False

    @property
    def left_s(self) -> float:
        """Seconds to the end, without pauses."""
        return max(0.0, self.duration_s - self.position_s)


def volume_words(volume_db: float) -> str:
    """How a volume against the level of an export is told."""
    return f"{round(volume_db, 1):+g} dB".replace("-", "−") if volume_db else "as exported"


def view(
    script: Script,
    score: Score,
    position: int,
    *,
    status: Status = Status.PLAYING,
    pace: float | None = None,
    volume_db: float = 0.0,
    message: str = "",
    estimated: bool = False,
) -> View:
    """The moment at a sample of a score.

    Args:
        script: what the score was made of.
        score: the present one.
        position: in samples, from 0 to the score's duration.
        status: as in View.
        pace: the multiplier of counting now; by default the score's.
        volume_db: as in View.
        message: as in View.
        estimated: as in View.
    """
    stretch = _stretch_at(score, position)
    section = section_at(score, position)
    bout = _set_from(script, stretch.step if stretch else step_at(score, position))
    count, of = _counted(script, stretch, position)
    timed = stretch is not None and stretch.activity is not Activity.COUNT
    return View(
        title=score.title,
        status=status,
        phase=Phase(stretch.activity.value) if stretch else Phase.LISTEN,
        exercise=bout.name if bout else score.sections[section].title,
        section=section,
        sections=score.sections,
        side=bout.side if bout else None,
        count=count,
        of=of,
        remaining_s=samples_to_s(stretch.end - position) if stretch and timed else None,
        following=score.sections[section + 1].title if section + 1 < len(score.sections) else "",
        saying=_saying(score, position),
        position_s=samples_to_s(position),
        duration_s=samples_to_s(score.duration),
        pace=score.pace if pace is None else pace,
        volume_db=volume_db,
        message=message,
        estimated=estimated,
    )


def _stretch_at(score: Score, position: int) -> Stretch | None:
    """The stretch around a sample; a rest gives way to what is done in it."""
    place = bisect_right(score.stretches, position, key=lambda stretch: stretch.start)
    return next((stretch for stretch in reversed(score.stretches[:place]) if position < stretch.end), None)


def _set_from(script: Script, number: int) -> CountedSet | TimedSet | None:
    """The set that a step is, or leads to."""
    sets = (step for step in script.steps[number:] if isinstance(step, CountedSet | TimedSet))
    return next(sets, None)


def _counted(script: Script, stretch: Stretch | None, position: int) -> tuple[int, int]:
    """Repetitions done in the set of a stretch, and all of them."""
    if stretch is None or not stretch.movements:
        return 0, 0
    step = script.steps[stretch.step]
    assert isinstance(step, CountedSet)
    return movement_at(stretch, position) // step.movements, step.reps


def _saying(score: Score, position: int) -> str:
    place = bisect_right(score.events, position, key=lambda event: event.start)
    step = step_at(score, position)
    for event in reversed(score.events[:place]):
        if event.step != step:
            break
        if isinstance(event, Speech) and event.role is not Role.COUNT:
            return event.utterance.text
    return ""

"""The pace for a wished duration, which is then met to the sample."""

from dataclasses import replace
from math import ceil, floor

from coach.errors import WishError
from coach.routine import PACE_MAX, PACE_MIN
from coach.score.model import Score
from coach.score.schedule import schedule
from coach.score.timeline import Timings
from coach.script import CountedSet, Script
from coach.units import SAMPLE_RATE, s_to_clock, samples_to_s


def fit(script: Script, timings: Timings, *, duration: int, voice: str = "") -> Score:
    """The score that lasts `duration` samples: the pace is solved, the last fraction of a millisecond is silence.

    Only counting moves with the pace, so the rest of the score is measured once and the pace follows from
    what is left; each set's end is rounded to a sample, and the sum of these roundings goes into the tail.

    Raises:
        WishError: no pace within the limits gives this duration.
    """
    natural = schedule(script, timings, pace=1.0, voice=voice)
    counted = _counted(script)
    least, most = _limits(natural.duration, counted)
    if not least <= duration <= most:
        raise out_of_reach(script.title, duration, least, most)
    if not counted:
        return _lasting(natural, duration)
    pace = min(PACE_MAX, max(PACE_MIN, counted / max(1.0, duration - natural.duration + counted)))
    return _lasting(schedule(script, timings, pace=pace, voice=voice), duration)


def reach(script: Script, timings: Timings) -> tuple[int, int]:
    """The shortest and the longest duration that a script can have, in samples."""
    return _limits(schedule(script, timings, pace=1.0).duration, _counted(script))


def out_of_reach(title: str, duration: int, least: int, most: int) -> WishError:
    """That a duration cannot be met, and what can be; all in samples."""
    if most == least:
        return WishError(
            f"a duration of {_clock(duration)} is out of reach: it takes {_clock(least)} at every pace",
            subject=title,
            hint="nothing in it is counted; change its holds and rests",
        )
    limits = f"the shortest possible is {_clock(least)}, the longest {_clock(most)}"
    less = "wish for something between them, say less with --talk, or take something out of the routine"
    more = "wish for something between them, or put something into the routine"
    return WishError(
        f"a duration of {_clock(duration)} is out of reach: {limits}",
        subject=title,
        hint=less if duration < least else more,
    )


def _lasting(score: Score, duration: int) -> Score:
    """The score with its silence at the end made longer or shorter, so that it lasts `duration` samples."""
    *sections, last = score.sections
    return replace(score, duration=duration, sections=(*sections, replace(last, end=duration)))


def _limits(natural: int, counted: float) -> tuple[int, int]:
    """The durations at the greatest and the least pace, of a score that takes `natural` samples at pace 1."""
    return floor(natural - counted + counted / PACE_MAX), ceil(natural - counted + counted / PACE_MIN)


def _counted(script: Script) -> float:
    """Samples of all that is counted at pace 1, but on a clock: that takes its time at every pace."""
    sets = (step for step in script.steps if isinstance(step, CountedSet) and step.most_s is None)
    return SAMPLE_RATE * sum(counted.reps * counted.movements * counted.rep_s for counted in sets)


def _clock(samples: int) -> str:
    """Minutes and seconds, and tenths where there are some."""
    tenths = round(samples_to_s(samples) * 10)
    return s_to_clock(tenths // 10) + (f".{tenths % 10}" if tenths % 10 else "")

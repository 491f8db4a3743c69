"""The pace for a wished duration, which is then met to the sample."""

from coach.errors import WishError
from coach.routine import PACE_MAX, PACE_MIN
from coach.score.model import Score
from coach.score.schedule import schedule
from coach.score.timeline import Timings
from coach.script import CountedSet, Script
from coach.units import SAMPLE_RATE, samples_to_s


def fit(script: Script, timings: Timings, *, duration: int, voice: str = "") -> Score:
    """The score that lasts `duration` samples: the pace is solved, the last fraction of a millisecond is silence.

    Only counting moves with the pace, so the rest of the score is measured once and the pace follows from
    what is left; each set's end is rounded to a sample, and the sum of these roundings goes into the tail.

    Raises:
        WishError: no pace within the limits gives this duration.
    """
    natural = schedule(script, timings, pace=1.0, voice=voice)
    counted = sum(_counted_s(step) for step in script.steps if isinstance(step, CountedSet)) * SAMPLE_RATE
    spoken = natural.duration - counted
    shortest, longest = spoken + counted / PACE_MAX, spoken + counted / PACE_MIN
    if not shortest - 1 <= duration <= longest + 1:
        raise _out_of_reach(script, duration, shortest, longest)
    if not counted:
        return schedule(script, timings, voice=voice, extra=duration - natural.duration)
    pace = min(PACE_MAX, max(PACE_MIN, counted / max(1.0, duration - spoken)))
    score = schedule(script, timings, pace=pace, voice=voice)
    return schedule(script, timings, pace=pace, voice=voice, extra=duration - score.duration)


def _counted_s(counted: CountedSet) -> float:
    return counted.reps * counted.movements * counted.rep_s


def _out_of_reach(script: Script, duration: int, shortest: float, longest: float) -> WishError:
    wished, least, most = (_clock(samples) for samples in (duration, shortest, longest))
    if most == least:
        return WishError(
            f"a duration of {wished} is out of reach: it takes {least} at every pace",
            subject=script.title,
            hint="nothing in it is counted; change its holds and rests",
        )
    return WishError(
        f"a duration of {wished} is out of reach: the shortest possible is {least}, the longest {most}",
        subject=script.title,
        hint="wish for something between them, say less with --talk, or change the routine",
    )


def _clock(samples: float) -> str:
    """Minutes, seconds and tenths: whole seconds would name a limit that cannot be kept."""
    tenths = round(samples_to_s(round(samples)) * 10)
    minutes, rest = divmod(tenths, 600)
    return f"{minutes}:{rest // 10:02}.{rest % 10}"

"""How long what is to be made will be, without making it."""

from coach.app import check_text
from coach.app.composing import preview
from coach.app.editions import FACTORS
from coach.publisher.work import Job


def estimated(job: Job) -> tuple[float, int]:
    """About how many seconds each edition of a job lasts, and how many editions there are."""
    routine = check_text(job.text).usable()
    paces = job.variant.paces
    score = preview(routine, talk=job.variant.talk, count=job.variant.count, pace=paces[0] if paces else None)
    return score.duration / score.sample_rate, len(paces) or len(FACTORS)

"""What is done in a block on the clock, step by step."""

from collections.abc import Iterator
from typing import assert_never

from coach.routine import Amrap, Effort, Every, Interval, Span, Talk
from coach.script.bouts import Clocked
from coach.script.clocked.intervals import intervals
from coach.script.clocked.starts import starts
from coach.script.counting import Count
from coach.script.holding import time_calls
from coach.script.model import Step, TimedSet
from coach.script.phrases import Phrases


def steps(clocked: Clocked, *, talk: Talk, count: Count, rep_s: float | None, phrases: Phrases) -> Iterator[Step]:
    """The steps of a block, from its first start on."""
    block = clocked.block
    match block.format:
        case Interval():
            yield from intervals(block, block.format, talk=talk, phrases=phrases)
        case Every():
            yield from starts(block, block.format, talk=talk, count=count, rep_s=rep_s, phrases=phrases)
        case Amrap():
            span = Span(seconds=block.format.seconds, effort=Effort.MOST)
            title = block.title or ""
            calls = time_calls(span, cue=None, talk=talk, phrases=phrases)
            yield TimedSet(title, span.seconds, Effort.MOST, calls, None)
        case None:
            return
        case _:
            assert_never(block.format)

"""What is done in a block on the clock, step by step."""

from collections.abc import Iterator
from typing import assert_never

from coach.routine import Amrap, Effort, Every, Interval, Span
from coach.script.bouts import Clocked
from coach.script.clocked.intervals import intervals
from coach.script.clocked.starts import starts
from coach.script.counting import Count
from coach.script.holding import time_calls
from coach.script.model import Step, TimedSet
from coach.script.repertoire import Repertoire


def steps(clocked: Clocked, *, count: Count, rep_s: float | None, repertoire: Repertoire) -> Iterator[Step]:
    """The steps of a block, from its first start on."""
    block = clocked.block
    match block.format:
        case Interval():
            yield from intervals(block, block.format, repertoire=repertoire)
        case Every():
            yield from starts(block, block.format, count=count, rep_s=rep_s, repertoire=repertoire)
        case Amrap():
            span = Span(seconds=block.format.seconds, effort=Effort.MOST)
            title = block.title or ""
            calls = time_calls(span, talk=repertoire.talk, phrases=repertoire.phrases)
            yield TimedSet(title, span.seconds, Effort.MOST, calls, None)
        case None:
            return
        case _:
            assert_never(block.format)

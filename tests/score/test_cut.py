"""A part of a score: all that begins in its section, and nothing else."""

from hypothesis import given

from coach.routine import Routine
from coach.score import Speech, cut, schedule
from coach.script import load_phrases, write
from tests.strategies import plain_routines
from tests.timings import VariedTimings

EN = load_phrases("en")


@given(plain_routines)
def test_the_parts_are_the_whole(routine: Routine) -> None:
    score = schedule(write(routine, phrases=EN, total_s=60), VariedTimings())
    parts = [cut(score, section) for section in score.sections]
    assert sum(part.duration for part in parts) == score.duration
    assert [part.title for part in parts] == [section.title for section in score.sections]
    moved = [
        (event.start + section.start, event.end + section.start, event.cue, event.step)
        for part, section in zip(parts, score.sections, strict=True)
        for event in part.events
    ]
    assert moved == [(event.start, event.end, event.cue, event.step) for event in score.events]
    for part in parts:
        assert all(0 <= event.start < event.end <= part.duration for event in part.events)
        assert all(event.start <= event.beat <= event.end for event in part.events if isinstance(event, Speech))
    assert sum(len(part.stretches) for part in parts) == len(score.stretches)

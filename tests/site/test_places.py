"""The same moments at several paces."""

from bisect import bisect_right
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.routine import read
from coach.score import Score, schedule
from coach.script import load_phrases, write
from coach.site import shared_places
from coach.speech import Estimated
from tests.strategies import routines

TEXT = "- Squats: 12 @ 2 s\n- Plank: 20 s\n- Leg lifts: 10 each side @ 2 s\n"


def scores(text: str, paces: list[float]) -> list[Score]:
    script = write(read(text), phrases=load_phrases("en"), total_s=0)
    return [schedule(script, Estimated(), pace=pace) for pace in paces]


def carried(at: float, places: tuple[float, ...], others: tuple[float, ...]) -> float:
    """What places.js does."""
    index = min(len(places) - 2, max(0, bisect_right(places, at) - 1))
    part = (at - places[index]) / (places[index + 1] - places[index])
    return others[index] + part * (others[index + 1] - others[index])


def test_every_movement_is_found_at_another_pace() -> None:
    slow, fast = scores(TEXT, [0.85, 1.15])
    places, others = shared_places([slow, fast])
    checked = 0
    for one, other in zip(slow.stretches, fast.stretches, strict=True):
        for movement in range(one.movements + 1):
            at = (one.start + movement * one.period) / slow.sample_rate
            expected = (other.start + movement * other.period) / fast.sample_rate
            assert abs(carried(at, places, others) - expected) < 0.01
            checked += 1
    assert checked > 30


@given(routine=routines(), paces=st.lists(st.floats(0.5, 2), min_size=1, max_size=3))
def test_places_are_as_many_in_order_and_within(routine: object, paces: list[float]) -> None:
    script = write(routine, phrases=load_phrases("en"), total_s=0)  # type: ignore[arg-type]
    made = [schedule(script, Estimated(), pace=pace) for pace in paces]
    found = shared_places(made)
    assert len({len(places) for places in found}) == 1
    for places, score in zip(found, made, strict=True):
        assert places[0] == 0
        assert abs(places[-1] - score.duration / score.sample_rate) < 0.001
        assert all(before < after for before, after in pairwise(places))

"""The score as JSON: its form, and that nothing is lost."""

import json

import pytest
from hypothesis import given

from coach.errors import WishError
from coach.routine import Routine, read
from coach.score import dumps, from_data, loads, schedule, to_data
from coach.script import load_phrases, write
from tests.strategies import plain_routines
from tests.timings import VariedTimings

EN = load_phrases("en")


@given(plain_routines)
def test_reads_back_equal(routine: Routine) -> None:
    score = schedule(write(routine, phrases=EN, total_s=60), VariedTimings(), pace=1.3, voice="a:b")
    assert loads(dumps(score)) == score


def test_form() -> None:
    routine = read("- Squats: 2 each side")
    data = to_data(schedule(write(routine, phrases=EN, total_s=60), VariedTimings(), voice="a:b"))
    assert data["schema"] == 1
    assert set(data) >= {"title", "sample_rate", "duration", "pace", "voice", "sections", "events", "warnings"}
    kinds = {event["kind"]: event for event in data["events"]}
    assert set(kinds["tone"]) >= {"start", "end", "name"}
    assert set(kinds["speech"]) >= {"start", "end", "beat", "text", "role", "rep", "side", "step"}
    counts = [event for event in data["events"] if event.get("role") == "count"]
    assert [(count["rep"], count["side"], count["text"]) for count in counts] == [
        (1, "first", "one"),
        (2, "first", "two"),
        (1, "second", "one"),
        (2, "second", "two"),
    ]
    json.dumps(data)


@pytest.mark.parametrize("text", ["", "[]", "{}", "7", '{"schema": 1}', '{"schema": 1, "title": []}', "{"])
def test_what_is_no_score_is_refused(text: str) -> None:
    with pytest.raises(WishError, match=r"no score|damaged score|no JSON"):
        loads(text)


def test_a_damaged_event_is_refused() -> None:
    data = to_data(schedule(write(read("- Squats: 2"), phrases=EN, total_s=60), VariedTimings()))
    data["events"][1]["role"] = "singing"
    with pytest.raises(WishError, match="singing"):
        from_data(data)


def test_another_version_is_refused() -> None:
    with pytest.raises(WishError, match="version 2"):
        loads('{"schema": 2}')

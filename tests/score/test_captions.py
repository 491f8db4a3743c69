"""Captions: read back by a parser that knows nothing of the score, and by the rules of each form."""

import html
import re
from itertools import pairwise

import pytest
import webvtt
from hypothesis import given

from coach.cue import Utterance
from coach.routine import Routine, read
from coach.score import CAPTIONS, Score, Section, Speech, captions, schedule
from coach.script import Role, load_phrases, write
from coach.target import CAPTION_SUFFIXES
from tests.strategies import plain_routines, routines
from tests.timings import VariedTimings

EN = load_phrases("en")
RATE = 44_100


def score_of(routine: Routine) -> Score:
    return schedule(write(routine, phrases=EN, total_s=60), VariedTimings(), voice="a:b")


def spoken(score: Score) -> list[Speech]:
    return [event for event in score.events if isinstance(event, Speech)]


def said(*texts: str, gap: int = RATE) -> Score:
    """A score that says some texts, a second each, `gap` samples apart."""
    events = [
        Speech(place, place + RATE, place, Utterance(text), Role.OTHER, None, None, 0)
        for place, text in ((number * (RATE + gap), text) for number, text in enumerate(texts))
    ]
    duration = events[-1].end
    return Score("T [1]", "en", RATE, duration, 1.0, "a:b", (Section("T", 0, duration),), tuple(events), (), ())


def parsed(score: Score) -> list[tuple[float, float, str]]:
    """What an independent parser reads."""
    found = webvtt.from_string(CAPTIONS["vtt"](score))
    return [(_ms(caption.start), _ms(caption.end), html.unescape(caption.text)) for caption in found]


def _ms(clock: str) -> int:
    hours, minutes, seconds, thousandths = (int(part) for part in re.split("[:.]", clock))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def test_every_kind_has_its_suffix() -> None:
    assert tuple(f".{kind}" for kind in CAPTIONS) == CAPTION_SUFFIXES


@given(plain_routines)
def test_a_parser_reads_every_utterance_with_its_time(routine: Routine) -> None:
    score = score_of(routine)
    found = parsed(score)
    events = spoken(score)
    assert [(start, end) for start, end, _ in found] == [
        (round(event.start / 44.1), round(event.end / 44.1)) for event in events
    ]
    for (_, _, text), event in zip(found, events, strict=True):
        if event.role is Role.COUNT:
            assert text.startswith(f"{event.rep} – ")
        else:
            assert text == event.utterance.text


@given(routines())
def test_no_caption_stands_over_another(routine: Routine) -> None:
    told = list(captions(score_of(routine)))
    assert all(caption.start_ms < caption.end_ms for caption in told)
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(told))


@given(plain_routines)
def test_lrc_has_every_utterance_to_a_hundredth(routine: Routine) -> None:
    score = score_of(routine)
    rows = re.findall(r"^\[(\d+):(\d\d)\.(\d\d)\](.+)$", CAPTIONS["lrc"](score), re.MULTILINE)
    starts = [int(minutes) * 6000 + int(seconds) * 100 + int(rest) for minutes, seconds, rest, _ in rows]
    assert [start * 441 for start in starts] == pytest.approx([event.start for event in spoken(score)], abs=500)
    assert starts == sorted(starts)


def test_a_number_stands_with_what_is_counted() -> None:
    score = score_of(read("## Legs: 2 rounds\n- Squats: 2 each side\n"))
    told = [caption.text for caption in captions(score) if caption.text[0].isdigit()]
    assert told == [f"{number} – Squats, round {turn} of 2" for turn in (1, 2) for number in (1, 2, 1, 2)]


def test_a_number_that_is_cut_short_is_shown_whole() -> None:
    score = score_of(read("- Squats: 24 @ 0.6 s\n"))
    shown = [caption.text for caption in captions(score) if caption.text[0].isdigit()]
    assert "22 – Squats" in shown or "24 – Squats" in shown
    assert all(int(text.split()[0]) <= 24 for text in shown)


@pytest.mark.parametrize("text", ["a < b & c > d", "<b>up</b> --> down", "&amp;", "two\nlines\n\nand three", "WEBVTT"])
def test_no_text_is_taken_for_a_tag_or_a_time(text: str) -> None:
    score = said("before", text, "after")
    assert [found for _, _, found in parsed(score)] == ["before", " ".join(text.split()), "after"]


def test_no_text_is_taken_for_a_time_of_lrc() -> None:
    rows = CAPTIONS["lrc"](said("[00:01.00] up", "<00:02.00>down", "a < b")).splitlines()
    assert rows[:4] == ["[ti:T (1)]", "[ar:Coach]", "[la:en]", "[length:00:05]"]
    assert rows[4:] == [
        "[00:00.00](00:01.00) up",
        "[00:02.00]00:02.00 down",
        "[00:04.00]a < b",
        "[00:05.00]",
    ]


def test_a_line_goes_in_a_long_silence_only() -> None:
    assert "[00:01.00]\n" not in CAPTIONS["lrc"](said("one", "two", gap=4 * RATE))
    assert "[00:01.00]\n" in CAPTIONS["lrc"](said("one", "two", gap=5 * RATE))


def test_six_hours_have_their_times() -> None:
    score = said("one", "two", gap=6 * 3600 * RATE - RATE)
    assert "06:00:00.000 --> 06:00:01.000" in CAPTIONS["vtt"](score)
    assert "[360:00.00]two" in CAPTIONS["lrc"](score)

"""The score around the sets: opening, transitions, rests, silences, the end."""

import textwrap

import pytest

from coach.cue import Tone
from coach.errors import WishError
from coach.routine import Talk, read, shelf
from coach.score import Activity, Score, Signal, Speech, fit, plan_lines, schedule
from coach.script import Role, load_phrases, write
from coach.units import s_to_samples
from tests.timings import VariedTimings

EN = load_phrases("en")


def score(text: str, talk: Talk = Talk.FULL, pace: float = 1.0) -> Score:
    script = write(read(textwrap.dedent(text)), phrases=EN, total_s=60, talk=talk)
    return schedule(script, VariedTimings(), pace=pace, voice="varied:0")


def tones(found: Score, tone: Tone) -> list[int]:
    return [event.start for event in found.events if isinstance(event, Signal) and event.tone is tone]


def test_headphones_have_two_seconds_to_wake_up() -> None:
    first, *_ = score("- Squats: 3").events
    assert (first.start, first.cue) == (s_to_samples(2), Tone.WAKE)


def test_the_count_in_is_two_ticks_a_second_apart_then_go() -> None:
    found = score("- Squats: 3")
    (go,) = tones(found, Tone.GO)
    assert tones(found, Tone.TICK)[:2] == [go - s_to_samples(2), go - s_to_samples(1)]
    ready = next(event for event in found.events if isinstance(event, Speech) and event.utterance.text == "Ready.")
    assert ready.end < go - s_to_samples(2)


def test_no_word_comes_straight_out_of_a_long_silence() -> None:
    for name in shelf.names():
        found = score(shelf.text(name))
        before = 0
        for event in found.events:
            if isinstance(event, Speech):
                assert event.start - before <= s_to_samples(3.05), event
            before = event.end


def test_leads_are_kept() -> None:
    found = score("- A: 3 each side\n  Stand on one leg.\n- B: 3\n  Lie down on your back.\n")
    goes = tones(found, Tone.GO)
    switch = next(event for event in found.events if isinstance(event, Speech) and event.role is Role.SWITCH)
    assert 5 <= (goes[1] - switch.start) / s_to_samples(1) <= 10
    position = [event for event in found.events if isinstance(event, Speech) and event.role is Role.POSITION][1]
    assert goes[2] - position.start >= s_to_samples(14)


def test_a_rest_ends_with_the_start_where_its_words_fit() -> None:
    found = score("- A: 3\n- Rest 30 s\n- B: 3\n")
    (rest,) = [stretch for stretch in found.stretches if stretch.activity is Activity.REST]
    assert tones(found, Tone.GO)[1] == rest.end == rest.start + s_to_samples(30)
    texts = [
        event.utterance.text
        for event in found.events
        if isinstance(event, Speech) and rest.start < event.start < rest.end
    ]
    assert texts == ["Rest, thirty seconds.", "To finish: B. Three repetitions.", "B in ten seconds.", "Ready."]
    assert found.warnings == ()


def test_after_a_hold_the_rest_begins_with_its_end() -> None:
    found = score("- Plank: 40 s, alternating\n- Rest 20 s\n- Plank: 40 s\n")
    hold, rest, _ = found.stretches
    assert hold.end == rest.start
    assert tones(found, Tone.REST)[0] == rest.start
    assert tones(found, Tone.GO)[1] == rest.end


def test_a_short_rest_is_exact_and_its_preparation_follows() -> None:
    found = score("- A: 3\n- Rest 5 s\n- B: 3\n  Lie down on your back, arms beside you.\n")
    (rest,) = [stretch for stretch in found.stretches if stretch.activity is Activity.REST]
    assert rest.end - rest.start == s_to_samples(5)
    assert tones(found, Tone.GO)[1] > rest.end
    assert found.warnings[0].startswith("B: a rest of 5 s is too short for its announcement")


def test_a_rest_at_the_end_is_rested() -> None:
    found = score("- A: 3\n- Rest 10 s\n")
    (rest,) = [stretch for stretch in found.stretches if stretch.activity is Activity.REST]
    assert tones(found, Tone.DONE)[0] >= rest.end == rest.start + s_to_samples(10)


def test_it_ends_with_its_own_figure_and_a_last_word() -> None:
    found = score("- A: 3\n")
    figure, word = found.events[-2:]
    assert figure.cue is Tone.DONE
    assert isinstance(word, Speech)
    assert word.role is Role.CLOSING
    assert found.duration > word.end + s_to_samples(1)


def test_hamstrings_lasts_ten_minutes_to_the_sample_at_a_natural_pace() -> None:
    routine = read(shelf.text("hamstrings"))
    script = write(routine, phrases=EN, total_s=600, exact=True)
    found = fit(script, VariedTimings(), duration=s_to_samples(600))
    assert found.duration == 600 * 44_100
    assert 0.8 < found.pace < 1.5
    assert [warning for warning in found.warnings if "between the numbers" not in warning] == []


def test_out_of_reach_names_the_shortest_and_the_longest() -> None:
    script = write(read(shelf.text("hamstrings")), phrases=EN, total_s=600)
    with pytest.raises(WishError, match=r"shortest possible is \d+:\d\d\.\d, the longest \d+:\d\d\.\d"):
        fit(script, VariedTimings(), duration=s_to_samples(60))
    held = write(read("- Plank: 40 s"), phrases=EN, total_s=60)
    with pytest.raises(WishError, match="at every pace"):
        fit(held, VariedTimings(), duration=s_to_samples(60))
    exact = schedule(held, VariedTimings()).duration
    assert fit(held, VariedTimings(), duration=exact).duration == exact


def test_the_plan_has_a_line_for_each_section_and_the_totals() -> None:
    found = score("- Squats: 12 each side @ 2 s\n- Rest 30 s\n- Plank: 40 s\n")
    plan = list(plan_lines(found))
    assert plan[0].startswith("Workout – ")
    assert any("Squats" in line and "12 + 12 × 2.00 s" in line for line in plan)
    assert any("Plank" in line and "hold 0:40, rest 0:30" in line for line in plan)
    assert plan[-1].startswith("counting 0:48 (24 movements), holding 0:40, resting 0:30, instructions")


def test_mean_time_of_a_movement() -> None:
    assert score("- A: 10 @ 2 s\n- B: 10 @ 3 s").rep_s == pytest.approx(2.5, abs=1e-4)
    assert score("- Plank: 40 s").rep_s is None

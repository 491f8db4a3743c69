"""The score around the sets: opening, transitions, rests, silences, the end."""

import textwrap
from dataclasses import replace

import pytest

from coach.cue import Tone
from coach.errors import WishError
from coach.routine import Block, Dose, Effort, Every, Exercise, Reps, Routine, Talk, read, shelf
from coach.score import Activity, Score, Signal, Speech, fit, plan_lines, schedule
from coach.script import Break, Heading, Role, Script, Slot, Step, TimedSet, load_phrases, write
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


def test_fifty_starts_are_reckoned_from_the_first() -> None:
    squats = Exercise(name="Squats", dose=Dose(amount=Reps(count=2)))
    block = Block(items=(squats,), title="A", rounds=50, format=Every(every_s=33.333))
    written = write(Routine(title="A", blocks=(block,)), phrases=EN, total_s=60)
    starts = [stretch.start for stretch in schedule(written, VariedTimings()).stretches if stretch.movements]
    assert starts == [starts[0] + round(index * 33.333 * 44_100) for index in range(50)]


def test_counts_are_hurried_where_a_clock_leaves_too_little() -> None:
    found = score("## A: 2 rounds, every 30 s\n- Squats: 12 reps @ 3 s\n")
    (told,) = [warning for warning in found.warnings if "the clock leaves" in warning]
    assert told.startswith("Squats: the clock leaves 24 s for 12 repetitions; they are counted faster, one in 2.0 s")
    assert {stretch.end - stretch.start for stretch in found.stretches if stretch.movements} == {s_to_samples(24.5)}


def on_the_clock(*steps: Step) -> Score:
    return schedule(Script("A", "en", (Heading("A"), *steps)), VariedTimings())


def test_work_that_takes_longer_than_the_clock_allows_says_so_and_the_next_start_is_late() -> None:
    work = TimedSet("A", 12.0, Effort.WORK, (), None)
    found = on_the_clock(
        *(Slot(10.0, 1), work, Break("B", None, ((),))),
        *(Slot(10.0, 2), replace(work, seconds=4.0), Break("C", None, ((),))),
        *(Slot(10.0, 3), replace(work, seconds=4.0), Break("", None, ((),))),
    )
    first, late, third = [stretch.start for stretch in found.stretches if stretch.activity is Activity.WORK]
    tone_s = 0.2 + 0.2  # and a breath
    assert found.warnings == ("B: the work takes 2.4 s longer than the clock allows",)
    assert late - first == s_to_samples(12 + tone_s)
    assert third - first == s_to_samples(20)


def test_a_break_too_short_for_its_tone_is_longer_and_says_so() -> None:
    work = TimedSet("A", 5.0, Effort.WORK, (), None)
    found = on_the_clock(work, Break("B", 0.3, ((),)), work)
    assert found.warnings == ("B: a rest of 0.3 s and its tone take 0.1 s longer than the clock allows",)
    first, rest, second = found.stretches
    assert (rest.start, rest.end) == (first.end, second.start)
    assert rest.end - rest.start == s_to_samples(0.4)

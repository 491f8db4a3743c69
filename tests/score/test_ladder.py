"""Counts that are too fast for the words: what is said instead, and that it is reported."""

import pytest

from coach.cue import Cue, Timing, Tone
from coach.routine import read
from coach.score import Score, Signal, Speech, schedule
from coach.script import Count, Role, load_phrases, write
from coach.units import s_to_samples

EN = load_phrases("en")


class Even:
    """Every utterance takes half a second at its natural rate, its beat a tenth into it."""

    def __getitem__(self, cue: Cue) -> Timing:
        if isinstance(cue, Tone):
            return Timing(s_to_samples({Tone.TICK: 0.06}.get(cue, 0.2)))
        return Timing(s_to_samples(0.5 / cue.rate), s_to_samples(0.1 / cue.rate))


def score(dose: str, rep_s: float, count: Count = Count.UP) -> Score:
    routine = read(f"- Squats: {dose} @ {max(0.5, rep_s):.3f} s")
    script = write(routine, phrases=EN, total_s=60, count=count)
    return schedule(script, Even(), pace=max(0.5, rep_s) / rep_s)


def said(found: Score) -> list[int | None]:
    return [event.rep for event in found.events if isinstance(event, Speech) and event.role is Role.COUNT]


def rates(found: Score) -> set[float]:
    return {event.utterance.rate for event in found.events if isinstance(event, Speech) and event.role is Role.COUNT}


def ticks_in_sets(found: Score) -> int:
    (stretch,) = found.stretches
    inside = [event for event in found.events if isinstance(event, Signal) and event.step == stretch.step]
    return sum(event.tone is Tone.TICK for event in inside)


def test_a_count_has_its_word_and_air() -> None:
    found = score("10", 0.81)
    assert rates(found) == {1.0}
    assert found.warnings == ()


@pytest.mark.parametrize(("rep_s", "rate"), [(0.75, 1.25), (0.65, 1.5)])
def test_first_the_words_are_said_faster(rep_s: float, rate: float) -> None:
    found = score("10", rep_s)
    assert said(found) == list(range(1, 11))
    assert rates(found) == {rate}
    assert f"{rate:g} times as fast" in found.warnings[0]


class Long(Even):
    """As Even, but a number with tens takes a second."""

    def __getitem__(self, cue: Cue) -> Timing:
        timing = super().__getitem__(cue)
        return Timing(timing.duration * 2, timing.beat) if not isinstance(cue, Tone) and "-" in cue.text else timing


def test_then_the_tens_are_dropped_after_twenty() -> None:
    script = write(read("- Squats: 25 @ 0.9 s"), phrases=EN, total_s=60)
    found = schedule(script, Long())
    assert said(found) == list(range(1, 26))
    texts = [event.utterance.text for event in found.events if isinstance(event, Speech) and event.rep]
    assert texts[19:] == ["twenty", "one", "two", "three", "four", "five"]
    assert "tens are left out" in found.warnings[0]


@pytest.mark.parametrize(
    ("rep_s", "numbers", "words"),
    [(0.45, [2, 4, 6, 8, 10, 12], "every second"), (0.3, [5, 12], "every fifth")],
)
def test_then_every_second_then_every_fifth(rep_s: float, numbers: list[int], words: str) -> None:
    found = score("12", rep_s)
    assert said(found) == numbers
    assert words in found.warnings[0]
    assert ticks_in_sets(found) > 0


def test_a_cue_without_room_is_reported() -> None:
    script = write(read("- Squats: 10 @ 1.1 s\n  Stand.\n  Sit.\n  > Chest up."), phrases=EN, total_s=60)
    assert schedule(script, Even()).warnings == ("Squats: no room between the numbers for “Chest up.”",)
    assert schedule(script, Even(), pace=0.5).warnings == ()


def test_every_second_keeps_the_last() -> None:
    assert said(score("11", 0.45)) == [3, 5, 7, 9, 11]


def test_at_the_end_ticks_and_what_matters_most() -> None:
    script = write(read("- Squats: 100 @ 0.5 s"), phrases=EN, total_s=60)

    class Slow(Even):
        def __getitem__(self, cue: Cue) -> Timing:
            timing = super().__getitem__(cue)
            return timing if isinstance(cue, Tone) or "." in cue.text else Timing(timing.duration * 5, timing.beat)

    found = schedule(script, Slow(), pace=2)
    texts = [event.utterance.text for event in found.events if isinstance(event, Speech) and event.step == 4]
    assert texts == ["Halfway.", "Last three.", "one hundred"]
    assert "are ticks" in found.warnings[0]
    assert ticks_in_sets(found) > 80


def test_alternating_keeps_the_tick_on_the_first_side() -> None:
    found = score("10 each side, alternating", 1.0)
    assert said(found) == list(range(1, 11))
    assert ticks_in_sets(found) == 10
    (stretch,) = found.stretches
    ticks = [event for event in found.events if isinstance(event, Signal) and event.step == stretch.step][1:]
    assert [tick.start for tick in ticks] == [stretch.start + round(k * stretch.period) for k in range(1, 20, 2)]


def test_counting_down_fast_says_numbers_of_the_same_rule() -> None:
    assert said(score("12", 0.45, Count.DOWN)) == [11, 9, 7, 5, 3, 1]
    assert said(score("12", 0.3, Count.DOWN)) == [10, 1]


@pytest.mark.parametrize(("dose", "ticks"), [("12", 7), ("12 each side, alternating", 19)])
def test_last_five_after_ticks(dose: str, ticks: int) -> None:
    found = score(dose, 2.0, Count.LAST)
    assert said(found) == [5, 4, 3, 2, 1]
    assert ticks_in_sets(found) == ticks
    assert found.warnings == ()


@pytest.mark.parametrize("count", [Count.UP, Count.DOWN, Count.LAST])
@pytest.mark.parametrize("rep_s", [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8])
@pytest.mark.parametrize("dose", ["15", "25", "12 each side, alternating"])
def test_every_movement_is_heard(dose: str, rep_s: float, count: Count) -> None:
    found = score(dose, rep_s, count)
    assert ticks_in_sets(found) + len(said(found)) == found.stretches[0].movements


def test_no_numbers_end_with_a_falling_tone() -> None:
    found = score("12", 2.0, Count.NONE)
    (stretch,) = found.stretches
    inside = [event for event in found.events if isinstance(event, Signal) and event.step == stretch.step]
    assert [(event.tone, event.start) for event in inside if event.tone is not Tone.WAKE] == [
        (Tone.GO, stretch.start),
        (Tone.REST, stretch.end),
    ]


def test_phases_call_the_turn_on_its_beat() -> None:
    found = score("5", 3.0, Count.PHASES)
    (stretch,) = found.stretches
    turns = [event for event in found.events if isinstance(event, Speech) and event.role is Role.MOVEMENT]
    assert [turn.beat for turn in turns] == [stretch.start + round((k + 0.5) * stretch.period) for k in range(5)]
    assert said(found) == [1, 2, 3, 4, 5]


def test_phases_without_room_are_left_out_and_reported() -> None:
    found = score("5", 1.0, Count.PHASES)
    assert not [event for event in found.events if isinstance(event, Speech) and event.role is Role.MOVEMENT]
    assert "no room to call the turn" in found.warnings[0]


def turns_of(found: Score) -> list[tuple[str, int]]:
    (stretch,) = found.stretches
    turns = [event for event in found.events if isinstance(event, Speech) and event.role is Role.MOVEMENT]
    return [(turn.utterance.text, round((turn.beat - stretch.start) / s_to_samples(0.1))) for turn in turns]


def tempo(text: str, pace: float = 1.0) -> Score:
    return schedule(write(read(text), phrases=EN, total_s=60), Even(), pace=pace)


def test_a_written_tempo_is_said_in_the_first_repetitions_and_the_number_comes_on_the_beat() -> None:
    found = tempo("- Squats: 6, tempo 3-1-1-0")
    assert turns_of(found) == [
        *(("down", 4), ("hold", 30), ("up", 40)),
        *(("down", 56), ("hold", 80), ("up", 90)),
        *(("down", 106), ("hold", 130), ("up", 140)),
    ]
    (stretch,) = found.stretches
    numbers = [event for event in found.events if isinstance(event, Speech) and event.role is Role.COUNT]
    assert [number.beat for number in numbers] == [stretch.start + s_to_samples(5.0 * rep) for rep in range(1, 7)]


def test_a_phase_too_short_for_its_word_and_air_silences_all_of_them() -> None:
    assert turns_of(tempo("- Squats: 6, tempo 3-1-1-0", pace=1.2)) != []
    assert turns_of(tempo("- Squats: 6, tempo 3-1-1-0", pace=1.3)) == []
    assert tempo("- Squats: 6, tempo 3-1-1-0", pace=1.3).warnings == ()


def test_a_tempo_of_one_phase_without_room_is_silent() -> None:
    assert turns_of(tempo("- Squats: 6, tempo 1-0-0-0")) == []
    assert turns_of(tempo("- Squats: 6, tempo 2-0-0-0")) == [("down", at) for at in (4, 26, 46)]


def test_the_first_phase_is_told_by_the_signal_where_its_word_has_no_room() -> None:
    assert turns_of(tempo("- Squats: 6, tempo 1-1-1-1")) == [
        (word, at + 40 * rep) for rep in range(3) for word, at in (("hold", 10), ("up", 20), ("hold", 30))
    ]


def tones_after_the_start(found: Score, tone: Tone) -> list[int]:
    (stretch,) = found.stretches
    signals = [event for event in found.events if isinstance(event, Signal) and event.tone is tone]
    return [signal.start for signal in signals if stretch.start < signal.start <= stretch.end]


@pytest.mark.parametrize("count", [Count.UP, Count.LAST])
def test_every_beat_after_a_long_silence_is_opened_by_a_tone_that_is_none(count: Count) -> None:
    found = score("8", 6.0, count)
    (stretch,) = found.stretches
    ends = [stretch.start + round(k * stretch.period) for k in range(1, 9)]
    ticked = ends[:3] if count is Count.LAST else []
    assert tones_after_the_start(found, Tone.TICK) == ticked
    woken = [
        end
        for end in ends
        if any(0.3 < (end - tone) / 44_100 < 0.7 for tone in tones_after_the_start(found, Tone.WAKE))
    ]
    assert woken == ends


def test_slow_repetitions_have_room_for_the_turn() -> None:
    found = score("5", 6.0, Count.PHASES)
    assert found.warnings == ()


@pytest.mark.parametrize(("rep_s", "rate"), [(1.3, 1.0), (1.2, 1.25), (1.1, 1.5)])
def test_the_last_three_are_rather_said_fast_than_not_at_all(rep_s: float, rate: float) -> None:
    found = score("10", rep_s)
    calls = [
        event.utterance for event in found.events if isinstance(event, Speech) and event.step == found.stretches[0].step
    ]
    assert {call.text: call.rate for call in calls if "more" in call.text or "Last" in call.text} == {
        "Three more.": rate,
        "Two more.": rate,
        "Last one.": rate,
    }
    assert rates(found) == {1.0}

"""The promises of the score, each held against generated routines, paces, voices and wishes.

Promise 8 (blocks) is in tests/audio/test_render.py, promise 9 (bytes) in tests/exporter/test_files.py,
promise 10 (bad input) in tests/routine/reading, tests/test_cli_texts.py and tests/test_cli.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from coach.cue import Tone
from coach.errors import WishError
from coach.routine import Effort, Exercise, Ladder, Reps, Rest, Routine, Sides, Span, Talk
from coach.score import Activity, Event, Score, Signal, Speech, Stretch, fit, schedule
from coach.script import Count, Role, Script, load_phrases, write
from coach.units import SAMPLE_RATE, s_to_samples
from tests.strategies import plain_routines, unclocked_routines
from tests.timings import VariedTimings

EN = load_phrases("en")
paces = st.integers(50, 200).map(lambda percent: percent / 100)
voices = st.builds(VariedTimings, st.integers(0, 5))
talks = st.sampled_from(Talk)
counts = st.sampled_from(Count)


def script_of(routine: Routine, talk: Talk = Talk.FULL, count: Count = Count.UP) -> Script:
    return write(routine, phrases=EN, total_s=600, talk=talk, count=count)


@dataclass(frozen=True)
class Written:
    """One set of one side as the routine has it, reckoned here without the script; `reps` is 0 where it is timed."""

    exercise: Exercise
    side: str | None
    set: int
    reps: int


def written_bouts(routine: Routine) -> Iterator[Written]:
    for block in routine.blocks:
        for round_number in range(1, block.rounds + 1):
            for item in block.items:
                if isinstance(item, Exercise):
                    for set_number in range(1, item.dose.sets + 1):
                        reps = written_reps(item, round_number, set_number)
                        sides = ["first", "second"] if item.dose.sides is Sides.EACH else [None]
                        yield from (Written(item, side, set_number, reps) for side in sides)


def written_reps(exercise: Exercise, round_number: int, set_number: int) -> int:
    match exercise.dose.amount:
        case Reps(count=count):
            return count
        case Ladder(counts=counts):
            return counts[(round_number if exercise.dose.sets == 1 else set_number) - 1]
    return 0


def written_rests(routine: Routine) -> list[float]:
    """Every rest in order; rests that follow each other without a set between them are one."""
    marks: list[float | None] = []
    for block in routine.blocks:
        for number in range(block.rounds):
            marks += [block.rest_s] if number else []
            for item in block.items:
                if isinstance(item, Rest):
                    marks.append(item.seconds)
                    continue
                for index in range(item.dose.sets):
                    marks += [item.dose.rest_s] if index else []
                    marks.append(0.0)
    rests, pending = [], 0.0
    for mark in [*(mark for mark in marks if mark is not None), 0.0]:
        if mark:
            pending += mark
        elif pending:
            rests.append(pending)
            pending = 0.0
    return rests


def bouts(score: Score) -> list[Stretch]:
    return [stretch for stretch in score.stretches if stretch.activity is not Activity.REST]


def at_step(score: Score, step: int) -> list[Event]:
    return [event for event in score.events if event.step == step]


def numbers(score: Score, step: int) -> list[Speech]:
    return [event for event in at_step(score, step) if isinstance(event, Speech) and event.role is Role.COUNT]


def tones(score: Score, step: int, tone: Tone) -> list[Signal]:
    return [event for event in at_step(score, step) if isinstance(event, Signal) and event.tone is tone]


def wanted_numbers(reps: int, count: Count) -> list[int]:
    if count is Count.NONE:
        return []
    if count is Count.DOWN:
        return list(range(reps, 0, -1))
    return list(range(min(5, reps), 0, -1)) if count is Count.LAST else list(range(1, reps + 1))


def is_subsequence(part: list[int], whole: list[int]) -> bool:
    rest = iter(whole)
    return all(number in rest for number in part)


@given(unclocked_routines, paces, voices, talks, counts)
def test_1_never_miscounts(routine: Routine, pace: float, voice: VariedTimings, talk: Talk, count: Count) -> None:
    score = schedule(script_of(routine, talk, count), voice, pace=pace)
    for stretch, written in zip(bouts(score), written_bouts(routine), strict=True):
        exercise = written.exercise
        assert stretch.side == written.side
        said = [event.rep for event in numbers(score, stretch.step)]
        amount = exercise.dose.amount
        if isinstance(amount, Span):
            assert stretch.activity is (Activity.HOLD if amount.effort is Effort.HOLD else Activity.WORK)
            assert said == []
            continue
        wanted = wanted_numbers(written.reps, count)
        fast = [warning for warning in score.warnings if warning.startswith(f"{exercise.name}: ") and "fast" in warning]
        if any("number is said" in warning or "are ticks" in warning for warning in fast):
            assert is_subsequence([number for number in said if number is not None], wanted)
        else:
            assert said == wanted


@given(unclocked_routines, paces, voices, counts)
def test_2_counts_on_the_beat(routine: Routine, pace: float, voice: VariedTimings, count: Count) -> None:
    score = schedule(script_of(routine, count=count), voice, pace=pace)
    for stretch, written in zip(bouts(score), written_bouts(routine), strict=True):
        reps, dose = written.reps, written.exercise.dose
        if not reps:
            continue
        movements = 2 if dose.sides is Sides.ALTERNATING else 1
        period = dose.natural_rep_s * SAMPLE_RATE / pace
        assert stretch.end - stretch.start == round(reps * movements * period)
        for number in numbers(score, stretch.step):
            assert number.rep is not None
            rep = reps + 1 - number.rep if count in (Count.DOWN, Count.LAST) else number.rep
            assert number.beat == stretch.start + round(rep * movements * period)
            assert number.side == stretch.side


@given(plain_routines, paces, voices, talks, counts)
def test_3_one_voice_at_a_time(routine: Routine, pace: float, voice: VariedTimings, talk: Talk, count: Count) -> None:
    score = schedule(script_of(routine, talk, count), voice, pace=pace)
    for event in score.events:
        assert 0 <= event.start < event.end <= score.duration
    for before, after in pairwise(score.events):
        assert before.end <= after.start  # tones too: the craft page puts none under speech


def announcement_of(exercise: Exercise, reps: int) -> list[str]:
    """What has to be in the announcement of an exercise: its name, how many, how often, for which sides."""
    dose = exercise.dose
    parts = [exercise.name]
    match dose.amount:
        case Reps(count=count, least=least):
            parts.append(f"{num2words(least)} to {num2words(count)}" if least else num2words(count))
        case Ladder(counts=counts):
            parts += map(num2words, counts if dose.sets > 1 else [reps])
        case Span(seconds=seconds):
            parts.append("second" if seconds % 60 else "minute")
    parts += [f"{num2words(dose.sets)} sets"] if dose.sets > 1 else []
    return parts + {Sides.BOTH: [], Sides.EACH: ["each side"], Sides.ALTERNATING: ["alternating"]}[dose.sides]


@given(unclocked_routines, paces, voices, st.sampled_from([Talk.FULL, Talk.STANDARD, Talk.MINIMAL]))
def test_4_says_what_comes_next_before_it_happens(
    routine: Routine, pace: float, voice: VariedTimings, talk: Talk
) -> None:
    score = schedule(script_of(routine, talk), voice, pace=pace)
    before = 0
    for stretch, written in zip(bouts(score), written_bouts(routine), strict=True):
        exercise, number = written.exercise, written.set
        said = [event for event in score.events if isinstance(event, Speech) and before <= event.start < stretch.start]
        order = [event.role for event in said if event.role in (Role.ANNOUNCE, Role.POSITION, Role.MOVEMENT)]
        assert order == sorted(order, key=[Role.ANNOUNCE, Role.POSITION, Role.MOVEMENT].index)
        announced = [event.utterance.text for event in said if event.role is Role.ANNOUNCE]
        switched = [event.utterance.text for event in said if event.role is Role.SWITCH]
        if written.side == "second":
            assert (announced, switched) == ([], ["Switch sides."])
        elif number > 1:
            which = f"Set {num2words(number)}"
            assert announced in ([f"{which} of {num2words(exercise.dose.sets)}."], [f"{which}."])
            assert switched in ((["Back to the first side."], ["First side."]) if written.side else ([],))
        else:
            assert len(announced) == 1
            assert switched == []
            assert all(part.casefold() in announced[0].casefold() for part in announcement_of(exercise, written.reps))
        (go,) = [event for event in score.events if isinstance(event, Signal) and event.start == stretch.start]
        assert go.tone is Tone.GO
        assert all(event.end <= go.start for event in said)
        assert all(number.start >= go.end for number in numbers(score, stretch.step))
        before = stretch.end


@given(unclocked_routines, paces, voices, talks)
def test_5_holds_and_rests_are_exact(routine: Routine, pace: float, voice: VariedTimings, talk: Talk) -> None:
    score = schedule(script_of(routine, talk), voice, pace=pace)
    for stretch, written in zip(bouts(score), written_bouts(routine), strict=True):
        amount = written.exercise.dose.amount
        if isinstance(amount, Span):
            length = s_to_samples(amount.seconds)
            assert stretch.end - stretch.start == length
            assert [tone.start for tone in tones(score, stretch.step, Tone.REST)] == [stretch.end]
            assert [tone.start for tone in tones(score, stretch.step, Tone.GO)] == [stretch.start]
    rests = [stretch for stretch in score.stretches if stretch.activity is Activity.REST]
    assert [rest.end - rest.start for rest in rests] == [s_to_samples(rest) for rest in written_rests(routine)]
    for rest in rests:
        signals = [event for event in score.events if isinstance(event, Signal)]
        assert any(signal.tone is Tone.REST and signal.start == rest.start for signal in signals)
        starts = [signal.start for signal in signals if signal.tone is Tone.GO and signal.start >= rest.end]
        if starts and starts[0] != rest.end:  # the words did not fit: it says so
            assert any("too short for its announcement" in warning for warning in score.warnings)


@given(plain_routines, voices, st.integers(0, 1000))
def test_6_a_wished_duration_is_met_to_the_sample_or_refused(
    routine: Routine, voice: VariedTimings, share: int
) -> None:
    script = script_of(routine)
    shortest, longest = (schedule(script, voice, pace=pace).duration for pace in (2.0, 0.5))
    wished = shortest + (longest - shortest) * share // 1000
    score = fit(script, voice, duration=wished)
    assert score.duration == wished
    assert 0.5 <= score.pace <= 2.0
    for unreachable in (shortest - SAMPLE_RATE, longest + SAMPLE_RATE):
        with pytest.raises(WishError, match="out of reach"):
            fit(script, voice, duration=unreachable)


@given(unclocked_routines, voices, paces, paces)
def test_6_only_counting_moves_with_the_pace(routine: Routine, voice: VariedTimings, pace: float, other: float) -> None:
    script = script_of(routine)
    rests = []
    for score in (schedule(script, voice, pace=pace), schedule(script, voice, pace=other)):
        counted = sum(stretch.end - stretch.start for stretch in score.stretches if stretch.movements)
        rests.append(score.duration - counted)
    assert rests[0] == rests[1]


@given(unclocked_routines, paces, voices, talks, counts)
def test_7_the_second_side_gets_what_the_first_got(
    routine: Routine, pace: float, voice: VariedTimings, talk: Talk, count: Count
) -> None:
    assume(any(exercise.dose.sides is Sides.EACH for exercise in routine.exercises()))
    score = schedule(script_of(routine, talk, count), voice, pace=pace)

    def heard(stretch: Stretch) -> list[tuple[object, ...]]:
        return [
            (event.start - stretch.start, event.end - stretch.start, event.cue, getattr(event, "rep", None))
            for event in at_step(score, stretch.step)
        ]

    sides = [stretch for stretch in bouts(score) if stretch.side]
    for first, second in zip(sides[::2], sides[1::2], strict=True):
        assert (first.side, second.side) == ("first", "second")
        assert heard(first) == heard(second)
        assert second.end - second.start == first.end - first.start


@given(plain_routines, paces, voices)
def test_sections_cover_the_score(routine: Routine, pace: float, voice: VariedTimings) -> None:
    score = schedule(script_of(routine), voice, pace=pace)
    assert score.sections[0].start == 0
    assert score.sections[-1].end == score.duration
    for before, after in pairwise(score.sections):
        assert before.start < before.end == after.start
    for stretch in score.stretches:
        (inside,) = [section for section in score.sections if section.start <= stretch.start < section.end]
        assert stretch.end <= inside.end


@given(unclocked_routines, paces, voices)
def test_every_exercise_of_every_round_has_a_section(routine: Routine, pace: float, voice: VariedTimings) -> None:
    score = schedule(script_of(routine), voice, pace=pace)
    assert len(score.sections) == 1 + sum(
        block.rounds for block in routine.blocks for item in block.items if isinstance(item, Exercise)
    )


@given(unclocked_routines, paces, voices, counts)
def test_form_cues_are_rare_and_never_on_a_count(
    routine: Routine, pace: float, voice: VariedTimings, count: Count
) -> None:
    score = schedule(script_of(routine, count=count), voice, pace=pace)
    for stretch, written in zip(bouts(score), written_bouts(routine), strict=True):
        cues = [
            event for event in at_step(score, stretch.step) if isinstance(event, Speech) and event.role is Role.FORM
        ]
        if written.reps:
            movements = 2 if written.exercise.dose.sides is Sides.ALTERNATING else 1
            reps = [int((cue.start - stretch.start) / stretch.period / movements) for cue in cues]
            assert all(before + 5 <= after for before, after in pairwise(reps))
            ends = [stretch.start + round(rep * movements * stretch.period) for rep in range(written.reps + 1)]
            assert not any(cue.start <= end < cue.end for cue in cues for end in ends)
        else:
            assert len(cues) <= 2

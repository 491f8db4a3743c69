"""What a listener changes while a score is heard: the promises hold across the change, and nothing heard is undone."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from coach.cue import Tone
from coach.routine import Routine
from coach.score import Activity, Adjustments, Event, Score, Signal, Speech, continued, entered, movement_at, schedule
from coach.script import Break, Count, CountedSet, Role, Script, Slot, Transition
from coach.units import SAMPLE_RATE, s_to_samples
from tests.strategies import plain_routines
from tests.test_promises import counts, paces, script_of, voices
from tests.timings import VariedTimings

shares = st.floats(0, 1, exclude_max=True)


def counted_steps(script: Script) -> list[int]:
    return [number for number, step in enumerate(script.steps) if isinstance(step, CountedSet)]


def counted(script: Script, step: int) -> CountedSet:
    found = script.steps[step]
    assert isinstance(found, CountedSet)
    return found


def numbers(score: Score, step: int) -> list[Speech]:
    return [
        event for event in score.events if isinstance(event, Speech) and event.step == step and event.role is Role.COUNT
    ]


def assert_one_at_a_time(score: Score) -> None:
    for before, after in pairwise(score.events):
        assert before.end <= after.start


def in_set(events: tuple[Event, ...], *, until: int) -> list[Event]:
    """What was begun up to a sample; the soft tones that open the ear depend on what follows."""
    return [event for event in events if event.start <= until and event.cue is not Tone.WAKE]


@given(plain_routines, paces, paces, voices, counts, shares, shares)
def test_a_new_pace_begins_with_the_next_repetition(
    routine: Routine, pace: float, other: float, voice: VariedTimings, count: Count, which: float, when: float
) -> None:
    script = script_of(routine, count=count)
    steps = counted_steps(script)
    assume(steps)
    step = steps[int(which * len(steps))]
    bout = counted(script, step)
    after = int(when * bout.reps) * bout.movements
    old = schedule(script, voice, pace=pace)
    new = schedule(script, voice, pace=pace, adjustments=Adjustments().with_pace((step, after), other))
    assert_one_at_a_time(new)

    # nothing that was heard before is undone
    (before,) = [stretch for stretch in old.stretches if stretch.step == step]
    anchor = before.start + round(after * before.period)
    assert in_set(new.events, until=anchor) == in_set(old.events, until=anchor)

    # every number that is said is right and on the beat of its repetition
    stretches = [stretch for stretch in new.stretches if stretch.step == step]
    assert sum(stretch.movements for stretch in stretches) == bout.reps * bout.movements
    assert [stretch.before for stretch in stretches[1:]] == [stretches[0].movements][: len(stretches) - 1]
    ends = [stretch.start + round(k * stretch.period) for stretch in stretches for k in range(1, stretch.movements + 1)]
    said = numbers(new, step)
    for number in said:
        rep = bout.numbers.index(number.rep) + 1
        assert number.beat == ends[rep * bout.movements - 1]
    assert [number.rep for number in said] == [
        number for number in bout.numbers if number in [number.rep for number in said]
    ]
    assert not said or said[-1].rep == bout.numbers[-1]

    # the last of the set's stretches has the new pace, unless words left no room or a clock rules it
    if bout.most_s is None and len(stretches) == 2:
        assert stretches[-1].period == bout.rep_s * SAMPLE_RATE / other


@given(plain_routines, paces, paces, voices, shares)
def test_a_new_pace_moves_neither_holds_nor_rests(
    routine: Routine, pace: float, other: float, voice: VariedTimings, which: float
) -> None:
    script = script_of(routine)
    step = int(which * len(script.steps))

    def exact(score: Score) -> list[int]:
        return [stretch.end - stretch.start for stretch in score.stretches if stretch.activity is not Activity.COUNT]

    old = schedule(script, voice, pace=pace)
    new = schedule(script, voice, pace=pace, adjustments=Adjustments().with_pace((step, 0), other))
    on_a_clock = any(isinstance(step, Slot) for step in script.steps)
    assert on_a_clock or exact(new) == exact(old)
    assert [section.title for section in new.sections] == [section.title for section in old.sections]
    assert_one_at_a_time(new)


@given(plain_routines, paces, voices)
def test_a_change_to_the_same_pace_changes_nothing(routine: Routine, pace: float, voice: VariedTimings) -> None:
    script = script_of(routine)
    old = schedule(script, voice, pace=pace)
    assert schedule(script, voice, pace=pace, adjustments=Adjustments().with_pace((0, 0), pace)) == old


@given(plain_routines, paces, voices, shares)
def test_more_rest_is_ten_seconds_more_and_the_same_words(
    routine: Routine, pace: float, voice: VariedTimings, which: float
) -> None:
    script = script_of(routine)
    steps = [number for number, step in enumerate(script.steps) if isinstance(step, Transition | Break)]
    step = steps[int(which * len(steps))]
    old = schedule(script, voice, pace=pace)
    new = schedule(script, voice, pace=pace, adjustments=Adjustments().with_longer(step, 10))
    assert_one_at_a_time(new)

    def said(score: Score) -> list[object]:
        return [event.cue for event in score.events if isinstance(event, Speech) and event.role is not Role.OTHER]

    assert said(new) == said(old)
    grown = [
        (after.end - after.start) - (before.end - before.start)
        for before, after in zip(old.stretches, new.stretches, strict=True)
    ]
    rested = [stretch.step for stretch in old.stretches if stretch.activity is Activity.REST]
    ten = s_to_samples(10)
    if isinstance(script.steps[step], Break) and step in rested:
        assert sum(grown) == ten
        assert new.duration - old.duration == ten
    assert all(growth in (0, ten) for growth in grown)
    if not any(isinstance(step, Slot) for step in script.steps):
        assert new.duration - old.duration == ten


@given(plain_routines, paces, paces, voices, shares)
def test_a_score_goes_on_as_another_without_a_word_lost_or_laid_over_another(
    routine: Routine, pace: float, other: float, voice: VariedTimings, when: float
) -> None:
    script = script_of(routine)
    old, new = schedule(script, voice, pace=pace), schedule(script, voice, pace=other)
    at = int(when * old.duration)
    joined = continued(old, new, at)
    assert_one_at_a_time(joined)
    assert [event for event in joined.events if event.start < at] == [event for event in old.events if event.start < at]
    assert {event for event in joined.events if event.start >= at} <= set(new.events)


@given(plain_routines, voices, shares)
def test_a_score_is_entered_without_half_a_word(routine: Routine, voice: VariedTimings, when: float) -> None:
    score = schedule(script_of(routine), voice)
    at = int(when * score.duration)
    assert all(event.start >= at for event in entered(score, at).events)
    go = Signal(at, at + 100, Tone.GO, 3)
    first, *others = entered(score, at, go=go).events
    assert first == go
    assert_one_at_a_time(entered(score, at, go=go))
    assert set(others) <= set(score.events)


def test_later_changes_take_the_place_of_those_behind_them() -> None:
    changed = Adjustments().with_pace((2, 0), 1.1).with_pace((6, 4), 1.2).with_pace((4, 0), 0.9)
    assert changed.paces == (((2, 0), 1.1), ((4, 0), 0.9))
    assert changed.paces_of(2, 1.0) == ((0, 1.1),)
    assert changed.paces_of(1, 1.0) == ((0, 1.0),)


def test_a_shift_ends_where_it_was_said_to() -> None:
    shifted = Adjustments().with_pace((1, 0), 1.1).with_pace((4, 2), 1.5, until=7)
    assert shifted.paces_of(4, 1.0) == ((0, 1.1), (2, 1.5))
    assert shifted.paces_of(6, 1.0) == ((0, 1.5),)
    assert shifted.paces_of(7, 1.0) == ((0, 1.1),)
    again = shifted.with_pace((4, 6), 1.6, until=7)
    assert again.paces_of(7, 1.0) == ((0, 1.1),)
    first = Adjustments().with_pace((4, 2), 1.5, until=7)
    assert first.paces_of(7, 0.8) == ((0, 0.8),)


@given(plain_routines, paces, voices, shares)
def test_movements_are_counted_to_the_sample(routine: Routine, pace: float, voice: VariedTimings, which: float) -> None:
    score = schedule(script_of(routine), voice, pace=pace)
    found = [stretch for stretch in score.stretches if stretch.movements]
    assume(found)
    stretch = found[int(which * len(found))]
    for k in range(1, stretch.movements + 1):
        end = stretch.start + round(k * stretch.period)
        assert movement_at(stretch, end) == k
        assert movement_at(stretch, end - 1) == k - 1

"""The promises where the clock runs a block: intervals, starts on the minute, as many rounds as possible."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from coach.cue import Tone
from coach.routine import Amrap, Block, Every, Interval, Reps, Routine, Sides, Talk
from coach.score import Activity, Event, Score, Signal, Speech, Stretch, schedule
from coach.script import Role, load_phrases, write
from coach.units import s_to_samples
from tests.strategies import clocked_blocks, clocked_routines, plain_lines
from tests.timings import VariedTimings

EN = load_phrases("en")
paces = st.integers(50, 200).map(lambda percent: percent / 100)
voices = st.builds(VariedTimings, st.integers(0, 5))
talks = st.sampled_from(Talk)
blocks = clocked_blocks(texts=plain_lines)


def score_of(block: Block | Routine, voice: VariedTimings, *, pace: float = 1.0, talk: Talk = Talk.FULL) -> Score:
    routine = block if isinstance(block, Routine) else Routine(title="On the clock", blocks=(block,))
    script = write(routine, phrases=EN, total_s=600, talk=talk)
    return schedule(script, voice, pace=pace)


def work(score: Score) -> list[Stretch]:
    return [stretch for stretch in score.stretches if stretch.activity is not Activity.REST]


def between(score: Score, start: int, end: int) -> list[Event]:
    return [event for event in score.events if start <= event.start < end]


def sided(block: Block) -> list[str | None]:
    """The sides of one round, in order."""
    sides: list[str | None] = []
    for exercise in block.exercises():
        sides += ["first", "second"] if exercise.dose.sides is Sides.EACH else [None]
    return sides


@given(blocks, voices, paces, talks)
def test_5_intervals_are_exact(block: Block, voice: VariedTimings, pace: float, talk: Talk) -> None:
    assume(isinstance(block.format, Interval))
    assert isinstance(block.format, Interval)
    score = score_of(block, voice, pace=pace, talk=talk)
    bouts = work(score)
    assert [bout.side for bout in bouts] == sided(block) * block.rounds
    assert {bout.end - bout.start for bout in bouts} == {s_to_samples(block.format.work_s)}
    in_round = len(sided(block))
    for index, (before, after) in enumerate(pairwise(bouts), 1):
        rest_s = block.format.rest_s or 0.0
        if index % in_round == 0 and block.rest_s is not None:
            rest_s = block.rest_s
        assert after.start - before.end == s_to_samples(rest_s)


@given(blocks, voices, paces, talks)
def test_2_every_start_is_on_the_clock(block: Block, voice: VariedTimings, pace: float, talk: Talk) -> None:
    assume(isinstance(block.format, Every))
    assert isinstance(block.format, Every)
    score = score_of(block, voice, pace=pace, talk=talk)
    bouts, sides = work(score), sided(block)
    assert [bout.side for bout in bouts] == sides * block.rounds
    of_each = [2 if exercise.dose.sides is Sides.EACH else 1 for exercise in block.exercises()]
    sizes = (of_each if block.format.in_turn else [sum(of_each)]) * block.rounds
    firsts = [bouts[sum(sizes[:index])] for index in range(len(sizes))]
    every = block.format.every_s * score.sample_rate
    for index, first in enumerate(firsts):
        assert first.start == firsts[0].start + round(index * every)
    rests = [stretch for stretch in score.stretches if stretch.activity is Activity.REST]
    assert rests[-1].end == firsts[0].start + round(len(firsts) * every)
    assert not any("longer than the clock" in warning for warning in score.warnings)


@given(blocks, voices, talks)
def test_1_on_the_clock_too_every_repetition_is_counted(block: Block, voice: VariedTimings, talk: Talk) -> None:
    assume(isinstance(block.format, Every))
    score = score_of(block, voice, talk=talk)
    wanted = []
    for _ in range(block.rounds):
        for exercise in block.exercises():
            assert isinstance(exercise.dose.amount, Reps)
            sides = 2 if exercise.dose.sides is Sides.EACH else 1
            wanted += [list(range(1, exercise.dose.amount.count + 1))] * sides
    fast = any("fast" in warning for warning in score.warnings)
    for bout, numbers in zip(work(score), wanted, strict=True):
        found = [
            event.rep for event in score.events if isinstance(event, Speech) and event.rep and event.step == bout.step
        ]
        assert found == numbers or (fast and set(found) <= set(numbers) and found == sorted(found))


@given(blocks, voices, paces, talks)
def test_5_as_many_rounds_as_possible_have_their_time_and_no_counts(
    block: Block, voice: VariedTimings, pace: float, talk: Talk
) -> None:
    assume(isinstance(block.format, Amrap))
    assert isinstance(block.format, Amrap)
    score = score_of(block, voice, pace=pace, talk=talk)
    (bout,) = work(score)
    assert bout.end - bout.start == s_to_samples(block.format.seconds)
    assert not any(isinstance(event, Speech) and event.role is Role.COUNT for event in score.events)


@given(blocks, voices, st.sampled_from([Talk.FULL, Talk.STANDARD, Talk.MINIMAL]))
def test_4_everything_is_named_before_the_first_start(block: Block, voice: VariedTimings, talk: Talk) -> None:
    score = score_of(block, voice, talk=talk)
    said = [event for event in between(score, 0, work(score)[0].start) if isinstance(event, Speech)]
    announced = [event.utterance.text for event in said if event.role is Role.ANNOUNCE]
    names = [exercise.name for exercise in block.exercises()]
    assert [text.casefold().startswith(name.casefold()) for text, name in zip(announced, names, strict=True)] == [
        True
    ] * len(names)
    described = [event.utterance.text for event in said if event.role in (Role.POSITION, Role.MOVEMENT)]
    assert bool(described) == (talk is not Talk.MINIMAL and any(exercise.position for exercise in block.exercises()))
    for exercise, text in zip(block.exercises(), announced, strict=True):
        sides = {Sides.BOTH: "", Sides.EACH: "each side", Sides.ALTERNATING: "alternating"}[exercise.dose.sides]
        assert sides in text


@given(blocks, voices)
def test_4_what_comes_next_is_said_in_the_break_before_it(block: Block, voice: VariedTimings) -> None:
    """A break that is too short for it says so in a warning."""
    assume(isinstance(block.format, Interval))
    score = score_of(block, voice)
    names = [
        exercise.name for exercise in block.exercises() for _ in range(2 if exercise.dose.sides is Sides.EACH else 1)
    ]
    bouts = work(score)
    for (before, name_before), (after, name) in pairwise(zip(bouts, names * block.rounds, strict=True)):
        texts = [
            event.utterance.text for event in between(score, before.start, after.start) if isinstance(event, Speech)
        ]
        if after.side == "second":
            assert "Switch sides." in texts or any("too short" in warning for warning in score.warnings)
        elif name != name_before:
            said = any(name.casefold() in text.casefold() for text in texts)
            assert said or any("too short" in w or "no room" in w for w in score.warnings)


@given(clocked_routines, voices, paces, talks)
def test_3_one_voice_at_a_time(routine: Routine, voice: VariedTimings, pace: float, talk: Talk) -> None:
    score = score_of(routine, voice, pace=pace, talk=talk)
    for before, after in pairwise(score.events):
        assert before.end <= after.start


@given(clocked_routines, voices, paces, paces)
def test_6_no_pace_moves_the_clock(routine: Routine, voice: VariedTimings, pace: float, other: float) -> None:
    assert score_of(routine, voice, pace=pace).duration == score_of(routine, voice, pace=other).duration


@given(blocks, voices, talks)
def test_work_begins_and_ends_with_its_tones(block: Block, voice: VariedTimings, talk: Talk) -> None:
    score = score_of(block, voice, talk=talk)
    signals = [event for event in score.events if isinstance(event, Signal)]
    for bout in work(score):
        assert [signal.tone for signal in signals if signal.start == bout.start] in ([Tone.GO], [Tone.SWITCH], [])
        begins = any(signal.tone is Tone.GO and signal.start == bout.start for signal in signals)
        runs_on = isinstance(block.format, Interval) and block.format.rest_s is None
        assert begins or runs_on

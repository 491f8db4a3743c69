"""The promises where the clock runs a block: intervals, starts on the minute, as many rounds as possible."""

from itertools import pairwise

from hypothesis import event, given
from hypothesis import strategies as st

from coach.cue import Tone
from coach.routine import Amrap, Block, Every, Exercise, Interval, Reps, Rest, Routine, Sides, Span, Talk
from coach.score import Activity, Event, Score, Signal, Speech, Stretch, schedule
from coach.script import Role, load_phrases, write
from coach.units import SAMPLE_RATE, s_to_samples
from tests.strategies import (
    amrap_blocks,
    clocked_blocks,
    clocked_routines,
    every_blocks,
    interval_blocks,
    plain_lines,
)
from tests.timings import VariedTimings

EN = load_phrases("en")
paces = st.integers(50, 200).map(lambda percent: percent / 100)
voices = st.builds(VariedTimings, st.integers(0, 5))
talks = st.sampled_from(Talk)
blocks = clocked_blocks(texts=plain_lines)
intervals = interval_blocks(texts=plain_lines)
starts = every_blocks(texts=plain_lines)


def score_of(block: Block | Routine, voice: VariedTimings, *, pace: float = 1.0, talk: Talk = Talk.FULL) -> Score:
    routine = block if isinstance(block, Routine) else Routine(title="On the clock", blocks=(block,))
    script = write(routine, phrases=EN, total_s=600, talk=talk)
    return schedule(script, voice, pace=pace)


def work(score: Score) -> list[Stretch]:
    return [stretch for stretch in score.stretches if stretch.activity is not Activity.REST]


def rests(score: Score) -> list[Stretch]:
    return [stretch for stretch in score.stretches if stretch.activity is Activity.REST]


def between(score: Score, start: int, end: int) -> list[Event]:
    return [event for event in score.events if start <= event.start < end]


def performed(block: Block) -> list[tuple[Exercise, str | None]]:
    """What is done in all rounds, in order: the exercise and the side."""
    once: list[tuple[Exercise, str | None]] = []
    for exercise in block.exercises():
        once += [(exercise, side) for side in (("first", "second") if exercise.dose.sides is Sides.EACH else (None,))]
    return once * block.rounds


def written_rests(block: Block) -> list[float]:
    """Seconds of rest before each work of intervals, and behind the last; reckoned here without the script."""
    assert isinstance(block.format, Interval)
    found = [0.0]
    last = len(performed(block)) // block.rounds
    for number in range(1, block.rounds + 1):
        done = 0
        for item in block.items:
            if isinstance(item, Rest):
                found[-1] += item.seconds
                continue
            for _ in range(2 if item.dose.sides is Sides.EACH else 1):
                done += 1
                rest_s = block.format.rest_s
                if done == last:
                    rest_s = 0.0 if number == block.rounds else rest_s if block.rest_s is None else block.rest_s
                found.append(rest_s or 0.0)
    return found


def slots(block: Block) -> list[list[tuple[Exercise, str | None]]]:
    """What is done in each start on the clock."""
    assert isinstance(block.format, Every)
    once = performed(block)[: len(performed(block)) // block.rounds]
    if not block.format.in_turn:
        return [once] * block.rounds
    return [[part for part in once if part[0] is exercise] for exercise in block.exercises()] * block.rounds


def endings(block: Block) -> list[Tone]:
    """The tone that ends each work, or begins what follows it."""
    match block.format:
        case Every():
            return [tone for slot in slots(block) for tone in [*[Tone.SWITCH] * (len(slot) - 1), Tone.REST]]
        case Interval():
            return [*(Tone.REST if rest_s else Tone.GO for rest_s in written_rests(block)[1:-1]), Tone.REST]
    return [Tone.REST]


def is_told(score: Score, exercise: Exercise, *words: str) -> bool:
    """Whether a warning about this exercise has these words in it."""
    told = [warning for warning in score.warnings if warning.startswith(f"{exercise.name}: ")]
    return any(word in warning for warning in told for word in words)


@given(intervals, voices, paces, talks)
def test_5_intervals_are_exact(block: Block, voice: VariedTimings, pace: float, talk: Talk) -> None:
    assert isinstance(block.format, Interval)
    score = score_of(block, voice, pace=pace, talk=talk)
    bouts = work(score)
    assert [bout.side for bout in bouts] == [side for _, side in performed(block)]
    assert {bout.end - bout.start for bout in bouts} == {s_to_samples(block.format.work_s)}
    written = written_rests(block)
    for (before, after), rest_s in zip(pairwise(bouts), written[1:-1], strict=True):
        assert after.start - before.end == s_to_samples(rest_s)
    assert [rest.end - rest.start for rest in rests(score)] == [s_to_samples(rest_s) for rest_s in written if rest_s]
    assert not written[0] or rests(score)[0].start < bouts[0].start
    assert not written[-1] or rests(score)[-1].start == bouts[-1].end


@given(starts, voices, paces, talks)
def test_2_every_start_is_on_the_clock(block: Block, voice: VariedTimings, pace: float, talk: Talk) -> None:
    assert isinstance(block.format, Every)
    score = score_of(block, voice, pace=pace, talk=talk)
    bouts = work(score)
    assert [bout.side for bout in bouts] == [side for _, side in performed(block)]
    sizes = [len(slot) for slot in slots(block)]
    firsts = [bouts[sum(sizes[:index])] for index in range(len(sizes))]
    every = block.format.every_s * score.sample_rate
    for index, first in enumerate(firsts):
        assert abs(first.start - firsts[0].start - index * every) <= 0.501
    assert abs(rests(score)[-1].end - firsts[0].start - len(firsts) * every) <= 0.501
    assert len(rests(score)) == len(firsts)
    assert not any("longer than the clock" in warning for warning in score.warnings)


@given(starts, voices, paces)
def test_2_counts_are_hurried_only_where_the_clock_leaves_too_little(
    block: Block, voice: VariedTimings, pace: float
) -> None:
    score = score_of(block, voice, pace=pace)
    for bout, (exercise, _) in zip(work(score), performed(block), strict=True):
        dose, length = exercise.dose, bout.end - bout.start
        if isinstance(dose.amount, Span):
            assert length == s_to_samples(dose.amount.seconds)
            continue
        assert isinstance(dose.amount, Reps)
        movements = 2 if dose.sides is Sides.ALTERNATING else 1
        natural = dose.amount.count * movements * dose.natural_rep_s * SAMPLE_RATE / pace
        hurried = is_told(score, exercise, "the clock leaves")
        event(f"hurried: {hurried}")
        assert length < 0.97 * natural + 1 if hurried else 0.97 * natural - 1 <= length <= natural + 1
        for number in between(score, bout.start, bout.end + 1):
            if isinstance(number, Speech) and number.rep:
                assert number.beat == bout.start + round(number.rep * movements * bout.period)


@given(starts, voices, paces, talks)
def test_1_on_the_clock_too_every_repetition_is_counted(
    block: Block, voice: VariedTimings, pace: float, talk: Talk
) -> None:
    score = score_of(block, voice, pace=pace, talk=talk)
    for bout, (exercise, _) in zip(work(score), performed(block), strict=True):
        amount = exercise.dose.amount
        wanted = list(range(1, amount.count + 1)) if isinstance(amount, Reps) else []
        said = [event for event in score.events if isinstance(event, Speech) and event.step == bout.step]
        found = [event.rep for event in said if event.rep]
        if is_told(score, exercise, "number is said", "are ticks"):
            assert set(found) <= set(wanted)
            assert found == sorted(set(found))
            assert found[-1] == wanted[-1]
        else:
            assert found == wanted


@given(amrap_blocks(texts=plain_lines), voices, paces, talks)
def test_5_as_many_rounds_as_possible_have_their_time_and_no_counts(
    block: Block, voice: VariedTimings, pace: float, talk: Talk
) -> None:
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


@given(intervals | starts, voices)
def test_4_what_comes_next_is_said_in_the_break_before_it(block: Block, voice: VariedTimings) -> None:
    """A break that is too short for it says so in a warning."""
    score = score_of(block, voice)
    for (before, (done, _)), (after, (exercise, side)) in pairwise(zip(work(score), performed(block), strict=True)):
        texts = [
            event.utterance.text for event in between(score, before.start, after.start) if isinstance(event, Speech)
        ]
        excused = is_told(score, exercise, "too short to say that it") or is_told(score, done, "too short to say what")
        if side == "second":
            assert "Switch sides." in texts or excused
        elif exercise != done:
            assert any(exercise.name.casefold() in text.casefold() for text in texts) or excused


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
    for bout, tone in zip(work(score), endings(block), strict=True):
        assert [signal.tone for signal in signals if signal.start == bout.start] == [Tone.GO]
        after = next(signal for signal in signals if signal.start >= bout.end and signal.tone is not Tone.TICK)
        if bout.movements:  # the last number ends it, and the break behind it has a tone of its own
            assert after.tone is tone
        else:
            assert after.start == bout.end
            assert after.tone is (Tone.REST if tone is Tone.SWITCH else tone)

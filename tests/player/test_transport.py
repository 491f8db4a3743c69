"""The transport: whatever the listener wishes and whenever, she is never miscounted, never hears half a word."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.cue import Tone
from coach.player import Command, Phase
from coach.player.places import bout_at, mark_of, sample_of, section_at, step_at
from coach.player.transport import VOLUME_MAX_DB, VOLUME_MIN_DB
from coach.routine import Routine
from coach.score import Activity, Score, Speech, schedule
from coach.script import CountedSet, Role
from coach.units import SAMPLE_RATE
from tests.player.session import SECOND, Session, heard_of, rules_of
from tests.player.tone_part import script_of_text
from tests.strategies import plain_routines
from tests.test_promises import counts, paces, script_of, voices
from tests.timings import VariedTimings

delays = st.integers(0, 90 * SAMPLE_RATE)
STAYING = [
    Command.TOGGLE,
    Command.PAUSE,
    Command.RESUME,
    Command.FASTER,
    Command.SLOWER,
    Command.SHIFT_FASTER,
    Command.SHIFT_SLOWER,
    Command.MORE_REST,
    Command.LOUDER,
    Command.SOFTER,
]
"""Wishes after which everything that was to come still comes."""
wishes = st.lists(st.tuples(delays, st.sampled_from(list(Command))), max_size=12)
staying_wishes = st.lists(st.tuples(delays, st.sampled_from(STAYING)), max_size=12)
shares = st.floats(0, 1, exclude_max=True)


@given(plain_routines, paces, voices)
def test_without_a_wish_the_score_is_heard_from_its_first_sample_to_its_last(
    routine: Routine, pace: float, voice: VariedTimings
) -> None:
    script = script_of(routine)
    session = Session.of(rules_of(script, voice, pace=pace))
    score = schedule(script, voice, pace=pace)
    assert heard_of(session.state.entry) == [(event.start, event) for event in score.events]
    assert session.state.entry.duration == score.duration


def numbers_of(score: Score) -> list[tuple[int, int | None]]:
    counts = (event for event in score.events if isinstance(event, Speech) and event.role is Role.COUNT)
    return [(event.step, event.rep) for event in counts]


@given(plain_routines, paces, voices, counts, staying_wishes)
def test_1_never_miscounts_whatever_is_wished(routine, pace, voice, count, wished) -> None:
    script = script_of(routine, count=count)
    session = Session.of(rules_of(script, voice, pace=pace))
    for delay, command in wished:
        session.listen(delay)
        session.wish(command)
    session.listen_to_the_end()
    assert session.ended
    changed = any("faster" in command or "slower" in command for _, command in wished)
    plain = numbers_of(schedule(script, voice, pace=pace))
    for number, step in enumerate(script.steps):
        if isinstance(step, CountedSet):
            said = [rep for at, rep in session.numbers if at == number]
            assert said == [rep for rep in step.numbers if rep in said]  # in order, once each
            assert not said or said[-1] == step.numbers[-1]
            assert changed or said == [rep for at, rep in plain if at == number]


@given(plain_routines, paces, voices, wishes)
def test_3_one_thing_sounds_at_a_time_and_no_word_is_begun_in_its_middle(routine, pace, voice, wished) -> None:
    session = Session.of(rules_of(script_of(routine), voice, pace=pace))
    for delay, command in wished:
        session.listen(delay)
        sounding = [event for at, event in heard_of(session.state.entry) if at < session.played]
        session.wish(command)
        entry = session.state.entry
        heard = heard_of(entry)
        for (start, event), (after, _) in pairwise(heard):
            assert start + event.end - event.start <= after
        for start, event in heard:
            assert start >= 0 or (not entry.jumps and event in sounding)
        assert 0 <= session.position <= session.state.score.duration
        view = session.state.view(session.played)
        assert 0 <= view.count <= max(view.of, 0)
        assert view.left_s >= 0
        assert VOLUME_MIN_DB <= view.volume_db <= VOLUME_MAX_DB


@given(plain_routines, paces, voices, delays)
def test_going_on_after_a_pause_backs_up_to_the_last_whole_repetition_and_counts_in(
    routine, pace, voice, delay
) -> None:
    script = script_of(routine)
    session = Session.of(rules_of(script, voice, pace=pace))
    session.listen(delay)
    assume(not session.ended)
    before, score = session.position, session.state.score
    bout = bout_at(score, before)
    session.wish(Command.PAUSE)
    assert session.position == before
    session.wish(Command.RESUME)
    at = session.position
    if bout is None:
        said = [event for event in score.events if event.start < before < event.end]
        coming = [stretch.start for stretch in score.stretches if stretch.start > before]
        assert at == (said[0].start if said else before) or at in coming  # counted in again, where that had begun
        return
    (go,) = [
        (start, event) for start, event in heard_of(session.state.entry) if event.cue is Tone.GO and event.start == at
    ]
    assert go[0] == session.state.entry.lead_left
    ticks = [start for start, event in heard_of(session.state.entry)[:5] if event.cue is Tone.TICK and start < go[0]]
    assert ticks == [go[0] - 2 * SECOND, go[0] - SECOND]
    if bout.movements:
        step = script.steps[bout.step]
        repetition = bout.period * step.movements
        assert before - at <= repetition + 1
        assert (at - bout.start) % repetition < 1 or repetition - (at - bout.start) % repetition < 1
    else:
        word = max([event.end - event.start for event in score.events if event.step == bout.step])
        assert before - at <= word


@given(plain_routines, paces, voices, delays, st.sampled_from([Command.FASTER, Command.SLOWER]))
def test_a_new_pace_keeps_the_step_and_what_was_heard(routine, pace, voice, delay, command) -> None:
    session = Session.of(rules_of(script_of(routine), voice, pace=pace))
    session.listen(delay)
    before, at = session.state, session.position
    session.wish(command)
    after = session.state
    assert session.position == at
    assert step_at(after.score, at) == step_at(before.score, at)
    if after.entry is before.entry:
        assert "does not go" in after.message
        return
    bout = bout_at(before.score, at)
    now = bout_at(after.score, at)
    assert (bout is None) == (now is None)
    if bout is not None and bout.movements:
        assert (now.start, now.period, now.before) == (bout.start, bout.period, bout.before)
        parts = [part for part in after.score.stretches if part.step == bout.step and part.start >= now.start]
        assert len(parts) <= 2
        if len(parts) == 2 and not session.state.rules.script.steps[bout.step].most_s:
            assert parts[1].start > at
            natural = session.state.rules.script.steps[bout.step].rep_s * SAMPLE_RATE
            assert parts[1].period == natural / after.pace


@given(plain_routines, voices, delays)
def test_a_change_is_said_in_one_word_soon_or_not_at_all(routine, voice, delay) -> None:
    session = Session.of(rules_of(script_of(routine), voice))
    session.listen(delay)
    assume(not session.ended)
    session.wish(Command.FASTER)
    said = [
        start
        for start, event in heard_of(session.state.entry)
        if isinstance(event, Speech) and event.utterance.text == "Faster."
    ]
    assert len(said) <= 1
    assert all(start - session.played <= session.state.entry.lead_left + 4 * SECOND for start in said)
    quiet = Session.of(rules_of(script_of(routine), voice, silent=True))
    quiet.listen(delay)
    quiet.wish(Command.FASTER)
    told = [event.utterance.text for _, event in heard_of(quiet.state.entry) if isinstance(event, Speech)]
    assert "Faster." not in told


@given(plain_routines, voices, delays)
def test_a_shift_ends_with_its_exercise(routine, voice, delay) -> None:
    session = Session.of(rules_of(script_of(routine), voice))
    session.listen(delay)
    score, at = session.state.score, session.position
    doing = [stretch for stretch in score.stretches if stretch.end > at and stretch.activity is not Activity.REST]
    assume(doing)
    number = section_at(score, max(at, doing[0].start))
    session.wish(Command.SHIFT_FASTER)
    new = session.state.score
    assert session.state.pace == 1.0
    for old, now in zip(score.sections[number + 1 :], new.sections[number + 1 :], strict=True):
        assert now.end - now.start == old.end - old.start


def test_faster_after_a_shift_is_one_step_from_the_pace_before_it() -> None:
    session = Session.of(rules_of(script_of_text(), VariedTimings()))
    session.listen(session.state.score.stretches[0].start + SECOND)
    for command in (Command.SHIFT_FASTER, Command.SHIFT_FASTER, Command.FASTER):
        session.wish(command)
    periods = {stretch.step: stretch.period for stretch in session.state.score.stretches if stretch.movements}
    first, last = periods.values()
    assert session.state.pace == 1.05
    assert (SAMPLE_RATE / first, SAMPLE_RATE / last) == pytest.approx((1.15, 1.05))


@given(plain_routines, voices, delays)
def test_next_and_previous_are_exercises(routine, voice, delay) -> None:
    session = Session.of(rules_of(script_of(routine), voice))
    session.listen(delay)
    score, at = session.state.score, session.position
    number = section_at(score, at)
    session.wish(Command.NEXT)
    if number + 1 < len(score.sections):
        assert session.position == score.sections[number + 1].start
        session.wish(Command.PREVIOUS)
        assert session.position == score.sections[number].start
        session.wish(Command.NEXT)
        session.listen(session.state.entry.lead_left + 4 * SECOND)
        session.wish(Command.PREVIOUS)
        assert session.position == score.sections[number + 1].start or score.sections[number + 1].end < 4 * SECOND + at
    else:
        assert session.position >= at or session.state.message
        assert bout_at(score, session.position) is None


@given(plain_routines, voices, delays)
def test_again_is_this_set_from_its_start_signal_on(routine, voice, delay) -> None:
    session = Session.of(rules_of(script_of(routine), voice))
    session.listen(delay)
    at = session.position
    begun = [
        stretch
        for stretch in session.state.score.stretches
        if stretch.start <= at and stretch.activity is not Activity.REST
    ]
    session.wish(Command.AGAIN)
    if not begun:
        assert session.state.message == "no set has begun yet"
        return
    assert session.position == begun[-1].start
    session.listen(session.state.entry.lead_left)
    assert session.state.view(session.played).phase is not Phase.LISTEN


@given(plain_routines, voices, delays)
def test_skipping_a_rest_leads_to_what_comes_next_and_then_to_its_count_in(routine, voice, delay) -> None:
    session = Session.of(rules_of(script_of(routine), voice))
    session.listen(delay)
    score, at = session.state.score, session.position
    coming = [stretch for stretch in score.stretches if stretch.start > at and stretch.activity is not Activity.REST]
    for _ in range(10):
        here = session.position
        session.wish(Command.SKIP_REST)
        if session.state.message:
            break
        assert here < session.position < coming[0].start
        told = [event for event in score.events if isinstance(event, Speech) and here < event.start < session.position]
        assert not any(event.role in (Role.ANNOUNCE, Role.SWITCH) for event in told)
    assert session.state.message in ("there is no rest to skip now", "it begins in a moment")


@given(plain_routines, paces, paces, voices, shares)
def test_a_mark_leads_back_at_every_pace(routine, pace, other, voice, when) -> None:
    script = script_of(routine)
    score = schedule(script, voice, pace=pace)
    at = int(when * score.duration)
    mark = mark_of(script, score, at)
    back = sample_of(script, score, mark)
    bout = bout_at(score, at)
    repetition = bout.period * script.steps[bout.step].movements if bout and bout.movements else 0
    assert -2 * SECOND <= at - back <= repetition + 1  # a set that is over is not begun again
    elsewhere = schedule(script, voice, pace=other)
    there = mark_of(script, elsewhere, sample_of(script, elsewhere, mark))
    if bout is not None and bout.movements:
        assert there == mark
    session = Session.of(rules_of(script, voice, pace=other), mark)
    session.listen_to_the_end()
    assert session.ended


@pytest.mark.parametrize("back", [Command.AGAIN, Command.PREVIOUS])
@pytest.mark.parametrize("faster", [Command.FASTER, Command.SHIFT_FASTER])
def test_who_goes_back_keeps_the_pace_she_has(back, faster) -> None:
    dose = {"amount": {"count": 8}, "sets": 2}
    items = [{"name": name, "dose": dose} for name in ("Squats", "Lunges")]
    script = script_of(Routine.model_validate({"title": "Two", "blocks": [{"items": items}]}))
    session = Session.of(rules_of(script, VariedTimings()))
    first = session.state.score.stretches[0]
    session.listen(first.start + round(3.5 * first.period))
    session.wish(faster)
    session.wish(faster)
    session.listen(round(2.5 * first.period))
    assert session.state.view(session.played).pace == pytest.approx(1.1)
    session.wish(back)
    assert session.state.view(session.played).pace == pytest.approx(1.1)
    again = next(bout for bout in session.state.score.stretches if bout.step == first.step)
    assert again.period == pytest.approx(first.period / 1.1)
    assert session.state.pace == pytest.approx(1.1 if faster is Command.FASTER else 1.0)
    session.numbers.clear()
    session.listen_to_the_end()
    steps = list(dict.fromkeys(step for step, _ in session.numbers))
    assert [[number for of, number in session.numbers if of == step] for step in steps] == [list(range(1, 9))] * 4


@given(st.lists(st.sampled_from([Command.LOUDER, Command.SOFTER]), max_size=60))
def test_the_volume_has_its_limits(wished) -> None:
    routine = Routine.model_validate(
        {"title": "One", "blocks": [{"items": [{"name": "Squats", "dose": {"amount": {"count": 3}}}]}]}
    )
    session = Session.of(rules_of(script_of(routine), VariedTimings()))
    for command in wished:
        before = session.state.volume_db
        session.wish(command)
        assert VOLUME_MIN_DB <= session.state.volume_db <= VOLUME_MAX_DB
        assert ("no further" in session.state.message) == (session.state.volume_db == before)

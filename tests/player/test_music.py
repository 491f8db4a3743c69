"""Music while playing: where it is after a jump, that it makes no step, and that it is what an export has."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.audio import to_pcm
from coach.audio.backing import FADE, NODE, SILENT_DB
from coach.audio.mixing import Mix, mixed_blocks
from coach.player import Command, Mark
from coach.player.entry import Entry
from coach.player.feed import Feed
from coach.player.part import Part
from coach.player.playback import Playback
from coach.player.stream import Stream, mixer
from coach.player.transport import Transport, begin
from coach.score import Score
from coach.units import SAMPLE_RATE
from tests.audio.test_mixing import CLIPS, TIMINGS, mix_of
from tests.player.session import Session, rules_of
from tests.player.tone_part import score_of_text, script_of_text

TEXT = "# Short\n\n- Squats: 6 @ 1 s\n- Rest 25 s\n- Plank: 14 s\n- Bridges: 3 @ 1 s\n- Rest 9 s\n- Lunges: 4 @ 2 s\n"
SCRIPT = script_of_text(TEXT)
RULES = replace(rules_of(SCRIPT, TIMINGS, silent=True), music=True)
SCORE: Score = RULES.compose(begin(RULES).adjustments)
MIX: Mix = mix_of(SCORE)
SETTLED = FADE + SAMPLE_RATE
WHOLE = np.concatenate([np.frombuffer(to_pcm(block), "<i2").reshape(-1, 2) for block in mixed_blocks(SCORE, MIX)])
COMMANDS = [
    Command.NEXT,
    Command.PREVIOUS,
    Command.AGAIN,
    Command.FASTER,
    Command.SLOWER,
    Command.MORE_REST,
    Command.MUSIC,
]


def part(transport: Transport) -> Part:
    return Part(transport, mixer(MIX.clips, gain=MIX.backing.gain), 2, MIX)


def taken(stream: Stream, count: int) -> np.ndarray:
    while stream.ahead < count and not stream.complete:
        stream.render_on()
    out = bytearray(stream.width * count)
    got = stream.take(memoryview(out))
    return np.frombuffer(out[: got * stream.width], "<i2").reshape(-1, 2)


def rendered(entry: Entry, **options: object) -> Stream:
    return Stream(entry, mixer(MIX.clips, gain=MIX.backing.gain), channels=2, music=MIX, **options)  # type: ignore[arg-type]


def music_place(state: Transport, played: int) -> int:
    return state.entry.music_at + played


def test_what_is_played_is_what_is_exported() -> None:
    stream = rendered(begin(RULES).entry)
    np.testing.assert_array_equal(taken(stream, SCORE.duration), WHOLE)


def test_what_is_not_known_yet_has_two_channels_without_music() -> None:
    beginning = Stream(Entry(SCORE, 0), mixer(MIX.clips, gain=MIX.backing.gain), channels=2)
    heard = taken(beginning, 30_000)
    np.testing.assert_array_equal(heard[:, 0], heard[:, 1])
    assert beginning.music_db(100) == SILENT_DB


@given(st.lists(st.tuples(st.integers(0, 20 * SAMPLE_RATE), st.sampled_from(COMMANDS)), max_size=8))
def test_music_goes_on_with_the_listeners_time_wherever_the_voice_goes(
    wishes: list[tuple[int, Command]],
) -> None:
    session, heard = Session.of(RULES), 0
    for wait, command in wishes:
        before = session.played
        session.listen(wait)
        heard += session.played - before
        session.wish(command)
        assert music_place(session.state, session.played) == heard


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.integers(SAMPLE_RATE, 9 * SAMPLE_RATE), st.sampled_from(COMMANDS)), min_size=1, max_size=4)
)
def test_no_wish_makes_a_step_in_the_music(wishes: list[tuple[int, Command]]) -> None:
    session = Session.of(RULES)
    stream = rendered(session.state.entry)
    for wait, command in wishes:
        session.listen(wait)
        level_db = stream.music_db(session.played)
        entry = session.state.entry
        session.wish(command)
        if session.state.entry is not entry:
            stream = rendered(session.state.entry, music_from_db=level_db)
            assert stream.music_db(0) == pytest.approx(level_db, abs=0.8)


def test_music_that_is_turned_off_is_silent_and_comes_back_where_it_would_be() -> None:
    session = Session.of(RULES)
    session.listen(20 * SAMPLE_RATE)
    session.wish(Command.MUSIC)
    assert session.state.message == "music off"
    stream = rendered(session.state.entry, music_from_db=0.0)
    off = taken(stream, 4 * SAMPLE_RATE)
    assert (off[:2000, 0] != off[:2000, 1]).any()
    np.testing.assert_array_equal(off[SAMPLE_RATE + NODE :, 0], off[SAMPLE_RATE + NODE :, 1])
    session.listen(4 * SAMPLE_RATE)
    session.wish(Command.NEXT)
    assert not session.state.entry.music
    session.wish(Command.MUSIC)
    assert session.state.message == "music on"
    assert session.state.entry.music
    assert music_place(session.state, 0) == 24 * SAMPLE_RATE


def test_it_is_off_while_paused_and_comes_in_softly() -> None:
    playback = Playback(part(begin(RULES)))
    while playback.feed.stream.ahead < 30 * SAMPLE_RATE:
        playback.feed.stream.render_on()
    playback.feed.take(20 * SAMPLE_RATE)
    playback.act(Command.PAUSE)
    hushed = np.frombuffer(playback.feed.take(SAMPLE_RATE), "<i2").reshape(-1, 2)
    assert np.abs(hushed[1000:].astype(int)).max() < 300
    place = playback.feed.stream.entry.music_at + playback.feed.stream.taken
    playback.act(Command.RESUME)
    stream = playback.feed.stream
    assert stream.entry.music_at == place
    assert stream.music_db(0) < SILENT_DB + 1
    assert stream.music_db(SAMPLE_RATE) > -25


def test_a_volume_leaves_music_where_it_is() -> None:
    playback = Playback(part(begin(RULES)))
    while playback.feed.stream.ahead < 25 * SAMPLE_RATE:
        playback.feed.stream.render_on()
    playback.feed.take(18 * SAMPLE_RATE)
    playback.act(Command.SOFTER)
    entry = playback.feed.streams[-1].entry
    assert entry.music_at == entry.position(0)


@settings(max_examples=8)
@given(st.integers(0, len(SCRIPT.steps) - 1))
def test_a_session_that_goes_on_has_its_music_where_the_export_has_it(step: int) -> None:
    state = begin(RULES, mark=Mark(step))
    entry = state.entry
    assert music_place(state, entry.lead_left) == entry.at
    stream = rendered(entry, music_from_db=SILENT_DB)
    count = entry.duration
    heard = taken(stream, count)
    pauses = ((one.end, other.start) for one, other in pairwise(SCORE.events) if one.end > entry.at)
    settled = next((end for end, start in pauses if start - end > 3 * SAMPLE_RATE), SCORE.duration) + 2 * SAMPLE_RATE
    np.testing.assert_array_equal(heard[entry.lead_left + settled - entry.at :], WHOLE[settled:])


def test_where_there_is_no_music_its_key_says_so() -> None:
    session = Session.of(rules_of(SCRIPT, TIMINGS))
    session.wish(Command.MUSIC)
    assert "--music" in session.state.message
    assert session.state.music


def test_a_feed_of_one_channel_is_as_before() -> None:
    score = score_of_text()
    feed = Feed(Stream(Entry(score, 0), mixer(CLIPS, gain=1.0)))
    assert feed.channels == 1
    assert len(feed.take(10)) == 20

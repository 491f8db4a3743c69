"""Streams and the feed: promise 8 while playing; whatever a device asks, no sample is lost or heard twice."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.audio import to_pcm
from coach.audio.render import render
from coach.player import Command
from coach.player.entry import Entry
from coach.player.feed import Feed
from coach.player.stream import BLEND, BLOCK, Stream
from coach.units import SAMPLE_RATE, db_to_gain
from tests.player.session import Session, rules_of
from tests.player.tone_part import CLIPS, MIX, score_of_text, script_of_text

SCORE = score_of_text()
WHOLE = to_pcm(render(SCORE, CLIPS, 0, SCORE.duration, gain=1.0)[:, 0])
asked = st.lists(st.integers(1, 3 * SAMPLE_RATE), min_size=1, max_size=30)


def rendered(entry: Entry, **options: float) -> Stream:
    stream = Stream(entry, MIX, **options)
    while not stream.complete:
        stream.render_on()
    return stream


def taken(stream: Stream, count: int) -> np.ndarray:
    out = bytearray(2 * count)
    assert stream.take(memoryview(out)) == count
    return np.frombuffer(out, "<i2").astype(int)


@given(asked)
def test_8_a_stream_is_the_score_whatever_is_asked(counts: list[int]) -> None:
    stream = rendered(Entry(SCORE, 0))
    heard = b""
    for count in counts:
        out = bytearray(2 * count)
        got = stream.take(memoryview(out))
        assert got == min(count, SCORE.duration - len(heard) // 2)
        heard += bytes(out[: 2 * got])
    assert heard == WHOLE[: len(heard)]
    assert stream.taken == len(heard) // 2


def test_a_stream_is_rendered_block_by_block_and_says_what_is_ready() -> None:
    stream = Stream(Entry(SCORE, 0), MIX)
    assert (stream.ahead, stream.complete) == (0, False)
    stream.render_on()
    first = stream.ahead
    assert 0 < first < BLOCK
    stream.render_on()
    assert stream.ahead == first + BLOCK
    assert stream.take(memoryview(bytearray(2 * SCORE.duration))) == first + BLOCK


def test_volume_changes_level_and_nothing_else() -> None:
    loud = taken(rendered(Entry(SCORE, 0), volume_db=-6.0), 5 * SAMPLE_RATE)
    whole = np.frombuffer(WHOLE, "<i2")[: len(loud)]
    np.testing.assert_allclose(loud, whole * db_to_gain(-6.0), atol=1.01)


def test_louder_than_an_export_stays_within_full_scale_and_is_not_cut_off() -> None:
    loud = taken(rendered(Entry(SCORE, 0), volume_db=12.0), SCORE.duration)
    assert np.abs(loud).max() <= 32_767
    assert (np.abs(loud) >= 32_766).sum() < 20


def test_a_jump_is_blended_over_a_hundredth_of_a_second() -> None:
    at, to = 40 * SAMPLE_RATE // 10, 20 * SAMPLE_RATE
    old = Entry(SCORE, 0)
    heard = taken(rendered(Entry(SCORE, to), before=(old, at, 0.0)), SAMPLE_RATE)
    plain = np.frombuffer(WHOLE, "<i2")[to : to + SAMPLE_RATE].astype(int)
    np.testing.assert_array_equal(heard[BLEND:], plain[BLEND:])
    assert abs(heard[0] - np.frombuffer(WHOLE, "<i2")[at]) <= 1


@given(asked, st.integers(0, 30 * SAMPLE_RATE), st.sampled_from([Command.FASTER, Command.MORE_REST, Command.SOFTER]))
def test_8_a_change_disturbs_nothing_that_sounds(counts: list[int], at: int, command: Command) -> None:
    """A feed goes over to the changed score exactly where the present one is left."""
    session = Session.of(rules_of(script_of_text(), CLIPS, silent=True))
    at = min(at, session.state.entry.duration)
    feed = Feed(rendered(session.state.entry))
    changed = session.state.act(command, at)
    if changed.entry is session.state.entry:
        return
    assert feed.change(rendered(changed.entry), at=at)
    heard = b"".join(feed.take(count) for count in counts)
    new = to_pcm(render(changed.score, CLIPS, 0, changed.score.duration, gain=1.0)[:, 0])
    cut = min(2 * at, len(heard))
    assert heard[:cut] == WHOLE[:cut]
    length = min(len(heard), len(new))
    assert heard[cut:length] == new[cut:length]
    assert not any(heard[length:])
    assert feed.underruns == 0


def test_a_change_that_does_not_jump_comes_in_time_or_not_at_all() -> None:
    feed = Feed(rendered(Entry(SCORE, 0)))
    feed.take(2000)
    assert not feed.change(rendered(Entry(SCORE, 1000, jumps=False)), at=1000)
    assert feed.change(rendered(Entry(SCORE, 1000)), at=1000)
    assert np.frombuffer(feed.take(100), "<i2").tolist() == np.frombuffer(WHOLE, "<i2")[1000:1100].tolist()


def test_a_pause_fades_at_once_and_keeps_headphones_awake() -> None:
    feed = Feed(rendered(Entry(SCORE, 0)))
    feed.take(3 * SAMPLE_RATE)
    before = feed.stream.taken
    feed.held = True
    hushed = np.frombuffer(feed.take(SAMPLE_RATE), "<i2").astype(int)
    assert feed.stream.taken - before < SAMPLE_RATE // 100
    quiet = hushed[SAMPLE_RATE // 100 :]
    assert 0 < np.abs(quiet).max() < 300
    again = feed.stream.taken
    feed.take(SAMPLE_RATE)
    assert feed.stream.taken == again


def test_an_underrun_is_silence_and_is_counted() -> None:
    stream = Stream(Entry(SCORE, 0), MIX)
    stream.render_on()
    feed = Feed(stream)
    ready = stream.ahead
    assert feed.take(ready + 100) == WHOLE[: 2 * ready] + bytes(200)
    assert feed.underruns == 1
    assert not feed.ended


def test_who_can_wait_gets_everything_and_then_nothing() -> None:
    feed = Feed(rendered(Entry(SCORE, 0)))
    assert feed.take(SCORE.duration + 5, wait=True) == WHOLE
    assert feed.ended
    assert feed.take(10, wait=True) == b""
    assert feed.take(10) == bytes(20)
    assert feed.underruns == 0


def test_behind_an_end_that_is_not_the_last_noise_is_heard_until_more_is_known() -> None:
    feed = Feed(rendered(Entry(SCORE, SCORE.duration - 100, more=True)))
    heard = np.frombuffer(feed.take(1000), "<i2")
    assert heard[200:].any()
    assert (feed.underruns, feed.ended, feed.stream.taken) == (0, False, 100)
    assert feed.change(rendered(Entry(SCORE, 0, jumps=False)), at=100)
    assert feed.take(50) == WHOLE[:100]

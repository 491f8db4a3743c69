"""The player: wishes, ends, and what it does when a device, a voice or the machine fails. The test is the device."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from coach.audio import to_pcm
from coach.audio.render import render
from coach.errors import MachineError
from coach.player import Command, Status
from coach.player.part import Moment, Part
from coach.player.player import Player
from coach.player.sinks.null import NullSink
from coach.units import SAMPLE_RATE
from tests.card import until
from tests.player.tone_part import CLIPS, HandSink, part_of_text, score_of_text

SCORE = score_of_text()
WHOLE = to_pcm(render(SCORE, CLIPS, 0, SCORE.duration, gain=1.0)[:, 0])
PATIENCE_S = 10.0


class Hand:
    """Plays a routine by hand: the device asks only when the test says so."""

    def __init__(self, part: Part | None = None) -> None:
        self.now = 0.0
        self.sink = HandSink()
        self.moments: list[Moment] = []
        self.player = Player(part or part_of_text(), self.sink, on_tick=self.moments.append, clock=lambda: self.now)
        self.player.start()

    def ask(self, samples: int) -> np.ndarray:
        heard = b""
        while (left := samples - len(heard) // 2) > 0:
            until(lambda left=left: self.ready(left))
            heard += self.sink.ask(min(1000, left))
        return np.frombuffer(heard, "<i2")

    def ready(self, samples: int) -> bool:
        streams = self.player._playback.feed.streams
        return self.player._playback.feed.held or sum(stream.ahead for stream in streams) >= min(1000, samples)

    def wish(self, command: Command) -> None:
        before = self.player._playback.transport
        self.player.send(command)
        until(lambda: self.player._playback.transport is not before)

    def leave(self) -> None:
        self.player.send(Command.LEAVE)
        assert self.player.wait(PATIENCE_S)


def test_what_is_heard_is_what_an_export_writes() -> None:
    hand = Hand()
    assert hand.ask(20 * SAMPLE_RATE).tobytes() == WHOLE[: 40 * SAMPLE_RATE]
    assert hand.player.view().status is Status.PLAYING
    hand.leave()
    assert hand.player.view().status is Status.ENDED
    assert not hand.player.completed


def test_a_whole_session_ends_by_itself() -> None:
    sink = NullSink(real_time=False)
    player = Player(part_of_text(), sink)
    player.start()
    assert player.wait(PATIENCE_S)
    assert player.completed
    assert player.underruns == 0


def test_a_pause_is_heard_at_the_next_request_and_going_on_begins_with_a_sound() -> None:
    hand = Hand()
    hand.ask(30 * SAMPLE_RATE)
    hand.player.send(Command.TOGGLE)
    until(lambda: hand.player._playback.feed.held)
    assert np.abs(hand.ask(2000)[300:]).max() < 300
    assert hand.player.view().status is Status.PAUSED
    hand.player.send(Command.TOGGLE)
    until(lambda: not hand.player._playback.feed.held)
    assert np.abs(hand.ask(SAMPLE_RATE // 10)).max() > 300  # the tone that opens the ear
    hand.leave()


def test_a_new_pace_is_heard_from_the_next_repetition_on() -> None:
    hand = Hand()
    bout = SCORE.stretches[0]
    at = bout.start + round(2.5 * bout.period)
    heard = hand.ask(at).tobytes()
    hand.wish(Command.FASTER)
    heard += hand.ask(20 * SAMPLE_RATE).tobytes()
    new = hand.player._playback.transport.score
    assert [part.before for part in new.stretches if part.step == bout.step] == [0, 3]
    anchor = bout.start + round(3 * bout.period)
    assert heard[: 2 * at] == WHOLE[: 2 * at]
    said = [
        event
        for event in hand.player._playback.transport.entry.score.events
        if getattr(event, "rep", None) in (4, 5, 6)
    ]
    assert [event.beat - anchor for event in said[:3]] == [round(k * bout.period / 1.05) for k in (1, 2, 3)]
    sound = to_pcm(render(hand.player._playback.transport.entry.score, CLIPS, 0, new.duration, gain=1.0)[:, 0])
    assert heard == sound[: len(heard)]
    assert hand.player.view().pace == 1.05
    hand.leave()


def test_wishes_come_in_their_order_and_the_last_counts() -> None:
    hand = Hand()
    hand.ask(SAMPLE_RATE)
    for command in (Command.NEXT, Command.FASTER, Command.FASTER, Command.SLOWER, Command.NEXT, Command.SOFTER):
        hand.player.send(command)
    until(lambda: hand.player.view().volume_db == -2)
    view = hand.player.view()
    assert (view.section, view.pace) == (2, 1.05)
    hand.leave()


def test_a_device_that_is_taken_away_pauses_it_and_it_goes_on_counted_in_when_it_is_back() -> None:
    hand = Hand()
    bout = SCORE.stretches[0]
    hand.ask(bout.start + round(2.5 * bout.period))
    hand.sink.refuses = [MachineError("no device"), MachineError("no device")]
    hand.sink.lost = "it was taken away"
    until(lambda: hand.player.view().status is Status.WAITING)
    assert "gone" in hand.player.view().message
    until(lambda: hand.player.view().status is Status.PLAYING)
    assert hand.player.view().message.endswith("is back")
    assert hand.player.interruptions == 1
    assert hand.sink.opened == 2
    entry = hand.player._playback.transport.entry
    assert entry.at == bout.start + round(2 * bout.period)
    assert entry.lead is not None
    hand.leave()


def test_a_device_that_hangs_is_lost_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.player.player._SILENT_S", 0.05)
    hand = Hand()
    hand.sink.refuses = [MachineError("no device")] * 3
    until(lambda: hand.player.view().status is Status.WAITING)
    hand.leave()


def test_somebody_leaves_while_the_device_is_away() -> None:
    hand = Hand()
    hand.sink.refuses = [MachineError("no device")] * 1000
    hand.sink.lost = "it was taken away"
    until(lambda: hand.player.view().status is Status.WAITING)
    hand.leave()


def test_a_machine_that_slept_goes_on_when_the_listener_is_ready() -> None:
    hand = Hand()
    hand.ask(30 * SAMPLE_RATE)
    before = hand.player.view().position_s
    hand.now += 3600
    until(lambda: hand.player.view().status is Status.PAUSED)
    assert "asleep" in hand.player.view().message
    hand.player._playback.feed.called_at = time.monotonic()
    assert abs(hand.player.view().position_s - before) < 0.01
    hand.wish(Command.RESUME)
    assert hand.player.view().position_s <= before
    hand.leave()


def test_a_voice_that_fails_while_it_is_asked_for_a_word_leaves_what_is_heard_alone() -> None:
    hand = Hand()
    rules = hand.player._playback.transport.rules
    hand.ask(SAMPLE_RATE)

    def fails(_: object) -> None:
        raise MachineError("the voice is gone")

    hand.player._playback.transport = hand.player._playback.transport.__class__(
        **{
            name: getattr(hand.player._playback.transport, name)
            for name in ("score", "entry", "adjustments", "pace", "paused", "volume_db", "message")
        },
        rules=rules.__class__(rules.script, fails, rules.timings),
    )
    hand.player.send(Command.FASTER)
    until(lambda: "the voice is gone" in hand.player.view().message)
    assert hand.ask(1000).tobytes() == WHOLE[2 * SAMPLE_RATE : 2 * SAMPLE_RATE + 2000]
    hand.leave()


def beginning(part: Part, until_s: float) -> Part:
    """A part of which no more is known than its first seconds."""
    entry = part.transport.entry
    until = round(until_s * SAMPLE_RATE)
    heard = tuple(event for event in entry.score.events if event.end <= until)
    entry = replace(entry, score=replace(entry.score, events=heard, duration=until), more=True)
    return Part(part.transport.with_entry(entry), part.mix)


def test_a_beginning_is_heard_and_what_follows_joins_it_without_a_seam() -> None:
    hand = Hand(beginning(part_of_text(), 2.0))
    heard = hand.ask(SAMPLE_RATE).tobytes()
    assert hand.player.view().estimated
    assert not hand.player._feed.waits
    assert hand.player.moment().active_s == pytest.approx(1.0, abs=0.1)
    hand.player.know(part_of_text())
    until(lambda: not hand.player._playback.is_beginning)
    assert not hand.player.view().estimated
    heard += hand.ask(8 * SAMPLE_RATE).tobytes()
    assert heard == WHOLE[: len(heard)]
    hand.leave()


@pytest.mark.parametrize("waits", [False, True])
def test_who_listens_is_told_how_far_the_voice_is_once_all_that_is_known_was_heard(waits: bool) -> None:
    hand = Hand(beginning(part_of_text(), 1.0))
    hand.player.tell_prepared(37, 100)
    assert hand.player.view().message == ""
    hand.ask(SAMPLE_RATE)
    hand.sink.waits = waits  # to a file nobody listens
    assert hand.player.view().message == ("" if waits else "the voice is still speaking what comes: 30 %")
    hand.leave()


def test_a_pause_while_the_voice_still_speaks_holds_until_somebody_goes_on() -> None:
    hand = Hand(beginning(part_of_text(), 2.0))
    hand.player.send(Command.PAUSE)
    until(lambda: hand.player.view().status is Status.PAUSED)
    hand.player.send(Command.NEXT)
    until(lambda: "still speaking" in hand.player.view().message)
    hand.player.know(part_of_text())
    until(lambda: not hand.player._playback.is_beginning)
    until(lambda: hand.player.view().section == 1)  # what was wished meanwhile is done
    assert hand.player.view().status is Status.PAUSED
    assert np.abs(hand.ask(2000)).max() < 300
    hand.player.send(Command.RESUME)
    until(lambda: hand.player.view().status is Status.PLAYING)
    assert not hand.player._playback.feed.held
    assert hand.player.view().section == 1
    hand.leave()


def test_a_device_that_goes_while_the_voice_still_speaks_comes_back_to_the_beginning() -> None:
    hand = Hand(beginning(part_of_text(), 2.0))
    hand.ask(SAMPLE_RATE // 2)
    hand.sink.refuses = [MachineError("no device")]
    hand.sink.lost = "it was taken away"
    until(lambda: hand.player.view().status is Status.WAITING)
    hand.player.know(part_of_text())
    until(lambda: hand.player.view().status is Status.PLAYING)
    until(lambda: not hand.player._playback.is_beginning)
    assert not hand.player._playback.feed.held
    hand.leave()


def test_a_pause_while_the_device_is_away_is_kept() -> None:
    hand = Hand()
    hand.ask(SAMPLE_RATE)
    hand.sink.refuses = [MachineError("no device")] * 2
    hand.sink.lost = "it was taken away"
    until(lambda: hand.player.view().status is Status.WAITING)
    hand.player.send(Command.PAUSE)
    until(lambda: hand.player.view().status is Status.PAUSED)
    hand.leave()


def test_a_sink_that_waits_may_wait_as_long_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.player.player._SILENT_S", 0.02)
    player = Player(beginning(part_of_text(), 2.0), NullSink(real_time=False))
    player.start()
    until(lambda: player.sounding()[1] == 2 * SAMPLE_RATE)
    asked = player._playback.feed.called_at
    until(lambda: time.monotonic() - asked > 0.2)
    assert player.view().status is Status.PLAYING
    player.know(part_of_text())
    assert player.wait(PATIENCE_S)
    assert player.completed


def test_somebody_leaves_while_a_sink_waits() -> None:
    player = Player(beginning(part_of_text(), 2.0), NullSink(real_time=False))
    player.start()
    until(lambda: player.sounding()[1] == 2 * SAMPLE_RATE)
    player.send(Command.LEAVE)
    assert player.wait(PATIENCE_S)


def test_a_file_that_cannot_be_written_any_more_ends_it_with_the_reason() -> None:
    hand = Hand()
    hand.sink.waits = True
    hand.sink.lost = "it cannot be written: no space"
    with pytest.raises(MachineError, match="no space"):
        hand.player.wait(PATIENCE_S)


def test_who_is_told_may_fail_and_it_still_ends() -> None:
    def fails(_: Moment) -> None:
        raise RuntimeError("nobody listens")

    player = Player(part_of_text(), NullSink(), on_tick=fails)
    player.start()
    with pytest.raises(RuntimeError, match="nobody listens"):
        player.wait(PATIENCE_S)
    assert player.view().status is Status.ENDED


def test_an_answer_is_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    hand = Hand()
    hand.player.send(Command.LOUDER)
    until(lambda: hand.player.view().message)
    monkeypatch.setattr("coach.player.player._TOLD_S", 0.0)
    assert hand.player.view().message == ""
    hand.leave()


def test_a_slow_disk_is_not_heard() -> None:
    """What is heard in the next ten seconds is there already when a clip takes long to come."""
    comes = threading.Event()
    part = part_of_text()

    def slow(score: object, start: int, count: int) -> np.ndarray:
        if start > 15 * SAMPLE_RATE:
            comes.wait(PATIENCE_S)
        return part.mix(score, start, count)  # type: ignore[arg-type]

    hand = Hand()
    hand.player._playback.feed.stream._mix = slow
    until(lambda: hand.player._playback.feed.stream.ahead > 9 * SAMPLE_RATE)
    heard = hand.sink.ask(9 * SAMPLE_RATE)
    assert heard == WHOLE[: 18 * SAMPLE_RATE]
    assert hand.player.underruns == 0
    comes.set()
    hand.leave()


def test_an_error_inside_ends_it_and_reaches_who_waits() -> None:
    def broken(score: object, start: int, count: int) -> None:
        if start > SAMPLE_RATE:
            raise RuntimeError("broken")
        return part.mix(score, start, count)

    part = part_of_text()
    player = Player(part.__class__(part.transport, broken), NullSink())
    player.start()
    with pytest.raises(RuntimeError, match="broken"):
        player.wait(PATIENCE_S)
    assert player.view().status is Status.ENDED


def test_it_is_told_where_it_is_and_what_was_heard_without_pauses() -> None:
    hand = Hand()
    hand.ask(10 * SAMPLE_RATE)
    hand.player.send(Command.PAUSE)
    until(lambda: hand.player._playback.feed.held)
    hand.ask(5 * SAMPLE_RATE)
    hand.leave()
    last = hand.moments[-1]
    assert last.active_s == pytest.approx(10, abs=0.02)
    assert last.view.position_s == pytest.approx(10, abs=0.02)
    assert last.pace == 1.0


def test_no_thread_is_left_behind() -> None:
    hand = Hand()
    hand.leave()
    until(
        lambda: not [thread for thread in threading.enumerate() if thread.name in ("coach-renderer", "coach-conductor")]
    )

"""One suite for every sink: what the port promises. The devices of the system are heard on a recorded null sink."""

import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.player.sinks import Sink
from coach.player.sinks.miniaudio import MiniaudioSink
from coach.player.sinks.null import NullSink
from coach.player.sinks.simpleaudio import SimpleaudioSink, problem_of_simpleaudio
from coach.player.sinks.wav import WavSink
from tests.card import Card, card, missing, starts_in, until

DEVICE = (pytest.mark.slow, pytest.mark.realtime)
NAMES = [
    pytest.param("miniaudio", marks=DEVICE),
    pytest.param("simpleaudio", marks=DEVICE),
    "wav",
    "null",
    "null, at once",
]
SOUND = np.random.default_rng(3).integers(-9000, 9000, 3 * 44_100).astype(np.int16)


class Source:
    """Gives a sound and then, to those that do not wait, silence; knows who asked and when it was last."""

    def __init__(self) -> None:
        self.given = 0
        self.threads: set[int] = set()
        self._lock = threading.Lock()

    def take(self, count: int, *, wait: bool = False) -> bytes:
        with self._lock:
            self.threads.add(threading.get_ident())
            sound = SOUND[self.given : self.given + count]
            self.given += len(sound) if wait else count
        return sound.tobytes() + (b"" if wait else bytes(2 * (count - len(sound))))


@pytest.fixture(scope="module")
def sound_card() -> Iterator[Card]:
    if missing():
        pytest.skip(missing())
    with card() as made:
        yield made


@pytest.fixture(params=NAMES)
def sink(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sink:
    if request.param in ("miniaudio", "simpleaudio"):
        made = request.getfixturevalue("sound_card")
        for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
            monkeypatch.setenv(name, made.environment[name])
    if request.param == "simpleaudio" and (problem := problem_of_simpleaudio()):
        pytest.skip(problem)
    sinks = {
        "miniaudio": MiniaudioSink,
        "simpleaudio": SimpleaudioSink,
        "wav": lambda: WavSink(tmp_path / "heard.wav", overwrite=True),
        "null": NullSink,
        "null, at once": lambda: NullSink(real_time=False),
    }
    return sinks[request.param]()


def test_it_takes_on_a_thread_of_its_own_until_it_is_closed(sink: Sink) -> None:
    source = Source()
    sink.open(source.take)
    until(lambda: source.given >= 20_000 and source.threads - {threading.get_ident()})
    assert sink.lost == ""
    sink.close()
    taken = source.given
    time.sleep(0.05)
    assert source.given == taken


def test_it_can_be_opened_again(sink: Sink) -> None:
    for _ in range(2):
        source = Source()
        sink.open(source.take)
        until(lambda source=source: source.given >= 2000)
        sink.close()
        assert sink.lost == ""


def test_it_may_be_closed_twice_and_before_it_was_opened(sink: Sink) -> None:
    sink.close()
    sink.open(Source().take)
    sink.close()
    sink.close()


def test_one_that_waits_takes_everything_and_then_no_more(sink: Sink) -> None:
    if not sink.waits:
        return
    source = Source()
    sink.open(source.take)
    until(lambda: source.given == len(SOUND))
    sink.close()
    assert source.given == len(SOUND)


def test_it_has_a_name(sink: Sink) -> None:
    assert sink.name


def test_a_file_has_every_sample(tmp_path: Path) -> None:
    source, sink = Source(), WavSink(tmp_path / "heard.wav")
    sink.open(source.take)
    until(lambda: source.given == len(SOUND))
    sink.close()
    with wave.open(str(tmp_path / "heard.wav")) as file:
        assert file.getparams()[:3] == (1, 2, 44_100)
        assert file.readframes(file.getnframes()) == SOUND.tobytes()


def test_it_takes_two_channels_as_well(sink: Sink) -> None:
    """Pairs of samples, of which it asks for as many as of single ones."""
    source, asked = Source(), []

    def take(count: int, *, wait: bool = False) -> bytes:
        asked.append(count)
        return np.repeat(np.frombuffer(source.take(count, wait=wait), np.int16), 2).tobytes()

    sink.open(take, channels=2)
    until(lambda: source.given >= 20_000)
    assert sink.lost == ""
    sink.close()
    assert min(asked) > 0


def test_a_file_has_every_sample_of_both_channels(tmp_path: Path) -> None:
    source, sink = Source(), WavSink(tmp_path / "heard.wav")
    sink.open(lambda count, *, wait=False: source.take(2 * count, wait=wait), channels=2)
    until(lambda: source.given == len(SOUND))
    sink.close()
    with wave.open(str(tmp_path / "heard.wav")) as file:
        assert file.getparams()[:4] == (2, 2, 44_100, len(SOUND) // 2)
        assert file.readframes(file.getnframes()) == SOUND.tobytes()


def test_a_file_that_cannot_be_written_is_a_device_that_is_lost(tmp_path: Path) -> None:
    sink = WavSink(tmp_path / "nowhere" / "heard.wav")
    sink.open(Source().take)
    until(lambda: sink.lost != "")
    assert "cannot be written" in sink.lost
    sink.close()


@pytest.mark.slow
@pytest.mark.realtime
@pytest.mark.parametrize("sink", ["miniaudio", "simpleaudio"], indirect=True)
def test_a_device_plays_every_sample_once(sink: Sink, sound_card: Card) -> None:
    """Three tries: where other programs keep a machine busy, PulseAudio itself loses samples of what it records."""
    for _ in range(3):
        source = Source()
        with sound_card.recorded() as heard:
            sink.open(source.take)
            until(lambda source=source: source.given >= len(SOUND) + 44_100)
            time.sleep(0.5)
            sink.close()
        place = starts_in(heard[0], SOUND)
        if place >= 0 and np.array_equal(heard[0][place : place + len(SOUND)], SOUND):
            return
    pytest.fail("it was never heard whole")


@pytest.mark.slow
@pytest.mark.realtime
@pytest.mark.parametrize("sink", ["miniaudio"], indirect=True)
def test_a_device_that_is_pulled_out_is_lost(sink: Sink, sound_card: Card) -> None:
    source = Source()
    sink.open(source.take)
    until(lambda: source.given > 10_000)
    sound_card.pull_out("coach")
    taken = -1

    def silent() -> bool:
        nonlocal taken
        before, taken = taken, source.given
        return bool(sink.lost) or before == taken

    until(silent)
    sink.close()
    sound_card.plug_in("coach")
    again = Source()
    sink.open(again.take)
    until(lambda: again.given > 10_000)
    sink.close()


@pytest.mark.slow
@pytest.mark.realtime
def test_a_device_is_found_by_a_part_of_its_name(sound_card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.errors import MachineError
    from coach.player.sinks.choose import all_devices

    for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
        monkeypatch.setenv(name, sound_card.environment[name])
    sound_card.plug_in("headset")
    assert {"coach", "headset"} <= {device.name for device in all_devices()}
    source, sink = Source(), MiniaudioSink("HEAD")
    with sound_card.recorded("headset") as heard:
        sink.open(source.take)
        until(lambda: source.given >= len(SOUND))
        sink.close()
    assert sink.name == "headset"
    assert starts_in(heard[0], SOUND) >= 0
    with pytest.raises(MachineError, match="no such sound device"):
        MiniaudioSink("trumpet").open(source.take)
    sound_card.plug_in("headset-2")
    with pytest.raises(MachineError, match="fits several"):
        MiniaudioSink("head").open(source.take)
    sound_card.pull_out("headset-2")
    sound_card.pull_out("headset")

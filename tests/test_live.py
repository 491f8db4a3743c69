"""The whole program on a sound card and in a terminal: heard from the recorded card, and what happens when they go."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.history import FILE_NAME, History
from tests.card import Card, card, missing, starts_in, until
from tests.test_cli import COACH

pytestmark = [pytest.mark.slow, pytest.mark.realtime, pytest.mark.skipif(bool(missing()), reason=missing())]

SHORT = "# Short\n\n- Squats: 4 @ 1 s\n"
VOICE = ("--voice", "system:en-us", "--talk", "tones")


@pytest.fixture
def sound_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    with card() as made:
        for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER"):
            monkeypatch.setenv(name, made.environment[name])
        monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "data"))
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        monkeypatch.chdir(tmp_path)
        Path("short.md").write_text(SHORT, encoding="utf-8")
        Path("long.md").write_text(SHORT.replace("4 @", "30 @"), encoding="utf-8")
        yield made


class Terminal:
    """A program in a terminal of its own: what it shows, and the keys that are pressed."""

    def __init__(self, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        self.shown = ""
        self.process = subprocess.Popen(
            [*COACH, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
        )
        os.close(slave)
        threading.Thread(target=self._read, daemon=True).start()

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def shows(self, pattern: str) -> None:
        until(lambda: re.search(pattern, self.shown))

    def close(self) -> None:
        """The window is gone, and with it the terminal."""
        self._closing = True
        os.close(self._master)

    def _read(self) -> None:
        self._closing = False
        while not self._closing:
            try:
                if select.select([self._master], [], [], 0.05)[0]:
                    self.shown += os.read(self._master, 65_536).decode(errors="replace")
            except (OSError, ValueError):
                return


def sessions() -> list[object]:
    with History(Path(os.environ["COACH_DATA_DIR"]) / FILE_NAME) as history:
        return list(history.sessions())


def test_what_the_card_plays_is_what_is_exported(sound_card: Card) -> None:
    """Three tries: where other programs keep a machine busy, PulseAudio itself loses samples of what it records."""
    subprocess.run([*COACH, "export", "short.md", "-o", "short.wav", *VOICE], check=True)
    exported = soundfile.read("short.wav", dtype="int16")[0]
    for _ in range(3):
        with sound_card.recorded() as heard:
            subprocess.run([*COACH, "play", "short.md", *VOICE, "--json"], check=True)
        start = starts_in(heard[0], exported)
        if start >= 0 and np.array_equal(heard[0][start : start + len(exported)], exported):
            return
    pytest.fail("it was never heard whole")


def test_headphones_out_of_reach_pause_it_and_it_goes_on_counted_in(sound_card: Card) -> None:
    process = subprocess.Popen(
        [*COACH, "play", "long.md", *VOICE, "--lines"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None

    def lines_to(ending: str) -> list[str]:
        lines: list[str] = []
        while not lines or ending not in lines[-1]:
            lines.append(process.stdout.readline())  # type: ignore[union-attr]
            assert lines[-1], process.stderr.read()  # type: ignore[union-attr]
        return lines

    lines_to(" two")
    sound_card.pull_out("coach")
    lines_to("waiting for it to come back")
    time.sleep(2)
    assert select.select([process.stdout], [], [], 0)[0] == []  # nothing is told as if it were heard
    sound_card.plug_in("coach")
    again = [line.split(maxsplit=1)[1].strip() for line in lines_to("[start]")]
    assert again == ["device is back)", "[start]"]
    assert lines_to("")[0].split()[1] in ("two", "three", "four")  # the first that was not done whole
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_the_screen_pauses_goes_on_and_leaves_by_its_keys(sound_card: Card) -> None:
    terminal = Terminal("play", "long.md", *VOICE)
    terminal.shows("all keys")
    until(lambda: sessions())  # the voice has spoken
    with sound_card.recorded() as heard:
        terminal.press(" ")
        terminal.shows("goes.on")
        time.sleep(1)
    assert np.abs(heard[0][-20_000:].astype(int)).max() < 300
    terminal.press("q")
    assert terminal.process.wait(20) == 0
    terminal.shows("coach play --resume")
    assert "Traceback" not in terminal.shown
    assert terminal.shown.rindex("\x1b[?1049l") > terminal.shown.rindex("\x1b[?1049h")  # the screen from before
    assert len(sessions()) == 1


def test_a_terminal_that_is_closed_ends_it_with_its_place_kept(sound_card: Card) -> None:
    terminal = Terminal("play", "long.md", *VOICE)
    terminal.shows("all keys")
    until(lambda: sessions())  # the voice has spoken, and there is a place to keep
    terminal.close()
    terminal.process.wait(20)
    (session,) = sessions()
    assert session.finished_at is not None
    assert session.position_s > 0


def test_ctrl_c_in_the_screen_leaves_the_terminal_as_it_was(sound_card: Card) -> None:
    terminal = Terminal("play", "long.md", *VOICE)
    terminal.shows("all keys")
    terminal.press("\x03")
    terminal.process.wait(20)
    assert "Traceback" not in terminal.shown
    assert "\x1b[?1049l" in terminal.shown


def test_a_busy_machine_is_not_heard(sound_card: Card) -> None:
    """Both cores are kept busy; the device gets every sample when it asks."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 2)]
    try:
        done = subprocess.run(
            [*COACH, "play", "short.md", *VOICE, "--json"], check=True, capture_output=True, text=True
        )
    finally:
        for process in busy:
            process.kill()
    assert '"underruns": 0' in done.stdout

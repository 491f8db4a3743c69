"""A sound card for tests: a private PulseAudio with a null sink, recorded while something plays on it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NEEDS = ("pulseaudio", "pactl", "pacat", "parec")
_PATIENCE_S = 20.0
_SINK = ("module-null-sink", "rate=44100", "channels=2", "format=float32le")


def missing() -> str:
    """What this machine lacks for it; empty if nothing."""
    lacking = [name for name in NEEDS if shutil.which(name) is None]
    return f"needs {', '.join(lacking)} (Debian: pulseaudio, pulseaudio-utils)" if lacking else ""


class Card:
    """A running PulseAudio; `environment` has programs play on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        socket = folder / "native"
        self.environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{socket}",
        }
        self._processes = [
            self._start(
                "pulseaudio",
                *("-n", "--daemonize=no", "--disallow-exit", "--exit-idle-time=-1"),
                *("-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"),
            )
        ]
        until(lambda: self._pactl("info").returncode == 0)
        self.plug_in("coach")

    def plug_in(self, name: str) -> str:
        """A further sink; returns the number of its module. A silent stream keeps its clock in small steps."""
        done = self._pactl("load-module", *_SINK, f"sink_name={name}", f"sink_properties=device.description={name}")
        self._pactl("set-default-sink", name)
        play = ("pacat", "--playback", "--latency-msec=20", "--rate=44100", "--channels=2", "--format=s16le")
        with open("/dev/zero", "rb") as silence:
            self._processes.append(self._start(*play, f"--device={name}", stdin=silence))
        return done.stdout.strip()

    def pull_out(self, name: str) -> None:
        """Take a sink away."""
        for line in self._pactl("list", "short", "modules").stdout.splitlines():
            if f"sink_name={name}" in line:
                self._pactl("unload-module", line.split()[0])

    @contextmanager
    def recorded(self, name: str = "coach") -> Iterator[list[NDArray[np.int16]]]:
        """What one side of a sink plays meanwhile, 16-bit at 44,100 Hz; in the list when the context ends."""
        path, heard = self.folder / "recorded.wav", list[NDArray[np.int16]]()
        path.unlink(missing_ok=True)
        options = ("--format=s16le", "--rate=44100", "--channels=2", "--file-format=wav", "--latency-msec=20")
        recorder = self._start("parec", "-d", f"{name}.monitor", *options, str(path))
        until(lambda: path.exists() and path.stat().st_size > 100_000)
        yield heard
        time.sleep(0.3)
        recorder.send_signal(signal.SIGINT)
        recorder.wait()
        with wave.open(str(path)) as file:
            heard.append(np.frombuffer(file.readframes(file.getnframes()), "<i2")[::2])

    def close(self) -> None:
        """Silence."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _pactl(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["pactl", *arguments], env=self.environment, capture_output=True, text=True, check=False, timeout=20
        )

    def _start(self, *command: str, stdin: object = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self.environment, stdin=stdin, stdout=quiet, stderr=quiet)  # type: ignore[call-overload]


@contextmanager
def card() -> Iterator[Card]:
    """A card for as long as the context lasts."""
    with tempfile.TemporaryDirectory() as folder:
        made = Card(Path(folder))
        try:
            yield made
        finally:
            made.close()


def until(true) -> None:  # type: ignore[no-untyped-def]
    """Wait for something that comes about soon."""
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.002)


def starts_in(heard: NDArray[np.int16], sound: NDArray[np.int16]) -> int:
    """Where a sound begins in what was heard, to the sample; -1 where its first hundredth of a second is not in it."""
    head = sound[:441]
    wide = heard.astype(np.int32)
    for place in np.flatnonzero(heard[: len(heard) - len(head)] == head[0]):
        if (wide[place : place + len(head)] == head).all():
            return int(place)
    return -1

"""The figures of playing, measured on a recorded null sink: what PulseAudio really got, and when.

usage: python -m scripts.bench_playing [MINUTES]    how long two busy processes are played beside; 10 unless told
"""

import json
import os
import pty
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from coach.player import Command
from coach.player.part import Part
from coach.player.player import Player
from coach.player.sinks.miniaudio import MiniaudioSink
from scripts.figures import spread
from tests.card import Card, card, missing, starts_in
from tests.player.tone_part import part_of_text

RATE = 44_100
COACH = [sys.executable, "-m", "coach"]
BUSY = [sys.executable, "-c", "while True: pass"]
_LOUD = 1000
_QUIET = 300


class Bench:
    """A card, and the places of what is played on it."""

    def __init__(self, sound_card: Card, folder: Path) -> None:
        self.card, self.folder = sound_card, folder
        self.environment = {
            **sound_card.environment,
            "COACH_CACHE_DIR": str(folder / "cache"),
            "COACH_DATA_DIR": str(folder / "data"),
        }

    def captured(self) -> int:
        """Samples recorded so far; the recording lags some hundredths of a second, which counts against us."""
        return max(0, (self.card.folder / "recorded.wav").stat().st_size - 44) // 4

    def export(self, routine: str) -> NDArray[np.int16]:
        """The samples of a routine's export; its clips are kept from then on."""
        path = self.folder / "exported.wav"
        command = [*COACH, "export", routine, "-o", str(path), "--force"]
        subprocess.run(command, env=self.environment, check=True, stdout=subprocess.DEVNULL)
        sound: NDArray[np.int16] = soundfile.read(path, dtype="int16")[0]
        return sound

    def first_sound_s(self, cache: str) -> tuple[float, float]:
        """From the command to the first sample and to the first tone, in seconds."""
        environment = {**self.environment, "COACH_CACHE_DIR": str(self.folder / cache)}
        with self.card.recorded() as heard:
            began = self.captured()
            process = subprocess.Popen(
                [*COACH, "play", "hamstrings", "--json"], env=environment, stdout=subprocess.DEVNULL
            )
            time.sleep(9)
            process.terminate()
            process.wait()
        sound = np.abs(heard[0][began:].astype(int))
        return int(np.argmax(sound > 0)) / RATE, int(np.argmax(sound > _LOUD)) / RATE


def bench_first_sound(bench: Bench) -> None:
    bench.export("hamstrings")
    warm = [bench.first_sound_s("cache") for _ in range(3)]
    cold = [bench.first_sound_s(f"empty{number}") for number in range(3)]
    for name, found in (("warm", warm), ("with an empty cache", cold)):
        samples, tones = zip(*found, strict=True)
        print(f"first sound {name}: {spread(samples)} s after the command, first tone {spread(tones)} s")


def bench_equality(bench: Bench, routine: str, *, busy: int) -> None:
    """Play a routine to its end and compare what was recorded with the export."""
    exported = bench.export(routine)
    with ExitStack() as stack, bench.card.recorded() as heard:
        for _ in range(busy):
            stack.callback(subprocess.Popen(BUSY).kill)
        command = [*COACH, "play", routine, "--json"]
        done = subprocess.run(command, env=bench.environment, capture_output=True, text=True, check=True)
    facts = json.loads(done.stdout)
    start = starts_in(heard[0], exported)
    recorded = heard[0][start : start + len(exported)]
    same = len(recorded) == len(exported) and start >= 0
    differing = int((recorded != exported).sum()) if same else len(exported)
    beside = f", {busy} busy processes beside" if busy else ""
    print(
        f"{routine}, {len(exported) / RATE / 60:.1f} min{beside}: {facts['underruns']} underruns, "
        f"{differing} of {len(exported)} samples differ from the export"
    )


def bench_keys(bench: Bench) -> None:
    """From a wish to what is heard of it: a steady tone is paused and goes on."""
    os.environ.update(
        {name: bench.environment[name] for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_SERVER")}
    )
    transport = part_of_text().transport

    def tone(_score: object, start: int, count: int) -> NDArray[np.float32]:
        return (0.3 * np.sin(2 * np.pi * 441 * np.arange(start, start + count) / RATE)).astype(np.float32)

    pauses, resumes = [], []
    with bench.card.recorded() as heard:
        player = Player(Part(transport, tone), MiniaudioSink())
        player.start()
        for _ in range(12):
            time.sleep(0.5)
            pauses.append(bench.captured())
            player.send(Command.PAUSE)
            time.sleep(0.5)
            resumes.append(bench.captured())
            player.send(Command.RESUME)
        player.send(Command.LEAVE)
        player.wait()
    loud = np.abs(heard[0].astype(int)) > _QUIET
    heard_at = np.convolve(loud, np.ones(441), "same") > 0  # a tone crosses zero
    ms = 1000 / RATE
    stops = [int(np.argmin(heard_at[at:])) * ms - 5 for at in pauses]
    starts = [int(np.argmax(heard_at[at:])) * ms for at in resumes]
    print(f"a pause is heard after {spread(stops, 0)} ms, going on after {spread(starts, 0)} ms")


def bench_load(bench: Bench) -> None:
    """Processor and memory while playing, without and with the screen."""
    for name, lines in (("lines", True), ("the screen", False)):
        process, drain = _shown(bench, lines=lines)
        time.sleep(8)
        before, began = _processor_s(process.pid), time.monotonic()
        time.sleep(30)
        share = (_processor_s(process.pid) - before) / (time.monotonic() - began)
        peak = _peak_mb(process.pid)
        process.terminate()
        process.wait()
        drain()
        print(f"playing with {name}: {100 * share:.1f} % of one core, peak {peak:.0f} MB")


def _shown(bench: Bench, *, lines: bool) -> tuple["subprocess.Popen[bytes]", Callable[[], None]]:
    """A session in a terminal of its own, which somebody reads."""
    master, slave = pty.openpty()
    command = [*COACH, "play", "hamstrings", *(["--lines"] if lines else [])]
    environment = {**bench.environment, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(command, env=environment, stdin=slave, stdout=slave, stderr=slave)
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            if select.select([master], [], [], 0.1)[0]:
                os.read(master, 65_536)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()

    def drain() -> None:
        ended.set()
        reader.join()
        os.close(slave)
        os.close(master)

    return process, drain


def _processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_mb(pid: int) -> float:
    rows = dict(row.split(":", 1) for row in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(rows["VmHWM"].split()[0]) / 1000


def main() -> None:
    if missing():
        print(f"playing is not measured: it {missing()}")
        return
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    with card() as sound_card, tempfile.TemporaryDirectory() as folder:
        bench = Bench(sound_card, Path(folder))
        bench_first_sound(bench)
        bench_keys(bench)
        bench_load(bench)
        bench_equality(bench, "cool-down", busy=0)
        bench_equality(bench, "hamstrings" if minutes >= 10 else "desk", busy=2)


if __name__ == "__main__":
    main()

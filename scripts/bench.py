"""Whole commands timed and weighed, and an exported file measured by others' instruments."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LAME_ALONE = """
import sys, time, lameenc, soundfile
from coach.exporter.mp3 import Mp3Writer
pcm = soundfile.read(sys.argv[1], dtype="int16")[0].tobytes()
start = time.perf_counter()
with open(sys.argv[2], "w+b") as file:
    writer = Mp3Writer(file)
    for place in range(0, len(pcm), 1 << 18):
        writer.write(pcm[place : place + (1 << 18)])
    writer.close()
print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A finished command: seconds, peak memory in MB, what it printed."""

    seconds: float
    peak_mb: float
    output: str


def run(*command: str, cache: Path) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, text=True, env={**os.environ, "COACH_CACHE_DIR": str(cache)}
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    scale = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss is in bytes there, in kilobytes elsewhere
    return Run(time.perf_counter() - start, usage.ru_maxrss / scale, output)


def export(routine: str, folder: Path, cache: Path, *options: str, name: str = "bench.mp3") -> Run:
    return run("-m", "coach", "export", routine, "-o", str(folder / name), "--force", *options, cache=cache)


def median_of(values: list[float], unit: str = "") -> str:
    return f"{statistics.median(values):.2f}{unit} ({min(values):.2f} to {max(values):.2f})"


def bench_time(folder: Path, rounds: int) -> None:
    cache = folder / "cache"
    export("hamstrings", folder, cache, name="bench.wav")
    warm, cold, lame, warm_ratios, cold_ratios = [], [], [], [], []
    for number in range(rounds):
        seconds = float(run("-c", LAME_ALONE, str(folder / "bench.wav"), str(folder / "l.mp3"), cache=cache).output)
        warm.append(export("hamstrings", folder, cache))
        cold.append(export("hamstrings", folder, folder / f"empty{number}"))
        lame.append(seconds)
        warm_ratios.append(warm[-1].seconds / seconds)
        cold_ratios.append(cold[-1].seconds / seconds)
    print(f"LAME alone, ten minutes: {median_of(lame, ' s')}")
    print(f"warm export: {median_of(warm_ratios)} x LAME alone, peak {max(one.peak_mb for one in warm):.0f} MB")
    print(f"cold export: {median_of(cold_ratios)} x LAME alone, peak {max(one.peak_mb for one in cold):.0f} MB")
    for name, command in (("--help", ["--help"]), ("show hamstrings, warm", ["show", "hamstrings"])):
        seconds_each = [run("-m", "coach", *command, cache=cache).seconds for _ in range(2 * rounds + 1)]
        print(f"coach {name}: {median_of(seconds_each, ' s')}")


def bench_length(folder: Path) -> None:
    from coach.routine.shelf import text

    _, _, body = text("hamstrings").split("---\n", 2)
    for rounds in (3, 6, 12):
        path = folder / "long.md"
        path.write_text(
            body.replace("\n- Leg", f"\n## Again: {rounds} rounds, rest 60 s\n\n- Leg", 1), encoding="utf-8"
        )
        done = export(str(path), folder, folder / f"long{rounds}", "--json")
        minutes = json.loads(done.output)["duration_s"] / 60
        print(
            f"cold export of {minutes:.0f} min: {done.seconds / minutes:.3f} s for each minute, "
            f"peak {done.peak_mb:.0f} MB"
        )


def bench_sound(folder: Path) -> None:
    import numpy as np
    import pyloudnorm
    import soxr

    from coach.units import SAMPLE_RATE
    from tests.listening.ears import vowel_onset
    from tests.listening.take import take

    os.environ["COACH_CACHE_DIR"] = str(folder / "cache")
    for voice in ("hibari", "system"):
        (folder / voice).mkdir()
        heard = take("hamstrings", voice, folder / voice)
        errors_ms = [
            1000 * vowel_onset(heard.sound[event.start : event.end]) - (event.beat - event.start) / SAMPLE_RATE * 1000
            for event in heard.counts
        ]
        peak = np.abs(soxr.resample(heard.sound, SAMPLE_RATE, 4 * SAMPLE_RATE, "VHQ")).max()
        print(
            f"{heard.score.voice}, MP3 decoded: {len(heard.sound) - heard.score.duration} samples off, "
            f"{pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(heard.sound):.2f} LUFS, "
            f"true peak {20 * np.log10(peak):.2f} dBTP; "
            f"vowel onsets {min(errors_ms):+.1f} to {max(errors_ms):+.1f} ms from the beats"
        )


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        bench_time(Path(folder), rounds)
        bench_length(Path(folder))
        bench_sound(Path(folder))


if __name__ == "__main__":
    main()

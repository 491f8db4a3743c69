"""The figures this project holds itself to, measured on this machine, with others' instruments where there are any."""

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from scripts.figures import spread
from tests.listening.ears import predicted_quality
from tests.listening.take import take
from tests.weighing import export, long_routine, run

LAME_ALONE = """
import sys, time, soundfile
from coach.exporter.mp3 import mp3_frames
from coach.exporter.track import Sound
sound = soundfile.read(sys.argv[1], dtype="int16", always_2d=True)[0]
pcm = (sound[place : place + (1 << 17)].tobytes() for place in range(0, len(sound), 1 << 17))
start = time.perf_counter()
with open(sys.argv[2], "wb") as file:
    file.writelines(mp3_frames(Sound(pcm, *sound.shape)))
print(time.perf_counter() - start)
"""


def bench_time(folder: Path, rounds: int) -> None:
    cache, mp3, wav = folder / "cache", folder / "a.mp3", folder / "a.wav"
    export("hamstrings", wav, cache)
    lame, warm, cold = [], [], []
    for number in range(rounds):
        lame.append(float(run("-c", LAME_ALONE, str(wav), str(mp3), cache=cache).output))
        warm.append(export("hamstrings", mp3, cache))
        cold.append(export("hamstrings", mp3, folder / f"empty{number}"))
    print(f"LAME alone, ten minutes of sound: {spread(lame)} s")
    for name, runs in (("warm", warm), ("cold", cold)):
        ratios = [one.seconds / alone for one, alone in zip(runs, lame, strict=True)]
        print(f"{name} export: {spread(ratios)} x LAME alone, peak {max(one.peak_mb for one in runs):.0f} MB")
    for arguments in (["--help"], ["show", "hamstrings"]):
        seconds = [run("-m", "coach", *arguments, cache=cache).seconds for _ in range(2 * rounds + 1)]
        print(f"coach {' '.join(arguments)}, warm: {spread(seconds)} s")


def bench_length(folder: Path) -> None:
    for rounds in (3, 6, 12):
        routine = long_routine(rounds, folder / "long.md")
        done = export(str(routine), folder / "long.mp3", folder / f"long{rounds}")
        minutes = json.loads(done.output)["duration_s"] / 60
        print(f"cold export of {minutes:.0f} min: {done.seconds / minutes:.3f} s a minute, peak {done.peak_mb:.0f} MB")


def bench_sound(folder: Path) -> None:
    os.environ["COACH_CACHE_DIR"] = str(folder / "cache")
    for voice in ("hibari", "system"):
        heard = take("hamstrings", voice, folder)
        errors_ms = heard.onset_errors_ms()
        print(f"{heard.score.voice}, the MP3 decoded:")
        print(f"  {len(heard.sound) - heard.score.duration} samples longer than the score")
        print(f"  {heard.loudness_lufs():.2f} LUFS, true peak {heard.true_peak_dbtp():.2f} dBTP")
        levels = heard.count_levels_lufs()
        print(f"  single counts from {min(levels):.2f} to {max(levels):.2f} LUFS")
        print(f"  vowel onsets by Praat {min(errors_ms):+.1f} to {max(errors_ms):+.1f} ms from the beats")
        for what, sounds in heard.samples_of_speech().items():
            quality = statistics.mean(map(predicted_quality, sounds))
            print(f"  predicted quality (DNSMOS P.808) of {len(sounds)} {what}: {quality:.2f}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        bench_time(Path(folder), rounds)
        bench_length(Path(folder))
        bench_sound(Path(folder))


if __name__ == "__main__":
    main()

"""The figures of music: speech over it, ramps, loudness and peaks decoded, and time against LAME's own."""

import os
import tempfile
from pathlib import Path

import numpy as np
import pyloudnorm
import soundfile

from coach import app
from coach.app.music import Music, lay
from coach.audio.level import power_profile, true_peak
from coach.audio.mixing import Mix, events_of
from coach.audio.render import render
from coach.score import Score, Speech
from coach.units import SAMPLE_RATE, gain_to_db, s_to_samples
from scripts.figures import spread
from tests.tunes import write_tune
from tests.weighing import run

LAME_ALONE = """
import sys, time, soundfile
from coach.exporter import Sound
from coach.exporter.mp3 import mp3_frames
pcm = soundfile.read(sys.argv[1], dtype="int16")[0].tobytes()
blocks = [pcm[place : place + (1 << 19)] for place in range(0, len(pcm), 1 << 19)]
start = time.perf_counter()
for _ in mp3_frames(Sound(iter(blocks), len(pcm) // 4, 2)):
    pass
print(time.perf_counter() - start)
"""


def bench_time(folder: Path, songs: Path, rounds: int) -> None:
    """Whole commands against LAME on the same samples, in turn; with clips at hand, and music that is new or known."""
    cache, wav, mp3 = folder / "cache", folder / "a.wav", folder / "a.mp3"
    arguments = ["-m", "coach", "export", "hamstrings", "--music", str(songs), "--force", "--json", "-o"]
    run(*arguments, str(wav), cache=cache)
    new, known = [], []
    for _ in range(rounds):
        for kept in (cache / "music").iterdir():
            kept.unlink()
        lame = float(run("-c", LAME_ALONE, str(wav), cache=cache).output)
        first = run(*arguments, str(mp3), cache=cache)
        again = run(*arguments, str(mp3), cache=cache)
        new.append(first.seconds / lame)
        known.append(again.seconds / lame)
        print(f"  LAME alone {lame:.2f} s, peak {first.peak_mb:.0f} MB")
    for name, ratios in (("that is new", new), ("that was measured", known)):
        print(f"export with music {name}: {spread(ratios)} x LAME alone")


def bench_sound(folder: Path, songs: Path, voice: str, *, clear: bool) -> None:
    """One export, decoded, and its mix apart."""
    library = app.open_voice(voice, language="en")
    score = app.compose(app.read("hamstrings"), voice=library)
    music = Music(str(songs), clear=clear)
    laid = lay(music, score, library)
    assert laid.mix is not None
    print(f"{score.voice}{', clear speech' if clear else ''}:")
    margins = margins_db(score, laid.mix)
    print(f"  speech over music: {min(margins):.1f} to {max(margins):.1f} dB in {len(margins)} things said")
    print(f"  steepest ramp: {steepest_db(score, laid.mix):.2f} dB in 5 ms")
    path = app.export(score, folder / "b.mp3", voice=library, music=music, force=True).path
    sound = soundfile.read(path, dtype="float32")[0]
    loudness = pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound)
    peak = max(gain_to_db(true_peak(np.ascontiguousarray(channel))) for channel in sound.T)
    print(f"  decoded: {loudness:.2f} LUFS, true peak {peak:.2f} dBTP, {len(sound) - score.duration} samples longer")


def margins_db(score: Score, mix: Mix) -> list[float]:
    """How far what is said is above the music, K-weighted, on rendered samples, in each thing that is said."""
    levels = mix.envelope(events_of(score), begin=0, end=score.duration)
    found = []
    for event in score.events:
        if isinstance(event, Speech):
            voice = render(score, mix.clips, event.start, event.end - event.start, gain=mix.backing.gain)[:, 0]
            music = mix.lay(voice, levels, event.start) - voice[:, None]
            apart = sum(power_profile(np.ascontiguousarray(channel)).mean() for channel in music.T)
            found.append(float(10 * np.log10(2 * power_profile(voice).mean() / max(apart, 1e-15))))
    return found


def steepest_db(score: Score, mix: Mix) -> float:
    """The greatest change of the music's gain within 5 ms, where it is heard at all."""
    gains = mix.envelope(events_of(score), begin=0, end=score.duration).gains(0, score.duration).astype(float)
    step = s_to_samples(0.005)
    heard = (gains[:-step] > 2e-3) & (gains[step:] > 2e-3)
    return float(np.abs(20 * np.log10(gains[step:][heard] / gains[:-step][heard])).max())


def main() -> None:
    """Print the figures."""
    rounds = int(os.environ.get("ROUNDS", "3"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        songs = folder / "songs"
        songs.mkdir()
        for number in range(3):
            write_tune(songs / f"{number}.mp3", 210 + 10 * number, seed=number)
        bench_time(folder, songs, rounds)
        os.environ["COACH_CACHE_DIR"] = str(folder / "cache")
        bench_sound(folder, songs, "hibari", clear=False)
        bench_sound(folder, songs, "hibari", clear=True)
        bench_sound(folder, songs, "system", clear=False)


if __name__ == "__main__":
    main()

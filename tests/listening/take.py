"""An exported routine as a listener has it: the MP3, decoded again, beside the score it was made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import soundfile
import soxr

from coach import app
from coach.score import Activity, Score, Speech
from coach.script import Role
from coach.units import SAMPLE_RATE, s_to_samples
from tests.listening.ears import HEARD_AT_ONCE, Sound, active_lufs, vowel_onset

_EDGE = s_to_samples(0.02)


@dataclass(frozen=True, slots=True)
class Take:
    """A score, the file it became, and what the file sounds like: float32, shape (n,)."""

    score: Score
    path: Path
    sound: Sound

    @property
    def speech(self) -> list[Speech]:
        """All that is said."""
        return [event for event in self.score.events if isinstance(event, Speech)]

    @property
    def counts(self) -> list[Speech]:
        """All numbers that count."""
        return [event for event in self.speech if event.role is Role.COUNT]

    def cut(self, first: Speech, last: Speech | None = None) -> Sound:
        """The sound of an utterance, or from one to another."""
        return self.sound[max(0, first.start - _EDGE) : (last or first).end + _EDGE]

    def onset_errors_ms(self) -> list[float]:
        """How far after its beat each count's vowel begins, as Praat hears it."""
        return [
            1000 * vowel_onset(self.sound[event.start : event.end]) - 1000 * (event.beat - event.start) / SAMPLE_RATE
            for event in self.counts
        ]

    def count_levels_lufs(self) -> list[float]:
        """How loud each count is."""
        return [active_lufs(self.sound[event.start : event.end]) for event in self.counts]

    def loudness_lufs(self) -> float:
        """Integrated loudness by pyloudnorm."""
        import pyloudnorm

        return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(self.sound))

    def true_peak_dbtp(self) -> float:
        """The greatest amplitude, four times oversampled."""
        dense = soxr.resample(self.sound, SAMPLE_RATE, 4 * SAMPLE_RATE, "VHQ")
        return float(20 * np.log10(np.abs(dense).max()))

    def samples_of_speech(self) -> dict[str, list[Sound]]:
        """Each number once, with a quarter of a second of silence around it; counts in a row; texts on positions."""
        silence = np.zeros(SAMPLE_RATE // 4, np.float32)
        numbers = {event.rep: event for event in self.counts}.values()
        return {
            "counts": [np.concatenate([silence, self.cut(event), silence]) for event in numbers],
            "stretches of counting, as heard": list(self.counting()),
            "sentences": [self.cut(event) for event in self.speech if event.role is Role.POSITION],
        }

    def counting(self) -> Iterator[Sound]:
        """Counting with the pauses in it, in pieces as long as the judge of quality hears at once."""
        for stretch in self.score.stretches:
            for start in range(stretch.start, stretch.end - HEARD_AT_ONCE, HEARD_AT_ONCE):
                if stretch.activity is Activity.COUNT:
                    yield self.sound[start : start + HEARD_AT_ONCE]

    def passages(self) -> Iterator[list[Speech]]:
        """What is said without a count between, step by step and in pieces of at most half a minute."""
        for (_, counting), events in groupby(self.speech, key=lambda event: (event.step, event.role is Role.COUNT)):
            passage: list[Speech] = []
            for event in events if not counting else ():
                if passage and event.end - passage[0].start > s_to_samples(25):
                    yield passage
                    passage = []
                passage.append(event)
            if passage:
                yield passage


def take(routine: str, voice: str, folder: Path, *, music: app.Music | None = None) -> Take:
    """Export a routine and decode it; of stereo both sides together, as from one loudspeaker."""
    score = app.compose(app.read(routine), voice=voice)
    path = app.export(score, folder / f"{voice}{'-music' if music else ''}.mp3", music=music).path
    sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == SAMPLE_RATE
    return Take(score, path, np.asarray(sound.mean(axis=1), np.float32))

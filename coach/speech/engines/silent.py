"""The engine that says nothing for as long as saying it would take: for tests, previews and tones alone."""

import re

from coach.cue import Cue, Timing, Utterance
from coach.speech.engine import Sound, Voice
from coach.units import SAMPLE_RATE, s_to_samples

_LETTER_S, _PAUSE_S, _WORD_S = 0.062, 0.25, 0.16
"""Fitted to hibari: about 15 letters a second, a pause at each comma and full stop inside."""
_TONE_S = 0.2


class SilentEngine:
    """Implements Engine; deterministic, instant, and without sound."""

    version = "1"
    workers = 1
    stores = False

    def problem(self) -> str:
        """It can always be used."""
        return ""

    def voices(self) -> tuple[Voice, ...]:
        """Its one voice."""
        return (Voice("silence", "", "says nothing, takes the time of saying it"),)

    def default_voice(self, language: str) -> str:  # noqa: ARG002 — silence is the same in every language
        """Its one voice."""
        return "silence"

    def speak(self, utterance: Utterance, voice: str) -> Sound:  # noqa: ARG002 — there is one voice
        """Silence as long as the utterance."""
        import numpy as np

        return Sound(np.zeros(s_to_samples(estimated_s(utterance)), np.float32), SAMPLE_RATE)


class Estimated:
    """Timings of cues without any voice, for a first idea of a score's length."""

    def __getitem__(self, cue: Cue) -> Timing:
        """About how long a cue takes, in samples."""
        return Timing(s_to_samples(estimated_s(cue) if isinstance(cue, Utterance) else _TONE_S))


def estimated_s(utterance: Utterance) -> float:
    """About how many seconds it takes to say an utterance."""
    pauses = len(re.findall(r"[,.;:!?…](?= )", utterance.text))
    return (_WORD_S + len(utterance.text) * _LETTER_S + pauses * _PAUSE_S) / utterance.rate

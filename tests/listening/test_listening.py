"""The hamstring routine, exported, decoded, and heard by a recogniser that knows nothing of this code."""

import statistics
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from coach.score import Speech
from coach.script import Role
from coach.units import SAMPLE_RATE
from tests.listening.ears import (
    NUMBER_WORDS,
    SOUND_ALIKES,
    Recogniser,
    predicted_quality,
    word_errors,
    words,
)
from tests.listening.hearing import misheard_counts, word_error_rate
from tests.listening.take import Take

pytestmark = pytest.mark.slow

Say = Callable[[str], None]
LEAST_QUALITY = 2.0
"""Of any word: what is broken is predicted below; espeak-ng's means are above 3."""


def announcements(heard: Take) -> list[tuple[Speech, str]]:
    """Each announcement and the name of the exercise, which is its section's title."""
    titles = [section.title for section in heard.score.sections[1:]]
    found = [event for event in heard.speech if event.role is Role.ANNOUNCE]
    return list(zip(found, titles, strict=True))


def joined(text: str) -> str:
    """The letters alone: clamshells are heard as clam shells."""
    return "".join(words(text))


def numbers(text: str) -> Counter[str]:
    return Counter(word for word in words(text) if word in NUMBER_WORDS)


def test_every_count_is_recognised_in_order(heard: Take, recogniser: Recogniser) -> None:
    assert len(heard.counts) == 150
    assert misheard_counts(heard, recogniser) == []


def test_every_announcement_names_its_exercise(heard: Take, recogniser: Recogniser) -> None:
    named = announcements(heard)
    for event, name in named:
        candidates = [event.utterance.text.replace(name, other) for _, other in named]
        assert recogniser.choose(heard.cut(event), candidates) == event.utterance.text


def test_what_is_written_is_heard_and_no_number_more(heard: Take, recogniser: Recogniser, say: Say) -> None:
    errors = written = 0
    for passage in heard.passages():
        text = " ".join(event.utterance.text for event in passage)
        transcript = recogniser.transcribe(heard.cut(passage[0], passage[-1]))
        errors += word_errors(words(text), words(transcript))
        written += len(words(text))
        alike = Counter(SOUND_ALIKES[word] for word in words(text) if word in SOUND_ALIKES)
        assert numbers(transcript) <= numbers(text) + alike, f"{text} was heard as {transcript}"
        for event, name in announcements(heard):
            if event in passage and heard.score.voice.startswith("hibari"):  # espeak is heard by choice alone
                assert joined(name) in joined(transcript)
    say(f"{heard.score.voice}: word error rate {errors / written:.1%} of {written} words between the counts")


def test_a_workout_on_the_clock_is_heard_too(on_the_clock: Take, recogniser: Recogniser, say: Say) -> None:
    """Intervals, starts on the minute, as many rounds as possible, a ladder and a range."""
    assert len(on_the_clock.counts) == 39
    assert misheard_counts(on_the_clock, recogniser) == []
    rate, written = word_error_rate(on_the_clock, recogniser)
    say(f"on the clock: word error rate {rate:.1%} of {written} words between the counts")
    assert rate <= 0.03


def test_nothing_is_said_where_nothing_is_written(heard: Take) -> None:
    rest = heard.sound.copy()
    for event in heard.score.events:
        rest[max(0, event.start - SAMPLE_RATE // 50) : event.end + SAMPLE_RATE // 10] = 0
    frames = rest[: len(rest) // 882 * 882].reshape(-1, 882)
    assert 10 * np.log10((frames**2).mean(axis=1).max()) < -55


def test_every_count_is_on_the_beat(heard: Take, say: Say) -> None:
    errors_ms = heard.onset_errors_ms()
    say(f"{heard.score.voice}: vowel onsets by Praat {min(errors_ms):+.1f} to {max(errors_ms):+.1f} ms from the beats")
    assert max(map(abs, errors_ms)) <= 10


def test_single_counts_are_equally_loud(heard: Take, say: Say) -> None:
    levels = heard.count_levels_lufs()
    middle = (max(levels) + min(levels)) / 2
    say(f"{heard.score.voice}: single counts are {min(levels) - middle:+.2f} to {max(levels) - middle:+.2f} LU apart")
    assert max(levels) - min(levels) <= 2


def test_the_predicted_quality_is_told(heard: Take, say: Say) -> None:
    for what, sounds in heard.samples_of_speech().items():
        qualities = [predicted_quality(sound) for sound in sounds]
        mean = statistics.mean(qualities)
        say(f"{heard.score.voice}: predicted quality (DNSMOS P.808) of {len(sounds)} {what}: {mean:.2f}")
        assert min(qualities) > LEAST_QUALITY


def test_the_track_is_as_loud_and_as_long_as_it_should_be(heard: Take, say: Say) -> None:
    loudness, peak = heard.loudness_lufs(), heard.true_peak_dbtp()
    say(f"{heard.score.voice}: {loudness:.2f} LUFS, true peak {peak:.2f} dBTP, {len(heard.sound)} samples, decoded")
    assert abs(loudness + 19) <= 0.5
    assert peak <= -1
    assert len(heard.sound) == heard.score.duration == 600 * SAMPLE_RATE

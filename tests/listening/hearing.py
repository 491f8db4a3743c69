"""What a recogniser makes of a take: its counts by choice, what is said between them freely."""

from num2words import num2words

from coach.units import SAMPLE_RATE
from tests.listening.ears import Recogniser, word_errors, words
from tests.listening.take import Take

MOST_NUMBER = 25
"""Numbers the recogniser has to choose among; the routine counts to twenty."""


def misheard_counts(heard: Take, recogniser: Recogniser) -> list[tuple[float, int, str]]:
    """Counts that are taken for another number: seconds, the number, and what was heard."""
    candidates = [num2words(number) for number in range(1, MOST_NUMBER + 1)]
    return [
        (event.start / SAMPLE_RATE, event.rep, said)
        for event in heard.counts
        if recogniser.choose(heard.cut(event), candidates, window_s=6) != num2words(event.rep)
        and (said := recogniser.choose(heard.cut(event), candidates)) != num2words(event.rep)
    ]


def word_error_rate(heard: Take, recogniser: Recogniser) -> tuple[float, int]:
    """Share of wrong words between the counts, and how many are written."""
    errors = written = 0
    for passage in heard.passages():
        text = words(" ".join(event.utterance.text for event in passage))
        errors += word_errors(text, words(recogniser.transcribe(heard.cut(passage[0], passage[-1]))))
        written += len(text)
    return errors / written, written

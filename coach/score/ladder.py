"""The ladder for counts that are too fast for the words: what is said instead, step by step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.cue import Tone, Utterance
from coach.score.model import Signal, Speech
from coach.score.timeline import GAP, Timeline, Track
from coach.script import CountedSet, Role
from coach.units import s_to_samples

AIR = s_to_samples(0.3)
"""A count needs its word and so much silence (craft page)."""
TICK_GAP = s_to_samples(0.03)
"""A tick is short and plain: it may stand nearer to a word than words to each other."""
RATES = (1.0, 1.25, 1.5)
"""Speaking rates that are tried; beyond 1.5 older listeners lose the consonants."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to count a set.

    Attributes:
        said: what is said of the numbers, for a warning; empty on the first rung.
        words: the utterance for each repetition that gets a number.
        only_ticks: whether nothing but the last number is said, the middle and the last three called.
    """

    said: str
    words: dict[int, Utterance]
    only_ticks: bool = False


def rungs(counted: CountedSet) -> Iterator[Rung]:
    """The ways to count a set, from all words at their natural rate down to ticks."""
    spoken = sorted(counted.spoken)
    for rate in RATES:
        said = "" if rate == 1.0 else f"the numbers are spoken {rate:g} times as fast"
        yield Rung(said, _words(counted.words, spoken, rate))
    shortened = counted.short_words != counted.words
    if shortened:
        for rate in RATES:
            yield Rung("the tens are left out after twenty", _words(counted.short_words, spoken, rate))
    for chosen, name in _sparse(counted, spoken):
        for words in (counted.words, counted.short_words) if shortened else (counted.words,):
            for rate in RATES:
                yield Rung(f"{name} number is said, the others are ticks", _words(words, chosen, rate))
    last = _words(counted.words, spoken[-1:], RATES[-1])
    yield Rung("repetitions are ticks; the middle, the last three and the end are said", last, only_ticks=True)


def climb(counted: CountedSet, timeline: Timeline, beats: Sequence[int], go: Signal) -> tuple[Rung, Track]:
    """The first rung whose numbers have room beside the ticks, and a track of the start signal and these numbers.

    Args:
        counted: the set.
        timeline: for the timings of words.
        beats: where each movement ends, in samples; beats[0] is the start of the set.
        go: the signal that sounds at the start.
    """
    for rung in rungs(counted):
        numbers = _with_room(_numbers(counted, timeline, beats, rung), beats[0], go)
        if numbers is not None and _leave_ticks(numbers, timeline, beats):
            break
    return rung, Track(go, *(numbers or []))


def _sparse(counted: CountedSet, spoken: list[int]) -> Iterator[tuple[list[int], str]]:
    """Repetitions whose numbers are said where not all are: an even rhythm to the last, or the round ones and it."""
    last = spoken[-1:]
    yield [rep for rep in spoken if rep >= 2 and (spoken[-1] - rep) % 2 == 0], "every second"
    round_ones = [rep for rep in spoken[:-5] if rep >= 2 and counted.numbers[rep - 1] % 5 == 0]
    yield [*round_ones, *last], "every fifth"


def _numbers(counted: CountedSet, timeline: Timeline, beats: Sequence[int], rung: Rung) -> Iterator[Speech]:
    for rep, word in rung.words.items():
        beat, number = beats[rep * counted.movements], counted.numbers[rep - 1]
        yield timeline.speech_on(beat, word, Role.COUNT, rep=number, side=counted.side)


def _with_room(numbers: Iterator[Speech], start: int, go: Signal) -> list[Speech] | None:
    """The numbers if each has its word and air; the first that has not ends the asking, for every word costs time."""
    placed = []
    before, end = start, go.end
    for number in numbers:
        length = number.end - number.start
        if number.beat - before < length + AIR or number.start < end + GAP:
            return None
        before, end = number.beat, number.end
        placed.append(number)
    return placed


def _leave_ticks(numbers: list[Speech], timeline: Timeline, beats: Sequence[int]) -> bool:
    """Whether each movement without a number has its tick; a set without a single number has no ticks."""
    if not numbers:
        return True
    track = Track(*numbers)
    numbered = {number.beat for number in numbers}
    ticks = (timeline.signal(beat, Tone.TICK) for beat in beats[1:] if beat not in numbered)
    return all(track.has_room(tick, gap=TICK_GAP) for tick in ticks)


def _words(words: tuple[Utterance, ...], reps: list[int], rate: float) -> dict[int, Utterance]:
    return {rep: replace(words[rep - 1], rate=words[rep - 1].rate * rate) for rep in reps}

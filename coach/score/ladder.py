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
        full: whether every number that is wanted is said.
        only_ticks: whether nothing but the last number is said, the middle and the last three called.
    """

    said: str
    words: dict[int, Utterance]
    full: bool = True
    only_ticks: bool = False


def rungs(counted: CountedSet) -> Iterator[Rung]:
    """The ways to count a set, from all words at their natural rate down to ticks."""
    spoken = sorted(counted.spoken)
    for rate in RATES:
        said = "" if rate == 1.0 else f"the numbers are spoken {rate:g} times as fast"
        yield Rung(said, _words(counted.words, spoken, rate))
    if counted.short_words != counted.words:
        for rate in RATES:
            yield Rung("the tens are left out after twenty", _words(counted.short_words, spoken, rate))
    for every, name in ((2, "every second number is said"), (5, "every fifth number is said")):
        chosen = [
            rep for rep in spoken if rep >= 2 and spoken[-1] - rep >= every and counted.numbers[rep - 1] % every == 0
        ]
        for rate in RATES:
            words = _words(counted.words, [*chosen, *spoken[-1:]], rate)
            yield Rung(f"{name}, the others are ticks", words, full=False)
    last = _words(counted.words, spoken[-1:], RATES[-1])
    yield Rung(
        "repetitions are ticks; the middle, the last three and the end are said", last, full=False, only_ticks=True
    )


def climb(counted: CountedSet, timeline: Timeline, beats: Sequence[int], go: Signal) -> tuple[Rung, Track]:
    """The first rung whose numbers have room, and a track of the start signal and these numbers.

    Args:
        counted: the set.
        timeline: for the timings of words.
        beats: where each movement ends, in samples; beats[0] is the start of the set.
        go: the signal that sounds at the start.
    """
    for rung in rungs(counted):
        numbers = _numbers(counted, timeline, beats, rung)
        if _have_room(numbers, beats[0], go) and (
            not rung.full or _leave_first_ticks(counted, numbers, timeline, beats)
        ):
            break
    track = Track(go)
    for number in numbers:
        if track.has_room(number):
            track.add(number)
    return rung, track


def _numbers(counted: CountedSet, timeline: Timeline, beats: Sequence[int], rung: Rung) -> list[Speech]:
    return [
        timeline.speech_on(
            beats[rep * counted.movements],
            word,
            Role.COUNT,
            rep=counted.numbers[rep - 1],
            side=counted.side,
        )
        for rep, word in rung.words.items()
    ]


def _have_room(numbers: list[Speech], start: int, go: Signal) -> bool:
    before, end = start, go.end
    for number in numbers:
        length = number.end - number.start
        if number.beat - before < length + AIR or number.start < end + GAP:
            return False
        before, end = number.beat, number.end
    return True


def _leave_first_ticks(counted: CountedSet, numbers: list[Speech], timeline: Timeline, beats: Sequence[int]) -> bool:
    """Where sides alternate, the tick on the first side is heard as long as every number is said."""
    if counted.movements == 1:
        return True
    ticks = [timeline.signal(beat, Tone.TICK) for beat in beats[1::2]]
    before = all(tick.end + TICK_GAP <= number.start for tick, number in zip(ticks, numbers, strict=False))
    after = all(number.end + TICK_GAP <= tick.start for tick, number in zip(ticks[1:], numbers, strict=False))
    return before and after


def _words(words: tuple[Utterance, ...], reps: list[int], rate: float) -> dict[int, Utterance]:
    return {rep: replace(words[rep - 1], rate=words[rep - 1].rate * rate) for rep in reps}

"""What is said and signalled, in order, without times: the script as values without I/O."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from coach.cue import Tone, Utterance
from coach.routine import Effort


class Role(StrEnum):
    """What an utterance is for."""

    COUNT = "count"
    ANNOUNCE = "announce"
    POSITION = "position"
    MOVEMENT = "movement"
    FORM = "form"
    SWITCH = "switch"
    HOLD = "hold"
    OPENING = "opening"
    CLOSING = "closing"
    OTHER = "other"


Side = Literal["first", "second"]
"""Which of two sides a bout is for; the listener chooses which is first."""


@dataclass(frozen=True, slots=True)
class Say:
    """One utterance and what it is for."""

    utterance: Utterance
    role: Role


@dataclass(frozen=True, slots=True)
class Call:
    """Something said in the middle of a counted set, after one repetition and before the next.

    Attributes:
        after: the repetition it follows, from 1.
        needed: the routine's own text asks for it; the score warns where it has no room.
        short: what is said instead where it has no room; None where there is nothing shorter.
    """

    say: Say
    after: int
    needed: bool = False
    short: Say | None = None


@dataclass(frozen=True, slots=True)
class TimedCall:
    """Something whose beat falls on a moment of a hold.

    Attributes:
        at_s: seconds from the start; None is as soon as the start signal has sounded.
        needed: it tells what comes next; the score warns where it has no room.
        short: what is said instead where it has no room; None where there is nothing shorter.
    """

    say: Say
    at_s: float | None
    needed: bool = False
    short: Say | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section begins: it becomes a chapter."""

    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Things said one after the other, opened by a tone."""

    tone: Tone
    says: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """What lies between two bouts: a rest, what comes next, time to get there, the count-in.

    Attributes:
        name: of what comes next, for messages; empty where nothing does.
        wordings: what may be said, the most wanted first: of a rest that it is one, and what comes next. Where a
            rest is written, the first is said that makes it no longer; where none is, there is one alone.
        rest_s: a written rest; it lasts exactly this and ends with the start where its words fit.
        rest_calls: said a number of seconds before the rest ends, where there is room.
        lead_s: least seconds from the first word on how to get there to the start.
        ready: said before the count-in; None says nothing.
    """

    name: str
    wordings: tuple[tuple[Say, ...], ...]
    lead_s: float
    signal: Tone
    rest_s: float | None = None
    rest_calls: tuple[TimedCall, ...] = ()
    ready: Say | None = None

    @property
    def says(self) -> tuple[Say, ...]:
        """What is said where there is time for all of it."""
        return self.wordings[0]


@dataclass(frozen=True, slots=True)
class CountedSet:
    """Repetitions of one set and side.

    Attributes:
        rep_s: seconds of one movement at pace 1.
        movements: movements of one repetition: 2 where sides alternate.
        numbers: the number said at the end of each repetition.
        words: the word for each of these numbers.
        short_words: the same without the tens after twenty, for counts too fast for whole words.
        spoken: the repetitions, from 1, whose numbers are wanted; a movement without one gets a tick, but
            where no number is wanted at all.
        calls: in order of importance.
        closing: said for the last three where they have no room one by one.
        turns: words at a fraction of each movement, such as (0.5, "down"); at 0 as soon as there is room.
        turned: the repetitions, from the first on, in which they are said.
        turns_needed: they were wished for; the score warns where they have no room.
        most_s: the time a clock leaves for it; None where it takes the time it takes.
    """

    name: str
    reps: int
    rep_s: float
    movements: int
    numbers: tuple[int, ...]
    words: tuple[Utterance, ...]
    short_words: tuple[Utterance, ...]
    spoken: frozenset[int]
    calls: tuple[Call, ...]
    closing: Call | None
    turns: tuple[tuple[float, Utterance], ...]
    side: Side | None
    most_s: float | None = None
    turned: int = 0
    turns_needed: bool = False


@dataclass(frozen=True, slots=True)
class TimedSet:
    """A hold, or work against the clock, of one set and side; its length is exact at every pace.

    Attributes:
        calls: in order of importance.
        runs_on: the next set begins where it ends, so that no tone ends it.
    """

    name: str
    seconds: float
    effort: Effort
    calls: tuple[TimedCall, ...]
    side: Side | None
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A start on the clock: what follows has so many seconds, up to a Break without a time of its own.

    Attributes:
        number: which start of its block it is, from 1; all of them are reckoned from the first.
    """

    seconds: float
    number: int


@dataclass(frozen=True, slots=True)
class Break:
    """A pause that the clock gives; it is exact, and what is said in it is as long as it allows.

    Attributes:
        name: of what comes next, for messages; empty where nothing does.
        rest_s: seconds; None lasts to the end of the slot.
        wordings: what may be said, the most wanted first; the first that fits is said, and the last says nothing.
        ten: said ten seconds before the end of a long one.
        signal: the tone it begins with, unless a set ended with one.
        is_rest: whether the listener rests, or goes straight on to the next exercise.
    """

    name: str
    rest_s: float | None
    wordings: tuple[tuple[Say, ...], ...]
    ten: Say | None = None
    signal: Tone = Tone.REST
    is_rest: bool = True


Bout = CountedSet | TimedSet
Step = Heading | Passage | Transition | CountedSet | TimedSet | Slot | Break


@dataclass(frozen=True, slots=True)
class Script:
    """A whole workout as steps; a step's number is its place in `steps`."""

    title: str
    language: str
    steps: tuple[Step, ...]

    def utterances(self) -> Iterator[Utterance]:
        """Everything that may be said at the voice's own rate, in order, each once."""
        seen: dict[Utterance, None] = {}
        for step in self.steps:
            seen.update(dict.fromkeys(_utterances(step)))
        yield from seen


def _utterances(step: Step) -> Iterator[Utterance]:
    match step:
        case Heading():
            pass
        case Passage():
            yield from (say.utterance for say in step.says)
        case Transition():
            yield from (say.utterance for wording in step.wordings for say in wording)
            yield from _called(step.rest_calls)
            if step.ready:
                yield step.ready.utterance
        case CountedSet():
            yield from (step.words[rep - 1] for rep in sorted(step.spoken))
            yield from _called(step.calls)
            yield from (word for _, word in step.turns)
        case TimedSet():
            yield from _called(step.calls)
        case Break():
            yield from (say.utterance for wording in step.wordings for say in wording)
            if step.ten:
                yield step.ten.utterance
        case Slot():
            pass


def _called(calls: tuple[Call, ...] | tuple[TimedCall, ...]) -> Iterator[Utterance]:
    """What may be called: each call, and what is said instead of it."""
    for call in calls:
        yield from (say.utterance for say in (call.say, call.short) if say)

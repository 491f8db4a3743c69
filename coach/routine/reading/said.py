"""What one line says: a name, a dose, a rest, rounds, a format, and what is doubtful about it."""

from dataclasses import dataclass
from typing import TypeVar

from coach.routine.dose import Tempo

Number = int | tuple[int, int]
Time = float | tuple[float, float]
HELD_REP_S = 2.0
"""What a repetition takes beside the time it is held: there and back."""
_N = TypeVar("_N", int, float)


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says, every part None or empty where it does not.

    Attributes:
        name: of an exercise, or the words of a heading.
        sets, reps: numbers, or the two ends of a range; `reps` may be "max".
        ladder: repetitions that change from set to set.
        seconds: how long, or the two ends of a range; `effort`: "hold" or "work", if it says which.
        side: "each" or "alternating".
        each: a bare "each", which is a side on a line and an exercise in a heading.
        phases: how many phases of the tempo are written, if there is one.
        rep_s: seconds of one repetition. slow: it says so, without a number.
        rest_s: a rest; `rest_of`: "sets", "rounds" or "exercises", if it says between what.
        rounds: how often the exercises around it are done; `repeated`: it says that what stood before is repeated.
        work_s, off_s: an interval. every_s: from start to start; total_s: for how long.
        amrap: as many rounds as possible, in `amrap_s` seconds.
        slashed: two different numbers with a slash between them.
        distance: of a way to go, as it is written.
        leftover: words that are neither name nor dose.
        doubts: other readings, in words.
        words: how many words are no part of a dose.
        dose_first: the name stands behind the dose.
        bare: the amount is a number without a unit. lasts: the time is called a duration.
        pairs: of alternating sides, the number is that of each. in_turn: each exercise has a start of its own.
        verbatim: the name is to be taken word for word. negative: a number has a minus before it.
        load: how heavy or how hard, as it is written: nobody counts it.
        over: numbers that are part of nothing.
    """

    text: str
    name: str = ""
    sets: Number | None = None
    reps: Number | str | None = None
    ladder: tuple[int, ...] | None = None
    seconds: Time | None = None
    effort: str = ""
    side: str | None = None
    each: bool = False
    tempo: Tempo | None = None
    phases: int = 0
    rep_s: float | None = None
    slow: bool = False
    rest_s: Time | None = None
    rest_of: str = ""
    rounds: Number | None = None
    repeated: bool = False
    work_s: float | None = None
    off_s: float | None = None
    every_s: float | None = None
    total_s: float | None = None
    amrap: bool = False
    amrap_s: float | None = None
    tabata: bool = False
    slashed: tuple[float, float] | None = None
    distance: str = ""
    leftover: str = ""
    doubts: tuple[str, ...] = ()
    words: int = 0
    dose_first: bool = False
    bare: bool = False
    lasts: bool = False
    pairs: bool = False
    in_turn: bool = False
    verbatim: bool = False
    negative: bool = False
    load: str = ""
    over: str = ""

    @property
    def has_amount(self) -> bool:
        """It says how many, how long or how far."""
        amount = self.reps if self.reps is not None else self.seconds if self.seconds is not None else self.ladder
        return amount is not None or bool(self.distance)

    @property
    def has_dose(self) -> bool:
        """It says anything about how much of an exercise is to be done."""
        return self.has_amount or self.sets is not None

    @property
    def has_format(self) -> bool:
        """It says how exercises are put together."""
        formats = (self.rounds, self.work_s, self.every_s, self.amrap_s)
        return any(part is not None for part in formats) or self.amrap or self.tabata


def at_most(value: _N | tuple[_N, _N] | None) -> _N | None:
    """A number, or the upper end of a range."""
    return value[-1] if isinstance(value, tuple) else value

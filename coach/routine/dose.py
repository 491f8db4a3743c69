"""How much is to be done: a dose and its parts, as values without I/O; and the limits of both."""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self, assert_never

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

MAX_REPS = 1_000
MAX_SETS = 50
MAX_LADDER = 100
"""Of a step of a ladder: greater numbers with signs between them are something else."""
MAX_ROUNDS = 50
MIN_TIME_S, MAX_TIME_S = 1.0, 3_600.0
"""Of a hold or a rest: in less than a second nothing can be signalled."""

PACE_MIN, PACE_MAX = 0.5, 2.0
REP_MIN_S, REP_MAX_S = 0.5, 30.0
DEFAULT_REP_S = 3.0
"""A repetition of unknown tempo: the middle of ACSM's moderate velocity, 2 to 4 s."""


_ALPHANUMERIC = re.compile(r"[^\W_]")


def one_line(text: str) -> str:
    """The text with single spaces, if it can be said on one line; for pydantic.

    Raises:
        ValueError: it holds a control character, or no word.
    """
    text = " ".join(text.split())
    if not text.isprintable():
        raise ValueError("holds a control character")
    if not _ALPHANUMERIC.search(text):
        raise ValueError("holds no word")
    return text


Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(one_line)]
Paragraph = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(one_line)]
Milliseconds = AfterValidator(lambda seconds: round(seconds, 3))
Seconds = Annotated[float, Field(ge=MIN_TIME_S, le=MAX_TIME_S), Milliseconds]
RepSeconds = Annotated[float, Field(ge=REP_MIN_S, le=REP_MAX_S), Milliseconds]
PhaseSeconds = Annotated[float, Field(ge=0, le=REP_MAX_S), Milliseconds]


class Model(BaseModel):
    """A value: frozen, and nothing unforeseen in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sides(StrEnum):
    """Which sides of the body a dose is for."""

    BOTH = "both"  # both together, or no sides at all
    EACH = "each"  # all of it on one side, then all of it on the other
    ALTERNATING = "alternating"  # one side and the other in turn; a repetition is one of each


class Effort(StrEnum):
    """What a dose in seconds asks for."""

    HOLD = "hold"
    WORK = "work"
    MOST = "most"  # as many repetitions as possible


class Tempo(Model):
    """The four phases of a repetition in seconds: eccentric, pause stretched, concentric, pause contracted.

    An explosive concentric (X) is 1 s.
    """

    eccentric: PhaseSeconds
    stretched: PhaseSeconds
    concentric: PhaseSeconds
    contracted: PhaseSeconds = 0.0
    explosive: bool = False

    @model_validator(mode="after")
    def _explosive_takes_a_second(self) -> Self:
        if self.explosive and self.concentric != 1:
            raise ValueError("is explosive, which counts as 1 s")
        return self

    @property
    def phases_s(self) -> tuple[float, float, float, float]:
        """The four phases in order."""
        return self.eccentric, self.stretched, self.concentric, self.contracted

    @property
    def total_s(self) -> float:
        """Seconds of one repetition, to the millisecond: sums of decimals differ from one Python to the next."""
        return round(sum(self.phases_s), 3)


class Reps(Model):
    """So many repetitions a set (and a side, unless both are used together).

    Attributes:
        count: how many; of a range, the upper end.
        least: the lower end of a range, which is enough; None where one number is written.
    """

    count: int = Field(ge=1, le=MAX_REPS)
    least: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.least is not None and self.least >= self.count:
            raise ValueError("has a range that does not rise")
        return self


class Ladder(Model):
    """Repetitions that rise or fall from set to set, or from round to round of a block with as many rounds."""

    counts: tuple[Annotated[int, Field(ge=1, le=MAX_LADDER)], ...] = Field(min_length=3, max_length=MAX_SETS)

    @model_validator(mode="after")
    def _climbs(self) -> Self:
        if not is_ladder(self.counts):
            raise ValueError("has counts that neither rise nor fall, nor first one and then the other")
        return self


def is_ladder(counts: Sequence[int]) -> bool:
    """Whether counts rise, or fall, or rise to a top and fall again."""
    top = counts.index(max(counts))
    steps = [after - before for before, after in pairwise(counts)]
    return all(step > 0 for step in steps[:top]) and all(step < 0 for step in steps[top:])


class Span(Model):
    """So many seconds a set (and a side, where the dose is for each side); `least_s` as in Reps."""

    seconds: Seconds
    effort: Effort = Effort.HOLD
    least_s: Seconds | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.least_s is not None and self.least_s >= self.seconds:
            raise ValueError("has a range that does not rise")
        return self


Amount = Reps | Ladder | Span


class Dose(Model):
    """How much of an exercise, and how fast.

    Attributes:
        sets: how many; of a Ladder as many as it has counts, or 1 where the rounds of its block climb it.
        rep_s: natural seconds of one repetition of one side; None is the default tempo.
        tempo: the phases of a repetition; takes the place of rep_s.
        rest_s: rest between the sets, None where none is written.
    """

    amount: Amount
    sets: int = Field(default=1, ge=1, le=MAX_SETS)
    sides: Sides = Sides.BOTH
    rep_s: RepSeconds | None = None
    tempo: Tempo | None = None
    rest_s: Seconds | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.rep_s is not None and self.tempo is not None:
            raise ValueError("has both a time for a repetition and a tempo")
        if isinstance(self.amount, Span) and (self.rep_s or self.tempo):
            raise ValueError("counts no repetitions, so it has no tempo")
        if self.rest_s is not None and self.sets == 1:
            raise ValueError("has a rest between sets but one set")
        if isinstance(self.amount, Ladder) and self.sets not in (1, len(self.amount.counts)):
            raise ValueError(f"has {self.sets} sets but {len(self.amount.counts)} counts for them")
        if not REP_MIN_S <= self.natural_rep_s <= REP_MAX_S:
            raise ValueError(f"has a repetition outside {REP_MIN_S:g} to {REP_MAX_S:g} s")
        return self

    @property
    def natural_rep_s(self) -> float:
        """Seconds of one repetition of one side at pace 1."""
        if self.tempo is not None:
            return self.tempo.total_s
        return self.rep_s if self.rep_s is not None else DEFAULT_REP_S

    def reps(self, *, round_number: int, set_number: int) -> int:
        """Repetitions of one bout, 0 where it is timed; round and set are counted from 1."""
        match self.amount:
            case Reps():
                return self.amount.count
            case Ladder():
                return self.amount.counts[(round_number if self.sets == 1 else set_number) - 1]
            case Span():
                return 0
            case _:
                assert_never(self.amount)

    @property
    def bouts(self) -> int:
        """Stretches of doing without a change of set or side."""
        return self.sets * (2 if self.sides is Sides.EACH else 1)

    def seconds(self, *, round_number: int = 1, pace: float = 1.0) -> float:
        """Seconds of all its sets and sides and the rests between them in one round, without a word said."""
        sides = 1 if self.sides is Sides.BOTH else 2
        total = (self.sets - 1) * (self.rest_s or 0.0)
        if isinstance(self.amount, Span):
            return total + self.bouts * self.amount.seconds
        counts = (self.reps(round_number=round_number, set_number=number + 1) for number in range(self.sets))
        return total + sum(counts) * sides * self.natural_rep_s / pace

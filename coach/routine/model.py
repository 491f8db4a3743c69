"""What is to be done: the routine, as values without I/O."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

MAX_REPS = 1_000
MAX_SETS = 50
MAX_ROUNDS = 50
MIN_TIME_S, MAX_TIME_S = 1.0, 3_600.0
"""Of a hold or a rest: in less than a second nothing can be signalled."""
MAX_TOTAL_S = 6 * 3_600.0
"""Nobody is coached for longer; a greater sum is a slip of the pen."""
MAX_BOUTS = 5_000

PACE_MIN, PACE_MAX = 0.5, 2.0
REP_MIN_S, REP_MAX_S = 0.5, 30.0
DEFAULT_REP_S = 3.0
"""A repetition of unknown tempo: the middle of ACSM's moderate velocity, 2 to 4 s."""


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    if not all(character.isprintable() for character in text):
        raise ValueError("holds a control character")
    if not any(character.isalnum() for character in text):
        raise ValueError("holds no word")
    return text


Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(_one_line)]
Paragraph = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(_one_line)]
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


class Talk(StrEnum):
    """How much is said."""

    FULL = "full"  # name, dose, position, movement, form cues, and what the workout is for
    STANDARD = "standard"  # position and movement once and short, a few form cues
    MINIMAL = "minimal"  # name, dose, change of sides, the last three
    TONES = "tones"  # signals and numbers only


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
    """So many repetitions a set (and a side, unless both are used together)."""

    count: int = Field(ge=1, le=MAX_REPS)


class Span(Model):
    """So many seconds a set (and a side, where the dose is for each side)."""

    seconds: Seconds
    effort: Effort = Effort.HOLD


class Dose(Model):
    """How much of an exercise, and how fast.

    Attributes:
        rep_s: natural seconds of one repetition of one side; None is the default tempo.
        tempo: the phases of a repetition; takes the place of rep_s.
        rest_s: rest between the sets, None where none is written.
    """

    amount: Reps | Span
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
        if not REP_MIN_S <= self.natural_rep_s <= REP_MAX_S:
            raise ValueError(f"has a repetition outside {REP_MIN_S:g} to {REP_MAX_S:g} s")
        return self

    @property
    def natural_rep_s(self) -> float:
        """Seconds of one repetition of one side at pace 1."""
        if self.tempo is not None:
            return self.tempo.total_s
        return self.rep_s if self.rep_s is not None else DEFAULT_REP_S

    @property
    def bouts(self) -> int:
        """Stretches of doing without a change of set or side."""
        return self.sets * (2 if self.sides is Sides.EACH else 1)

    @property
    def movements(self) -> int:
        """Movements of one bout, 0 where it is timed: an alternating repetition is two."""
        if isinstance(self.amount, Span):
            return 0
        return self.amount.count * (2 if self.sides is Sides.ALTERNATING else 1)


class Exercise(Model):
    """One movement and its dose.

    Attributes:
        position: how to set up; None where the text does not say.
        movement: how to move; only after a position.
        cues: form cues, each a short sentence said in the middle of a set.
    """

    name: Line
    dose: Dose
    position: Paragraph | None = None
    movement: Paragraph | None = None
    cues: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _can_be_written(self) -> Self:
        if self.name.casefold() == "rest":
            raise ValueError("is called Rest, which is a rest and no exercise")
        if self.movement and not self.position:
            raise ValueError("has a movement without a position before it")
        return self


class Rest(Model):
    """A rest that stands between exercises."""

    seconds: Seconds


class Block(Model):
    """Exercises done together.

    Attributes:
        rest_s: rest between the rounds, None where none is written.
    """

    items: tuple[Exercise | Rest, ...] = Field(min_length=1)
    title: Line | None = None
    rounds: int = Field(default=1, ge=1, le=MAX_ROUNDS)
    rest_s: Seconds | None = None

    @model_validator(mode="after")
    def _rest_between_rounds(self) -> Self:
        if self.rest_s is not None and self.rounds == 1:
            raise ValueError("has a rest between rounds but one round")
        if self.title is None and self.rounds > 1:
            raise ValueError("has rounds but no title")
        return self


class Routine(Model):
    """The whole written workout.

    Attributes:
        about: what it is and why, said only when talk is full.
        duration_s: the intended whole length; the pace is solved to meet it.
        needs: equipment it cannot be done without; `optional`: what makes it harder or nicer.
        pace, talk, voice: wishes written into the text; None leaves them to the listener.
    """

    title: Line
    blocks: tuple[Block, ...] = Field(min_length=1)
    about: Paragraph | None = None
    duration_s: Annotated[float, Field(gt=0, le=MAX_TOTAL_S), Milliseconds] | None = None
    needs: tuple[Line, ...] = ()
    optional: tuple[Line, ...] = ()
    pace: float | None = Field(default=None, ge=PACE_MIN, le=PACE_MAX)
    talk: Talk | None = None
    voice: Line | None = None
    language: str = "en"

    @model_validator(mode="after")
    def _of_this_world(self) -> Self:
        if self.pace is not None and self.duration_s is not None:
            raise ValueError("has both a duration and a pace; the pace follows from the duration")
        if any(block.title is None for block in self.blocks[1:]):
            raise ValueError("has a block without a title after its first")
        if not any(True for _ in self.exercises()):
            raise ValueError("has no exercise")
        bouts = sum(
            block.rounds * sum(item.dose.bouts for item in block.items if isinstance(item, Exercise))
            for block in self.blocks
        )
        if bouts > MAX_BOUTS:
            raise ValueError(f"has {bouts} sets in all; {MAX_BOUTS} is the most")
        if self.shortest_s() > MAX_TOTAL_S:
            hours = self.shortest_s() / 3600
            raise ValueError(f"takes {hours:.0f} hours or more; {MAX_TOTAL_S / 3600:.0f} is the most")
        return self

    def exercises(self) -> Iterator[Exercise]:
        """Every exercise once, in the order of the text."""
        for block in self.blocks:
            yield from (item for item in block.items if isinstance(item, Exercise))

    def shortest_s(self) -> float:
        """Seconds of what is written alone, without a word said, at the fastest pace."""
        return sum(
            block.rounds * sum(_shortest_s(item) for item in block.items) + (block.rounds - 1) * (block.rest_s or 0)
            for block in self.blocks
        )


def _shortest_s(item: Exercise | Rest) -> float:
    if isinstance(item, Rest):
        return item.seconds
    dose = item.dose
    each = dose.movements * dose.natural_rep_s / PACE_MAX
    if isinstance(dose.amount, Span):
        each = dose.amount.seconds
    return dose.bouts * each + (dose.sets - 1) * (dose.rest_s or 0)

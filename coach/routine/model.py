"""What is to be done: the routine, as values without I/O."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self, assert_never

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from coach.routine.dose import (
    MAX_ROUNDS,
    MAX_TIME_S,
    PACE_MAX,
    PACE_MIN,
    Dose,
    Effort,
    Ladder,
    Line,
    Milliseconds,
    Model,
    Paragraph,
    Seconds,
    Span,
    one_line,
)

MAX_TOTAL_S = 6 * 3_600.0
"""Nobody is coached for longer; a greater sum is a slip of the pen."""
MAX_BOUTS = 5_000
MAX_ABOUT = 400
"""Characters of what a routine is about: it is said."""
SLOT_SPARE_S, SLOT_EACH_S = 4.0, 4.0
"""What a start on the clock needs beside the work: a rest, a count-in, and the way to each exercise."""


About = Annotated[str, StringConstraints(max_length=MAX_ABOUT), AfterValidator(one_line)]


class Talk(StrEnum):
    """How much is said."""

    FULL = "full"  # name, dose, position, movement, form cues, and what the workout is for
    STANDARD = "standard"  # position and movement once and short, a few form cues
    MINIMAL = "minimal"  # name, dose, change of sides, the last three
    TONES = "tones"  # signals and numbers only


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


class Interval(Model):
    """Work against the clock: every exercise, and every side, for so many seconds, with a rest after each."""

    work_s: Seconds
    rest_s: Seconds | None = None


class Every(Model):
    """A start on the clock (EMOM): what is left of the time after the work is rest.

    Attributes:
        every_s: from start to start.
        in_turn: each exercise has a start of its own; otherwise all of a round follow one start.
    """

    every_s: Annotated[float, Field(ge=10, le=MAX_TIME_S), Milliseconds]
    in_turn: bool = False


class Amrap(Model):
    """As many rounds as possible in so many seconds."""

    seconds: Seconds


Format = Interval | Every | Amrap
"""How the clock runs a block; without one, its exercises follow each other as they are done."""


class Block(Model):
    """Exercises done together.

    Attributes:
        rest_s: rest between the rounds, None where none is written.
        format: how the clock runs it; None where it does not.
    """

    items: tuple[Exercise | Rest, ...] = Field(min_length=1)
    title: Line | None = None
    rounds: int = Field(default=1, ge=1, le=MAX_ROUNDS)
    rest_s: Seconds | None = None
    format: Format | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.rest_s is not None and self.rounds == 1:
            raise ValueError("has a rest between rounds but one round")
        if self.title is None and (self.rounds > 1 or self.format is not None):
            raise ValueError("has rounds but no title")
        for exercise in self.exercises():
            amount = exercise.dose.amount
            if isinstance(amount, Ladder) and (exercise.dose.sets == 1) != (len(amount.counts) == self.rounds):
                raise ValueError(f"has {self.rounds} rounds, and {len(amount.counts)} counts for {exercise.name}")
            if self.format is not None:
                _check_on_the_clock(exercise, self.format)
        if isinstance(self.format, Every | Amrap) and len(self.items) > len(list(self.exercises())):
            raise ValueError("has a rest of its own, but the clock gives the rests")
        if isinstance(self.format, Amrap) and self.rounds > 1:
            raise ValueError("is as many rounds as possible, so their number is open")
        if isinstance(self.format, Every):
            self._check_slots(self.format)
        return self

    def _check_slots(self, every: Every) -> None:
        for number in range(1, self.rounds + 1):
            times = [
                exercise.dose.seconds(round_number=number, pace=PACE_MAX) + SLOT_EACH_S * exercise.dose.bouts
                for exercise in self.exercises()
            ]
            for needed in times if every.in_turn else [sum(times)]:
                if needed > every.every_s - SLOT_SPARE_S:
                    raise ValueError(f"has more to do in {every.every_s:g} s than anybody can")

    def exercises(self) -> Iterator[Exercise]:
        """Its exercises, in the order of the text."""
        yield from (item for item in self.items if isinstance(item, Exercise))

    @property
    def bouts(self) -> int:
        """Stretches of doing in all rounds."""
        if isinstance(self.format, Amrap):
            return 1
        return self.rounds * sum(exercise.dose.bouts for exercise in self.exercises())

    def shortest_s(self) -> float:
        """Seconds of what is written alone, without a word said, at the fastest pace."""
        doses = [exercise.dose for exercise in self.exercises()]
        bouts = sum(dose.bouts for dose in doses)
        rests_s = sum(item.seconds for item in self.items if isinstance(item, Rest))
        between_s = self.rest_s or 0.0
        match self.format:
            case Amrap():
                return self.format.seconds
            case Every():
                round_s = self.format.every_s * (len(doses) if self.format.in_turn else 1)
            case Interval():
                rest_s = self.format.rest_s or 0.0
                round_s = bouts * self.format.work_s + (bouts - 1) * rest_s + rests_s
                between_s = self.rest_s or rest_s
            case None:
                numbers = range(1, self.rounds + 1)
                work_s = sum(dose.seconds(round_number=number, pace=PACE_MAX) for dose in doses for number in numbers)
                return work_s + self.rounds * rests_s + (self.rounds - 1) * between_s
            case _:
                assert_never(self.format)
        return self.rounds * round_s + (self.rounds - 1) * between_s


def _check_on_the_clock(exercise: Exercise, form: Format) -> None:
    if exercise.dose.sets > 1:
        raise ValueError(f"has sets of {exercise.name}, but the clock counts rounds")
    if isinstance(form, Interval):
        amount = exercise.dose.amount
        if not isinstance(amount, Span) or (amount.seconds, amount.effort) != (form.work_s, Effort.WORK):
            raise ValueError(f"has a dose of {exercise.name} that is not its work time")


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
    about: About | None = None
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
        bouts = sum(block.bouts for block in self.blocks)
        if bouts > MAX_BOUTS:
            raise ValueError(f"has {bouts} sets in all; {MAX_BOUTS} is the most")
        if self.shortest_s() > MAX_TOTAL_S:
            hours = self.shortest_s() / 3600
            raise ValueError(f"takes {hours:.0f} hours or more; {MAX_TOTAL_S / 3600:.0f} is the most")
        return self

    def exercises(self) -> Iterator[Exercise]:
        """Every exercise once, in the order of the text."""
        for block in self.blocks:
            yield from block.exercises()

    def shortest_s(self) -> float:
        """Seconds of what is written alone, without a word said, at the fastest pace."""
        return sum(block.shortest_s() for block in self.blocks)

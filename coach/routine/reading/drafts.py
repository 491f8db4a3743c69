"""A routine while it is being read: exercises, rests and groups that lines add to."""

from dataclasses import dataclass, field, replace
from typing import Any

from coach.routine.reading.said import Said

_DOSE_FIELDS = (
    "sets",
    "reps",
    "ladder",
    "seconds",
    "effort",
    "side",
    "tempo",
    "phases",
    "rep_s",
    "slow",
    "rest_s",
    "rest_of",
    "distance",
)
BELOW_HEADINGS = 99
"""The level of what is no heading: any heading stands above it."""
_NOTHING = (None, "", False)


@dataclass(slots=True, eq=False)
class ExerciseDraft:
    """An exercise while lines add to it.

    Attributes:
        line: where its name stands.
        said: its dose so far.
        texts: what its lines say beside the dose, in order; `cues` those that were set apart as form cues.
        doubts: other readings. notes: what there is to say about it.
        label: the letter of its superset. minute: the minute of its slot.
        inherited: its dose comes from what stands around it.
        heads_section: its name is a heading.
        loose: words on a line of their own that are not known to name an exercise.
        set_lines: repetitions of lines that each stand for one set.
    """

    line: int
    name: str
    said: Said
    texts: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    label: str = ""
    minute: int | None = None
    inherited: bool = False
    heads_section: bool = False
    loose: bool = False
    set_lines: list[int] = field(default_factory=list)

    def spoken(self) -> tuple[str | None, str | None]:
        """Position and movement: the first line of its texts, and the others."""
        texts = [text for text in self.texts if any(character.isalnum() for character in text)]
        return (texts[0], " ".join(texts[1:]) or None) if texts else (None, None)

    @property
    def has_amount(self) -> bool:
        """It is known how many, how long or how far."""
        return self.said.has_amount

    def add_dose(self, said: Said, *, slot: bool = False) -> None:
        """Take over what another line says of its dose; what is known already stays.

        Args:
            said: what the line says.
            slot: whether a time in it may be that of the whole exercise, which gives way to a count.
        """
        new: dict[str, Any] = {}
        for name in _DOSE_FIELDS:
            value = getattr(said, name)
            if value not in _NOTHING and getattr(self.said, name) in _NOTHING:
                new[name] = value
        if slot and self.said.has_amount:
            new.pop("seconds", None)
        if new:
            self.said = replace(self.said, **new)
        self.doubts += said.doubts


@dataclass(slots=True, eq=False)
class RestDraft:
    """A rest that stands between exercises."""

    line: int
    seconds: float


@dataclass(slots=True, eq=False)
class GroupDraft:
    """Exercises that belong together, and what holds for all of them.

    Attributes:
        line: where it begins.
        title: as it is written.
        level: of its heading from 1; BELOW_HEADINGS where a line of another kind opened it.
        said: rounds, interval, clock: what a heading or a line of its own says.
        default: the dose of the exercises that have none.
        depth: of the list item that opened it, 0 if none did.
        rest_each_s: a rest after each exercise.
        together: its sets go round from one exercise to the next.
        closed: nothing is added to it any more.
        texts: lines and words under a title that has no exercise.
    """

    line: int
    title: str = ""
    level: int = 0
    said: Said = field(default_factory=lambda: Said(""))
    default: Said | None = None
    depth: int = 0
    rest_each_s: float | None = None
    together: bool = False
    closed: bool = False
    doubts: list[str] = field(default_factory=list)
    items: list[ExerciseDraft | RestDraft] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)

    @property
    def exercises(self) -> list[ExerciseDraft]:
        """Its exercises in order."""
        return [item for item in self.items if isinstance(item, ExerciseDraft)]

    @property
    def gives_dose(self) -> bool:
        """Whether an exercise needs no dose of its own in it."""
        said = self.said
        clock = said.work_s is not None or said.tabata or said.amrap or said.amrap_s is not None
        dosed = self.default is not None and self.default.has_amount
        return dosed or clock or said.ladder is not None

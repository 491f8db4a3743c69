"""What a listener changes while a score is heard: another pace from a repetition on, more time to rest."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from coach.score.model import Event, Score, Signal, Stretch
from coach.units import s_to_samples

Place = tuple[int, int]
"""A step by its number, and how many of its movements are done."""


@dataclass(frozen=True, slots=True)
class Adjustments:
    """Changes to a score, by their places in the script; a score without changes has none.

    Attributes:
        paces: each place from which on another pace holds, in order; None is the pace of the score.
        longer_s: seconds that the rest or the preparation of a step is longer, by step.
    """

    paces: tuple[tuple[Place, float | None], ...] = ()
    longer_s: tuple[tuple[int, float], ...] = ()

    def with_pace(self, place: Place, pace: float, *, until: int | None = None) -> "Adjustments":
        """Another pace from a place on: to the end, or to the beginning of the step `until`, where it was before."""
        kept = [change for change in self.paces if change[0] < place]
        if until is None:
            return replace(self, paces=(*kept, (place, pace)))
        end = (until, 0)
        later = [change for change in self.paces if change[0] > end]
        return replace(self, paces=(*kept, (place, pace), (end, self.pace_at(end)), *later))

    def pace_at(self, place: Place) -> float | None:
        """The pace that holds at a place; None is the one of the score."""
        at = bisect_right(self.paces, place, key=lambda change: change[0])
        return self.paces[at - 1][1] if at else None

    def paces_of(self, step: int, pace: float) -> tuple[tuple[int, float], ...]:
        """The paces of a step: after how many of its movements each begins to hold; the first after none."""
        inside = [(after, other or pace) for (number, after), other in self.paces if number == step and after]
        return ((0, self.pace_at((step, 0)) or pace), *inside)

    def with_longer(self, step: int, seconds: float) -> "Adjustments":
        """More time in a step."""
        others = tuple(item for item in self.longer_s if item[0] != step)
        return replace(self, longer_s=(*others, (step, self._longer_s(step) + seconds)))

    def longer(self, step: int) -> int:
        """Samples that a step is longer."""
        return s_to_samples(self._longer_s(step))

    def _longer_s(self, step: int) -> float:
        return dict(self.longer_s).get(step, 0.0)


UNCHANGED = Adjustments()


def continued(old: Score, new: Score, at: int) -> Score:
    """A new score as it goes on at a sample of an old one: what was begun before stays as it was heard.

    What the new one has where something from before still sounds is left out, so that one thing sounds at once.
    """
    begun = tuple(event for event in old.events if event.start < at)
    free_from = max([at, *(event.end for event in begun[-1:])])
    coming = tuple(event for event in new.events if event.start >= free_from)
    return replace(new, events=(*begun, *coming))


def entered(score: Score, at: int, *, go: Signal | None = None) -> Score:
    """A score as it is heard from a sample on: nothing that was begun before, a start signal where one is wanted."""
    free_from = at if go is None else go.end
    coming: tuple[Event, ...] = tuple(event for event in score.events if event.start >= free_from)
    return replace(score, events=coming if go is None else (go, *coming))


def movement_at(stretch: Stretch, at: int) -> int:
    """How many movements of the whole set are done at a sample of one of its stretches."""
    done = sum(stretch.start + round(k * stretch.period) <= at for k in range(1, stretch.movements + 1))
    return stretch.before + done

"""The same workout at several paces: each of them composed and rendered, nothing stretched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach import wishes
from coach.app.composing import compose
from coach.app.progress import Progress
from coach.errors import WishError
from coach.routine import PACE_MAX, PACE_MIN, REP_MAX_S, REP_MIN_S, Routine
from coach.score import Score
from coach.site import wording
from coach.speech import Library

FACTORS = {"slower": 0.85, "normal": 1.0, "faster": 1.15}
"""By key, how much faster than wished: a difference that is felt, and still the same exercise."""
MOST_PACES = 9
_DECIDE = ("pace", "rep_seconds", "fit")
"""What decides the pace."""


@dataclass(frozen=True, slots=True)
class Paced:
    """A score with the name of its pace; the label is empty where there is no other."""

    key: str
    label: str
    score: Score


def paced(
    routine: Routine,
    *,
    library: Library,
    paces: Sequence[float] = (),
    progress: Progress | None = None,
    **wished: Any,
) -> tuple[list[Paced], int]:
    """The scores of a routine from slow to fast, and the place of the one that was wished for.

    Args:
        routine: what is to be done.
        library: the voice.
        paces: multipliers of counting; without them the wished pace with a slower and a faster one beside it.
        progress: told how many clips are ready.
        wished: as for compose; what is not about the pace holds for every score.

    Raises:
        WishError: a wish cannot be met, or `paces` meets a wish that decides the pace.
        MachineError: the voice fails.
    """
    if paces:
        found = list(_at_paces(routine, paces, library=library, progress=progress, **wished))
        return _with_chosen(found, min(range(len(found)), key=lambda place: abs(found[place].score.pace - 1)))
    normal = compose(routine, voice=library, progress=progress, **wished)
    if normal.rep_s is None:  # nothing is counted: every pace is the same
        return [Paced("normal", "", normal)], 0
    rest = _not_about_pace(wished)
    found = []
    for key, factor in FACTORS.items():
        label = wording(routine.language)[key]
        if factor == 1:
            found.append(Paced(key, label, normal))
            continue
        wish = _moved(normal.pace, wished.get("rep_seconds"), factor)
        score = compose(routine, voice=library, progress=progress, **wish, **rest)
        if not any(_is_same(score, other.score) for other in (*found, Paced("", "", normal))):
            found.append(Paced(key, label, score))
    return _with_chosen(found, next(place for place, one in enumerate(found) if one.score is normal))


def paces_of(text: str) -> list[float]:
    """Paces that are written as a list with commas, from slow to fast; none where nothing is written.

    Raises:
        WishError: one is no number or out of range, or there are too many.
    """
    if not text.strip():
        return []
    try:
        found = sorted({round(float(part), 2) for part in text.split(",")})
    except ValueError:
        hint = "write numbers with commas between them, such as 0.8,1,1.2"
        raise WishError(f"`{text}` is no list of paces", subject="--paces", hint=hint) from None
    for pace in found:
        if not PACE_MIN <= pace <= PACE_MAX:
            hint = f"each goes from {PACE_MIN:g} to {PACE_MAX:g}"
            raise WishError(f"{pace:g} is out of range", subject="--paces", hint=hint)
    if len(found) > MOST_PACES:
        raise WishError(f"{len(found)} paces", subject="--paces", hint=f"{MOST_PACES} are the most")
    return found


def check_paces(paces: Sequence[float], routine: Routine, given: Mapping[str, Any], wished: Mapping[str, Any]) -> None:
    """Refuse wishes that exclude each other or are out of range, before any work is done.

    Args:
        paces: that are listed.
        routine: what is to be done.
        given: wishes of the command line.
        wished: all that holds.

    Raises:
        WishError: so it is.
    """
    decided = [name for name in _DECIDE if given.get(name) is not None]
    if paces and decided:
        message = f"--paces and --{decided[0].replace('_', '-')} exclude each other"
        raise WishError(message, hint="each of them decides the paces; keep one")
    wishes.length_s(routine, pace=wished["pace"], rep_seconds=wished["rep_seconds"], wished=wished["fit"])


def _at_paces(
    routine: Routine, paces: Sequence[float], *, library: Library, progress: Progress | None, **wished: Any
) -> Iterator[Paced]:
    rest = _not_about_pace(wished)
    for pace in paces:
        score = compose(routine, voice=library, progress=progress, pace=pace, **rest)
        yield Paced(f"pace-{pace:.2f}".replace(".", "-"), f"{pace:g} ×", score)


def _moved(pace: float, rep_seconds: float | None, factor: float) -> dict[str, Any]:
    """The wish for another pace than the one that came of a wish, within what can be wished for."""
    if rep_seconds is not None:
        return {"rep_seconds": min(REP_MAX_S, max(REP_MIN_S, rep_seconds / factor))}
    return {"pace": min(PACE_MAX, max(PACE_MIN, pace * factor))}


def _is_same(score: Score, other: Score) -> bool:
    return score.duration == other.duration and score.stretches == other.stretches and score.events == other.events


def _not_about_pace(wished: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wished.items() if name not in _DECIDE}


def _with_chosen(found: list[Paced], chosen: int) -> tuple[list[Paced], int]:
    """Scores and the place of the chosen one; one that is alone needs no name."""
    return ([Paced("normal", "", found[0].score)], 0) if len(found) == 1 else (found, chosen)

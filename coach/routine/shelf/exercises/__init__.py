"""The shelf of exercises: how to get into position and move, for exercises that a routine only names."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import ValidationError
from rapidfuzz import fuzz

from coach.routine.dose import REP_MAX_S, REP_MIN_S, Ladder, Reps, Sides, Span
from coach.routine.model import Block, Exercise, Routine
from coach.routine.posture import Posture

LIKENESS = 85.0
"""Of each word of a name, 0 to 100, from which it may be a slip of the pen for a word of the shelf."""
_SHORTEST = 8
"""Letters of a name that may have slips; in shorter ones a slip makes another name."""
_CHANGES = re.compile(r"\bother\b|\bchange\b|\beach step\b", re.IGNORECASE)
_CHANGE = "Change sides every time."
"""Said of exercises that alternate and do not say so, unless the dose is for one side after the other."""
CUE_FROM_S = 2.2
"""Of one repetition, from which there is room for a form cue between two numbers; a quicker exercise has it before."""
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = frozenset(("a", "an", "and", "the", "with", "your", "of", "for"))
_LANGUAGE = "en"
_COUNTED = re.compile(r" [^.!]* is one repetition\b[^.!]*[.!]")
"""What a movement says of counting, which a timed exercise does not need."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise of the shelf.

    Attributes:
        also: other names.
        posture: where the body is when it starts.
        tempo_s: natural seconds of one repetition of one side; None where it is held.
        hold_s: the usual time in seconds; None where it is counted.
        moves: it is timed, but moves, such as a carry.
        side: "both", "each" or "alternating", as it is usually done.
        needs: equipment.
        easier, harder: other options, in words.
    """

    name: str
    also: tuple[str, ...]
    posture: Posture
    position: str
    movement: str
    cues: tuple[str, ...]
    side: str
    needs: tuple[str, ...]
    easier: str
    harder: str
    tempo_s: float | None = None
    hold_s: float | None = None
    moves: bool = False


@cache
def entries() -> tuple[Entry, ...]:
    """All exercises of the shelf, in the order of its files."""
    found = []
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for data in tomllib.loads(file.read_text(encoding="utf-8"))["exercise"]:
                lists = {name: tuple(data[name]) for name in ("also", "cues", "needs")}
                found.append(Entry(**{**data, **lists, "posture": Posture(data["posture"])}))
    return tuple(found)


def find(name: str) -> Entry | None:
    """The exercise that has this name, or one with small slips in it; None where another may be meant."""
    if entry := known(name):
        return entry
    words = _words(name)
    if sum(map(len, words)) < _SHORTEST:
        return None
    likely = {_by_words()[key].name: _by_words()[key] for key in _by_words() if _is_slip(sorted(words), key)}
    return next(iter(likely.values())) if len(likely) == 1 else None


@lru_cache(maxsize=1024)
def known(name: str) -> Entry | None:
    """The exercise that has this name; plurals, hyphens, articles and the order of words change nothing."""
    words = _words(name)
    return _by_words().get(tuple(sorted(words))) or _joined().get("".join(words))


def named(words: str) -> tuple[Entry, ...]:
    """The exercises that have all the words in one of their names."""
    wanted = set(_words(words))
    return tuple(entry for entry in entries() if any(wanted <= set(_words(name)) for name in (entry.name, *entry.also)))


def _is_slip(words: list[str], key: tuple[str, ...]) -> bool:
    """Whether each word is one of the name's, or one with a slip in it that begins alike."""
    return len(words) == len(key) and all(
        word == other or (word[0] == other[0] and fuzz.ratio(word, other) >= LIKENESS)
        for word, other in zip(words, key, strict=True)
    )


@cache
def _by_words() -> dict[tuple[str, ...], Entry]:
    return {tuple(sorted(_words(name))): entry for entry in entries() for name in (entry.name, *entry.also)}


@cache
def _joined() -> dict[str, Entry]:
    return {"".join(_words(name)): entry for entry in entries() for name in (entry.name, *entry.also)}


def _words(name: str) -> list[str]:
    words = _WORD.findall(name.casefold().replace("'", "").replace("’", ""))
    return [_singular(word) for word in words if word not in _LEFT_OUT]


def _singular(word: str) -> str:
    for ending, instead in (
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("flies", "fly"),
        ("flyes", "fly"),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word.removesuffix("s") if len(word) > 2 and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True)
class Furnished:
    """A routine with what the shelf knows, and from which entry of the shelf each exercise took it."""

    routine: Routine
    taken: tuple[Entry | None, ...]


def furnish(routine: Routine) -> Furnished:
    """Give exercises without a position what the shelf knows of them; names and doses stay as they are.

    Position, movement and form cues are taken, and the natural tempo where none is written. Only English routines
    take anything: the shelf speaks no other language.
    """
    english = routine.language == _LANGUAGE
    taken = tuple(find(one.name) if english and one.position is None else None for one in routine.exercises())
    if not any(taken):
        return Furnished(routine, taken)
    entries_left = iter(taken)
    blocks = tuple(_furnished(block, entries_left) for block in routine.blocks)
    return Furnished(routine.model_copy(update={"blocks": blocks}), taken)


def _furnished(block: Block, taken: Iterator[Entry | None]) -> Block:
    """The block with what the shelf knows; where the clock has no room for the shelf's tempo, without that."""
    given = {one: entry for one in block.exercises() if (entry := next(taken)) is not None}
    for tempo in (True, False):
        items = tuple(_with(one, given[one], tempo=tempo) if one in given else one for one in block.items)
        try:
            return Block.model_validate({**dict(block), "items": items})
        except ValidationError:
            continue
    return block


def _with(exercise: Exercise, entry: Entry, *, tempo: bool) -> Exercise:
    dose = exercise.dose
    counted = isinstance(dose.amount, Reps | Ladder) and dose.rep_s is None and dose.tempo is None
    if tempo and counted and entry.tempo_s is not None and REP_MIN_S <= entry.tempo_s <= REP_MAX_S:
        dose = dose.model_copy(update={"rep_s": entry.tempo_s})
    movement = _COUNTED.sub("", entry.movement) if isinstance(dose.amount, Span) else entry.movement
    if entry.side == "alternating" and dose.sides is not Sides.EACH and not _CHANGES.search(entry.movement):
        movement = f"{movement} {_CHANGE}"
    cues = exercise.cues or entry.cues
    if not exercise.cues and not isinstance(dose.amount, Span) and dose.natural_rep_s < CUE_FROM_S:
        movement, cues = f"{movement} {cues[0]}", ()
    texts = {"position": entry.position, "movement": movement, "cues": cues}
    return exercise.model_copy(update={**texts, "dose": dose})

"""The name in a line: the words that no piece of a dose takes, and where they end."""

import re
from dataclasses import dataclass

from coach.routine.reading.grammar import Piece
from coach.routine.reading.tokens import Tokens

NAMING = "wDHncPkAKJIQRSCTzLlWmaFeEXMij"
"""Kinds of tokens that a name can begin with after a number, or end with before one."""
_CONTENT = re.compile("[wDHnckAPJIQCLlWeMTij]")
"""Kinds that make a name; the others may stand in one."""
_FILLER = "fxv,;:=|!}~-_@/&><tEX"
"""What is trimmed from both ends of a name."""
_JOINS = ",;:=|!}~-_@/&><"
"""The signs among them."""
_MOST_IN_BRACKETS = 4
"""Words in brackets behind a name that still belong to it."""
_SET_OFF = re.compile(r"\s*[:.]|\s+[-–—]\s")
_WITH_INSTRUCTION = re.compile(r"^([^:]{3,40}): (?:\w+\W+){3,}\w+|^([^:]{3,40}): (?:[Hh]old|[Hh]alten|[Mm]antener)$")
"""Plank: keep your back flat."""
_SHORTEST_HINT = 3
_SOFT_END = re.compile("[,;:}_~]")
"""What ends a name that stands behind its dose."""


@dataclass(frozen=True, slots=True)
class Names:
    """The name of a line, what else it says in words, and how many words these are."""

    name: str
    leftover: str
    words: int
    dose_first: bool


def find_names(line: Tokens, found: list[Piece], hint: str) -> Names:
    """The name before the first piece of a dose, else behind it; `hint` is what the markup sets off as one."""
    apart = [piece for piece in found if not _is_part_of_name(line, piece)]
    core = [piece for piece in apart if piece.gives]
    taken = {index for piece in apart for index in range(piece.start, piece.end)}
    runs = _runs(line, taken)
    words = sum(len(_CONTENT.findall(line.codes[start:end])) for start, end in runs)
    named = [run for run in runs if _CONTENT.search(line.codes, *run) and not _is_day(line, *run)]
    first_core = core[0].start if core else len(line.codes)
    named = [run for run in named if run[0] < first_core or line.codes[slice(*run)].strip(_FILLER) != "H"]
    if not named:
        return Names("", "", words, False)
    before = [run for run in named if run[0] < first_core]
    dose_first = not before
    start, end = named[0]
    if dose_first:
        end = _end_behind_dose(line, start, end)
    end = _end_before_bracket(line, start, end)
    name, start, end = _trimmed(line, start, end, behind=dose_first)
    if not dose_first and hint and name.startswith(hint) and _SET_OFF.match(name, len(hint)):
        name = hint
    if not dose_first and (whole := _WITH_INSTRUCTION.match(name)):
        name = whole[1] or whole[2]
    if dose_first and len(hint) >= _SHORTEST_HINT and (name.startswith(hint) or hint.startswith(name)):
        name = hint
    rest = [(end, named[0][1]), *named[1:]] if end < named[0][1] else named[1:]
    leftover = " ".join(filter(None, (_trimmed(line, *run, behind=True)[0] for run in rest)))
    return Names(name, leftover, words, dose_first)


def _is_day(line: Tokens, start: int, end: int) -> bool:
    """Whether a run is no more than a day or a week."""
    return "C" in line.codes[start:end] and not line.codes[start:end].strip("Cc" + _FILLER)


def _is_part_of_name(line: Tokens, piece: Piece) -> bool:
    """Whether a word such as alternating stands in the middle of a name."""
    if piece.gives == {"side": "alternating"} or piece.gives == {"slow": True} or piece.gives == {"or": True}:
        after = line.codes[piece.end : piece.end + 1]
        return after in ("w", "D", "H", "n", "A", "K") and after != ""
    return False


def _runs(line: Tokens, taken: set[int]) -> list[tuple[int, int]]:
    """The stretches of tokens that no piece takes."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(len(line.codes) + 1):
        free = index < len(line.codes) and index not in taken
        if free and start is None:
            start = index
        elif not free and start is not None:
            runs.append((start, index))
            start = None
    return runs


def _end_behind_dose(line: Tokens, start: int, end: int) -> int:
    """Where a name that follows its dose ends: before a comma, a long bracket, a dash with much behind it."""
    while start < end and line.codes[start] in _FILLER:
        start += 1
    codes = line.codes
    for index in range(start + 1, end):
        if _SOFT_END.match(codes, index) and not line.is_glued(index + 1):
            return index
        if codes[index] == "<" and (
            codes.find(">", index) < 0 or codes.find(">", index) - index > _MOST_IN_BRACKETS + 1
        ):
            return index
        if codes[index] == "-" and not line.is_glued(index) and end - index > _MOST_IN_BRACKETS + 1:
            return index
    return end


def _end_before_bracket(line: Tokens, start: int, end: int) -> int:
    """Where a name ends that stands before a bracket with a dose in it: hip thrust (pause 2 s)."""
    codes = line.codes[start:end]
    opening = codes.rfind("<")
    if opening <= 0 or ">" in codes[opening:] or not codes[:opening].strip(_FILLER):
        return end
    return start + opening


def _trimmed(line: Tokens, start: int, end: int, *, behind: bool) -> tuple[str, int, int]:
    """The words of a run without what only joins it to its neighbours, and where they are.

    A name `behind` its dose may begin with an `of`; one before it ends with a `for` or an `x`.
    """
    codes = line.codes
    if codes[start:end].startswith("<") and ">" not in codes[start:end]:
        start += 1
    while start < end and codes[start] in (_FILLER if behind else _JOINS + "v").replace("<", ""):
        start += 1
    trims = _FILLER
    while start < end and (codes[end - 1] in trims.replace(">", "") or _is_open(codes, start, end)):
        end -= 1
        if codes[end] == "<":
            trims = _JOINS  # the words before a bracket join nothing
    if not behind and end - start > 1 and codes[end - 1] == "N" and line.tokens[end - 1].value >= _LEAST_LOAD:
        end -= 1  # squats 50 4x8: a load without a unit
    return line.words(start, end).strip(), start, end


_LEAST_LOAD = 10


def _is_open(codes: str, start: int, end: int) -> bool:
    """Whether a bracket at the end has no partner."""
    part = codes[start:end]
    if part.endswith(">"):
        return part.count("<") < part.count(">")
    return part.endswith("<")

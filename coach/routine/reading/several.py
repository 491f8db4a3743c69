"""Several exercises on one line: `3 rounds: 10 squats, 8 push-ups, 5 burpees; rest 2 minutes`."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from coach.routine.reading.lexicon import Kind, Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.outline import names_a_part
from coach.routine.reading.said import Said
from coach.routine.shelf.exercises import known

_SEPARATOR = re.compile(r"\s*[,;]\s+|\s+\+\s+|\s+(?:and|und|y|then|dann|luego)\s+(?=\d)|\s*(?:→|->|=>)\s*")
_LEAD = re.compile(r"^(.{1,60}?):\s+(?=\S)")
_AROUND = re.compile(r"^(\d{1,2} ?[x×]) ?\(([^()]+)\)[\s,;]*(.*)$", re.IGNORECASE)
"""3x (10 squats, 10 push-ups)"""
_TWO_NUMBERS = re.compile(r"\d.*\d")
_MOST_WORDS = 6
_KEPT = 4096
"""Lines whose exercises are kept, as those of `read_line` are."""


@dataclass(frozen=True, slots=True)
class Several:
    """The exercises of one line.

    Attributes:
        exercises: in order.
        common: the rounds and the clock they are done in, if it has any; else nothing.
        title: the part of the workout that the line begins with.
        rest_s: a rest behind the last of them.
    """

    exercises: tuple[Said, ...]
    common: Said
    title: str = ""
    rest_s: float | tuple[float, float] | None = None


@lru_cache(maxsize=_KEPT)
def read_several(text: str, lexicon: Lexicon) -> Several | None:
    """The exercises of a line that has more than one, with what is said for all of them; else None."""
    if not _TWO_NUMBERS.search(text):
        return None
    lead, parts = _split(text, lexicon)
    if len(parts) < 2:
        return None
    found: list[Said] = []
    common = Said(text)
    opening = read_line(lead, lexicon) if lead else common
    if opening.has_format:
        common = opening
    for part in parts:
        said = read_line(part, lexicon)
        if _is_one(said, lexicon):
            if said.rounds is not None:
                common = replace(common, rounds=common.rounds or said.rounds)
                said = replace(said, rounds=None)
            found.append(said)
        elif said.name or said.leftover or said.has_amount:
            return None
        else:
            common = _with_common(common, said)
    if len(found) < 2 or len({said.dose_first for said in found}) > 1:
        return None  # else they are parts of one sentence
    return _together(found, common, lead, lexicon)


def _split(text: str, lexicon: Lexicon) -> tuple[str, list[str]]:
    """What a line begins with, and its parts."""
    if around := _AROUND.match(text):
        return around[1], [part for part in (*_SEPARATOR.split(around[2]), around[3]) if part]
    lead = _LEAD.match(text)
    if lead and any(character.isdigit() for character in lead[1]):
        said = read_line(lead[1], lexicon)
        lead = lead if said.has_format and not said.has_amount else None
    rest = text[lead.end() :] if lead else text
    return lead[1] if lead else "", [part for part in _SEPARATOR.split(rest) if part]


def _is_one(said: Said, lexicon: Lexicon) -> bool:
    """Whether a part is an exercise with its dose; the right of `12 left, 12 right` is none."""
    words = said.name.split()
    sided = len(words) == 1 and lexicon.words.get(words[0].lower()) in (Kind.LEFT, Kind.RIGHT)
    return said.has_amount and bool(words) and len(words) <= _MOST_WORDS and not said.leftover and not sided


def _is_move(name: str, lexicon: Lexicon) -> bool:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name.lower())
    return known(name) or any(word in lexicon.moves or word.removesuffix("s") in lexicon.moves for word in words)


def _with_common(common: Said, said: Said) -> Said:
    return replace(
        common,
        rounds=common.rounds or said.rounds or said.sets,
        rest_s=common.rest_s or said.rest_s,
        side=common.side or said.side,
    )


def _together(found: list[Said], common: Said, lead: str, lexicon: Lexicon) -> Several:
    """The exercises with what their line says for all: rounds of a circuit, or a side and a rest."""
    sides = [replace(said, side=said.side or common.side) for said in found]
    part = names_a_part(lead, lexicon.titles)
    if (
        lead and not part and not any(_is_move(said.name, lexicon) for said in found)
    ):  # foam roll: quads 1 min, calves 1 min
        sides = [replace(said, name=f"{lead} {said.name}") for said in sides]
    sets = {said.sets for said in sides}
    if names_a_part(lead, lexicon.together) and len(sets) == 1 and (number := sets.pop()) is not None:
        common = replace(common, rounds=common.rounds or number)
        sides = [replace(said, sets=None) for said in sides]
    if common.has_format:
        return Several(tuple(sides), replace(common, side=None), lead if part and not common.verbatim else "")
    if any(said.sets is not None for said in sides):
        return Several(tuple(replace(said, rest_s=said.rest_s or common.rest_s) for said in sides), Said(common.text))
    return Several(tuple(sides), Said(common.text), rest_s=common.rest_s)

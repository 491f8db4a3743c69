"""Several exercises on one line: `10 squats, 8 push-ups, 5 burpees; rest 2 minutes; 5 sets`."""

import re
from dataclasses import replace

from coach.routine.reading.lexicon import Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.said import Said

_SEPARATOR = re.compile(r"\s*[,;]\s+|\s+\+\s+|\s+(?:and|und|y|then|dann|luego)\s+(?=\d)|\s*(?:→|->|=>)\s*")
_LEAD = re.compile(r"^([^\d:]{0,60}):\s+(?=\S)")
_TWO_NUMBERS = re.compile(r"\d.*\d")
_MOST_WORDS = 6


def read_several(text: str, lexicon: Lexicon) -> list[Said]:
    """The exercises of a line that has more than one, with what is said for all of them; else none."""
    if not _TWO_NUMBERS.search(text):
        return []
    lead = _LEAD.match(text)
    parts = [part for part in _SEPARATOR.split(text[lead.end() :] if lead else text) if part]
    if len(parts) < 2:
        return []
    found: list[Said] = []
    common = Said(text)
    for part in parts:
        said = read_line(part, lexicon)
        if said.has_amount and said.name and len(said.name.split()) <= _MOST_WORDS and not said.leftover:
            found.append(said)
        elif said.name or said.leftover or said.has_amount:
            return []
        else:
            common = replace(
                common,
                sets=common.sets or said.sets,
                rounds=common.rounds or said.rounds,
                rest_s=common.rest_s or said.rest_s,
                side=common.side or said.side,
            )
    if len(found) < 2 or not _alike(found):
        return []
    sets = common.sets or common.rounds
    return [
        replace(said, sets=said.sets or sets, rest_s=said.rest_s or common.rest_s, side=said.side or common.side)
        for said in found
    ]


def _alike(found: list[Said]) -> bool:
    """Whether all are written in one order, the dose first or last: else they are parts of one sentence."""
    return len({said.dose_first for said in found}) == 1

"""The title of a block in the strict form: its words, then its rounds and its clock; read and written."""

import re
from typing import assert_never

from coach.routine.model import Amrap, Block, Every, Interval
from coach.routine.reading.said import Said
from coach.routine.tempo import write_time
from coach.units import time_to_s

_TIME = r"\d{1,3}(?::\d\d){1,2}|\d{1,12}(?:\.\d{1,3})? s"
_PART = re.compile(
    rf"(?P<rounds>\d{{1,12}}) rounds?|(?P<work>{_TIME}) work|(?P<off>{_TIME}) rest|rest (?P<rest>{_TIME})"
    rf"|every (?P<every>{_TIME})(?P<turn> an exercise)?|amrap (?P<amrap>{_TIME})",
    re.ASCII,
)


def read_head(text: str) -> Said | None:
    """What a title says in the strict form, its words as the name; None where it has no such tail."""
    title, colon, tail = text.rpartition(": ")
    if not colon:
        return None
    found: dict[str, str] = {}
    for part in tail.split(", "):
        match = _PART.fullmatch(part)
        new = {name: value for name, value in match.groupdict().items() if value} if match else {}
        if not new or found.keys() & new.keys():
            return None
        found |= new
    try:
        times = {name: time_to_s(found[name]) for name in found.keys() - {"rounds", "turn"}}
    except ValueError:
        return None
    return Said(
        text,
        name=title,
        rounds=int(found["rounds"]) if "rounds" in found else None,
        rest_s=times.get("rest"),
        work_s=times.get("work"),
        off_s=times.get("off"),
        every_s=times.get("every"),
        in_turn="turn" in found,
        amrap_s=times.get("amrap"),
        verbatim=True,
    )


def write_head(block: Block, *, plain: bool) -> str:
    """What follows a block's title, such as `: 3 rounds, rest 60 s`; `plain`: nothing where there is nothing to say."""
    parts: list[str] = []
    match block.format:
        case Interval():
            parts = [f"{write_time(block.format.work_s)} work"]
            parts += [f"{write_time(block.format.rest_s)} rest"] if block.format.rest_s else []
        case Every():
            parts = [f"every {write_time(block.format.every_s)}" + (" an exercise" if block.format.in_turn else "")]
        case Amrap():
            parts = [f"amrap {write_time(block.format.seconds)}"]
        case None:
            pass
        case _:
            assert_never(block.format)
    if block.rounds > 1 or isinstance(block.format, Every) or not (parts or plain):
        parts.insert(0, f"{block.rounds} round" + ("s" if block.rounds > 1 else ""))
    if block.rest_s is not None:
        parts.append(f"rest {write_time(block.rest_s)}")
    return f": {', '.join(parts)}" if parts else ""

"""A written tempo: 3-1-1-0, 30X0, 3:0:2:0, and back to the strict form."""

import re

from coach.routine.dose import REP_MAX_S, REP_MIN_S, Tempo
from coach.units import s_to_clock

_PHASE = re.compile(r"\d+(?:\.\d{1,3})?|[xX]", re.ASCII)
_CODE = re.compile(r"(?<!\d)\d[\dxX]{2,3}(?!\d)", re.ASCII)
"""Phases without anything between them."""
_CLEAR_CODE = re.compile(r"\d\d[xX]0|[2-9]\dX\d", re.ASCII)
"""One that can be no sets and repetitions."""
_CLEAR_LENGTH = 4
"""So many phases are a tempo without a word that says so; fewer may be something else."""


def read_phases(text: str, *, marked: bool) -> Tempo | None:
    """The tempo of phases, eccentric first; None if they are none, or none that anybody can keep.

    Args:
        text: the phases and what stands around them.
        marked: whether something says that this is a tempo.
    """
    found = _PHASE.findall(text)
    code = _CODE.search(text)
    if code and len(found) != _CLEAR_LENGTH and not re.search(r"\d[-:/]", text):
        found = list(code[0])
    if not 3 <= len(found) <= _CLEAR_LENGTH or not (marked or len(found) == _CLEAR_LENGTH):
        return None
    if not marked and not (_CLEAR_CODE.search(text) if code else "0" in found or "x" in text.lower()):
        return None
    explosive = found[2] in "xX"
    seconds = [1.0 if phase in "xX" else float(phase) for phase in found]
    if max(seconds) > REP_MAX_S or not REP_MIN_S <= sum(seconds) <= REP_MAX_S:
        return None
    names = ("eccentric", "stretched", "concentric", "contracted")
    return Tempo(**dict(zip(names, seconds, strict=False)), explosive=explosive)


def write_tempo(tempo: Tempo) -> str:
    """Four phases joined with hyphens, `X` for an explosive concentric."""
    phases = [write_number(phase) for phase in tempo.phases_s]
    if tempo.explosive:
        phases[2] = "X"
    return "-".join(phases)


def write_number(number: float) -> str:
    """A number with as many decimals as it needs, at most three."""
    return f"{number:.3f}".rstrip("0").rstrip(".")


def write_time(seconds: float) -> str:
    """Seconds as `45 s`, from two minutes on as `2:00`."""
    return s_to_clock(seconds) if seconds >= 120 and seconds == int(seconds) else f"{write_number(seconds)} s"

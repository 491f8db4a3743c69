"""What the tokens of rules on the pace mean: rests, the tempo and the time of a repetition."""

import re

from coach.routine.reading.meanings import Gives, numbers_of, seconds_of
from coach.routine.reading.tokens import Tokens
from coach.routine.tempo import read_phases


def rest_of(line: Tokens, start: int, end: int) -> Gives | None:
    """A rest, and between what it is."""
    seconds = seconds_of(line, start, end)
    codes = line.codes[start:end]
    if seconds is None:  # rest 60, rest 2
        (number,) = numbers_of(line, start, end)
        seconds = number if number >= _BARE_SECONDS_FROM else number * 60
    gives: Gives = {"rest_s": seconds}
    if tail := re.search("U[fE]*([SORw])", codes):
        gives["rest_of"] = {"S": "sets", "O": "rounds"}.get(tail[1], "exercises")
    return gives


def rest_apart(line: Tokens, start: int, end: int) -> Gives | None:
    """A line that begins with a rest and ends with its time."""
    return rest_of(line, start, end) if start == 0 and end == len(line.codes) else None


_BARE_SECONDS_FROM = 10
"""A rest without a unit is meant in seconds from here on, in minutes below."""


def tempo_of(line: Tokens, start: int, end: int) -> Gives | None:
    """The phases of a repetition."""
    text, codes = line.words(start, end), line.codes[start:end]
    if codes.strip("P@:f=<>") == "NxN" and not _CODE.search(text):
        return None  # sets and repetitions
    marked = codes[0] in "P@" or codes.endswith("P") or (codes[0] == "<" and "NxN" not in codes)
    tempo = read_phases(text, marked=marked)
    if tempo is None and marked:
        numbers = numbers_of(line, start, end)
        return {"rep_s": sum(numbers)} if len(numbers) > 2 else None  # a time that nobody can keep is told as such
    return {"tempo": tempo, "phases": 3 if _THREE.search(text) else 4} if tempo is not None else None


_THREE = re.compile(r"^[^\d]*[\dxX.]+[-:/][\dxX.]+[-:/][\dxX.]+[^\dxX:/-]*$|(?<!\d)\d{3}(?!\d)")
"""A tempo without its last pause."""


_CODE = re.compile(r"\b\d\d[xX]\d\b")


def code_of(line: Tokens, start: int, end: int) -> Gives | None:
    """A tempo of four figures behind an @, which no load has: @ 3010."""
    return tempo_of(line, start, end) if len(line.words(start + 1, end)) == _PHASES else None


_PHASES = 4


def rep_time(line: Tokens, start: int, end: int) -> Gives | None:
    """The time of a repetition: @ 2 s."""
    seconds = seconds_of(line, start, end)
    return {"rep_s": seconds} if isinstance(seconds, float) else None


def slow(_line: Tokens, _start: int, _end: int) -> Gives:
    """A slow repetition, without a number."""
    return {"slow": True}

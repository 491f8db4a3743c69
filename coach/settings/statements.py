"""TOML by its statements, each with its line: after one that is damaged, the others are still read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_LINES = 100
"""Of a statement: each line more is tried, and one that is not closed would be tried to the end of the file."""
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines that mean something together.

    Attributes:
        line, column: where it begins, or where it is damaged; from 1.
        lines: how many it takes.
        data: what it says, below the names of the table it stands in.
        heads: whether it begins a table.
        problem: why it cannot be read; empty if it can.
    """

    line: int
    column: int
    lines: int
    data: dict[str, Any]
    heads: bool = False
    problem: str = ""


def statements(text: str) -> Iterator[Statement]:
    """Every statement of a text whose lines end in a line feed; empty lines and comments are none."""
    lines = text.split("\n")
    table: tuple[str, ...] = ()
    at = 0
    while at < len(lines):
        found = _statement(lines, at)
        at += found.lines
        if found.heads:
            table = _path(found.data)
        if found.problem or found.heads:
            yield found
        elif found.data:
            yield Statement(found.line, found.column, found.lines, _below(table, found.data))


def problem_of(text: str) -> tuple[int, int, str] | None:
    """Line, column and reason why a text is no TOML as a whole, though its statements may be; None if it is."""
    import tomllib  # most have no file, and need no reader for it

    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _PLACE.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found and found[1] else (text.count("\n") + 1, 1)
        return line, column, _PLACE.sub("", str(error))
    return None


def _statement(lines: list[str], at: int) -> Statement:
    """The statement that begins at a line; it takes as many lines as it needs to end."""
    import tomllib

    column = len(lines[at]) - len(lines[at].lstrip()) + 1
    problem, place = "", None
    for end in range(at + 1, min(len(lines), at + MAX_LINES) + 1):
        try:
            data = tomllib.loads("\n".join([*lines[at:end], ""]))
        except (ValueError, RecursionError) as error:
            found = _PLACE.search(str(error))
            place = found if found and found[1] else None
            if not problem:
                problem = "what begins here does not end" if found and not place else _PLACE.sub("", str(error))
            if place is not None or found is None:
                break
        else:
            return Statement(at + 1, column, end - at, data, heads=lines[at].lstrip().startswith("["))
    if place is not None and place[1] == "1":
        column = int(place[2])
    return Statement(at + 1, column, 1, {}, problem=problem)


def _path(data: Any) -> tuple[str, ...]:
    """The names of the table that a head begins."""
    names = []
    while isinstance(data, dict | list) and data:
        if isinstance(data, dict):
            names.append(next(iter(data)))
            data = data[names[-1]]
        else:
            data = data[-1]
    return tuple(names)


def _below(table: tuple[str, ...], data: dict[str, Any]) -> dict[str, Any]:
    for name in reversed(table):
        data = {name: data}
    return data

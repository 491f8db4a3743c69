"""What stands before the words of a line: a check box, a bullet, a number, the A1 of a superset."""

import re
from dataclasses import dataclass

_MARKS = re.compile(
    r"^(?:\[[ xX✓✔-]?\]|[^\w\s(\[\"'“~:.+$<°{|*`/@#=-]|[*#=>+•·](?=\s)|-{1,3}(?=\s)|\d\ufe0f?\u20e3|\ufe0f)\s*"
)
"""Check boxes, bullets that are no Markdown, pictures."""
_SUPERSET = re.compile(
    r"^\(?(?:([A-Ha-h])[ .]?(\d)|(\d{1,2})([A-Ea-e]))(?:[.):\]]+\s*|\s*[-–—]\s+|\s+(?=[A-Z\"\d]))(?=\S)"
)
_NUMBER = re.compile(
    r"^(?:#\s?\d{1,2}\b[.):]?\s*|\(?\d{1,2}(?:\.\d{1,2})*[.)](?!\d)\s*|\d{1,2}(?:\.\d{1,2})+\s+|[A-Ha-h][.)]\s+|[A-H]:\s+(?=[A-Z][^\W\d_]))(?=\S)"
)
_NUMBERED = re.compile(r"^(\w+)\s*#?\d{1,2}(?:\.\d{1,2})*\s*[.:)–—-]\s*(?=\S)")
_MINUTE = re.compile(
    r"^(?:min(?:ute)?\.?|minuto)s?\s*#?(\d{1,2})\s*(?:(?:[,&/+-]|and|y|und)\s*\d{1,2}\s*)*[.:)–—-]\s*(?=\S)",
    re.IGNORECASE,
)

_TURN = re.compile(r"^(odd|even)(?: min(?:ute)?s?)?\s*[:–—-]\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """What was taken from the beginning of a line.

    Attributes:
        rest: the line without it.
        group: the letter of a superset, such as A of A1.
        minute: the minute of a slot it names.
        boxed: whether there was a check box.
        numbered: whether there was a number. marked: whether there was a bullet.
    """

    rest: str
    group: str = ""
    minute: int | None = None
    boxed: bool = False
    numbered: bool = False
    marked: bool = False


def take_label(text: str, numbered: frozenset[str]) -> Label:
    """The label of a line; `numbered` are the words that stand before a number, such as exercise and station."""
    rest, boxed, marked = text, False, False
    for _ in range(_MOST_MARKS):
        match = _MARKS.match(rest)
        if not match:
            break
        marked = True
        boxed = boxed or match[0].startswith("[") or match[0][0] in "☐☑☒□▢✅"
        rest = rest[match.end() :]
    if minute := _MINUTE.match(rest):
        return Label(rest[minute.end() :], minute=int(minute[1]), boxed=boxed)
    if turn := _TURN.match(rest):
        return Label(rest[turn.end() :], minute=1 if turn[1].lower() == "odd" else 2, boxed=boxed)
    if superset := _SUPERSET.match(rest):
        group = (superset[1] or superset[3]).upper()
        return Label(rest[superset.end() :], group=group, boxed=boxed)
    number = _NUMBER.match(rest)
    if number:
        rest = rest[number.end() :]
    named = _NUMBERED.match(rest)
    if named and named[1].lower() in numbered:
        rest = rest[named.end() :]
        number = named
    return Label(rest, boxed=boxed, numbered=number is not None, marked=marked)


_MOST_MARKS = 5

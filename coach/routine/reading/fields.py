"""Fields with a name: the cells of a table, and lines such as `Sets: 3`."""

import re
from dataclasses import replace
from functools import lru_cache

from coach.routine.reading.lexicon import Column, Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.meanings import whole
from coach.routine.reading.said import Said
from coach.routine.tempo import read_phases

_KEY = re.compile(r"^([^\W\d][\w /&×+-]{1,30}?)\s*[:=]\s*(?=\S|$)")
_COMBINED = re.compile(r"[/×&+|]|\bx\b|\bor\b|\band\b|\boder\b|\bund\b|\by\b|\bo\b")
_DOSE_PARTS = frozenset((Column.SETS, Column.REPS, Column.TIME, Column.DOSE, Column.SIDE))
_BOXES = re.compile(r"[☐☑☒□▢]|\[[ xX]?\]")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_EMPTY = re.compile(r"^[\W_]*$|^n/?a$", re.IGNORECASE)
_MINUTES = re.compile(r"\bmin", re.IGNORECASE)


@lru_cache(maxsize=1024)
def column_of(head: str, lexicon: Lexicon) -> Column | None:
    """What a column or a field of this name holds; None if the name is not known."""
    text = " ".join(head.lower().replace("*", "").split()).strip(" :.")
    if text in lexicon.columns:
        return lexicon.columns[text]
    bare = re.sub(r"\s*[(\[].*?[)\]]", "", text).strip()
    if bare in lexicon.columns:
        return lexicon.columns[bare]
    parts = {lexicon.columns.get(part.strip()) for part in _COMBINED.split(bare)}
    return Column.DOSE if len(parts) > 1 and parts <= _DOSE_PARTS else None


def split_field(text: str, lexicon: Lexicon) -> tuple[Column, str, str] | None:
    """The column, the key and the value of a line such as `Reps: 12 per leg`; None if it is no field."""
    match = _KEY.match(text)
    if not match:
        return None
    column = column_of(match[1], lexicon)
    if column is None or column in (Column.NAME, Column.ORDER):
        return None
    return column, match[1], text[match.end() :]


def read_field(column: Column, head: str, text: str, lexicon: Lexicon) -> Said:
    """What a field says; a number without a unit is what its column holds."""
    if _EMPTY.match(text) and not _BOXES.search(text):
        return Said(text)
    if column is Column.SETS and (boxes := _BOXES.findall(text)) and not _NUMBERS.search(text):
        return Said(text, sets=len(boxes))
    said = read_line(text, lexicon)
    numbers = [float(number) for number in _NUMBERS.findall(text)]
    match column:
        case Column.SETS:
            return _sets(said, numbers)
        case Column.REPS | Column.DOSE:
            return _reps(said, numbers) if column is Column.REPS else said
        case Column.TIME:
            return _time(said, numbers, head)
        case Column.REST:
            return _rest(said, numbers, head)
        case Column.TEMPO:
            tempo = said.tempo or read_phases(text, marked=True)
            return Said(text, tempo=tempo, phases=said.phases or len(re.findall(r"[\dxX.]+", text)), slow=said.slow)
        case Column.SIDE:
            return Said(text, side=said.side or ("each" if said.each else None))
        case Column.NOTE:
            return Said(text, tempo=said.tempo, phases=said.phases, side=said.side, leftover=text)
    return said


def _sets(said: Said, numbers: list[float]) -> Said:
    if said.has_amount and said.sets is not None:
        return said
    rounds = said.rounds if said.rounds is not None else said.sets
    sets = rounds if rounds is not None else whole(numbers)
    return Said(said.text, sets=sets, side=said.side)


def _reps(said: Said, numbers: list[float]) -> Said:
    each = "each" if said.each else said.side
    if said.has_amount:
        return replace(said, side=each, name="")
    reps = whole(numbers) if numbers and said.rest_s is None else None
    return replace(said, reps=reps, side=each, name="")


def _time(said: Said, numbers: list[float], head: str) -> Said:
    if (said.has_dose and not said.bare) or not numbers:
        return said
    factor = 60 if _MINUTES.search(head) else 1
    ends = [number * factor for number in numbers[:2]]
    seconds = (ends[0], ends[1]) if len(ends) == 2 and ends[0] < ends[1] else ends[0]
    return Said(said.text, seconds=seconds, side=said.side)


def _rest(said: Said, numbers: list[float], head: str) -> Said:
    if said.rest_s is not None:
        return Said(said.text, rest_s=said.rest_s, rest_of=said.rest_of)
    if said.seconds is not None:
        return Said(said.text, rest_s=said.seconds)
    if not numbers or (said.reps is not None and not said.bare):
        return Said(said.text)
    factor = 60 if _MINUTES.search(head) or numbers[-1] < 10 else 1
    return Said(said.text, rest_s=numbers[min(1, len(numbers) - 1)] * factor)


def read_cells(
    cells: tuple[str, ...], heads: tuple[str, ...], lexicon: Lexicon
) -> list[tuple[Column | None, str, Said]]:
    """Each cell of a row with its column, its text and what it says; a name for the first column that has none."""
    columns = [column_of(head, lexicon) for head in heads]
    columns += [None] * (len(cells) - len(columns))
    if Column.NAME not in columns and any(column is not None for column in columns):
        free = [index for index, column in enumerate(columns) if column is None]
        if free:
            columns[free[0]] = Column.NAME
    found = []
    for index, (column, cell) in enumerate(zip(columns, cells, strict=False)):
        head = heads[index] if index < len(heads) else ""
        said = read_field(column, head, cell, lexicon) if column not in (None, Column.ORDER) else Said(cell)
        found.append((column, cell, said))
    return found

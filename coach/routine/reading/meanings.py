"""What the tokens of each rule of the grammar mean: repetitions, times, rests, clocks, as the fields of Said."""

import re
from typing import Any

from coach.routine.dose import MAX_LADDER, MAX_SETS, is_ladder
from coach.routine.reading.lexicon import Kind
from coach.routine.reading.tokens import Tokens
from coach.routine.shelf.exercises import known

NUM = "~?[Nn]"
TO = "[-t]"
RANGE = f"{NUM}(?:{TO}{NUM})?"
TIME = (
    f"(?:~?T(?:{TO}T)?[sm]?"  # 1:30, 0:30-1:00 min
    "|~?N'N\""  # 1'30"
    "|~?NlNs?"  # 1m30s
    f"|{NUM}(?:m[f,]?{NUM}s|h[f,]?{NUM}m)"  # 1 min 30 s
    "|~?N[m']N(?![-wNRSOxXstmhT\"'])"  # 1 min 30, 1'30
    f'|{NUM}-?[smh"](?:{TO}{NUM}[smh"])?'  # 30 s, 30 s - 1 min, 30-second
    f'|{NUM}{TO}{NUM}-?[smh"]'  # 30-60 s
    "|~?N')"  # 1'
)
ONE_TIME = re.compile(f"{TIME}|N(?=/)")
_SETS_END = re.compile(f"{RANGE}-?S?(?:(?<=S)t|[fxX:,;/<-]*)")
_BEFORE_SETS = re.compile(f"[xX,f/<;]+{NUM}S?>?$")

Gives = dict[str, Any]
"""What a piece says, by the names of the fields of coach.routine.reading.said.Said."""


def seconds_of(line: Tokens, start: int, end: int) -> float | tuple[float, float] | None:
    """The time that tokens say, or the two ends of a range; None if they say none."""
    values: list[float] = []
    total, number, unit = 0.0, None, 1
    for index in range(start, end):
        token = line.tokens[index]
        match token.kind:
            case Kind.DASH if index + 1 < end and line.tokens[index + 1].kind in _FACTORS:
                pass  # 30-second
            case Kind.CLOCK:
                total += token.value
            case Kind.NUMBER | Kind.NUMBER_WORD:
                number = token.value
            case Kind.DASH | Kind.TO if number is not None and not total:
                values.append(-number)  # in the unit of the upper end
                number = None
            case Kind.DASH | Kind.TO if total:
                values.append(total)
                total = 0.0
            case _ if number is not None and (factor := _FACTORS.get(token.kind, 0)):
                total, number, unit = total + number * factor, None, factor
    if number is not None and total:  # 1m30
        total += number
    values = [value if value >= 0 else -value * unit for value in values] + ([total] if total else [])
    if not values:
        return None
    return (values[0], values[-1]) if values[0] < values[-1] else values[-1]


_FACTORS = {Kind.SECOND: 1, Kind.INCH: 1, Kind.MINUTE: 60, Kind.PRIME: 60, Kind.DISTANCE: 60, Kind.HOUR: 3600}


def numbers_of(line: Tokens, start: int, end: int) -> list[float]:
    """The numbers among tokens."""
    return [token.value for token in line.tokens[start:end] if token.kind in _COUNTS]


_COUNTS = (Kind.NUMBER, Kind.NUMBER_WORD, Kind.OFTEN)


def whole(numbers: list[float]) -> int | tuple[int, int] | None:
    """A whole number, or the two ends of a range that rises; None if it is neither."""
    if not numbers or any(number != int(number) for number in numbers):
        return None
    if len(numbers) >= 2 and numbers[0] < numbers[1]:
        return int(numbers[0]), int(numbers[1])
    return int(numbers[0])


def noise(_line: Tokens, _start: int, _end: int) -> Gives:
    """Nothing: a load, a date, a day."""
    return {}


def amount(line: Tokens, start: int, end: int) -> Gives | None:
    """Repetitions or a time: 8-12 reps, 30 s, max, 10/10."""
    codes = line.codes[start:end]
    if "M" in codes or "J" in codes:
        return {"reps": "max"}
    if re.search("[smhT\"']|lN", codes):
        return time_of(line, start, end)
    numbers = numbers_of(line, start, end)
    if "/" in codes and len(numbers) == 2:
        return {"reps": whole(numbers[:1]), "side": "each"} if numbers[0] == numbers[1] else None
    reps = whole(numbers)
    if reps is None:
        return None
    breaths = {"doubt": "a breath is counted like a repetition"} if _BREATH.search(line.words(start, end)) else {}
    return {"reps": reps, **breaths}


_BREATH = re.compile("breath|atemz|respira", re.IGNORECASE)


def time_of(line: Tokens, start: int, end: int) -> Gives | None:
    """A time, and whether it is held or worked; feet are a distance."""
    codes = line.codes[start:end]
    if codes[0] == "H" and start and line.codes[start - 1] in _NAMING:
        return None  # the end of a name: bridge hold: 20 s
    if codes[0] == "H" and "w" in codes and known(line.words(start + 1, start + codes.rindex("w") + 1)):
        return None  # hold a plank for 30 s
    text = line.words(start, end)
    if codes.endswith("'") and line.language == "en":
        return {"distance": text}  # feet
    seconds = seconds_of(line, start, end)
    if seconds is None:
        return None
    gives: Gives = {"seconds": seconds}
    if codes.endswith('"'):
        gives["inches"] = True
    if codes[0] == "u":
        gives["lasts"] = True
    if "H" in codes:
        gives["effort"] = "hold"
    elif "K" in codes and not (text.lower().endswith(" on") and line.codes[end : end + 1] in ("E", "D")):
        gives["effort"] = "work"  # but not 20 s on each side
    return gives


_NAMING = "wDHKncPkAij>"
"""Kinds that a name can be made of."""


def times(line: Tokens, start: int, end: int) -> Gives | None:
    """A number behind an x: repetitions, or sets where the line has its amount already."""
    gives = amount(line, start, end)
    return {**gives, "times": True} if gives else None


def _with_sets(given: Gives | None, numbers: list[float]) -> Gives | None:
    number = whole(numbers)
    return {**given, "sets": number} if given is not None and number is not None else None


def sets_of(line: Tokens, start: int, end: int) -> Gives | None:
    """Sets, and what each is: 3x12, 3 sets of 8-12 reps, 3 x 30 s, 3x max, 4x10/10."""
    divide = _SETS_END.match(line.codes, start, end)
    if divide is None:
        return None
    given, numbers = amount(line, divide.end(), end), numbers_of(line, start, divide.end())
    if given and "S" not in line.codes[start:end] and _is_reversed(numbers, given):
        return _with_sets({**given, "reps": whole(numbers), "swapped": True}, [float(given["reps"])])
    return _with_sets(given, numbers)


def _is_reversed(numbers: list[float], given: Gives) -> bool:
    """Whether repetitions stand before sets: 8-12x3, 15x3. Nobody does fifteen sets of three."""
    reps, first = given.get("reps"), numbers[0]
    many = len(numbers) > 1 or first >= _LEAST_REPS
    return isinstance(reps, int) and reps <= _MOST_SETS and many and reps < first


_MOST_SETS, _LEAST_REPS = 5, 12


def of_sets(line: Tokens, start: int, end: int) -> Gives | None:
    """What each set is, and how many: 12 reps x 3 sets, 30 s x 3."""
    divide = _BEFORE_SETS.search(line.codes, start, end)
    if divide is None:
        return None
    given = _with_sets(amount(line, start, divide.start()), numbers_of(line, divide.start(), end))
    if given and line.words(start, divide.start()) == "21s":
        given["doubt"] = "21s may be the name of a way to do it"
    return given


def most_of_sets(line: Tokens, start: int, end: int) -> Gives | None:
    """As many as possible, so often: max x 3."""
    return _with_sets({"reps": "max"}, numbers_of(line, start, end))


def of_each_side(line: Tokens, start: int, end: int) -> Gives | None:
    """How many of the number before a bracket are for each side: 20 (10 per leg)."""
    number = whole(numbers_of(line, start, end))
    return {"of_side": number} if number is not None else None


def left_and_right(line: Tokens, start: int, end: int) -> Gives | None:
    """The same for one side and the other: 12 left, 12 right."""
    codes = line.codes[start:end]
    middle = next(index for index in range(start + 1, end) if line.codes[index] in "ij") + 1
    if len(set(codes) & set("ij")) < 2:
        return None
    first, second = (amount(line, *part) for part in ((start, middle), (middle, end)))
    return {**first, "side": "each"} if first and first == second else None


def halves(line: Tokens, start: int, end: int) -> Gives | None:
    """The same number twice: 5+5."""
    first, second = numbers_of(line, start, end)
    if first != second:
        return None
    number = whole([first])
    return {"reps": number, "side": "each", "doubt": f"{line.words(start, end)} is taken as the two sides"}


def sets(line: Tokens, start: int, end: int) -> Gives | None:
    """How many sets."""
    number = whole(numbers_of(line, start, end))
    return {"sets": number} if number is not None else None


def ladder(line: Tokens, start: int, end: int) -> Gives | None:
    """Repetitions that rise or fall: 21-15-9; or as many sets, where all are alike: 5-5-5."""
    numbers = numbers_of(line, start, end)
    if any(number != int(number) for number in numbers):
        return None  # 10.5-8.5-6.5 are no repetitions
    counts = tuple(map(int, numbers))
    if min(counts) < 1 or max(counts) > MAX_LADDER or len(counts) > MAX_SETS:
        return None
    bare = "R" not in line.codes[start:end]
    if len(set(counts)) == 1:
        return {"sets": len(counts), "reps": counts[0], "bare": bare}
    if is_ladder(counts):
        return {"ladder": counts, "bare": bare}
    doubt = f"its sets have {', '.join(map(str, counts))}: {max(counts)} are counted in each"
    falls = len(counts) > 3 or "," in line.codes[start:end]  # three numbers with other signs are rather a tempo
    if not falls:
        return {"bare": bare, "doubt": f"{line.words(start, end)} may be a tempo"}
    return {"sets": len(counts), "reps": max(counts), "bare": bare, "doubt": doubt}


def most(_line: Tokens, _start: int, _end: int) -> Gives:
    """As many repetitions as possible."""
    return {"reps": "max"}


def sets_of_most(line: Tokens, start: int, end: int) -> Gives | None:
    """3 to failure."""
    return _with_sets({"reps": "max"}, numbers_of(line, start, end))


def side_of(line: Tokens, start: int, _end: int) -> Gives:
    """Each side, or both in turn."""
    return {"side": "alternating" if line.codes[start] == "A" else "each"}


def each(line: Tokens, start: int, _end: int) -> Gives:
    """A bare each, unless it means each set."""
    return {} if _OF_EACH_SET.search(line.codes[:start]) else {"each": True}


_OF_EACH_SET = re.compile("S[:,]?<~?N(?:-N)?R?$")
"""4 sets (6 reps each)."""


def distance(line: Tokens, start: int, end: int) -> Gives:
    """A way to go."""
    return {"distance": line.words(start, end)}


def total(_line: Tokens, _start: int, _end: int) -> Gives:
    """A time or number that may be of all sets together."""
    return {"total": True}


def choice(_line: Tokens, _start: int, _end: int) -> Gives:
    """What follows is another choice."""
    return {"or": True}

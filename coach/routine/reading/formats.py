"""What the tokens of rules on formats mean: rounds, intervals, starts on a clock, as many rounds as possible."""

import re

from coach.routine.reading.lexicon import Kind
from coach.routine.reading.meanings import ONE_TIME, Gives, numbers_of, seconds_of, whole
from coach.routine.reading.tokens import Tokens


def rounds(line: Tokens, start: int, end: int) -> Gives | None:
    """How many rounds."""
    number = whole(numbers_of(line, start, end))
    if isinstance(number, int) and "a" in line.codes[start:end]:
        number += 1  # so many additional times
    return {"rounds": number} if number is not None else None


def repeated(line: Tokens, start: int, end: int) -> Gives | None:
    """How often what stands before is done."""
    given = rounds(line, start, end)
    return {**given, "repeated": True} if given else None


def interval(line: Tokens, start: int, end: int) -> Gives | None:
    """Work and rest: 40 s on / 20 s off, work 40 s, rest 20 s, 40s/20s."""
    codes = line.codes
    first = ONE_TIME.search(codes, start, end)
    second = ONE_TIME.search(codes, first.end(), end) if first else None
    if first is None or second is None:
        return None
    work, off = (seconds_of(line, *found.span()) for found in (first, second))
    if work is None and off is not None:  # 40/20 s: one unit for both
        work = numbers_of(line, *first.span())[0]
    if not isinstance(work, float) or not isinstance(off, float):
        return None
    named = re.search("[KFW]", codes[start:end])
    if named is None and work == off:
        return {"seconds": work, "side": "each"}  # 30 s / 30 s
    return {"work_s": work, "off_s": off}


def work(line: Tokens, start: int, end: int) -> Gives | None:
    """Work alone; its rest stands on another line."""
    seconds = seconds_of(line, start, end)
    return {"work_s": seconds} if isinstance(seconds, float) and (start == 0 or ":" in line.codes[start:end]) else None


def slashed(line: Tokens, start: int, end: int) -> Gives | None:
    """Two numbers: 12/12 is for each side, 20/10 x 8 may be work and rest."""
    first, second, *rounds = numbers_of(line, start, end)
    if first == second:
        return None if rounds else {"reps": whole([first]), "side": "each", "bare": True}
    return {"slashed": (first, second)} | ({"rounds": int(rounds[0])} if rounds else {})


def tabata(_line: Tokens, _start: int, _end: int) -> Gives:
    """Twenty seconds of work and ten of rest, eight times, unless the line says otherwise."""
    return {"tabata": True}


def every(line: Tokens, start: int, end: int) -> Gives | None:
    """A start on the clock: EMOM 10, every 90 s for 7 sets, on the 1:30 x 5, E2MOM x 20."""
    codes = line.codes[start:end]
    token = next((token for token in line.tokens[start:end] if token.kind is Kind.EMOM), None)
    if token is not None:
        every = token.value or 60.0
        total = seconds_of(line, start, end)
        numbers = numbers_of(line, start, end)
        if total is None and numbers:
            total = numbers[0] * 60
        gives: Gives = {"every_s": every}
        return gives | ({"total_s": total} if isinstance(total, float) else {})
    first = ONE_TIME.search(line.codes, start, end)
    every_time = seconds_of(line, *first.span()) if first else 60.0
    if not isinstance(every_time, float):
        return None
    gives = {"every_s": every_time}
    tail = first.end() if first else start + codes.index("m") + 1
    total = seconds_of(line, tail, end)
    numbers = numbers_of(line, tail, end)
    if isinstance(total, float):
        gives["total_s"] = total
    elif numbers:
        gives["rounds"] = int(numbers[0])
    return gives


def amrap(line: Tokens, start: int, end: int) -> Gives | None:
    """As many rounds as possible, in minutes if no unit is written."""
    seconds = seconds_of(line, start, end)
    numbers = numbers_of(line, start, end)
    if seconds is None and numbers:
        seconds = numbers[0] * 60
    return {"amrap_s": seconds} if isinstance(seconds, float) else {"amrap": True}


def most_in(line: Tokens, start: int, end: int) -> Gives | None:
    """As many repetitions as possible in a time."""
    seconds = seconds_of(line, start, end)
    return {"reps": "max", "seconds": seconds} if seconds is not None else None

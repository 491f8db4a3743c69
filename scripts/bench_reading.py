"""Figures of the reader: against real written workouts, and in time."""

import time

from coach.app import check
from coach.routine import shelf
from coach.routine.reading.line import read_line
from coach.routine.reading.markdown import words
from tests.corpus import SCORE, compare, texts
from tests.routine.reading.test_fuzz import HUGE

MEGABYTE = 1_000_000


def main() -> None:
    """Print how much is read right, and how long a megabyte takes."""
    written = [shelf.text(name).split("---", 2)[2] for name in shelf.names()]
    if SCORE.exists():
        compared = compare()
        print(f"the corpus: {compared.exact} of {compared.certain} certain items exactly right,", end=" ")
        print(f"{compared.misread} of {compared.lines} lines misread")
        written = texts()
    text = "\n\n".join(written).replace("---\n", "")
    long = (text + "\n\n") * (MEGABYTE // len(text) + 1)
    check(text[:-1] + "\n")
    half, whole = (seconds(long[:length]) for length in (MEGABYTE // 2, MEGABYTE))
    print(f"reading a megabyte of written workouts: {whole:.2f} s, {whole / half:.1f} x half of it")
    slowest = max(HUGE, key=lambda name: seconds(HUGE[name][:MEGABYTE]))
    half, whole = (seconds(HUGE[slowest][:length]) for length in (MEGABYTE // 2, MEGABYTE))
    print(f"reading a megabyte of the worst that is known ({slowest}): {whole:.2f} s, {whole / half:.1f} x half of it")


def seconds(text: str) -> float:
    """How long reading a text takes."""
    for kept in (read_line, words):
        kept.cache_clear()
    began = time.perf_counter()
    check(text[:-1] + "\n")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

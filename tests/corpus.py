"""Real written workouts beside this project, with what a careful person reads in each, and the script that compares."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SCORE = Path(__file__).parents[2] / "shared" / "corpus" / "score"
_CLOSING = re.compile(r"exact (\d+)/(\d+) = .* misread (\d+) of (\d+) lines", re.ASCII)


@dataclass(frozen=True)
class Compared:
    """How many items that are certain are exactly right, and how many lines are wrong without saying so."""

    exact: int
    certain: int
    misread: int
    lines: int
    output: str


def compare() -> Compared:
    """Read every workout of the corpus as a program would, with `coach check --json`."""
    reader = f"{sys.executable} -m coach check {{file}} --json"
    done = subprocess.run(
        [sys.executable, SCORE, "--reader", reader, "--verbose"], capture_output=True, text=True, check=True
    )
    closing = _CLOSING.search(done.stdout)
    assert closing is not None, done.stdout
    return Compared(*map(int, closing.groups()), output=done.stdout)


def texts() -> list[str]:
    """The workouts themselves."""
    return [path.read_text(encoding="utf-8") for path in sorted(SCORE.parent.glob("*.md"))]

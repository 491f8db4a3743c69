"""The errors of every stage: what is wrong, with what, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

_SHOWN = 30
"""Flaws of settings that are told at once: of another file, put there by mistake, every line is one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a text that cannot be read: where (from 1), what stands there, what would be right."""

    line: int
    column: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong in the settings: where it is (a file's line, a variable), and what would be right."""

    place: str
    message: str
    hint: str = ""


class CoachError(Exception):
    """Something the person can mend.

    Attributes:
        message: what is wrong, in one sentence without a full stop.
        subject: what it is wrong with: a file, a voice, an option.
        hint: what to do about it.
    """

    def __init__(self, message: str, *, subject: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.subject}: {self.message}" if self.subject else self.message
        return f"{head}\n  {self.hint}" if self.hint else head


class RoutineError(CoachError):
    """The routine has problems; `problems` holds every one of them, in the order of the text."""

    def __init__(self, problems: Sequence[Problem], *, subject: str = "") -> None:
        super().__init__("the routine cannot be used as it is", subject=subject)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        rows = []
        for problem in self.problems:
            rows.append(f"{self.subject or 'routine'}:{problem.line}:{problem.column}: {problem.message}")
            if problem.hint:
                rows.append(f"  {problem.hint}")
        return "\n".join(rows)


class WishError(CoachError):
    """What was asked for is no use of the program, or cannot be."""


class SettingsError(WishError):
    """Settings cannot be used as they are; `flaws` holds all that is wrong, in the file and in the environment."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__("the settings cannot be used as they are")
        self.flaws = tuple(flaws)

    def __str__(self) -> str:
        rows = []
        for flaw in self.flaws[:_SHOWN]:
            rows.append(f"{flaw.place}: {flaw.message}")
            if flaw.hint:
                rows.append(f"  {flaw.hint}")
        if (more := len(self.flaws) - _SHOWN) > 0:
            rows.append(f"and {more} more")
        return "\n".join(rows)


class MachineError(CoachError):
    """The surroundings do not allow it: no voice, no space, no permission."""

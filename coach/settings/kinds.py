"""What a setting may be: how its value is checked, from the file as from the environment, and what would be right."""

import re
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_TEXT = 300
"""Characters of a value: it names something, and is shown in a line."""
NO_MUSIC = "none"
"""What is wished for where no music is to be heard, although some is set."""
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


class UnfitError(ValueError):
    """A value that a setting cannot have; the text says what is wrong with it where `right` does not."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may be.

    Attributes:
        right: what would be right, for a sentence that begins with "write".
        check: the value as the program takes it, of one as TOML has it; raises UnfitError.
        from_text: what TOML would have for a text from the environment or the command line; raises UnfitError.
        words: every value there is, where they can be listed.
        is_table: it has a value for each of some names, as a table of TOML has; not from the environment.
    """

    right: str
    check: Callable[[object], Any]
    from_text: Callable[[str], object] = str
    words: Callable[[], Iterable[str]] = tuple
    is_table: bool = False


def text(right: str) -> Kind:
    """A few words in one line."""

    def check(value: object) -> str:
        if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > MAX_TEXT:
            raise UnfitError
        return value.strip()

    return Kind(right, check)


def number(least: float, most: float) -> Kind:
    """A number within limits."""

    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise UnfitError
        return float(value)

    return Kind(f"a number from {least:g} to {most:g}", check, _to_number)


def whole(least: int, most: int, *, unit: str) -> Kind:
    """A whole number of something within limits."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise UnfitError
        return value

    return Kind(f"a whole number of {unit} from {least} to {most}", check, _to_whole)


def switch() -> Kind:
    """Yes or no."""

    def check(value: object) -> bool:
        if not isinstance(value, bool):
            raise UnfitError
        return value

    def from_text(written: str) -> bool:
        if written.casefold() not in (*_YES, *_NO):
            raise UnfitError
        return written.casefold() in _YES

    return Kind("true or false", check, from_text)


def one_of(words: Callable[[], Iterable[str]]) -> Kind:
    """One of some words; they are asked for when a value is checked, since naming them may load a room."""

    def check(value: object) -> str:
        if value not in tuple(words()):
            raise UnfitError
        return str(value)

    return Kind("one of them", check, words=words)


def folder() -> Kind:
    """A folder, which need not be there yet; the same wherever the program is called."""
    return Kind("the whole path of a folder, or one that begins with ~", _whole_path)


def music() -> Kind:
    """A file or folder likewise, or none."""

    def check(value: object) -> str:
        return NO_MUSIC if value == NO_MUSIC else str(_whole_path(value))

    return Kind(f"the whole path of a file or folder, one that begins with ~, or {NO_MUSIC}", check)


def _whole_path(value: object) -> Path:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise UnfitError
    try:
        path = Path(value).expanduser()
    except RuntimeError:
        raise UnfitError("there is nobody of this name") from None
    if not path.is_absolute():
        raise UnfitError("it depends on where the program is called")
    return path


def command() -> Kind:
    """A program with its options, as in a terminal, that is told a text and where its sound belongs."""

    def check(value: object) -> str:
        if not isinstance(value, str) or not value.isprintable() or len(value) > MAX_TEXT:
            raise UnfitError
        try:
            words = shlex.split(value)
        except ValueError:
            raise UnfitError("a quotation mark in it is not closed") from None
        if not all(any(field in word for word in words[1:]) for field in ("{text}", "{out}")):
            raise UnfitError
        return value.strip()

    return Kind("a program with {text} and {out} behind it", check)


def table(right: str, *, name: str, value: Kind) -> Kind:
    """A value for each of some names, every one of which matches a pattern."""

    def check(found: object) -> dict[str, Any]:
        if not isinstance(found, dict):
            raise UnfitError
        for called, one in found.items():
            if not re.fullmatch(name, called):
                raise UnfitError(f"`{called}` is no name for it")
            try:
                value.check(one)
            except UnfitError:
                raise UnfitError(f"`{called}` has to be {value.right}") from None
        return {called: value.check(one) for called, one in found.items()}

    return Kind(right, check, value.from_text, is_table=True)


def _to_number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise UnfitError from None


def _to_whole(written: str) -> int:
    if not written.isdecimal():
        raise UnfitError
    return int(written)

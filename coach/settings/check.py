"""Values of settings, checked: what is wrong with one, and what would be right."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from coach.errors import WishError
from coach.settings.folders import FOLDER_VARIABLES
from coach.settings.keys import KEYS, ONLY_ONCE, Key, key_named
from coach.settings.kinds import UnfitError

_PREFIX = "COACH_"
_MOST = 76
"""Characters of a value that is shown as it stands."""
_NEAR = 70
"""Percent of likeness from which a name is taken for a slip of the pen."""


class WrongError(ValueError):
    """Why something cannot be set; `hint` says what would be right."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def checked(key: Key, value: object) -> Any:
    """The value of a key as the program takes it, of one as TOML has it.

    Raises:
        WrongError: the key cannot have it.
    """
    try:
        return key.kind.check(value)
    except UnfitError as error:
        raise _wrong(key, value, str(error), sample=_line(key)) from None


def checked_text(key: Key, written: str) -> Any:
    """The same for a text from the environment or the command line.

    Raises:
        WrongError: the key cannot have it.
    """
    try:
        return key.kind.check(key.kind.from_text(written))
    except UnfitError as error:
        raise _wrong(key, written, str(error), sample=to_text(key.sample)) from None


def value_of(name: str, written: str) -> tuple[Key, object]:
    """The key of a name, or of `key.entry`, and the value as TOML has it of a text that was written for it.

    Raises:
        WishError: there is no such key, or it cannot have this value.
    """
    top, dot, entry = name.partition(".")
    key = key_named(top)
    try:
        if key is None or (dot and not key.kind.is_table):
            raise unknown(name)
        if key.kind.is_table and not entry:
            hint = f"name an entry of it, such as `coach config set {_example(key)}`"
            raise WrongError(f"`{name}` is a table", hint)
        try:
            value = key.kind.from_text(written)
            key.kind.check({entry: value} if entry else value)
        except UnfitError as error:
            raise _wrong(key, written, str(error), sample=f"coach config set {_example(key)}") from None
    except WrongError as error:
        raise WishError(str(error), hint=error.hint) from None
    return key, value


def unknown(name: str) -> WrongError:
    """Why a name cannot be set: it is no key."""
    if name in ONLY_ONCE:
        return WrongError(f"`{name}` is no setting", f"wish for it each time, with {ONLY_ONCE[name]}")
    names = [key.name for key in KEYS]
    meant = near(name, names)
    hint = f"did you mean `{meant}`? " if meant else ""
    return WrongError(f"`{name}` is no setting", f"{hint}there are {', '.join(names)}")


def told(key: Key, value: object) -> str:
    """A value of a key for people, also where it is none."""
    return key.unset if value in (None, "", {}) else to_text(value)


def slips(variables: Iterable[str]) -> Iterator[str]:
    """Which of some variables are probably meant for the coach and are none of hers, one sentence each."""
    known = {key.variable for key in KEYS if key.variable} | set(FOLDER_VARIABLES)
    names = [name.removeprefix(_PREFIX) for name in known]
    for variable in sorted(variables):
        if variable.startswith(_PREFIX) and variable not in known:
            name = variable.removeprefix(_PREFIX)
            if option := ONLY_ONCE.get(name.lower()):
                yield f"{variable} is not read: wish for it each time, with {option}"
            elif meant := near(name, names):
                yield f"{variable} is not read: did you mean {_PREFIX}{meant}?"


def near(word: str, words: list[str]) -> str:
    """The one of some words that was probably meant; empty if none is near."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(word, words, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR)
    return str(found[0]) if found else ""


def to_toml(value: object) -> str:
    """A value as TOML has it, written in one line."""
    if isinstance(value, str) and "\\" in value and "'" not in value:
        return f"'{value}'"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{to_toml(name)} = {to_toml(one)}' for name, one in value.items())}}}"
    return json.dumps(value, ensure_ascii=False, default=str)


def to_text(value: object) -> str:
    """A value as the command line and the environment take it, and people read it."""
    if isinstance(value, dict):
        return ", ".join(f"{name} = {to_text(one)}" for name, one in value.items())
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str).strip('"')


def _line(key: Key) -> str:
    """How it stands in the file."""
    return f"[{key.name}]" if key.kind.is_table else f"{key.name} = {to_toml(key.sample)}"


def _example(key: Key) -> str:
    """A name and a value as the command line takes them."""
    name, value = key.name, key.sample
    if key.kind.is_table:
        name, value = f"{name}.{next(iter(value))}", next(iter(value.values()))
    written = to_text(value)
    return f"{name} {json.dumps(written) if ' ' in written else written}"


def _wrong(key: Key, value: object, why: str, *, sample: str) -> WrongError:
    words = [str(word) for word in key.kind.words()]
    meant = near(value, words) if isinstance(value, str) and words else ""
    right = f"write one of {', '.join(words)}" if words else f"write {key.kind.right}"
    guess = f"did you mean `{meant}`? " if meant else ""
    shown = to_toml(value)
    shown = shown if len(shown) <= _MOST else f"{shown[: _MOST - 1]}…"
    message = f"`{key.name}` cannot be {shown}" + (f": {why}" if why else "")
    return WrongError(message, f"{guess}{right}, such as `{sample}`")

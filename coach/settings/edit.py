"""The file of settings, written: a fresh one that documents every key, and changes that leave all else as it is."""

import contextlib
import errno
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coach.errors import MachineError, SettingsError, WishError
from coach.files import whole_file
from coach.settings.check import to_toml, told
from coach.settings.file import SettingsFile, parse
from coach.settings.folders import CONFIG_DIR_VARIABLE
from coach.settings.keys import KEYS, Key, key_named
from coach.settings.statements import problem_of, statements

_HEAD = """\
# What you wish for every time you use the coach. Take the # before a line away, and it holds.
# Heard first is an option of the command line, then the environment, then what the routine itself says, then this
# file; `coach config --explain ROUTINE` shows it.
"""


def fresh_text() -> str:
    """A file that sets nothing, with every key as a comment."""
    plain = [key for key in KEYS if not key.kind.is_table]
    tables = [key for key in KEYS if key.kind.is_table]  # what follows a table's head belongs to it
    return "\n".join([_HEAD, *("\n".join([*_documented(key), ""]) for key in (*plain, *tables))])


def _documented(key: Key) -> Iterator[str]:
    yield f"# {key.about}"
    if key.kind.is_table:
        yield f"# [{key.name}]"
        yield from (f"# {_name(entry)} = {to_toml(value)}" for entry, value in key.sample.items())
        return
    yield f"# Without it: {told(key, key.default)}. In the environment: {key.variable}."
    yield _sample(key)


def with_value(text: str, key: Key, value: object, *, entry: str = "") -> str:
    """A text in which a key, or an entry of one that is a table, has a value as TOML has it.

    It takes the place of the value that stands there, or of the comment that shows how it is written.
    """
    wanted = tomllib.loads(text)
    if entry:
        wanted[key.name] = {**wanted.get(key.name, {}), entry: value}
    else:
        wanted[key.name] = value
    if key.name not in tomllib.loads(text):
        shown = re.compile(rf"^#\s*{re.escape(key.name)}\s*=.*$", re.MULTILINE)
        line = f"{key.name} = {to_toml(value)}"
        changed = shown.sub(lambda _: line, text, count=1)
        if changed != text and _means(changed, wanted):
            return changed

    def put(document: Any) -> None:
        import tomlkit

        if entry:
            document.setdefault(key.name, tomlkit.table())[entry] = value
        else:
            document[key.name] = value

    return _edited(text, put, wanted)


def without(text: str, name: str, *, entry: str = "") -> str:
    """A text that does not set a name, or an entry of a table; a key that is documented there is shown again."""
    key = key_named(name)
    wanted = tomllib.loads(text)
    if entry and len(wanted[name]) > 1:
        del wanted[name][entry]
    else:  # a table in which nothing is left is not left itself
        del wanted[name]
        entry = ""
    lines = text.split("\n")
    for statement in statements(text):
        at = statement.line - 1
        above = lines[at - 1] if at else ""
        if name in statement.data and not entry and key and above in _documented(key):
            changed = "\n".join([*lines[:at], _sample(key), *lines[at + statement.lines :]])
            if _means(changed, wanted):
                return changed

    def take(document: Any) -> None:
        del (document[name] if entry else document)[entry or name]

    return _edited(text, take, wanted)


def change(file: SettingsFile, name: str, value: Any = None) -> SettingsFile:
    """The file with a name set to a value as TOML has it, or with none; it is written, or left as it was.

    Args:
        file: as it is.
        name: of a key, or `key.entry` of one that is a table.
        value: None takes it away.

    Raises:
        SettingsError: the file is no TOML, so that nothing in it can be changed.
        WishError: there is nothing of this name to be taken away.
        MachineError: it cannot be written.
    """
    text = fresh_text() if file.text is None else file.text
    if problem_of(text) is not None:
        raise SettingsError(file.flaws)
    top, _, entry = name.partition(".")
    if value is not None:
        key = key_named(top)
        assert key is not None
        changed = with_value(text, key, value, entry=entry)
    else:
        found = tomllib.loads(text)
        if top not in found or (entry and (not isinstance(found[top], dict) or entry not in found[top])):
            raise WishError(f"`{name}` is not set there", subject=str(file.path), hint="nothing was changed")
        changed = without(text, top, entry=entry)
    write(file.path, changed, newline=file.newline)
    return parse(changed, file.path)


def write(path: Path, text: str, *, newline: str = "\n", overwrite: bool = True) -> None:
    """Write a file of settings whole, through a link to where it really is, with the rights it had.

    Raises:
        FileExistsError: it exists and may not be overwritten.
        MachineError: it cannot be written.
    """
    place = path.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with whole_file(place, overwrite=overwrite) as file:
            file.write(text.replace("\n", newline).encode())
            with contextlib.suppress(FileNotFoundError, AttributeError):  # Windows knows no such rights
                os.fchmod(file.fileno(), place.stat().st_mode & 0o777)
    except FileExistsError:
        raise
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> MachineError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    hint = "free some space" if full else f"let it be written, or set {CONFIG_DIR_VARIABLE} to another folder"
    return MachineError(f"cannot be written: {error.strerror or error}", subject=str(path), hint=hint)


def _edited(text: str, edit: Callable[[Any], None], wanted: dict[str, Any]) -> str:
    """A text with a change to what it says; comments stay.

    Raises:
        WishError: it does not then say what is wanted, because of some rare way to write it.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text if not text or text.endswith("\n") else f"{text}\n")
        edit(document)
        changed = tomlkit.dumps(document)
    except (TOMLKitError, LookupError, TypeError, ValueError):
        changed = ""
    if not _means(changed, wanted):
        raise WishError("the settings cannot be changed as they are written", hint="change the file by hand")
    return changed


def _means(text: str, wanted: dict[str, Any]) -> bool:
    """Whether a text says what is wanted, and no more."""
    return problem_of(text) is None and tomllib.loads(text) == wanted


def _sample(key: Key) -> str:
    return f"# {key.name} = {to_toml(key.sample)}"


def _name(entry: str) -> str:
    return entry if re.fullmatch(r"[A-Za-z0-9_-]+", entry) else to_toml(entry)

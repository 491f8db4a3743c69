"""The file of settings: what stands in it, checked, with the line of each value and every problem at once."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from coach.errors import Flaw, MachineError, SettingsError
from coach.settings.check import WrongError, checked, unknown
from coach.settings.folders import CONFIG_DIR_VARIABLE
from coach.settings.keys import key_named
from coach.settings.statements import Statement, problem_of, statements

FILE_NAME = "config.toml"
MAX_BYTES = 64_000
"""Nobody writes more settings than that; a greater file is another one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the file, as the program takes it, and the line it stands in."""

    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What the file says.

    Attributes:
        text: None where there is no file; its lines end in a line feed.
        entries: what it sets, by the names of the keys.
        flaws: all that is wrong with it.
        newline: how its lines end on the disk.
    """

    path: Path
    text: str | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()
    newline: str = "\n"


def load(path: Path) -> SettingsFile:
    """What a file sets; nothing where there is none.

    Raises:
        SettingsError: it is no text file.
        MachineError: the system does not let it be read.
    """
    data = _bytes(path)
    if data is None:
        return SettingsFile(path)
    text = _decoded(data, path)
    return replace(parse(text.replace("\r\n", "\n"), path), newline="\r\n" if "\r\n" in text else "\n")


def parse(text: str, path: Path) -> SettingsFile:
    """What a text that stands at a path sets, or would set there; its lines end in a line feed."""
    flaws: list[Flaw] = []
    found: dict[str, Any] = {}
    places: dict[str, Statement] = {}
    lines = text.split("\n")
    for statement in statements(text):
        if statement.problem:
            message = f"this is no TOML: {statement.problem[:1].lower()}{statement.problem[1:]}"
            hint = _syntax_hint(lines[statement.line - 1])
            flaws.append(Flaw(_place(path, statement), message, hint))
            continue
        for name, value in statement.data.items():
            try:
                _take(name, value, found, statement, places)
            except WrongError as error:
                flaws.append(Flaw(_place(path, statement), str(error), error.hint))
    entries = {}
    for name, value in found.items():
        key = key_named(name)
        assert key is not None
        try:
            entries[name] = Entry(checked(key, value), places[name].line)
        except WrongError as error:
            flaws.append(Flaw(_place(path, places[name]), str(error), error.hint))
    if not flaws and (problem := problem_of(text)):
        flaws.append(
            Flaw(
                f"{path}:{problem[0]}:{problem[1]}",
                f"this is no TOML: {problem[2]}",
                "what belongs to one table stands together, once",
            )
        )
    return SettingsFile(path, text, entries, tuple(sorted(flaws, key=lambda flaw: _line(flaw, path))))


def _take(name: str, value: object, found: dict[str, Any], statement: Statement, places: dict[str, Statement]) -> None:
    """Put down what a statement says of a name; a table may be said in several."""
    if key_named(name) is None:
        if statement.heads or name not in places:  # an unknown table is told of once
            places[name] = statement
            raise unknown(name)
        return
    if name in found:
        before = found[name]
        if not isinstance(before, dict) or not isinstance(value, dict) or before.keys() & value.keys():
            raise WrongError(f"`{name}` is set a second time", f"keep one of them; line {places[name].line} has it too")
        found[name] = {**before, **value}
        return
    found[name] = value
    places[name] = statement


def _bytes(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _unfit(path, "this is no file", f"take it away, or set {CONFIG_DIR_VARIABLE} to another folder")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise _unfit(path, "this is a folder", "the settings are a file: give the folder another name") from None
    except NotADirectoryError:
        raise _unfit(path, "its folder is a file", f"set {CONFIG_DIR_VARIABLE} to a folder") from None
    except (OSError, ValueError) as error:
        if path.is_dir():  # what Windows calls a refusal
            raise _unfit(path, "this is a folder", "the settings are a file: give the folder another name") from None
        hint = f"let it be read, or set {CONFIG_DIR_VARIABLE} to another folder"
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise MachineError(f"the settings cannot be read: {why}", subject=str(path), hint=hint) from None
    if len(data) > MAX_BYTES:
        raise _unfit(path, f"more than {MAX_BYTES:,} bytes", "settings are a few lines; is this another file?")
    return data


def _without_waiting(name: str, flags: int) -> int:
    """Open at once what would else wait for a writer."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _decoded(data: bytes, path: Path) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unfit(path, "it is UTF-16", "save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"byte 0x{data[error.start]:02x} is no UTF-8"
        raise SettingsError([Flaw(f"{path}:{line}:{column}", message, "save the file as UTF-8")]) from None


def _unfit(path: Path, message: str, hint: str) -> SettingsError:
    return SettingsError([Flaw(str(path), message, hint)])


def _syntax_hint(line: str) -> str:
    if "\\" in line:
        return "between \" a \\ begins a sign: put ' around the value instead, or write / for \\"
    return 'write lines such as `talk = "standard"` or `pace = 1.1`: words stand between quotes'


def _place(path: Path, statement: Statement) -> str:
    return f"{path}:{statement.line}:{statement.column}"


def _line(flaw: Flaw, path: Path) -> int:
    return int(flaw.place.removeprefix(f"{path}:").partition(":")[0])

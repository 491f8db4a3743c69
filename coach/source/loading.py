"""Finds the text that a name, a path, an address or `-` stands for."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from coach.errors import MachineError, WishError
from coach.source.decode import decoded
from coach.source.download import download, is_address
from coach.source.page import is_page, text_of_page

STDIN = "-"
"""The name that stands for standard input."""
MOST_BYTES = 5_000_000
"""Of a text or a page; of a page little is left, and the reader takes a million characters."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and where it comes from.

    Attributes:
        name: for messages.
        text: as it is read; of a page its main text, as Markdown.
        note: what was done to it before, in one sentence; empty if nothing was.
        is_page: it was taken from a page, so that line numbers are those of its text.
        is_file: it stands in a file of the person's own.
    """

    name: str
    text: str
    note: str = ""
    is_page: bool = False
    is_file: bool = False


def load_source(source: str) -> Source:
    """The text of a routine.

    Args:
        source: the name of a built-in routine, the path of a file, an http or https address, or `-`.

    Raises:
        WishError: nothing has this name, it is a folder, or the address cannot be used.
        MachineError: it cannot be read or reached.
        RoutineError: it is no text.
    """
    from coach.routine import shelf

    if not source.strip():
        raise WishError("no name is given", subject=source, hint=_hint(source))
    if source == STDIN:
        return _from_bytes(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")
    if source in shelf.names():
        return Source(source, shelf.text(source))
    if is_address(source):
        data, encoding = download(source, most=MOST_BYTES)
        return _from_bytes(data, source, encoding=encoding)
    try:
        with Path(source).open("rb") as file:
            return replace(_from_bytes(file.read(MOST_BYTES + 1), source), is_file=True)
    except (FileNotFoundError, ValueError):  # no file has a name with a NUL in it
        raise WishError("no such routine or file", subject=source, hint=_hint(source)) from None
    except IsADirectoryError:
        raise WishError("this is a folder", subject=source, hint="name a routine's file in it") from None
    except OSError as error:
        hint = "you may not read it: ask its owner, or copy it" if isinstance(error, PermissionError) else ""
        raise MachineError(f"cannot be read: {error.strerror}", subject=source, hint=hint) from error


def _from_bytes(data: bytes, name: str, *, encoding: str = "") -> Source:
    text, note = decoded(data, name, most=MOST_BYTES, encoding=encoding)
    if not is_page(text):
        return Source(name, text, note)
    return Source(name, text_of_page(text, subject=name), f"the main text of the page {name}", is_page=True)


def _hint(source: str) -> str:
    import difflib

    from coach.routine import shelf

    near = difflib.get_close_matches(source.lower(), shelf.names(), n=1)
    built_in = f"did you mean `{near[0]}`?" if near else f"the built-in routines are {', '.join(shelf.names())}"
    return f"{built_in}; a path, an address or `-` for standard input works too"

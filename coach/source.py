"""Where a routine's text comes from: a built-in name, a file, standard input; bytes to text."""

import sys
from pathlib import Path

from coach.errors import MachineError, Problem, RoutineError, WishError

STDIN = "-"
"""The name that stands for standard input."""
MOST_BYTES = 4_000_000
"""Of a text; the reader takes a million characters, each of at most four bytes."""


def text_of(source: str) -> tuple[str, str]:
    """The text of a routine, and its name for messages.

    Args:
        source: the name of a built-in routine, the path of a file, or `-`.

    Raises:
        WishError: nothing has this name, or it is a folder.
        MachineError: it cannot be read.
        RoutineError: it is no text.
    """
    from coach.routine import shelf

    if source == STDIN:
        return _decoded(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"), "standard input"
    if source in shelf.names():
        return shelf.text(source), source
    path = Path(source)
    try:
        with path.open("rb") as file:
            return _decoded(file.read(MOST_BYTES + 1), source), source
    except (FileNotFoundError, ValueError):  # no file has a name with a NUL in it
        raise WishError("no such routine or file", subject=source, hint=_hint(source)) from None
    except IsADirectoryError:
        raise WishError("this is a folder", subject=source, hint="name a routine's file in it") from None
    except OSError as error:
        hint = "you may not read it: ask its owner, or copy it" if isinstance(error, PermissionError) else ""
        raise MachineError(f"cannot be read: {error.strerror}", subject=source, hint=hint) from error


def _hint(source: str) -> str:
    import difflib

    from coach.routine import shelf

    near = difflib.get_close_matches(source.lower(), shelf.names(), n=1)
    built_in = f"did you mean `{near[0]}`?" if near else f"the built-in routines are {', '.join(shelf.names())}"
    return f"{built_in}; a path or `-` for standard input works too"


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MOST_BYTES:
        hint = f"a routine is a text of at most {MOST_BYTES // 1_000_000} MB; this is more"
        raise RoutineError([Problem(1, 1, "this is too large to be a routine", hint)], subject=name)
    try:
        text = data.decode("utf-8")
        place = data.find(b"\0")
    except UnicodeDecodeError as error:
        place = error.start
    if place < 0:
        return text
    line = data.count(b"\n", 0, place) + 1
    column = len(data[data.rfind(b"\n", 0, place) + 1 : place].decode("utf-8", "replace")) + 1
    message = f"this is no text: the byte {data[place]:#04x} stands here"
    raise RoutineError([Problem(line, column, message, "save the routine as plain text in UTF-8")], subject=name)

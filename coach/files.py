"""Writing a file, or a folder of them, whole or not at all, whatever happens in between."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".coach-*.part"
"""The names of files that are not whole yet."""
_ANY_FOLDER = 0
"""Of an absolute path it does not matter; that it is given makes Python call linkat(), which follows the link."""


@contextmanager
def whole_file(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file to write and read, which gets its name when the block ends without an error.

    Where the system can (Linux), it has no name until then, so that even a killed process leaves nothing
    behind; elsewhere, and for the instant in which it takes another's place, it stands beside it as TEMPORARY.

    Raises:
        FileExistsError: something has the name already, and `overwrite` is false; also if it came meanwhile.
        OSError: it cannot be written.
    """
    if not overwrite and path.exists():
        raise FileExistsError(str(path))
    file, temporary = _open_beside(path)
    try:
        yield file
        file.flush()
        _name(file, temporary, path, overwrite=overwrite)
    finally:
        file.close()
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


@contextmanager
def whole_folder(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """An empty folder to fill, which gets its name when the block ends without an error; until then it is TEMPORARY.

    Where it takes another's place, the other is away for an instant, and comes back if that fails.

    Raises:
        FileExistsError: something has the name already, and `overwrite` is false; also if it came meanwhile.
        OSError: it cannot be made or named.
    """
    if not overwrite and path.exists():
        raise FileExistsError(str(path))
    temporary = _temporary_name(path)
    temporary.mkdir()
    try:
        yield temporary
        if overwrite and path.exists():
            _exchange(temporary, path)
        elif path.exists():
            raise FileExistsError(str(path))
        else:
            temporary.rename(path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _exchange(temporary: Path, path: Path) -> None:
    """Put a folder in another's place and take the other away."""
    old = _temporary_name(path)
    path.rename(old)
    try:
        temporary.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _open_beside(path: Path) -> tuple[BinaryIO, Path | None]:
    """An open file in the folder of `path`, with its temporary name if it needed one."""
    if hasattr(os, "O_TMPFILE"):
        with contextlib.suppress(OSError):  # not every file system knows nameless files
            return os.fdopen(os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o666), "w+b"), None
    temporary = _temporary_name(path)
    return temporary.open("x+b"), temporary


def _name(file: BinaryIO, temporary: Path | None, path: Path, *, overwrite: bool) -> None:
    if temporary is None:
        place = _temporary_name(path) if overwrite else path  # a link never takes another's place, a rename does
        source = f"/proc/self/fd/{file.fileno()}"
        os.link(source, place, src_dir_fd=_ANY_FOLDER, follow_symlinks=True)
        if overwrite:
            _take_place(place, path)
        return
    file.close()
    if overwrite:
        _take_place(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the check at the beginning has to do
        temporary.rename(path)


def _take_place(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _temporary_name(path: Path) -> Path:
    return path.with_name(TEMPORARY.replace("*", secrets.token_hex(8)))

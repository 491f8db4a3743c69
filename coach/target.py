"""Where a file goes: its name, whether it can be written, and what to do if it cannot."""

import errno
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coach.errors import MachineError, WishError

SUFFIXES = (".mp3", ".wav")
"""Of the sounds that can be written; exporter.FORMATS has their writers."""
CAPTION_SUFFIXES = (".vtt", ".lrc")
"""Of captions; score.CAPTIONS has what makes them."""
CAPTION_WORDS = (*(suffix.removeprefix(".") for suffix in CAPTION_SUFFIXES), "both", "none")
"""What may be wished for of them."""
PICTURE_SUFFIXES = (".svg", ".png")
"""Of pictures; app.picture has what makes them."""
_LONGEST_NAME = 80


def file_name(title: str) -> str:
    """A file name for a sound with a title: its letters and digits in small, joined by hyphens."""
    return _stem(title) + SUFFIXES[0]


def text_file_name(title: str) -> str:
    """A file name for a text with a title."""
    return _stem(title) + ".md"


def _stem(title: str) -> str:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).lower())
    return "-".join(words)[:_LONGEST_NAME].strip("-_") or "workout"


def check_text_target(path: Path, *, force: bool) -> None:
    """Refuse a path that cannot become a text file, before any work is done.

    Raises:
        WishError: it is a folder, has no folder, or exists without `force`.
        MachineError: the system does not let it be looked at.
    """
    _check_place(path, example="workout.md")
    _check_free(path, force=force)


def check_picture_target(path: Path, *, force: bool) -> None:
    """Refuse a path that cannot become a picture, before any work is done.

    Raises:
        WishError: it is standard output, a folder, has no folder, names no known format, or exists without `force`.
        MachineError: the system does not let it be looked at.
    """
    if str(path) == "-":
        raise WishError("a picture goes into a file", subject="--picture", hint="name one, such as workout.svg")
    _check_place(path, example="workout.svg")
    _check_known(path, PICTURE_SUFFIXES)
    _check_free(path, force=force)


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a path that cannot become a file, before any work is done.

    Raises:
        WishError: it is a folder, has no folder, names no known format, or exists without `force`.
        MachineError: the system does not let it be looked at.
    """
    _check_place(path, example="workout.mp3")
    _check_known(path, (*SUFFIXES, *CAPTION_SUFFIXES))
    _check_free(path, force=force)  # last: --force is no use to a name that has to be another


def caption_kinds(word: str | None) -> tuple[str, ...]:
    """The kinds of captions that one word wishes for: one of them, both or none.

    Raises:
        WishError: it wishes for something else.
    """
    kinds = tuple(suffix[1:] for suffix in CAPTION_SUFFIXES)
    if word not in (None, *CAPTION_WORDS):
        hint = f"there are {', '.join(CAPTION_WORDS)}"
        raise WishError(f"`{word}` is no kind of captions", subject="--captions", hint=hint)
    return tuple(kind for kind in kinds if word in (kind, "both"))


def caption_targets(path: Path, kinds: Sequence[str], *, force: bool) -> tuple[Path, ...]:
    """Where captions of some kinds go: beside a sound, under its name. Refused as check_target does it.

    Raises:
        WishError: one exists without `force`, or `path` is to be captions itself.
    """
    if kinds and path.suffix.lower() in CAPTION_SUFFIXES:
        hint = "leave out --captions, or name the sound with -o: captions stand beside it"
        raise WishError("these are captions already", subject=str(path), hint=hint)
    targets = tuple(path.with_suffix(f".{kind}") for kind in kinds)
    for target in targets:
        check_target(target, force=force)
    return targets


def _check_place(path: Path, *, example: str) -> None:
    subject = str(path)
    with writing(path):
        if path.is_dir():
            raise WishError("this is a folder", subject=subject, hint=f"name a file, such as {path / example}")
        if not path.parent.is_dir():
            raise WishError("its folder does not exist", subject=subject, hint=f"make it first: mkdir -p {path.parent}")


def _check_known(path: Path, known: Sequence[str]) -> None:
    if path.suffix.lower() not in known:
        what = f"`{path.suffix}` is no known format" if path.suffix else "its name does not say the format"
        raise WishError(what, subject=str(path), hint=f"end it in {', '.join(known[:-1])} or {known[-1]}")


def _check_free(path: Path, *, force: bool) -> None:
    with writing(path):
        if path.exists() and not force:
            raise _exists(path)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about writing a file into what to do about it.

    Raises:
        WishError: the file exists.
        MachineError: the system does not let it be written.
    """
    try:
        yield
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        hints = {
            errno.ENOSPC: "the disk is full: free some space, or write elsewhere",
            errno.EDQUOT: "your share of the disk is used up: free some space, or write elsewhere",
            errno.EACCES: "you may not write there: choose another place",
            errno.EROFS: "nothing can be written there: choose another place",
            errno.ENAMETOOLONG: "the name is too long: choose a shorter one",
        }
        hint = hints.get(error.errno or 0, "choose another place")
        raise MachineError(f"cannot be written: {error.strerror or error}", subject=str(path), hint=hint) from error


def _exists(path: Path) -> WishError:
    return WishError("the file exists", subject=str(path), hint="overwrite it with --force, or choose another name")

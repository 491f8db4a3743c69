"""Where a file goes: its name, whether it can be written, and what to do if it cannot."""

import errno
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coach.errors import MachineError, WishError

SUFFIXES = (".mp3", ".wav", ".flac", ".opus", ".m4b")
"""Of the sounds that can be written; exporter.FORMATS has their writers."""
CAPTION_SUFFIXES = (".vtt", ".lrc")
"""Of captions; score.CAPTIONS has what makes them."""
CAPTION_WORDS = (*(suffix.removeprefix(".") for suffix in CAPTION_SUFFIXES), "both", "none")
"""What may be wished for of them."""
PICTURE_SUFFIXES = (".svg", ".png")
"""Of pictures; app.picture has what makes them."""
PLAYLIST_SUFFIX = ".m3u8"
WORKOUT_SUFFIX = ".fit"
"""Of a workout for a watch, which is made of a routine and no sound."""
SILENT_SUFFIXES = (*CAPTION_SUFFIXES, WORKOUT_SUFFIX)
"""Of what stands alone, without a sound."""
STREAM = Path("-")
"""What is said for standard output."""
_LONGEST_NAME = 80


def file_name(title: str, suffix: str = SUFFIXES[0]) -> str:
    """A file name for something with a title: its letters and digits in small, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", title).lower())
    return ("-".join(words)[:_LONGEST_NAME].strip("-_") or "workout") + suffix


@dataclass(frozen=True, slots=True)
class Target:
    """Where something goes.

    Attributes:
        path: a file; the folder of an album; STREAM is standard output.
        suffix: the format, such as `.mp3`.
        captions: kinds of captions to be written beside it.
        is_album: whether every section has a file of its own.
        force: whether what exists may be overwritten.
    """

    path: Path
    suffix: str
    captions: tuple[str, ...] = ()
    is_album: bool = False
    force: bool = False

    @property
    def is_stream(self) -> bool:
        """Whether it goes to standard output."""
        return self.path == STREAM

    @property
    def caption_paths(self) -> tuple[Path, ...]:
        """The files of captions beside one file."""
        return () if self.is_album else tuple(self.path.with_suffix(f".{kind}") for kind in self.captions)


def aim(
    path: Path | None,
    *,
    title: str,
    folder: Path = Path(),
    form: str = "",
    usual: str = "mp3",
    album: bool = False,
    captions: Sequence[str] = (),
    force: bool = False,
) -> Target:
    """The target that is wished for, if it can be one; looked at before any work is done.

    Args:
        path: as it was named; None names it for the title, in `folder`.
        title: of what is written.
        folder: where it goes without a path.
        form: the format, such as `flac`; by default what the path says.
        usual: the format where neither says one.
        album: see Target.
        captions: likewise.
        force: likewise.

    Raises:
        WishError: the wishes do not fit together, the path is not of this kind, or exists without `force`.
        MachineError: the system does not let it be looked at.
    """
    suffix = _suffix_of(form)
    if path == STREAM or album:
        _check_alone(path, album=album, captions=captions)
        target = Target(
            path or folder / file_name(title, ""), suffix or _suffix_of(usual), tuple(captions), album, force
        )
        if album:
            _check_folder(target.path, force=force)
        return target
    path = path or folder / file_name(title, suffix or _suffix_of(usual))
    if suffix and path.suffix.lower() != suffix:
        hint = f"end it in {suffix}, or leave out --format"
        raise WishError(f"its name says another format than --format {form}", subject=str(path), hint=hint)
    check_target(path, force=force)
    target = Target(path, path.suffix.lower(), tuple(captions), force=force)
    if captions and target.suffix in SILENT_SUFFIXES:
        what = "these are captions already" if target.suffix in CAPTION_SUFFIXES else "this is no sound"
        hint = "leave out --captions, or name the sound with -o: captions stand beside it"
        raise WishError(what, subject=str(path), hint=hint)
    for beside in target.caption_paths:
        check_target(beside, force=force)
    return target


def _suffix_of(form: str) -> str:
    suffix = f".{form.lower().lstrip('.')}" if form else ""
    if suffix and suffix not in SUFFIXES:
        known = ", ".join(known[1:] for known in SUFFIXES)
        raise WishError(f"`{form}` is no known format", subject="--format", hint=f"there are {known}")
    return suffix


def _check_alone(path: Path | None, *, album: bool, captions: Sequence[str]) -> None:
    if path == STREAM and (album or captions):
        what = "--album" if album else "--captions"
        raise WishError(f"{what} writes several files, and -o - only one", hint="leave one of them out")
    if album and path is not None and path.suffix.lower() in (*SUFFIXES, *SILENT_SUFFIXES):
        hint = f"name a folder, such as {path.with_suffix('')}, and the format with --format"
        raise WishError("an album is a folder of files", subject=str(path), hint=hint)


def _check_folder(path: Path, *, force: bool) -> None:
    """Refuse a path that cannot become the folder of an album; only an empty one or another album is overwritten."""
    with writing(path):
        _check_parent(path)
        if not path.exists():
            return
        if not path.is_dir():
            raise WishError("this is a file", subject=str(path), hint="name another folder with -o")
        if strange := sorted({found.name for found in path.iterdir()} - _album_in(path)):
            what = f"`{strange[0]}` is in it, which is no part of an album"
            raise WishError(what, subject=str(path), hint="name another folder with -o")
        if not force and any(path.iterdir()):
            raise _exists(path, "the folder exists")


def _album_in(folder: Path) -> set[str]:
    """The names of an album's files: its one playlist, what is listed there, and captions of that."""
    lists = list(folder.glob(f"*{PLAYLIST_SUFFIX}"))
    if len(lists) != 1 or not lists[0].is_file():
        return set()
    rows = lists[0].read_text(encoding="utf-8", errors="replace").splitlines()
    listed = [Path(row) for row in rows if row and not row.startswith("#")]
    beside = (name.with_suffix(suffix).name for name in listed for suffix in CAPTION_SUFFIXES)
    return {lists[0].name, *map(str, listed), *beside}


def text_file_name(title: str) -> str:
    """A file name for a text with a title."""
    return file_name(title, ".md")


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
    if path == STREAM:
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
    _check_known(path, (*SUFFIXES, *SILENT_SUFFIXES))
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


def _check_place(path: Path, *, example: str) -> None:
    with writing(path):
        if path.is_dir():
            raise WishError("this is a folder", subject=str(path), hint=f"name a file, such as {path / example}")
        _check_parent(path)


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        hint = f"make it first: mkdir -p {path.parent}"
        raise WishError("its folder does not exist", subject=str(path), hint=hint)


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


def _exists(path: Path, what: str = "the file exists") -> WishError:
    return WishError(what, subject=str(path), hint="overwrite it with --force, or choose another name")

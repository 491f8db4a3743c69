"""Where a site goes: a folder, or a bucket that fsspec reaches; each file is there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.request import url2pathname

from coach.errors import MachineError, WishError
from coach.files import whole_file


class Store(Protocol):
    """Files by their paths from one root. What it cannot do it tells by a MachineError."""

    target: str

    def listing(self) -> set[str]:
        """The paths of all files that are there."""

    def read(self, path: str) -> bytes | None:
        """What is in a file; None where there is none."""

    def write(self, path: str, content: bytes, *, media_type: str) -> None:
        """Put a file there, in the place of what is there."""

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""


def open_store(target: str) -> Store:
    """The store at a folder's path, or at an address that fsspec knows, such as `s3://bucket/workouts`.

    What an address needs besides (keys, an endpoint) comes from fsspec's own configuration and the environment.

    Raises:
        WishError: nothing is known of such an address.
    """
    if target.startswith("file://"):
        return _Folder(target, Path(url2pathname(target.removeprefix("file://"))))
    return _Bucket(target) if "://" in target else _Folder(target, Path(target))


class _Folder:
    def __init__(self, target: str, folder: Path) -> None:
        self.target, self._folder = target, folder

    def listing(self) -> set[str]:
        with _telling(self.target, OSError):
            found = (path for path in self._folder.rglob("*") if path.is_file())
            return {path.relative_to(self._folder).as_posix() for path in found}

    def read(self, path: str) -> bytes | None:
        with _telling(self.target, OSError):
            try:
                return (self._folder / path).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, path: str, content: bytes, *, media_type: str) -> None:  # noqa: ARG002 — folders know of none
        target = self._folder / path
        with _telling(self.target, OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(target, overwrite=True) as file:
                file.write(content)

    def remove(self, path: str) -> None:
        target = self._folder / path
        with _telling(self.target, OSError):
            target.unlink(missing_ok=True)
            folder = target.parent
            if folder != self._folder and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


class _Bucket:
    def __init__(self, target: str) -> None:
        import fsspec

        self.target = target
        try:
            self._files, root = fsspec.core.url_to_fs(target)
        except (ValueError, ImportError) as error:
            hint = "name a folder, or an address such as s3://bucket/folder (for which `pip install s3fs` is needed)"
            raise WishError(f"cannot be opened: {error}", subject=target, hint=hint) from error
        self._root = str(root).rstrip("/")

    def listing(self) -> set[str]:
        with _telling(self.target, Exception):
            self._files.invalidate_cache()
            return {path[len(self._root) :].lstrip("/") for path in self._files.find(self._root)}

    def read(self, path: str) -> bytes | None:
        with _telling(self.target, Exception):
            try:
                content: bytes = self._files.cat_file(f"{self._root}/{path}")
            except FileNotFoundError:
                return None
            return content

    def write(self, path: str, content: bytes, *, media_type: str) -> None:
        known: dict[str, Any] = {"ContentType": media_type} if "s3" in self._files.protocol else {}
        with _telling(self.target, Exception):
            self._files.pipe_file(f"{self._root}/{path}", content, **known)

    def remove(self, path: str) -> None:
        with _telling(self.target, Exception):
            try:
                self._files.rm_file(f"{self._root}/{path}")
            except FileNotFoundError:
                return


@contextmanager
def _telling(target: str, kind: type[Exception]) -> Iterator[None]:
    """Turn what the system says, or the library of a cloud, each with errors of its own, into what to do about it."""
    try:
        yield
    except kind as error:
        hint = "see that it is there, that it can be reached, and that you may write there"
        raise MachineError(f"cannot be used: {error}", subject=target, hint=hint) from error

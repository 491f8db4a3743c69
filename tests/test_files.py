"""Files that appear whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coach.files import whole_file, whole_folder


@pytest.fixture(params=["nameless", "named"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to write: with a file that has no name yet, and beside its place."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system knows no nameless files")
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_it_appears_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with whole_file(path, overwrite=False) as file:
        file.write(b"whole")
        file.seek(0)
        assert file.read() == b"whole"
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["a"]
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


@pytest.mark.usefixtures("way")
def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for overwrite in (False, True):
        with pytest.raises(ZeroDivisionError), whole_file(path, overwrite=overwrite):
            raise ZeroDivisionError
        assert os.listdir(tmp_path) == []
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), whole_file(path, overwrite=True) as file:
        file.write(b"new")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.usefixtures("way")
def test_only_overwriting_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError), whole_file(path, overwrite=False):
        pass
    with whole_file(path, overwrite=True) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.usefixtures("way")
def test_a_file_that_comes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(FileExistsError), whole_file(path, overwrite=False) as file:
        file.write(b"mine")
        path.write_bytes(b"theirs")
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["a"]


KILLED = """
import os, signal, sys
from pathlib import Path
from coach.files import whole_file, whole_folder
with whole_file(Path(sys.argv[1]), overwrite=True) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only nameless files vanish with their process")
def test_a_killed_process_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert os.listdir(tmp_path) == []


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "no" / "a", overwrite=False):
        pass


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_folder_appears_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with whole_folder(path, overwrite=False) as folder:
        (folder / "b").write_text("whole")
        assert not path.exists()
    assert (path / "b").read_text() == "whole"
    assert os.listdir(tmp_path) == ["a"]


def test_a_folder_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(ZeroDivisionError), whole_folder(path, overwrite=False) as folder:
        (folder / "b").write_text("half")
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []
    path.mkdir()
    (path / "old").write_text("old")
    with pytest.raises(ZeroDivisionError), whole_folder(path, overwrite=True):
        raise ZeroDivisionError
    with pytest.raises(FileExistsError), whole_folder(path, overwrite=False):
        pass
    assert (os.listdir(tmp_path), os.listdir(path)) == (["a"], ["old"])


def test_a_folder_takes_another_place_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.mkdir()
    (path / "old").write_text("old")
    with whole_folder(path, overwrite=True) as folder:
        (folder / "new").write_text("new")
        assert os.listdir(path) == ["old"]
    assert (os.listdir(tmp_path), os.listdir(path)) == (["a"], ["new"])


def test_a_folder_that_came_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(FileExistsError), whole_folder(path, overwrite=False) as folder:
        (folder / "new").write_text("new")
        path.mkdir()
        (path / "other").write_text("other")
    assert (os.listdir(tmp_path), os.listdir(path)) == (["a"], ["other"])


def test_a_folder_comes_back_where_it_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.mkdir()
    (path / "old").write_text("old")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == path and (self / "new").exists():
            raise OSError(5, "Input/output error")
        return rename(self, target)

    with pytest.raises(OSError, match="Input/output"), whole_folder(path, overwrite=True) as folder:
        (folder / "new").write_text("new")
        monkeypatch.setattr(Path, "rename", failing)
    assert (os.listdir(tmp_path), os.listdir(path)) == (["a"], ["old"])

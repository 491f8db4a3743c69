"""Where the cache is and how much it holds, and where the history and the settings are."""

import sys
from pathlib import Path

import pytest
from platformdirs.api import PlatformDirsABC
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from coach import settings
from coach.errors import WishError
from coach.settings import folders


def test_a_checkout_has_its_own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_CACHE_DIR", raising=False)
    assert settings.cache_dir() == Path(__file__).parents[2] / "audio_cache"


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own place")
def test_an_installed_one_has_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COACH_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(folders, "__file__", str(tmp_path / "lib" / "coach" / "settings" / "folders.py"))
    assert settings.cache_dir() == tmp_path / "coach"


def test_the_environment_is_over_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", "~/clips")
    assert settings.cache_dir() == Path.home() / "clips"
    monkeypatch.setenv("COACH_CACHE_DIR", "~nobody-of-this-name/clips")
    with pytest.raises(WishError, match="nobody's folder"):
        settings.cache_dir()


def test_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_CACHE_MB", raising=False)
    assert settings.cache_bytes() == 500_000_000
    monkeypatch.setenv("COACH_CACHE_MB", "7")
    assert settings.cache_bytes() == 7_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own place")
def test_what_cannot_be_made_again_is_never_in_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COACH_DATA_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert settings.data_dir() == tmp_path / "coach"


def test_the_environment_says_where_data_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_DATA_DIR", "~/training")
    assert settings.data_dir() == Path.home() / "training"
    monkeypatch.setenv("COACH_DATA_DIR", "~nobody-of-this-name/training")
    with pytest.raises(WishError, match="COACH_DATA_DIR: `~nobody-of-this-name/training` is nobody's folder"):
        settings.data_dir()


@pytest.mark.parametrize(
    ("system", "folder"),
    [
        (MacOS, "Library/Application Support/coach"),
        (Unix, ".config/coach"),
        (Windows, "AppData/Local/coach"),
    ],
)
def test_settings_are_where_each_system_has_them(
    system: type[PlatformDirsABC], folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("COACH_CONFIG_DIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _: str(tmp_path / "AppData" / "Local"))
    monkeypatch.setattr("platformdirs.PlatformDirs", system)
    assert settings.config_dir() == tmp_path / folder


def test_the_environment_says_where_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CONFIG_DIR", "~/dotfiles")
    assert settings.config_dir() == Path.home() / "dotfiles"
    monkeypatch.setenv("COACH_CONFIG_DIR", "~nobody-of-this-name")
    with pytest.raises(WishError, match="COACH_CONFIG_DIR"):
        settings.config_dir()

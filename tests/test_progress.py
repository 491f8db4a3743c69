"""The progress bar, and the Ctrl-C it keeps."""

import io
import signal
import sys

import pytest

from coach.cli import progress
from coach.cli.progress import ProgressBar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal; called in the test itself, for pytest sets it anew after the fixtures."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    return screen


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    with ProgressBar() as bar:
        bar("speaking", 1, 2)
    assert screen.getvalue() == ""


def test_longer_work_shows_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(progress, "_PATIENCE_S", 0)
    with ProgressBar() as bar:
        bar("speaking", 1, 2)
        bar("encoding", 2, 2)
    assert "speaking" in screen.getvalue()
    assert "50%" in screen.getvalue()
    assert "encoding" in screen.getvalue()


def test_where_there_is_no_terminal_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE_S", 0)
    monkeypatch.setattr(sys, "stderr", screen := io.StringIO())
    with ProgressBar() as bar:
        bar("speaking", 1, 2)
    assert screen.getvalue() == ""


def test_a_lost_ctrl_c_is_raised_at_the_next_report() -> None:
    with ProgressBar() as bar:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            bar("speaking", 1, 2)


def test_who_ignores_ctrl_c_goes_on_ignoring_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with ProgressBar() as bar:
            signal.raise_signal(signal.SIGINT)
            bar("speaking", 1, 2)
    finally:
        assert signal.signal(signal.SIGINT, before) is signal.SIG_IGN

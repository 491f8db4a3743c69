"""A real Chromium without a window, for pages as a phone shows them."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PATIENCE_S = 90.0


def missing() -> str:
    """Why there is no browser; empty where there is one."""
    if not shutil.which("chromium"):
        return "needs chromium (Debian: chromium)"
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "needs playwright (`pip install -e '.[test]'`)"
    return ""


@contextmanager
def browser() -> Iterator["Browser"]:
    """Chromium as the system has it; a test is skipped, with the reason, where it has none."""
    if missing():
        pytest.skip(missing())
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield chromium
        chromium.close()


def until(page: "Page", expression: str, accepts: Callable[[Any], bool] = bool) -> Any:
    """The value of an expression in a page once it is accepted.

    Playwright's own waiting evaluates text in the page, which the pages' policy forbids.
    """
    deadline = time.monotonic() + _PATIENCE_S
    while not accepts(value := page.evaluate(expression)):
        assert time.monotonic() < deadline, f"{expression} stayed {value!r}"
        page.wait_for_timeout(20)
    return value

"""How thoroughly properties are tried, and whether a test may be skipped.

`--hypothesis-profile thorough` is what CI takes, and `few` on other Pythons. With COACH_NO_SKIPS set, as in CI, a
skipped test has failed: there, everything that a test needs is at hand.
"""

import os
import signal
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from coach.settings import KEYS

settings.register_profile("quick", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=400)
settings.register_profile("few", settings.get_profile("quick"), max_examples=10)
settings.load_profile("quick")


def pytest_configure() -> None:
    """Have signals mean what they mean at a terminal; a shell has its background jobs, and `nohup`, ignore some.

    A program inherits what is ignored, but no handler. Nobody's own settings are read.
    """
    for key in KEYS:
        os.environ.pop(key.variable, None)
    os.environ["COACH_CONFIG_DIR"] = str(Path(__file__).parent / "nowhere")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("COACH_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report

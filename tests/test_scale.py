"""A long routine takes no more memory than a short one."""

import json
import sys
from pathlib import Path

import pytest

from tests.weighing import export, long_routine

MOST_MB = 300
WITHIN = 1.1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell a child's peak memory")
def test_two_hours_take_no_more_memory_than_ten_minutes(tmp_path: Path) -> None:
    short = export("hamstrings", tmp_path / "short.mp3", tmp_path / "short")
    long = export(str(long_routine(12, tmp_path / "long.md")), tmp_path / "long.mp3", tmp_path / "long")
    assert json.loads(long.output)["duration_s"] > 2 * 3600
    assert short.peak_mb < MOST_MB
    assert long.peak_mb < short.peak_mb * WITHIN

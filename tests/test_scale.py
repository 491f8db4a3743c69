"""A long routine takes no more memory than a short one."""

import json
import sys
from pathlib import Path

import pytest

from coach.exporter import FORMATS
from tests.weighing import export, long_routine

MOST_MB = 300
WITHIN = 1.1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell a child's peak memory")
@pytest.mark.parametrize("suffix", FORMATS)
def test_two_hours_take_no_more_memory_than_ten_minutes(tmp_path: Path, suffix: str) -> None:
    short = export("hamstrings", tmp_path / f"short{suffix}", tmp_path / "short")
    long = export(str(long_routine(12, tmp_path / "long.md")), tmp_path / f"long{suffix}", tmp_path / "long")
    assert json.loads(long.output)["duration_s"] > 2 * 3600
    assert short.peak_mb < MOST_MB
    assert long.peak_mb < short.peak_mb * WITHIN

"""A long routine takes no more memory than a short one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.routine.shelf import text

MOST_MB = 300
WITHIN = 1.1


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell a child's peak memory")
def test_two_hours_take_no_more_memory_than_ten_minutes(tmp_path: Path) -> None:
    _, _, body = text("hamstrings").split("---\n", 2)
    long = tmp_path / "long.md"
    long.write_text(body.replace("\n- Leg", "\n## Again: 12 rounds, rest 60 s\n\n- Leg", 1), encoding="utf-8")
    short_mb, _ = exported("hamstrings", tmp_path / "short")
    long_mb, duration_s = exported(str(long), tmp_path / "long")
    assert duration_s > 2 * 3600
    assert short_mb < MOST_MB
    assert long_mb < short_mb * WITHIN


def exported(routine: str, folder: Path) -> tuple[float, float]:
    """Peak memory in MB and length in seconds of a cold export."""
    folder.mkdir()
    command = [sys.executable, "-m", "coach", "export", routine, "-o", str(folder / "a.mp3"), "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "COACH_CACHE_DIR": str(folder / "cache")}
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3), json.loads(output)["duration_s"]

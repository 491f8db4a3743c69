"""Whole commands timed and weighed, and a routine as long as one likes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from coach.routine.shelf import text


@dataclass(frozen=True, slots=True)
class Run:
    """A finished command: seconds, peak memory in MB, what it printed."""

    seconds: float
    peak_mb: float
    output: str


_SCALE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True)
seconds = time.perf_counter() - start
print(json.dumps([done.returncode, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, done.stdout]))
"""
"""A small process between: a child's peak memory is never below that of the one which started it."""


def run(*arguments: str, cache: Path) -> Run:
    """Run this Python with arguments, clips being kept in a folder.

    Raises:
        CalledProcessError: it failed.
    """
    command = [sys.executable, *arguments]
    environment = {**os.environ, "COACH_CACHE_DIR": str(cache)}
    weighed = subprocess.run(
        [sys.executable, "-S", "-c", _SCALE, *command], stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    code, seconds, peak, output = json.loads(weighed.stdout)
    if code:
        raise subprocess.CalledProcessError(code, command, output)
    return Run(seconds, peak / (1e6 if sys.platform == "darwin" else 1e3), output)  # bytes there, kilobytes elsewhere


def export(routine: str, output: Path, cache: Path) -> Run:
    """Run `coach export` and have it print JSON."""
    return run("-m", "coach", "export", routine, "-o", str(output), "--force", "--json", cache=cache)


def long_routine(rounds: int, path: Path) -> Path:
    """Write the hamstring routine again and again, about ten minutes a round, into a file."""
    _, _, body = text("hamstrings").split("---\n", 2)
    again = f"\n## Again: {rounds} rounds, rest 60 s\n\n- Leg"
    path.write_text(body.replace("\n- Leg", again, 1), encoding="utf-8")
    return path

"""`coach studio`: where it opens, and how it ends."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from coach.cli import app

COMMAND = [sys.executable, "-m", "coach", "studio", "--no-browser", "--json"]


def test_it_opens_on_this_computer_with_the_settings_of_the_command_line_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "COACH_TALK": "tones", "COACH_VOICE": "silent", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        text = ""
        while not text.endswith("}\n"):
            text += process.stdout.readline()
        url = json.loads(text)["url"]
        assert url.startswith("http://127.0.0.1:")
        origin = "/".join(url.split("/")[:3])
        page = httpx.get(url, trust_env=False)
        asked = {"text": "# A\n\nSquats 4\n"}
        read = httpx.post(url + "read", json=asked, headers={"origin": origin}, trust_env=False, timeout=60).json()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert "<h1>Coach studio</h1>" in page.text
    assert read["plan"]["duration_s"] < 40  # signals and numbers alone
    assert list(tmp_path.iterdir()) == []


def test_slips_in_the_settings_and_the_port_are_told_before_a_page_opens(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COACH_PACE", "fast")
    result = CliRunner().invoke(app, ["studio", "--no-browser"])
    assert (result.exit_code, "COACH_PACE" in result.output) == (2, True)
    monkeypatch.delenv("COACH_PACE")
    result = CliRunner().invoke(app, ["studio", "--no-browser", "--port", "99999"])
    assert result.exit_code == 2

"""`coach play` and `coach devices`: the whole program, heard on a device that is a file or nowhere."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.history import FILE_NAME, History
from tests.card import until
from tests.test_cli import COACH, SHORT, run

LONG = "# Long\n\n- Squats: 30 @ 1 s\n- Plank: 60 s\n"


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("short.md").write_text(SHORT, encoding="utf-8")
    Path("long.md").write_text(LONG, encoding="utf-8")


def history() -> list[dict[str, object]]:
    sessions: list[dict[str, object]] = json.loads(run("history", "--json").stdout)["sessions"]
    return sessions


def has_a_place() -> bool:
    with History(Path(os.environ["COACH_DATA_DIR"]) / FILE_NAME) as kept:
        return kept.unfinished() is not None


def played(*arguments: str, text: str = "") -> "subprocess.Popen[str]":
    """A session in a process of its own that is heard and has a place to come back to; it may read a text."""
    process = subprocess.Popen(
        [*COACH, "play", *arguments, "--voice", "silent", "--device", "null", "--lines"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(text)
    process.stdin.close()
    process.stdin = None  # communicate would flush it
    assert process.stdout.readline()
    until(has_a_place)
    return process


def test_what_is_played_is_what_is_exported() -> None:
    run("export", "short.md", "-o", "exported.wav", "--voice", "system:en-us", "--pace", "1.3", "--talk", "minimal")
    run(
        "play",
        "short.md",
        "--device",
        "wav:played.wav",
        "--voice",
        "system:en-us",
        "--pace",
        "1.3",
        "--talk",
        "minimal",
    )
    played, rate = soundfile.read("played.wav", dtype="int16")
    assert rate == 44_100
    np.testing.assert_array_equal(played, soundfile.read("exported.wav", dtype="int16")[0])


def test_without_a_screen_each_thing_that_is_heard_is_a_line() -> None:
    said = run("play", "short.md", "--device", "wav:a.wav", "--voice", "silent").stdout.splitlines()
    assert any(line.endswith("First: Squats. Four each side.") for line in said)
    numbers = [line.split()[1] for line in said if line.split()[1] in ("one", "two", "three", "four")]
    assert numbers == ["one", "two", "three", "four"] * 2 + ["three", "two", "one"]
    assert sum("[start]" in line for line in said) == 3
    assert said[-1].startswith("Short: done in ")
    (session,) = history()
    assert (session["completed"], session["title"], session["source"]) == (
        True,
        "Short",
        str(Path("short.md").resolve()),
    )


def test_json_says_how_it_went() -> None:
    facts = json.loads(run("play", "short.md", "--device", "wav:a.wav", "--voice", "silent", "--json").stdout)
    assert facts["completed"]
    assert facts["underruns"] == facts["interruptions"] == 0
    assert facts["position_s"] == pytest.approx(facts["duration_s"], abs=0.001)
    assert soundfile.info("a.wav").duration == pytest.approx(facts["duration_s"], abs=0.001)


def test_a_wish_that_cannot_be_met_is_told_and_nothing_is_written() -> None:
    result = run("play", "short.md", "--device", "wav:a.wav", "--voice", "silent", "--fit", "0:05", code=2)
    assert "out of reach" in result.stderr
    assert result.stdout == ""
    result = run("play", "short.md", "--device", "null", "--voice", "silent", "--lines", "--fit", "0:05", code=2)
    assert result.stdout == "", "not a word was said before"
    assert not Path("a.wav").exists()
    assert history() == []


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "no routine is named"),
        (("--resume",), 2, "nothing was left in the middle"),
        (("short.md", "--resume"), 2, "nothing was left in the middle"),
        (("nothing.md",), 2, "no such routine or file"),
        (("short.md", "--device", "wav:"), 2, "no file is named"),
        (("short.md", "--device", "wav:there.wav"), 2, "exists"),
        (("short.md", "--device", "wav:no/where.wav"), 2, "its folder does not exist"),
        (("short.md", "--pace", "9"), 2, "pace"),
        (("short.md", "--talk", "loud"), 2, "talk"),
        (("short.md", "--count", "sideways"), 2, "count"),
        (("short.md", "--pace", "1.2", "--fit", "9:00"), 2, "fit"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_is_heard(arguments: tuple[str, ...], code: int, told: str) -> None:
    Path("there.wav").write_bytes(b"mine")
    result = run(
        "play", *arguments, "--voice", "silent", *(() if "--device" in arguments else ("--device", "null")), code=code
    )
    assert told in result.stderr
    assert Path("there.wav").read_bytes() == b"mine"
    assert history() == []


def test_no_device_is_said_with_what_to_do() -> None:
    if sys.platform != "linux":
        return
    result = subprocess.run(
        [*COACH, "play", "short.md", "--voice", "silent"],
        env={**os.environ, "PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 3
    assert "cannot play" in result.stderr
    assert "coach devices" in result.stderr
    assert "ALSA lib" not in result.stderr
    assert history() == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_stopped_from_outside_it_keeps_its_place(name: str) -> None:
    process = played("long.md")
    process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Long: 0:0" in out
    (session,) = history()
    assert not session["completed"]
    assert session["finished_at"] is not None


def test_killed_it_loses_no_more_than_a_moment() -> None:
    process = played("long.md")
    until(lambda: history() != [] and float(str(history()[0]["position_s"])) > 0)
    process.kill()
    process.wait()
    (session,) = history()
    assert session["finished_at"] is None
    assert "Long" in run("history").stdout


@pytest.mark.slow
def test_it_goes_on_where_it_was_left_counted_in() -> None:
    process = played("long.md", "--talk", "tones")
    assert process.stdout is not None
    while not process.stdout.readline().endswith(" three\n"):
        pass
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    resumed = ("play", "--resume", "--device", "wav:rest.wav", "--voice", "silent", "--talk", "full")
    said = run(*resumed).stdout.splitlines()
    told = [line.split(maxsplit=1)[1] for line in said[:3]]
    assert told[:2] == ["Ready.", "[start]"]
    assert told[2] in ("four", "five")  # a word may have been heard and its line not been read yet
    assert history()[0]["completed"]
    assert "nothing was left" in run("play", "--resume", code=2).stderr


@pytest.mark.parametrize(
    ("wishes", "more", "lasts_s", "counts"),
    [
        (("--rep-seconds", "2", "--count", "down"), (), 2.0, "down"),
        (("--pace", "0.8", "--count", "down"), (), 1.25, "down"),
        (("--rep-seconds", "2"), ("--pace", "1", "--count", "down"), 1.0, "down"),
        ((), (), 1.0, "up"),
    ],
)
def test_what_was_wished_for_holds_when_it_goes_on(
    wishes: tuple[str, ...], more: tuple[str, ...], lasts_s: float, counts: str
) -> None:
    Path("nine.md").write_text("# Nine\n\n- Squats: 9 @ 1 s\n", encoding="utf-8")
    process = played("nine.md", "--talk", "minimal", *wishes)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    played_on = ("play", "--resume", "--device", "wav:rest.wav", *more)
    lines = [line.split(maxsplit=1) for line in run(*played_on).stdout.splitlines()]
    clocks = {line[1]: line[0] for line in lines if line[1] in ("two", "eight")}
    assert list(clocks) == (["two", "eight"] if counts == "up" else ["eight", "two"])
    two, eight = (60 * int(clocks[word][:-3]) + int(clocks[word][-2:]) for word in ("two", "eight"))
    assert abs(eight - two) == pytest.approx(6 * lasts_s, abs=1)
    assert [session["talk"] for session in history()] == ["minimal", "minimal"]


def test_the_voice_that_counts_goes_on_too() -> None:
    process = played("short.md", "--count-voice", "system:en-gb")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    run("play", "--resume", "--device", "wav:a.wav")
    assert [session["voice"] for session in history()] == ["silent:silence + system:en-gb"] * 2


def test_what_came_from_standard_input_does_not_go_on() -> None:
    process = played("-", "--talk", "minimal", text=SHORT)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=30)
    assert "--resume" not in out
    assert "cannot go on" in run("play", "--resume", "--device", "null", code=2).stderr


def test_a_routine_that_changed_since_begins_anew() -> None:
    process = played("long.md")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    Path("long.md").write_text(LONG.replace("30 @", "4 @"), encoding="utf-8")
    result = run("play", "--resume", "--device", "wav:a.wav", "--voice", "silent")
    assert "has changed since" in result.stderr
    assert "First: Squats" in result.stdout


def test_a_pace_is_remembered_for_its_routine_until_another_is_wished() -> None:
    arguments = ("play", "short.md", "--device", "wav:a.wav", "--voice", "silent", "--json")

    def pace(*more: str) -> float:
        Path("a.wav").unlink(missing_ok=True)
        return float(json.loads(run(*arguments, *more).stdout)["pace"])

    assert pace("--pace", "1.4") == 1.4
    assert pace() == 1.0
    assert pace("--pace", "1.3", "--remember") == 1.3
    assert pace() == 1.3
    assert pace("--pace", "0.9") == 0.9
    assert pace("--forget") == 1.0
    assert pace() == 1.0
    Path("other.md").write_text(SHORT, encoding="utf-8")
    Path("a.wav").unlink()
    assert json.loads(run("play", "other.md", *arguments[2:]).stdout)["pace"] == 1.0


def test_devices_names_those_that_are_none_too() -> None:
    names = [device["name"] for device in json.loads(run("devices", "--json").stdout)]
    assert {"simpleaudio", "wav:FILE", "null"} <= set(names)
    assert "wav:FILE" in run("devices").stdout


def test_who_reads_the_lines_may_go() -> None:
    process = subprocess.run(
        f"{sys.executable} -m coach play short.md --voice silent --device wav:a.wav | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in process.stderr

"""The command line: results on standard output, words on standard error, and the exit codes."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest
import soundfile
from typer.testing import CliRunner, Result

from coach.cli import app, options
from coach.routine import Talk
from coach.script import Count

SHORT = "# Short\n\n- Squats: 4 each side @ 2 s\n- Plank: 6 s\n"
COACH = [sys.executable, "-m", "coach"]


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("short.md").write_text(SHORT, encoding="utf-8")


def run(*args: str, code: int = 0, given: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, args, input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def test_export_prints_the_path_and_writes_the_file() -> None:
    assert run("export", "short.md", "--voice", "silent").stdout == "short.mp3\n"
    assert soundfile.info("short.mp3").samplerate == 44_100


def test_export_json_says_what_was_made() -> None:
    facts = json.loads(run("export", "short.md", "-o", "a.wav", "--voice", "silent", "--pace", "1.25", "--json").stdout)
    assert set(facts) >= {
        "path",
        "duration_s",
        "pace",
        "rep_seconds",
        "voice",
        "sections",
        "loudness_lufs",
        "true_peak_dbtp",
        "warnings",
    }
    assert (facts["path"], facts["pace"], facts["voice"]) == ("a.wav", 1.25, "silent:silence")
    assert facts["rep_seconds"] == pytest.approx(1.6, abs=1e-4)
    assert soundfile.info("a.wav").frames == round(facts["duration_s"] * 44_100)
    assert facts["sections"][-1]["end"] == round(facts["duration_s"] * 44_100)


def test_show_prints_the_plan_and_json_the_score() -> None:
    assert "Squats" in run("show", "short.md", "--voice", "silent").stdout
    data = json.loads(run("show", "short.md", "--voice", "silent", "--json").stdout)
    assert data["schema"] == 1
    assert [event["rep"] for event in data["events"] if event.get("role") == "count"] == [1, 2, 3, 4] * 2


def test_a_routine_comes_from_standard_input_too() -> None:
    run("export", "-", "-o", "a.mp3", "--voice", "silent", given=SHORT)
    assert "Short" in run("show", "-", "--voice", "silent", given=SHORT.encode()).stdout


def test_every_option_of_pace() -> None:
    def duration(*options: str) -> float:
        return float(json.loads(run("show", "short.md", "--voice", "silent", "--json", *options).stdout)["duration"])

    assert duration("--fit", "1:30") == 90 * 44_100
    assert duration("--pace", "2") < duration("--pace", "1") < duration("--rep-seconds", "2.4")
    assert duration("--talk", "tones") < duration("--talk", "minimal") < duration()
    assert duration("--count", "none") != duration("--count", "up") != duration("--count", "down")


def test_help_names_all_that_can_be_said() -> None:
    def help_of(option: object) -> str:
        return str(option.__metadata__[0].help)  # type: ignore[attr-defined]

    assert "an address" in help_of(options.RoutineName)
    assert all(level in help_of(options.Talk) for level in Talk)
    assert all(way in help_of(options.Count) for way in Count)
    for name in ("export", "show", "list", "voices", "cache", "say"):
        assert name in run("--help").stdout
        assert "Usage" in run(name, "--help").stdout


def test_captions_stand_beside_the_sound_or_alone(tmp_path: Path) -> None:
    done = run("export", "short.md", "--voice", "silent", "--captions", "both")
    assert done.stdout.split() == ["short.mp3", "short.vtt", "short.lrc"]
    assert Path("short.vtt").read_text(encoding="utf-8").startswith("WEBVTT\n\n1\n00:00:0")
    assert run("export", "short.md", "--voice", "silent", "-o", "x.vtt").stdout == "x.vtt\n"
    assert Path("x.vtt").read_bytes() == Path("short.vtt").read_bytes()
    data = json.loads(run("export", "short.md", "--voice", "silent", "-o", "x.lrc", "--json").stdout)
    assert (data["path"], data["loudness_lufs"]) == ("x.lrc", None)
    assert Path("x.lrc").read_bytes() == Path("short.lrc").read_bytes()


def test_captions_that_cannot_be_written_stop_it_before_any_work() -> None:
    Path("short.lrc").write_text("mine")
    assert "short.lrc: the file exists" in run("export", "short.md", "--captions", "both", code=2).stderr
    assert not Path("short.mp3").exists()
    assert "already" in run("export", "short.md", "-o", "a.vtt", "--captions", "lrc", code=2).stderr
    assert "vtt, lrc, both" in run("export", "short.md", "--captions", "srt", code=2).stderr


def test_a_full_disk_leaves_no_captions_either(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COACH, "export", "short.md", "--voice", "silent", "--captions", "both"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: limited(100_000),
    )
    assert done.returncode == 3
    assert "short.mp3: cannot be written" in done.stderr
    assert sorted(path.name for path in tmp_path.glob("short.*")) == ["short.md"]


def test_an_album_is_a_folder_that_only_another_album_gives_way_to(tmp_path: Path) -> None:
    assert run("export", "short.md", "--voice", "silent", "--album").stdout == "short\n"
    names = ["01 Opening.mp3", "02 Squats.mp3", "03 Plank.mp3", "Short.m3u8"]
    assert sorted(os.listdir("short")) == names
    again = ("export", "short.md", "--voice", "silent", "--album", "--format", "wav", "--captions", "lrc")
    assert "--force" in run(*again, code=2).stderr
    run(*again, "--force")
    assert "01 Opening.lrc" in os.listdir("short")
    assert "01 Opening.mp3" not in os.listdir("short")
    run(*again, "--force")
    Path("short/song.mp3").write_text("mine")
    assert "`song.mp3` is in it" in run(*again, "--force", code=2).stderr
    assert Path("short/song.mp3").read_text() == "mine"
    Path("music").mkdir()
    run(*again, "-o", "music")
    Path("mine").mkdir()
    Path("mine/a.mp3").write_text("mine")
    assert "`a.mp3` is in it" in run(*again, "-o", "mine", "--force", code=2).stderr
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_a_full_disk_leaves_no_part_of_an_album(tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    done = subprocess.run(
        [*COACH, "export", "short.md", "--voice", "silent", "--album"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: limited(200_000),
    )
    assert done.returncode == 3
    assert "short: cannot be written: File too large" in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_a_workout_for_a_watch_needs_no_voice() -> None:
    assert run("export", "short.md", "-o", "short.fit", "--voice", "silent").stdout == "short.fit\n"
    assert Path("short.fit").read_bytes()[8:12] == b".FIT"
    assert json.loads(run("export", "short.md", "-o", "b.fit", "--json").stdout) == {"path": "b.fit"}
    assert not Path("cache").exists()
    assert "--force" in run("export", "short.md", "-o", "short.fit", code=2).stderr
    assert "no sound" in run("export", "short.md", "-o", "c.fit", "--captions", "vtt", code=2).stderr


def test_standard_output_gets_the_same_bytes_and_nothing_else() -> None:
    run("export", "short.md", "--voice", "silent", "-o", "a.mp3")
    assert run("export", "short.md", "--voice", "silent", "-o", "-").stdout_bytes == Path("a.mp3").read_bytes()
    run("export", "short.md", "--voice", "silent", "-o", "a.flac")
    piped = run("export", "short.md", "--voice", "silent", "-o", "-", "--format", "flac").stdout_bytes
    assert piped == Path("a.flac").read_bytes()


@pytest.mark.parametrize("form", ["mp3", "wav", "flac"])
def test_a_pipe_that_is_closed_ends_it_quietly(form: str) -> None:
    export = f"{' '.join(COACH)} export short.md --voice silent -o - --format {form}"
    script = f"{{ {export}; echo $? > code; }} | head -c 100 > heard"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")
    assert Path("code").read_text() == "141\n"
    assert Path("heard").stat().st_size == 100


def test_a_full_disk_behind_standard_output_is_said() -> None:
    command = f"{' '.join(COACH)} export short.md --voice silent -o - > /dev/full"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "coach: the results cannot be written: No space left on device\n")


def test_sound_does_not_go_to_a_terminal() -> None:
    master, slave = os.openpty()
    command = [*COACH, "export", "short.md", "--voice", "silent", "-o", "-"]
    done = subprocess.run(command, stdout=slave, stderr=subprocess.PIPE, text=True, check=False)
    os.close(slave)
    os.close(master)
    assert done.returncode == 2
    assert "pipe it on" in done.stderr


def test_list() -> None:
    assert "hamstrings" in run("list").stdout
    rows = {row["name"]: row for row in json.loads(run("list", "--json").stdout)}
    assert (rows["hamstrings"]["duration_s"], rows["hamstrings"]["posture_changes"]) == (600, 3)
    assert "a mat" in rows["hamstrings"]["needs"]


def test_voices_shows_every_engine_with_its_status() -> None:
    text = run("voices").stdout
    for line in ("hibari: ready", "silent: ready", "system: ready", "hibari:heart", "system:en-us"):
        assert line in text
    assert "not in the package" in text
    rows = json.loads(run("voices", "--json").stdout)
    assert {row["engine"] for row in rows} == {"hibari", "piper", "silent", "system"}


def test_a_sample_of_a_voice_is_written_or_played() -> None:
    assert run("voices", "--sample", "silent", "-o", "a.mp3").stdout == "a.mp3\n"
    assert soundfile.info("a.mp3").duration > 15
    assert "exists" in run("voices", "--sample", "silent", "-o", "a.mp3", code=2).stderr
    facts = json.loads(run("voices", "--sample", "silent", "--device", "wav:b.wav", "--json").stdout)
    assert facts == {"voice": "silent:silence", "path": None}
    assert soundfile.info("b.wav").duration > 15


def test_a_sample_needs_a_voice() -> None:
    assert "--sample" in run("voices", "-o", "a.mp3", code=2).stderr
    assert "near it is silence" in run("voices", "--sample", "silent:silense", code=2).stderr


def test_say() -> None:
    assert run("say", "Switch sides.", "-o", "a.wav", "--voice", "silent").stdout == "a.wav\n"
    assert json.loads(run("say", "Hi", "-o", "b.wav", "--voice", "silent", "--json").stdout) == {"path": "b.wav"}
    assert "exists" in run("say", "Hi", "-o", "b.wav", "--voice", "silent", code=2).stderr


def test_cache_shows_and_clears(tmp_path: Path) -> None:
    run("say", "Hi", "-o", "a.wav", "--voice", "system")
    assert str(tmp_path / "cache") in run("cache").stdout
    facts = json.loads(run("cache", "--json").stdout)
    assert (facts["path"], facts["clips"]) == (str(tmp_path / "cache"), 1)
    assert facts["bytes"] > 1000
    assert "1 clips" in run("cache", "clear").stdout
    assert json.loads(run("cache", "--json").stdout)["clips"] == 0


def test_warnings_go_to_standard_error() -> None:
    result = run("show", "-", "--voice", "silent", given="- Squats: 12 @ 0.5 s\n")
    assert "coach: Squats: 0.50 s from number to number is fast" in result.stderr
    assert "fast" not in result.stdout


def write(name: str, data: bytes) -> str:
    Path(name).write_bytes(data)
    return name


BAD = [
    ("no such file", ["export", "nothing.md"], 2, "no such routine or file"),
    ("a near name", ["show", "hamstring"], 2, "did you mean `hamstrings`"),
    ("a folder", ["show", "."], 2, "a folder"),
    ("binary", ["show", "binary.md"], 1, "binary.md:1:6: this is no text"),
    ("50 MB", ["show", "large.md"], 1, "too large"),
    ("10^9 reps", ["show", "billion.md"], 1, "billion.md:1:11: 1000000000 repetitions"),
    ("no reps", ["show", "zero.md"], 1, "zero.md:1:11: 0 repetitions"),
    ("negative", ["show", "negative.md"], 1, "negative.md:1:11: a dose cannot be negative"),
    ("30 hours", ["show", "long.md"], 1, "takes 30 hours"),
    ("an unknown key", ["show", "key.md"], 1, "did you mean `duration`"),
    ("an empty file", ["show", "empty.md"], 1, "no exercises found"),
    ("an unknown engine", ["export", "short.md", "--voice", "nobody:x"], 2, "unknown voice engine"),
    ("an unknown voice", ["export", "short.md", "--voice", "silent:loud"], 2, "no voice `loud`"),
    ("a voice to be fetched", ["export", "short.md", "--voice", "hibari:emma"], 3, "not in the package"),
    ("two wishes", ["show", "short.md", "--pace", "1", "--fit", "9:00"], 2, "exclude each other"),
    ("a pace too fast", ["show", "short.md", "--pace", "3"], 2, "out of range"),
    ("no pace", ["show", "short.md", "--pace", "quick"], 2, "--pace"),
    ("out of reach", ["show", "short.md", "--voice", "silent", "--fit", "0:20"], 2, "shortest possible"),
    ("an output that is a folder", ["export", "short.md", "-o", "."], 2, "this is a folder"),
    ("an output without a folder", ["export", "short.md", "-o", "no/a.mp3"], 2, "mkdir -p no"),
    ("an unknown format", ["export", "short.md", "-o", "a.aiff"], 2, "no known format"),
    ("a format that is none", ["export", "short.md", "--format", "ogg"], 2, "there are mp3, wav, flac, opus, m4b"),
    ("two formats", ["export", "short.md", "-o", "a.mp3", "--format", "wav"], 2, "another format than --format wav"),
    ("an album that is a file", ["export", "short.md", "--album", "-o", "a.mp3"], 2, "an album is a folder"),
    ("an album in no folder", ["export", "short.md", "--album", "-o", "no/a"], 2, "mkdir -p no"),
    ("an album where a file is", ["export", "short.md", "--album", "-o", "short.md"], 2, "this is a file"),
    ("an album on a pipe", ["export", "short.md", "--album", "-o", "-"], 2, "--album writes several files"),
    ("captions on a pipe", ["export", "short.md", "--captions", "vtt", "-o", "-"], 2, "--captions writes several"),
    ("two things that print", ["export", "short.md", "--json", "-o", "-"], 2, "--json and -o - both print"),
    ("no command", ["dance"], 2, "dance"),
    ("no routine", ["export"], 2, "ROUTINE"),
    ("an unknown option", ["show", "short.md", "--loud"], 2, "--loud"),
]


@pytest.mark.parametrize(("args", "code", "says"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_10_bad_input_says_what_to_do(args: list[str], code: int, says: str, tmp_path: Path) -> None:
    write("binary.md", b"# \xe2\x82\xac\xff\xfe\x00\x01")
    write("large.md", b"- Squats: 3\n" * 4_500_000)
    write("billion.md", b"- Squats: 1000000000 reps")
    write("zero.md", b"- Squats: 0 reps")
    write("negative.md", b"- Squats: -5 reps")
    write("long.md", b"## Rounds: 30 rounds\n- Plank: 3600 s")
    write("key.md", b"---\nduratoin: 10:00\n---\n- Squats: 3")
    write("empty.md", b"")
    before = sorted(tmp_path.iterdir())
    result = run(*args, code=code)
    assert says in result.stderr.replace("│", "").replace("\n ", " ")
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert [path for path in sorted(tmp_path.iterdir()) if path.name != "cache"] == before


def test_all_problems_are_told_at_once() -> None:
    write("many.md", b"---\npace: 9\n---\n- A: 0\n- B: -1\n- C\n")
    assert run("show", "many.md", code=1).stderr.count("many.md:") == 4


def test_an_existing_file_is_kept() -> None:
    write("short.mp3", b"mine")
    assert "--force" in run("export", "short.md", "--voice", "silent", code=2).stderr
    assert Path("short.mp3").read_bytes() == b"mine"
    run("export", "short.md", "--voice", "silent", "--force")
    assert Path("short.mp3").stat().st_size > 1000


def as_common_user(*args: str) -> subprocess.CompletedProcess[str]:
    """Run coach as a user who may only do what a file's permissions say, which root need not mind."""
    command = [*COACH, *args]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("needs setpriv (Debian: util-linux) to be no more than a common user")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_places_that_may_not_be_written_say_so(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    done = as_common_user("export", "short.md", "--voice", "silent", "-o", "locked/a.mp3")
    assert (done.returncode, done.stdout) == (3, "")
    assert "locked/a.mp3: cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "locked").iterdir()) == []


def test_files_that_may_not_be_read_say_so() -> None:
    Path("short.md").chmod(0o200)
    done = as_common_user("show", "short.md", "--voice", "silent")
    assert (done.returncode, done.stdout) == (3, "")
    assert (
        done.stderr
        == "coach: short.md: cannot be read: Permission denied\n  you may not read it: ask its owner, or copy it\n"
    )


def limited(size: int) -> None:
    """No file may grow beyond a size: what a full disk is like, for one process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    done = subprocess.run(
        [*COACH, "export", "short.md", "--voice", "silent"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: limited(100_000),
    )
    assert done.returncode == 3
    assert "short.mp3: cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def small_disk(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where a folder is a disk of 64 kB."""
    folder.mkdir()
    script = f"mount -t tmpfs -o size=64k tmpfs {folder} && {command}"
    return subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False)


needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg (Debian: ffmpeg)")
needs_a_disk = pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run(["unshare", "--mount", "true"], check=False).returncode != 0,
    reason="only root may mount a disk that is too small",
)


@needs_a_disk
@pytest.mark.parametrize(
    "form", ["mp3", "wav", "flac", *(pytest.param(form, marks=needs_ffmpeg) for form in ("opus", "m4b"))]
)
def test_a_full_disk_leaves_nothing_of_any_format(tmp_path: Path, form: str) -> None:
    export = f"{' '.join(COACH)} export short.md --voice silent -o out/a.{form}"
    done = small_disk(tmp_path / "out", f"{export}; code=$?; ls -A out; exit $code")
    assert (done.returncode, done.stdout) == (3, "")
    assert f"out/a.{form}: " in done.stderr
    assert "No space left on device" in done.stderr
    assert "free some space" in done.stderr
    assert "Traceback" not in done.stderr


@needs_a_disk
def test_a_full_cache_is_no_obstacle(tmp_path: Path) -> None:
    show = f"{' '.join(COACH)} show short.md --voice system --talk tones"
    done = small_disk(tmp_path / "cache", f"{show}; code=$?; find cache -name '*.part'; exit $code")
    assert (done.returncode, ".part" in done.stdout) == (0, False), done.stderr
    assert "the cache in" in done.stderr
    assert "No space left on device" in done.stderr
    assert done.stderr.count("COACH_CACHE_DIR") == 1
    assert "Traceback" not in done.stderr


def test_a_cache_that_may_not_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    result = run("show", "short.md", "--voice", "system", "--talk", "tones")
    assert "cannot be written" in result.stderr
    assert "Squats" in result.stdout


def interrupted(tmp_path: Path, how: signal.Signals, form: str) -> subprocess.CompletedProcess[str]:
    """Stop an export of many minutes in its middle."""
    write("long.md", b"- Squats: 5 x 400 @ 8 s\n")
    process = subprocess.Popen(
        [*COACH, "export", "long.md", "-o", f"long.{form}", "--voice", "silent"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not _writes(process.pid):
        time.sleep(0.02)
    process.send_signal(how)
    out, errors = process.communicate(timeout=30)
    return subprocess.CompletedProcess([], process.returncode, out, errors)


def _writes(pid: int) -> bool:
    """Whether a process has an output file open, with or without a name."""
    folder = Path(f"/proc/{pid}/fd")
    try:
        return any("deleted" in os.readlink(link) or ".part" in os.readlink(link) for link in folder.iterdir())
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="sees by /proc when the export is under way")
@pytest.mark.parametrize("form", ["mp3", pytest.param("m4b", marks=needs_ffmpeg)])
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9), (signal.SIGTERM, -15)])
def test_stopping_in_the_middle_leaves_nothing(tmp_path: Path, how: signal.Signals, code: int, form: str) -> None:
    done = interrupted(tmp_path, how, form)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "cache") == ["long.md", "short.md"]
    if how is signal.SIGINT:
        assert "stopped; nothing was written" in done.stderr


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"{version('coach')}\n"


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("show short.md --voice silent > /dev/full", 3, "the results cannot be written"),
        ("list --json > /dev/full", 3, "the results cannot be written"),
        ("--help > /dev/full", 3, "the results cannot be written"),
        ("list >&-", 0, ""),
        ("show missing.md 2>&-", 2, ""),
        ("show - <&-", 1, "no exercises"),
        (f"export short.md --voice silent -o {'x' * 300}.mp3", 3, "the name is too long"),
    ],
)
def test_streams_that_are_closed_or_full_are_no_surprise(command: str, code: int, says: str) -> None:
    done = subprocess.run(["sh", "-c", f"{' '.join(COACH)} {command}"], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_full_disk_leaves_no_wav_and_no_noise(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COACH, "export", "short.md", "--voice", "silent", "-o", "a.wav"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: limited(100_000),
    )
    assert done.returncode == 3
    assert done.stderr.startswith("coach: a.wav: cannot be written")
    assert not Path("a.wav").exists()


def test_ctrl_c_while_modules_load_ends_it_without_a_traceback() -> None:
    code = "import os, signal, coach.__main__; assert signal.getsignal(2) is signal.SIG_DFL"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    write("long.md", b"- Squats: 50 x 100 @ 0.6 s\n")
    script = f"{sys.executable} -m coach show long.md --voice silent --json | head -c 100"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_wrong_size_of_the_cache_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE_MB", "lots")
    assert "COACH_CACHE_MB" in run("cache", code=2).stderr

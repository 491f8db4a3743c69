"""A headset's and a desktop's buttons, on a bus of our own, pressed and read by playerctl."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from coach.desktop import Buttons, buttons
from coach.player import Command, Phase, Status, View
from coach.score import Section

NAME = f"org.mpris.MediaPlayer2.coach.instance{os.getpid()}"
VIEW = View(
    title="Hamstrings",
    status=Status.PLAYING,
    phase=Phase.COUNT,
    exercise="Leg raises",
    section=1,
    sections=(Section("Bridges", 0, 100), Section("Leg raises", 100, 200)),
    side="second",
    count=3,
    of=10,
    remaining_s=None,
    following="",
    saying="",
    position_s=62.25,
    duration_s=600.5,
    pace=1.0,
    volume_db=-6.0,
)

TOOLS = ("dbus-daemon", "dbus-monitor", "dbus-send", "playerctl")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is of Linux"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)} (Debian: dbus, playerctl)"),
]


class FakeRemote:
    """A session that stands still, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.now = VIEW
        self.asked: list[Command] = []

    def send(self, command: Command) -> None:
        self.asked.append(command)

    def view(self) -> View:
        return self.now


@contextmanager
def bus_in(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A session bus where systemd has a login's."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address=unix:path={folder / 'bus'}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        try:
            assert daemon.stdout is not None
            assert daemon.stdout.readline().startswith("unix:path=")
            yield daemon
        finally:
            daemon.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("run")
    with bus_in(folder):
        yield folder


def look_for_bus_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder / 'bus'}")


@pytest.fixture
def bus(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_for_bus_in(folder, monkeypatch)


def eventually(holds: Callable[[], object], within_s: float = 10) -> None:
    deadline = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.01)


def playerctl(*args: str) -> str:
    done = subprocess.run(
        ["playerctl", "--player=coach", *args], capture_output=True, text=True, check=False, timeout=5
    )
    return done.stdout.strip() or done.stderr.strip()


def owned() -> bool:
    command = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
    command += ["org.freedesktop.DBus.NameHasOwner", f"string:{NAME}"]
    return "boolean true" in subprocess.run(command, capture_output=True, text=True, check=True, timeout=5).stdout


def call(interface: str, method: str, *args: str) -> subprocess.CompletedProcess[str]:
    command = ["dbus-send", "--session", "--print-reply", f"--dest={NAME}", "/org/mpris/MediaPlayer2"]
    return subprocess.run(
        [*command, f"{interface}.{method}", *args], capture_output=True, text=True, check=False, timeout=5
    )


def everything(interface: str) -> str:
    return " ".join(call("org.freedesktop.DBus.Properties", "GetAll", f"string:{interface}").stdout.split())


@pytest.fixture
def remote() -> FakeRemote:
    return FakeRemote()


@pytest.fixture
def connected(bus: None, remote: FakeRemote) -> Iterator[Buttons]:
    with buttons(remote) as connected:
        eventually(owned)
        yield connected
        assert connected.problem == ""


@contextmanager
def following(*command: str) -> Iterator[Callable[[], list[str]]]:
    """The lines that a program has written until now, which goes on; it has begun to."""
    with TemporaryFile("w+") as written, subprocess.Popen(command, stdout=written) as follower:

        def lines() -> list[str]:
            return os.pread(written.fileno(), 1 << 16, 0).decode().splitlines()

        try:
            eventually(lines)
            yield lines
        finally:
            follower.kill()


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize(
    ("button", "command"),
    [
        ("play-pause", Command.TOGGLE),
        ("pause", Command.PAUSE),
        ("play", Command.RESUME),
        ("stop", Command.PAUSE),
        ("next", Command.NEXT),
        ("previous", Command.PREVIOUS),
        ("volume 0.9", Command.LOUDER),
        ("volume 0.1-", Command.SOFTER),
    ],
)
def test_each_button_asks_for_one_thing(remote: FakeRemote, button: str, command: Command) -> None:
    assert playerctl(*button.split()) == ""
    eventually(lambda: remote.asked == [command])


@pytest.mark.usefixtures("connected")
def test_quitting_leaves_and_what_cannot_be_asks_for_nothing(remote: FakeRemote) -> None:
    player = "org.mpris.MediaPlayer2.Player"
    assert call("org.mpris.MediaPlayer2", "Raise").returncode == 0
    assert call(player, "Seek", "int64:10000000").returncode == 0
    assert call(player, "SetPosition", "objpath:/coach/section/2", "int64:0").returncode == 0
    assert "opens nothing" in call(player, "OpenUri", "string:file:///a.mp3").stderr
    rate = [f"string:{player}", "string:Rate"]
    assert call("org.freedesktop.DBus.Properties", "Set", *rate, "variant:double:2").returncode == 0
    assert remote.asked == []
    assert call("org.freedesktop.DBus.Properties", "Set", *rate, "variant:double:0").returncode == 0
    assert call("org.mpris.MediaPlayer2", "Quit").returncode == 0
    assert remote.asked == [Command.PAUSE, Command.LEAVE]


@pytest.mark.usefixtures("connected")
def test_what_playerctl_reads() -> None:
    assert playerctl("--list-all") == f"coach.instance{os.getpid()}"
    keys = ["{{mpris:trackid}}", "{{mpris:length}}", "{{xesam:trackNumber}}", "{{title}}", "{{album}}", "{{artist}}"]
    read = playerctl("metadata", "--format", "|".join([*keys, "{{status}}", "{{position}}", "{{volume}}"]))
    *facts, position, volume = read.split("|")
    wished = ["'/coach/section/2'", "600500000", "2", "Leg raises, second side", "Hamstrings", "Coach"]
    assert facts == [*wished, "Playing"]
    assert int(position) == pytest.approx(62_250_000, abs=1_000_000)  # playerctl counts on by itself
    assert float(volume) == pytest.approx(0.501, abs=0.001)


@pytest.mark.usefixtures("connected")
def test_what_it_can() -> None:
    application = everything("org.mpris.MediaPlayer2")
    player = everything("org.mpris.MediaPlayer2.Player")
    for name, value in {"CanQuit": "true", "CanRaise": "false", "HasTrackList": "false"}.items():
        assert f'"{name}" variant boolean {value}' in application
    assert '"Identity" variant string "Coach"' in application
    for name in ("CanGoNext", "CanGoPrevious", "CanPlay", "CanPause", "CanControl"):
        assert f'"{name}" variant boolean true' in player
    assert '"CanSeek" variant boolean false' in player
    assert '"Position" variant int64 62250000 ' in player
    for name in ("Rate", "MinimumRate", "MaximumRate"):
        assert f'"{name}" variant double 1 ' in player


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize(
    ("status", "name"),
    [(Status.PAUSED, "Paused"), (Status.WAITING, "Paused"), (Status.ENDED, "Stopped")],
)
def test_every_status_has_a_name(remote: FakeRemote, status: Status, name: str) -> None:
    remote.now = replace(VIEW, status=status, side=None)
    assert playerctl("metadata", "--format", "{{status}} {{title}}") == f"{name} Leg raises"


@pytest.mark.usefixtures("connected")
def test_changes_are_told_as_they_come(remote: FakeRemote) -> None:
    with following("playerctl", "--player=coach", "metadata", "--follow", "--format", "{{status}} {{title}}") as lines:
        eventually(lambda: lines() == ["Playing Leg raises, second side"])
        remote.now = replace(VIEW, status=Status.PAUSED)
        eventually(lambda: lines()[1:] == ["Paused Leg raises, second side"])
        remote.now = replace(remote.now, section=0, exercise="Bridges", side=None)
        eventually(lambda: lines()[2:] == ["Paused Bridges"])


@contextmanager
def told_by(remote: FakeRemote) -> Iterator[Callable[[], list[str]]]:
    """The names of the signals that a session has sent until now."""
    monitor = ["dbus-monitor", "--session", "--profile", "path=/org/mpris/MediaPlayer2"]
    with buttons(remote):
        eventually(owned)
        with following(*monitor) as lines:

            def listening() -> bool:
                call("org.mpris.MediaPlayer2", "Raise")
                return any(line.endswith("Raise") for line in lines())

            eventually(listening)
            yield lambda: [line.split("\t")[-1] for line in lines() if line.startswith("sig") and "mpris" in line]


@pytest.mark.usefixtures("bus")
def test_only_changes_are_told_and_jumps_are_too(remote: FakeRemote) -> None:
    remote.now = replace(VIEW, status=Status.PAUSED)
    with told_by(remote) as told:
        remote.now = replace(remote.now, saying="ten", remaining_s=3.0, count=4)  # nothing that a desktop shows
        remote.now = replace(remote.now, volume_db=0.0)
        eventually(lambda: told() == ["PropertiesChanged"])
        remote.now = replace(remote.now, position_s=70.0)
        eventually(lambda: told()[1:] == ["Seeked"])
        remote.now = replace(remote.now, section=0, exercise="Bridges")
        eventually(lambda: told()[2:] == ["PropertiesChanged", "Seeked"])


@pytest.mark.usefixtures("bus")
def test_a_position_that_goes_on_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.desktop.bus._POLL_S", 0.4)
    monkeypatch.setattr("coach.desktop.interfaces._JUMP_US", 300_000)
    begun = time.monotonic()

    class Going(FakeRemote):
        looked = 0

        def view(self) -> View:
            self.looked += 1
            return replace(self.now, position_s=time.monotonic() - begun)

    going = Going()
    with told_by(going) as told:
        before = going.looked
        eventually(lambda: going.looked >= before + 2)
        going.now = replace(VIEW, status=Status.PAUSED)
        eventually(lambda: "PropertiesChanged" in told())
        assert "Seeked" not in told()[: told().index("PropertiesChanged")]


@pytest.mark.usefixtures("bus")
def test_a_wish_for_a_volume_is_answered_with_the_real_one(remote: FakeRemote) -> None:
    remote.now = replace(VIEW, status=Status.PAUSED)
    with told_by(remote) as told:
        assert playerctl("volume", "0.9") == ""
        eventually(lambda: told() == ["PropertiesChanged"])
    assert remote.asked == [Command.LOUDER]


@pytest.mark.usefixtures("bus")
def test_a_picture_changes_soon_after_its_button(remote: FakeRemote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.desktop.bus._POLL_S", 60)
    with buttons(remote):
        eventually(owned)
        with following("playerctl", "--player=coach", "status", "--follow") as lines:
            remote.now = replace(VIEW, status=Status.PAUSED)
            playerctl("play-pause")
            eventually(lambda: lines() == ["Playing", "Paused"])


@pytest.mark.usefixtures("bus")
def test_the_name_is_free_again_after_closing(remote: FakeRemote) -> None:
    with buttons(remote):
        eventually(owned)
    eventually(lambda: not owned(), within_s=1)
    assert playerctl("status") == "No players found"


@pytest.mark.usefixtures("connected")
def test_a_name_that_is_taken_is_a_problem_and_no_more(remote: FakeRemote) -> None:
    with buttons(remote) as second:
        eventually(lambda: second.problem)
        assert second.problem == f"headset buttons are not connected: another program has the name {NAME}"


@pytest.mark.usefixtures("bus")
def test_the_bus_of_the_login_needs_no_name(remote: FakeRemote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with buttons(remote) as found:
        eventually(owned)
    assert found.problem == ""


@pytest.mark.parametrize("address", ["unix:path=/nowhere/bus", "autolaunch:", "nonsense", ""])
def test_no_bus_is_a_problem_and_no_more(
    tmp_path: Path,
    remote: FakeRemote,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    address: str,
) -> None:
    look_for_bus_in(tmp_path, monkeypatch)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with buttons(remote) as lonely:
        eventually(lambda: lonely.problem)
    assert lonely.problem.startswith("headset buttons are not connected: no session bus answers (")
    assert capfd.readouterr() == ("", "")


def test_a_bus_that_goes_is_a_problem_and_no_more(
    tmp_path: Path, remote: FakeRemote, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    look_for_bus_in(tmp_path, monkeypatch)
    with bus_in(tmp_path) as daemon, buttons(remote) as left:
        eventually(owned)
        daemon.kill()
        daemon.wait()
        remote.now = replace(VIEW, status=Status.PAUSED)
        eventually(lambda: left.problem)
        assert left.problem == "headset buttons are no longer connected: the session bus is gone"
    assert capfd.readouterr() == ("", "")


@contextmanager
def stunned_bus_in(folder: Path) -> Iterator[None]:
    with bus_in(folder) as daemon:
        daemon.send_signal(signal.SIGSTOP)
        yield


def test_a_bus_that_never_answers_holds_nobody_up(
    tmp_path: Path, remote: FakeRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_for_bus_in(tmp_path, monkeypatch)
    with stunned_bus_in(tmp_path):
        begun = time.monotonic()
        with buttons(remote) as waiting:
            pass
        assert time.monotonic() - begun < 1
        assert waiting.problem == ""
        assert "coach-buttons" not in [thread.name for thread in threading.enumerate()]


def test_a_bus_that_never_answers_is_a_problem_and_no_more(
    tmp_path: Path, remote: FakeRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_for_bus_in(tmp_path, monkeypatch)
    monkeypatch.setattr("coach.desktop.bus._ANSWER_TIMEOUT_S", 0.05)
    with stunned_bus_in(tmp_path), buttons(remote) as waiting:
        eventually(lambda: waiting.problem)
    assert waiting.problem == "headset buttons are not connected: no session bus answers (TimeoutError)"


FAULTY = """
from coach.desktop import buttons
from tests.desktop.test_mpris import FakeRemote, eventually, owned, playerctl
remote = FakeRemote()
with buttons(remote) as faulty:
    eventually(owned)
    remote.now = None
    playerctl("status")
    eventually(lambda: faulty.problem)
print(faulty.problem)
"""


@pytest.mark.usefixtures("bus")
def test_a_fault_of_our_own_leaves_the_terminal_alone() -> None:  # in a program of its own: pytest takes all logging
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", FAULTY], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.startswith("headset buttons are no longer connected: AttributeError: ")
    assert done.stderr == ""


@pytest.mark.parametrize(("platform", "name"), [("darwin", "macOS"), ("win32", "Windows")])
def test_elsewhere_it_says_so(remote: FakeRemote, platform: str, name: str) -> None:
    elsewhere = Buttons(remote, platform=platform)
    elsewhere.start()
    elsewhere.close()
    assert elsewhere.problem == f"headset buttons are not connected on {name}"


def test_without_its_library_it_says_so(remote: FakeRemote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dbus_fast", None)
    monkeypatch.delitem(sys.modules, "coach.desktop.bus", raising=False)
    with buttons(remote) as without:
        eventually(lambda: without.problem)
    assert without.problem == "headset buttons are not connected: dbus_fast is not installed"


def test_the_desktop_is_loaded_in_its_thread_only() -> None:
    code = "import sys, coach.desktop; print({'asyncio', 'dbus_fast'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"

"""The screen: what it says, how large, which key asks for what, and how it ends.

The pictures in snapshots/ are what Textual exports, with its random names made equal. After a wanted change write them
anew and look at each, in a browser:

    COACH_WRITE_SNAPSHOTS=1 python -m pytest tests/screen -k picture
"""

import asyncio
import os
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from coach.errors import MachineError
from coach.player import Command, Phase, Status, View
from coach.score import Section
from coach.screen import CoachApp, show
from coach.screen.bar import COMING, DONE, PRESENT, bar, shortened
from coach.screen.face import clock_left, face
from coach.screen.help import HelpWindow
from coach.screen.keys import HELP, KEYS, hint
from coach.screen.letters import LETTERINGS, drawn
from coach.units import SAMPLE_RATE

SNAPSHOTS = Path(__file__).parent / "snapshots"
ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 1, 2, 12, 0, 5)
DARK, LIGHT = "textual-dark", "textual-light"


def sections(*lengths_s: int) -> tuple[Section, ...]:
    titles = ["Introduction", "Kneeling hip flexor stretch", "Bird dog", "Side plank", "Dead bug", "Let go"]
    starts = [sum(lengths_s[:k]) * SAMPLE_RATE for k in range(len(lengths_s) + 1)]
    return tuple(Section(titles[k % len(titles)], start, end) for k, (start, end) in enumerate(pairwise(starts)))


COUNTING = View(
    title="Steady core",
    status=Status.PLAYING,
    phase=Phase.COUNT,
    exercise="Bird dog",
    section=2,
    sections=sections(20, 80, 95, 90, 110, 40),
    side="second",
    count=7,
    of=12,
    remaining_s=None,
    following="Side plank",
    saying="Reach long through your heel, and keep your hips level.",
    position_s=151.0,
    duration_s=435.0,
    pace=1.0,
)
HOLDING = replace(
    COUNTING,
    phase=Phase.HOLD,
    exercise="Kneeling hip flexor stretch",
    section=1,
    side="first",
    count=0,
    of=0,
    remaining_s=17.4,
    following="Bird dog",
    saying="Tuck your tailbone under and breathe out slowly.",
    position_s=70.0,
    pace=1.15,
    volume_db=-3.0,
)
RESTING = replace(
    COUNTING,
    phase=Phase.REST,
    exercise="Side plank",
    side="first",
    count=0,
    of=0,
    remaining_s=24.0,
    saying="Rest. Then side plank on your first side, with your elbow below your shoulder and your feet stacked.",
    position_s=171.0,
)
PAUSED = replace(COUNTING, status=Status.PAUSED)
WAITING = replace(
    COUNTING, status=Status.WAITING, message="The headphones are gone; the coach goes on when they are back."
)
LISTENING = replace(COUNTING, phase=Phase.LISTEN, count=0, of=0, side=None)
ENDED = replace(COUNTING, status=Status.ENDED)
MOMENTS = [COUNTING, HOLDING, RESTING, PAUSED, WAITING, LISTENING]


class FakeRemote:
    """A session that stands still, remembers what it was asked for, and ends when it is left."""

    def __init__(self, now: View, *, obliging: bool = True) -> None:
        self.now = now
        self.obliging = obliging
        self.commands: list[Command] = []

    def send(self, command: Command) -> None:
        self.commands.append(command)
        if command is Command.LEAVE and self.obliging:
            self.now = ENDED

    def view(self) -> View:
        return self.now


class BrokenRemote(FakeRemote):
    """A session that fails at the second look, or at the first wish."""

    looks = 0

    def view(self) -> View:
        self.looks += 1
        if self.looks == 2:
            raise ValueError("no more views")
        return super().view()

    def send(self, command: Command) -> None:
        raise ValueError("no wishes")


def app_for(view: View, **options: Any) -> CoachApp:
    return CoachApp(FakeRemote(view, **options), clock=lambda: NOON)


def picture(view: View, *keys: str, theme: str = DARK, size: tuple[int, int] = (80, 24)) -> str:
    async def run() -> str:
        app = app_for(view)
        async with app.run_test(size=size) as pilot:
            app.theme = theme
            await pilot.press(*keys)
            await pilot.pause()
            app.look()
            await pilot.pause()
            return app.export_screenshot()

    drawn = re.sub(r"terminal-\d+", "terminal-0", asyncio.run(run()))
    return re.sub(r"\s*@font-face {.*?}", "", drawn, flags=re.DOTALL)  # a picture asks no other machine for its letters


def texts(svg: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", svg.replace("&#160;", " ")).split())


def run(app: CoachApp, **options: Any) -> None:
    asyncio.run(asyncio.wait_for(app.run_async(headless=True, size=(80, 24), **options), 10))


# --- pictures


@pytest.mark.parametrize(
    ("name", "view", "keys", "theme", "size"),
    [
        ("counting", COUNTING, (), DARK, (80, 24)),
        ("holding", HOLDING, (), DARK, (80, 24)),
        ("resting", RESTING, (), DARK, (80, 24)),
        ("paused", PAUSED, (), DARK, (80, 24)),
        ("waiting", WAITING, (), DARK, (80, 24)),
        ("listening-light", LISTENING, (), LIGHT, (80, 24)),
        ("paused-light", PAUSED, (), LIGHT, (80, 24)),
        ("help", COUNTING, ("question_mark",), DARK, (80, 24)),
        ("counting-small", COUNTING, (), DARK, (40, 12)),
        ("holding-large", HOLDING, (), DARK, (120, 40)),
    ],
)
def test_picture(name: str, view: View, keys: tuple[str, ...], theme: str, size: tuple[int, int]) -> None:
    svg = picture(view, *keys, theme=theme, size=size)
    path = SNAPSHOTS / f"{name}.svg"
    if os.environ.get("COACH_WRITE_SNAPSHOTS"):
        path.write_text(svg, encoding="utf-8")
    assert svg == path.read_text(encoding="utf-8"), f"{path.name} is another picture now"


def test_all_that_is_going_on_is_on_the_screen() -> None:
    shown = texts(picture(replace(HOLDING, message="The pace is as slow as it gets.")))
    for text in [
        "Steady core",
        "6:05 left · ends 12:06",
        "hold",
        "“Tuck your tailbone under and breathe out slowly.”",
        "! The pace is as slow as it gets.",
        "next: Bird dog",
        "pace 1.15× · volume −3 dB",
        "▲ 2 of 6 · Kneeling hip flexor stretch",
        "? all keys",
    ]:
        assert text in shown


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (30, 8), (40, 12), (60, 20), (80, 24), (200, 60)])
def test_any_size_will_do(size: tuple[int, int]) -> None:
    async def run() -> None:
        app = app_for(COUNTING)
        async with app.run_test(size=size) as pilot:
            for view in [HOLDING, RESTING, replace(WAITING, exercise="Überaus langsame Ausfallschrittübung " * 9)]:
                app._remote.now = view
                app.look()
                await pilot.pause()
            await pilot.press("d")
            await pilot.press("question_mark")
            await pilot.resize_terminal(size[0] + 7, size[1] + 3)
            app.look()
            await pilot.pause()

    asyncio.run(run())


def test_square_brackets_are_no_markup() -> None:
    view = replace(COUNTING, title="[b]old [/]", exercise="[x]" * 40, saying="[/nothing]", message="[@click=x]y[/]")
    shown = texts(picture(view))
    assert "[b]old [/]" in shown
    assert "[x][x]" in shown
    assert "[/nothing]" in shown
    assert "! [@click=x]y[/]" in shown


# --- keys


ASKED = {
    "space": Command.TOGGLE,
    "right": Command.NEXT,
    "left": Command.PREVIOUS,
    "up": Command.FASTER,
    "down": Command.SLOWER,
    "shift+up": Command.SHIFT_FASTER,
    "shift+down": Command.SHIFT_SLOWER,
    "]": Command.SHIFT_FASTER,
    "[": Command.SHIFT_SLOWER,
    "r": Command.AGAIN,
    "n": Command.SKIP_REST,
    "a": Command.MORE_REST,
    "+": Command.LOUDER,
    "=": Command.LOUDER,
    "-": Command.SOFTER,
    "q": Command.LEAVE,
    "ctrl+c": Command.LEAVE,
    "ctrl+q": Command.LEAVE,
}


def test_a_key_asks() -> None:
    async def press() -> None:
        app = app_for(COUNTING, obliging=False)
        async with app.run_test() as pilot:
            for key, command in ASKED.items():
                await pilot.press(key)
                assert app._remote.commands == [command], key
                assert not app._exit  # even Textual's own keys for leaving wait for the session
                app._remote.commands.clear()

    asyncio.run(press())


def test_other_keys_do_nothing() -> None:
    async def press() -> None:
        app = app_for(COUNTING)
        async with app.run_test() as pilot:
            await pilot.press("x", "escape", "tab", "enter", "ctrl+p", "f1", "home", "pagedown", "1")
            assert app._remote.commands == []
            assert len(app.screen_stack) == 1

    asyncio.run(press())


def test_d_goes_from_dark_to_light_and_back() -> None:
    async def press() -> None:
        app = app_for(COUNTING)
        async with app.run_test() as pilot:
            for dark in (False, True):
                await pilot.press("d")
                assert app.current_theme.dark is dark

    asyncio.run(press())


@pytest.mark.parametrize("light", [True, False])
def test_it_begins_dark_or_light(light: bool) -> None:
    async def look() -> None:
        app = CoachApp(FakeRemote(COUNTING), clock=lambda: NOON, light=light)
        async with app.run_test():
            assert app.current_theme.dark is not light

    asyncio.run(look())


@pytest.mark.parametrize("key", ["space", "escape", "question_mark", "x", "d"])
def test_any_key_closes_the_help_and_does_nothing_else(key: str) -> None:
    async def press() -> None:
        app = app_for(COUNTING)
        async with app.run_test() as pilot:
            theme = app.theme
            await pilot.press("question_mark")
            assert isinstance(app.screen, HelpWindow)
            await pilot.press(key)
            assert not isinstance(app.screen, HelpWindow)
            assert (app._remote.commands, app.theme) == ([], theme)

    asyncio.run(press())


def test_the_help_knows_every_key() -> None:
    told = " ".join(keys for keys, _ in HELP) + " ctrl+c ctrl+q = shift+up shift+down"
    signs = {"right": "→", "left": "←", "up": "↑", "down": "↓", "plus": "+", "minus": "−", "equals_sign": "="}
    signs |= {"right_square_bracket": "]", "left_square_bracket": "["}
    for key in KEYS:
        for name in key.names:
            assert signs.get(name, name.lower()) in told.split()


def test_every_command_that_a_key_can_ask_for_is_asked_for() -> None:
    assert {key.command for key in KEYS} == set(Command) - {Command.PAUSE, Command.RESUME}  # TOGGLE is both


# --- the end


def test_it_ends_with_the_session() -> None:
    run(app_for(ENDED))


def test_it_ends_when_left() -> None:
    app = app_for(COUNTING)

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("question_mark", "ctrl+c")  # even with the help open

    run(app, auto_pilot=leave)
    assert app._remote.commands == [Command.LEAVE]


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.screen.app.PATIENCE_S", 0.01)
    app = app_for(COUNTING, obliging=False)

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("q")

    run(app, auto_pilot=leave)
    assert app._remote.commands == [Command.LEAVE]


def test_a_broken_view_is_raised_and_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no more views"):
        run(CoachApp(BrokenRemote(COUNTING)))
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_broken_first_view_is_raised() -> None:
    remote = BrokenRemote(COUNTING)
    remote.looks = 1
    with pytest.raises(ValueError, match="no more views"):
        run(CoachApp(remote))


def test_a_refused_wish_is_raised() -> None:
    remote = BrokenRemote(COUNTING)
    remote.looks = 2

    async def ask(pilot: Pilot[None]) -> None:
        await pilot.press("space")

    with pytest.raises(ValueError, match="no wishes"):
        run(CoachApp(remote), auto_pilot=ask)


def test_handlers_of_signals_are_as_before() -> None:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
    before = [signal.getsignal(number) for number in numbers]
    run(app_for(ENDED))
    assert [signal.getsignal(number) for number in numbers] == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves(number: signal.Signals) -> None:
    app = app_for(COUNTING)

    async def send(pilot: Pilot[None]) -> None:
        os.kill(os.getpid(), number)
        await pilot.pause()

    run(app, auto_pilot=send)
    assert app._remote.commands == [Command.LEAVE]


def test_without_a_terminal_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.screen.terminal.sys.__stdin__", None)
    with pytest.raises(MachineError, match="needs a terminal"):
        show(FakeRemote(COUNTING))


@pytest.mark.parametrize("there", [True, False])
def test_when_keys_cannot_be_read_it_ends(there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.screen.app.has_terminal", lambda: there)
    app = app_for(COUNTING, obliging=False)

    async def fail(pilot: Pilot[None]) -> None:
        app.panic("a traceback")

    if there:
        with pytest.raises(MachineError, match="keys cannot be read"):
            run(app, auto_pilot=fail)
    else:
        run(app, auto_pilot=fail)
        assert app._remote.commands == [Command.LEAVE]


@contextmanager
def in_a_terminal() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The screen as a program of its own, drawn, and the end of the terminal that is outside."""
    outside, inside = os.openpty()
    termios.tcsetwinsize(inside, (24, 80))
    code = "from tests.screen.test_screen import *; show(FakeRemote(COUNTING))"
    environment = os.environ | {"TERM": "xterm-256color"}
    program = subprocess.Popen(
        [sys.executable, "-c", code], stdin=inside, stdout=inside, stderr=inside, cwd=ROOT, env=environment
    )
    os.close(inside)
    try:
        read_until(outside, b"Steady core")
        yield program, outside
    finally:
        program.kill()
        program.wait()


def read_until(outside: int, wanted: bytes) -> bytes:
    seen = b""
    while wanted not in seen:
        ready, _, _ = select.select([outside], [], [], 20)
        assert ready, seen
        seen += os.read(outside, 65536)
    return seen


def test_the_terminal_is_restored_when_the_program_is_stopped() -> None:
    with in_a_terminal() as (program, outside):
        program.terminate()
        read_until(outside, b"\x1b[?1049l")
        assert program.wait(10) == 0
        os.close(outside)


def test_a_closed_terminal_ends_it() -> None:
    with in_a_terminal() as (program, outside):
        os.close(outside)
        assert program.wait(10) == 0


# --- words


def test_a_countdown_shows_nought_at_the_end_only() -> None:
    assert [clock_left(s) for s in (61.0, 60.0, 59.2, 1.0, 0.01, 0.0, -1.0)] == [
        "1:01", "1:00", "1:00", "0:01", "0:01", "0:00", "0:00",
    ]  # fmt: skip


def test_count_and_caption() -> None:
    said = [(shown.count, shown.caption, shown.note) for shown in (face(view, NOON) for view in MOMENTS)]
    assert said == [
        ("7/12", "second side", ""),
        ("0:18", "first side", "hold"),
        ("0:24", "rest", "next: first side"),
        ("7/12", "second side", ""),
        ("7/12", "second side", ""),
        ("", "listen", ""),
    ]


def test_work_without_sides() -> None:
    shown = face(replace(HOLDING, phase=Phase.WORK, side=None), NOON)
    assert (shown.count, shown.caption, shown.note) == ("0:18", "work", "")


def test_the_end_is_a_time_of_day() -> None:
    assert face(COUNTING, NOON).times == "4:44 left · ends 12:04"
    assert face(replace(COUNTING, estimated=True), NOON).times == "about 4:44 left · ends 12:04"
    assert face(replace(COUNTING, duration_s=20_000.0), datetime(2026, 1, 2, 23, 0)).times.endswith("ends 04:30")


@pytest.mark.parametrize(
    ("pace", "volume_db", "text"),
    [(1.0, 0.0, "pace 1.00×"), (1.2, 2.0, "pace 1.20× · volume +2 dB"), (0.9, -1.5, "pace 0.90× · volume −1.5 dB")],
)
def test_settings(pace: float, volume_db: float, text: str) -> None:
    assert face(replace(COUNTING, pace=pace, volume_db=volume_db), NOON).settings == text


def test_what_stops_it_is_said_in_words() -> None:
    assert [(face(view, NOON).banner, face(view, NOON).advice) for view in (COUNTING, PAUSED, WAITING)] == [
        ("", ""),
        ("paused", "space goes on"),
        ("no sound", "waiting for the sound device"),
    ]


@given(st.integers(0, 200))
def test_the_row_of_keys_fits(width: int) -> None:
    assert len(hint(width)) <= width
    assert "? all keys" in hint(width) or width < len("? all keys")


# --- the bar


@given(
    lengths_s=st.lists(st.integers(1, 900), min_size=1, max_size=60),
    share=st.floats(0, 1.1),
    width=st.integers(0, 250),
)
def test_the_bar_fills_its_width(lengths_s: list[int], share: float, width: int) -> None:
    parts = sections(*lengths_s)
    drawing = bar(parts, round(share * parts[-1].end), width=width)
    assert len(drawing.before + drawing.present + drawing.after) == width
    assert len(drawing.mark) <= width
    assert width == 0 or drawing.present
    assert DONE not in drawing.after
    assert not {PRESENT, COMING} & set(drawing.before)


def test_sections_have_their_share_and_a_gap_between_them() -> None:
    drawing = bar(sections(20, 10, 10), 25 * SAMPLE_RATE, width=40)
    assert (drawing.before, drawing.present, drawing.after) == ("█" * 20, " █████▒▒▒▒", " ░░░░░░░░░")
    assert drawing.mark == "2 of 3 · Kneeling hip f… ▲"


def test_the_marks_label_stands_where_there_is_room() -> None:
    parts = sections(20, 10, 10)
    assert bar(parts, 0, width=40).mark == "▲ 1 of 3 · Introduction"
    assert bar(parts, parts[-1].end, width=40).mark == "3 of 3 · Bird dog ▲".rjust(40)


def test_shortened() -> None:
    assert [shortened("plank", width) for width in (6, 5, 4, 1, 0)] == ["plank", "plank", "pla…", "…", ""]


# --- large letters


@given(st.text(max_size=60), st.integers(0, 120), st.integers(0, 40))
def test_large_letters_stay_in_their_place(text: str, width: int, height: int) -> None:
    rows = drawn(text, width=width, height=height)
    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)


def test_letters_grow_with_their_place() -> None:
    heights = [len(drawn("Plank", width=50 * k, height=9 * k)) for k in (1, 2, 3, 4)]
    assert heights == sorted(set(heights))
    assert heights[0] >= 6


@pytest.mark.parametrize("name", ["Größe äöüß ÄÖÜ", "éñèçø å", "Zażółć gęślą", "приседания", "World’s – 90/90"])
def test_letters_of_many_languages_are_drawn(name: str) -> None:
    rows = drawn(name, width=110, height=9)
    assert len(rows) >= 5
    assert not set("".join(rows)) & set(name.replace(" ", ""))


def test_the_smallest_letters_have_those_of_german_french_and_spanish() -> None:
    assert len(drawn("äöüßéñ", width=26, height=4)) == 4


def test_long_names_take_two_lines() -> None:
    rows = drawn("Kneeling hip flexor stretch", width=76, height=9)
    assert len(rows) == 9
    assert "" in rows


@pytest.mark.parametrize(("name", "width"), [("伏地挺身", 80), ("Deadlift 🏋", 80), ("Donaudampfschifffahrt", 30)])
def test_what_cannot_be_drawn_large_is_plain(name: str, width: int) -> None:
    assert drawn(name, width=width, height=9) == (name,)


def test_plain_text_is_cut_with_an_ellipsis() -> None:
    rows = drawn("Single-leg bent-knee calf raise", width=12, height=2)
    assert rows == ("Single-leg", "bent-knee…")


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert drawn("u\u0308", width=40, height=9) == drawn("ü", width=40, height=9)


def test_all_letterings_draw_digits() -> None:
    assert all(len(drawn("12/12", width=200, height=10 * lettering.scale)) >= 4 for lettering in LETTERINGS)

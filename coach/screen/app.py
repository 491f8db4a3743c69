"""The screen as a program: looks at a session eight times a second, shows it, and passes on the keys."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from coach.errors import MachineError
from coach.player import Command, Phase, Remote, Status, View
from coach.screen.bar import bar
from coach.screen.face import Face, face
from coach.screen.help import HelpWindow
from coach.screen.keys import HELP_KEYS, KEYS, THEME_KEYS
from coach.screen.terminal import has_terminal, taken
from coach.screen.widgets import Hint, Large, RoutineBar
from coach.units import s_to_samples

LOOKS_PER_S = 8
"""Often enough that a count appears while it is heard."""
PATIENCE_S = 1.0
"""How long a session may take to end after it was asked to."""
NARROW, LOW, TALL = 60, 18, 32
"""Columns and rows below which some things are left out, and rows from which there is room for all."""
_SMALL = ("title", "times", "saying", "following", "settings", "advice", "message")
_LARGE = ("name", "count", "caption", "note", "banner")
_OPTIONAL = {"-stopped": "banner", "-counted": "count", "-told": "message", "-noted": "note"}
"""The parts that have room only while they have something to say."""
_CLASSES = frozenset(_OPTIONAL) | {f"-{phase}" for phase in Phase}


def show(remote: Remote, *, light: bool = False) -> None:
    """Show a session in this terminal until it ends or is left; at first dark, or light.

    The terminal is as before when this returns or raises, and so are the handlers of signals.

    Raises:
        MachineError: there is no terminal.
        Exception: whatever the remote raised.
    """
    if not has_terminal():
        raise MachineError("the screen needs a terminal for its keys and its picture")
    CoachApp(remote, light=light).run(mouse=False)


class CoachApp(App[None]):
    """The screen of a session.

    Args:
        remote: the session.
        clock: the time of day.
        light: black on white, and not the other way.
    """

    CSS_PATH = Path(__file__).with_name("screen.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "coach"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - Textual's declaration
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high"), (TALL, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(",".join(key.names), f"ask('{key.command}')", show=False, priority=key.always) for key in KEYS),
        Binding(",".join(HELP_KEYS), "help", show=False),
        Binding(",".join(THEME_KEYS), "switch_theme", show=False),
    ]

    def __init__(self, remote: Remote, *, clock: Callable[[], datetime] = datetime.now, light: bool = False) -> None:
        super().__init__()
        if light:
            self.action_switch_theme()
        self._remote = remote
        self._clock = clock
        self._failure: Exception | None = None
        self._leaving = False
        self._texts = {name: Static(id=name, markup=False) for name in _SMALL}
        self._large = {name: Large(id=name) for name in _LARGE}
        self._bar = RoutineBar(id="bar")
        self._face: Face | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts, from the top to the bottom."""
        with Horizontal(id="head"):
            yield self._texts["title"]
            yield self._texts["times"]
        with Horizontal(id="stopped"):
            yield self._large["banner"]
            yield self._texts["advice"]
        yield self._large["name"]
        with Horizontal(id="doing"):
            yield self._large["count"]
            with Vertical(id="kind"):
                yield self._large["note"]
                yield self._large["caption"]
        with Vertical(id="talk"):
            yield self._texts["saying"]
            yield self._texts["message"]
        with Horizontal(id="coming"):
            yield self._texts["following"]
            yield self._texts["settings"]
        yield self._bar
        yield Hint(id="hint")

    def on_mount(self) -> None:
        """Begin to look."""
        self.look()
        self.call_after_refresh(self.look)  # now the bar has its width
        self.set_interval(1 / LOOKS_PER_S, self.look)

    def look(self) -> None:
        """Show what is going on, or end with it."""
        if not (self.is_headless or has_terminal()):
            self._hang_up()  # not every terminal sends a signal before it goes
            return
        view = self._remote.view()
        if view.status is Status.ENDED:
            self.exit()
            return
        self._show(view)

    async def run_async(self, **options: Any) -> None:
        """Run in a loop that runs already; options as for Textual's App.

        Raises:
            Exception: what the remote raised, or what went wrong here.
        """
        with taken(leave=lambda: self.action_ask(Command.LEAVE), hang_up=self._hang_up):
            await super().run_async(**options)
        if self._failure:
            raise self._failure

    def panic(self, *_: object) -> None:
        """End because keys can no longer be read; Textual's reader has no other way to say so."""
        if has_terminal():
            self._fail(MachineError("keys cannot be read any more", subject="terminal"))
        else:
            self._hang_up()

    def action_ask(self, command: str) -> None:
        """Pass on a wish; a session that is to end has a moment for it."""
        self._remote.send(Command(command))
        if command == Command.LEAVE and not self._leaving:
            self._leaving = True
            self.set_timer(PATIENCE_S, self.exit)

    def action_help(self) -> None:
        """Tell all keys."""
        self.push_screen(HelpWindow())

    def action_switch_theme(self) -> None:
        """Change from dark to light, or back."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    def _show(self, view: View) -> None:
        new, old = face(view, self._clock()), self._face
        self._face = new
        for name, large in self._large.items():
            large.text = getattr(new, name)  # draws only what is another
        for name, text in self._texts.items():
            if old is None or getattr(old, name) != getattr(new, name):
                text.update(getattr(new, name))
        width = self._bar.size.width
        self._bar.bar = bar(view.sections, s_to_samples(view.position_s), width=width)
        if (classes := _classes(new)) != (_classes(old) if old else None):
            self.screen_stack[0].set_classes(classes | (self.screen_stack[0].classes - _CLASSES))

    def _hang_up(self) -> None:
        """The terminal is gone: ask the session to end, and draw no more, since nobody reads what is written."""
        self._remote.send(Command.LEAVE)
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        self._failure = self._failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End; the caller is given what went wrong, which Textual would print with all its variables."""
        self.exit(return_code=1)

    def _fail(self, error: Exception) -> None:
        self._failure = self._failure or error
        self.exit(return_code=1)


def _classes(shown: Face) -> frozenset[str]:
    """What the style sheet goes by."""
    return frozenset(name for name, part in _OPTIONAL.items() if getattr(shown, part)) | {f"-{shown.phase}"}

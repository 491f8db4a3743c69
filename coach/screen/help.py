"""All keys, in a window over the screen that any key closes."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click, Key
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.screen.keys import HELP

_WIDTH = max(len(keys) for keys, _ in HELP)


class HelpWindow(ModalScreen[None]):
    """What every key does."""

    def compose(self) -> ComposeResult:
        """One text with a frame."""
        rows = [Content.assemble((f"{keys:>{_WIDTH}}", "bold"), f"   {meaning}") for keys, meaning in HELP]
        text = Static(Content("\n").join(rows), id="keys")
        text.border_title = "Keys"
        text.border_subtitle = "any key closes this"
        yield text

    def on_key(self, event: Key) -> None:
        """Close, and let the key do nothing else."""
        event.stop()
        event.prevent_default()
        self.dismiss()

    def on_click(self, event: Click) -> None:
        """Close."""
        event.stop()
        self.dismiss()

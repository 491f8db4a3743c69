"""The parts of the screen that draw themselves for the room they get: large text, the bar, the row of keys."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.screen.bar import Bar
from coach.screen.keys import hint
from coach.screen.letters import drawn


class Large(Widget):
    """A text as large as the room allows."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw it."""
        return Content("\n".join(drawn(self.text, width=self.size.width, height=self.size.height)))


class RoutineBar(Widget):
    """The bar of the routine."""

    COMPONENT_CLASSES = {"bar--before", "bar--present", "bar--after"}  # noqa: RUF012 - Textual's declaration

    bar: reactive[Bar] = reactive(Bar("", "", "", ""))

    def render(self) -> Content:
        """Draw the bar and the mark below it."""
        runs = {"bar--before": self.bar.before, "bar--present": self.bar.present, "bar--after": self.bar.after}
        row = Content.assemble(*((text, self.get_visual_style(name)) for name, text in runs.items()))
        return Content("\n").join([row, Content(self.bar.mark)])


class Hint(Widget):
    """The row of the main keys."""

    def render(self) -> Content:
        """Draw as many as there is room for."""
        return Content(hint(self.size.width))

"""What the page offers to choose from: routines to begin with, voices, levels of talk, ways to count."""

from typing import Any

from coach import app
from coach.routine import Talk, shelf
from coach.script import Count

_ABOUT_TALK = {
    Talk.FULL: "Everything",
    Talk.STANDARD: "Standard",
    Talk.MINIMAL: "Little",
    Talk.TONES: "Signals and numbers",
}
_ABOUT_COUNT = {
    Count.UP: "Up",
    Count.DOWN: "Down",
    Count.LAST: "The last five",
    Count.PHASES: "Turns too",
    Count.NONE: "Not at all",
}


def known() -> dict[str, Any]:
    """All of it, for JSON; a voice that cannot be used here is left out."""
    return {
        "talk": [{"value": talk.value, "label": _ABOUT_TALK[talk]} for talk in Talk],
        "count": [{"value": count.value, "label": _ABOUT_COUNT[count]} for count in Count],
        "voices": [
            {"value": f"{found.name}:{voice.name}", "label": f"{found.name} {voice.name}", "language": voice.language}
            for found in app.voices()
            if found.engine is not None and found.name != "silent"
            for voice in found.engine.voices()
            if not voice.problem
        ],
        "routines": [{"title": app.check(name).understood.title, "text": shelf.text(name)} for name in shelf.names()],
    }

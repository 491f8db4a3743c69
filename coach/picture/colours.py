"""The colours of pictures, and how each kind of time is painted: told apart by pattern and brightness as well."""

from coach.picture.model import Box, Pattern
from coach.score import Activity

PAPER, INK, QUIET = "#ffffff", "#171b22", "#545d6a"
TRACK, TALK = "#e7ebf0", "#6f7a89"
_WHITE = "#ffffff"
_FILLS = {
    Activity.COUNT: ("#0b5cad", _WHITE, Pattern.PLAIN),
    Activity.HOLD: ("#b3401a", _WHITE, Pattern.PLAIN),
    Activity.WORK: ("#8a2c68", "#a8487f", Pattern.STRIPES),
    Activity.REST: ("#e3f4ec", "#2c7d5e", Pattern.DOTS),
}
"""Fill, second colour and pattern. Blue and vermilion stay apart for every kind of colour blindness; what is done is
dark with white numbers, a rest is light with dark ones. A count has notches on it, one for each movement."""
BANDS = ("#12405f", "#7a2d1e", "#1d5245", "#5a2a5c", "#5c4310", "#2f3a6b", "#6b2143", "#394150")
"""Backgrounds of covers: each carries white text."""


def activity_box(activity: Activity, x: float, y: float, width: float, height: float) -> Box:
    """The box of a time in which one thing is done."""
    fill, second, pattern = _FILLS[activity]
    light = activity is Activity.REST
    return Box(x, y, width, height, fill, second, pattern, radius=min(1.5, width / 2), outlined=light)


def label_colours(activity: Activity) -> tuple[str, str]:
    """The colours of a text on such a box, and of what is behind it."""
    fill, second, pattern = _FILLS[activity]
    if activity is Activity.REST:
        return INK, fill
    return _WHITE, second if pattern is Pattern.STRIPES else fill

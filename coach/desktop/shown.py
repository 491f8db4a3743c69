"""What a desktop shows of a moment: a view in the words and units of MPRIS, as values without I/O."""

from dataclasses import dataclass

from coach.player import Status, View
from coach.units import db_to_gain

_STATUS = {
    Status.PLAYING: "Playing",
    Status.PAUSED: "Paused",
    Status.WAITING: "Paused",
    Status.ENDED: "Stopped",
}


@dataclass(frozen=True, slots=True)
class Track:
    """What is done now.

    Attributes:
        path: of the section; desktops tell tracks apart by it.
        title: of the exercise, with its side.
        album: the routine's title.
        length_us: microseconds of the whole routine, as the position is one in the whole routine.
        number: of the section, from 1.
    """

    path: str
    title: str
    album: str
    length_us: int
    number: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What desktops are told of when it changes; `volume` is linear, and 1 is the level of an export."""

    status: str
    track: Track
    volume: float


def shown(view: View) -> Shown:
    """What a desktop shows of a view."""
    track = Track(
        path=f"/coach/section/{view.section + 1}",
        title=f"{view.exercise}, {view.side} side" if view.side else view.exercise,
        album=view.title,
        length_us=s_to_us(view.duration_s),
        number=view.section + 1,
    )
    return Shown(status=_STATUS[view.status], track=track, volume=db_to_gain(view.volume_db))


def s_to_us(seconds: float) -> int:
    """Seconds to the nearest microsecond, the unit of MPRIS."""
    return round(seconds * 1_000_000)

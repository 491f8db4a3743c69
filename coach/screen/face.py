"""What the screen says at a moment: every text on it, made of a view and the time of day."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from coach.player import Phase, Status, View, volume_words
from coach.units import s_to_clock


@dataclass(frozen=True, slots=True)
class Face:
    """The texts of the screen.

    Attributes:
        title: of the routine.
        times: what is left, and when it ends.
        name: what is done now or next, to be drawn large.
        count: repetitions or seconds, to be drawn large; empty where there are none.
        caption: what matters most beside the count, to be drawn large: the side, or else what is done.
        note: the other of the two.
        saying: what the coach said last.
        following: the title that comes next.
        settings: the pace, and the volume where it is not the usual one.
        banner: why there is no sound; empty while there is.
        advice: what to do about that.
        message: what the listener should know.
        phase: what the listener does.
    """

    title: str
    times: str
    name: str
    count: str
    caption: str
    note: str
    saying: str
    following: str
    settings: str
    banner: str
    advice: str
    message: str
    phase: Phase


def face(view: View, now: datetime) -> Face:
    """The texts for a view at a time of day."""
    banner, advice = _banner(view.status)
    caption, note = _caption(view)
    return Face(
        title=view.title,
        times=_times(view, now),
        name=view.exercise,
        count=_count(view),
        caption=caption,
        note=note,
        saying=f"“{view.saying}”" if view.saying else "",
        following=f"next: {view.following}" if view.following else "the last part",
        settings=_settings(view),
        banner=banner,
        advice=advice,
        message=f"! {view.message}" if view.message else "",
        phase=view.phase,
    )


def clock_left(seconds: float) -> str:
    """What a countdown shows: it reaches 0:00 when the time is over and not before."""
    return s_to_clock(max(0, math.ceil(seconds)))


def _times(view: View, now: datetime) -> str:
    about = "about " if view.estimated else ""
    return f"{about}{clock_left(view.left_s)} left · ends {now + timedelta(seconds=view.left_s):%H:%M}"


def _count(view: View) -> str:
    if view.of:
        return f"{view.count}/{view.of}"
    return "" if view.remaining_s is None else clock_left(view.remaining_s)


def _caption(view: View) -> tuple[str, str]:
    """What is said large, and small, beside the count."""
    side = f"{view.side} side" if view.side else ""
    match view.phase:
        case Phase.COUNT:  # a count says itself what is done
            return side, ""
        case Phase.HOLD | Phase.WORK:
            return (side, view.phase.value) if side else (view.phase.value, "")
        case Phase.LISTEN | Phase.REST:
            return view.phase.value, side and f"next: {side}"
    assert_never(view.phase)


def _settings(view: View) -> str:
    pace = f"pace {view.pace:.2f}×"
    return f"{pace} · volume {volume_words(view.volume_db)}" if view.volume_db else pace


def _banner(status: Status) -> tuple[str, str]:
    match status:
        case Status.PAUSED:
            return "paused", "space goes on"
        case Status.WAITING:
            return "no sound", "waiting for the sound device"
    return "", ""

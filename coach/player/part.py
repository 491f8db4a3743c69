"""What goes into a player and what comes out: a routine as far as it is known, and where a session is."""

from dataclasses import dataclass

from coach.audio.mixing import Mix
from coach.player.places import Mark
from coach.player.stream import Mixer
from coach.player.transport import Transport
from coach.player.view import View


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a session is, for its history.

    Attributes:
        mark: the place to come back to.
        view: what is going on.
        active_s: seconds of the routine that were heard, without pauses and with repetitions.
        pace: the multiplier of counting to the end.
    """

    mark: Mark
    view: View
    active_s: float
    pace: float


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be played, as far as it is known.

    Attributes:
        transport: at its beginning.
        mix: renders a piece of its scores.
        channels: one, or two where there is music, or will be.
        music: laid under the voice; None where there is none, or it is not known yet.
    """

    transport: Transport
    mix: Mixer
    channels: int = 1
    music: Mix | None = None

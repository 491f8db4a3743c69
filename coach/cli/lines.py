"""A session without a screen: one line for each thing that is heard, when it is heard."""

from collections import deque
from collections.abc import Iterator

import typer

from coach.cue import Tone
from coach.player.entry import Entry
from coach.player.player import Player
from coach.score import Speech
from coach.units import s_to_clock, samples_to_s

_EVERY_S = 0.05
_SIGNALS = {Tone.GO: "start", Tone.REST: "stop", Tone.SWITCH: "change sides", Tone.DONE: "done"}
"""Signals that are told; ticks and the soft tone before speech are not."""


def print_lines(player: Player) -> None:
    """Print what is heard until the session ends.

    Raises:
        Exception: what went wrong in it.
    """
    entry: Entry | None = None
    coming: deque[tuple[int, str]] = deque()
    position, message = 0, ""
    ended = False
    while not ended:
        ended = player.wait(_EVERY_S)  # what was heard since the last look is still told
        now, played = player.sounding()
        if now is not entry:
            entry, coming = now, deque(_lines(now))
            told = 0 if now.jumps else position - now.at  # what the change left as it was is not told again
            while coming and coming[0][0] < told:
                coming.popleft()
        position = now.position(played)
        while coming and coming[0][0] <= played:
            typer.echo(coming.popleft()[1])
        if (news := player.view().message) != message:
            message = news
            if news:
                typer.echo(f"        ({news})")


def _lines(entry: Entry) -> Iterator[tuple[int, str]]:
    """Each line with the samples from the entry to the moment at which it is heard."""
    for start, event in entry.heard():
        clock = s_to_clock(samples_to_s(max(0, entry.position(start))))
        if isinstance(event, Speech):
            yield start, f"{clock:>7} {event.utterance.text}"
        elif event.tone in _SIGNALS:
            yield start, f"{clock:>7} [{_SIGNALS[event.tone]}]"

"""An offer to phones that is answered on a thread of its own, for as long as a test needs it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coach.app import open_voice, read
from coach.app.editions import paced
from coach.app.episodes import Rendered, render, slug_of
from coach.app.phones import PhoneOffer, offer
from coach.server import LOOPBACK, listening

WORKOUT = """---
title: Legs & <script>alert("trunk")</script>
needs: [a mat, a "chair"]
---
- Squats: 6 @ 2 s
  Stand tall.
  Sit down and stand up.
- Plank: 20 s
- Leg lifts: 8 each side @ 2 s
"""
HOLDS = "# Holds\n\n- Plank: 20 s\n- Wall sit: 20 s\n"


def rendered(folder: Path, text: str, *, taken: Sequence[str] = (), paces: Sequence[float] = ()) -> Rendered:
    """A workout at its paces, with a voice that is silent."""
    routine, library = read(text), open_voice("silent", language="en")
    editions, chosen = paced(routine, library=library, paces=paces)
    slug = slug_of(routine.title, taken=taken)
    (folder / slug).mkdir(parents=True)
    return render(routine, editions, folder / slug, library=library, slug=slug, chosen=chosen)


@contextmanager
def answered(folder: Path, episodes: Sequence[Rendered]) -> Iterator[PhoneOffer]:
    """The offer of episodes, answered until the context ends."""
    listener = listening(LOOPBACK, 0)
    offered = offer(episodes, folder, listener=listener, host=LOOPBACK)
    server = threading.Thread(target=offered.serving.run)
    server.start()
    try:
        yield offered
    finally:
        offered.serving.stop()
        server.join(10)
        assert not server.is_alive()

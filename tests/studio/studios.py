"""A studio that is answered on a thread of its own, with a voice that is silent."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coach.app import open_voice
from coach.routine import Routine
from coach.server import LOOPBACK, Serving, authority, listening
from coach.speech import Library
from coach.studio import Desk, Studio, known


def chosen(wishes: Mapping[str, Any], routine: Routine) -> tuple[dict[str, Any], Callable[[], Library]]:
    composing = {name: wish for name, wish in wishes.items() if name != "voice"}
    return composing, lambda: open_voice("silent", language=routine.language)


@contextmanager
def answered(folder: Path) -> Iterator[Studio]:
    """The studio, until the context ends."""
    listener = listening(LOOPBACK, 0)
    studio = Studio(Desk(folder, choose=chosen), host=authority(LOOPBACK, listener), known=known)
    serving = Serving(studio, listener)
    server = threading.Thread(target=serving.run)
    server.start()
    try:
        yield studio
    finally:
        studio.telephone.hang_up()
        serving.stop()
        server.join(10)
        assert not server.is_alive()

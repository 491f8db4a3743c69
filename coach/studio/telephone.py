"""One workout at a time on offer to the phone, beside the studio, until it is over."""

import tempfile
import threading
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

from coach.app.episodes import Rendered
from coach.app.phones import PhoneOffer, offer
from coach.server import listening, network_address

MINUTES = 30
"""After that nobody is on the way to the phone any more."""
_END_S = 5.0


class Telephone:
    """Offers what was rendered last to the network; the offer before ends."""

    def __init__(self) -> None:
        self._offered: PhoneOffer | None = None
        self._thread: threading.Thread | None = None

    def call(self, rendered: Rendered) -> dict[str, Any]:
        """Offer a workout: its address, and the picture of it that a phone's camera reads, as SVG.

        Raises:
            MachineError: this machine is in no network, or the pages cannot be written.
        """
        self.hang_up()
        host = network_address()
        listener = listening(host, 0)
        folder = tempfile.TemporaryDirectory(prefix="coach-", ignore_cleanup_errors=True)
        try:
            offered = offer([rendered], Path(folder.name), listener=listener, host=host, seconds=60 * MINUTES)
        except BaseException:
            listener.close()
            folder.cleanup()
            raise

        def run() -> None:
            with folder, closing(listener):
                offered.serving.run()

        self._offered = offered
        self._thread = threading.Thread(target=run, name="coach-telephone", daemon=True)
        self._thread.start()
        return {"url": offered.url, "code": _code(offered.url), "minutes": MINUTES}

    def hang_up(self) -> None:
        """End the offer, if there is one."""
        if self._offered is not None and self._thread is not None:
            self._offered.serving.stop()
            self._thread.join(_END_S)
        self._offered = self._thread = None


def _code(url: str) -> str:
    import segno

    drawn = BytesIO()
    segno.make(url, micro=False).save(drawn, kind="svg", scale=5, border=3, light="white")
    return drawn.getvalue().decode()

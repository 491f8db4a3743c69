"""MP3, OGG, FLAC and WAV through soundfile, which carries libsndfile."""

from pathlib import Path

import numpy as np

from coach.audio.backing import Stereo
from coach.music.decoders.port import UnreadableError
from coach.music.decoders.two import on_two_channels


class SoundfileDecoder:
    """Reads in a stream, and seeks.

    Raises:
        UnreadableError: it is no sound that libsndfile knows.
    """

    def __init__(self, path: Path) -> None:
        import soundfile

        class Stream(soundfile.SoundFile):  # type: ignore[misc]
            """Seeks when it is asked to: soundfile does after every read, and MP3 is another for a frame then."""

            def seekable(self) -> bool:
                """What soundfile asks before it does."""
                return False

        try:
            self._file = Stream(path)
        except (soundfile.SoundFileError, OSError) as error:
            raise UnreadableError(_reason(error)) from error
        self._error = soundfile.SoundFileError
        self.rate = int(self._file.samplerate)

    def read(self, count: int) -> Stereo:
        """The next samples."""
        try:
            return on_two_channels(np.asarray(self._file.read(count, dtype="float32", always_2d=True)))
        except self._error as error:
            raise UnreadableError(_reason(error)) from error

    def seek(self, place: int) -> bool:
        """Go to a sample."""
        try:
            self._file.seek(min(place, self._file.frames))
        except self._error as error:
            raise UnreadableError(_reason(error)) from error
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _reason(error: Exception) -> str:
    """What libsndfile says, without the path in front."""
    words = getattr(error, "error_string", "") or str(error)
    return words.strip().rstrip(".").lower() or "it cannot be read"

"""The decoder of a file."""

from importlib.util import find_spec
from pathlib import Path

from coach.music.decoders.ffmpeg import FfmpegDecoder, has_ffmpeg
from coach.music.decoders.port import Decoder, UnreadableError
from coach.music.decoders.pyav import PyavDecoder
from coach.music.decoders.soundfile import SoundfileDecoder

_BY_SOUNDFILE = (".mp3", ".ogg", ".oga", ".flac", ".opus", ".wav", ".aif", ".aiff")
_BY_FFMPEG = (".m4a", ".m4b", ".mp4", ".aac", ".wma")
SUFFIXES = (*_BY_SOUNDFILE, *_BY_FFMPEG)
"""Of the files of a folder that are music."""


def open_decoder(path: Path) -> Decoder:
    """Open a file of music.

    Raises:
        UnreadableError: nobody here can read it.
    """
    if path.suffix.lower() not in _BY_FFMPEG:
        return SoundfileDecoder(path)
    if find_spec("av"):
        return PyavDecoder(path)
    if has_ffmpeg():
        return FfmpegDecoder(path)
    raise UnreadableError("it takes PyAV (pip install 'coach[music]') or ffmpeg to read it")

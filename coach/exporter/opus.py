"""Opus in Ogg: the smallest file for its sound, with comments and chapters."""

import base64
from concurrent.futures import Executor
from typing import BinaryIO

from coach.exporter.ffmpeg import encode
from coach.exporter.track import Sound, Track

BIT_RATES_KBPS = {1: 48, 2: 96}
"""By the number of channels: Xiph recommends 28 to 40 for speech in full band, and 64 to 128 for music in stereo."""
ENCODER = "libopus"
_RATE = 48_000
"""The highest rate of Opus, which has none of 44.1 kHz; ffmpeg resamples to it."""


def write_opus(file: BinaryIO, track: Track, sound: Sound, pool: Executor) -> None:  # noqa: ARG001
    """Write sound as Opus into a file of the system."""
    rate = f"{BIT_RATES_KBPS[sound.channels]}k"
    encode(file, sound, ["-af", f"aresample={_RATE}", "-c:a", ENCODER, "-b:a", rate, "-f", "opus"])
    from mutagen.oggopus import OggOpus

    from coach.exporter.comments import comments, picture

    file.seek(0)
    opus = OggOpus(file)
    opus.clear()
    opus.update(comments(track))
    opus["metadata_block_picture"] = base64.b64encode(picture(track).write()).decode("ascii")
    file.seek(0)
    opus.save(file, padding=lambda _: 0)

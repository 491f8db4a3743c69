"""An audiobook, M4B: AAC with chapters, which phones keep the place of and jump in."""

from concurrent.futures import Executor
from typing import BinaryIO

from coach.exporter.ffmpeg import about, encode
from coach.exporter.track import ARTIST, GENRE, Sound, Track, chapters, plain_words
from coach.units import SAMPLE_RATE

BIT_RATES_KBPS = {1: 80, 2: 128}
"""By the number of channels, at constant rates: no more than the MP3's."""
ENCODER = "aac"
_DELAY = _FRAME_SAMPLES = 1024
"""Samples of a frame of AAC; ffmpeg's encoder puts one before the sound."""
_AUDIOBOOK = 2


def write_m4b(file: BinaryIO, track: Track, sound: Sound, pool: Executor) -> None:
    """Write sound as M4B into a file of the system."""
    cover = pool.submit(track.cover)
    rate = f"{BIT_RATES_KBPS[sound.channels]}k"
    arguments = ["-c:a", ENCODER, "-b:a", rate, "-movflags", "+faststart", "-f", "ipod"]
    if "movie_timescale" in about("muxer=ipod"):  # from ffmpeg 5 on; before, the end is told to a millisecond
        arguments += ["-movie_timescale", str(SAMPLE_RATE)]
    encode(file, sound, arguments, chapters=chapters(track.score.sections))
    from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm

    file.seek(0)
    book = MP4(file)
    book["\xa9nam"], book["\xa9ART"], book["\xa9alb"] = track.score.title, ARTIST, track.album
    book["\xa9gen"], book["stik"], book["pgap"] = GENRE, [_AUDIOBOOK], True
    book["covr"] = [MP4Cover(cover.result(), MP4Cover.FORMAT_PNG)]
    book["----:com.apple.iTunes:iTunSMPB"] = [MP4FreeForm(_gapless(sound.samples))]
    if track.of:
        book["trkn"] = [(track.number, track.of)]
    if words := plain_words(track.score):
        book["\xa9lyr"] = words
    file.seek(0)
    book.save(file)


def _gapless(samples: int) -> bytes:
    """What Apple's players read to leave out the encoder's delay and padding; others read the edit list."""
    padding = -(_DELAY + samples) % _FRAME_SAMPLES
    numbers = f" 00000000 {_DELAY:08X} {padding:08X} {samples:016X}"
    return (numbers + " 00000000" * 8).encode("ascii")

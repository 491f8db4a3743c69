"""What a player shows of FLAC and Opus: Vorbis comments, chapters among them, and the picture."""

from collections.abc import Iterator

from mutagen.flac import Picture
from mutagen.id3 import PictureType

from coach.exporter.track import ARTIST, GENRE, Track, chapters, plain_words
from coach.score import lrc
from coach.units import ms_to_clock, samples_to_ms, samples_to_s


def comments(track: Track) -> dict[str, str]:
    """The comments of a file, in order.

    Chapters are CHAPTER001 and CHAPTER001NAME, which ffmpeg and VLC know, and a cue sheet for those that
    know it; words are there plain, and with their times as LRC.
    """
    return dict(_comments(track))


def _comments(track: Track) -> Iterator[tuple[str, str]]:
    score = track.score
    yield from (("title", score.title), ("artist", ARTIST), ("album", track.album), ("genre", GENRE))
    yield "language", score.language
    if track.of:
        yield from (("tracknumber", str(track.number)), ("tracktotal", str(track.of)))
    for number, section in enumerate(chapters(score.sections), 1):
        yield f"chapter{number:03}", ms_to_clock(samples_to_ms(section.start))
        yield f"chapter{number:03}name", section.title
    yield "cuesheet", cue_sheet(track)
    if words := plain_words(score):
        yield from (("lyrics", words), ("syncedlyrics", lrc(score)))


def picture(track: Track) -> Picture:
    """The cover as a block of FLAC's."""
    made = Picture()
    made.data, made.mime, made.type = track.cover(), "image/png", PictureType.COVER_FRONT
    made.width, made.height = _size_of_png(made.data)
    made.depth = 24
    return made


_MOST_CUES = 99
"""A cue sheet numbers its tracks with two digits."""


def cue_sheet(track: Track) -> str:
    """The chapters as the text of a cue sheet, in its minutes, seconds and frames of 1/75 s."""
    rows = [f'TITLE "{_quoted(track.score.title)}"', 'FILE "" WAVE']
    for number, section in enumerate(chapters(track.score.sections)[:_MOST_CUES], 1):
        seconds, frames = divmod(round(samples_to_s(section.start) * 75), 75)
        index = f"{seconds // 60:02}:{seconds % 60:02}:{frames:02}"
        rows += [f"  TRACK {number:02} AUDIO", f'    TITLE "{_quoted(section.title)}"', f"    INDEX 01 {index}"]
    return "\n".join(rows)


def _quoted(text: str) -> str:
    return text.replace('"', "'")


def _size_of_png(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, which stand at a fixed place of every PNG."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")

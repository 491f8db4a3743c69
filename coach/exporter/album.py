"""An album: a file for each section and a playlist, so that the next track is the next exercise."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

from coach.audio.mixing import Mix
from coach.audio.render import Clips
from coach.exporter.files import FORMATS, Report, draw_cover, sound_of
from coach.exporter.track import Sound, Track
from coach.score import CAPTIONS, Score, Section, cut
from coach.units import samples_to_s

PLAYLIST_SUFFIX = ".m3u8"
"""M3U in UTF-8."""
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
"""What Windows and the cards of phones take in no file's name."""
_LONGEST_NAME = 60


def export_album(
    score: Score,
    clips: Clips,
    folder: Path,
    suffix: str,
    *,
    gain: float,
    mix: Mix | None = None,
    captions: Sequence[str] = (),
    report: Report | None = None,
) -> None:
    """Write a score into an empty folder: tracks that join to the same samples as one file, and their playlist.

    Args:
        score: all of it.
        clips: its sounds.
        folder: to be filled.
        suffix: the format of the tracks.
        gain: linear.
        mix: voice over music, which has clips and gain of its own; the tracks are stereo then.
        captions: kinds of captions to stand beside each track, of score.CAPTIONS.
        report: told how much is written.

    Raises:
        KeyError: there is no such format.
        OSError: one cannot be written.
        MachineError: the program that encodes them is not there, or fails.
    """
    form = FORMATS[suffix]
    names = track_names(score.sections)
    cover = cache(partial(draw_cover, score))
    sounds = _cut_sound(sound_of(score, clips, form, gain=gain, mix=mix, report=report), score.sections)
    with ThreadPoolExecutor(1) as pool:
        for number, (section, name, sound) in enumerate(zip(score.sections, names, sounds, strict=True), 1):
            part = cut(score, section)
            with (folder / f"{name}{suffix}").open("w+b") as file:
                form.write(file, Track(part, cover, score.title, number, len(names)), sound, pool)
            for kind in captions:
                (folder / f"{name}.{kind}").write_text(CAPTIONS[kind](part), encoding="utf-8")
    list_name = file_name_of(score.title)
    (folder / f"{list_name}{PLAYLIST_SUFFIX}").write_text(
        playlist(score, [name + suffix for name in names]), encoding="utf-8"
    )


def track_names(sections: Sequence[Section]) -> list[str]:
    """A name for each section's file, without a suffix: its number, so that they sort, and its title."""
    digits = max(2, len(str(len(sections))))
    return [f"{number:0{digits}} {file_name_of(section.title)}" for number, section in enumerate(sections, 1)]


def playlist(score: Score, names: Sequence[str]) -> str:
    """The extended M3U of a score's files, which stand beside it: length in whole seconds and title of each."""
    rows = ["#EXTM3U", f"#PLAYLIST:{score.title}"]
    for section, name in zip(score.sections, names, strict=True):
        rows += [f"#EXTINF:{round(samples_to_s(section.end - section.start))},{section.title}", name]
    return "\n".join([*rows, ""])


def file_name_of(title: str) -> str:
    """A title as a file's name that every system takes."""
    name = _NOT_IN_A_NAME.sub(" ", unicodedata.normalize("NFC", title))
    return " ".join(name.split())[:_LONGEST_NAME].strip(" .") or "Workout"


def _cut_sound(sound: Sound, sections: Sequence[Section]) -> Iterator[Sound]:
    """Sound cut at the sections; each part has to be gone through before the next."""
    blocks = sound.pcm
    left = memoryview(b"")

    def part(size: int) -> Iterator[bytes]:
        nonlocal left
        while size:
            left = left or memoryview(next(blocks))
            piece, left = left[:size], left[size:]
            size -= len(piece)
            yield bytes(piece)

    for section in sections:
        samples = section.end - section.start
        yield Sound(part(samples * 2 * sound.channels), samples, sound.channels)

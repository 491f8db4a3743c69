"""What a finished file of sound tells of itself: title, chapters, cover and the words as they are spoken."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import MachineError, WishError
from coach.exporter.track import LANGUAGES

_SYLT_MILLISECONDS = 2
_LANGUAGES = {tag: language for language, tag in LANGUAGES.items()}


@dataclass(frozen=True, slots=True)
class Finished:
    """What is known of a file.

    Attributes:
        title: its tag's, else the file's name.
        duration_s: seconds.
        chapters: title, start and end in seconds, in order; empty where there are none.
        words: start in seconds and text of each line, in order; empty where they are not known.
        cover: a picture as it is in the file; empty where there is none.
        language: of what is said, such as `en`; empty where it is not known.
    """

    title: str
    duration_s: float
    chapters: tuple[tuple[str, float, float], ...]
    words: tuple[tuple[float, str], ...]
    cover: bytes
    language: str = ""


def read_finished(path: Path) -> Finished:
    """Read the tags of a file; of others than MP3 the title and the length.

    Raises:
        WishError: it is no sound that can be read.
        MachineError: the system does not let it be read.
    """
    import mutagen

    try:
        with path.open("rb") as file:
            sound = mutagen.File(file)
    except mutagen.MutagenError:
        sound = None
    except OSError as error:
        hint = "choose another file"
        raise MachineError(f"cannot be read: {error.strerror}", subject=str(path), hint=hint) from error
    if sound is None or not getattr(sound.info, "length", 0):
        hint = "name a file that `coach export` wrote, or another sound"
        raise WishError("this is no sound that can be read", subject=str(path), hint=hint)
    tags, length_s = sound.tags, float(sound.info.length)
    if not hasattr(tags, "getall"):  # no ID3
        return Finished(_plain(_common_title(tags)) or path.stem, length_s, (), (), b"")
    return Finished(
        title=_plain(str(tags.get("TIT2", ""))) or path.stem,
        duration_s=length_s,
        chapters=tuple(_chapters(tags, length_s)),
        words=tuple(_words(tags)),
        cover=next((picture.data for picture in tags.getall("APIC")), b""),
        language=_LANGUAGES.get(str(tags.get("TLAN", "")), ""),
    )


def _chapters(tags: Any, length_s: float) -> list[tuple[str, float, float]]:
    """In the order of time; what lies outside the sound is left out."""
    found = []
    for frame in tags.getall("CHAP"):
        start_s, end_s = frame.start_time / 1000, min(frame.end_time / 1000, length_s)
        if start_s < end_s:
            found.append((_plain(str(frame.sub_frames.get("TIT2", ""))) or "–", start_s, end_s))
    return sorted(found, key=lambda chapter: chapter[1])


def _words(tags: Any) -> list[tuple[float, str]]:
    for frame in tags.getall("SYLT"):
        if frame.format == _SYLT_MILLISECONDS:
            return sorted((place / 1000, line) for text, place in frame.text if (line := _plain(text)))
    return []


def _common_title(tags: Any) -> str:
    """The title as Vorbis comments and MP4 have it."""
    for key in ("title", "\N{COPYRIGHT SIGN}nam"):
        try:
            return str(tags[key][0])
        except (KeyError, IndexError, TypeError, ValueError):  # each kind of tags refuses in its own way
            continue
    return ""


def _plain(text: str) -> str:
    """A text on one line, without what cannot be shown."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())

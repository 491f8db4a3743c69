"""The converter that other formats need, ffmpeg, found as pydub finds it and fed block by block.

pydub itself would hold the whole sound in memory, and write it into a file of its own before converting it.
"""

import base64
import errno
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Sequence
from functools import cache
from typing import BinaryIO

from coach.errors import MachineError
from coach.exporter.track import Sound
from coach.score import Section
from coach.units import SAMPLE_RATE

_INSTALL = "install it (Debian: apt install ffmpeg, macOS: brew install ffmpeg, Windows: winget install ffmpeg)"
_LONGEST_TITLE = 80
"""Characters of a chapter's title; all of them together are an argument, and that has an end."""
_ALWAYS_THE_SAME = ("-fflags", "+bitexact", "-flags:a", "+bitexact", "-threads", "1")
"""No dates, versions and random numbers in the file (promise 9)."""


def problem(encoder: str) -> str:
    """Why ffmpeg cannot encode with one of its encoders; empty where it can."""
    if not converter():
        return "ffmpeg is not there"
    return "" if about(f"encoder={encoder}").startswith("Encoder") else f"this ffmpeg has no encoder `{encoder}`"


@cache
def about(topic: str) -> str:
    """What ffmpeg tells of one of its parts, such as `encoder=aac`: its versions differ in what they can."""
    command = [converter(), "-hide_banner", "-loglevel", "error", "-h", topic]
    return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False, text=True).stdout


def check(encoder: str, *, what: str) -> None:
    """Refuse what cannot be encoded, before any work is done.

    Raises:
        MachineError: ffmpeg is not there, or lacks the encoder; `what` says what it is needed for.
    """
    if found := problem(encoder):
        raise MachineError(found, subject=what, hint=f"{_INSTALL}, or write .mp3, .flac or .wav, which need none")


def converter() -> str:
    """The path of the program that pydub would convert with; empty where there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub warns where it finds none, and writes its patterns the old way
        from pydub import AudioSegment
    return shutil.which(AudioSegment.converter) or ""


def encode(file: BinaryIO, sound: Sound, arguments: Sequence[str], *, chapters: Sequence[Section] = ()) -> None:
    """Write sound into a file, encoded as ffmpeg's arguments say.

    Args:
        file: an empty file of the system; ffmpeg writes into it by another opening, so that it may seek.
        sound: what to write.
        arguments: those of the output.
        chapters: to be written by ffmpeg as well.

    Raises:
        MachineError: ffmpeg fails or ends early; its last line says why.
        OSError: the disk is full.
    """
    place, descriptors = _place(file)
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [*_input(sound, chapters), *arguments, *_ALWAYS_THE_SAME, place],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=told,
            pass_fds=descriptors,
        )
        try:
            _feed(process, sound)
            failed = process.wait() != 0
        finally:
            process.kill()
            process.wait()
        if failed:
            told.seek(0)
            raise _failure(told.read().decode(errors="replace"), process.returncode)


def _place(file: BinaryIO) -> tuple[str, tuple[int, ...]]:
    """What ffmpeg opens to write into a file, and what it has to be given for that: a file may have no name."""
    if isinstance(file.name, int):
        return f"/dev/fd/{file.fileno()}", (file.fileno(),)
    return f"file:{file.name}", ()


def _input(sound: Sound, chapters: Sequence[Section]) -> list[str]:
    program = [converter(), "-hide_banner", "-nostats", "-loglevel", "error", "-y"]
    raw = ["-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", str(sound.channels), "-i", "pipe:0"]
    if not chapters:
        return [*program, *raw, "-map_metadata", "-1"]
    text = base64.b64encode("\n".join([";FFMETADATA1", *map(_chapter, chapters)]).encode()).decode()
    meta = ["-f", "ffmetadata", "-i", f"data:text/plain;base64,{text}"]
    return [*program, *raw, *meta, "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]


def _chapter(section: Section) -> str:
    title = section.title[:_LONGEST_TITLE].rstrip()
    for character in "\\=;#":
        title = title.replace(character, f"\\{character}")
    times = f"TIMEBASE=1/{SAMPLE_RATE}\nSTART={section.start}\nEND={section.end}"
    return f"[CHAPTER]\n{times}\ntitle={title}"


def _feed(process: "subprocess.Popen[bytes]", sound: Sound) -> None:
    assert process.stdin is not None
    try:
        for block in sound.pcm:
            process.stdin.write(block)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it has ended, and says why


def _failure(told: str, code: int) -> Exception:
    full = os.strerror(errno.ENOSPC)
    if full in told:
        return OSError(errno.ENOSPC, full)
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    why = lines[-1] if lines else f"it ended with {code}"
    return MachineError(
        f"it could not write the file: {why}", subject="ffmpeg", hint="write .mp3, .flac or .wav instead"
    )

"""Bytes to text: UTF-8, UTF-16 and the older encodings are recognised; what is no text is named."""

import codecs
import re

from coach.errors import Problem, RoutineError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLDER = "cp1252"
"""What Windows wrote in Western Europe and America; it holds all of Latin-1."""
_KNOWN = (
    (b"%PDF", "a PDF", "open it, and copy the workout into a text file"),
    (b"PK\x03\x04", "a Word, Excel or ZIP file", "open it, and save or copy its text"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "open it, and save or copy its text"),
    (b"\x89PNG", "a picture", "type what stands in it"),
    (b"\xff\xd8\xff", "a picture", "type what stands in it"),
    (b"GIF8", "a picture", "type what stands in it"),
    (b"RIFF", "a sound or a picture", "name a text"),
    (b"ID3", "a sound", "name a text"),
    (b"{\\rtf", "an RTF file", "open it, and save it as plain text"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Codecs of Python's own that no text is written in; punycode takes minutes for a page."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MANY = 8
"""Control characters that make a text no text, from every twentieth byte on; fewer are named one by one."""
_SAMPLE = 4_096
_NULS = 0.3
"""Share of NUL bytes from which a text without a mark is UTF-16: every second byte of Western text is one."""


def decoded(data: bytes, name: str, *, most: int, encoding: str = "") -> tuple[str, str]:
    """The text of bytes, and a note where they were no UTF-8.

    Args:
        data: what was read.
        name: for messages.
        most: bytes that are read at the most.
        encoding: as somebody else names it; it is tried first.

    Raises:
        RoutineError: it is too large, or no text.
    """
    if len(data) > most:
        hint = f"a routine is a text of at most {most // 1_000_000} MB; this is more"
        raise RoutineError([Problem(1, 1, "this is too large to be a routine", hint)], subject=name)
    for magic, what, hint in _KNOWN:
        if data.startswith(magic):
            raise RoutineError([Problem(1, 1, f"this is no text, but {what}", hint)], subject=name)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), "" if codec == "utf-8-sig" else _note(codec)
    for codec in filter(None, (encoding, "utf-8")):
        text = _try(data, codec)
        if text is not None and "\0" not in text and not _is_binary(data):
            return text, ""
    if codec := _utf_16(data):
        return data.decode(codec, "replace"), _note(codec)
    if b"\0" in data or _is_binary(data):
        found = _CONTROLS.search(data)
        raise _no_text(data, found.start() if found else 0, name)
    return data.decode(_OLDER, "replace"), _note("Windows-1252")


def _try(data: bytes, codec: str) -> str | None:
    try:
        return None if codecs.lookup(codec).name in _NO_CHARSETS else data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _utf_16(data: bytes) -> str:
    """Which UTF-16 bytes without a mark are, by where their NULs stand; empty if neither."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) / 2 * _NULS or len(data) % 2:
        return ""
    if min(even, odd) > max(even, odd) / 10:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_binary(data: bytes) -> bool:
    """Whether many bytes are control characters, which no text has."""
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return controls >= _MANY and controls * 20 > len(sample)


def _no_text(data: bytes, place: int, name: str) -> RoutineError:
    line = data.count(b"\n", 0, place) + 1
    column = len(data[data.rfind(b"\n", 0, place) + 1 : place].decode("utf-8", "replace")) + 1
    message = f"this is no text: the byte {data[place]:#04x} stands here"
    return RoutineError([Problem(line, column, message, "save the routine as plain text in UTF-8")], subject=name)


def _note(encoding: str) -> str:
    return f"it is read as {encoding.upper()}; save it as UTF-8 to be sure"

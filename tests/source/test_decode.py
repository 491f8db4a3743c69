"""Bytes to text: what is recognised, and what is named."""

import time

import pytest

from coach.errors import RoutineError
from coach.source.decode import decoded

TEXT = "# Für die Hüfte\n\n- Brücke – 3×12 „langsam“\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_encodings_are_recognised(codec: str) -> None:
    text, note = decoded(TEXT.encode(codec), "a.md", most=10_000)
    assert text.removeprefix("\ufeff") == TEXT
    assert bool(note) == (codec not in ("utf-8", "utf-8-sig"))


def test_latin_1_is_recognised() -> None:
    text, note = decoded("- Brücke: 10\n".encode("latin-1"), "a.md", most=10_000)
    assert text == "- Brücke: 10\n"
    assert "WINDOWS-1252" in note


def test_what_a_server_says_comes_first() -> None:
    data = "- Мост: 10\n".encode("koi8-r")
    assert decoded(data, "a", most=100, encoding="koi8-r")[0] == "- Мост: 10\n"


@pytest.mark.parametrize("encoding", ["klingon", "undefined", "idna", "hex", "unicode-escape", "punycode"])
def test_an_encoding_that_is_none_is_passed_over(encoding: str) -> None:
    text = "- Bra\\u0075: 10\n"
    assert decoded(text.encode(), "a", most=100, encoding=encoding) == (text, "")
    long = "x" * 200_000 + "-" + "y" * 200_000  # punycode takes its time with such
    began = time.process_time()
    assert decoded(long.encode(), "a", most=1_000_000, encoding=encoding)[0] == long
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a Word, Excel or ZIP file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"ID3\x04", "a sound"),
        (b"{\\rtf1 Squats}", "an RTF file"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"# A\n- B\x00\x01", "the byte 0x00"),
        (bytes(range(1, 9)) * 40, "the byte"),
        (b"x" * 101, "too large"),
    ],
)
def test_what_is_no_text_is_named_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(RoutineError) as caught:
        decoded(data, "a.md", most=100 if data.startswith(b"x") else 10_000)
    (problem,) = caught.value.problems
    assert says in problem.message
    assert problem.hint


def test_a_byte_that_is_no_text_is_found_where_it_stands() -> None:
    with pytest.raises(RoutineError) as caught:
        decoded("# é\n- Bär\x00".encode(), "a.md", most=100)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (2, 6)

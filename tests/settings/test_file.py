"""The file of settings: what it may look like, and every problem with its place and what would be right."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.errors import MachineError, SettingsError
from coach.settings import load
from coach.settings.file import MAX_BYTES, parse
from coach.settings.statements import MAX_LINES, statements


def values(text: str) -> dict[str, object]:
    file = parse(text, Path("c.toml"))
    assert file.flaws == ()
    return {name: entry.value for name, entry in file.entries.items()}


def flaws(text: str) -> list[str]:
    return [f"{flaw.place.removeprefix('c.toml:')} {flaw.message}" for flaw in parse(text, Path("c.toml")).flaws]


def test_every_kind_of_value_is_read() -> None:
    text = """
# mine
voice = "system:en-gb"   # a Briton
pace = 1
talk = 'tones'
output_folder = "~/Music"
"remember" = true
  cache_mb = 1_000
"""
    assert values(text) == {
        "voice": "system:en-gb",
        "pace": 1.0,
        "talk": "tones",
        "output_folder": Path.home() / "Music",
        "remember": True,
        "cache_mb": 1000,
    }
    assert parse(text, Path("c.toml")).entries["talk"].line == 5


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "#", "   "])
def test_an_empty_file_sets_nothing(text: str) -> None:
    assert values(text) == {}


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("pace = 3", "`pace` cannot be 3", "a number from 0.5 to 2, such as `pace = 1.1`"),
        ('pace = "1.2"', '`pace` cannot be "1.2"', "pace = 1.1"),
        ("pace = true", "`pace` cannot be true", "a number"),
        ("pace = nan", "`pace` cannot be NaN", "a number"),
        ('talk = "minimum"', '`talk` cannot be "minimum"', "did you mean `minimal`? write one of full, standard"),
        ("talk = 3", "`talk` cannot be 3", "one of full"),
        ("talk = ['full']", '`talk` cannot be ["full"]', "one of full"),
        ('voice = ""', '`voice` cannot be ""', "an engine"),
        ('device = "a\\nb"', '`device` cannot be "a\\nb"', "the name of a device"),
        ("voice.name = 1", '`voice` cannot be {"name" = 1}', "an engine"),
        ("[voice]\n", "`voice` cannot be {}", "an engine"),
        ('remember = "yes"', '`remember` cannot be "yes"', "true or false, such as `remember = true`"),
        ("cache_mb = 1.5", "`cache_mb` cannot be 1.5", "a whole number of megabytes"),
        ("cache_mb = -1", "`cache_mb` cannot be -1", "from 0 to"),
        ('output_folder = "music"', '`output_folder` cannot be "music": it depends on where', "the whole path"),
        ('output_folder = "~nobody-of-this-name"', "there is nobody of this name", "one that begins with ~"),
        ("pace = 1979-05-27", '`pace` cannot be "1979-05-27"', "a number"),
        ("paces = 1", "`paces` is no setting", "did you mean `pace`? there are voice, pace"),
        ("Output-Folder = 1", "`Output-Folder` is no setting", "did you mean `output_folder`?"),
        ("colour = 1", "`colour` is no setting", "there are voice, pace"),
        ('fit = "9:30"', "`fit` is no setting", "each time, with --fit"),
        ("rep_seconds = 2", "`rep_seconds` is no setting", "each time, with --rep-seconds"),
        ("voice = silent", "this is no TOML: invalid value", 'talk = "standard"'),
        ("voice", "this is no TOML: expected '='", 'talk = "standard"'),
        ("voice: silent", "this is no TOML: expected '='", 'talk = "standard"'),
        ('output_folder = "C:\\Users\\me"', "this is no TOML", "put ' around"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_right(line: str, message: str, hint: str) -> None:
    (flaw,) = parse(f"# mine\n\n{line}\n", Path("c.toml")).flaws
    assert flaw.place.startswith("c.toml:3:")
    assert message in flaw.message
    assert hint in flaw.hint


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    text = 'pase = 1\ntalk = "loud"\nvoice = "silent\npace = 1.2\n  count = 7\npace = 1.3\n[musik]\na = 1\nb = 2\n'
    assert flaws(text) == [
        "1:1 `pase` is no setting",
        '2:1 `talk` cannot be "loud"',
        "3:16 this is no TOML: illegal character '\\n'",
        "5:3 `count` cannot be 7",
        "6:1 `pace` is set a second time",
        "7:1 `musik` is no setting",
    ]


def test_what_does_not_end_is_told_where_it_begins() -> None:
    assert flaws('voice = """silent\npace = 9\n')[0].startswith("1:1 this is no TOML")
    assert flaws("device = [\n'a',\npace = 9\n") == [
        "1:1 this is no TOML: what begins here does not end",
        "2:4 this is no TOML: expected '=' after a key in a key/value pair",
        "3:1 `pace` cannot be 9",
    ]


def test_what_is_not_closed_is_not_looked_for_to_the_end_of_the_file() -> None:
    lines = ["pace = 1.2"] * (MAX_LINES - 2)
    (flaw,) = flaws("\n".join(["device = '''", *lines, "'''"]))
    assert flaw.startswith('1:1 `device` cannot be "pace = 1.2')
    assert flaw.endswith("…")
    assert len(flaw) == len("1:1 `device` cannot be ") + 76
    assert "what begins here does not end" in flaws("\n".join(["device = '''", "", *lines, "'''"]))[0]


def test_of_another_file_not_every_line_is_told(tmp_path: Path) -> None:
    flawed = parse("no\n" * 100, tmp_path / "config.toml").flaws
    assert len(flawed) == 100
    told = str(SettingsError(flawed)).splitlines()
    assert len(told) == 61
    assert told[-1] == "and 70 more"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"# gr\xc3\xbc\xc3\x9fe\nvoice = 'gr\xfc\xdf'\n")
    with pytest.raises(SettingsError, match=r"config.toml:2:12: byte 0xfc is no UTF-8\n  save the file as UTF-8"):
        load(path)
    path.write_bytes("pace = 1.2\n".encode("utf-16"))
    with pytest.raises(SettingsError, match="it is UTF-16"):
        load(path)
    path.write_bytes(b"# x\n" * MAX_BYTES)
    with pytest.raises(SettingsError, match="more than 64,000 bytes"):
        load(path)


def test_what_editors_on_windows_write_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfpace = 1.2\r\ntalk = 'tones'\r\n")
    assert {name: (entry.value, entry.line) for name, entry in load(path).entries.items()} == {
        "pace": (1.2, 1),
        "talk": ("tones", 2),
    }


def test_what_stands_in_the_place_of_the_file(tmp_path: Path) -> None:
    assert load(tmp_path / "none" / "config.toml").text is None
    folder = tmp_path / "config.toml"
    folder.mkdir()
    with pytest.raises(SettingsError, match="this is a folder"):
        load(folder)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="its folder is a file"):
        load(tmp_path / "file" / "config.toml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.toml")
    with pytest.raises(SettingsError, match="this is no file"):
        load(tmp_path / "config.toml")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text("pace = 1.2\n", encoding="utf-8")

    def refused(*_: object) -> int:  # whoever runs the tests may be allowed to read everything
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(MachineError, match="the settings cannot be read: Permission denied"):
        load(path)


LINES = st.sampled_from(
    [
        "pace = 1.2",
        "voice = 'a'",
        "x = [",
        "1,",
        "]",
        '"""',
        "k = '''",
        "'''",
        "[t]",
        "[[u]]",
        "a.b = 1",
        "# c",
        "",
        "=",
        "a = {",
    ]
)


@given(st.lists(LINES, max_size=12))
@example(["[t]", "a.b = 1", "x = [", "1,", "]", "[[u]]", "a.b = 1"])
def test_statements_say_what_the_whole_says(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = list(statements(text))
    assert all(1 <= one.line <= len(lines) or not lines for one in found)
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert not [one for one in found if one.problem]
    assert {name for one in found for name in one.data} == set(whole)


@given(st.text(max_size=60))
def test_no_text_is_too_much(text: str) -> None:
    parse(text.replace("\r\n", "\n"), Path("c.toml"))

"""The file of settings, written: every key is documented in a fresh one, and a change leaves all else as it is."""

import os
import re
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import MachineError, SettingsError, WishError
from coach.settings import KEYS, Key, kinds, load
from coach.settings import keys as table
from coach.settings.check import value_of
from coach.settings.edit import change, fresh_text, with_value, without, write
from coach.settings.file import parse

PATH = Path("c.toml")
PLAIN = [key for key in KEYS if not key.kind.is_table]


def test_a_fresh_file_sets_nothing_and_documents_every_key() -> None:
    text = fresh_text()
    assert (parse(text, PATH).entries, parse(text, PATH).flaws) == ({}, ())
    for key in KEYS:
        assert f"# {key.about}\n" in text
        assert key.kind.is_table or key.variable in text
    uncommented = "\n".join(
        line.removeprefix("# ") if " = " in line or "# [" in line else line for line in text.split("\n")
    )
    assert set(parse(uncommented, PATH).entries) == {key.name for key in KEYS}
    assert parse(uncommented, PATH).flaws == ()
    assert max(map(len, text.splitlines())) <= 120


@given(st.permutations(PLAIN))
def test_setting_and_unsetting_all_gives_the_fresh_file_again(order: list[Key]) -> None:
    text = fresh_text()
    for key in order:
        text = with_value(text, key, key.sample)
    assert len(text.splitlines()) == len(fresh_text().splitlines())
    assert tomllib.loads(text) == {key.name: key.sample for key in PLAIN}
    for key in order:
        text = without(text, key.name)
    assert text == fresh_text()


MINE = """\
# this is mine
  pace = 1.1   # slow days
'talk' = "full"
device = '''
headset'''

# count = "down"  # some day
"""


def test_a_change_leaves_all_else_as_it_is() -> None:
    by_name = {key.name: key for key in KEYS}
    assert with_value(MINE, by_name["pace"], 1.25) == MINE.replace("1.1 ", "1.25 ")
    assert with_value(MINE, by_name["talk"], "tones") == MINE.replace('"full"', '"tones"')
    assert with_value(MINE, by_name["count"], "up") == MINE.replace('# count = "down"  # some day', 'count = "up"')
    assert with_value(MINE, by_name["remember"], True) == f"{MINE}remember = true\n"
    assert with_value("pace = 1", by_name["remember"], True) == "pace = 1\nremember = true\n"
    assert without(MINE, "talk") == MINE.replace("'talk' = \"full\"\n", "")
    assert without(MINE, "device") == MINE.replace("device = '''\nheadset'''\n", "")


NAMES = st.sampled_from(PLAIN)
LINES = ["", "# talk = 'x'", "#pace=1", "[other]", "count = 'up'", "pace = 1", "a.b = 1", "# é"]
PIECES = st.lists(st.sampled_from(LINES), unique=True)


@given(PIECES, NAMES)
def test_a_change_means_what_it_says_and_nothing_else(pieces: list[str], key: Key) -> None:
    text = "\n".join(pieces)
    before = tomllib.loads(text)
    changed = with_value(text, key, key.sample)
    assert tomllib.loads(changed) == {**before, key.name: key.sample}
    assert {line for line in changed.splitlines() if "é" in line} == {line for line in text.splitlines() if "é" in line}
    before.pop(key.name, None)
    assert tomllib.loads(without(changed, key.name)) == before


def test_what_stands_in_a_table_is_set_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    words = kinds.table("a table of words", name="[a-z]+", value=kinds.text("some words"))
    key = Key("words", words, "Words.", sample={"a": "say -o {out}", "b": "x"}, default={}, unset="none")
    monkeypatch.setattr(table, "KEYS", (*KEYS, key))
    assert value_of("words.a", "some") == (key, "some")
    text = with_value("pace = 1\n", key, 'say "x"', entry="a")
    assert text == 'pace = 1\n\n[words]\na = "say \\"x\\""\n'
    text = with_value(text, key, "y", entry="b")
    assert parse(text, PATH).entries["words"].value == {"a": 'say "x"', "b": "y"}
    assert tomllib.loads(without(text, "words", entry="a")) == {"pace": 1, "words": {"b": "y"}}
    assert without(text, "words") == "pace = 1\n\n"
    assert without('pace = 1\n[words]\na = "x"\n', "words", entry="a") == "pace = 1\n"
    assert parse("words.a = 'x'\nwords.b = 'y'\n", PATH).entries["words"].value == {"a": "x", "b": "y"}
    for wrong, message in (("A = 'x'", "`A` is no name for it"), ("a = 1", "`a` has to be some words")):
        (flaw,) = parse(f"[words]\n{wrong}\n", PATH).flaws
        assert message in flaw.message
        assert flaw.hint == "write a table of words, such as `[words]`"
    with pytest.raises(WishError, match=re.escape('`coach config set words.a "say -o {out}"`')):
        value_of("words", "x")
    with pytest.raises(WishError, match="is no setting"):
        value_of("pace.a", "1")


def test_damaged_files_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for text in ("pace = \n", "pace = 1\npace = 2\n", "[a]\n[a]\n", "a = 1\na.b = 2\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(SettingsError) as caught:
            change(load(path), "talk", "full")
        assert caught.value.flaws
        assert path.read_text(encoding="utf-8") == text


def test_what_is_wrong_can_be_mended_key_by_key(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("pace = 9\nspeed = 1\n", encoding="utf-8")
    assert [flaw.message for flaw in change(load(path), "pace", 1.2).flaws] == ["`speed` is no setting"]
    assert change(load(path), "speed").flaws == ()
    assert path.read_text(encoding="utf-8") == "pace = 1.2\n"
    with pytest.raises(WishError, match="`speed` is not set there"):
        change(load(path), "speed")


def test_it_is_written_with_its_folder_through_links_with_its_rights_and_ends_of_lines(tmp_path: Path) -> None:
    change(load(tmp_path / "new" / "deep" / "config.toml"), "pace", 1.2)
    assert load(tmp_path / "new" / "deep" / "config.toml").entries["pace"].value == 1.2
    real = tmp_path / "dotfiles.toml"
    real.write_bytes(b"# mine\r\npace = 1.1\r\n")
    real.chmod(0o600)
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    change(load(link), "talk", "full")
    assert link.is_symlink()
    assert real.read_bytes() == b'# mine\r\npace = 1.1\r\ntalk = "full"\r\n'
    assert sys.platform == "win32" or real.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "dotfiles.toml", "new"]


def test_where_it_cannot_be_written_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text("pace = 1.1\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = load(path)
    monkeypatch.setattr(os, "fchmod", full)
    with pytest.raises(MachineError, match="No space left on device\n  free some space"):
        change(file, "pace", 1.2)
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]
    assert path.read_text(encoding="utf-8") == "pace = 1.1\n"
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MachineError, match="COACH_CONFIG_DIR"):
        write(tmp_path / "file" / "config.toml", "")

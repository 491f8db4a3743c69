"""Any program as a voice: no shell, its fields filled in, and what is said where it does not do what it should."""

import shlex
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.cue import Utterance
from coach.errors import MachineError, WishError
from coach.speech import ClipCache, EngineError, Library, Speaker, find, speaks
from coach.speech.engines.program import CommandEngine

SPEAKER = """
import sys, wave
out, text, rate, wpm, language = sys.argv[1:]
open({log!r}, "a", encoding="utf-8").write("|".join((text, rate, wpm, language)) + "\\n")
with wave.open(out, "wb") as file:
    file.setparams((1, 2, 16000, 0, "NONE", ""))
    file.writeframes(b"\\x00\\x20\\x00\\xe0" * round(4000 / float(rate)))
"""


@pytest.fixture
def command(tmp_path: Path) -> str:
    """A program that speaks in one tone, and writes down what it was told."""
    program = tmp_path / "speak er.py"
    program.write_text(SPEAKER.format(log=str(tmp_path / "log")), encoding="utf-8")
    return f"{shlex.join([sys.executable, str(program)])} {{out}} {{text}} {{rate}} {{wpm}} {{language}}"


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code, "{text}", "{out}"])


def test_its_fields_are_filled_in_and_no_shell_reads_them(command: str, tmp_path: Path) -> None:
    text = "-rf $(touch bad) ; `touch bad` {rate} \"Hüfte\" 'x'"
    sound = CommandEngine(command).speak(Utterance(text, "de", 1.25), "command")
    assert (tmp_path / "log").read_text(encoding="utf-8") == f"{text[1:]}|1.25|206|de\n"
    assert (sound.rate, sound.samples.dtype, sound.samples.shape) == (16_000, np.float32, (6400,))
    assert not (tmp_path / "bad").exists()


def test_it_is_found_by_its_name_and_speaks_every_language(command: str) -> None:
    name, engine, voice = find("mine", language="tlh", commands={"mine": command})
    assert (name, voice) == ("mine", "command")
    assert isinstance(engine, CommandEngine)
    assert speaks("mine:command", language="de", commands={"mine": command})
    with pytest.raises(WishError, match="the engines are hibari, mine, piper, silent, system"):
        find("yours", language="en", commands={"mine": command})


def test_a_command_takes_no_engines_name(command: str) -> None:
    assert not isinstance(find("silent", language="en", commands={"silent": command})[1], CommandEngine)


def test_another_command_under_the_same_name_is_another_voice(command: str, tmp_path: Path) -> None:
    cue, cache = Utterance("one"), ClipCache(tmp_path / "cache", most=10_000_000)
    for line in (command, command.replace("{wpm}", "100"), command):
        Library("mine", CommandEngine(line), "command", cache).prepare([cue])
    assert (tmp_path / "log").read_text(encoding="utf-8") == "one|1|165|en\none|1|100|en\n"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; sys.exit('no such voice')", "ended with 1: no such voice"),
        ("raise SystemExit(3)", "ended with 3: it says nothing"),
        ("pass", "wrote no file"),
        ("import sys; open(sys.argv[2], 'w').write('no sound')", "wrote no sound that can be read"),
        ("import time; time.sleep(60)", "took longer than 0.5 s"),
    ],
)
def test_what_it_does_wrong_is_told(code: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        CommandEngine(python(code), limit_s=0.5 if "sleep" in code else 60).speak(Utterance("one"), "command")


def test_a_file_with_an_ending_of_the_programs_own_is_found(command: str) -> None:
    assert len(CommandEngine(command.replace("{out}", "{out}.more.wav")).speak(Utterance("a"), "command").samples)


def test_the_message_names_voice_and_text() -> None:
    speaker = Speaker("mine", CommandEngine(python("raise SystemExit('no licence')")), "command")
    with pytest.raises(MachineError, match=r"mine:command: cannot say “one”: .* ended with 1: no licence"):
        speaker.say(Utterance("one"))


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("no-such-program {out} {text}", "there is no program `no-such-program`"),
        ("say {text}", "it has no {out}"),
        ("say 'a", "No closing quotation"),
    ],
)
def test_a_command_that_cannot_be_used_says_why(command: str, says: str) -> None:
    with pytest.raises(MachineError, match=says):
        find("mine", language="en", commands={"mine": command})

"""Settings on the command line: what the file and the environment say holds for every command that takes it."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from coach.settings import KEYS
from coach.settings.edit import fresh_text
from tests.test_cli import COACH, SHORT, run
from tests.test_cli_play import history, own_places, played

__all__ = ["own_places"]  # a fixture that every test here takes
FAST = "# Fast\n\n- Squats: 4 @ 1 s\n"


@pytest.fixture(autouse=True)
def config(own_places: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of the settings, in a folder of their own."""
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setenv("COACH_CONFIG_DIR", str(folder))
    Path("fast.md").write_text(FAST, encoding="utf-8")
    return folder / "config.toml"


def shown(*arguments: str) -> dict[str, object]:
    data: dict[str, object] = json.loads(run("show", *arguments, "--json").stdout)
    return data


def lasts_s(*arguments: str) -> float:
    data = shown(*arguments)
    return float(str(data["duration"])) / float(str(data["sample_rate"]))


def counts(*arguments: str) -> list[object]:
    events = shown(*arguments)["events"]
    assert isinstance(events, list)
    return [event["rep"] for event in events if event.get("role") == "count"]


def test_show_and_export_take_what_is_set(config: Path, tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    config.write_text(
        f"voice = 'silent'\npace = 1.25\ntalk = 'minimal'\ncount = 'none'\noutput_folder = '{tmp_path / 'music'}'\n",
        encoding="utf-8",
    )
    assert (shown("fast.md")["voice"], shown("fast.md")["pace"], counts("fast.md")) == ("silent:silence", 1.25, [])
    facts = json.loads(run("export", "fast.md", "--json", "--count", "up").stdout)
    assert (facts["path"], facts["pace"]) == (str(tmp_path / "music" / "fast.mp3"), 1.25)
    assert run("export", "fast.md", "-o", "here.wav").stdout == "here.wav\n"
    assert "the file exists" in run("export", "fast.md", code=2).stderr


def test_export_writes_the_format_and_the_captions_that_are_set(config: Path, tmp_path: Path) -> None:
    config.write_text(f"voice = 'silent'\nformat = 'wav'\ncaptions = 'vtt'\noutput_folder = '{tmp_path}'\n")
    wav, captions = tmp_path / "fast.wav", tmp_path / "fast.vtt"
    assert run("export", "fast.md").stdout == f"{wav}\n{captions}\n"
    assert run("export", "fast.md", "-o", "b.mp3", "--captions", "none").stdout == "b.mp3\n"
    assert run("export", "fast.md", "-o", "c.lrc").stdout == "c.lrc\n"
    assert "captions already" in run("export", "fast.md", "-o", "d.lrc", "--captions", "vtt", code=2).stderr
    assert "no kind of captions" in run("export", "fast.md", "-o", "d.mp3", "--captions", "srt", code=2).stderr
    config.write_text("output_folder = '/nowhere/at/all'\n", encoding="utf-8")
    assert "its folder does not exist" in run("export", "fast.md", "--voice", "silent", code=2).stderr


def test_the_environment_comes_before_the_routine_and_the_routine_before_the_file(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text("voice = 'silent'\npace = 1.25\n", encoding="utf-8")
    Path("own.md").write_text(f"---\npace: 0.8\n---\n{FAST}", encoding="utf-8")
    Path("long.md").write_text(f"---\nduration: 0:45\n---\n{FAST}", encoding="utf-8")
    assert shown("own.md")["pace"] == 0.8
    assert lasts_s("long.md") == 45
    assert lasts_s("fast.md", "--fit", "0:46") == 46
    assert shown("fast.md", "--rep-seconds", "2")["pace"] == 1.0
    monkeypatch.setenv("COACH_PACE", "1.5")
    assert [shown(name)["pace"] for name in ("own.md", "long.md", "fast.md")] == [1.5, 1.5, 1.5]
    assert shown("own.md", "--pace", "0.9")["pace"] == 0.9
    assert lasts_s("fast.md", "--fit", "0:46") == 46


def test_say_and_the_cache_take_what_is_set(config: Path) -> None:
    config.write_text("voice = 'nobody'\ncache_mb = 7\n", encoding="utf-8")
    assert json.loads(run("cache", "--json").stdout)["most_bytes"] == 7_000_000
    assert "unknown voice engine `nobody`" in run("say", "Twenty.", "-o", "a.wav", code=2).stderr
    assert run("say", "Twenty.", "-o", "a.wav", "--voice", "silent").stdout == "a.wav\n"


@pytest.mark.parametrize("text", ["pace = 9\n", "pace", "no such = 1\n", "speed = 1\n"])
def test_nothing_is_done_with_settings_that_are_wrong(config: Path, text: str) -> None:
    config.write_text(text, encoding="utf-8")
    for command in (("export", "fast.md"), ("show", "fast.md"), ("say", "One.", "-o", "a.wav"), ("cache",)):
        result = run(*command, "--voice", "silent", code=2) if command != ("cache",) else run("cache", code=2)
        assert result.stderr.startswith(f"{config}:1:")
    assert run("play", "fast.md", code=2).stderr.startswith(f"{config}:1:")
    assert not {"fast.mp3", "a.wav"} & set(os.listdir())
    assert history() == []
    for reads_none in (("--help",), ("export", "--help"), ("list",), ("check", "fast.md"), ("history",)):
        run(*reads_none)


def test_play_takes_the_device_and_remembers_where_that_is_set(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("voice = 'silent'\ntalk = 'tones'\ndevice = 'wav:heard.wav'\nremember = true\n", encoding="utf-8")
    assert "pace 1.50 remembered" in run("play", "fast.md", "--pace", "1.5").stdout
    assert Path("heard.wav").stat().st_size > 100_000
    config.write_text("voice = 'silent'\ntalk = 'tones'\npace = 0.8\nremember = false\n", encoding="utf-8")
    heard = run("play", "fast.md", "--device", "wav:b.wav")
    assert "pace 1.50, as remembered" in heard.stderr  # what is not to be kept is not taken away
    assert "remembered" not in heard.stdout
    monkeypatch.setenv("COACH_PACE", "1.2")
    assert "as remembered" not in run("play", "fast.md", "--device", "wav:c.wav").stderr
    assert history()[0]["pace"] == 1.2
    monkeypatch.delenv("COACH_PACE")
    run("play", "fast.md", "--device", "wav:d.wav", "--forget")
    assert history()[0]["pace"] == 0.8
    assert "as remembered" not in run("play", "fast.md", "--device", "wav:e.wav").stderr


def test_a_session_that_goes_on_keeps_what_it_was_begun_with(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("talk = 'minimal'\ncount = 'down'\npace = 1.25\n", encoding="utf-8")
    process = played("long.md")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    config.write_text("voice = 'nobody'\ntalk = 'full'\ncount = 'none'\npace = 2\n", encoding="utf-8")
    for name, value in (("VOICE", "nobody"), ("TALK", "full"), ("COUNT", "none"), ("PACE", "2")):
        monkeypatch.setenv(f"COACH_{name}", value)
    run("play", "--resume", "--device", "wav:rest.wav", "--lines")
    now, before = history()
    for name in ("voice", "talk", "count", "pace"):
        assert now[name] == before[name]
    assert (now["voice"], now["talk"], now["count"], now["pace"]) == ("silent:silence", "minimal", "down", 1.25)


def test_python_hears_no_settings(config: Path) -> None:
    config.write_text("pace = 9\n", encoding="utf-8")
    code = f"from coach import compose, read\nprint(compose(read({SHORT!r}), voice='silent').pace)"
    done = subprocess.run(
        [COACH[0], "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "COACH_PACE": "2"}
    )
    assert done.stdout == "1.0\n"


def test_config_shows_what_holds_and_where_from(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run("config").stdout.splitlines()
    assert lines[0] == f"{config} (not there yet; `coach config init` writes it)"
    assert [line.split()[0] for line in lines[1:]] == [key.name for key in KEYS]
    config.write_text("# mine\ntalk = 'tones'\npace = 1.1\n", encoding="utf-8")
    monkeypatch.setenv("COACH_PACE", "1.3")
    said = run("config").stdout
    assert "talk           tones                        line 2" in said
    assert "pace           1.3                          COACH_PACE" in said
    data = json.loads(run("config", "--json").stdout)
    assert (data["path"], data["exists"], list(data["settings"])) == (str(config), True, [key.name for key in KEYS])
    assert data["settings"]["pace"]["value"] == 1.3
    assert [claim["origin"] for claim in data["settings"]["pace"]["over"]] == ["settings", "default"]
    assert run("config", "--path").stdout == run("config", "path").stdout == f"{config}\n"
    assert json.loads(run("config", "path", "--json").stdout) == {"path": str(config), "exists": True}


def test_config_tells_of_variables_that_are_nearly_right(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COACH_VIOCE", "COACH_FIT", "COACH_CONFIGDIR", "COACH_MICHELLE", "COACH_TALK"):
        monkeypatch.setenv(name, "full")
    for command in (("config",), ("config", "--explain")):
        assert run(*command).stderr.splitlines() == [
            "coach: COACH_CONFIGDIR is not read: did you mean COACH_CONFIG_DIR?",
            "coach: COACH_FIT is not read: wish for it each time, with --fit",
            "coach: COACH_VIOCE is not read: did you mean COACH_VOICE?",
        ]


def test_explain_tells_every_claim_in_its_order(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("# mine\npace = 1.1\ntalk = 'tones'\n", encoding="utf-8")
    monkeypatch.setenv("COACH_PACE", "1.3")
    Path("own.md").write_text(f"---\ntalk: minimal\nduration: 0:45\n---\n{FAST}", encoding="utf-8")
    said = run("config", "--explain", "own.md", "--fit", "0:46").stdout
    assert (
        "pace = what --fit needs, from the option: --fit\n"
        "    over 1.3, from the environment: COACH_PACE\n"
        "    over what its duration needs, from the routine: own.md\n"
        f"    over 1.1, from the settings: {config}, line 2\n"
        "    over 1.0, from what is built in\n"
        "    Counting speed; "
    ) in said
    assert f"talk = minimal, from the routine: own.md\n    over tones, from the settings: {config}, line 3\n" in said
    assert run("config", "explain", "own.md", "--fit", "0:46").stdout == said
    assert "own.md" not in run("config", "--explain").stdout
    data = json.loads(run("config", "--explain", "--json", "own.md").stdout)
    assert data["settings"]["talk"]["value"] == "minimal"
    assert not Path(os.environ["COACH_DATA_DIR"]).exists()  # it only asks
    monkeypatch.delenv("COACH_PACE")
    run("play", "own.md", "--pace", "1.5", "--remember", "--voice", "silent", "--device", "wav:a.wav")
    assert "pace = 1.5, from what was remembered\n" in run("config", "--explain", "own.md").stdout


def test_set_and_unset_write_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("config", "set", "talk", "standard").stdout == f'{config}: talk = "standard"\n'
    fresh = config.read_text(encoding="utf-8")
    assert [line for line in fresh.splitlines() if line and line[0] != "#"] == ['talk = "standard"']
    assert json.loads(run("config", "set", "pace", "1.2", "--json").stdout) == {
        "path": str(config),
        "key": "pace",
        "value": 1.2,
    }
    assert run("config", "unset", "pace").stdout == f"{config}: pace is not set\n"
    assert config.read_text(encoding="utf-8") == fresh
    monkeypatch.setenv("COACH_TALK", "full")
    assert "COACH_TALK is set in the environment" in run("config", "set", "talk", "minimal").stderr
    assert shown("fast.md", "--voice", "silent")["title"] == "Fast"
    for wrong, message in (
        (("set", "talk", "minimum"), "did you mean `minimal`?"),
        (("set", "tlak", "full"), "did you mean `talk`?"),
        (("set", "pace", "fast"), "such as `coach config set pace 1.1`"),
        (("set", "pace", "nan"), "from 0.5 to 2"),
        (("set", "cache_mb", "²"), "a whole number of megabytes"),
        (("set", "output_folder", "music"), "or one that begins with ~"),
        (("set", "voice", ""), "an engine"),
        (("set", "remember", "maybe"), "true or false"),
        (("set", "fit", "9:30"), "with --fit"),
        (("set", "voices.DE", "silent"), "in small letters, each with a voice, such as `coach config set voices.de"),
        (("set", "voices", "silent"), "name an entry of it, such as `coach config set voices.de system:de`"),
        (("unset", "tlak"), "`tlak` is not set there"),
        (("unset", "pace"), "`pace` is not set there"),
        (("init",), "the file exists"),
    ):
        before = config.read_bytes()
        assert message in run("config", *wrong, code=2).stderr
        assert config.read_bytes() == before


def test_init_writes_a_fresh_file_in_a_new_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COACH_CONFIG_DIR", str(tmp_path / "a" / "b"))
    path = tmp_path / "a" / "b" / "config.toml"
    assert run("config", "init").stdout == f"{path}\n"
    assert path.read_text(encoding="utf-8") == fresh_text()
    assert "(built in)" in run("config").stdout


def test_a_damaged_file_can_be_found_and_is_not_changed(config: Path) -> None:
    config.write_text("pace = fast\n", encoding="utf-8")
    assert run("config", code=2).stderr.startswith(f"{config}:1:8: this is no TOML: invalid value")
    assert run("config", "--explain", code=2).stderr.startswith(f"{config}:1:8:")
    assert run("config", "set", "pace", "1", code=2).stderr.startswith(f"{config}:1:8:")
    assert run("config", "path").stdout == f"{config}\n"
    assert config.read_text(encoding="utf-8") == "pace = fast\n"
    config.write_text("pace = 9\nspeed = 1\n", encoding="utf-8")
    assert f"{config}:2:1: `speed` is no setting" in run("config", "set", "pace", "1").stderr


GERMAN = "---\nlanguage: de\n---\n# Schnell\n\n- Kniebeugen: 4 Wdh. @ 1 s\n"


def test_a_voice_that_is_set_speaks_its_own_language_alone(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("de.md").write_text(GERMAN, encoding="utf-8")
    config.write_text("voice = 'system:en-gb'\n", encoding="utf-8")
    result = run("show", "de.md", "--json")
    assert json.loads(result.stdout)["voice"] == "system:de"
    assert f"system:en-gb is not taken: it does not speak `de` ({config}:1)" in result.stderr
    assert shown("fast.md")["voice"] == "system:en-gb"
    assert shown("de.md", "--voice", "system:en-gb")["voice"] == "system:en-gb"
    monkeypatch.setenv("COACH_VOICE", "hibari")
    assert "hibari is not taken: it does not speak `de` (COACH_VOICE)" in run("show", "de.md", "--json").stderr
    run("config", "set", "voices.de", "silent")
    assert shown("de.md")["voice"] == "silent:silence"
    said = run("config", "--explain", "de.md").stdout
    assert f"voice = silent, from the settings: {config}, line 3\n" in said
    assert "    not hibari, which speaks another language, from the environment: COACH_VOICE\n" in said
    run("config", "unset", "voices.de")
    assert config.read_text(encoding="utf-8").strip() == "voice = 'system:en-gb'"


def test_a_voice_is_asked_for_when_it_is_set(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "unknown voice engine `nobody`" in run("config", "set", "voice", "nobody", code=2).stderr
    assert "has no voice" in run("config", "set", "voices.de", "system:martian", code=2).stderr
    assert not config.exists()
    assert "hibari does not speak `de`" in run("config", "set", "voices.de", "hibari").stderr
    monkeypatch.setenv("COACH_DEVICE", "wav:")
    config.write_text("voice = 'system:martian'\n", encoding="utf-8")
    assert f"it is wished for in {config}:1" in run("show", "fast.md", code=2).stderr
    assert "it is wished for in COACH_DEVICE" in run("play", "fast.md", "--voice", "silent", code=2).stderr

"""The rooms and the way of the data: who may import whom, and what the pure rooms keep out."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import coach
from coach.audio import Clip
from coach.cue import Tone
from coach.routine import read
from coach.script import load_phrases, write
from coach.speech import ClipCache, find
from coach.speech.cache import key_of

ROOT = Path(coach.__file__).parent
BASIS = {"units", "errors", "cue"}
MAY_IMPORT = {
    "units": set[str](),
    "errors": set[str](),
    "cue": set[str](),
    "files": set[str](),
    "settings": {"errors", "files", "target", "routine", "script"},
    "target": {"errors"},
    "routine": {"units", "errors"},
    "source": {"errors", "routine"},
    "script": BASIS | {"routine"},
    "score": BASIS | {"routine", "script"},
    "audio": BASIS,
    "picture": BASIS | {"script", "score"},
    "speech": BASIS | {"files", "audio"},
    "render": BASIS | {"audio", "score", "script"},
    "music": {"units", "errors", "files", "audio"},
    "exporter": BASIS | {"files", "script", "score", "audio", "render", "picture"},
    "player": BASIS | {"files", "routine", "script", "score", "audio", "render"},
    "history": {"errors"},
    "screen": {"units", "errors", "player", "score", "script"},
    "desktop": {"units", "errors", "player"},
    "site": {"units", "score"},
    "server": {"errors"},
    "wishes": {"units", "errors", "routine"},
    "app": BASIS
    | {"files", "settings", "source", "target", "wishes"}
    | {"routine", "script", "score", "speech", "audio", "render", "exporter", "player", "history", "picture"}
    | {"site", "server", "music"},
    "studio": {"units", "errors", "target", "routine", "script", "score", "picture", "speech", "app", "server"},
    "publisher": {"errors", "files", "routine", "script", "speech", "site", "app"},
    "cli": BASIS
    | {"settings", "target", "routine", "score", "speech", "app"}
    | {"player", "screen", "desktop", "history", "site", "server", "studio", "publisher"},
    "__init__": {"app"},
    "__main__": {"cli"},
}
"""Each room, and the rooms it may import. coach.audio's render and mixing are a room of their own, above the score."""

PURE = ("routine", "script", "score", "picture")
IMPURE = {
    "builtins": {"open", "print", "input"},
    "modules": {"os", "io", "sys", "time", "datetime", "random", "logging", "pathlib", "threading", "subprocess"},
}
PURE_OF_THE_PLAYER = {"command.py", "entry.py", "places.py", "transport.py", "view.py"}
PAINTS = {"picture/png.py"}
"""Gives a drawing and a font's file to the library that paints."""
READS_PACKAGE_DATA = {
    "picture/metrics.py",
    "routine/reading/lexicon/__init__.py",
    "routine/shelf/__init__.py",
    "routine/shelf/exercises/__init__.py",
    "script/phrases/__init__.py",
}
WRITES_TEXT = {"routine/writer.py"}
"""Uses io.StringIO, because ruamel writes into streams."""


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return "render" if parts in (("audio", "render"), ("audio", "mixing")) else parts[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the way of the data"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from names if node.module in ("coach", "coach.audio") else [node.module or ""]


def imported_room(name: str) -> str | None:
    match name.split("."):
        case ["coach", "audio", "render" | "mixing", *_]:
            return "render"
        case ["coach", room, *_]:
            return room
    return None


MODULES = sorted(ROOT.rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        other = imported_room(name)
        if other is not None and other != room:
            assert other in MAY_IMPORT[room], f"{room} imports {name}"


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if room_of(path) in PURE or path.name in PURE_OF_THE_PLAYER],
    ids=lambda path: path.name,
)
def test_the_core_is_pure(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    if place in READS_PACKAGE_DATA | PAINTS:
        return
    for name in imports(path):
        assert name.split(".")[0] not in IMPURE["modules"] - ({"io"} if place in WRITES_TEXT else set()), name
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE["builtins"]
        assert not isinstance(node, ast.Global)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split("\n")[-2].split())


HEAVY = {"numpy", "hibari", "onnxruntime", "pyttsx3", "pydub", "lameenc", "mutagen", "PIL", "soxr", "soundfile"} | {
    "trafilatura",
    "lxml",
    "bs4",
    "urllib3",
    "miniaudio",
    "textual",
    "pyfiglet",
    "dbus_fast",
    "resvg_py",
    "jinja2",
    "segno",
    "starlette",
    "uvicorn",
}


def test_help_loads_neither_numpy_nor_an_engine() -> None:
    lines = ["import sys", "from coach.__main__ import main", "sys.argv = ['coach', '-h']", "try: main()"]
    code = "\n".join([*lines, "except SystemExit: pass"])
    assert not loaded_by(code) & (HEAVY | {"pydantic"})


def test_importing_coach_loads_nothing() -> None:
    assert not loaded_by("import coach") & (HEAVY | {"pydantic", "coach.app"})


def test_composing_with_all_clips_at_hand_loads_no_numpy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "---\nduration: 1:00\n---\n- Wobbles: 10 reps\n"  # the shelf does not know them
    script = write(read(text), phrases=load_phrases("en"), total_s=60, exact=True)
    name, engine, voice = find("hibari", language="en")
    cache = ClipCache(tmp_path, most=10**9)
    for cue in (*Tone, *script.utterances()):
        cache.put(key_of(cue, engine=name, version=engine.version, voice=voice), Clip(bytes(20_000), 0, (0.1,), 0.1))
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path))
    loaded = loaded_by(f"from coach import compose, read\nprint(compose(read({text!r})).duration)")
    assert "coach.speech" in loaded
    assert not loaded & HEAVY

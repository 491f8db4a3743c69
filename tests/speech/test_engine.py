"""Finding engines and voices by name; a broken one shows why and harms nobody."""

import pytest

from coach.errors import MachineError, WishError
from coach.speech import find
from coach.speech import finding as port
from tests.sounds import BeepEngine


class Entry:
    """What importlib.metadata gives of an announced engine."""

    def __init__(self, name: str, make: object) -> None:
        self.name = name
        self._make = make

    def load(self) -> object:
        if isinstance(self._make, Exception):
            raise self._make
        return self._make


class Unwell(BeepEngine):
    def problem(self) -> str:
        return "its model is missing"


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        Entry("beep", BeepEngine),
        Entry("broken", ImportError("no such library")),
        Entry("unwell", Unwell),
    ]
    monkeypatch.setattr(port, "entry_points", lambda group: entries)


@pytest.mark.usefixtures("announced")
def test_a_broken_engine_shows_its_status() -> None:
    found = {candidate.name: candidate.problem for candidate in port.candidates()}
    assert found == {"beep": "", "broken": "ImportError: no such library", "unwell": "its model is missing"}


@pytest.mark.usefixtures("announced")
def test_find() -> None:
    name, engine, voice = find("beep", language="en")
    assert (name, voice) == ("beep", "beep")
    assert isinstance(engine, BeepEngine)
    assert find("beep:beep", language="en")[2] == "beep"


def test_an_engine_is_loaded_once() -> None:
    assert find("silent", language="en")[1] is find("silent:silence", language="de")[1]


@pytest.mark.usefixtures("announced")
@pytest.mark.parametrize(
    ("label", "error", "says"),
    [
        ("nobody", WishError, "unknown voice engine `nobody`"),
        ("eep", WishError, "write `--voice beep:beep`"),
        ("beep:nobody", WishError, "beep has no voice `nobody`"),
        ("beep:beap", WishError, "near it is beep"),
        ("broken", MachineError, "no such library"),
        ("unwell", MachineError, "its model is missing"),
    ],
)
def test_what_cannot_be_found_says_what_to_do(label: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        find(label, language="en")
    assert "coach voices" in str(caught.value)


def test_the_silent_engine_takes_its_time() -> None:
    name, engine, voice = find("silent", language="en")
    assert (name, voice) == ("silent", "silence")
    assert not engine.stores

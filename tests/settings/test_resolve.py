"""Who is heard first, for every setting and any combination of those who wish for it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import SettingsError
from coach.routine import PACE_MAX, PACE_MIN, Routine, Talk, read
from coach.script import Count
from coach.settings import KEYS, Origin, Sources, keys, resolve
from coach.settings.file import Entry, SettingsFile, parse

FILE = Path("/settings/config.toml")
VALUES: dict[str, list[Any]] = {
    "voice": ["hibari", "system:en-gb", "silent", "hibari:heart"],
    "pace": [0.5, 0.75, 1.25, 2.0],
    "talk": list(Talk),
    "count": list(Count),
    "count_voice": ["silent", "system:en-us"],
    "music": ["/music", "/songs/one.mp3", "none"],
    "music_level": [-30.0, -6.0, 6.0],
    "clear_speech": [True, False],
    "output_folder": [Path("/one"), Path("/two"), Path("/three")],
    "format": ["mp3", "wav"],
    "captions": ["vtt", "lrc", "both", "none"],
    "theme": ["dark", "light"],
    "device": ["null", "headset", "simpleaudio"],
    "remember": [True, False],
    "cache_mb": [0, 7, 500],
}
ALL = st.sampled_from([key for key in KEYS if key.name in VALUES])


def routine(**wishes: Any) -> Routine:
    return Routine.model_validate({**read("# A\n\n- Squats: 4 reps\n").model_dump(), **wishes})


def written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_key_is_tried_here() -> None:
    assert set(VALUES) == {key.name for key in KEYS if not key.kind.is_table}


@given(st.data())
def test_the_highest_wish_holds_whoever_else_wishes(data: st.DataObject) -> None:
    key = data.draw(ALL)
    wishers = [Origin.OPTION, Origin.ENVIRONMENT, Origin.REMEMBERED, Origin.FILE]
    wishers += [Origin.ROUTINE] if key.routine else []
    who = data.draw(st.sets(st.sampled_from(wishers)))
    wish = {origin: data.draw(st.sampled_from(VALUES[key.name])) for origin in sorted(who)}
    settings = resolve(
        Sources(
            options={key.name: wish.get(Origin.OPTION)},
            environment={key.variable: written(wish[Origin.ENVIRONMENT])} if Origin.ENVIRONMENT in who else {},
            remembered={key.name: wish.get(Origin.REMEMBERED)},
            routine=routine(**{key.routine: wish.get(Origin.ROUTINE)}) if key.routine else routine(),
            file=SettingsFile(FILE, "", {key.name: Entry(wish[Origin.FILE], 3)} if Origin.FILE in who else {}),
        )
    )
    wish[Origin.DEFAULT] = key.default
    found = settings.of(key.name)
    assert [claim.origin for claim in found.claims] == [origin for origin in Origin if origin in wish]
    assert [claim.value for claim in found.claims] == [wish[claim.origin] for claim in found.claims]
    assert (found.value, found.origin) == (found.claims[0].value, found.claims[0].origin)
    assert all(other.origin is Origin.DEFAULT for other in settings if other.key != key and not other.key.rivals)


@given(ALL, st.data())
def test_a_session_that_goes_on_hears_options_alone(key: keys.Key, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(VALUES[key.name]))
    file = SettingsFile(FILE, "", {key.name: Entry(value, 1)})
    everyone = {"environment": {key.variable: written(value)}, "remembered": {key.name: value}, "file": file}
    silent = resolve(Sources(session={}, **everyone)).of(key.name)
    assert silent.origin is (Origin.DEFAULT if key.kept else Origin.ENVIRONMENT)
    kept = resolve(Sources(session={key.name: value}, options={key.name: None}, **everyone)).of(key.name)
    assert kept.origin is (Origin.SESSION if key.kept else Origin.ENVIRONMENT)
    wished = resolve(Sources(session={key.name: value}, options={key.name: value}, **everyone)).of(key.name)
    assert wished.origin is Origin.OPTION


PACES = parse("pace = 1.5\n", FILE)


@pytest.mark.parametrize(
    ("sources", "origin", "rival"),
    [
        (Sources(file=PACES, options={"fit": "9:30"}), Origin.OPTION, "fit"),
        (Sources(file=PACES, options={"rep_seconds": 2.0}), Origin.OPTION, "rep_seconds"),
        (Sources(file=PACES, environment={"COACH_PACE": "1.2"}, options={"fit": "9:30"}), Origin.OPTION, "fit"),
        (Sources(file=PACES, routine=routine(duration_s=600.0)), Origin.ROUTINE, "duration_s"),
        (Sources(session={"rep_seconds": 2.0}, file=PACES), Origin.SESSION, "rep_seconds"),
    ],
)
def test_what_decides_the_pace_stands_in_its_place(sources: Sources, origin: Origin, rival: str) -> None:
    claim = resolve(sources).of("pace").claims[0]
    assert (claim.value, claim.origin, claim.rival) == (None, origin, rival)


def test_a_pace_in_the_environment_takes_the_place_of_a_duration() -> None:
    settings = resolve(Sources(environment={"COACH_PACE": "1.2"}, routine=routine(duration_s=600.0), file=PACES))
    assert (settings["pace"], settings.of("pace").origin) == (1.2, Origin.ENVIRONMENT)


def test_the_voice_of_a_language_comes_before_the_one_of_all() -> None:
    file = parse("voice = 'silent'\n[voices]\nde = 'system:de'\npt-br = 'system:pt-br'\n", FILE)

    def voices(language: str, **more: Any) -> list[Any]:
        sources = Sources(file=file, routine=routine(language=language, **more))
        return [claim.value for claim in resolve(sources).of("voice").claims]

    assert voices("de") == voices("de-at") == ["system:de", "silent", ""]
    assert voices("pt-br") == ["system:pt-br", "silent", ""]
    assert voices("pt") == voices("en") == ["silent", ""]
    assert voices("de", voice="hibari") == ["hibari", "system:de", "silent", ""]
    assert resolve(Sources(file=file, language="de"))["voice"] == "system:de"
    assert resolve(Sources(file=file))["voice"] == "silent"


def test_both_an_option_and_its_rival_are_told_later() -> None:
    assert resolve(Sources(options={"pace": 1.2, "fit": "9:30"}))["pace"] == 1.2


def test_each_claim_says_where_it_was_made() -> None:
    file = parse("# mine\n\ntalk = 'tones'\n", FILE)
    sources = Sources(
        options={"talk": "full"},
        environment={"COACH_TALK": "minimal"},
        routine=routine(talk=Talk.STANDARD),
        routine_name="legs.md",
        file=file,
    )
    places = [claim.place for claim in resolve(sources).of("talk").claims]
    assert places == ["--talk", "COACH_TALK", "legs.md", f"{FILE}:3", ""]


def test_all_that_is_wrong_is_told_at_once_whatever_holds() -> None:
    file = parse("pace = 9\nvoise = 'silent'\n", FILE)
    environment = {"COACH_PACE": "fast", "COACH_REMEMBER": "maybe", "COACH_TALK": "", "COACH_COUNT": "  "}
    with pytest.raises(SettingsError) as caught:
        resolve(Sources(options={"pace": 1.0}, environment=environment, file=file))
    assert [flaw.place for flaw in caught.value.flaws] == [
        "COACH_PACE",
        "COACH_REMEMBER",
        f"{FILE}:1:1",
        f"{FILE}:2:1",
    ]
    assert "write a number from 0.5 to 2, such as `1.1`" in caught.value.flaws[0].hint
    assert "did you mean `voice`?" in str(caught.value)


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("ON", True), ("0", False), ("false", False)])
def test_yes_and_no_have_many_names_in_the_environment(text: str, value: bool) -> None:
    assert resolve(Sources(environment={"COACH_REMEMBER": text}))["remember"] is value


def test_the_table_agrees_with_the_rooms_it_speaks_of() -> None:
    assert (keys.PACE_MIN, keys.PACE_MAX) == (PACE_MIN, PACE_MAX)
    assert len({key.name for key in KEYS}) == len(KEYS)
    for key in KEYS:
        assert not key.routine or key.routine in Routine.model_fields
        assert key.about.endswith(".")
        assert key.kind.check(key.sample) is not None
        assert key.default in (None, "", {}) or key.kind.check(key.default) == key.default
        assert key.unset or key.default not in (None, "", {})
        assert not key.by_language or keys.key_named(key.by_language) in KEYS

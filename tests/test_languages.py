"""A routine in another language, end to end: the voice follows it, and everything that is said is in it."""

import re
from pathlib import Path

import pytest
import soundfile

import coach
from coach.app import read
from coach.errors import WishError
from coach.score import Score, Speech
from coach.script import load_phrases, phrase_languages
from tests.test_cli import run

OTHERS = [language for language in phrase_languages() if language != "en"]
SPEAKS = {"de": "system:de", "es": "system:es", "fr": "system:fr-fr"}
TEXTS = {
    "de": "# Kurz\n- Kniebeugen: 3 Wiederholungen\n",
    "es": "# Corto\n- Sentadillas: 3 repeticiones\n",
    "fr": "# Court\n- Squats : 3 répétitions\n",
}


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "clips"))  # the same clips for all
    monkeypatch.setenv("COACH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COACH_CONFIG_DIR", str(tmp_path / "config"))


def said(score: Score) -> list[str]:
    return [event.utterance.text for event in score.events if isinstance(event, Speech)]


@pytest.mark.parametrize("language", OTHERS)
def test_the_voice_follows_the_language_and_says_so_once(language: str) -> None:
    score = coach.compose(read(TEXTS[language]))
    assert (score.language, score.voice) == (language, SPEAKS[language])
    reason = f"{SPEAKS[language]} speaks, because hibari has no voice for `{language}`"
    assert [warning for warning in score.warnings if "hibari" in warning] == [reason]
    assert run("show", "-", given=TEXTS[language]).stderr.count("hibari") == 1


@pytest.mark.parametrize("language", OTHERS)
def test_all_that_is_said_of_a_name_is_in_its_language(language: str) -> None:
    texts = said(coach.compose(read(TEXTS[language]), voice="silent"))
    counted = [
        str(word) for word in ("eins zwei drei", "uno dos tres", "un deux trois")[OTHERS.index(language)].split()
    ]
    assert [text for text in texts if text in counted] == counted
    assert load_phrases(language).say("closing", "done") in texts
    english = {"the", "your", "stand", "feet", "next", "rest", "ready", "done", "first", "take", "about"}
    assert not english & set(re.findall(r"\w+", " ".join(texts).lower()))


def test_another_kind_of_a_language_is_its_own_where_there_is_a_voice_for_it() -> None:
    text = "---\nlanguage: {}\n---\n# A\n- Burpees: 3\n"
    assert coach.compose(read(text.format("fr-ch"))).voice == "system:fr-ch"
    assert coach.compose(read(text.format("de-at"))).voice == "system:de"
    assert coach.compose(read(text.format("en-gb")), voice="system").voice == "system:en-gb"


def test_a_wished_voice_of_another_language_speaks_and_says_so() -> None:
    score = coach.compose(read(TEXTS["de"]), voice="system:en-gb")
    assert score.voice == "system:en-gb"
    told = "system:en-gb speaks `en-gb`, and this is in `de`: without --voice, one that speaks it is taken"
    assert told in score.warnings
    assert not any("speaks" in warning for warning in coach.compose(read(TEXTS["de"]), voice="system:de").warnings)


def test_an_engine_without_the_language_is_refused() -> None:
    with pytest.raises(WishError, match="hibari has no voice for `de`"):
        coach.compose(read(TEXTS["de"]), voice="hibari")


def test_a_voice_of_the_settings_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for general in ("system:en-gb", "hibari"):
        monkeypatch.setenv("COACH_VOICE", general)
        shown = run("show", "-", given=TEXTS["de"])
        assert "system:de" in shown.stdout.splitlines()[0]
        assert f"{general} is not taken: it does not speak `de` (COACH_VOICE)" in shown.stderr
    monkeypatch.setenv("COACH_VOICE", "silent")
    assert "silent:silence" in run("show", "-", given=TEXTS["de"]).stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        ("Zwanzig. Seite wechseln.", (), "system:de speaks"),
        ("Veinte. Cambia de lado.", (), "system:es speaks"),
        ("Vingt. Change de côté.", (), "system:fr-fr speaks"),
        ("Burpee", ("--language", "FR"), "system:fr-fr speaks"),
        ("Zwanzig", ("--voice", "system:de"), ""),
        ("Zwanzig", ("--voice", "system:en-us", "--language", "de"), "this is in `de`"),
    ],
)
def test_one_thing_is_said_in_a_language(text: str, options: tuple[str, ...], told: str) -> None:
    result = run("say", text, "-o", "a.wav", *options)
    assert told in result.stderr
    assert bool(told) == bool(result.stderr)
    assert soundfile.info("a.wav").duration > 0.3


def test_a_language_without_a_voice_is_refused() -> None:
    assert "no voice for `tlh`" in run("say", "Hi", "-o", "a.wav", "--language", "tlh", code=2).stderr


def test_exercises_are_listed_in_a_language() -> None:
    assert "Kniebeuge" in run("exercises", "--language", "de").stdout.splitlines()
    text = run("exercises", "--language", "es", "sentadilla", "sumo").stdout
    assert "las puntas bien hacia fuera" in text
    assert "they are in de, en, es, fr" in run("exercises", "--language", "tlh", code=2).stderr


def test_built_in_routines_name_their_language() -> None:
    listed = run("list").stdout
    assert "Starker Rumpf (de)" in listed
    assert "Steady core\n" in listed

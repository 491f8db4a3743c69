"""What is said in each language: numbers and times as people say them, doses, and what a fast count leaves out."""

import re

import pytest

from coach.routine import read
from coach.script import CountedSet, Passage, Role, Script, Transition, load_phrases, phrase_languages, write
from coach.script.grammar import without_tens
from coach.script.words import duration, listing, named, number, sentences, short_duration, speakable

PHRASES = {language: load_phrases(language) for language in phrase_languages()}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", {1: "eins", 16: "sechzehn", 17: "siebzehn", 21: "einundzwanzig", 30: "dreißig", 101: "hunderteins"}),
        ("de", {100: "hundert", 200: "zweihundert", 999: "neunhundertneunundneunzig", 1000: "tausend"}),
        ("de", {0.5: "null Komma fünf", 12.5: "zwölf Komma fünf"}),
        ("es", {1: "uno", 16: "dieciséis", 21: "veintiuno", 22: "veintidós", 26: "veintiséis", 31: "treinta y uno"}),
        (
            "es",
            {100: "cien", 101: "ciento uno", 500: "quinientos", 700: "setecientos", 900: "novecientos", 1000: "mil"},
        ),
        ("es", {12.5: "doce coma cinco"}),
        ("fr", {1: "un", 17: "dix-sept", 21: "vingt et un", 22: "vingt-deux", 70: "soixante-dix"}),
        ("fr", {71: "soixante et onze", 77: "soixante-dix-sept", 80: "quatre-vingts", 81: "quatre-vingt-un"}),
        (
            "fr",
            {91: "quatre-vingt-onze", 99: "quatre-vingt-dix-neuf", 100: "cent", 200: "deux cents", 201: "deux cent un"},
        ),
        ("fr", {1000: "mille", 2.5: "deux virgule cinq"}),
        ("en", {21: "twenty-one", 101: "one hundred and one"}),
    ],
)
def test_numbers(language: str, said: dict[float, str]) -> None:
    assert {value: number(value, PHRASES[language]) for value in said} == said


@pytest.mark.parametrize("language", phrase_languages())
def test_every_number_to_a_thousand_is_words_of_its_own(language: str) -> None:
    words = [number(value, PHRASES[language]) for value in range(1, 1001)]
    assert len(set(words)) == 1000
    assert all(re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)*", word) for word in words)
    for form in PHRASES[language].sections["forms"]:
        assert len({format(number(value, PHRASES[language]), form) for value in range(1, 1001)}) == 1000


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", {20: 20, 21: 1, 30: 30, 99: 9, 100: 100, 101: 1, 111: 11, 117: 17, 120: 120, 999: 9}),
        ("es", {20: 20, 21: 1, 29: 9, 31: 1, 40: 40, 112: 12}),
        ("fr", {21: 1, 61: 1, 69: 9, 70: 70, 71: 11, 79: 19, 80: 80, 81: 1, 90: 90, 91: 11, 99: 19, 171: 11}),
        ("de", {21: 21, 99: 99, 100: 100, 101: 1, 121: 21, 130: 130}),
    ],
)
def test_what_a_fast_count_says(language: str, kept: dict[int, int]) -> None:
    assert {value: without_tens(value, PHRASES[language]) for value in kept} == kept


@pytest.mark.parametrize("language", phrase_languages())
def test_what_a_fast_count_leaves_out_is_the_beginning_of_the_word(language: str) -> None:
    for value in range(1, 1001):
        whole, short = (number(each, PHRASES[language]) for each in (value, without_tens(value, PHRASES[language])))
        accented = short.replace("dos", "dós").replace("tres", "trés").replace("seis", "séis")  # veintidós
        assert whole.endswith((short, accented)), (whole, short)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", {1: "eine Sekunde", 60: "eine Minute", 90: "eine Minute dreißig Sekunden", 150: "zweieinhalb Minuten"}),
        ("de", {1260: "einundzwanzig Minuten", 3600: "eine Stunde", 12.5: "zwölf Komma fünf Sekunden"}),
        ("es", {1: "un segundo", 31: "treinta y un segundos", 60: "un minuto", 90: "un minuto y treinta segundos"}),
        ("es", {150: "dos minutos y medio", 1260: "veintiún minutos", 3660: "una hora y un minuto"}),
        ("fr", {1: "une seconde", 21: "vingt et une secondes", 60: "une minute", 90: "une minute trente secondes"}),
        ("fr", {150: "deux minutes et demie", 1260: "vingt et une minutes", 7200: "deux heures"}),
    ],
)
def test_times(language: str, said: dict[float, str]) -> None:
    assert {seconds: duration(seconds, PHRASES[language]) for seconds in said} == said


def test_a_time_beside_another_takes_the_form_of_its_unit() -> None:
    said = {language: short_duration(60, 120, phrases) for language, phrases in PHRASES.items()}
    assert said == {"de": "ein", "en": "one", "es": "un", "fr": "une"}


def test_listings() -> None:
    things = ("Matte", "Ball", "Stufe")
    assert listing(things, PHRASES["de"]) == "Matte, Ball und Stufe"
    assert listing(things[:1], PHRASES["de"]) == "Matte"
    assert listing(("agua", "hilo"), PHRASES["es"]) == "agua e hilo"
    assert listing(("agua", "hielo"), PHRASES["es"]) == "agua y hielo"
    assert listing(("un tapis", "une chaise"), PHRASES["fr"]) == "un tapis et une chaise"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("de", "Hebe 1 Bein 10 cm, 1 Hand bleibt.", "Hebe ein Bein zehn Zentimeter, eine Hand bleibt."),
        ("de", "Nimm 2,5 kg.", "Nimm zwei Komma fünf Kilo."),
        ("de", "Übung 1", "Übung eins"),
        ("de", "90° & 1 min", "neunzig Grad und eine Minute"),
        ("es", "Levanta 1 pierna 21 veces, con 1 brazo.", "Levanta una pierna veintiuna veces, con un brazo."),
        ("es", "Ronda 1 de 3, 1 seg", "Ronda uno de tres, un segundo"),
        ("fr", "Lève 1 jambe, 1 bras, 21 fois.", "Lève une jambe, un bras, vingt et une fois."),
        ("fr", "Angle de 90°, 1 min", "Angle de quatre-vingt-dix degrés, une minute"),
        ("en", "1 min, then 2 min", "one minute, then two minutes"),
    ],
)
def test_what_is_written_in_digits_is_said_as_its_noun_asks(language: str, text: str, said: str) -> None:
    assert speakable(text, PHRASES[language]) == said


def test_units_behind_their_numbers_are_read_in_texts_and_not_in_names() -> None:
    assert sentences("Halte 1min. Dann 20s.", PHRASES["de"]) == ("Halte eine Minute.", "Dann zwanzig Sekunden.")
    assert named("Kniebeuge 2", PHRASES["de"]) == "Kniebeuge zwei"


TEXT = """\
---
language: {language}
needs: [A, B]
---
# T

- Aa: 3 x 1 each side, rest 30 s
- Bb: 21
- Cc: 2 x 8-21, rest 60 s
- Dd: max in 60 s
- Ee: 20 each side, alternating
"""


def said(language: str, *roles: Role) -> list[str]:
    script = _written(language)
    steps = [step for step in script.steps if isinstance(step, Passage | Transition)]
    return [one.utterance.text for step in steps for one in step.says if one.role in roles]


def _written(language: str) -> Script:
    return write(read(TEXT.format(language=language)), phrases=PHRASES[language], total_s=600)


@pytest.mark.parametrize(
    ("language", "announced"),
    [
        (
            "de",
            [
                "Zuerst: Aa. Drei Sätze zu je eins pro Seite.",
                "Als Nächstes: Bb. Einundzwanzig Wiederholungen.",
                "Als Nächstes: Cc. Zwei Sätze zu je acht bis einundzwanzig.",
                "Als Nächstes: Dd. Eine Minute, so viele wie möglich.",
                "Zum Schluss: Ee. Zwanzig pro Seite, im Wechsel.",
            ],
        ),
        (
            "es",
            [
                "Primero: Aa. Tres series de una por lado.",
                "A continuación: Bb. Veintiuna repeticiones.",
                "A continuación: Cc. Dos series de ocho a veintiuna.",
                "A continuación: Dd. Un minuto, todas las que puedas.",
                "Para terminar: Ee. Veinte por lado, alternando.",
            ],
        ),
        (
            "fr",
            [
                "Pour commencer : Aa. Trois séries d'une de chaque côté.",
                "Ensuite : Bb. Vingt et une répétitions.",
                "Ensuite : Cc. Deux séries de huit à vingt et une.",
                "Ensuite : Dd. Une minute, autant que possible.",
                "Pour finir : Ee. Vingt de chaque côté, en alternance.",
            ],
        ),
    ],
)
def test_announcements(language: str, announced: list[str]) -> None:
    assert [text for text in said(language, Role.ANNOUNCE) if re.search(r"\b(Aa|Bb|Cc|Dd|Ee)\b", text)] == announced


@pytest.mark.parametrize("language", phrase_languages())
def test_counts_are_in_the_language_and_every_utterance_says_so(language: str) -> None:
    script = _written(language)
    assert script.language == language
    assert {utterance.language for utterance in script.utterances()} == {language}
    counted = [step for step in script.steps if isinstance(step, CountedSet) and step.reps == 21]
    assert [word.text for word in counted[0].words] == [number(value, PHRASES[language]) for value in range(1, 22)]
    assert all(type(utterance.text) is str for utterance in script.utterances())

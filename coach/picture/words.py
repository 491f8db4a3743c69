"""The words that a picture has of its own, in the languages the coach speaks; others are written in English."""

from dataclasses import dataclass

from coach.score import Activity


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Attributes:
        activities: what is done, for the legend and beside times.
        speech: what is said between.
        pace: of counting.
        at: between a count and the time of one movement.
        point: the sign before decimals.
        summary: says what the picture shows, with fields for the title and the length.
    """

    activities: dict[Activity, str]
    speech: str
    pace: str
    at: str
    point: str
    summary: str


def _activities(count: str, hold: str, work: str, rest: str) -> dict[Activity, str]:
    return {Activity.COUNT: count, Activity.HOLD: hold, Activity.WORK: work, Activity.REST: rest}


_LANGUAGES = {
    "en": Words(
        activities=_activities("count", "hold", "work", "rest"),
        speech="talk",
        pace="pace",
        at="at",
        point=".",
        summary="{title}, {length} in all. Each section with its start, its length and what is done in it:",
    ),
    "de": Words(
        activities=_activities("zählen", "halten", "üben", "Pause"),
        speech="Ansage",
        pace="Tempo",
        at="je",
        point=",",
        summary="{title}, zusammen {length}. Jeder Abschnitt mit Beginn, Länge und dem, was zu tun ist:",
    ),
    "es": Words(
        activities=_activities("contar", "mantener", "trabajo", "descanso"),
        speech="voz",
        pace="ritmo",
        at="a",
        point=",",
        summary="{title}, {length} en total. Cada parte con su comienzo, su duración y lo que se hace:",
    ),
    "fr": Words(
        activities=_activities("compter", "tenir", "effort", "repos"),
        speech="voix",
        pace="rythme",
        at="à",
        point=",",
        summary="{title}, {length} en tout. Chaque partie avec son début, sa durée et ce qu’on y fait :",
    ),
}


def words_of(language: str) -> Words:
    """The words of a language, such as `de` or `de-AT`."""
    return _LANGUAGES.get(language.replace("_", "-").split("-")[0].lower(), _LANGUAGES["en"])

"""Small sites as values, for the tests of feed and pages."""

from dataclasses import replace
from datetime import UTC, datetime

from coach.site import Chapter, Edition, Episode, Site

SCRIPT = '<script>alert("x")</script>'


def edition(key: str, label: str, length_s: float = 100.0) -> Edition:
    chapters = (Chapter("Opening", 0.0, length_s / 4), Chapter(f"Squats & {SCRIPT}", length_s / 4, length_s))
    places = (0.0, length_s / 4, length_s)
    return Edition(key, label, f"guid-{key}", ".mp3", 1_234_567, length_s, chapters, True, places)


def episode(slug: str = "legs", title: str = f"Legs & {SCRIPT}") -> Episode:
    editions = (edition("slower", "Slower", 120.0), edition("normal", "Normal"), edition("faster", "Faster", 90.0))
    needs = ("a mat", f'a "{SCRIPT}" chair')
    return Episode(slug, title, "en", needs, (), editions, chosen=1)


def site(*episodes: Episode, url: str = "http://127.0.0.1:8000/token/", private: bool = True) -> Site:
    made = datetime(2026, 11, 28, 12, tzinfo=UTC)
    return Site(url, "Coached workouts", "What it is.", episodes or (episode(),), made, private=private)


def alone(one: Episode) -> Episode:
    """An episode with a single edition."""
    return replace(one, editions=(replace(one.first, label="", places=()),), chosen=0)

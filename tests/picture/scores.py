"""Scores to draw: generated ones, and some at the edges of what a routine may be."""

from dataclasses import replace

from hypothesis import strategies as st

from coach.routine import Routine, read
from coach.score import Score, schedule
from coach.script import load_phrases, write
from tests.strategies import plain_routines
from tests.timings import VariedTimings

EN = load_phrases("en")
ALL = "# All there is\n- Squats: 3 x 12, rest 30 s\n- Plank: 40 s\n- Mountain climbers: 30 s work\n"
SIX_HOURS = "# Long\n" + "".join(f"- Walk {number}: 59 min work\n- Plank {number}: 3 s\n" for number in range(6))
FIFTY = "# Fifty\n" + "".join(f"- Twist with a rather long name {count}: {count} reps\n" for count in range(1, 51))
EDGES = {
    "all": ALL,
    "one": "# One\n- Squats: 1 rep\n",
    "fifty": FIFTY,
    "six hours": SIX_HOURS,
    "many sets": "# Sets\n- Squats: 50 x 5 each side, rest 10 s\n- Lots: 1000 reps @ 0.5 s\n",
    "long words": "# " + "Donaudampfschifffahrt" * 12 + "\n- " + "Kapitänsmützenabzeichen" * 8 + ": 30 s\n",
    "scripts": "# 腕立て伏せ 💪🏽 👨‍👩‍👧 🇯🇵 مرحبا\n- تمرين القرفصاء: 12 reps\n"
    "- שלום Squat עולם: 30 s\n- Приседания: 9 reps\n",
}


def score_of(routine: Routine | str, *, pace: float = 1.0, seed: int = 0) -> Score:
    """A score with made-up timings."""
    known = read(routine) if isinstance(routine, str) else routine
    return schedule(write(known, phrases=EN, total_s=600), VariedTimings(seed), pace=pace, voice="noise:0")


titles = st.text(max_size=80) | st.text("aäñé Wm.…漢字ひ한عש💪\u0301\u200d\ufe0f\x00\x1f\ud800", max_size=200)


@st.composite
def scores(draw: st.DrawFn) -> Score:
    """Scores of generated routines whose titles are anything."""
    score = score_of(draw(plain_routines), pace=draw(st.sampled_from([0.5, 1.0, 1.7])), seed=draw(st.integers(0, 3)))
    sections = tuple(replace(section, title=draw(titles)) for section in score.sections)
    language = draw(st.sampled_from(["en", "de", "es", "fr", "de-AT", "tlh"]))
    return replace(score, title=draw(titles), sections=sections, language=language)

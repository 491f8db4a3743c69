"""The posture a written position asks for, so that a change of it gets more time."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Posture(StrEnum):
    """How the body stands, lies or sits."""

    STANDING = "standing"
    KNEELING = "kneeling"
    ALL_FOURS = "all fours"
    BACK = "back"
    BELLY = "belly"
    SIDE = "side"
    SEATED = "seated"
    HANGING = "hanging"


@cache
def _patterns() -> tuple[tuple[Posture, re.Pattern[str]], ...]:
    """What tells each posture, in all languages at once: their words for it do not run into each other."""
    languages = tomllib.loads(files(__package__).joinpath("postures.toml").read_text(encoding="utf-8")).values()
    signs = {posture: "|".join(sign for told in languages for sign in told[posture]) for posture in Posture}
    return tuple((posture, re.compile(rf"\b(?:{sign})\b", re.IGNORECASE)) for posture, sign in signs.items())


def posture_of(position: str) -> Posture | None:
    """The posture whose words come first in a position text; None if it names none."""
    found = [(match.start(), posture) for posture, signs in _patterns() if (match := signs.search(position))]
    return min(found, key=lambda pair: pair[0])[1] if found else None

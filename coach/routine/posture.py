"""The posture a written position asks for, so that a change of it gets more time."""

import re
from enum import StrEnum


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


_SIGNS = {
    Posture.ALL_FOURS: r"all fours|hands and knees|push-?up position|plank position",
    Posture.BELLY: r"face[- ]down|on (?:the|your) (?:stomach|belly|front)|prone",
    Posture.BACK: r"on (?:the|your) back|face[- ]up|supine",
    Posture.SIDE: r"on (?:your|one|the) (?:left |right )?side",
    Posture.KNEELING: r"kneel(?:ing)?",
    Posture.SEATED: r"sit(?:ting)?|seated",
    Posture.HANGING: r"hang(?:ing)?",
    Posture.STANDING: r"stand(?:ing)?|feet (?:hip|shoulder)[- ]width|on one (?:leg|foot)|upright",
}
_POSTURES = [(posture, re.compile(rf"\b(?:{signs})\b", re.IGNORECASE)) for posture, signs in _SIGNS.items()]


def posture_of(position: str) -> Posture | None:
    """The posture whose words come first in an English position text; None if it names none."""
    found = [(match.start(), posture) for posture, signs in _POSTURES if (match := signs.search(position))]
    return min(found, key=lambda pair: pair[0])[1] if found else None

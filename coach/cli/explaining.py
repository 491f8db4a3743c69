"""What holds of the settings, and why, in lines for people and as data for programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.settings import Claim, Key, Setting, Settings, SettingsFile


def told_claim(key: "Key", claim: "Claim") -> str:
    """The value of a claim, or who decides it."""
    from coach.settings.check import told

    if not claim.rival:
        return told(key, claim.value)
    return f"what {'its duration' if claim.rival == 'duration_s' else claim.place} needs"


def place_of(claim: "Claim", file: "SettingsFile") -> str:
    """Where a claim was made, in few words."""
    if claim.origin == "settings":
        return f"line {claim.place.removeprefix(f'{file.path}:')}"
    return claim.place or "(built in)"


def explained_lines(setting: "Setting", file: "SettingsFile") -> Iterator[str]:
    """A setting in lines: what holds, what it holds over, what was passed over, what it is for."""
    for number, claim in enumerate(setting.claims):
        head = f"{setting.key.name} = " if number == 0 else "    over "
        yield f"{head}{told_claim(setting.key, claim)}, from {_wisher(claim, file)}"
    for claim in setting.passed:
        yield f"    not {claim.value}, which speaks another language, from {_wisher(claim, file)}"
    yield f"    {setting.key.about}"


def _wisher(claim: "Claim", file: "SettingsFile") -> str:
    """Who made a claim, and where."""
    if claim.origin == "settings":
        return f"the settings: {file.path}, {place_of(claim, file)}"
    names = {"default": "what is built in", "remembered": "what was remembered"}
    return names.get(claim.origin) or f"the {claim.origin}: {claim.place}"


def settings_to_data(file: "SettingsFile", settings: "Settings") -> dict[str, Any]:
    """Each setting with its value, who wished for it, and all claims that it holds over."""
    return {
        "path": str(file.path),
        "exists": file.text is not None,
        "settings": {
            setting.key.name: {
                **_claim_to_data(setting.claims[0]),
                "over": [_claim_to_data(claim) for claim in setting.claims[1:]],
                "passed": [_claim_to_data(claim) for claim in setting.passed],
            }
            for setting in settings
        },
    }


def _claim_to_data(claim: "Claim") -> dict[str, Any]:
    value = str(claim.value) if isinstance(claim.value, Path) else claim.value
    return {"value": value, "origin": claim.origin, "place": claim.place, "rival": claim.rival}

"""The score as JSON, version 1, and back; every time in it is in samples."""

import json
from typing import Any

from coach.cue import Manner, Tone, Utterance
from coach.errors import WishError
from coach.score.model import Activity, Event, Score, Section, Shortened, Signal, Speech, Stretch
from coach.script import Role

SCHEMA = 1


def to_data(score: Score) -> dict[str, Any]:
    """The score as plain lists, dicts, numbers and texts."""
    return {
        "schema": SCHEMA,
        "title": score.title,
        "language": score.language,
        "sample_rate": score.sample_rate,
        "duration": score.duration,
        "pace": score.pace,
        "voice": score.voice,
        "sections": [
            {"title": section.title, "start": section.start, "end": section.end} for section in score.sections
        ],
        "events": [_event_to_data(event) for event in score.events],
        "stretches": [_stretch_to_data(stretch) for stretch in score.stretches],
        "warnings": list(score.warnings),
        "shortened": [
            {"start": one.start, "name": one.name, "whole": one.whole, "said": one.said} for one in score.shortened
        ],
    }


def from_data(data: dict[str, Any]) -> Score:
    """The score that to_data was given.

    Raises:
        WishError: the data are no score, or one of another version.
    """
    if not isinstance(data, dict) or "schema" not in data:
        raise WishError("this is no score", hint="`coach show ROUTINE --json` prints one")
    if data["schema"] != SCHEMA:
        raise WishError(f"a score of version {data['schema']}", hint=f"this program reads version {SCHEMA}")
    try:
        return _score_from_data(data)
    except (KeyError, TypeError, ValueError) as error:
        raise WishError(f"a damaged score: {error!r}", hint="`coach show ROUTINE --json` prints one") from error


def _score_from_data(data: dict[str, Any]) -> Score:
    return Score(
        title=data["title"],
        language=data["language"],
        sample_rate=data["sample_rate"],
        duration=data["duration"],
        pace=data["pace"],
        voice=data["voice"],
        sections=tuple(Section(**section) for section in data["sections"]),
        events=tuple(_event_from_data(event) for event in data["events"]),
        stretches=tuple(
            Stretch(**{**stretch, "activity": Activity(stretch["activity"])}) for stretch in data["stretches"]
        ),
        warnings=tuple(data["warnings"]),
        shortened=tuple(Shortened(**one) for one in data.get("shortened", ())),  # older scores have none
    )


def dumps(score: Score) -> str:
    """The score as one JSON text."""
    return json.dumps(to_data(score), ensure_ascii=False, indent=1)


def loads(text: str) -> Score:
    """The score of a JSON text.

    Raises:
        WishError: the text is no score, or one of another version.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise WishError(f"this is no JSON: {error}", hint="`coach show ROUTINE --json` prints a score") from error
    return from_data(data)


def _event_to_data(event: Event) -> dict[str, Any]:
    if isinstance(event, Signal):
        return {"kind": "tone", "start": event.start, "end": event.end, "name": event.tone.value, "step": event.step}
    return {
        "kind": "speech",
        "start": event.start,
        "end": event.end,
        "beat": event.beat,
        "text": event.utterance.text,
        "language": event.utterance.language,
        "rate": event.utterance.rate,
        "manner": event.utterance.manner.value,
        "role": event.role.value,
        "rep": event.rep,
        "side": event.side,
        "step": event.step,
    }


def _event_from_data(data: dict[str, Any]) -> Event:
    if data["kind"] == "tone":
        return Signal(data["start"], data["end"], Tone(data["name"]), data["step"])
    utterance = Utterance(data["text"], data["language"], data["rate"], Manner(data.get("manner", Manner.SPEECH)))
    return Speech(
        data["start"], data["end"], data["beat"], utterance, Role(data["role"]), data["rep"], data["side"], data["step"]
    )


def _stretch_to_data(stretch: Stretch) -> dict[str, Any]:
    return {
        "activity": stretch.activity.value,
        "start": stretch.start,
        "end": stretch.end,
        "step": stretch.step,
        "side": stretch.side,
        "period": stretch.period,
        "movements": stretch.movements,
    }

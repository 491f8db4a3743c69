"""The same moments of a workout at several paces, so that a listener who changes the pace stays where she is."""

from collections.abc import Sequence

from coach.score import Score

_Key = tuple[int, str, int]


def shared_places(scores: Sequence[Score]) -> list[tuple[float, ...]]:
    """For each score of one script the same moments in seconds: beginnings of steps, begins and ends of stretches.

    Only counts move with the pace, and they move evenly within a stretch, so a moment between two of these places
    is found in every score by going the same part of the way.
    """
    found = [_places(score) for score in scores]
    common = set(found[0]).intersection(*found[1:])
    order = sorted(common, key=lambda key: [places[key] for places in found])
    kept = order[:1]
    for key in order[1:]:  # a word that is cut short at one pace may begin before what it follows at another
        if all(places[kept[-1]] < places[key] for places in found):
            kept.append(key)
    return [
        (*(round(places[key] / score.sample_rate, 3) for key in kept), round(score.duration / score.sample_rate, 3))
        for places, score in zip(found, scores, strict=True)
    ]


def _places(score: Score) -> dict[_Key, int]:
    """Samples of each place, by step, kind and number."""
    places: dict[_Key, int] = {(-1, "beginning", 0): 0}
    for event in score.events:
        key = (event.step, "step", 0)
        places[key] = min(places.get(key, event.start), event.start)
    numbers: dict[int, int] = {}
    for stretch in score.stretches:
        number = numbers[stretch.step] = numbers.get(stretch.step, 0) + 1
        places[(stretch.step, "begin", number)] = stretch.start
        places[(stretch.step, "end", number)] = stretch.end
    return {key: place for key, place in places.items() if place < score.duration}

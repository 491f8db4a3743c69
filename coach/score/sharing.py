"""Fewer sections than a score has, for what can show or hold only so many."""

from collections.abc import Sequence

from coach.score.model import Section


def shared(sections: Sequence[Section], most: int) -> list[Section]:
    """At most so many sections: where there are more, neighbours become one, with the titles of both its ends."""
    share = -(-len(sections) // most)
    groups = [sections[first : first + share] for first in range(0, len(sections), share)]
    return [Section(_title(group), group[0].start, group[-1].end) for group in groups]


def _title(group: Sequence[Section]) -> str:
    titles = list(dict.fromkeys(section.title for section in group))
    return titles[0] if len(titles) == 1 else f"{titles[0]} – {titles[-1]}"

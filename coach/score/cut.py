"""A part of a score as a score of its own: for a file of each exercise."""

from dataclasses import replace

from coach.score.model import Score, Section, Speech


def cut(score: Score, section: Section) -> Score:
    """What begins within a section, with its times from the section's start and the section's title.

    Warnings are the whole score's, and stay with it.
    """
    start, end = section.start, section.end
    moved = [
        replace(event, start=event.start - start, end=event.end - start)
        for event in score.events
        if start <= event.start < end
    ]
    return replace(
        score,
        title=section.title,
        duration=end - start,
        sections=(Section(section.title, 0, end - start),),
        events=tuple(
            replace(event, beat=event.beat - start) if isinstance(event, Speech) else event for event in moved
        ),
        stretches=tuple(
            replace(stretch, start=stretch.start - start, end=stretch.end - start)
            for stretch in score.stretches
            if start <= stretch.start < end
        ),
        warnings=(),
    )

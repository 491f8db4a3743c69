"""Drafts to the readings of exercises: what each line of an exercise says once all lines are known."""

from dataclasses import replace

from coach.routine.dose import is_ladder
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft
from coach.routine.reading.readings import Reading, ReadingKind
from coach.routine.reading.said import Said, at_most
from coach.routine.tempo import write_tempo

TABATA = (20.0, 10.0, 8)
"""Work and rest in seconds, and rounds."""


def exercise_reading(draft: ExerciseDraft, group: GroupDraft, *, column: int) -> Reading:
    """The reading of an exercise that stands in a column, with what its group gives it."""
    said = filled(draft, group)
    reps = said.reps
    sets = at_most(said.sets)
    if said.ladder is not None:
        reps, sets = (min(said.ladder), max(said.ladder)), len(said.ladder)
    seconds = said.seconds if said.reps is None or said.reps == "max" else None
    tempo = "-".join(write_tempo(said.tempo).split("-")[: said.phases or 4]) if said.tempo else None
    return Reading(
        draft.line,
        ReadingKind.EXERCISE,
        draft.name,
        sets=sets if sets is not None else rounds_of(group),
        reps=reps,
        seconds=seconds,
        side=said.side or ("each" if said.each else None),
        tempo=tempo or ("slow" if said.slow else None),
        rest_s=at_most(said.rest_s),
        sure=not draft.doubts,
        note="; ".join([*draft.doubts, *draft.notes]) or None,
        column=column,
        text=draft.name,
    )


def filled(draft: ExerciseDraft, group: GroupDraft) -> Said:
    """What an exercise says, and what its group gives it where it says nothing."""
    given = ExerciseDraft(draft.line, draft.name, draft.said)
    if len(draft.set_lines) > 1 and draft.said.sets is None:
        given.said = _of_set_lines(draft)
    if group.default is not None:
        given.add_dose(Said("", tempo=group.default.tempo, phases=group.default.phases))
        if not given.said.has_amount:
            given.add_dose(group.default)
        elif given.said.sets is None and group.default.sets is not None:
            given.add_dose(Said("", sets=group.default.sets, rest_s=group.default.rest_s))
    clock = group.said
    work = clock.work_s if clock.work_s is not None else (TABATA[0] if clock.tabata else None)
    if work is not None and not given.said.has_amount:
        given.add_dose(Said("", seconds=work, effort="work"))
    if clock.ladder is not None and not given.said.has_amount:
        given.add_dose(Said("", ladder=clock.ladder))
    return given.said


def _of_set_lines(draft: ExerciseDraft) -> Said:
    """What lines for each set say together: a ladder, or as many as the most of them."""
    counts = tuple(draft.set_lines)
    if len(counts) > 2 and is_ladder(counts):
        return replace(draft.said, sets=len(counts), ladder=counts, reps=None)
    doubt = f"its sets have {', '.join(map(str, counts))}: {max(counts)} are counted in each"
    if len(set(counts)) > 1 and doubt not in draft.doubts:
        draft.doubts.append(doubt)
    return replace(draft.said, sets=len(counts), ladder=None, reps=max(counts))


def rounds_of(group: GroupDraft) -> int | None:
    """How often the exercises of a group are done; None where it does not say."""
    said = group.said
    if said.rounds is not None:
        return at_most(said.rounds)
    if said.every_s is not None and said.total_s is not None:
        return in_turn(said.total_s / said.every_s, group)
    return TABATA[2] if said.tabata else None


def in_turn(starts: float, group: GroupDraft) -> int:
    """Rounds of so many starts on the clock, of which each exercise may have its own."""
    return max(1, round(starts / max(1, len(group.exercises) if is_in_turn(group) else 1)))


def is_in_turn(group: GroupDraft) -> bool:
    """Whether each exercise of a clock has a start of its own."""
    return group.said.in_turn or any(exercise.minute is not None for exercise in group.exercises)

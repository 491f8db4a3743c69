"""Watches that nothing is lost in silence: lines put down as words that say how much, formats that hold for nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.routine.reading.ahead import is_lone_number
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft
from coach.routine.reading.finish import filled
from coach.routine.reading.lexicon import Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.markdown import RowKind
from coach.routine.reading.outline import Line, Shape, count_words, gives_order
from coach.routine.reading.readings import Reading, ReadingKind
from coach.routine.reading.said import Said, at_most
from coach.routine.reading.walk import Walk
from coach.routine.shelf.exercises import known

_SENTENCES = re.compile(r"(?<=[.!?;:])\s+")
_CONDITION = re.compile(r"(?:if|when|once|wenn|falls|sobald|si|cuando)\b", re.IGNORECASE)
_FIRST_PART = re.compile(r"\s[-–—]\s|\s?[(\[:,]|\s(?=\d)")
_SENTENCE_END = re.compile(r"[.!?…]$")
_NUMBER = re.compile(r"\d|[½¼¾]")
_MOST_AROUND = 6
"""Words beside a dose, with more of which it is mentioned in a sentence, and not given."""
_LEAST_HOLD_S = 10.0
"""A shorter hold is a part of a repetition."""
_LONGEST_LINE = 1_000
_WORDS = (ReadingKind.NOTE, ReadingKind.TEXT, ReadingKind.SECTION)
_SILENT = (RowKind.MARKUP, RowKind.FRONT_MATTER, RowKind.CODE, RowKind.QUOTE)


def watch(walk: Walk) -> None:
    """Mark what was put down as words and says more, and what is said for exercises that there are none of."""
    lines = {line.row.line: line for line in walk.lines if line.row.kind not in _SILENT and not line.verbatim}
    unused = _unused(walk.groups)
    homes = {draft: group for group in walk.groups for draft in group.exercises}
    for number, reading in enumerate(walk.readings):
        if not reading.sure:
            continue
        line = lines.get(reading.line)
        doubt = unused.get(reading.line, "")
        if line and not doubt and reading.kind in _WORDS and reading.line not in walk.applied:
            doubt = _lost(line, reading, walk, homes)
        if doubt:
            walk.readings[number] = replace(reading, sure=False, note="; ".join(filter(None, (reading.note, doubt))))


def says_how_much(text: str, lexicon: Lexicon) -> Iterator[Said]:
    """What the sentences of a text say of sets, repetitions, long holds and rounds, where they give it."""
    if not _NUMBER.search(text) or len(text) > _LONGEST_LINE:
        return
    for sentence in _SENTENCES.split(text):
        said = read_line(sentence, lexicon)
        if _gives(said):
            yield said


def _gives(said: Said) -> bool:
    """Whether a sentence gives a dose, and does not only mention a number."""
    if _CONDITION.match(said.text):
        return False
    if said.sets is not None and (said.reps is not None or said.seconds is not None):
        return True
    if said.repeated and (at_most(said.rounds) or 0) > 1:
        return said.words <= 2 * _MOST_AROUND
    if (at_most(said.rounds) or 0) > 1 and said.words <= _MOST_AROUND // 2:
        return True
    if isinstance(said.reps, int) and not said.bare:
        return said.words <= _MOST_AROUND
    if said.effort and (at_most(said.seconds) or 0) >= _LEAST_HOLD_S:
        return said.words <= _MOST_AROUND
    return said.has_amount and known(said.name)


def _lost(line: Line, reading: Reading, walk: Walk, homes: dict[ExerciseDraft, GroupDraft]) -> str:
    """What a line says that is put down as words; empty if nothing."""
    target = walk.described.get(reading.line)
    if reading.kind is ReadingKind.TEXT or target is not None:
        return _beside(line, target, homes.get(target, GroupDraft(0)), walk.lexicon) if target is not None else ""
    if reading.kind is ReadingKind.SECTION and line.row.kind is RowKind.HEADING and not line.said.has_amount:
        return ""
    if reading.line in walk.idle or (reading.kind is ReadingKind.SECTION and line.row.text == walk.title):
        return ""
    text = line.label.rest
    if reading.kind is ReadingKind.NOTE and line.shape is Shape.NAME and known(text):
        return "it names an exercise, and nothing says how much of it"
    if reading.kind is ReadingKind.NOTE and any(True for _ in says_how_much(text, walk.lexicon)):
        return "it says how much, and is taken for a note"
    given = text.endswith(":") or ((line.said.reps or line.said.sets) and gives_order(line, walk.lexicon))
    if line.shape is Shape.DOSE and given and not is_lone_number(line):
        return "it says how much, and no exercise takes it"
    return "it may be an exercise" if _looks_like_one(text, walk.lexicon) else ""


def _looks_like_one(text: str, lexicon: Lexicon) -> bool:
    """Whether a line that is no sentence has a word that may name an exercise, and a number."""
    if not _NUMBER.search(text) or count_words(text) > 2 * _MOST_AROUND or _SENTENCE_END.search(text):
        return False
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    return known(_FIRST_PART.split(text)[0]) or any({word, word.removesuffix("s")} & lexicon.moves for word in words)


def _beside(line: Line, target: ExerciseDraft, group: GroupDraft, lexicon: Lexicon) -> str:
    """What a text of an exercise says of its dose otherwise than the exercise does."""
    known_said = filled(target, group)
    text = line.value or line.label.rest
    for said in says_how_much(text, lexicon):
        if not _agrees(said, known_said, group):
            return f"it says `{said.text[:60]}`, and is taken for a description"
    alone = line.row.kind is RowKind.TEXT and not line.row.item and line.shape is not Shape.DOSE
    return "it may be an exercise of its own" if alone and _looks_like_one(text, lexicon) else ""


def _agrees(said: Said, dose: Said, group: GroupDraft) -> bool:
    """Whether every number that a text says of a dose is one of its dose's."""
    rounds = at_most(group.said.rounds)
    numbers = {at_most(dose.sets), rounds, *(dose.ladder or ())}
    numbers |= {at_most(dose.reps) if not isinstance(dose.reps, str) else None}
    times = {at_most(dose.seconds), dose.rep_s, group.said.work_s}
    counts = [at_most(said.sets), at_most(said.rounds)]
    counts += [at_most(said.reps) if not isinstance(said.reps, str) else None]
    seconds = at_most(said.seconds)
    held = seconds is None or seconds in times or seconds < _LEAST_HOLD_S
    return held and all(count is None or count in numbers for count in counts)


def _unused(groups: list[GroupDraft]) -> dict[int, str]:
    """What titles and lines say for exercises, where no exercise takes it, by their lines."""
    done = {_key(group.said) for group in groups if group.items}
    takers = {_key(group.default) for group in groups for one in group.exercises if _is_open(one)}
    put_together = any(group.items and group.said.has_format for group in groups)
    seen: set[str | int] = set()
    found: dict[int, str] = {}
    for group in groups:
        said, default = group.said, group.default
        fresh = _key(said) not in done and _key(said) not in seen
        if fresh and said.has_format and (at_most(said.rounds) or 2) > 1 and not (put_together and _only_named(group)):
            found[group.line] = "nothing to be done stands below it"
        counted = default is not None and bool(default.sets or default.reps) and default.tempo is None
        if counted and _key(default) not in takers and _key(default) not in seen:
            found[group.line] = "no exercise takes its dose"
        if not group.items and group.texts and group.gives_dose and _key(said) in seen and _key(said) in done:
            found[group.line] = "it may be an exercise"
        seen |= {_key(said), _key(default)}
    return found


def _only_named(group: GroupDraft) -> bool:
    """Whether the title of a whole text names a kind of workout, such as “EMOM”, and leaves the numbers to a block."""
    counts = group.said.rounds is not None or bool(_NUMBER.search(group.said.text))
    return group.level == 1 and not counts


def _is_open(exercise: ExerciseDraft) -> bool:
    """Whether an exercise says less of its dose than something above it may."""
    return not exercise.said.has_amount or exercise.said.sets is None


def _key(said: Said | None) -> str | int:
    """What tells one saying from another, though something was added to it."""
    return said.text or id(said) if said else 0

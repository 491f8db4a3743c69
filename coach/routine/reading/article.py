"""Articles: a list of doses married to the sections that describe each exercise, by their names."""

import re
from collections import defaultdict
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from coach.routine.posture import posture_of
from coach.routine.reading.drafts import ExerciseDraft, GroupDraft, RestDraft
from coach.routine.reading.lexicon import Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.walk import Walk

LIKENESS = 65.0
"""Of two names, from 0 to 100, from which one stands for the other: Single-leg bridge for Single-leg bridge dips."""
_MOST_POSITION, _MOST_MOVEMENT = 200, 300
"""Characters that are said: about 13 and 20 seconds of speech."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_SETS_OUT = re.compile(
    r"^(?:start|begin|lie|stand|sit|kneel|get|come|place|put|hang|hold|take|position|leg|lege|stell|stelle|setz|setze|knie|"
    r"acuéstate|túmbate|ponte|colócate|siéntate|de pie|boca)\b",
    re.IGNORECASE,
)


def marry(walk: Walk) -> None:
    """Give exercises that are not described the texts of the sections with their names."""
    exercises = [draft for group in walk.groups for draft in group.exercises]
    listed = [draft for draft in exercises if not draft.heads_section]
    names = _Names([(draft.name, draft) for draft in listed])
    twins: dict[ExerciseDraft | RestDraft, ExerciseDraft] = {}
    told_twice: set[ExerciseDraft] = set()
    for draft in [draft for draft in exercises if draft.heads_section]:
        twin = names.nearest(draft.name, before=draft.line)
        if twin is None or not _stands_for(twin, draft):
            continue
        if twin.texts and draft.texts:
            told_twice.add(draft)
        _take_texts(twin, draft.texts, walk.lexicon)
        _compare(twin, draft)
        twins[draft] = twin
        walk.say_text(draft.line)
    walk.turn_into_notes({line for line, draft in walk.described.items() if draft in told_twice})
    for group in walk.groups:
        group.items = [item for item in group.items if item not in twins]
    walk.described = {line: twins.get(draft, draft) for line, draft in walk.described.items()}
    described = [group for group in walk.groups if group.title and group.texts and not group.items]
    titles = _Names([(group.title, group) for group in described])
    taken: set[int] = set()
    for draft in listed:
        title = titles.nearest(draft.name) if not draft.texts else None
        if title is not None:
            _take_texts(draft, [text for _, text in title.texts], walk.lexicon)
            if draft.texts:
                taken |= {line for line, _ in title.texts} | {title.line}
                walk.described |= dict.fromkeys((line for line, _ in title.texts), draft)
    walk.turn_into_text(taken)


def _stands_for(listed: ExerciseDraft, headed: ExerciseDraft) -> bool:
    """Whether a heading describes a listed exercise; one with a dose and a name of its own is another exercise."""
    if not headed.has_amount or not set(_forms(listed.name)).isdisjoint(_forms(headed.name)):
        return True
    if _dose(listed) == _dose(headed):
        listed.doubts.append(f"`{headed.name}` in line {headed.line} is taken for its description")
        return True
    headed.doubts.append(f"it may describe `{listed.name}` in line {listed.line}")
    return False


def _dose(draft: ExerciseDraft) -> tuple[object, ...]:
    said = draft.said
    return said.reps, said.seconds, said.sets, said.ladder, said.distance


def _compare(draft: ExerciseDraft, described: ExerciseDraft) -> None:
    """Doubt a dose that the description of an exercise gives otherwise."""
    if any(two and one != two for one, two in zip(_dose(draft), _dose(described), strict=True)):
        draft.doubts.append(f"its description in line {described.line} says otherwise")


_Forms = tuple[str, str]
_N = TypeVar("_N", ExerciseDraft, GroupDraft)


class _Names(Generic[_N]):
    """Names to be found by their likeness, in a time that does not grow with their number."""

    def __init__(self, named: list[tuple[str, _N]]) -> None:
        self._found: dict[str, list[tuple[_Forms, _N]]] = defaultdict(list)
        for name, thing in named:
            forms = _forms(name)
            for beginning in _beginnings(forms):
                if len(self._found[beginning]) < _MOST_LIKELY:
                    self._found[beginning].append((forms, thing))

    def nearest(self, name: str, *, before: int | None = None) -> _N | None:
        """What is called most like a name, where one has all words of the other; `before`: stands before a line."""
        forms, score, nearest = _forms(name), LIKENESS, None
        for beginning in sorted(_beginnings(forms)):
            for others, thing in self._found.get(beginning, ()):
                if before is None or thing.line < before:
                    found = max(map(fuzz.token_sort_ratio, forms, others))
                    better = found > score or (found == score and nearest is None)
                    if better and _is_part(forms, others):
                        score, nearest = found, thing
        return nearest


def _is_part(one: _Forms, other: _Forms) -> bool:
    """Whether all words of one name stand in the other, but for slips and endings."""
    shorter, longer = sorted((one[1].split(), other[1].split()), key=len)
    joined = "".join(shorter) == "".join(longer)
    return joined or all(any(fuzz.ratio(word, like) >= _SLIP for like in longer) for word in shorter)


_SLIP = 80.0
"""Of two words, from which one is the other with a slip or another ending."""


def _beginnings(forms: _Forms) -> set[str]:
    """What the words of a name begin with: names that are alike share one of them."""
    return {word[:_BEGINNING] for word in forms[0].split()}


_BEGINNING, _MOST_LIKELY = 3, 40


@lru_cache(maxsize=4096)
def _forms(name: str) -> _Forms:
    """The words of a name, and those without the ones in brackets, which may be missing on one side."""
    return _plain(name), _plain(_BRACKETS.sub("", name))


def _plain(name: str) -> str:
    words = re.findall(r"[^\W_]+", name.casefold())
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in words)


def _says_how_much(sentence: str, lexicon: Lexicon) -> bool:
    said = read_line(sentence, lexicon)
    return said.has_dose or said.repeated


def _take_texts(draft: ExerciseDraft, texts: list[str], lexicon: Lexicon) -> None:
    """Position and movement from paragraphs: from the first sentence that sets out, without doses."""
    if draft.texts:
        return
    sentences = [part for text in texts for part in _SENTENCES.split(text) if not _says_how_much(part, lexicon)]
    start = next((at for at, part in enumerate(sentences) if _SETS_OUT.match(part) or posture_of(part)), 0)
    position = sentences[start : start + 1]
    movement: list[str] = []
    for part in sentences[start + 1 :]:
        if sum(map(len, movement)) + len(part) > _MOST_MOVEMENT:
            break
        movement.append(part)
    if position and len(position[0]) <= _MOST_POSITION:
        draft.texts = [position[0], *([" ".join(movement)] if movement else [])]

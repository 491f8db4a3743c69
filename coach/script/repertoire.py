"""What is said in the middle of doing, chosen in turn: breathing, form cues, encouragement; never one twice running."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial

from coach.routine import Exercise, Routine, Talk
from coach.script.bouts import Bout
from coach.script.model import Role, Say
from coach.script.phrases import Phrases
from coach.script.saying import say, shorter
from coach.script.words import sentences


class Kind(Enum):
    """What such a line is for."""

    BREATH = auto()
    CUE = auto()  # the routine's own, or the shelf's
    ENCOURAGE = auto()
    LAST = auto()  # it is the last set


@dataclass(frozen=True, slots=True)
class Aside:
    """A line said in the middle of doing."""

    kind: Kind
    say: Say
    short: Say | None

    @property
    def text(self) -> str:
        """Its words."""
        return self.say.utterance.text


@dataclass(slots=True)
class Repertoire:
    """Chooses the lines of one script, bout after bout.

    What was said least comes next, but never what was said last; among equals the routine's own words decide, so that
    the same routine gets the same lines. What a lower level of talk says is chosen from what the fullest would say.

    Attributes:
        seed: a number that follows from the routine.
    """

    phrases: Phrases
    talk: Talk
    seed: int
    _said: Counter[str] = field(default_factory=Counter)
    _last: str = ""
    _last_kept: str = ""
    _of_side: tuple[Aside | None, ...] = ()

    @classmethod
    def of(cls, routine: Routine, *, talk: Talk, phrases: Phrases) -> "Repertoire":
        """The repertoire of a routine, at the beginning of its script."""
        words = [routine.title]
        for exercise in routine.exercises():
            words += [exercise.name, *exercise.cues]
        return cls(phrases, talk, zlib.crc32("\n".join(words).encode()))

    def lines(
        self, bout: Bout, late: Sequence[bool], *, breathing: Sequence[str], encouragement: str
    ) -> tuple[Aside | None, ...]:
        """A line, or none, for each place of a bout that has room for one; the second side gets what the first got.

        Args:
            bout: one set of one side.
            late: for each place in order, whether it is in the second half of the bout.
            breathing: how to breathe, in several wordings; none where nothing is to be said of it.
            encouragement: the name of the phrases that encourage.
        """
        if bout.side != "second":
            encouraging = self.phrases.sections["encourage"][encouragement]
            full = (
                self._later(bout, late, encouraging)
                if bout.is_later
                else self._first(bout, late, breathing, encouraging)
            )
            self._of_side = self._kept(full, (Kind.LAST,) if bout.is_later else (Kind.CUE, Kind.BREATH))
        return self._of_side

    def speaks_of_breath(self, text: str) -> bool:
        """Whether a text says how to breathe."""
        marks = "|".join(map(re.escape, self.phrases.sections["breathing"]["marks"]))
        return re.search(rf"\b(?:{marks})", text.lower()) is not None

    def is_breathing_told(self, exercise: Exercise) -> bool:
        """Whether the texts of an exercise, the routine's own or the shelf's, say how to breathe."""
        return self.speaks_of_breath(" ".join((exercise.position or "", exercise.movement or "", *exercise.cues)))

    def _first(
        self, bout: Bout, late: Sequence[bool], breathing: Sequence[str], encouraging: Sequence[str]
    ) -> list[Aside | None]:
        """How to breathe first, then cues that were not said in this bout, then encouragement."""
        cues = self._cues(bout.exercise)
        found: list[Aside | None] = []
        for is_late in late:
            aside = None
            if not found and (len(late) > 1 or not cues):
                own = [cue for cue in cues if self.speaks_of_breath(cue)]
                aside = self._pick(Kind.CUE, own) or self._pick(Kind.BREATH, breathing)
            if aside is None:
                said = {one.text for one in found if one}
                aside = self._pick(Kind.CUE, [cue for cue in cues if cue not in said])
            if aside is None and is_late:
                aside = self._pick(Kind.ENCOURAGE, encouraging)
            found.append(aside)
        return found

    def _later(self, bout: Bout, late: Sequence[bool], encouraging: Sequence[str]) -> list[Aside | None]:
        """One line, in turn a cue and encouragement; in a set with one place for it alone, every other time."""
        found: list[Aside | None] = [None] * len(late)
        visit = bout.round + bout.set - 2
        is_last = bout.set == bout.dose.sets > 1 and bout.round == bout.block.rounds
        if not late or (len(late) == 1 and visit % 2 and not is_last):
            return found
        cue = partial(self._pick, Kind.CUE, self._cues(bout.exercise))
        if is_last:
            found[0] = self._pick(Kind.LAST, self.phrases.sections["encourage"]["last"])
        elif (visit // 2 if len(late) == 1 else visit + 1) % 2:
            found[-1] = self._pick(Kind.ENCOURAGE, encouraging) or cue()
        else:
            found[0] = cue() or self._pick(Kind.ENCOURAGE, encouraging)
        return found

    def _kept(self, full: Sequence[Aside | None], kinds: tuple[Kind, ...]) -> tuple[Aside | None, ...]:
        """What this level of talk says of the fullest: all of it, one line of the first of these kinds, or nothing."""
        if self.talk is Talk.FULL:
            return tuple(full)
        if self.talk is not Talk.STANDARD:
            return (None,) * len(full)
        other = [aside for aside in full if aside and aside.text != self._last_kept]
        wanted = next((aside for kind in kinds for aside in other if aside.kind is kind), None)
        self._last_kept = wanted.text if wanted else self._last_kept
        return tuple(aside if aside is wanted else None for aside in full)

    def _pick(self, kind: Kind, texts: Iterable[str]) -> Aside | None:
        """The line that was said least, but not last; None where there is no other."""
        other = [text for text in texts if text != self._last]
        if not other:
            return None
        self._last = min(other, key=lambda text: (self._said[text], zlib.crc32(f"{self.seed} {text}".encode())))
        self._said[self._last] += 1
        short = shorter(self._last, Role.FORM, self.phrases)
        if kind is Kind.BREATH and short is None and (self._last not in self.phrases.sections["breathing"]["steady"]):
            short = say(self.phrases.say("breathing", "short"), Role.FORM, self.phrases)
        return Aside(kind, say(self._last, Role.FORM, self.phrases), short)

    def _cues(self, exercise: Exercise) -> list[str]:
        """The form cues of an exercise as they are said."""
        said = (" ".join(sentences(cue, self.phrases)) for cue in exercise.cues)
        return [text for text in dict.fromkeys(said) if text]

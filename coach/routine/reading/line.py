"""One line of text to what it says: its pieces, without those that only look like doses, put together."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from coach.routine.dose import REP_MAX_S
from coach.routine.reading.grammar import Piece, pieces
from coach.routine.reading.lexicon import Kind, Lexicon
from coach.routine.reading.meanings import whole
from coach.routine.reading.naming import NAMING, find_names
from coach.routine.reading.said import HELD_REP_S, Said, at_most
from coach.routine.reading.tokens import Tokens, tokenize
from coach.routine.shelf.exercises import known

_KEPT = 4096
"""Lines whose reading is kept: they are read again in their context, and texts repeat themselves."""


@lru_cache(maxsize=_KEPT)
def read_line(text: str, lexicon: Lexicon, *, hint: str = "") -> Said:
    """What a line says; `hint` is a part of it that its markup sets off as a name."""
    return _read(tokenize(text, lexicon), hint)


def _read(line: Tokens, hint: str) -> Said:
    found = all_found = list(pieces(line))
    if found or not _NUMBERLESS.fullmatch(line.codes):
        found = _with_bare_numbers(line, _without_names(line, _without_heights(line, found)))
    names = find_names(line, found, hint)
    kept = {piece.start for piece in found}
    named = [piece for piece in all_found if piece.start not in kept and _could_name(line, piece)]
    sum_up = _Sum(line)
    for piece in found:
        sum_up.add(piece, last=piece is found[-1])
    sum_up.doubt(found)
    return Said(
        text=line.text,
        name=names.name,
        leftover=names.leftover,
        words=names.words,
        dose_first=names.dose_first,
        negative=_is_negative(line),
        load=", ".join(line.words(piece.start, piece.end).strip(" ,;-") for piece in found if _is_load(line, piece)),
        over=_over(line, [*found, *named], names.name),
        doubts=tuple(sum_up.doubts),
        **sum_up.said,
    )


def _is_load(line: Tokens, piece: Piece) -> bool:
    """Whether a piece that is no part of a dose says how heavy or how hard."""
    return not piece.gives and _LOAD.search(line.codes, piece.start, piece.end) is not None


_LOAD = re.compile("[L%Z@h]")


def _over(line: Tokens, found: list[Piece], name: str) -> str:
    """The numbers that no piece takes, and that are no part of a name such as 7-way hips."""
    taken = {index for piece in found for index in range(piece.start, piece.end)}
    left = [token for index, token in enumerate(line.tokens) if index not in taken and line.codes[index] in "NT"]
    if not left or (line.codes.count("N") == len(left) and "T" not in line.codes and known(name)):
        return ""
    texts = [line.text[token.start : token.end] for token in left]
    return ", ".join(text for text in texts if text not in name or not known(name))


_NUMBERLESS = re.compile("[^Nn]*")


def _gives(piece: Piece, *fields: str) -> bool:
    return not piece.gives.keys().isdisjoint(fields)


_AMOUNTS = ("reps", "seconds", "ladder", "distance")


def _without_heights(line: Tokens, found: list[Piece]) -> list[Piece]:
    """The pieces; a " that is no second, such as of a box, is noise."""
    counted = any(_gives(piece, "reps", "ladder") for piece in found)
    return [
        Piece(piece.start, piece.end) if piece.gives.get("inches") and (counted or _is_height(line, piece)) else piece
        for piece in found
    ]


def _is_height(line: Tokens, piece: Piece) -> bool:
    seconds = piece.gives["seconds"]
    behind_at = piece.start > 0 and line.codes[piece.start - 1] == Kind.AT
    return behind_at or not isinstance(seconds, float) or seconds % 5 != 0


def _without_names(line: Tokens, found: list[Piece]) -> list[Piece]:
    """The pieces without those that belong to a name: the 4-7-8 of 4-7-8 breathing, the 21s of curls 21s."""
    sure = [piece for piece in found if _gives(piece, *_AMOUNTS, "sets") and not _could_name(line, piece)]
    return [piece for piece in found if not (sure and _could_name(line, piece))]


def _could_name(line: Tokens, piece: Piece) -> bool:
    after = line.codes[piece.end : piece.end + 1]
    if piece.gives.get("bare") or _gives(piece, "slashed"):
        return after != "" and after in NAMING
    return line.words(piece.start, piece.end) == "21s" or set(line.codes[piece.start : piece.end]) <= {"M", "J"}


def _with_bare_numbers(line: Tokens, found: list[Piece]) -> list[Piece]:
    """The pieces, and a number without a unit where it can only be how many: 10 burpees, squats: 12, 20/side."""
    plain = [piece for piece in found if not _in_brackets(line, piece) or not _BARE_OPENING.match(line.codes)]
    if any(_gives(piece, "reps", "seconds", "ladder") or _leads(line, piece) for piece in plain):
        return found
    if _WORD_OPENING.match(line.codes) and line.tokens[0].value >= _LEAST_IN_WORDS and not found:
        return [Piece(0, 1, {"reps": int(line.tokens[0].value), "bare": True})]
    taken = {index for piece in found for index in range(piece.start, piece.end)}
    codes = "".join("·" if index in taken else code for index, code in enumerate(line.codes))
    sides = {piece.start for piece in found if _gives(piece, "side", "each")}
    for match in _BARE.finditer(codes):
        start, end = match.span()
        numbers = [token.value for token in line.tokens[start:end] if token.kind is Kind.NUMBER]
        value = whole(numbers)
        if value is None or (isinstance(value, int) and not 0 <= value <= MOST_BARE):
            continue
        if line.is_glued(start) and line.codes[start - 1] in "wcD":
            continue  # the end of a word: log2
        if end in sides or _opens(codes, start, end) or _closes(codes, start, end):
            others = [
                one if one in plain and not _gives(one, "distance") else Piece(one.start, one.end) for one in found
            ]
            return sorted([*others, Piece(start, end, {"reps": value, "bare": True})], key=lambda one: one.start)
    return found


def _leads(line: Tokens, piece: Piece) -> bool:
    """A distance is what is to be done where nothing stands before it, or a separator; else it is a height or so."""
    return _gives(piece, "distance") and line.codes[: piece.start][-1:] not in tuple(NAMING)


def _in_brackets(line: Tokens, piece: Piece) -> bool:
    before = line.codes[: piece.start]
    return before.count("<") > before.count(">") and not _gives(piece, "side", "each", "rest_s", "tempo")


_WORD_OPENING = re.compile("n[wH]+$")
_LEAST_IN_WORDS = 5
"""A smaller number word is part of a name: one leg squats, three way lunges."""
_BARE_OPENING = re.compile("~?N(?:[-t]~?N)?[wDHAnij]")
_BARE = re.compile("~?N(?:[-t]~?N)?")
MOST_BARE = 500
"""A greater number without a unit is a year, a room, a price."""


def _opens(codes: str, start: int, end: int) -> bool:
    """The number begins the line, before a name or alone."""
    after = codes[end : end + 1]
    return not codes[:start].strip("<·:-=vf") and (not after.strip("·>_") or after in NAMING or after in ",;<:-A")


def _closes(codes: str, start: int, end: int) -> bool:
    """The number ends the line, or only brackets, sides and rests follow."""
    after = re.sub("<[^<>]*>", "", codes[end:])
    before = codes[:start].rstrip("~")
    return bool(before) and before[-1] in NAMING + ":-x=!>·,<@" and not after.strip("·>,;_fE")


@dataclass(slots=True)
class _Sum:
    """What the pieces of a line say together; what a later one says otherwise is a doubt."""

    line: Tokens
    said: dict[str, Any] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    chosen: bool = False

    def add(self, piece: Piece, *, last: bool) -> None:
        """Take over what a piece says, if nothing before it says otherwise."""
        text = self.line.words(piece.start, piece.end)
        gives = {name: value for name, value in piece.gives.items() if name in _FIELDS}
        if _gives(piece, "or"):
            self.chosen = self.chosen or bool(self.said)
        elif _gives(piece, "total"):
            self.doubts.append(f"`{text}` may mean all sets together")
        elif piece.gives.get("times") and self._counts_sets() and (last or piece.end == len(self.line.codes)):
            self.said["sets"] = gives["reps"]
        elif _gives(piece, "of_side"):
            self._share(piece.gives["of_side"], text)
        elif self.chosen and gives:
            self.doubts.append(f"or {text}")
        elif _gives(piece, "side") and "side" in self.said:
            self.said |= {"side": "alternating", "pairs": True} if gives["side"] != self.said["side"] else {}
        elif self._contradicts(gives):
            self.doubts.append(f"it also says {text}")
        else:
            self.said |= gives
            self.doubts += [piece.gives["doubt"]] if "doubt" in piece.gives else []

    def _share(self, number: Any, text: str) -> None:
        """Take over how many of the repetitions before are for each side."""
        whole_number = self.said.get("reps")
        if whole_number is None or whole_number == number or _doubled(number) == whole_number:
            self.said |= {"reps": number, "side": "each"}
        else:
            self.doubts.append(f"it also says {text}")

    def _counts_sets(self) -> bool:
        """Whether an x with a number stands behind an amount: plank 30 s x 4."""
        return bool(self.said.keys() & {"seconds", "reps"}) and "sets" not in self.said

    def _contradicts(self, gives: dict[str, Any]) -> bool:
        said = self.said
        other = any(name in said and said[name] != value for name, value in gives.items())
        return other or ("reps" in gives and "ladder" in said) or ("ladder" in gives and "reps" in said)

    def doubt(self, found: list[Piece]) -> None:
        """Say what the line as a whole leaves open."""
        said, codes = self.said, self.line.codes
        if "side" not in said and _LEFT_RIGHT.search(codes) and said.keys() & {"seconds", "reps"}:
            said["side"] = "each"
        if said.get("repeated") and "seconds" in said and not said.keys() & {"reps", "sets", "work_s"}:
            held_s = at_most(said["seconds"]) or 0  # hold 30 s, repeat 3 times; hold 5 s, repeat 10 times
            said["sets" if held_s >= LEAST_SET_S else "reps"] = said.pop("rounds")
            del said["repeated"]
        timed_s = at_most(said.get("seconds")) or 0
        if isinstance(said.get("reps"), int) and timed_s + HELD_REP_S > REP_MAX_S:
            self.doubts.append(f"{timed_s:g} s beside repetitions are left out")
            del said["seconds"]
        if self.chosen and not any(doubt.startswith("or ") for doubt in self.doubts):
            self.doubts.append("it offers a choice")
        amounts = [piece for piece in found if _gives(piece, *_AMOUNTS)]
        if any(piece.start and codes[piece.start - 1] == Kind.TO for piece in amounts):
            self.doubts.append("it may be a goal, not what is to be done")
        if any(_gives(piece, "swapped") for piece in found):
            self.doubts.append("the numbers are taken as repetitions x sets")
        counted = [piece.gives["reps"] for piece in found if _gives(piece, "reps") and not piece.gives.get("bare")]
        if len(counted) > 1 and counted[0] == counted[1] != "max":
            self.doubts.append(f"it says {counted[0]} more than once")
        if any(piece.gives.get("bare") and _is_aside(self.line, piece) for piece in found):
            self.doubts.append("its number may be that of something else")
        if said and Kind.ARROW in codes:
            self.doubts.append("it tells a progression")


def _is_aside(line: Tokens, piece: Piece) -> bool:
    """Whether a number stands behind a word in brackets: plank (see video 3)."""
    return line.codes[: piece.start][-1:] == Kind.WORD and _in_brackets(line, piece)


LEAST_SET_S = 10.0
"""A hold that is repeated is a set from here on, and a part of a repetition below."""


def _doubled(number: Any) -> Any:
    return tuple(2 * one for one in number) if isinstance(number, tuple) else 2 * number


_LEFT_RIGHT = re.compile("[NsmR]i.{0,4}[NsmR]j|[NsmR]j.{0,4}[NsmR]i")
"""25 s left, 25 s right."""
_OWN = frozenset(("text", "name", "leftover", "words", "dose_first", "doubts", "verbatim", "negative", "over", "load"))
_FIELDS = frozenset(Said.__dataclass_fields__) - _OWN
_NEGATIVE = re.compile("[^-]-N")


def _is_negative(line: Tokens) -> bool:
    """Whether a number has a minus: a dash right before it, and nothing right before that."""
    ends = (match.end() for match in _NEGATIVE.finditer(line.codes))
    return any(line.is_glued(end - 1) and not line.is_glued(end - 2) for end in ends)

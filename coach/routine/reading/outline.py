"""What each row of a text is by itself: an exercise, a dose, a rest, a format, a name or words."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from coach.routine.reading.drafts import ExerciseDraft
from coach.routine.reading.fields import read_field, split_field
from coach.routine.reading.heads import read_head
from coach.routine.reading.labels import Label, take_label
from coach.routine.reading.lexicon import Column, Kind, Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.markdown import Row, RowKind
from coach.routine.reading.said import Said
from coach.routine.shelf.exercises import known

_MOST_NAME_WORDS = {RowKind.HEADING: 14, RowKind.ITEM: 10, RowKind.CELLS: 14}
_MOST_IN_PROSE, _MOST_LEFT_OVER = 8, 5
"""Words of a name, and words beside it, in a line of a paragraph: with more it is a sentence."""
_MOST_OF_A_NAME, _MOST_SET_OFF = 7, 12
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r'^"(.+)"$')
_QUOTED_NAME = re.compile(r'^"(.+)"(?:: (?=\S)|$)')
_KEY = re.compile(r"^([^:\d]{1,40}):")
_SENTENCE_END = re.compile(r"[.!?…]$")
_INSIDE = re.compile(r"[.!?] +[^\W\d_]")


class Shape(StrEnum):
    """What a row says by itself."""

    EXERCISE = "exercise"  # a name and how much of it
    DOSE = "dose"  # how much, without a name
    REST = "rest"
    FORMAT = "format"  # rounds, an interval, a clock
    NAME = "name"  # words that could be the name of an exercise
    WORDS = "words"  # words that could not


@dataclass(frozen=True, slots=True)
class Line:
    """A row, what it says, and what it is by itself.

    Attributes:
        label: what stood before its words.
        column: of a field such as `Sets: 3`; `value` is what stands behind its key.
        verbatim: it stands in quotation marks, and is taken word for word.
    """

    row: Row
    said: Said
    label: Label
    shape: Shape
    column: Column | None = None
    value: str = ""
    verbatim: bool = False


def read_row(row: Row, lexicon: Lexicon) -> Line:
    """A row by itself."""
    if row.kind is RowKind.HEADING and row.level > 1 and (strict := read_head(row.text)):
        return Line(row, strict, Label(row.text), Shape.FORMAT, verbatim=True)
    label = take_label(row.text, lexicon.numbered)
    text = label.rest
    if text.startswith('"') and (quoted := _read_quoted(row, label, lexicon)):
        return quoted
    if ":" in text and row.kind is not RowKind.HEADING and (field := _read_keyed(row, label, lexicon)):
        return field
    said = _read_counted(text, row, lexicon) or read_line(text, lexicon, hint=row.hint)
    if ordered := _ordered(said, lexicon):
        return Line(row, ordered, label, Shape.EXERCISE)
    if said.dose_first and _first_word(said.name) in lexicon.prose:
        said = replace(said, name="", leftover=f"{said.name} {said.leftover}".strip())
    return Line(row, said, label, _shape(row, said, lexicon, marked=label.marked))


def is_counted(line: Line, lexicon: Lexicon) -> bool:
    """Whether a row is a label with a number, and nothing else: day 2."""
    counted = _COUNTED.match(line.label.rest)
    return counted is not None and counted[1].lower() in lexicon.counted and line.said.name == counted[0]


def _ordered(said: Said, lexicon: Lexicon) -> Said | None:
    """What a short sentence orders: then do 2 sets of 10 push-ups; hold a plank for 30 seconds."""
    order = _ORDER.match(said.text) if said.has_amount and not said.leftover else None
    if order is None:
        return None
    if lexicon.words.get(order[1].lower()) not in (Kind.DO, Kind.HOLD):
        return None
    name = said.name if said.dose_first else said.name.removeprefix(order[1])
    name = _ARTICLE.sub("", name.strip())
    return replace(said, name=name) if name and known(name) else None


_ORDER = re.compile(r"(?:(?:then|next|finally|dann|luego|después),? )?([^\W\d_]+)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the|eine?n?|una?) ", re.IGNORECASE)


def _read_counted(text: str, row: Row, lexicon: Lexicon) -> Said | None:
    """What a row says that begins with a label such as `Circuit 2`: its number is none of a dose."""
    counted = _COUNTED.match(text)
    if counted is None or counted[1].lower() not in lexicon.counted or row.kind is RowKind.CELLS:
        return None
    said = read_line(f"{counted[1]}{text[counted.end() :]}", lexicon)
    if not said.name:
        return replace(said, name=counted[0])
    rest = said.name.removeprefix(counted[1])
    return replace(said, name=f"{counted[0]}{rest}") if rest != said.name else said


_COUNTED = re.compile(r"([^\W\d_]{3,}) (?:# ?)?(?:\d{1,2}|[A-Z])(?=\s*(?:$|[–—:(,|]|-\s))")


def _read_quoted(row: Row, label: Label, lexicon: Lexicon) -> Line | None:
    """A row of words in quotation marks, or with a name in them."""
    text = label.rest
    if quoted := _QUOTED.match(text):
        return Line(row, Said(text, name=quoted[1]), label, Shape.WORDS, verbatim=True)
    if named := _QUOTED_NAME.match(text):
        said = replace(read_line(text[named.end() :], lexicon), name=named[1])
        shape = Shape.EXERCISE if said.has_dose else _shape(row, said, lexicon, marked=False)
        return Line(row, said, label, shape, verbatim=True)
    return None


def _read_keyed(row: Row, label: Label, lexicon: Lexicon) -> Line | None:
    """A row such as `Reps: 12 per leg`, or `Tip: keep breathing`."""
    text = label.rest
    if several := _read_fields(text, lexicon):
        return Line(row, several, label, Shape.DOSE)
    if field := split_field(text, lexicon):
        column, head, value = field
        said = read_field(column, head, value, lexicon)
        shape = _FIELD_SHAPES.get(column, Shape.DOSE)
        if shape is Shape.WORDS or said.has_dose or said.rest_s is not None or said.tempo or said.side:
            return Line(row, said, label, shape, column, value)
    if (key := _KEY.match(text)) and names_a_part(key[1], lexicon.idle):
        return Line(row, Said(text, name=text), label, Shape.WORDS)
    return None


def _read_fields(text: str, lexicon: Lexicon) -> Said | None:
    """Several fields on one line: Sets: 3 | Reps: 10 | Rest: 60 s."""
    parts = _FIELDS.split(text) if text.count(":") + text.count("=") > 1 else []
    fields = [field for part in parts if (field := split_field(part, lexicon))] if len(parts) > 1 else []
    if not fields or len(fields) < len(parts):
        return None
    draft = ExerciseDraft(0, "", Said(text))
    for field in fields:
        if field[0] is not Column.NOTE:
            draft.add_dose(read_field(*field, lexicon))
    return draft.said if draft.said.has_dose else None


_FIELDS = re.compile(r"\s*[|;,•·]\s+|\s+[-–—]\s+")
_FIELD_SHAPES = {Column.NOTE: Shape.WORDS, Column.REST: Shape.REST}


def _shape(row: Row, said: Said, lexicon: Lexicon, *, marked: bool) -> Shape:
    if said.name and said.lasts and said.reps is None and said.sets is None:
        return Shape.WORDS  # the duration of something
    if said.name and is_prose(replace(row, kind=RowKind.ITEM) if marked else row, said, lexicon):
        return Shape.WORDS
    if said.has_dose and said.name:
        return Shape.WORDS if row.kind is RowKind.TEXT and _tells_a_hold(said, lexicon) else Shape.EXERCISE
    if said.has_dose:
        return Shape.DOSE
    if said.rest_s is not None and not said.has_format:
        return Shape.REST
    if said.has_format:
        return Shape.FORMAT
    if said.tempo or said.side == "each":
        return Shape.DOSE if not said.name else Shape.NAME
    set_off = row.bold or row.text.endswith(":")
    return Shape.NAME if said.name and _is_name(said, lexicon, set_off=set_off) else Shape.WORDS


def _tells_a_hold(said: Said, lexicon: Lexicon) -> bool:
    """Whether a sentence says how long something is held, and not what: hold for 2 seconds at the top."""
    alone = said.reps is None and said.sets is None and said.dose_first
    held = alone and bool(_SENTENCE_END.search(said.text)) and not known(said.name)
    return held and lexicon.words.get(_first_word(said.text)) is Kind.HOLD


def gives_order(line: Line, lexicon: Lexicon) -> bool:
    """Whether a row begins with a number, or with a word such as perform."""
    text = line.label.rest
    return text[:1].isdigit() or lexicon.words.get(_first_word(text)) in (Kind.DO, Kind.REPEAT)


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def is_prose(row: Row, said: Said, lexicon: Lexicon) -> bool:
    """Whether a row is a sentence: too many words beside its dose, or a beginning as of one."""
    words = count_words(said.name)
    if row.kind is RowKind.TEXT and words >= _LEAST_OF_A_SENTENCE and _ends_before_dose(said):
        return True
    if row.kind in _MOST_NAME_WORDS:
        return words > _MOST_NAME_WORDS[row.kind] or (
            row.kind is RowKind.ITEM and _begins_a_sentence(said, lexicon) and words > 3
        )
    return words > _MOST_IN_PROSE or count_words(said.leftover) > _MOST_LEFT_OVER or _begins_a_sentence(said, lexicon)


def _ends_before_dose(said: Said) -> bool:
    """Whether what would be a name is a sentence before the one with the dose."""
    return bool(_INSIDE.search(said.name) or re.search(re.escape(said.name.rstrip(".!?")) + r"[.!?]\s", said.text))


_LEAST_OF_A_SENTENCE = 3


def _begins_a_sentence(said: Said, lexicon: Lexicon) -> bool:
    return _first_word(said.text) in lexicon.prose


def _first_word(text: str) -> str:
    first = _WORD.search(text)
    return first[0].lower() if first else ""


def _is_name(said: Said, lexicon: Lexicon, *, set_off: bool) -> bool:
    text = said.text.strip()
    if _SENTENCE_END.search(text) or _INSIDE.search(text) or _begins_a_sentence(said, lexicon):
        return False
    most = _MOST_SET_OFF if set_off else _MOST_OF_A_NAME
    return count_words(text) <= most and _LETTER.search(text) is not None


def split_label(text: str, parts: frozenset[str]) -> tuple[str, str] | None:
    """A part of the workout, and what stands behind it on its line: `Warm-up: 5 minutes easy jogging`."""
    if not _NUMBER.search(text):
        return None
    for match in _BEHIND_LABEL.finditer(text, 0, _LONGEST_LABEL):
        if names_a_part(text[: match.start()], parts):
            return text[: match.start()], text[match.end() :]
    return None


_NUMBER = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LABEL = 60
_BEHIND_LABEL = re.compile(r":\s+(?=\S)|\s[-–—]\s|\s+(?=\d)")


def title_of(line: Line) -> str:
    """The words of a heading without what it says of doses and formats."""
    return line.said.name or line.label.rest


def is_rest(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is called a rest, whatever stands behind a colon."""
    name = text.partition(":")[0].casefold().strip(" .")
    return lexicon.columns.get(name) is Column.REST or lexicon.words.get(name) is Kind.REST


def is_rest_named(name: str, lexicon: Lexicon) -> bool:
    """Whether a word of a name is that of a rest: minimal rest."""
    return any(lexicon.words.get(word) is Kind.REST for word in _WORD.findall(name.lower()))


_LONG_TITLE = 5


@lru_cache(maxsize=4096)
def names_a_part(title: str, titles: frozenset[str]) -> bool:
    """Whether a title is of a set: whole, before a bracket, colon or dash, or in all the parts of a list."""
    head = _TITLE_END.split(title.casefold(), 1)[0]
    text = " ".join(_TITLE_SIGNS.sub(" ", head).split())
    if text in titles or _LABEL_NUMBER.sub("", text) in titles:
        return True
    if text.count(" ") < _LONG_TITLE and (first := _FIRST_OF_TITLE.match(text)) and f"{first[0]} …" in titles:
        return True
    return all(part.strip() in titles for part in _TITLE_PARTS.split(text))


_LABEL_NUMBER = re.compile(r" (?:\d{1,2}|[a-e])$")
_TITLE_END = re.compile(r"[(\[:|]|\s[-–—]\s")
_TITLE_SIGNS = re.compile(r"[^\w\s&/+'-]")
_TITLE_PARTS = re.compile(r"[&/+]|\band\b|\bund\b|\by\b")
_FIRST_OF_TITLE = re.compile(r"[\w-]+")

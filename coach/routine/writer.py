"""Routine to text: the strict Markdown form, which reads back as the same routine."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from coach.routine.dose import Effort, Ladder, Reps, Sides, Span
from coach.routine.model import Block, Exercise, Interval, Rest, Routine
from coach.routine.reading.amounts import effort_of
from coach.routine.reading.heads import write_head
from coach.routine.reading.lexicon import DEFAULT, Lexicon, find_language, load
from coach.routine.reading.line import MOST_BARE
from coach.routine.reading.markdown import plain
from coach.routine.reading.quoting import is_about, is_plain_title, is_text, reads_back
from coach.routine.tempo import write_number, write_tempo, write_time
from coach.units import s_to_clock

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PLAIN_SCALAR = re.compile(r"[^\W\d_][\w '’-]*")
_QUOTED = re.compile(r'".+"')
_BLOCK_START = re.compile(r"(?:[-+*>#=~`<|]|\d{1,9}[.)])")
"""What would begin a list, a quotation, a heading and the like at the start of a line."""


def write(routine: Routine, *, remarks: Sequence[str] = (), left_out: Sequence[str] = ()) -> str:
    """The routine in the strict form, such that read(write(routine)) == routine.

    Args:
        routine: what is to be done.
        remarks: for each exercise, what is written under it as a comment; empty for none.
        left_out: lines that are kept as one comment at the end.
    """
    lexicon = load(routine.language)
    body = [f"# {_line(routine.title)}"]
    comments = iter(remarks)
    if routine.about:
        body.append(_line(routine.about if is_about(routine.about, lexicon) else quoted(routine.about)))
    for block in routine.blocks:
        body += ["", *_block(block, lexicon, comments)]
    if left_out:
        body += ["", "<!--", *map(_comment, left_out), "-->"]
    text = "\n".join(_front_matter(routine, name_language=False) + body)
    names_language = routine.language != DEFAULT or find_language(text) != routine.language
    return "\n".join(_front_matter(routine, name_language=names_language) + body) + "\n"


def _front_matter(routine: Routine, *, name_language: bool) -> list[str]:
    fields = CommentedMap(title=_scalar(routine.title))
    if routine.duration_s is not None:
        fields["duration"] = _duration(routine.duration_s)
    for key, texts in (("needs", routine.needs), ("optional", routine.optional)):
        if texts:
            fields[key] = CommentedSeq(map(_scalar, texts))
            fields[key].fa.set_flow_style()
    if routine.pace is not None:
        fields["pace"] = routine.pace
    for key, text in (("talk", routine.talk), ("voice", routine.voice)):
        if text is not None:
            fields[key] = _scalar(str(text))
    if name_language:
        fields["language"] = _scalar(routine.language)
    yaml = YAML()
    yaml.width = 1_000_000
    stream = io.StringIO()
    yaml.dump(fields, stream)
    return ["---", *stream.getvalue().splitlines(), "---"]


def _scalar(text: str) -> str:
    """The text in quotes, unless it is plain words: ruamel leaves `?0` bare in a list, where it is a key."""
    return text if _PLAIN_SCALAR.fullmatch(text) else DoubleQuotedScalarString(text)


def _duration(seconds: float) -> str:
    return s_to_clock(seconds) if seconds == int(seconds) else write_time(seconds)


def _block(block: Block, lexicon: Lexicon, comments: Iterator[str]) -> list[str]:
    lines = []
    if block.title is not None:
        title = _line(block.title)
        lines = [f"## {title}{write_head(block, plain=is_plain_title(block.title, lexicon))}", ""]
    for item in block.items:
        if isinstance(item, Exercise):
            lines += _exercise(item, block, lexicon)
            if comment := next(comments, ""):
                lines.append(f"  <!-- {_comment(comment)} -->")
        else:
            lines += _rest(item)
    return lines


def _exercise(exercise: Exercise, block: Block, lexicon: Lexicon) -> list[str]:
    timed = isinstance(block.format, Interval)
    dose = _side(exercise.dose.sides) if timed else _dose(exercise, lexicon)
    for name in (exercise.name, f'"{exercise.name}"'):
        head = f"{name}: {dose}" if dose else name
        if reads_back(head, exercise.name, lexicon, timed=timed):
            break
    lines = [f"- {_line(name)}{head.removeprefix(name)}"]
    texts = [text for text in (exercise.position, exercise.movement) if text]
    lines += [f"  {_line(text if is_text(text, lexicon, timed=timed) else quoted(text))}" for text in texts]
    return lines + [f"  > {_line(quoted(cue) if _QUOTED.fullmatch(cue) else cue)}" for cue in exercise.cues]


def _rest(rest: Rest) -> list[str]:
    return [f"- Rest {write_time(rest.seconds)}"]


def write_dose(exercise: Exercise, language: str) -> str:
    """The dose of an exercise in the strict form; the language tells which names are holds by themselves."""
    return _dose(exercise, load(language))


def _dose(exercise: Exercise, lexicon: Lexicon) -> str:
    dose, amount = exercise.dose, exercise.dose.amount
    text = f"{dose.sets} x " if dose.sets > 1 and not isinstance(amount, Ladder) else ""
    if isinstance(amount, Reps) and amount.count < dose.sets:
        text = f"{dose.sets} sets of "  # more repetitions than sets would be expected around an x
    alone = dose.sets == 1 and dose.sides is Sides.BOTH
    match amount:
        case Reps():
            least = f"{amount.least}-" if amount.least else ""
            named = alone or least or amount.count > MOST_BARE
            text += f"{least}{amount.count} reps" if named else str(amount.count)
        case Ladder():
            text += f"{'-'.join(map(str, amount.counts))} reps"
        case Span():
            text += _write_span(amount, exercise.name, lexicon)
        case _:
            assert_never(amount)
    text += " each side" if dose.sides is Sides.EACH else ""
    if dose.sides is Sides.ALTERNATING:
        text += ", alternating" if isinstance(amount, Span) else " each side, alternating"
    text += f", tempo {write_tempo(dose.tempo)}" if dose.tempo else ""
    text += f", rest {write_time(dose.rest_s)}" if dose.rest_s else ""
    return text + (f" @ {write_number(dose.rep_s)} s" if dose.rep_s else "")


def _write_span(span: Span, name: str, lexicon: Lexicon) -> str:
    if span.least_s is not None:
        time = f"{write_number(span.least_s)}-{write_number(span.seconds)} s"
    else:
        time = write_time(span.seconds)
    if span.effort is Effort.MOST:
        return f"max in {time}"
    return time if span.effort is effort_of(name, lexicon) else f"{time} {span.effort}"


def _side(sides: Sides) -> str:
    return {Sides.BOTH: "", Sides.EACH: "each side", Sides.ALTERNATING: "alternating"}[sides]


def _comment(text: str) -> str:
    """The text where it cannot end the comment it stands in."""
    return " ".join(re.sub("-(?=-)", "- ", text).split())


def quoted(text: str) -> str:
    """The text as one that is taken word for word."""
    return f'"{text}"'


def _line(text: str) -> str:
    """The text with backslashes where Markdown would read it as something else, and only there."""
    ways = (text, f"{text}: 1")  # alone, and before a dose, whose colon a backslash at the end would take
    if any(plain(way) != way for way in ways) or text.endswith("#"):
        text = _PUNCTUATION.sub(r"\\\1", text)
    if match := _BLOCK_START.match(text):
        start = match.end() - 1
        text = f"{text[:start]}\\{text[start:]}"
    return text

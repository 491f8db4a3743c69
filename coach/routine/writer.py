"""Routine to text: the strict Markdown form, which reads back as the same routine."""

import io
import re

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from coach.routine.dose import mentions_rounds, write_dose, write_time
from coach.routine.markdown import plain
from coach.routine.model import Block, Exercise, Rest, Routine
from coach.units import s_to_clock

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PLAIN_SCALAR = re.compile(r"[^\W\d_][\w '’-]*")
_BLOCK_START = re.compile(r"(?:[-+*>#=~`<|]|\d{1,9}[.)])")
"""What would begin a list, a quotation, a heading and the like at the start of a line."""


def write(routine: Routine) -> str:
    """The routine in the strict form, such that read(write(routine)) == routine."""
    lines = [*_front_matter(routine), f"# {_line(routine.title)}"]
    if routine.about:
        lines.append(_line(routine.about))
    for block in routine.blocks:
        lines += ["", *_block(block)]
    return "\n".join(lines) + "\n"


def _front_matter(routine: Routine) -> list[str]:
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
    if routine.language != "en":
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


def _block(block: Block) -> list[str]:
    lines = []
    if block.title is not None:
        title = _line(block.title)
        if block.rounds > 1 or mentions_rounds(block.title):
            title += f": {block.rounds} round" + ("s" if block.rounds > 1 else "")
        if block.rest_s is not None:
            title += f", rest {write_time(block.rest_s)}"
        lines = [f"## {title}", ""]
    for item in block.items:
        lines += _exercise(item) if isinstance(item, Exercise) else _rest(item)
    return lines


def _exercise(exercise: Exercise) -> list[str]:
    lines = [f"- {_line(exercise.name)}: {write_dose(exercise.dose)}"]
    lines += [f"  {_line(text)}" for text in (exercise.position, exercise.movement) if text]
    return lines + [f"  > {_line(cue)}" for cue in exercise.cues]


def _rest(rest: Rest) -> list[str]:
    return [f"- Rest {write_time(rest.seconds)}"]


def _line(text: str) -> str:
    """The text with backslashes where Markdown would read it as something else, and only there."""
    ways = (text, f"{text}: 1")  # alone, and before a dose, whose colon a backslash at the end would take
    if any(plain(way) != way for way in ways) or text.endswith("#"):
        text = _PUNCTUATION.sub(r"\\\1", text)
    if match := _BLOCK_START.match(text):
        start = match.end() - 1
        text = f"{text[:start]}\\{text[start:]}"
    return text

"""The few lines above a routine, between `---`: YAML 1.2, every value taken as it is written."""

import difflib
import re
from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coach.errors import Problem
from coach.routine.dose import PACE_MAX, PACE_MIN
from coach.routine.model import MAX_TOTAL_S, Talk
from coach.units import time_to_s

MAX_FRONT_MATTER = 10_000
"""Characters; the YAML parser's time grows with the square of nested brackets."""


Note = tuple[int, str]
"""A line, and why what stands there is left out."""

_NULL = "tag:yaml.org,2002:null"
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
"""Of a language, after BCP 47."""


def read_front_matter(text: str, *, first_line: int) -> tuple[dict[str, Any], list[Problem], list[Note]]:
    """Routine fields by name, every problem, and what is left out.

    The YAML begins in line `first_line` of the text.

    Scalars keep their spelling: `10:00`, `on` and `no` stay what they look like, and no alias is ever expanded.
    """
    if len(text) > MAX_FRONT_MATTER:
        message = f"{len(text):,} characters of front matter"
        return {}, [Problem(first_line, 1, message, f"{MAX_FRONT_MATTER:,} are the most")], []
    yaml = YAML(typ="safe", pure=True)
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        message = f"the front matter is no YAML: {error.problem or error.context or 'it cannot be read'}"
        return {}, [Problem(first_line + line, column + 1, message, "write lines such as `duration: 10:00`")], []
    except (YAMLError, RecursionError, ValueError, OverflowError):  # odd characters, brackets nested without end
        return {}, [Problem(first_line, 1, "the front matter is no YAML", "write lines such as `duration: 10:00`")], []
    if node is None:
        return {}, [], []
    if not isinstance(node, MappingNode):
        hint = "write lines such as `duration: 10:00`"
        return {}, [Problem(first_line, 1, "the front matter has no keys", hint)], []
    return _read_pairs(node, first_line)


def _read_pairs(node: MappingNode, first_line: int) -> tuple[dict[str, Any], list[Problem], list[Note]]:
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    notes: list[Note] = []
    ends = [key.start_mark.line for key, _ in node.value[1:]] + [node.end_mark.line + 1]
    for (key, value), end in zip(node.value, ends, strict=True):
        name = key.value if isinstance(key, ScalarNode) else ""
        if _is_foreign(name):
            note = f"`{name}` is no key of a routine; it is left out"
            start = key.start_mark.line
            notes += [(first_line + line, note) for line in range(start, max(end, start + 1))]
            continue
        try:
            field, read = _known(name)
            if field in fields:
                raise _FrontMatterError(f"`{name}` stands here a second time", "keep one of them")
            fields[field] = read(name, value)
        except _FrontMatterError as error:
            mark = key.start_mark
            problems.append(Problem(first_line + mark.line, mark.column + 1, str(error), error.hint))
    return fields, problems, notes


class _FrontMatterError(ValueError):
    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _scalar(name: str, node: Node) -> str:
    if not isinstance(node, ScalarNode) or not node.value.strip() or node.tag == _NULL:
        raise _FrontMatterError(f"`{name}` has no plain value", f"write one value after `{name}:`")
    return str(node.value).strip()


def _language(name: str, node: Node) -> str:
    text = _scalar(name, node).lower().replace("_", "-")
    if not _TAG.fullmatch(text):
        raise _FrontMatterError(f"`{text}` is no language", "write its tag, such as `en`")
    return text


def _texts(name: str, node: Node) -> tuple[str, ...]:
    if isinstance(node, SequenceNode):
        return tuple(_scalar(name, item) for item in node.value)
    return tuple(part.strip() for part in _scalar(name, node).split(",") if part.strip())


def _duration(name: str, node: Node) -> float:
    text = _scalar(name, node)
    try:
        seconds = time_to_s(text)
    except ValueError:
        raise _FrontMatterError(f"`{text}` is no duration", "write it as `10:00` or `10 min`") from None
    if not 0 < seconds <= MAX_TOTAL_S:
        raise _FrontMatterError(f"a duration of `{text}`", f"write one up to {MAX_TOTAL_S / 3600:.0f} hours")
    return seconds


def _pace(name: str, node: Node) -> float:
    text = _scalar(name, node)
    try:
        pace = float(text)
    except ValueError:
        pace = 0.0
    if not PACE_MIN <= pace <= PACE_MAX:
        raise _FrontMatterError(f"`{text}` is no pace", f"write a number from {PACE_MIN:g} to {PACE_MAX:g}")
    return pace


def _talk(name: str, node: Node) -> Talk:
    text = _scalar(name, node)
    if text not in tuple(Talk):
        raise _FrontMatterError(f"`{text}` is no level of talk", f"write one of {', '.join(Talk)}")
    return Talk(text)


_KEYS: dict[str, tuple[str, Callable[[str, Node], Any]]] = {
    "title": ("title", _scalar),
    "duration": ("duration_s", _duration),
    "needs": ("needs", _texts),
    "optional": ("optional", _texts),
    "pace": ("pace", _pace),
    "talk": ("talk", _talk),
    "voice": ("voice", _scalar),
    "language": ("language", _language),
}


def _is_foreign(name: str) -> bool:
    """Whether a key belongs to another program that reads the same front matter, and is no slip of the pen."""
    return bool(name) and name not in _KEYS and not difflib.get_close_matches(name.lower(), _KEYS, n=1, cutoff=0.7)


def _known(name: str) -> tuple[str, Callable[[str, Node], Any]]:
    if name in _KEYS:
        return _KEYS[name]
    near = difflib.get_close_matches(name.lower(), _KEYS, n=1, cutoff=0.5)
    hint = f"did you mean `{near[0]}`?" if near else f"the keys are {', '.join(_KEYS)}"
    raise _FrontMatterError(f"unknown key `{name}`", hint)

"""Text to the parts of a routine's Markdown: headings, items, paragraphs, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.front_matter import front_matter_plugin

_SWALLOWING = ["reference", "lheading", "code", "link", "image", "autolink", "html_inline", "entity"]
"""Markdown's rules that would take words out of a line, change them, or join lines into something else."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the first two `---`."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    line: int
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside every list, as one line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its lines, and the lines quoted in it."""

    line: int
    lines: tuple[str, ...]
    quoted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Something that has no place in a routine; `kind` says in words what."""

    line: int
    kind: str


Part = FrontMatter | Heading | Paragraph | Item | Other

_KINDS = {
    "blockquote": "a quotation",
    "fence": "a code block",
    "html_block": "HTML",
    "bullet_list": "a list in a list",
    "ordered_list": "a list in a list",
    "heading": "a heading in a list",
}


def split(text: str) -> Iterator[Part]:
    """The parts of a Markdown text in order; comments and rules across the page are left out."""
    lines = text.split("\n")
    for node in SyntaxTreeNode(_parser().parse(text)).children:
        yield from _parts(node, lines)


def plain(text: str) -> str:
    """The words of one line of Markdown, without its markup."""
    (inline,) = _line_parser().parseInline(text)
    words = "".join(token.content for token in inline.children or () if token.type in ("text", "code_inline"))
    return re.sub(r"\s+", " ", words).strip()


@cache
def _parser() -> MarkdownIt:
    """Blocks only: every line has its markup to itself, whatever the line after it begins with."""
    return MarkdownIt("commonmark").use(front_matter_plugin).disable([*_SWALLOWING, "inline"])


@cache
def _line_parser() -> MarkdownIt:
    return MarkdownIt("commonmark").disable(_SWALLOWING)


def _parts(node: SyntaxTreeNode, source: list[str]) -> Iterator[Part]:
    line = _line(node)
    match node.type:
        case "front_matter":
            yield FrontMatter(line, node.content)
        case "heading":
            yield Heading(line, " ".join(_text_lines(node)), int(node.tag[1:]))
        case "paragraph":
            if text := " ".join(filter(None, _text_lines(node))):
                yield Paragraph(line, text)
        case "bullet_list" | "ordered_list":
            for item in node.children:
                yield from _item(item, source)
        case _ if not _is_silent(node):
            yield Other(line, _kind(node))


def _item(item: SyntaxTreeNode, source: list[str]) -> Iterator[Part]:
    lines: list[str] = []
    quoted: list[str] = []
    for child in item.children:
        if child.type == "paragraph":
            lines += _text_lines(child)
        elif child.type == "blockquote" and all(part.type == "paragraph" for part in child.children):
            for part in child.children:
                for number, line in enumerate(_text_lines(part), _line(part)):
                    goes_on = number > _line(part) and not source[number - 1].lstrip().startswith(">")
                    (lines if goes_on else quoted).append(line)  # Markdown lets a quotation go on without its mark
        elif not _is_silent(child):
            yield Other(_line(child), _kind(child))
    yield Item(_line(item), tuple(lines), tuple(filter(None, quoted)))


def _is_silent(node: SyntaxTreeNode) -> bool:
    return node.type == "hr" or (node.type == "html_block" and _is_comment(node.content))


def _is_comment(html: str) -> bool:
    """Whether there is nothing but comments, each with its end."""
    html = html.strip()
    place = 0
    while html.startswith("<!--", place):
        end = html.find("-->", place)
        if end < 0:
            return False
        place = end + 3
        while html[place : place + 1].isspace():
            place += 1
    return place == len(html)


def _kind(node: SyntaxTreeNode) -> str:
    if node.type == "html_block" and node.content.lstrip().startswith("<!--"):
        return "a comment without `-->` at the end of its last line"
    return _KINDS.get(node.type, node.type)


def _text_lines(block: SyntaxTreeNode) -> list[str]:
    return [plain(line) for inline in block.children for line in inline.content.split("\n")]


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1

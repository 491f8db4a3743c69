"""Text to rows: every line of a Markdown or plain text with its place, its part in lists and tables, and its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

MOST_COLUMNS = 100
"""Of a table; a wider one is read line by line, because the parser fills every short row up to the full width."""
_MOST_NESTING = 60


class RowKind(StrEnum):
    """What part of a text a row is."""

    FRONT_MATTER = "front matter"
    HEADING = "heading"
    ITEM = "item"  # the first line of a list item
    TEXT = "text"  # a line of a paragraph, in a list item or outside
    QUOTE = "quote"  # a quoted line
    CELLS = "cells"  # a row of a table
    CODE = "code"  # a line of a fenced block
    MARKUP = "markup"  # a comment, HTML, a rule


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a text.

    Attributes:
        line: from 1.
        text: its words, without markup.
        level: of a heading, from 1; of anything in a list, how deep, from 1; else 0.
        item: the line of the list item it stands in, 0 outside of lists; of an item, of the one around it.
        opens: whether it begins its paragraph.
        hint: what the markup sets off in it: the first bold, linked or wiki-linked words.
        bold: whether all of it is bold.
        cells, heads: of a table.
    """

    line: int
    kind: RowKind
    text: str
    level: int = 0
    item: int = 0
    opens: bool = True
    hint: str = ""
    bold: bool = False
    cells: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def rows(text: str) -> Iterator[Row]:
    """The rows of a text in order; blank lines have none, and neither have lines of nothing but markup."""
    yield from _Walk(text).rows()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a line of Markdown, and what its markup sets off."""

    text: str
    hint: str = ""
    bold: bool = False


@lru_cache(maxsize=4096)
def words(line: str) -> Words:
    """The words of one line of Markdown."""
    if not _MARKED.search(line):
        return Words(" ".join(line.split()))
    line = _STRUCK.sub("", _MACRO.sub("", line))
    line = _URL.sub("", _BREAK.sub(", ", _LATEX_TIMES.sub(r"× \1", line)))
    wiki = _WIKI.search(line)
    line = _REFERENCE.sub(r"\1", _WIKI.sub(lambda match: match[1] or match[2], line))
    (inline,) = _line_parser().parseInline(line)
    parts: list[str] = []
    hints: list[str] = []
    depth = 0
    outside = False
    for token in inline.children or ():
        if token.type in ("strong_open", "link_open", "strong_close", "link_close"):
            depth += token.nesting
            if token.nesting == 1 and depth == 1:
                hints.append("")
        elif token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
            if depth:
                hints[-1] += token.content
            elif any(character.isalnum() for character in token.content):
                outside = True
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    hint = " ".join((wiki[1] or wiki[2]).split()) if wiki else " ".join(hints[0].split()) if hints else ""
    return Words(" ".join("".join(parts).split()), hint, bool(hints) and not outside)


def plain(line: str) -> str:
    """The words of one line of Markdown, without its markup."""
    return words(line).text


_SAY_NOTHING = frozenset(
    ("paragraph_open", "paragraph_close", "td_open", "td_close", "th_open", "th_close", "tbody_open", "tbody_close",
     "bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close", "table_open")
)  # fmt: skip
"""Kinds of tokens that change nothing: they are most of them."""
_MARKED = re.compile(r"[\\*_\[\]<&!`]|://|\{\{|~~")
_STRUCK = re.compile(r"(?<!\\)~~(?=\S)[^~]{1,500}(?<=\S)~~")
"""What is struck out is not to be done."""
_MACRO = re.compile(r"\{\{[^{}]{0,200}\}\}")
"""What note programs put something else in the place of."""
_URL = re.compile(r"(?<!\()\bhttps?://[^\s<>)\]]{1,2000}")
_LATEX_TIMES = re.compile(r"\$ ?\\times ?(\d{0,4}) ?\$")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|([^\[\]|]{1,200})|([^\[\]|]{1,200}))\]\]")
_REFERENCE = re.compile(r"\[([^\[\]]{1,300})\]\[[^\[\]]{0,100}\]")
"""A link whose address stands elsewhere."""
_COMMENT = re.compile(r"\s*<!--")
_WRAPPING = re.compile(r"</?(?:details|summary|div|center|section|article|p)(?:\s[^<>]{0,500})?>", re.IGNORECASE)
"""Tags around parts of a text, which Markdown would take the lines below them for HTML."""


@cache
def _parser(tables: bool) -> MarkdownIt:
    """Blocks only: every line has its markup to itself, whatever the line after it begins with."""
    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTING}).use(front_matter_plugin)
    parser.disable(["reference", "code", "inline"])
    return parser.enable("table") if tables else parser


@cache
def _line_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _MOST_NESTING})


@dataclass(slots=True)
class _Walk:
    """The parser's tokens on their way to rows."""

    text: str
    items: list[int] = field(default_factory=list)
    quotes: int = 0
    pending_item: bool = False
    heads: tuple[str, ...] = ()
    cells: list[str] = field(default_factory=list)
    in_head: bool = False
    heading: int = 0
    source: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        self.source = [_WRAPPING.sub("", line) for line in self.text.split("\n")]
        widest = max(map(_bars, self.source))
        tokens = _parser(0 < widest <= MOST_COLUMNS).parse("\n".join(self.source))
        tokens.reverse()
        while tokens:  # each is let go when it is read: there are many
            token = tokens.pop()
            if token.type not in _SAY_NOTHING:
                yield from self._rows(token)

    def _rows(self, token: Token) -> Iterator[Row]:
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "front_matter":
                yield Row(line, RowKind.FRONT_MATTER, token.content)
            case "fence":
                yield from self._code(token, line)
            case "html_block":
                yield from self._html(token, line)
            case "inline" if self.in_table:
                self.cells.append(plain(token.content))
            case "inline":
                yield from self._lines(token, line)
            case _:
                self._step(token, line)
                if token.type.startswith("t"):
                    yield from self._table(token, line)

    def _step(self, token: Token, line: int) -> None:
        """Into or out of a heading, a list item, a quotation."""
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "list_item_open":
                self.items.append(line)
                self.pending_item = True
            case "list_item_close":
                self.items.pop()
                self.pending_item = False
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting

    @property
    def in_table(self) -> bool:
        return self.in_head or bool(self.heads)

    def _table(self, token: Token, line: int) -> Iterator[Row]:
        match token.type:
            case "thead_open":
                self.in_head = True
            case "tr_open":
                self.cells = []
            case "tr_close" if self.in_head:
                self.heads = tuple(self.cells)
            case "thead_close":
                self.in_head = False
            case "table_close":
                self.heads = ()
        if token.type == "tr_open":
            self.row_line = line
        if token.type == "tr_close" and any(self.cells):
            head = self.in_head
            yield Row(
                self.row_line,
                RowKind.CELLS,
                " | ".join(self.cells),
                cells=tuple(self.cells),
                heads=() if head else self.heads,
                opens=head,
            )

    row_line: int = 0

    def _lines(self, token: Token, first: int) -> Iterator[Row]:
        lines = token.content.split("\n")
        if self.heading and len(lines) > 1:  # underlined lines are a heading only if they are one
            self.heading = 0
        for number, content in enumerate(lines, first):
            found = words(content)
            if not found.text:
                continue
            outside = number > first and not self.source[number - 1][:1].isspace()  # Markdown lets a paragraph go on
            item = self.items[-1] if self.items and not outside else 0
            kind, level = RowKind.TEXT, len(self.items) if not outside else 0
            if self.quotes:
                kind = RowKind.QUOTE
            elif self.pending_item and number == first:
                kind, item = RowKind.ITEM, self.items[-2] if len(self.items) > 1 else 0
                self.pending_item = False
            elif self.heading and not self.items:
                kind, level = RowKind.HEADING, self.heading
            opens = number == first or (outside and bool(self.items))
            yield Row(number, kind, found.text, level, item, opens, found.hint, found.bold)

    def _code(self, token: Token, first: int) -> Iterator[Row]:
        item = self.items[-1] if self.items else 0
        for number, content in enumerate(token.content.split("\n"), first + 1):
            if content.strip():
                level, opens = len(self.items), number == first + 1
                yield Row(number, RowKind.CODE, " ".join(content.split()), level, item, opens, hint=token.info.strip())

    def _html(self, token: Token, first: int) -> Iterator[Row]:
        """Nothing of HTML is read; what stands in a comment without an end, or behind one, keeps its words."""
        comment = _COMMENT.match(token.content)
        unclosed = comment and "-->" not in token.content
        for number, content in enumerate(token.content.split("\n"), first):
            kept = content if unclosed else content.partition("-->")[2] if comment else ""
            if content.strip():
                yield Row(number, RowKind.MARKUP, " ".join(kept.split()))


def _bars(line: str) -> int:
    return line.count("|")

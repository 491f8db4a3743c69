"""A web page to the text of its workout: the main text as Markdown, without menus, related links and comments."""

import re

from coach.errors import Problem, RoutineError

_BEGINS = re.compile(
    r"(?:\ufeff|\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:p|div|span|li|ul|ol|table|tr|td|h[1-6]|article|section|strong|br)\b[^>]{0,500}>", re.IGNORECASE
)
_LEAST_TAGS = 6
"""A text with so many tags, in at least every fourth line, is a piece of a page."""
_BESIDE = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "iframe",
    "svg",
    "button",
)
_DEEPEST = 250
"""Tags inside tags: deeper ones are no page, and would exhaust the parsers' recursion."""


def is_page(text: str) -> bool:
    """Whether a text is HTML: a page, or a piece of one."""
    if _BEGINS.match(text[:5_000]):
        return True
    tags = len(_TAG.findall(text[:50_000]))
    return tags >= _LEAST_TAGS and tags * 4 >= text[:50_000].count("\n") and text.lstrip().startswith("<")


def text_of_page(html: str, *, subject: str = "") -> str:
    """The main text of a page as Markdown.

    Raises:
        RoutineError: there is none.
    """
    if _is_too_deep(html):
        message, hint = "the tags of this page stand too deep in each other", "save the page as text"
        raise RoutineError([Problem(1, 1, message, hint)], subject=subject)
    text = _extracted(html)
    if not text or ("<table" in html.lower() and not re.search(r"^\|", text, re.MULTILINE)):
        text = _converted(html) or text
    if not text.strip():
        message, hint = "this page has no text", "open it in a browser, and save or copy what you see"
        raise RoutineError([Problem(1, 1, message, hint)], subject=subject)
    return text


def _is_too_deep(html: str) -> bool:
    """Whether open tags without their ends pile up; void and unclosed ones (li, p, br) are not counted."""
    depth = 0
    for match in re.finditer(
        r"<(/?)(div|span|table|ul|ol|section|article|blockquote|b|i|em|font|center)\b", html, re.I
    ):
        depth += -1 if match[1] else 1
        if depth > _DEEPEST:
            return True
    return False


def _extracted(html: str) -> str:
    """The main text, found by what articles look like."""
    import trafilatura

    found = trafilatura.extract(
        html,
        output_format="markdown",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_formatting=True,
        favor_recall=True,
    )
    return found or ""


def _converted(html: str) -> str:
    """All of the page but what stands beside every main text; for pages that are no articles."""
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    soup: BeautifulSoup = BeautifulSoup(html, "lxml")
    for tag in soup(list(_BESIDE)):
        tag.decompose()
    text = MarkdownConverter(heading_style="atx", bullets="-", strip=["a", "img"]).convert_soup(soup.body or soup)
    return re.sub(r"\n{3,}", "\n\n", str(text)).strip()

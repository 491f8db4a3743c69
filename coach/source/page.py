"""A web page to the text of its workout: the main text as Markdown, without menus, related links and comments."""

import re

from coach.errors import Problem, RoutineError

_BEGINS = re.compile(  # what stands before the first tag is taken once and never given back: its time is linear
    r"(?>[\ufeff\s]++|<\?xml[^>]*+>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
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
_ANY_TAG = re.compile(r"<(/?)([a-z][\w:.-]*)([^<>]*)", re.IGNORECASE)
_STANDS_ALONE = frozenset(
    ["area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param"]
)
_ENDS_WITH_THE_NEXT = frozenset(
    ["a", "body", "colgroup", "dt", "head", "html", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"]
)
"""As libxml2 has it: `wbr` and `dd` pile up in it."""
_MAY_STAND_OPEN = _STANDS_ALONE | _ENDS_WITH_THE_NEXT


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
        raise _too_deep(subject)
    try:
        text = _extracted(html)
        if not text or ("<table" in html.lower() and not re.search(r"^\|", text, re.MULTILINE)):
            text = _converted(html) or text
    except RecursionError:  # the parsers may see another nesting in broken tags
        raise _too_deep(subject) from None
    if not text.strip():
        message, hint = "this page has no text", "open it in a browser, and save or copy what you see"
        raise RoutineError([Problem(1, 1, message, hint)], subject=subject)
    return text


def _is_too_deep(html: str) -> bool:
    """Whether tags pile up; an end closes all that is open in its tag, and nothing if that is not open."""
    opened: list[str] = []
    for match in _ANY_TAG.finditer(html):
        ends, name, rest = match[1], match[2].lower(), match[3]
        if ends and name in opened:
            while opened.pop() != name:
                pass
        elif not (ends or name in _MAY_STAND_OPEN or rest.endswith("/")):
            opened.append(name)
            if len(opened) > _DEEPEST:
                return True
    return False


def _too_deep(subject: str) -> RoutineError:
    message, hint = "the tags of this page stand too deep in each other", "save the page as text"
    return RoutineError([Problem(1, 1, message, hint)], subject=subject)


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

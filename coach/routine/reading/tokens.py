"""One line of text to tokens: numbers, times, signs, and words of the lexicon with their kinds."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from coach.routine.reading.lexicon import Kind, Lexicon

_TOKEN = re.compile(
    r"(?P<date>\b\d{4}[-/.]\d\d?[-/.]\d\d?\b|\b\d\d?[./]\d\d?[./]\d{4}\b|\b\d\d\.\d\d\.(?!\d)|\b\d{3}-\d{3}-\d{4}\b)"
    r"|(?P<clock>(?<![\d:])\d{0,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<emom>\b[Ee]\d{1,2}(?:\.5)?[Mm][Oo][Mm](?=[xX]\d|[\W_]|$))"
    r"|(?P<word>\b90/90\b|\d+(?:st|nd|rd|th)\b|\b[^\W\d_]\d[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"|(?P<fraction>(?<![\d/])(?:\d+ )?[13]/[24](?= ?(?i:min|h(?:ou)?r|stunde|km|mile)))"
    r"|(?P<number>\d+(?:\.\d+|,\d\d?(?= ?(?i:min|kg|km|h|stunde)))?(?:[½¼¾]|ish\b|\+(?= ))?|[½¼¾])"
    r"|(?P<code>\b[^\W\d_xX]\d{1,2}(?!\w))"
    r"|(?P<times>(?<=\d)[xX](?=[^\W\d_]))"
    r"|(?P<letters>[^\W\d_]+(?:['-][^\W\d_]+)*)"
    r"|(?P<sign>->|=>|''|[^\w\s]|_)"
)
_COMPOUND = re.compile(r"-([^\W\d_]+)((?:-[^\W_]+)*)(?!\w)")
"""What makes one word of a number: the way of 7-way, but not the second of 30-second."""
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("‘’´ʼ′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("✕✖⨯⨉хХ", "×"),
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    }
)
"""Signs that look alike become one, each for one, so that places stay."""
_SIGNS = {
    "×": Kind.X, "-": Kind.DASH, "/": Kind.SLASH, ",": Kind.COMMA, ";": Kind.SEMICOLON, ":": Kind.COLON,
    "(": Kind.OPEN, "[": Kind.OPEN, ")": Kind.CLOSE, "]": Kind.CLOSE, "@": Kind.AT, "~": Kind.ABOUT, "≈": Kind.ABOUT,
    "+": Kind.PLUS, "%": Kind.PERCENT, '"': Kind.INCH, "''": Kind.INCH, "'": Kind.PRIME, "=": Kind.EQUALS,
    "|": Kind.PIPE, ".": Kind.DOT, "→": Kind.ARROW, "->": Kind.ARROW, "=>": Kind.ARROW, "•": Kind.PIPE, "·": Kind.PIPE,
}  # fmt: skip
_MONEY = frozenset("$€£")
_AMOUNT = re.compile(r" ?\d[\d.,]*")
_SHOUTED = frozenset(("es", "ic", "l", "r", "f"))
"""Abbreviations that are common words where they do not stand in capitals."""
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_UNITS = frozenset((Kind.SECOND, Kind.MINUTE, Kind.HOUR, Kind.REP, Kind.SET, Kind.ROUND, Kind.DISTANCE, Kind.LOAD))
_LONGEST_ABBREVIATION = 4
_MOST_DIGITS = 12
"""A longer row of digits is a word: nobody does so many, and no float has to hold it."""


class Token(NamedTuple):
    """A piece of a line: `start` and `end` are places in it; `value` is of a number, or a clock time in seconds."""

    kind: Kind
    start: int
    end: int
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """A line and its tokens; `codes` has the character of each token's kind."""

    text: str
    codes: str
    tokens: tuple[Token, ...]
    language: str

    def words(self, start: int, end: int) -> str:
        """The text from one token to before another, as it is written."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of one line."""
    found: list[Token] = []
    plain = text.translate(_PLAIN)
    lower = plain.lower()
    if len(lower) != len(plain):  # İ becomes two characters
        lower = plain
    place, end = 0, len(plain)
    while match := _TOKEN.search(plain, place, end):
        if match.lastgroup == "letters" and lower[match.start() : match.end()] not in lexicon.telling:
            token = Token(Kind.WORD, *match.span())
        else:
            token = _token(match, lower, lexicon)
        found.append(token)
        place = token.end
    tokens = tuple(found)
    return Tokens(text, "".join([token.kind for token in tokens]), tokens, lexicon.language)


def _token(match: re.Match[str], lower: str, lexicon: Lexicon) -> Token:
    start, end = match.span()
    match match.lastgroup:
        case "letters":
            return _word(start, end, lower, lexicon, shouted=match[0].isupper())
        case "sign":
            return _sign(start, end, lower, lexicon)
        case "number":
            return _number(start, end, lower, lexicon)
        case "fraction":
            return Token(Kind.NUMBER, start, end, sum(map(_fraction, match[0].split())))
        case "clock":
            seconds = _clock_s(match[0])
            return Token(Kind.WORD if seconds is None else Kind.CLOCK, start, end, seconds or 0.0)
        case "emom":
            return Token(Kind.EMOM, start, end, 60 * float(match[0][1:-3]))
    return Token(_PLAIN_KINDS.get(match.lastgroup or "", Kind.WORD), start, end)


_PLAIN_KINDS = {"times": Kind.X, "code": Kind.CODE, "date": Kind.DATE}


def _sign(start: int, end: int, lower: str, lexicon: Lexicon) -> Token:
    text, before, after = lower[start:end], lower[:start], lower[end:]
    if phrase := _phrase(start, end, lower, lexicon):
        return phrase
    if text in _MONEY and (digits := _AMOUNT.match(lower, end)):
        return Token(Kind.DATE, start, digits.end())
    if (text == "#" or text in _MONEY) and before.rstrip()[-1:].isdigit():
        return Token(Kind.LOAD, start, end)  # pounds of either kind
    if text == "*" and before.rstrip()[-1:].isdigit() and after.lstrip()[:1].isdigit():
        return Token(Kind.X, start, end)
    if text == '"' and not before[-1:].isdigit() and before[-1:] != "'":
        return Token(Kind.SIGN, start, end)  # a quotation mark
    return Token(_SIGNS.get(text, Kind.SIGN), start, end)


def _word(start: int, end: int, lower: str, lexicon: Lexicon, *, shouted: bool) -> Token:
    if shouted and end - start == 1 and lower[end : end + 1] == ":":  # A: 12 reps
        return Token(Kind.WORD, start, end)
    if phrase := _phrase(start, end, lower, lexicon):
        return phrase
    text = lower[start:end]
    if not shouted and text in _SHOUTED:
        return Token(Kind.WORD, start, end)
    if text == "x":
        return Token(Kind.X, start, end)
    if (kind := lexicon.words.get(text)) is not None:
        absorbs = lower[end : end + 1] == "." and end - start <= _LONGEST_ABBREVIATION
        return Token(kind, start, end + absorbs)
    if text in lexicon.numbers:
        return Token(Kind.NUMBER_WORD, start, end, lexicon.numbers[text])
    if text in lexicon.often:
        return Token(Kind.OFTEN, start, end, lexicon.often[text])
    if text.endswith("x") and lower[end : end + 1].isdigit() and text[:-1] in lexicon.words:  # EMOMx10
        return Token(lexicon.words[text[:-1]], start, end - 1)
    return Token(Kind.WORD, start, end)


def _phrase(start: int, end: int, lower: str, lexicon: Lexicon) -> Token | None:
    for rest, kind in lexicon.phrases.get(lower[start:end], ()):
        place = end
        for part in rest:
            place += len(lower) > place and lower[place] == " "
            if not lower.startswith(part, place):
                break
            place += len(part)
        else:
            if not (lower[place : place + 1].isalnum() and lower[place - 1].isalnum()):
                return Token(kind, start, place)
    return None


def _number(start: int, end: int, lower: str, lexicon: Lexicon) -> Token:
    if end - start > _MOST_DIGITS:
        return Token(Kind.WORD, start, end)
    compound = _COMPOUND.match(lower, end)
    if compound and compound[1] != "x" and (compound[2] or lexicon.words.get(compound[1]) not in _UNITS):
        return Token(Kind.WORD, start, compound.end())
    digits = lower[start:end]
    value = _FRACTIONS.get(digits[-1], 0.0)
    digits = digits.rstrip("½¼¾ish+").replace(",", ".")
    return Token(Kind.NUMBER, start, end, value + float(digits or 0))


def _fraction(text: str) -> float:
    """The value of `1/2`, or of a whole number."""
    above, _, below = text.partition("/")
    return int(above) / int(below or 1)


def _clock_s(text: str) -> float | None:
    """Seconds of `1:30` or `:30`; None where there are more than 59 of them."""
    first, *rest = (int(part or 0) for part in text.split(":"))
    seconds = first
    for part in rest:
        if part >= 60:
            return None
        seconds = seconds * 60 + part
    return float(seconds)

"""What a language does to numbers: the forms that nouns ask for, and what a fast count may leave out."""

import re
from collections.abc import Callable, Mapping
from typing import Self

from num2words import num2words

from coach.script.phrases import Phrases


class Words(str):
    """The words of an amount. A field of a phrase such as {count:f} takes them in the form that its noun asks for."""

    __slots__ = ("_in_form",)
    _in_form: Callable[[str], str]

    def __new__(cls, text: str, in_form: Callable[[str], str]) -> Self:
        """The words as they are counted, and how they are said in a form of the phrase file."""
        words = super().__new__(cls, text)
        words._in_form = in_form
        return words

    def __format__(self, form: str) -> str:
        return self._in_form(form) if form else str(self)


def number_words(value: float, phrases: Phrases) -> Words:
    """A number as it is counted, from num2words, with what the phrase file says otherwise."""
    whole = int(value)
    text = str(num2words(whole if value == whole else value, lang=phrases.language)).replace(",", "")
    text = replaced(text, phrases.sections["mended"])
    return Words(text, lambda form: replaced(text, phrases.sections["forms"][form]))


def before_noun(value: float, following: str, phrases: Phrases) -> str:
    """A number in the form that what follows it in a text asks for."""
    words = number_words(value, phrases)
    for form, nouns in phrases.sections["nouns"].items():
        if re.match(rf" {nouns}", following):
            return format(words, form)
    return words


def without_tens(value: int, phrases: Phrases) -> int:
    """What is left of a number in a fast count: of twenty-one the one, of a hundred and seven the seven.

    Round tens stay whole. A language that says the ones first leaves out the hundreds alone.
    """
    rest = value % 100
    if value <= 20 or value % 10 == 0:
        return value
    return rest - max((tens for tens in phrases.sections["numbers"]["tens"] if tens < rest), default=0)


def replaced(text: str, patterns: Mapping[str, str]) -> str:
    """The text with what stands in it for each pattern."""
    for pattern, instead in patterns.items():
        text = re.sub(pattern, instead, text)
    return text

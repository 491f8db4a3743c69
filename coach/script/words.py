"""Numbers, times, lists and written symbols as words to say."""

import re
from string import Formatter

from coach.script.grammar import Words, before_noun, number_words
from coach.script.phrases import Phrases

_DIGITS = {sign: re.compile(rf"(?<!\d)\d{{1,9}}(?:[.{sign}]\d{{1,3}})?(?!\d)", re.ASCII) for sign in (".", ",")}
"""Written numbers, by the sign before their decimals; a point stands there in every language."""
_SENTENCE_END = re.compile(r"(?<=[.!?…]) +(?![a-zà-öø-ÿ])")  # "e.g. this" goes on


def number(value: float, phrases: Phrases) -> Words:
    """A number in words: 21 is twenty-one, 12.5 is twelve point five."""
    return number_words(value, phrases)


def duration(seconds: float, phrases: Phrases) -> str:
    """A time in words: 90 is one minute thirty seconds, 570 nine and a half minutes."""
    if seconds >= 120 and seconds < 3600 and seconds % 60 == 30:
        return phrases.word("words", "half_minutes", number=number(seconds // 60, phrases))
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    parts = [(hours, "hour"), (minutes, "minute"), (round(rest, 3), "second")]
    said = [_counted(count, unit, phrases) for count, unit in parts if count]
    if len(said) > 1:
        return phrases.word("words", "time", first=" ".join(said[:-1]), last=said[-1])
    return said[0] if said else _counted(0, "second", phrases)


def short_duration(seconds: float, beside: float, phrases: Phrases) -> str:
    """A time in words beside a longer one in the same unit, which says it: thirty to sixty seconds."""
    if seconds < 60 and beside < 60:
        return _alone(seconds, "seconds", phrases)
    if seconds % 60 == 0 and beside % 60 == 0:
        return _alone(seconds // 60, "minutes", phrases)
    return duration(seconds, phrases)


def about(seconds: float, phrases: Phrases) -> str:
    """A time in words, rounded to what is said of a workout: whole minutes, or tens of seconds below two."""
    grain = 60 if seconds >= 120 else 10
    return duration(max(grain, round(seconds / grain) * grain), phrases)


def listing(things: tuple[str, ...], phrases: Phrases) -> str:
    """A list in words: a mat, a ball, and a step."""
    if len(things) < 2:
        return "".join(things)
    return phrases.word("words", "pair" if len(things) == 2 else "list", first=", ".join(things[:-1]), last=things[-1])


def sentences(text: str, phrases: Phrases) -> tuple[str, ...]:
    """A routine's own text, sentence by sentence, as it is to be said."""
    return tuple(part for part in _SENTENCE_END.split(speakable(text, phrases, joined=True)) if _has_word(part))


def speakable(text: str, phrases: Phrases, *, joined: bool = False) -> str:
    """Text with its numbers, units and symbols as words; voices spell them out or leave them out.

    Units are read after a space, and with `joined` right behind their number too: in a name, "21s" is one.
    """
    for unit, (one, many) in phrases.sections["units"].items():
        space = " ?" if joined else " "
        text = re.sub(rf"(?<![\d.,])1{space}{unit}\b", f"1 {one}", text)
        text = re.sub(rf"(?<=\d){space}{unit}\b", f" {many}", text)
    for symbol, said in phrases.sections["symbols"].items():
        text = text.replace(symbol, said)
    text = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", text)  # Bridges2
    digits = _DIGITS[phrases.sections["numbers"]["decimal"]]
    text = digits.sub(lambda match: before_noun(float(match[0].replace(",", ".")), text[match.end() :], phrases), text)
    return " ".join(text.split()).replace(" ,", ",").replace(" .", ".")


def named(text: str, phrases: Phrases) -> str:
    """A title or a name as it is said inside a sentence, which has its own end."""
    return speakable(text, phrases).rstrip(".!?…,:; ")


def _counted(count: float, unit: str, phrases: Phrases) -> str:
    return phrases.word("words", unit if count == 1 else f"{unit}s", number=number(count, phrases))


def _alone(count: float, units: str, phrases: Phrases) -> str:
    """A number as its unit asks for it, without the unit."""
    form = next(spec or "" for _, field, spec, _ in Formatter().parse(phrases.sections["words"][units]) if field)
    return format(number(count, phrases), form)


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)

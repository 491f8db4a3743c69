"""Numbers, times, lists and written symbols as words to say."""

import re

from num2words import num2words

from coach.script.phrases import Phrases

_DIGITS = re.compile(r"(?<!\d)\d{1,9}(?:\.\d{1,3})?(?!\d)", re.ASCII)
_SENTENCE_END = re.compile(r"(?<=[.!?…]) +(?![a-zà-öø-ÿ])")  # "e.g. this" goes on


def number(value: float, phrases: Phrases) -> str:
    """A number in words: 21 is twenty-one, 12.5 is twelve point five."""
    whole = int(value)
    return str(num2words(whole if value == whole else value, lang=phrases.language)).replace(",", "")


def duration(seconds: float, phrases: Phrases) -> str:
    """A time in words: 90 is one minute thirty seconds, 570 nine and a half minutes."""
    if seconds >= 120 and seconds < 3600 and seconds % 60 == 30:
        return phrases.word("words", "half_minutes", number=number(seconds // 60, phrases))
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    parts = [(hours, "hour"), (minutes, "minute"), (round(rest, 3), "second")]
    said = [_counted(count, unit, phrases) for count, unit in parts if count]
    return " ".join(said) or _counted(0, "second", phrases)


def short_duration(seconds: float, beside: float, phrases: Phrases) -> str:
    """A time in words beside a longer one in the same unit, which says it: thirty to sixty seconds."""
    if seconds < 60 and beside < 60:
        return number(seconds, phrases)
    if seconds % 60 == 0 and beside % 60 == 0:
        return number(seconds // 60, phrases)
    return duration(seconds, phrases)


def about(seconds: float, phrases: Phrases) -> str:
    """A time in words, rounded to what is said of a workout: whole minutes, or tens of seconds below two."""
    grain = 60 if seconds >= 120 else 10
    return duration(max(grain, round(seconds / grain) * grain), phrases)


def listing(things: tuple[str, ...], phrases: Phrases) -> str:
    """A list in words: a mat, a ball, and a step."""
    conjunction = phrases.word("words", "and")
    if len(things) < 3:
        return f" {conjunction} ".join(things)
    return f"{', '.join(things[:-1])}, {conjunction} {things[-1]}"


def sentences(text: str, phrases: Phrases) -> tuple[str, ...]:
    """A routine's own text, sentence by sentence, as it is to be said."""
    return tuple(part for part in _SENTENCE_END.split(speakable(text, phrases, joined=True)) if _has_word(part))


def speakable(text: str, phrases: Phrases, *, joined: bool = False) -> str:
    """Text with its numbers, units and symbols as words; voices spell them out or leave them out.

    Units are read after a space, and with `joined` right behind their number too: in a name, "21s" is one.
    """
    for unit, said in phrases.sections["units"].items():
        text = re.sub(rf"(?<=\d) {'?' if joined else ''}{unit}\b", f" {said}", text)
    for symbol, said in phrases.sections["symbols"].items():
        text = text.replace(symbol, said)
    text = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", text)  # Bridges2
    text = _DIGITS.sub(lambda match: number(float(match[0]), phrases), text)
    return " ".join(text.split()).replace(" ,", ",").replace(" .", ".")


def named(text: str, phrases: Phrases) -> str:
    """A title or a name as it is said inside a sentence, which has its own end."""
    return speakable(text, phrases).rstrip(".!?…,:; ")


def _counted(count: float, unit: str, phrases: Phrases) -> str:
    return phrases.word("words", unit if count == 1 else f"{unit}s", number=number(count, phrases))


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)

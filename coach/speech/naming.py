"""A voice by what people call it: its name, its language, or a part of what is known of it."""

from collections.abc import Callable, Iterable, Sequence

from coach.speech.engine import Voice

_SHOWN = 6
"""Voices that a message names; `coach voices` lists the rest."""
_ALIKE, _MOST_ALIKE = 60, 3
"""Likeness, of 100, from which on a voice may be the one that was meant, and how many of these are named."""


def matching(wished: str, voices: Sequence[Voice], default_voice: Callable[[str], str]) -> tuple[Voice, ...]:
    """The voices that a wish may mean: one where it is clear, none where nothing fits.

    A name comes before a language, a language before what a voice is about, and a whole word before a part of one.
    Several voices of one language are no doubt: the one that speaks the language by default is taken.

    Args:
        wished: a name (heart), a language tag (de, en-gb, pt_BR), or words about a voice (German); in any case.
        voices: of one engine, the usable ones first.
        default_voice: the engine's voice for a language, or an empty string.
    """
    word = _plain(wished)
    fits: tuple[Callable[[Voice], bool], ...] = (
        lambda voice: voice.name == wished,
        lambda voice: _plain(voice.name) == word,
        lambda voice: _plain(voice.language) == word,
        lambda voice: _plain(voice.about) == word,
        lambda voice: _plain(voice.language).split("-")[0] == word,
        lambda voice: _plain(voice.about).startswith(word),
        lambda voice: word in _plain(voice.name) or word in _plain(voice.about),
    )
    for fit in fits:
        if found := tuple(filter(fit, voices)):
            return _decided(found, default_voice)
    return ()


def near(wished: str, voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """The few voices whose name, language or description is most like a wish, the likest first."""
    from rapidfuzz.fuzz import WRatio

    def likeness(voice: Voice) -> float:
        known = filter(None, (voice.name, voice.language, voice.about))
        return max(WRatio(_plain(wished), _plain(each)) for each in known)

    rated = sorted(((likeness(voice), voice) for voice in voices), key=lambda pair: -pair[0])
    return tuple(voice for rating, voice in rated[:_MOST_ALIKE] if rating >= _ALIKE)


def listed(voices: Sequence[Voice]) -> str:
    """A few voices for a message: `de (German), da (Danish) and 3 more`."""
    shown = [
        voice.name + (f" ({voice.about})" if voice.about not in ("", voice.name) else "") for voice in voices[:_SHOWN]
    ]
    rest = len(voices) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def _decided(found: tuple[Voice, ...], default_voice: Callable[[str], str]) -> tuple[Voice, ...]:
    """One of several where their language decides, usable ones before others."""
    found = tuple(voice for voice in found if not voice.problem) or found
    families = {_plain(voice.language).split("-")[0] for voice in found}
    if len(found) == 1 or len(families) > 1:
        return found
    usual = default_voice(families.pop())
    return tuple(voice for voice in found if voice.name == usual) or found[:1]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", "-").split())

"""What is said as text with times: captions of a score, as WebVTT for the web and LRC for players of music."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from coach.score.model import Score, Speech
from coach.script import Role
from coach.units import ms_to_clock

CLEARED_AFTER_MS = 5_000
"""A line of LRC has no end; in a silence as long as this it is taken away, so that nobody does what is over."""
_ARTIST = "Coach"


@dataclass(frozen=True, slots=True)
class Caption:
    """One utterance to read; `start_ms` and `end_ms` are milliseconds from the beginning, the end exclusive."""

    start_ms: int
    end_ms: int
    text: str


def captions(score: Score) -> Iterator[Caption]:
    """One caption for each utterance, in order, none over another; a number stands with its section's title."""
    starts = [section.start for section in score.sections]
    for event in score.events:
        if not isinstance(event, Speech):
            continue
        text = " ".join(event.utterance.text.split())
        if event.role is Role.COUNT and event.rep is not None:
            place = bisect_right(starts, event.start) - 1
            text = f"{event.rep} – {' '.join(score.sections[place].title.split())}" if place >= 0 else str(event.rep)
        start, end = (round(sample * 1000 / score.sample_rate) for sample in (event.start, event.end))
        yield Caption(start, max(end, start + 1), text)


def webvtt(score: Score) -> str:
    """The captions as WebVTT (W3C), a numbered cue for each."""
    return webvtt_of(captions(score))


def webvtt_of(told: Iterable[Caption]) -> str:
    """Captions, in order, as WebVTT."""
    rows = ["WEBVTT", ""]
    for number, caption in enumerate(told, 1):
        # with hours, which the form does not ask for, but some players
        times = f"{ms_to_clock(caption.start_ms)} --> {ms_to_clock(caption.end_ms)}"
        rows += [str(number), times, _vtt_text(caption.text), ""]
    return "\n".join(rows)


def lrc(score: Score) -> str:
    """The captions as LRC: a line for each with its time to a hundredth of a second, behind title and length."""
    told = list(captions(score))
    length = _lrc_time(round(score.duration * 1000 / score.sample_rate)).partition(".")[0]
    rows = [f"[ti:{_lrc_text(score.title)}]", f"[ar:{_ARTIST}]", f"[la:{score.language}]", f"[length:{length}]"]
    for caption, following in pairwise([*told, None]):
        assert caption is not None
        rows.append(f"[{_lrc_time(caption.start_ms)}]{_lrc_text(caption.text)}")
        if following is None or following.start_ms - caption.end_ms >= CLEARED_AFTER_MS:
            rows.append(f"[{_lrc_time(caption.end_ms)}]")
    return "\n".join([*rows, ""])


CAPTIONS: dict[str, Callable[[Score], str]] = {"vtt": webvtt, "lrc": lrc}
"""By the suffix of their files, without its dot; the texts are to be written as UTF-8."""


def _vtt_text(text: str) -> str:
    """A cue's text has tags in angles, and the arrow is its times' own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lrc_time(time_ms: int) -> str:
    """Minutes, seconds and hundredths; there are no hours in it, so minutes go on beyond 59."""
    seconds, hundredths = divmod(round(time_ms / 10), 100)
    return f"{seconds // 60:02}:{seconds % 60:02}.{hundredths:02}"


def _lrc_text(text: str) -> str:
    """Brackets around times, and angles around those of single words, are LRC's own, and it knows no escape."""
    text = re.sub(r"[<>](?=\d)|(?<=\d)>", " ", text)
    return " ".join(text.replace("[", "(").replace("]", ")").split())

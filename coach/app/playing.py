"""A routine to a session that is heard: it begins at once, while the voice is still speaking what comes later."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from coach import wishes
from coach.app.composing import Composed, compose_whole, estimate_s, phrases_of
from coach.app.music import Music, lay
from coach.app.progress import Progress
from coach.cue import Cue, Timing, Tone, Utterance
from coach.player import Mark, Rules, begin
from coach.player.part import Moment, Part
from coach.player.player import Player
from coach.player.sinks import Sink
from coach.player.stream import mixer
from coach.routine import Routine, Talk
from coach.score import LEAD_IN, Adjustments, Score, Speech, reach, schedule
from coach.script import Count, Role, Script, load_phrases
from coach.script import write as write_script
from coach.speech import Estimated, Library
from coach.units import db_to_gain, s_to_samples

_GAIN_DB = 3.7
"""Of the first words, where the level of the whole is not known yet; measured of the built-in routines, 3.5 to 4."""

_UNSURE = 0.1
"""By how much of it a length that is estimated may be wrong."""


def play(
    routine: Routine,
    sink: Sink,
    *,
    library: Library,
    mark: Mark | None = None,
    on_tick: Callable[[Moment], None] | None = None,
    music: Music | None = None,
    **wished: Any,
) -> Player:
    """Play a routine; returns as soon as the device plays.

    Args:
        routine: what is to be done.
        sink: where it is heard.
        library: the opened voice.
        mark: where to go on; None begins at the beginning.
        on_tick: told where the session is.
        music: heard under the voice; the library's warnings name the files that are left out.
        wished: pace, rep_seconds, fit, talk and count, as for compose.

    Raises:
        WishError: a wish is out of range, the language has no phrases, or there is no such music. That a length
            cannot be met, or no music heard, is told here where that is clear, and else by the player's `wait`.
        MachineError: the device cannot be used.
    """
    channels = 1 if music is None else music.channels()
    script, score = _about(routine, wished.get("talk"))
    composed = None
    if not _is_met(script, routine, wished):  # if it is out of reach, that is to be known before a word is said
        composed = compose_whole(routine, voice=library, **wished)
    opening = _opening(score)
    until = 0 if sink.waits else LEAD_IN
    player = Player(_beginning(script, score, library, until=until, channels=channels), sink, on_tick=on_tick)
    player.start()

    def prepare() -> None:
        try:
            library.prepare([*Tone, *(event.cue for event in opening)])
            if opening and mark is None and not sink.waits:
                heard = schedule(script, _Known(library, {event.cue for event in opening}))
                until = _opening(heard)[0].end
                player.know(_beginning(script, heard, library, until=until, channels=channels))
            whole = composed or compose_whole(routine, voice=library, progress=_telling(player), **wished)
            player.know(_whole(whole, mark, music))
        except BaseException as error:
            player.fail(error)

    threading.Thread(target=prepare, daemon=True, name="coach-voice").start()
    return player


def _telling(player: Player) -> Progress:
    """Tells a player how many clips are there."""
    return lambda _what, done, of: player.tell_prepared(done, of)


def play_composed(composed: Composed, sink: Sink) -> Player:
    """Play what is composed already; returns as soon as the device plays.

    Raises:
        MachineError: the device cannot be used.
    """
    player = Player(_whole(composed, None), sink)
    player.start()
    return player


class _Known:
    """Timings of a few clips that are there, and for the rest as long as they may take."""

    def __init__(self, library: Library, cues: set[Cue]) -> None:
        self._library, self._cues, self._others = library, cues, Estimated()

    def __getitem__(self, cue: Cue) -> Timing:
        there = isinstance(cue, Tone) or cue in self._cues
        return self._library[cue] if there else self._others[cue]


def _about(routine: Routine, talk: str | None) -> tuple[Script, Score]:
    """About what will be played, before any voice has spoken."""
    level = wishes.one_of(Talk, talk or routine.talk or Talk.FULL, "level of talk")
    script = write_script(routine, phrases=phrases_of(routine), total_s=estimate_s(routine), talk=level)
    return script, schedule(script, Estimated(), pace=routine.pace or 1.0)


def _is_met(script: Script, routine: Routine, wished: dict[str, Any]) -> bool:
    """Whether the length that is wished can be met for sure, before any voice has spoken.

    Raises:
        WishError: a wish is out of range.
    """
    wishes.one_of(Count, wished.get("count") or Count.UP, "way to count")
    paces = {"pace": wished.get("pace"), "rep_seconds": wished.get("rep_seconds")}
    length_s = wishes.length_s(routine, **paces, wished=wished.get("fit"))
    if length_s is None:
        return True
    least, most = reach(script, Estimated())
    return (1 + _UNSURE) * least <= s_to_samples(length_s) <= (1 - _UNSURE) * most


def _opening(score: Score) -> tuple[Speech, ...]:
    """What is said first, the title: it is the same at every pace and length. Nothing where signals do."""
    return tuple(event for event in score.events if isinstance(event, Speech) and event.role is Role.OPENING)[:1]


def _beginning(script: Script, score: Score, library: Library, *, until: int, channels: int) -> Part:
    """The beginning of a score up to a sample; its rest is for the eye alone."""
    rules = Rules(script, lambda _: score, library)
    state = begin(rules)
    heard = tuple(event for event in score.events if event.end <= until)
    entry = replace(state.entry, score=replace(score, events=heard, duration=until), more=True)
    return Part(state.with_entry(entry), mixer(library, gain=db_to_gain(_GAIN_DB)), channels)


def _whole(composed: Composed, mark: Mark | None, music: Music | None = None) -> Part:
    score, library = composed.score, composed.library
    laid = lay(music, score, library, live=True)
    library.warnings.extend(laid.warnings)

    def compose(adjustments: Adjustments) -> Score:
        if adjustments == Adjustments():
            return score
        return schedule(composed.script, library, pace=score.pace, voice=score.voice, adjustments=adjustments)

    rules = Rules(composed.script, compose, library, *_words(composed), music=music is not None)
    clips = laid.mix.clips if laid.mix else library
    return Part(begin(rules, mark=mark), mixer(clips, gain=laid.level.gain), 2 if laid.mix else 1, laid.mix)


def _words(composed: Composed) -> tuple[Utterance | None, Utterance | None, Utterance | None]:
    """What is said when somebody is counted in again, and of a new pace; nothing where signals do."""
    script = composed.script
    phrases = load_phrases(script.language)
    ready = Utterance(phrases.say("start", "ready"), script.language)
    faster = Utterance(phrases.say("live", "faster"), script.language)
    slower = Utterance(phrases.say("live", "slower"), script.language)
    talks = composed.talk in (Talk.FULL, Talk.STANDARD)
    return None if composed.talk is Talk.TONES else ready, faster if talks else None, slower if talks else None

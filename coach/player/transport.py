"""The live state of a session as a value, and what each wish of the listener makes of it: no clock, no device."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from coach.player import places
from coach.player.command import Command
from coach.player.entry import Entry, count_in, enter
from coach.player.rules import Rules
from coach.player.view import Status, View, view, volume_words
from coach.routine import PACE_MAX, PACE_MIN
from coach.score import Adjustments, Place, Score, Speech, with_word
from coach.script import Break, Transition
from coach.units import s_to_samples

PACE_STEP = 0.05
MORE_REST_S = 10.0
VOLUME_STEP_DB = 2.0
VOLUME_MIN_DB, VOLUME_MAX_DB = -30.0, 6.0
_JUST_BEGUN = s_to_samples(3.0)
"""An exercise that has just begun is gone back from, another is begun again."""


@dataclass(frozen=True, slots=True)
class Transport:
    """The state of a session.

    Attributes:
        rules: what it goes by.
        score: the whole score with the changes made so far.
        entry: how sound goes on since the last jump or change.
        adjustments: what the listener changed.
        pace: the multiplier of counting for all that comes, but for a shift of one exercise.
        paused: nothing of the entry is heard now.
        volume_db: against the level of an export.
        message: about the last wish; empty where it was done without a word.
        music: whether music is heard, where there is some.
    """

    rules: Rules
    score: Score
    entry: Entry
    adjustments: Adjustments
    pace: float
    paused: bool = False
    volume_db: float = 0.0
    message: str = ""
    music: bool = True

    def position(self, played: int) -> int:
        """The sample of the score after so many samples since the entry."""
        return self.entry.position(played)

    def mark(self, played: int) -> places.Mark:
        """The place to come back to another day."""
        return places.mark_of(self.rules.script, self.score, self.position(played))

    def view(self, played: int, *, status: Status | None = None, message: str = "") -> View:
        """What is going on after so many samples since the entry."""
        position = self.position(played)
        return view(
            self.rules.script,
            self.score,
            position,
            status=status or (Status.PAUSED if self.paused else Status.PLAYING),
            pace=self.pace_at(_next_repetition(self, played)),
            volume_db=self.volume_db,
            message=message or self.message,
            estimated=self.entry.more,
        )

    def act(self, command: Command, played: int) -> "Transport":
        """The state after a wish; it is the same but for a message where the wish makes no sense here.

        Args:
            command: what is wished; leaving is the player's.
            played: samples since the entry at the moment from which on it is to be.
        """
        wish = _WISHES.get(command)
        if wish is None:
            return self
        changed = wish(replace(self, message=""), played)
        if changed.entry is self.entry:
            return changed
        music_at = self.entry.music_at + played  # music goes on with the listener's time, wherever the voice goes
        return changed.with_entry(replace(changed.entry, music_at=music_at, music=changed.music))

    def with_entry(self, entry: Entry) -> "Transport":
        """The same state, heard by another way in."""
        return replace(self, entry=entry)

    def pace_at(self, place: Place) -> float:
        """The pace that holds at a place of the script."""
        return self.adjustments.pace_at(place) or self.score.pace


def begin(rules: Rules, *, mark: places.Mark | None = None) -> Transport:
    """A session at its beginning, or counted in again at a mark of an earlier one."""
    score = rules.compose(Adjustments())
    at_start = Transport(rules, score, Entry(score, 0, jumps=False), Adjustments(), score.pace)
    if mark is None:
        return at_start
    back = _back(at_start, places.sample_of(rules.script, score, mark))
    return back.with_entry(replace(back.entry, music_at=back.entry.at - back.entry.lead_left))


def _pause(state: Transport, played: int) -> Transport:  # noqa: ARG001
    return replace(state, paused=True)


def _resume(state: Transport, played: int) -> Transport:
    """Go on where it was left, as far back as it takes to hear whole words and do whole repetitions."""
    if not state.paused:
        return state
    if played < state.entry.lead_left:
        whole = replace(state.entry, lead_from=0)
        return replace(state, paused=False, entry=replace(whole, jumps=True))
    return _back(state, state.position(played))


def _back(state: Transport, at: int) -> Transport:
    """Play from a sample on, backing up as said above."""
    state = replace(state, paused=False)
    script, score = state.rules.script, state.score
    bout = places.bout_at(score, at)
    said = places.sounding(score, at)
    if bout is not None:
        if bout.movements:
            at = places.after_movement(score, bout.step, places.whole_movements(script, bout, at))
        elif isinstance(said, Speech) and said.start > bout.start:
            at = said.start
        return _counted_in(state, bout.step, at)
    coming = places.next_bout(score, at)
    if coming is not None:
        begins = places.count_in_of(score, coming)
        if begins is not None and at > begins:
            return _counted_in(state, coming.step, coming.start)
    return _entered(state, said.start if said else at)


def _toggle(state: Transport, played: int) -> Transport:
    return _resume(state, played) if state.paused else _pause(state, played)


def _next(state: Transport, played: int) -> Transport:
    at = state.position(played)
    section = places.next_section(state.score, at)
    if section is not None:
        return _entered(state, section.start)
    last = places.last_bout(state.score, at)
    if last is None or at >= last.end:
        return replace(state, message="this was the last exercise")
    closing = [event.start for event in state.score.events if event.start > last.end and event.step > last.step]
    return _entered(state, closing[0] if closing else last.end)


def _previous(state: Transport, played: int) -> Transport:
    at = state.position(played)
    number = places.section_at(state.score, at)
    begun = at - state.score.sections[number].start > _JUST_BEGUN
    number = number if begun else max(0, number - 1)
    before = places.step_at(state.score, state.score.sections[number].start)
    paced = _paced_from(state, before + 1 if number else 0, played)
    return _entered(paced, paced.score.sections[number].start)


def _again(state: Transport, played: int) -> Transport:
    bout = places.last_bout(state.score, state.position(played))
    if bout is None:
        return replace(state, message="no set has begun yet")
    paced = _paced_from(replace(state, paused=False), bout.step, played)
    return _counted_in(paced, bout.step, places.start_of_set(paced.score, bout.step))


def _skip_rest(state: Transport, played: int) -> Transport:
    """To what is said of the next set, or where that has begun, to its count-in."""
    at, score = state.position(played), state.score
    coming = places.next_bout(score, at)
    if places.bout_at(score, at) is not None or coming is None or played < state.entry.lead_left:
        return replace(state, message="there is no rest to skip now")
    told = [
        event.start
        for event in score.events
        if at < event.start < coming.start and isinstance(event, Speech) and event.role in places.TELLS_WHAT_COMES
    ]
    if told:
        return _entered(state, told[0])
    begins = places.count_in_of(score, coming)
    if begins is None or at >= begins:
        return replace(state, message="it begins in a moment")
    return _entered(state, begins)


def _more_rest(state: Transport, played: int) -> Transport:
    at = state.position(played)
    resting = (rest.step for rest in state.score.stretches if rest.start <= at < rest.end)
    step = next(resting, places.step_at(state.score, at))
    if places.bout_at(state.score, at) or not isinstance(state.rules.script.steps[step], Transition | Break):
        return replace(state, message="there is no rest now; pause with the space bar")
    changed = state.adjustments.with_longer(step, MORE_REST_S)
    return replace(_going_on(state, changed, played), message="ten seconds more")


def _paced(state: Transport, played: int, *, step: float, only_here: bool = False) -> Transport:
    """Another pace from the next repetition on, for all that comes or for the rest of this exercise."""
    place = _next_repetition(state, played)
    now = state.pace_at(place)
    pace = _clamped(now + step)
    if pace == now:
        limit = "faster" if step > 0 else "slower"
        return replace(state, message=f"it does not go {limit} than pace {now:g}")
    heading = places.next_heading(state.rules.script, places.step_at(state.score, state.position(played)))
    if only_here and heading is not None and heading <= place[0]:
        return replace(state, message="this exercise has no further repetition")
    shifted = only_here or now != state.pace
    wanted = state.adjustments.with_pace(place, pace, until=heading if shifted else None)
    base = state.pace if only_here else _clamped(state.pace + step)
    if shifted and not only_here and heading is not None:
        wanted = wanted.with_pace((heading, 0), base)
    changed = _going_on(state, wanted, played)
    word = state.rules.faster if step > 0 else state.rules.slower
    if word is not None and not state.paused:
        entry = changed.entry
        said = with_word(entry.score, entry.at, word, state.rules.timings)
        changed = changed.with_entry(replace(entry, score=said))
    where = " for this exercise" if only_here else ""
    return replace(changed, pace=base, message=f"pace {pace:.2f}{where}")


def _clamped(pace: float) -> float:
    return min(PACE_MAX, max(PACE_MIN, round(pace, 4)))


def _next_repetition(state: Transport, played: int) -> Place:
    """The place of the next movement from which on another pace can hold."""
    at = state.position(played)
    return places.next_repetition(state.rules.script, state.score, at, begun=played >= state.entry.lead_left)


def _paced_from(state: Transport, step: int, played: int) -> Transport:
    """The state in which the present pace holds from a step on, to which somebody goes back."""
    if not state.adjustments.paces:
        return state
    here = _next_repetition(state, played)
    now = state.pace_at(here)
    until = None if now == state.pace else places.next_heading(state.rules.script, here[0])
    adjustments = state.adjustments.with_pace((step, 0), now, until=until)
    return replace(state, adjustments=adjustments, score=state.rules.compose(adjustments))


def _volume(state: Transport, played: int, *, step_db: float) -> Transport:  # noqa: ARG001
    volume_db = min(VOLUME_MAX_DB, max(VOLUME_MIN_DB, state.volume_db + step_db))
    told = f"volume {volume_words(volume_db)}" + (", and no further" if volume_db == state.volume_db else "")
    return replace(state, volume_db=volume_db, message=told)


def _music(state: Transport, played: int) -> Transport:
    """Turn music off or on from now on."""
    if not state.rules.music:
        return replace(state, message="there is no music; wish for it with --music")
    told = "music off" if state.music else "music on"
    return replace(state, music=not state.music, entry=state.entry.going_on(state.score, played), message=told)


def _going_on(state: Transport, adjustments: Adjustments, played: int) -> Transport:
    """The state with changes from here on; what has been heard stays, and what sounds is not disturbed."""
    score = state.rules.compose(adjustments)
    return replace(state, score=score, adjustments=adjustments, entry=state.entry.going_on(score, played))


def _entered(state: Transport, at: int) -> Transport:
    return replace(state, entry=enter(state.score, at, state.rules.timings))


def _counted_in(state: Transport, step: int, at: int) -> Transport:
    return replace(state, entry=count_in(state.score, at, step, state.rules.timings, state.rules.ready))


_WISHES: dict[Command, Callable[[Transport, int], Transport]] = {
    Command.TOGGLE: _toggle,
    Command.PAUSE: _pause,
    Command.RESUME: _resume,
    Command.NEXT: _next,
    Command.PREVIOUS: _previous,
    Command.AGAIN: _again,
    Command.SKIP_REST: _skip_rest,
    Command.MORE_REST: _more_rest,
    Command.FASTER: partial(_paced, step=PACE_STEP),
    Command.SLOWER: partial(_paced, step=-PACE_STEP),
    Command.SHIFT_FASTER: partial(_paced, step=PACE_STEP, only_here=True),
    Command.SHIFT_SLOWER: partial(_paced, step=-PACE_STEP, only_here=True),
    Command.LOUDER: partial(_volume, step_db=VOLUME_STEP_DB),
    Command.SOFTER: partial(_volume, step_db=-VOLUME_STEP_DB),
    Command.MUSIC: _music,
}

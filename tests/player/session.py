"""A session without sound or time: what would be heard, sample by sample, whatever the listener wishes meanwhile."""

from dataclasses import dataclass, field

from coach.cue import Utterance
from coach.player import Command
from coach.player.entry import Entry
from coach.player.places import Mark
from coach.player.transport import Rules, Transport, begin
from coach.score import Adjustments, Event, Speech, Timings, schedule
from coach.script import Role, Script
from coach.units import s_to_samples


def rules_of(script: Script, timings: Timings, *, pace: float = 1.0, silent: bool = False) -> Rules:
    def compose(adjustments: Adjustments):
        return schedule(script, timings, pace=pace, adjustments=adjustments)

    words = [None, None, None] if silent else [Utterance("Ready."), Utterance("Faster."), Utterance("Slower.")]
    return Rules(script, compose, timings, *words)


def heard_of(entry: Entry) -> list[tuple[int, Event]]:
    return list(entry.heard())


@dataclass
class Session:
    """Plays a transport; `numbers` are the counts whose beat was heard, with their steps."""

    state: Transport
    played: int = 0
    numbers: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, rules: Rules, mark: Mark | None = None) -> "Session":
        return cls(begin(rules, mark=mark))

    @property
    def position(self) -> int:
        return self.state.position(self.played)

    @property
    def ended(self) -> bool:
        return self.played >= self.state.entry.duration

    def listen(self, samples: int) -> None:
        if self.state.paused:
            return
        end = min(self.state.entry.duration, self.played + samples)
        for start, event in heard_of(self.state.entry):
            if not isinstance(event, Speech) or event.role is not Role.COUNT:
                continue
            if self.played <= start + event.beat - event.start < end:
                assert event.rep is not None
                self.numbers.append((event.step, event.rep))
        self.played = end

    def listen_to_the_end(self) -> None:
        if self.state.paused:
            self.wish(Command.RESUME)
        self.listen(self.state.entry.duration)

    def wish(self, command: Command) -> None:
        before = self.state
        self.state = before.act(command, self.played)
        if self.state.entry is not before.entry:
            self.played = 0


SECOND = s_to_samples(1)

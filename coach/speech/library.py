"""Every clip of a score by its cue: from the cache, or made by a voice and kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.audio import Clip
from coach.cue import Cue, Manner, Timing, Tone, Utterance
from coach.errors import MachineError
from coach.speech.cache import ClipCache, DamagedClipError
from coach.speech.engine import Engine
from coach.speech.speaker import Speaker

if TYPE_CHECKING:
    from coach.audio import Samples

Report = Callable[[int, int], None]
"""Told how many of how many clips are ready."""

BOTH = " + "
"""Stands between the labels of two voices."""
_HELD_BYTES = 4_000_000
"""Of clips kept in memory: a count is needed again soon, and the rest is read again when its time comes."""


@dataclass(frozen=True, slots=True)
class _Measures:
    """What stays in memory of every clip."""

    timing: Timing
    profile: tuple[float, ...]
    peak: float


class Library:
    """The clips of a voice. Serves as the score's timings and as the renderer's clips, on any thread.

    Args:
        name: of the engine.
        engine: makes what is missing.
        voice: of the engine.
        cache: keeps what was made; None keeps nothing.
        counter: the voice that counts; by default the same.

    Attributes:
        label: of the voice, `engine:voice`; of two, `engine:voice + engine:voice`, the one that counts last.
        identity: the same with the versions of the engines, with which the sound of the same words may change.
        warnings: what went wrong without stopping the work, one sentence each.
    """

    def __init__(
        self, name: str, engine: Engine, voice: str, cache: ClipCache | None, *, counter: Speaker | None = None
    ) -> None:
        speaker = Speaker(name, engine, voice)
        self._speakers = (speaker,) if counter in (None, speaker) else (speaker, counter)
        self.label = BOTH.join(speaker.label for speaker in self._speakers)
        self.identity = BOTH.join(f"{speaker.label} {speaker.engine.version}" for speaker in self._speakers)
        self.warnings: list[str] = []
        self._cache = cache
        self._grew = False  # the cache, by clips of this library: where it did not, nothing has to be swept
        self._measures: dict[Cue, _Measures] = {}
        self._held: OrderedDict[Cue, Clip] = OrderedDict()
        self._unstored: dict[Cue, Clip] = {}
        self._cancelled = False
        self._lock = threading.Lock()  # for what is held; making a clip waits for nobody

    def __getitem__(self, cue: Cue) -> Timing:
        """Length and beat of a cue's clip, in samples.

        Raises:
            MachineError: the voice cannot say it.
        """
        return self._measured(cue).timing

    def profile(self, cue: Cue) -> tuple[float, ...]:
        """K-weighted mean square of each 20 ms frame of a cue's clip."""
        return self._measured(cue).profile

    def peak(self, cue: Cue) -> float:
        """True peak of a cue's clip, linear."""
        return self._measured(cue).peak

    def samples(self, cue: Cue) -> "Samples":
        """The sound of a cue, shape (n,), float32 at SAMPLE_RATE."""
        return self.clip(cue).samples()

    def clip(self, cue: Cue) -> Clip:
        """The clip of a cue.

        Raises:
            MachineError: the voice cannot say it, or says it otherwise than before.
        """
        clip = self._unstored.get(cue) or self._held.get(cue)
        if clip is None:
            clip = self._stored(cue) or self._keep(cue, self._make(cue))
            self._remember(cue, clip)
        else:
            self._hold(cue, clip)
        return clip

    def prepare(self, cues: Iterable[Cue], report: Report | None = None) -> None:
        """Have the clips of all cues at hand, making those that are missing side by side.

        Raises:
            MachineError: the voice cannot say one of them.
        """
        wanted = [cue for cue in dict.fromkeys(cues) if cue not in self._measures]
        missing = []
        for cue in wanted:
            if (clip := self._stored(cue)) is not None:
                self._remember(cue, clip)
            else:
                missing.append(cue)
        done = len(wanted) - len(missing)
        for cue, clip in self._make_all(missing):
            self._remember(cue, self._keep(cue, clip))
            done += 1
            if report:
                report(done, len(wanted))
        if self._grew and self._cache:
            self._cache.sweep(keep={self._speaker(cue).key(cue) for cue in self._measures})

    def cancel(self) -> None:
        """Make no further clip; who waits for one on another thread is told so."""
        self._cancelled = True

    def rest(self) -> None:
        """Have engines give back what only speaking needs, where all that is to be heard is made."""
        for speaker in self._speakers:
            if rest := getattr(speaker.engine, "rest", None):
                rest()

    def close(self) -> None:
        """Have the cache keep to its size again, which it may exceed for what is being used."""
        if self._grew and self._cache:
            self._cache.sweep()

    def _measured(self, cue: Cue) -> _Measures:
        if cue not in self._measures:
            self.clip(cue)
        return self._measures[cue]

    def _make(self, cue: Cue) -> Clip:
        from coach.audio import tone_clip

        speaker = self._speaker(cue)
        if self._cancelled:
            raise MachineError("does not speak any more", subject=speaker.label)
        return tone_clip(cue) if isinstance(cue, Tone) else speaker.say(cue)

    def _make_all(self, cues: list[Cue]) -> Iterator[tuple[Cue, Clip]]:
        """The clips of cues, made side by side by each engine, in this order by one engine after the other."""
        # signals, while the voice is loading; then the longest, whose memory is used again by the others
        cues = sorted(cues, key=lambda cue: (isinstance(cue, Utterance), -len(_said(cue))))
        for engine in dict.fromkeys(speaker.engine for speaker in self._speakers):
            own = [cue for cue in cues if self._speaker(cue).engine is engine]
            with ThreadPoolExecutor(engine.workers) as pool:
                try:
                    yield from zip(own, pool.map(self._make, own), strict=True)
                except BaseException:
                    pool.shutdown(cancel_futures=True)
                    raise

    def _speaker(self, cue: Cue) -> Speaker:
        counts = isinstance(cue, Utterance) and cue.manner is not Manner.SPEECH
        return self._speakers[-1 if counts else 0]

    def _cache_for(self, cue: Cue) -> ClipCache | None:
        return self._cache if self._speaker(cue).engine.stores else None

    def _stored(self, cue: Cue) -> Clip | None:
        if (cache := self._cache_for(cue)) is None:
            return None
        try:
            return cache.get(self._speaker(cue).key(cue))
        except DamagedClipError as error:
            self._warn(f"a clip in the cache was damaged and is made again: “{_said(cue)}” ({error})")
        except OSError as error:
            self._warn(f"the cache cannot be read ({error.strerror}); its clips are made again")
        return None

    def _keep(self, cue: Cue, clip: Clip) -> Clip:
        if (cache := self._cache_for(cue)) is None:
            self._unstored[cue] = clip
            return clip
        try:
            cache.put(self._speaker(cue).key(cue), clip)
            self._grew = True
        except OSError as error:
            self._warn(
                f"the cache in {cache.root} cannot be written ({error.strerror}); clips are kept in memory "
                "and made again the next time: free some space, or set COACH_CACHE_DIR to another folder"
            )
            self._unstored[cue] = clip
        return clip

    def _remember(self, cue: Cue, clip: Clip) -> None:
        known = self._measures.get(cue)
        if known and known.timing != clip.timing:
            raise MachineError(
                f"says “{_said(cue)}” otherwise than a moment ago",
                subject=self._speaker(cue).label,
                hint="something else changes the cache; run the command again",
            )
        self._measures[cue] = _Measures(clip.timing, clip.profile, clip.peak)
        if cue not in self._unstored:
            self._hold(cue, clip)

    def _hold(self, cue: Cue, clip: Clip) -> None:
        with self._lock:
            self._held[cue] = clip
            self._held.move_to_end(cue)
            size = sum(len(held.pcm) for held in self._held.values())
            while size > _HELD_BYTES and len(self._held) > 1:
                _, dropped = self._held.popitem(last=False)
                size -= len(dropped.pcm)

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)


def _said(cue: Cue) -> str:
    return cue.text if isinstance(cue, Utterance) else cue.value

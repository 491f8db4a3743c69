"""A voice at work: an utterance becomes a clip, cut, levelled and timed."""

from dataclasses import dataclass

from coach.audio import Clip
from coach.cue import Cue, Utterance
from coach.errors import MachineError
from coach.speech.cache import key_of
from coach.speech.engine import Engine, EngineError, OpensFiles


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of an engine.

    Attributes:
        name: of the engine.
        engine: makes the sound.
        voice: of the engine.
    """

    name: str
    engine: Engine
    voice: str

    @property
    def label(self) -> str:
        """`engine:voice`, as `--voice` takes it."""
        return f"{self.name}:{self.voice}"

    def key(self, cue: Cue) -> str:
        """The address of a cue's clip in the cache."""
        version = self.engine.version
        if isinstance(self.engine, OpensFiles):
            version = f"{version} {self.engine.fingerprint(self.voice)}"
        return key_of(cue, engine=self.name, version=version, voice=self.voice)

    def say(self, utterance: Utterance) -> Clip:
        """The clip of an utterance.

        Raises:
            MachineError: the voice cannot say it.
        """
        from coach.audio import clip_of, master
        from coach.speech.beat import beat_of

        try:
            made = self.engine.speak(utterance, self.voice)
        except EngineError as error:
            hint = "choose another voice with --voice; `coach voices` lists them"
            raise MachineError(f"cannot say “{utterance.text}”: {error}", subject=self.label, hint=hint) from error
        if not self.engine.stores:  # silence is not to be trimmed away
            return clip_of(made.samples, beat=0)
        samples = master(made.samples, made.rate)
        if not len(samples):
            hint = "write it in letters of the voice's language, or choose another voice with --voice"
            raise MachineError(f"makes no sound for “{utterance.text}”", subject=self.label, hint=hint)
        return clip_of(samples, beat=beat_of(samples))

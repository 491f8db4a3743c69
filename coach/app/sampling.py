"""A voice to be heard before it coaches: a short set, into a file or on a device."""

from coach.app.composing import Composed
from coach.app.progress import Progress, part_of
from coach.app.voices import open_voice
from coach.cue import Tone
from coach.routine import Talk
from coach.score import schedule
from coach.script import load_phrases, sample, speaks
from coach.speech import NO_COMMANDS, ClipCache, Commands, language_of


def compose_sample(
    voice: str,
    *,
    commands: Commands = NO_COMMANDS,
    cache: ClipCache | None = None,
    progress: Progress | None = None,
) -> Composed:
    """A name, a position and a count to the last, as a voice says them in a workout.

    The words are those of the voice's own language, English where the coach has none in it.

    Raises:
        WishError: no engine or voice has this name.
        MachineError: it cannot be used here, or it fails.
    """
    library = open_voice(voice, language="", commands=commands, cache=cache)
    spoken = language_of(library.label, commands=commands)
    script = sample(load_phrases(spoken if speaks(spoken) else "en"))
    library.prepare([*Tone, *script.utterances()], part_of(progress, "speaking"))
    return Composed(script, schedule(script, library, voice=library.label), library, Talk.STANDARD)

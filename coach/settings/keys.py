"""The table of settings: another one is one more entry here, and is then read, checked, explained and documented."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coach.settings import kinds
from coach.settings.folders import DEFAULT_CACHE_MB
from coach.settings.kinds import Kind

PACE_MIN, PACE_MAX = 0.5, 2.0
"""The routine's own limits: loading them here would load its whole room; a test holds that they agree."""
MAX_CACHE_MB = 1_000_000
VOICE = kinds.text("an engine, or engine:name")
COMMAND_NAME = "[a-z][a-z0-9_-]*"
LANGUAGE = "[a-z]{2,3}(-[a-z0-9]{2,8})*"
"""A pattern of language tags, as routines have them."""
MUSIC_LEVEL_DB, MUSIC_LEVEL_MIN_DB, MUSIC_LEVEL_MAX_DB = -3.0, -30.0, 6.0
"""Of music between words, against speech: as it is, and as soft and as loud as it may be wished."""


@dataclass(frozen=True, slots=True)
class Key:
    """A setting.

    Attributes:
        name: in the file; with capital letters and COACH_ before it, in the environment.
        kind: what it may be.
        about: what it does, in a line for people.
        sample: a value as TOML has it, to be shown.
        default: what holds where nobody wishes for anything.
        unset: how the default is told, where it is no word of its own.
        option: of the command line; empty where there is none.
        routine: the routine's attribute that wishes for it; empty where a routine cannot.
        rivals: options, and attributes of a routine, that decide it in another way and so stand in its place.
        kept: a session that goes on keeps it as it was, whatever is set meanwhile.
        by_language: the key of a table that has it for single languages, and is heard before it in the file.
        is_voice: it names voices, which can be asked for when it is set.
    """

    name: str
    kind: Kind
    about: str
    sample: Any
    default: Any = None
    unset: str = ""
    option: str = ""
    routine: str = ""
    rivals: tuple[str, ...] = ()
    kept: bool = False
    by_language: str = ""
    is_voice: bool = False

    @property
    def variable(self) -> str:
        """Its name in the environment; empty for a table."""
        return "" if self.kind.is_table else f"COACH_{self.name.upper()}"


def _talks() -> Iterable[str]:
    from coach.routine import Talk

    return tuple(Talk)


def _formats() -> Iterable[str]:
    from coach.target import SUFFIXES

    return tuple(suffix.removeprefix(".") for suffix in SUFFIXES)


def _captions() -> Iterable[str]:
    from coach.target import CAPTION_WORDS

    return CAPTION_WORDS


def _counts() -> Iterable[str]:
    from coach.script import Count

    return tuple(Count)


KEYS = (
    Key(
        "voice",
        VOICE,
        "Who speaks, as ENGINE or ENGINE:NAME; `coach voices` lists them. It is taken for its own language alone.",
        sample="system:en-gb",
        default="",
        unset="the first that works",
        option="--voice",
        routine="voice",
        kept=True,
        by_language="voices",
        is_voice=True,
    ),
    Key(
        "pace",
        kinds.number(PACE_MIN, PACE_MAX),
        "Counting speed; 1.2 is faster. It moves no hold, rest or speech, and gives way to a routine's duration.",
        sample=1.1,
        default=1.0,
        option="--pace",
        routine="pace",
        rivals=("rep_seconds", "fit", "duration_s"),
        kept=True,
    ),
    Key(
        "talk",
        kinds.one_of(_talks),
        "How much is said: full, standard, minimal or tones.",
        sample="standard",
        default="full",
        option="--talk",
        routine="talk",
        kept=True,
    ),
    Key(
        "count",
        kinds.one_of(_counts),
        "How repetitions are counted: up, down, last, phases or none.",
        sample="down",
        default="up",
        option="--count",
        kept=True,
    ),
    Key(
        "count_voice",
        VOICE,
        "Who counts, where that is somebody else than who instructs.",
        sample="system:en-us",
        default="",
        unset="the same voice",
        option="--count-voice",
        kept=True,
        is_voice=True,
    ),
    Key(
        "music",
        kinds.music(),
        "What plays under the voice: a file, a folder of files, or none.",
        sample="~/Music/workout",
        default="",
        unset="none",
        option="--music",
        kept=True,
    ),
    Key(
        "music_level",
        kinds.number(MUSIC_LEVEL_MIN_DB, MUSIC_LEVEL_MAX_DB),
        "How loud music is between words, in dB against speech; under words it goes down by 12 dB more.",
        sample=-6,
        default=MUSIC_LEVEL_DB,
        option="--music-level",
        kept=True,
    ),
    Key(
        "clear_speech",
        kinds.switch(),
        "Whether music goes down by 20 dB under words instead of 12.",
        sample=True,
        default=False,
        option="--clear-speech",
        kept=True,
    ),
    Key(
        "output_folder",
        kinds.folder(),
        "Where `coach export` writes what -o does not name.",
        sample="~/Music/coach",
        unset="the folder you are in",
    ),
    Key(
        "format",
        kinds.one_of(_formats),
        "What `coach export` writes where -o does not say it, such as mp3 or wav.",
        sample="wav",
        default="mp3",
        option="--format",
    ),
    Key(
        "captions",
        kinds.one_of(_captions),
        "What is said, beside each sound that is exported: vtt, lrc, both or none.",
        sample="both",
        default="none",
        option="--captions",
    ),
    Key(
        "device",
        kinds.text("the name of a device, or a part of it"),
        "Where `coach play` is heard; `coach devices` lists what there is.",
        sample="headset",
        default="",
        unset="the system's",
        option="--device",
    ),
    Key(
        "remember",
        kinds.switch(),
        "Whether `coach play` keeps the pace it ends with, for the next time this routine is played.",
        sample=True,
        default=False,
        option="--remember",
    ),
    Key(
        "theme",
        kinds.one_of(lambda: ("dark", "light")),
        "How the screen of `coach play` begins; d changes it.",
        sample="light",
        default="dark",
    ),
    Key(
        "cache_mb",
        kinds.whole(0, MAX_CACHE_MB, unit="megabytes"),
        "The most that spoken clips may take on the disk, in megabytes.",
        sample=DEFAULT_CACHE_MB,
        default=DEFAULT_CACHE_MB,
    ),
    Key(
        "commands",
        kinds.table("a table of names, each with a program that speaks", name=COMMAND_NAME, value=kinds.command()),
        "Programs as voices; {rate}, {wpm} and {language} are filled in, too. `--voice say` speaks with this one.",
        sample={"say": "say -o {out} {text}"},
        default={},
        unset="no program",
    ),
    Key(
        "voices",
        kinds.table("a table of languages, in small letters, each with a voice", name=LANGUAGE, value=VOICE),
        "Who speaks which language, by its tag; heard before `voice`.",
        sample={"de": "system:de", "fr": "system:fr"},
        default={},
        unset="nobody else",
        is_voice=True,
    ),
)

ONLY_ONCE = {"rep_seconds": "--rep-seconds", "fit": "--fit"}
"""Options that are no settings, since they would take every routine's own pace and duration away."""


def key_named(name: str) -> Key | None:
    """The key of a name."""
    return next((key for key in KEYS if key.name == name), None)

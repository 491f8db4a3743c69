"""The command line's arguments and options, each said once for all commands that take it."""

from pathlib import Path
from typing import Annotated

import typer

RoutineName = Annotated[
    str,
    typer.Argument(metavar="ROUTINE", help="A built-in routine's name, a file, an address, or - for standard input."),
]
MaybeRoutineName = Annotated[
    str | None,
    typer.Argument(metavar="[ROUTINE]", help="A built-in routine's name, a file, an address, or - for standard input."),
]
Pace = Annotated[
    float | None, typer.Option(help="Counting speed, 0.5 to 2: 1.2 is faster. Holds, rests and speech stay.")
]
RepSeconds = Annotated[
    float | None, typer.Option(metavar="SECONDS", help="Time for one movement in every counted exercise, such as 2.4.")
]
Fit = Annotated[str | None, typer.Option(metavar="TIME", help="Whole length, such as 9:30; the pace follows from it.")]
Voice = Annotated[
    str, typer.Option(metavar="ENGINE:NAME", help="Who speaks, such as system:en-gb; `coach voices` lists them.")
]
CountVoice = Annotated[
    str, typer.Option(metavar="ENGINE:NAME", help="Who counts, where that is somebody else than who instructs.")
]
Talk = Annotated[
    str | None,
    typer.Option(
        metavar="LEVEL", help="How much is said: full (the default), standard, minimal or tones (signals and numbers)."
    ),
]
Count = Annotated[
    str | None,
    typer.Option(
        metavar="WAY", help="Counting: up (the default), down, last (the last five), phases (turns too) or none."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        help="The file, whose name says the format, or - for standard output; by default an MP3 named for the title.",
    ),
]
Form = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="mp3, wav, flac, opus or m4b, where no name says it.")
]
Album = Annotated[
    bool, typer.Option("--album", help="A folder with a file for each exercise, so that `next` skips it.")
]
Music = Annotated[
    str, typer.Option(metavar="PATH", help="Play a file of music, or all in a folder, under the voice; none for none.")
]
MusicLevel = Annotated[
    float | None,
    typer.Option(metavar="DB", help="Music between words against speech, -30 to 6; -3 unless told otherwise."),
]
ClearSpeech = Annotated[
    bool | None,
    typer.Option("--clear-speech/--no-clear-speech", help="Keep music 20 dB below speech instead of 12."),
]
Captions = Annotated[
    str | None, typer.Option(metavar="KIND", help="Write what is said beside it too: vtt, lrc, both or none.")
]
Device = Annotated[str, typer.Option(metavar="NAME", help="Where it is heard; `coach devices` lists what there is.")]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on where it was left; of whatever routine if none is named.")
]
Remember = Annotated[
    bool | None,
    typer.Option(
        "--remember/--forget", help="Keep the pace it ends with for the next time, or play without the one kept."
    ),
]
Lines = Annotated[bool, typer.Option("--lines", help="Print a line for each thing heard instead of showing a screen.")]
Offered = Annotated[
    list[str], typer.Argument(metavar="ROUTINE…", help="Routines as for export, or finished files such as legs.mp3.")
]
Network = Annotated[
    bool | None,
    typer.Option(
        "--network/--no-network",
        help="Let every device in the network open it, or this computer alone; at a terminal you are asked.",
    ),
]
Host = Annotated[
    str, typer.Option(metavar="ADDRESS", help="The address of this computer to offer it at, if it has several.")
]
Port = Annotated[int, typer.Option(help="By default one that is free.", min=0, max=65_535)]
Minutes = Annotated[
    float | None, typer.Option(metavar="MINUTES", help="End by itself after so long.", min=0.01, max=1440)
]
Paces = Annotated[str, typer.Option(metavar="LIST", help="Counting speeds to choose from, such as 0.8,1,1.2.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("coach"))
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
]

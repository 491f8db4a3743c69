"""The command line's arguments and options, each said once for all commands that take it."""

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

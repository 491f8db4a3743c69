"""The program of the command line, and what all its commands do alike: errors, exit codes, JSON."""

import json
import os
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import typer

from coach.cli import options
from coach.errors import CoachError, MachineError, RoutineError, SettingsError

if TYPE_CHECKING:
    from coach.app import Checked

EXIT_ROUTINE, EXIT_USE, EXIT_MACHINE, EXIT_INTERRUPTED = 1, 2, 3, 130
EXIT_PIPE = 141
"""Of what writes into a pipe that was closed, as shells know it: 128 and the number of SIGPIPE."""
P = ParamSpec("P")

app = typer.Typer(
    help="""Turns a written workout into a voice that coaches you through it.

    Start with a built-in routine:

    \b
      coach list                            what there is
      coach show hamstrings                 the plan, with times
      coach export hamstrings               an MP3 for your phone
      coach export hamstrings --fit 9:30    the same in nine and a half minutes

    Or with a workout of your own, written or pasted, a saved page, or an address:

    \b
      coach check notes.md                  how each line is understood
      coach export notes.md                 an MP3 of it

    \b
    Exit codes: 0 done, 1 the routine has problems, 2 wrong use or a wish that cannot be met,
    3 the computer does not allow it (no voice, no space, no permission), 130 stopped with Ctrl-C.
    """,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def start(version: options.Version = False) -> None:
    """Done before every command; the program's help stands above."""


def command(function: Callable[P, None]) -> Callable[P, None]:
    """Turn a command's errors into words on standard error and an exit code."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except CoachError as error:
            placed = isinstance(error, RoutineError | SettingsError)  # each problem says where it is
            typer.echo(str(error) if placed else f"coach: {error}", err=True)
            raise typer.Exit(_exit_code(error)) from None
        except KeyboardInterrupt:
            typer.echo("coach: stopped; nothing was written", err=True)
            raise typer.Exit(EXIT_INTERRUPTED) from None

    return run


def print_json(data: object) -> None:
    """Print data for programs."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


def drop_output() -> None:
    """Send what is left for standard output nowhere: it has no other place to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def warn(warnings: Sequence[str]) -> None:
    """Print sentences on standard error."""
    for warning in warnings:
        typer.echo(f"coach: {warning}", err=True)


def warn_of(checked: "Checked") -> None:
    """Tell what was done to a text before it was read, and what is not sure in it."""
    source = checked.source
    warn([*([f"{source.name}: {source.note}"] if source.note else []), *checked.doubts])


def _exit_code(error: CoachError) -> int:
    match error:
        case RoutineError():
            return EXIT_ROUTINE
        case MachineError():
            return EXIT_MACHINE
    return EXIT_USE

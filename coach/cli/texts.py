"""The commands for routines and exercises as texts: how they are read, and what comes with the program."""

from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.base import EXIT_ROUTINE, app, command, print_json, warn, warn_of
from coach.errors import WishError


@app.command()
@command
def check(source: options.RoutineName, as_json: options.Json = False) -> None:
    """Show how each line of a workout is understood, what is not sure or not understood first.

    Exit code 1 while a line is not understood.

    \b
      coach check notes.md
      coach check notes.md --json | jq '.readings[] | select(.sure | not)'
    """
    from coach import app as coach
    from coach.cli.report import print_report
    from coach.routine import to_data

    checked = coach.check(source)
    if as_json:
        print_json(to_data(checked.understood.title, checked.understood.readings))
    else:
        print_report(checked)
    if checked.understood.problems:
        raise typer.Exit(EXIT_ROUTINE)


@app.command("format")
@command
def format_text(
    source: options.RoutineName,
    write: Annotated[bool, typer.Option("--write", help="Write it into the file instead of printing it.")] = False,
) -> None:
    """Print a workout in the strict form, which says the same in one way only.

    What it leaves out (notes, links, loads, what is not sure) is kept as a comment at its end.

    \b
      coach format notes.md
      coach format notes.md --write
    """
    from coach import app as coach

    checked = coach.check(source)
    if write:
        coach.rewrite(checked)
    else:
        typer.echo(coach.format_routine(checked), nl=False)
    warn_of(checked)


@app.command("import")
@command
def import_text(
    source: options.RoutineName,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write; by default named for the title.")
    ] = None,
    force: options.Force = False,
) -> None:
    """Write a workout from a page, an address or a text as a routine file of your own.

    What is not sure or not understood stands in it as comments; look through it before you use it.
    Exit code 1 if there is something that was not understood.

    \b
      coach import https://example.org/ten-minute-legs -o legs.md
      coach import saved-page.html
    """
    from coach import app as coach

    path, checked = coach.import_routine(source, output, force=force)
    unsure, unread = len(checked.doubts), len(checked.understood.problems)
    if checked.source.note:
        warn([checked.source.note])
    if unsure or unread:
        counts = " and ".join(f"{number} {word}" for number, word in ((unsure, "unsure"), (unread, "unread")) if number)
        warn([f"{counts}: marked by comments in {path}; look through it, then `coach check {path}`"])
    typer.echo(path)
    if unread:
        raise typer.Exit(EXIT_ROUTINE)


@app.command("list")
@command
def list_routines(as_json: options.Json = False) -> None:
    """List the built-in routines: length, changes of posture, needs."""
    from coach.app import built_in
    from coach.units import s_to_clock

    rows = built_in()
    if as_json:
        print_json([{**asdict(row), "duration_s": round(row.duration_s)} for row in rows])
        return
    width = max(len(row.name) for row in rows)
    for row in rows:
        language = f" ({row.language})" if row.language != "en" else ""
        typer.echo(f"{row.name:<{width}} {s_to_clock(row.duration_s):>7}  {row.title}{language}")
        changes = f"{row.posture_changes} change{'s' * (row.posture_changes != 1)} of posture"
        needs = f"needs {', '.join(row.needs)}" if row.needs else "needs nothing"
        typer.echo(f"{'':<{width}} {'':>7}  {needs}; {changes}")


@app.command()
@command
def exercises(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]", help="Words of a name.")] = None,
    language: Annotated[str, typer.Option(metavar="TAG", help="Their language: de, en, es or fr.")] = "en",
    as_json: options.Json = False,
) -> None:
    """List the exercises the coach knows how to explain, or tell all about those with these words.

    \b
      coach exercises
      coach exercises single leg bridge
      coach exercises --language de kniebeuge
      coach exercises --language es puente
      coach exercises --language fr pont
    """
    from coach.cli.report import entry_lines
    from coach.routine.shelf.exercises import entries, languages, named

    if language not in languages():
        raise WishError(f"no exercises are explained in `{language}`", hint=f"they are in {', '.join(languages())}")
    found = named(" ".join(words), language) if words else entries(language)
    if not found:
        near = get_close_matches(
            " ".join(words or []).lower(), [entry.name.lower() for entry in entries(language)], n=1
        )
        meant = f"did you mean `{near[0]}`? " if near else ""
        raise WishError("no exercise has these words in its name", hint=f"{meant}`coach exercises` lists them all")
    if as_json:
        print_json([asdict(entry) for entry in found])
        return
    for entry in found:
        for line in entry_lines(entry) if words else [entry.name]:
            typer.echo(line)

"""The command line: words in, words out, and an exit code that says how it went."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec

import typer

from coach import options
from coach.errors import CoachError, MachineError, RoutineError
from coach.progress import ProgressBar

if TYPE_CHECKING:
    from coach.app import Exported
    from coach.routine import Routine
    from coach.score import Score
    from coach.speech import Library

EXIT_ROUTINE, EXIT_USE, EXIT_MACHINE, EXIT_INTERRUPTED = 1, 2, 3, 130
P = ParamSpec("P")

app = typer.Typer(
    help="""Turns a written workout into a voice that coaches you through it.

    Start with a built-in routine:

    \b
      coach list                            what there is
      coach show hamstrings                 the plan, with times
      coach export hamstrings               an MP3 for your phone
      coach export hamstrings --fit 9:30    the same in nine and a half minutes
      coach export my-routine.md            your own; `coach show` tells what it cannot read

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
cache_app = typer.Typer(help="Where spoken clips are kept, and how much room they take.", rich_markup_mode=None)
app.add_typer(cache_app, name="cache", invoke_without_command=True)


def command(function: Callable[P, None]) -> Callable[P, None]:
    """Turn a command's errors into words on standard error and an exit code."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except CoachError as error:
            typer.echo(f"coach: {error}" if not isinstance(error, RoutineError) else str(error), err=True)
            raise typer.Exit(_exit_code(error)) from None
        except KeyboardInterrupt:
            typer.echo("coach: stopped; nothing was written", err=True)
            raise typer.Exit(EXIT_INTERRUPTED) from None

    return run


@app.callback()
def start(version: options.Version = False) -> None:
    """Done before every command; the program's help stands above."""


@app.command()
@command
def export(
    routine: options.RoutineName,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file, .mp3 or .wav; by default named for the title.")
    ] = None,
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    talk: options.Talk = None,
    count: options.Count = "up",
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """Write a routine as an MP3 that coaches you through it.

    \b
      coach export hamstrings -o legs.mp3 --pace 1.1
      coach export hamstrings --fit 12:00 --talk standard
      cat notes.md | coach export - -o today.mp3
    """
    from coach import app as coach
    from coach.target import check_target, file_name

    read = coach.read(routine)
    check_target(output or Path(file_name(read.title)), force=force)
    library, score = _compose(read, voice, pace=pace, rep_seconds=rep_seconds, fit=fit, talk=talk, count=count)
    with ProgressBar() as progress:
        exported = coach.export(score, output, force=force, voice=library, progress=progress)
    if as_json:
        _print_json(_exported_to_data(exported, score))
        return
    _warn(exported.warnings)
    typer.echo(exported.path)


@app.command()
@command
def show(
    routine: options.RoutineName,
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    talk: options.Talk = None,
    count: options.Count = "up",
    as_json: options.Json = False,
) -> None:
    """Show the plan of a routine: sections, times and totals.

    With --json, every word and tone with its place in samples.

    \b
      coach show hamstrings --pace 1.2
      coach show my-routine.md --json | jq '.events[] | select(.role == "count")'
    """
    from coach import app as coach
    from coach.score import dumps, plan_lines

    library, score = _compose(
        coach.read(routine), voice, pace=pace, rep_seconds=rep_seconds, fit=fit, talk=talk, count=count
    )
    _warn(library.warnings)
    if as_json:
        typer.echo(dumps(score))
        return
    _warn(score.warnings)
    for line in plan_lines(score):
        typer.echo(line)


@app.command("list")
@command
def list_routines(as_json: options.Json = False) -> None:
    """List the built-in routines, their length and needs."""
    from coach import app as coach
    from coach.routine import shelf
    from coach.units import s_to_clock

    routines = {name: coach.read(name) for name in shelf.names()}
    if as_json:
        rows = [
            {"name": name, "title": found.title, "duration_s": found.duration_s, "needs": found.needs}
            for name, found in routines.items()
        ]
        _print_json(rows)
        return
    for name, found in routines.items():
        length = s_to_clock(found.duration_s) if found.duration_s else ""
        typer.echo(f"{name:<12} {length:>6}  {found.title}")
        if found.needs:
            typer.echo(f"{'':<12} {'':>6}  needs {', '.join(found.needs)}")


@app.command()
@command
def voices(as_json: options.Json = False) -> None:
    """List every voice engine, its voices, and why one cannot be used.

    Use a voice as `--voice ENGINE:NAME`, such as `--voice system:en-gb`.
    """
    from coach.app import voices as engines

    rows: list[dict[str, Any]] = [
        {
            "engine": found.name,
            "problem": found.problem,
            "voices": [asdict(voice) for voice in found.engine.voices()] if found.engine else [],
        }
        for found in engines()
    ]
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['engine']}: {row['problem'] or 'ready'}")
        for voice in row["voices"]:
            name = f"{row['engine']}:{voice['name']}"
            typer.echo(f"  {name:<28} {voice['language']:<8} {voice['problem'] or voice['about']}".rstrip())


@app.command()
@command
def say(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to say.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The WAV file to write.")],
    voice: options.Voice = "",
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """Say one thing into a WAV file, to hear a voice.

    \b
      coach say "Twenty. Switch sides." -o hello.wav --voice system:en-us
    """
    from coach import app as coach

    library = coach.open_voice(voice, language="en")
    path = coach.say(text, output, voice=library, force=force)
    _warn(library.warnings)
    if as_json:
        _print_json({"path": str(path)})
        return
    typer.echo(path)


@cache_app.callback()
@command
def cache(context: typer.Context, as_json: options.Json = False) -> None:
    """Show where spoken clips are kept and how much room they take."""
    if context.invoked_subcommand is not None:
        return
    from coach.app import clip_cache

    store = clip_cache()
    state = store.state()
    facts = {"path": str(store.root), "clips": state.clips, "bytes": state.size, "most_bytes": store.most}
    if as_json:
        _print_json(facts)
        return
    typer.echo(store.root)
    typer.echo(f"{state.clips} clips, {state.size / 1e6:.1f} MB of at most {store.most / 1e6:.0f} MB")


@cache_app.command()
@command
def clear(as_json: options.Json = False) -> None:
    """Take all clips away; they are made again when they are needed."""
    from coach.app import clip_cache

    store = clip_cache()
    try:
        taken = store.clear()
    except OSError as error:
        hint = "you may not change it; set COACH_CACHE_DIR to another folder"
        raise MachineError(f"cannot be cleared: {error.strerror}", subject=str(store.root), hint=hint) from error
    if as_json:
        _print_json({"path": str(store.root), "clips": taken.clips, "bytes": taken.size})
        return
    typer.echo(f"{taken.clips} clips, {taken.size / 1e6:.1f} MB taken away")


def _compose(routine: "Routine", voice: str, **wishes: Any) -> tuple["Library", "Score"]:
    """The score of a routine and the opened voice, with a progress bar if it takes a while."""
    from coach import app as coach

    library = coach.open_voice(voice or routine.voice or "", language=routine.language)
    with ProgressBar() as progress:
        return library, coach.compose(routine, voice=library, progress=progress, **wishes)


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


def _exit_code(error: CoachError) -> int:
    match error:
        case RoutineError():
            return EXIT_ROUTINE
        case MachineError():
            return EXIT_MACHINE
    return EXIT_USE


def _warn(warnings: "tuple[str, ...] | list[str]") -> None:
    for warning in warnings:
        typer.echo(f"coach: {warning}", err=True)


def _exported_to_data(exported: "Exported", score: "Score") -> dict[str, Any]:
    return {
        **asdict(exported),
        "path": str(exported.path),
        "sample_rate": score.sample_rate,
        "loudness_lufs": round(exported.loudness_lufs, 2),
        "true_peak_dbtp": round(exported.true_peak_dbtp, 2),
    }

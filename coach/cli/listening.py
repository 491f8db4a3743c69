"""The commands that make sound of a routine or show when it will sound."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.base import EXIT_PIPE, app, command, drop_output, print_json, warn, warn_of
from coach.cli.choosing import aimed, choose, chosen_music, composed, open_chosen
from coach.cli.progress import ProgressBar
from coach.errors import WishError

if TYPE_CHECKING:
    from coach.app import Checked, Exported, Music
    from coach.routine import Routine
    from coach.score import Score
    from coach.settings import Settings
    from coach.speech import Library
    from coach.target import Target


@app.command()
@command
def export(
    routine: options.RoutineName,
    output: options.Output = None,
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    count_voice: options.CountVoice = "",
    talk: options.Talk = None,
    count: options.Count = None,
    form: options.Form = None,
    album: options.Album = False,
    captions: options.Captions = None,
    music: options.Music = "",
    music_level: options.MusicLevel = None,
    clear_speech: options.ClearSpeech = None,
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """Write a routine as an MP3 that coaches you through it, or as another file.

    Sound as .mp3, .wav, .flac, .opus or .m4b (the last two need ffmpeg); captions alone as .vtt or .lrc;
    the steps for a Garmin watch as .fit.

    \b
      coach export hamstrings -o legs.mp3 --pace 1.1
      coach export hamstrings --fit 12:00 --talk standard
      coach export hamstrings --music ~/Music/calm --music-level -6
      coach export hamstrings --album -o legs --format flac
      cat notes.md | coach export - -o - | mpv -
    """
    from coach import app as coach
    from coach.target import WORKOUT_SUFFIX

    options = {"pace": pace, "rep_seconds": rep_seconds, "fit": fit, "voice": voice, "talk": talk, "count": count}
    options |= {"music": music, "music_level": music_level, "clear_speech": clear_speech}
    _, read = read_usable(routine)
    settings = choose({**options, "count_voice": count_voice, "format": form, "captions": captions}, routine=read)
    under = chosen_music(settings)
    target = aimed(settings, output, read.title, album=album, force=force)
    if target.is_stream and as_json:
        raise WishError("--json and -o - both print", hint="leave one of them out")
    if target.suffix == WORKOUT_SUFFIX:
        coach.export_workout(read, target.path, force=force)
        print_json({"path": str(target.path)}) if as_json else typer.echo(target.path)
        return
    library, score = _compose(read, settings, rep_seconds=rep_seconds, fit=fit)
    _report(_written(score, target, library, under), score, as_json=as_json)


def _written(score: "Score", target: "Target", library: "Library", music: "Music | None") -> "Exported":
    """A score in its place; where a pipe is closed before its end, nobody wants the rest."""
    from coach import app as coach

    with ProgressBar() as progress:
        if not target.is_stream:
            return coach.export_to(score, target, voice=library, music=music, progress=progress)
        try:
            pipe = sys.stdout.buffer
            return coach.export_to(score, target, stream=pipe, voice=library, music=music, progress=progress)
        except BrokenPipeError:
            drop_output()
            raise typer.Exit(EXIT_PIPE) from None


def _report(exported: "Exported", score: "Score", *, as_json: bool) -> None:
    from coach.target import STREAM

    if as_json:
        print_json(_exported_to_data(exported, score))
        return
    warn(exported.warnings)
    if exported.path != STREAM:
        for path in (exported.path, *exported.captions):
            typer.echo(path)


@app.command()
@command
def show(
    routine: options.RoutineName,
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    count_voice: options.CountVoice = "",
    talk: options.Talk = None,
    count: options.Count = None,
    picture: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw it into this file, .svg or .png, and print its name.")
    ] = None,
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """Show the plan of a routine: sections, times and totals.

    With --json, every word and tone with its place in samples. With --picture, a timeline for a phone or a sheet of
    paper: what is counted, held, rested and said, and when.

    \b
      coach show hamstrings --pace 1.2
      coach show hamstrings --picture plan.svg
      coach show my-routine.md --json | jq '.events[] | select(.role == "count")'
    """
    from coach import app as coach
    from coach.score import dumps, plan_lines
    from coach.target import check_picture_target

    if picture:
        check_picture_target(picture, force=force)
    _, read = read_usable(routine)
    settings = choose(
        {"pace": pace, "rep_seconds": rep_seconds, "fit": fit, "talk": talk, "count": count}
        | {"voice": voice, "count_voice": count_voice},
        routine=read,
    )
    library, score = _compose(read, settings, rep_seconds=rep_seconds, fit=fit)
    warn(library.warnings)
    if picture:
        warn(coach.picture(score, picture, force=force).warnings)
    if as_json:
        typer.echo(dumps(score))
        return
    warn(score.warnings)
    for line in [str(picture)] if picture else plan_lines(score):
        typer.echo(line)


def read_usable(source: str) -> "tuple[Checked, Routine]":
    """The routine of a source; what is not sure of it, or was done to its text, goes to standard error."""
    from coach.app import check

    checked = check(source)
    routine = checked.usable()
    warn_of(checked)
    return checked, routine


def _compose(
    routine: "Routine", settings: "Settings", *, rep_seconds: float | None, fit: str | None
) -> tuple["Library", "Score"]:
    """The score of a routine and the opened voice, with a progress bar if it takes a while."""
    from coach import app as coach

    library = open_chosen(settings, language=routine.language)
    wishes = {**composed(settings), "rep_seconds": rep_seconds, "fit": fit}
    with ProgressBar() as progress:
        return library, coach.compose(routine, voice=library, progress=progress, **wishes)


def _exported_to_data(exported: "Exported", score: "Score") -> dict[str, Any]:
    return {
        **asdict(exported),
        "path": str(exported.path),
        "captions": [str(path) for path in exported.captions],
        "sample_rate": score.sample_rate,
        "loudness_lufs": exported.loudness_lufs and round(exported.loudness_lufs, 2),
        "true_peak_dbtp": exported.true_peak_dbtp and round(exported.true_peak_dbtp, 2),
    }

"""The commands about voices: which there are, and how they sound."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.base import EXIT_INTERRUPTED, app, command, print_json, warn
from coach.cli.choosing import blaming, choose, chosen_cache, open_chosen
from coach.cli.playing import attend
from coach.cli.progress import ProgressBar
from coach.errors import WishError

if TYPE_CHECKING:
    from coach.speech import Commands


@app.command()
@command
def voices(
    sample: Annotated[
        str, typer.Option(metavar="ENGINE:NAME", help="Hear this voice: a name, a position, a count to eight.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the sample into this file instead, .mp3 or .wav.")
    ] = None,
    device: options.Device = "",
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """List every voice engine, its voices, and why one cannot be used; or hear one.

    A voice is called by its name, its language or a part of what stands beside it.

    \b
      coach voices --sample system:en-gb
      coach voices --sample system:german -o german.mp3
    """
    if sample:
        _sample(sample, output, device=device, force=force, as_json=as_json)
        return
    if output or device:
        raise WishError("there is nothing to be heard", hint="name a voice with --sample ENGINE:NAME")
    rows = _engines(choose()["commands"])
    if as_json:
        print_json(rows)
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
    language: Annotated[
        str, typer.Option(metavar="TAG", help="What it is in, such as de; by default the voice's own, or as it reads.")
    ] = "",
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    """Say one thing into a WAV file, to hear a voice.

    \b
      coach say "Twenty. Switch sides." -o hello.wav --voice system:en-us
      coach say "Zwanzig. Seite wechseln." -o hallo.wav
      coach say "Veinte. Cambia de lado." -o hola.wav
      coach say "Vingt. Change de côté." -o salut.wav --language fr
    """
    from coach import app as coach
    from coach.routine import find_language

    language = language.strip().lower().replace("_", "-") or ("" if voice else find_language(text))
    library = open_chosen(choose({"voice": voice}, language=language), language=language)
    path = coach.say(text, output, voice=library, language=language or "en", force=force)
    warn(library.warnings)
    if as_json:
        print_json({"path": str(path)})
        return
    typer.echo(path)


def _engines(commands: "Commands") -> list[dict[str, Any]]:
    from coach.app import voices as engines

    return [
        {
            "engine": found.name,
            "problem": found.problem,
            "voices": [asdict(voice) for voice in found.engine.voices()] if found.engine else [],
        }
        for found in engines(commands)
    ]


def _sample(voice: str, output: Path | None, *, device: str, force: bool, as_json: bool) -> None:
    from coach import app as coach
    from coach.app.playing import play_composed
    from coach.player.sinks.choose import sink_of
    from coach.target import check_target

    if output is not None:
        check_target(output, force=force)
    settings = choose({"device": device})
    sink = None
    if not output:
        with blaming(settings.of("device").claims[0]):
            sink = sink_of(settings["device"])
    with ProgressBar() as progress:
        kept = {"commands": settings["commands"], "cache": chosen_cache(settings)}
        composed = coach.compose_sample(voice, **kept, progress=progress)
    warn([*composed.library.warnings, *composed.score.warnings])
    stopped = attend(play_composed(composed, sink), quiet=True) if sink else False
    path = coach.export(composed.score, output, force=force, voice=composed.library).path if output else None
    if as_json:
        print_json({"voice": composed.library.label, "path": str(path) if path else None})
    elif path:
        typer.echo(path)
    if stopped:
        raise typer.Exit(EXIT_INTERRUPTED)

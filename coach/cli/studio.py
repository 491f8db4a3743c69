"""The command that opens the studio: a page on this computer to write a workout in and hear it."""

import sys
import tempfile
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.base import app, command, print_json
from coach.cli.choosing import choose, composed, open_chosen
from coach.cli.stopping import stoppable, unwinding

if TYPE_CHECKING:
    from coach.routine import Routine
    from coach.speech import Library


@app.command()
@command
def studio(
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    port: options.Port = 0,
    as_json: options.Json = False,
) -> None:
    """Write or paste a workout on a page of this computer, and hear it.

    The page shows how each line is read and what the workout looks like while you write; listen from any point,
    download it or send it to the phone. Nobody else can open it. It ends with Ctrl-C.

    \b
      coach studio
      coach studio --no-browser --port 8765
    """
    from coach.server import LOOPBACK, Serving, authority, listening
    from coach.studio import Desk, Studio, known

    choose()  # what is wrong in the settings is told before a page opens
    with (
        unwinding(),
        closing(listening(LOOPBACK, port)) as listener,
        tempfile.TemporaryDirectory(prefix="coach-", ignore_cleanup_errors=True) as folder,
    ):
        opened = Studio(Desk(Path(folder), choose=_chosen), host=authority(LOOPBACK, listener), known=known)
        _tell(opened.url, as_json=as_json)
        if browser:
            webbrowser.open(opened.url)
        serving = Serving(opened, listener)
        with stoppable(serving.stop):
            serving.run()
        opened.telephone.hang_up()


def _chosen(wishes: Mapping[str, Any], routine: "Routine") -> "tuple[dict[str, Any], Callable[[], Library]]":
    """What holds for a routine: what the page wishes for stands in the place of the command line's options."""
    settings = choose(wishes, routine=routine)
    return {**composed(settings), "fit": wishes.get("fit")}, lambda: open_chosen(settings, language=routine.language)


def _tell(url: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"url": url})
    else:
        typer.echo(url)
        typer.echo("It ends with Ctrl-C.")
    sys.stdout.flush()

"""The command that brings a routine onto the phone: rendered, offered in the network, and shown as a QR code."""

import sys
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from coach.cli import options
from coach.cli.base import app, command, print_json, warn
from coach.cli.choosing import choose, composed, open_chosen
from coach.cli.listening import read_usable
from coach.cli.progress import ProgressBar
from coach.cli.stopping import stoppable, unwinding
from coach.errors import MachineError, WishError

if TYPE_CHECKING:
    from coach.app.episodes import Rendered
    from coach.app.phones import PhoneOffer
    from coach.routine import Routine
    from coach.settings import Settings

_MINUTE_S = 60
_INK_ON_PAPER = "\x1b[97;40m", "\x1b[0m"
"""The blocks of the code are its light parts, whatever the terminal's own colours are."""


@app.command()
@command
def phone(
    routines: options.Offered,
    network: options.Network = None,
    host: options.Host = "",
    port: options.Port = 0,
    minutes: options.Minutes = None,
    paces: options.Paces = "",
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    talk: options.Talk = None,
    count: options.Count = None,
    as_json: options.Json = False,
) -> None:
    """Open a routine on your phone: scan the code, press play.

    It is rendered at three paces, slower, as wished and faster, and offered with its sections and its words until you
    press Ctrl-C. The page works on the lock screen and with headsets, and has a download and a feed for podcast apps.

    \b
      coach phone hamstrings --network
      coach phone hips core --network --minutes 30 --talk standard
      coach phone legs.mp3 --network

    Without --network only this computer can open it. With it, everybody in the same network who has the address can;
    nobody can guess it, but it goes through the network unencrypted.
    """
    from coach.server import LOOPBACK, listening

    given = {"pace": pace, "rep_seconds": rep_seconds, "fit": fit, "voice": voice, "talk": talk, "count": count}
    read = [_read(routine, paces, given) for routine in routines]
    address = host or _address(network)
    with (
        unwinding(),
        closing(listening(address, port)) as listener,
        tempfile.TemporaryDirectory(prefix="coach-", ignore_cleanup_errors=True) as folder,
    ):
        from coach.app.phones import offer

        rendered = _rendered(read, Path(folder), paces)
        seconds = minutes * _MINUTE_S if minutes else None
        offered = offer(rendered, Path(folder), listener=listener, host=address, seconds=seconds)
        _tell(offered, is_local=address == LOOPBACK, minutes=minutes, as_json=as_json)
        with stoppable(offered.serving.stop):
            offered.serving.run()
    if not as_json:
        typer.echo("it is not offered any more")


@dataclass(frozen=True, slots=True)
class _Wished:
    """A routine that is to be rendered, with what holds for it and what it is to be composed with."""

    routine: "Routine"
    settings: "Settings"
    wishes: dict[str, Any]


def _read(source: str, paces: str, given: dict[str, Any]) -> _Wished | Path:
    """What a source names, and whether it can be rendered as it is wished for: asked of all before any is."""
    from coach.app.editions import check_paces, paces_of

    if (path := _finished(source)) is not None:
        return path
    _, routine = read_usable(source)
    settings = choose(given, routine=routine)
    wishes = {**composed(settings), "rep_seconds": given["rep_seconds"], "fit": given["fit"]}
    check_paces(paces_of(paces), routine, given, wishes)
    return _Wished(routine, settings, wishes)


def _finished(source: str) -> Path | None:
    """The file of a source that is named like a sound."""
    from coach.site import MEDIA_TYPES

    path = Path(source)
    if path.suffix.lower() not in MEDIA_TYPES or "://" in source:
        return None
    if not path.is_file():
        hint = "name a finished file, or a routine; `coach list` shows what is built in"
        raise WishError("there is no such file", subject=source, hint=hint)
    return path


def _address(network: bool | None) -> str:
    from coach.server import LOOPBACK, network_address

    if network is None and sys.stdin.isatty() and sys.stderr.isatty():
        with suppress(MachineError):  # in no network there is nothing to ask
            question = f"Let every device in this network open it, at {network_address()}?"
            network = typer.confirm(question, default=True, err=True)
    return network_address() if network else LOOPBACK


def _rendered(read: "list[_Wished | Path]", folder: Path, paces: str) -> "list[Rendered]":
    from coach.app.editions import paced, paces_of
    from coach.app.episodes import finished_episode, render, slug_of

    rendered: list[Rendered] = []
    for item in read:
        taken = [one.episode.slug for one in rendered]
        if isinstance(item, Path):
            rendered.append(finished_episode(item, slug=slug_of(item.stem, taken=taken)))
            continue
        routine, library = item.routine, open_chosen(item.settings, language=item.routine.language)
        slug = slug_of(routine.title, taken=taken)
        place = folder / slug
        place.mkdir()
        with ProgressBar() as progress:
            editions, chosen = paced(routine, library=library, paces=paces_of(paces), progress=progress, **item.wishes)
            done = render(routine, editions, place, library=library, slug=slug, chosen=chosen, progress=progress)
        warn(done.warnings)
        rendered.append(done)
    return rendered


def _tell(offered: "PhoneOffer", *, is_local: bool, minutes: float | None, as_json: bool) -> None:
    if as_json:
        print_json({"url": offered.url, "feed": offered.feed_url, "only_this_computer": is_local})
        sys.stdout.flush()
        return
    if is_local:
        typer.echo("Only this computer can open it; --network lets a phone in the same network open it too.")
    elif sys.stdout.isatty():
        _print_code(offered.url)
    typer.echo(offered.url)
    end = f"after {minutes:g} minutes or with Ctrl-C" if minutes else "with Ctrl-C"
    typer.echo(f"It ends {end}.")
    sys.stdout.flush()


def _print_code(url: str) -> None:
    """The address as a code for a phone's camera."""
    import io

    import segno

    code, drawn = segno.make(url, micro=False, error="l"), io.StringIO()
    if "utf" not in (sys.stdout.encoding or "").lower():
        code.terminal(border=4)
        return
    code.terminal(drawn, border=4, compact=True)
    begin, end = _INK_ON_PAPER
    for row in drawn.getvalue().splitlines():
        typer.echo(f"{begin}{row}{end}")

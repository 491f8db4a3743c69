"""The commands that let a routine be heard now."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import typer

from coach.cli import options
from coach.cli.base import EXIT_INTERRUPTED, app, command, print_json, warn
from coach.cli.listening import read_usable
from coach.errors import WishError
from coach.units import s_to_clock

if TYPE_CHECKING:
    from coach.app.record import Left, Record
    from coach.player.player import Player

_EVERY_S = 0.5
_END_S = 3.0
"""For a player to end after somebody left."""


@app.command()
@command
def play(
    routine: options.MaybeRoutineName = None,
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    talk: options.Talk = None,
    count: options.Count = "up",
    device: options.Device = "",
    resume: options.Resume = False,
    remember: options.Remember = False,
    lines: options.Lines = False,
    as_json: options.Json = False,
) -> None:
    """Talk through a routine now, on the sound card.

    \b
      coach play hamstrings
      coach play notes.md --pace 1.1 --remember
      coach play --resume

    Keys: space pauses, right and left go to the next and the previous exercise, up and down change the pace,
    r does this set again, n skips a rest, a makes it ten seconds longer, ? shows all of them, q leaves.
    """
    from coach.app.record import Record

    record = Record()
    try:
        left = record.left(routine) if resume else None
        wished = {"pace": pace, "rep_seconds": rep_seconds, "fit": fit, "talk": talk, "count": count}
        player = _begin(record, left, routine, voice=voice, device=device, wished=wished)
        source = routine or (left.source if left else "")
        stopped = _attend(player, lines=lines, quiet=as_json)
        record.end(completed=player.completed)
        if remember and record.last is not None:
            record.remember_pace(source, record.last.pace)
        warn(record.warnings)
        _summarise(player, record, as_json=as_json, remember=remember)
    finally:
        record.close()
    if stopped:
        raise typer.Exit(EXIT_INTERRUPTED)


@app.command()
@command
def devices(as_json: options.Json = False) -> None:
    """List where a routine can be heard: what `coach play --device` takes.

    A part of a name is enough, such as `--device headset`.
    """
    from dataclasses import asdict

    from coach.player.sinks.choose import all_devices

    found = all_devices()
    if as_json:
        print_json([asdict(device) for device in found])
        return
    for device in found:
        typer.echo(f"{device.name or '-':<40} {device.problem or device.about}".rstrip())


def _begin(
    record: "Record", left: "Left | None", routine: str | None, *, voice: str, device: str, wished: dict[str, Any]
) -> "Player":
    """The player of a routine, already heard."""
    from coach import app as coach
    from coach.app.playing import play as begin_to_play
    from coach.app.record import digest_of
    from coach.player.sinks.choose import sink_of

    source = routine or (left.source if left else None)
    if source is None:
        raise WishError("no routine is named", hint="`coach list` shows what there is; `coach play --resume` goes on")
    sink = sink_of(device)
    checked, usable = read_usable(source)
    mark = left.mark if left else None
    if left and left.digest != digest_of(checked):
        warn(["the routine has changed since; it begins at its beginning"])
        mark = None
    if not any(wished[name] for name in ("pace", "rep_seconds", "fit")):
        wished["pace"] = left.pace if left else record.remembered_pace(source)
        if wished["pace"] and not left:
            warn([f"pace {wished['pace']:.2f}, as remembered; --pace takes another, and keeps it with --remember"])
    library = coach.open_voice(voice or usable.voice or "", language=usable.language)
    player = begin_to_play(usable, sink, library=library, mark=mark, on_tick=record.tick, **wished)
    level = wished["talk"] or usable.talk or ""
    record.begin(checked, title=usable.title, voice=library.label, talk=level)
    warn(library.warnings)
    return player


def _attend(player: "Player", *, lines: bool, quiet: bool) -> bool:
    """Stay with a session until it ends; tells whether it was stopped from outside."""
    from coach.cli.lines import print_lines
    from coach.desktop import buttons

    try:
        with _signals_stop(), buttons(player):
            if quiet:
                while not player.wait(_EVERY_S):
                    pass
            elif lines or not _show(player):
                print_lines(player)
            else:
                player.wait(_END_S)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who presses twice still hears where she was
        _leave(player)
        return True
    except BaseException:
        _leave(player)
        raise
    return False


def _show(player: "Player") -> bool:
    """Show the screen until the session ends; tells whether there is a terminal for it."""
    from coach.screen import has_terminal, show

    if not has_terminal():
        return False
    show(player)
    return True


def _leave(player: "Player") -> None:
    from coach.player import Command

    player.send(Command.LEAVE)
    player.wait(_END_S)


@contextmanager
def _signals_stop() -> Iterator[None]:
    """Have a closed terminal and a request to end mean what Ctrl-C means: sound stops, and the place is kept."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _summarise(player: "Player", record: "Record", *, as_json: bool, remember: bool) -> None:
    moment = record.last
    if moment is None:
        return
    view = moment.view
    if as_json:
        print_json(
            {
                "title": view.title,
                "completed": player.completed,
                "position_s": round(view.position_s, 3),
                "duration_s": round(view.duration_s, 3),
                "active_s": round(moment.active_s, 3),
                "pace": moment.pace,
                "underruns": player.underruns,
            }
        )
        return
    kept = f", pace {moment.pace:.2f} remembered" if remember else ""
    if player.completed:
        typer.echo(f"{view.title}: done in {s_to_clock(moment.active_s)}{kept}")
    else:
        typer.echo(f"{view.title}: {s_to_clock(view.position_s)} of {s_to_clock(view.duration_s)}{kept}")
        typer.echo("`coach play --resume` goes on there")

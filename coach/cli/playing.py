"""The commands that let a routine be heard now."""

from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from coach.cli import options
from coach.cli.base import EXIT_INTERRUPTED, app, command, print_json, warn
from coach.cli.choosing import blaming, choose, chosen_music, composed, open_chosen
from coach.cli.listening import read_usable
from coach.cli.stopping import END_S, stoppable
from coach.errors import WishError
from coach.units import s_to_clock

if TYPE_CHECKING:
    from coach.app.record import Left, Record
    from coach.player.player import Player
    from coach.routine import Routine
    from coach.settings import Settings
    from coach.speech import Library

_EVERY_S = 0.5
_PACES = {"pace", "rep_seconds", "fit"}
"""What decides the pace."""


@app.command()
@command
def play(
    routine: options.MaybeRoutineName = None,
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    count_voice: options.CountVoice = "",
    talk: options.Talk = None,
    count: options.Count = None,
    music: options.Music = "",
    music_level: options.MusicLevel = None,
    clear_speech: options.ClearSpeech = None,
    device: options.Device = "",
    resume: options.Resume = False,
    remember: options.Remember = None,
    lines: options.Lines = False,
    as_json: options.Json = False,
) -> None:
    """Talk through a routine now, on the sound card.

    \b
      coach play hamstrings
      coach play notes.md --pace 1.1 --remember --music ~/Music/calm
      coach play --resume

    Keys: space pauses, right and left go to the next and the previous exercise, up and down change the pace,
    r does this set again, n skips a rest, a makes it ten seconds longer, m turns music off and on, ? shows all of
    them, q leaves.
    """
    options = {"voice": voice, "pace": pace, "rep_seconds": rep_seconds, "fit": fit, "talk": talk, "count": count}
    options |= {"music": music, "music_level": music_level, "clear_speech": clear_speech}
    options |= {"count_voice": count_voice, "device": device, "remember": remember}
    _play(routine, options, resume=resume, lines=lines, as_json=as_json)


def _play(routine: str | None, options: dict[str, Any], *, resume: bool, lines: bool, as_json: bool) -> None:
    """Play with what is wished for on the command line."""
    from coach.app.record import Record

    given = {name: wish for name, wish in options.items() if wish is not None and wish != ""}
    remember = options["remember"]
    record = Record()
    library = None
    try:
        left = record.left(routine) if resume else None
        source = _source(routine, left)
        if remember is False:
            record.forget_pace(source)
        player, library, settings = _begin(record, left, source, given)
        told = len(library.warnings)
        stopped = attend(player, lines=lines, quiet=as_json, light=settings["theme"] == "light")
        record.end(completed=player.completed, remember=settings["remember"])
        warn([*library.warnings[told:], *record.warnings])
        _summarise(player, record, as_json=as_json, remember=settings["remember"])
    finally:
        record.close()
        if library is not None:
            library.cancel()
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


def _source(routine: str | None, left: "Left | None") -> str:
    """What to play: what is named, or was left."""
    if routine or left:
        return routine or (left.source if left else "")
    hint = "`coach list` shows what there is; `coach play --resume` goes on"
    raise WishError("no routine is named", hint=hint)


def _begin(
    record: "Record", left: "Left | None", source: str, given: dict[str, Any]
) -> "tuple[Player, Library, Settings]":
    """The player of a routine, already heard, its voice, and what holds for it."""
    from coach.app.playing import play as begin_to_play
    from coach.app.record import digest_of
    from coach.player.sinks.choose import sink_of

    checked, usable = read_usable(source)
    mark = left.mark if left else None
    if left and left.digest != digest_of(checked):
        warn(["the routine has changed since; it begins at its beginning"])
        mark = None
    session = left.wishes(own_pace=not given.keys() & _PACES) if left else None
    settings = _choose(record, source, usable, session, given)
    with blaming(settings.of("device").claims[0]):
        sink = sink_of(settings["device"])
    library = open_chosen(settings, language=usable.language)
    times = {name: given.get(name, (session or {}).get(name)) for name in ("rep_seconds", "fit")}
    wished = {**composed(settings), **times}
    music = chosen_music(settings)
    player = begin_to_play(usable, sink, library=library, mark=mark, on_tick=record.tick, music=music, **wished)
    record.begin(
        source,
        checked,
        title=usable.title,
        voice=library.label,
        talk=wished["talk"],
        count=wished["count"],
        rep_s=wished["rep_seconds"],
        music=music,
    )
    warn(library.warnings)
    return player, library, settings


def _choose(
    record: "Record", source: str, routine: "Routine", session: dict[str, Any] | None, given: dict[str, Any]
) -> "Settings":
    """What holds, of what is wished for now, was wished for earlier, and is set."""
    from coach.settings import Origin

    pace = record.remembered_pace(source) if session is None else None
    settings = choose(given, routine=routine, routine_name=source, session=session, remembered={"pace": pace})
    if settings.of("pace").origin is Origin.REMEMBERED:
        warn([f"pace {pace:.2f}, as remembered; --pace takes another, --forget none"])
    return settings


def attend(player: "Player", *, lines: bool = False, quiet: bool, light: bool = False) -> bool:
    """Stay with a session until it ends; tells whether it was stopped from outside."""
    from coach.cli.lines import print_lines
    from coach.desktop import buttons
    from coach.player import Command

    leave = partial(player.send, Command.LEAVE)
    with stoppable(leave) as stop, buttons(player):
        try:
            if quiet:
                while not player.wait(_EVERY_S):
                    pass
            elif lines or not _show(player, light=light):
                print_lines(player)
            else:
                player.wait(END_S)
        except KeyboardInterrupt:
            return True
        except BaseException:
            leave()
            player.wait(END_S)
            raise
        return stop.wished


def _show(player: "Player", *, light: bool) -> bool:
    """Show the screen until the session ends; tells whether there is a terminal for it."""
    from coach.screen import has_terminal, show

    if not has_terminal():
        return False
    show(player, light=light)
    return True


def _summarise(player: "Player", record: "Record", *, as_json: bool, remember: bool) -> None:
    moment = record.last or player.moment()
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
                "interruptions": player.interruptions,
            }
        )
        return
    kept = f", pace {moment.pace:.2f} remembered" if remember else ""
    if player.completed:
        typer.echo(f"{view.title}: done in {s_to_clock(moment.active_s)}{kept}")
    elif record.last is None:
        typer.echo(f"{view.title}: left before it had begun; nothing is kept of it")
    else:
        typer.echo(f"{view.title}: {s_to_clock(view.position_s)} of {s_to_clock(view.duration_s)}{kept}")
        if record.resumes:
            typer.echo("`coach play --resume` goes on there")

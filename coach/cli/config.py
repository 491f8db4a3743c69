"""The commands for settings: what holds and why, and the file in which a listener sets it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from coach.cli import options
from coach.cli.base import app, command, print_json, warn
from coach.cli.choosing import choose
from coach.cli.explaining import explained_lines, place_of, settings_to_data, told_claim
from coach.errors import MachineError, WishError

if TYPE_CHECKING:
    from coach.settings import Key, SettingsFile
    from coach.speech import Commands

_AS_COMMANDS = ("explain", "path")


class _Group(TyperGroup):
    """Takes `--explain ROUTINE` as the command `explain ROUTINE`: a group has no words of its own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front that an option means."""
        for name in _AS_COMMANDS:
            if f"--{name}" in args:
                args = [name, *(arg for arg in args if arg != f"--{name}")]
        return super().parse_args(ctx, args)


commands = typer.Typer(cls=_Group, rich_markup_mode=None)
app.add_typer(commands, name="config", invoke_without_command=True)

Explain = Annotated[bool, typer.Option("--explain", help="Tell why it holds; for a routine, if one is named.")]
ShowPath = Annotated[bool, typer.Option("--path", help="Print where the file is, and nothing else.")]
Name = Annotated[str, typer.Argument(metavar="KEY", help="The name of a setting.")]


@commands.callback()
@command
def config(
    context: typer.Context,
    as_json: options.Json = False,
    explain: Explain = False,  # noqa: ARG001 — the group makes a command of it, and of the next one
    path: ShowPath = False,  # noqa: ARG001
) -> None:
    """Show what is set, or set it: voice, pace, talk and whatever else you wish for every time.

    The settings are a TOML file in the platform's folder, or in COACH_CONFIG_DIR. Heard first is an option, then
    the environment (COACH_VOICE, COACH_PACE ...), then what the routine says, then this file.

    \b
      coach config
      coach config set talk standard
      coach config unset talk
      coach config --explain hamstrings
    """
    if context.invoked_subcommand is not None:
        return
    from coach.settings.check import slips

    settings = choose()
    file = _load()
    warn([*slips(os.environ)])
    if as_json:
        print_json(settings_to_data(file, settings))
        return
    typer.echo(f"{file.path}{'' if file.text is not None else ' (not there yet; `coach config init` writes it)'}")
    width = max(len(setting.key.name) for setting in settings)
    for setting in settings:
        told = told_claim(setting.key, setting.claims[0])
        typer.echo(f"  {setting.key.name:<{width}}  {told:<28} {place_of(setting.claims[0], file)}".rstrip())


@commands.command("explain")
@command
def explain_settings(
    routine: options.MaybeRoutineName = None,
    pace: options.Pace = None,
    rep_seconds: options.RepSeconds = None,
    fit: options.Fit = None,
    voice: options.Voice = "",
    count_voice: options.CountVoice = "",
    talk: options.Talk = None,
    count: options.Count = None,
    form: options.Form = None,
    captions: options.Captions = None,
    music: options.Music = "",
    music_level: options.MusicLevel = None,
    clear_speech: options.ClearSpeech = None,
    device: options.Device = "",
    remember: options.Remember = None,
    as_json: options.Json = False,
) -> None:
    """Tell of every setting what holds and why, and what it holds over; for a routine, if one is named.

    \b
      coach config explain hamstrings
      coach config explain notes.md --pace 1.2
    """
    from coach.cli.listening import read_usable
    from coach.settings.check import slips

    given = {"pace": pace, "rep_seconds": rep_seconds, "fit": fit, "voice": voice, "talk": talk, "count": count}
    given |= {"count_voice": count_voice, "device": device, "remember": remember, "format": form, "captions": captions}
    given |= {"music": music, "music_level": music_level, "clear_speech": clear_speech}
    read = read_usable(routine)[1] if routine else None
    remembered = {"pace": _remembered_pace(routine)} if routine else {}
    settings = choose(given, routine=read, routine_name=routine or "", remembered=remembered)
    file = _load()
    warn([*slips(os.environ)])
    if as_json:
        print_json(settings_to_data(file, settings))
        return
    for setting in settings:
        for line in explained_lines(setting, file):
            typer.echo(line)


@commands.command("path")
@command
def print_path(as_json: options.Json = False) -> None:
    """Print where the file of settings is, whether it is there or not."""
    path = _path()
    if as_json:
        print_json({"path": str(path), "exists": path.is_file()})
        return
    typer.echo(path)


@commands.command()
@command
def init(as_json: options.Json = False) -> None:
    """Write a file of settings that sets nothing yet and says of every key what it does."""
    from coach.settings.edit import fresh_text, write

    path = _path()
    try:
        write(path, fresh_text(), overwrite=False)
    except FileExistsError:
        hint = "change it by hand, or with `coach config set KEY VALUE`"
        raise WishError("the file exists", subject=str(path), hint=hint) from None
    if as_json:
        print_json({"path": str(path)})
        return
    typer.echo(path)


@commands.command("set")
@command
def set_value(
    key: Name,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is to be.")],
    as_json: options.Json = False,
) -> None:
    """Set a key in the file of settings; all else in it stays as it is, comments too.

    \b
      coach config set voice system:en-gb
      coach config set output_folder ~/Music/coach
    """
    from coach.settings.check import to_toml, value_of
    from coach.settings.edit import change

    found, wished = value_of(key, value)
    if found.is_voice:
        _ask_for(str(wished), language=key.partition(".")[2], commands=_commands(_load()))
    file = change(_load(), key, wished)
    _tell_rest(file, found)
    if as_json:
        print_json({"path": str(file.path), "key": key, "value": wished})
        return
    typer.echo(f"{file.path}: {key} = {to_toml(wished)}")


@commands.command()
@command
def unset(key: Name, as_json: options.Json = False) -> None:
    """Take a key out of the file of settings, so that what is built in holds again."""
    from coach.settings import key_named
    from coach.settings.edit import change

    file = change(_load(), key)
    _tell_rest(file, key_named(key))
    if as_json:
        print_json({"path": str(file.path), "key": key, "value": None})
        return
    typer.echo(f"{file.path}: {key} is not set")


def _path() -> Path:
    from coach.settings import FILE_NAME, config_dir

    return config_dir() / FILE_NAME


def _load() -> "SettingsFile":
    from coach.settings import load

    return load(_path())


def _remembered_pace(source: str) -> float | None:
    from coach.app.record import Record
    from coach.history import FILE_NAME
    from coach.settings import data_dir

    if not (data_dir() / FILE_NAME).exists():  # asking makes none
        return None
    record = Record()
    try:
        return record.remembered_pace(source)
    finally:
        record.close()


def _commands(file: "SettingsFile") -> "Commands":
    """The programs that speak, of a file of settings."""
    entry = file.entries.get("commands")
    return entry.value if entry else {}


def _ask_for(voice: str, *, language: str, commands: "Commands") -> None:
    """Refuse a voice that there is not; one that cannot be used here and now may be another time.

    Args:
        voice: its label.
        language: that it is to speak; empty for any.
        commands: programs that are voices, too.

    Raises:
        WishError: no engine or voice is called so.
    """
    from coach.speech import speaks

    try:
        if not speaks(voice, language=language or "en", commands=commands) and language:
            warn([f"{voice} does not speak `{language}`"])
    except MachineError as error:
        warn([f"{error.subject}: {error.message}"])


def _tell_rest(file: "SettingsFile", key: "Key | None") -> None:
    """Warn of what else is wrong in the file, and where something else is heard before it."""
    warn([f"{flaw.place}: {flaw.message}" for flaw in file.flaws])
    if key is not None and key.variable and os.environ.get(key.variable, "").strip():
        warn([f"{key.variable} is set in the environment, and heard before the file"])

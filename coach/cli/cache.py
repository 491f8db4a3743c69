"""The commands for the cache of spoken clips."""

import typer

from coach.cli import options
from coach.cli.base import command, print_json
from coach.cli.choosing import choose, chosen_cache
from coach.errors import MachineError

commands = typer.Typer(help="Where spoken clips are kept, and how much room they take.", rich_markup_mode=None)


@commands.callback()
@command
def cache(context: typer.Context, as_json: options.Json = False) -> None:
    """Show where spoken clips are kept and how much room they take."""
    if context.invoked_subcommand is not None:
        return
    store = chosen_cache(choose())
    state = store.state()
    facts = {"path": str(store.root), "clips": state.clips, "bytes": state.size, "most_bytes": store.most}
    if as_json:
        print_json(facts)
        return
    typer.echo(store.root)
    typer.echo(f"{state.clips} clips, {state.size / 1e6:.1f} MB of at most {store.most / 1e6:.0f} MB")


@commands.command()
@command
def clear(as_json: options.Json = False) -> None:
    """Take all clips away, and what was measured of music; they are made again when they are needed."""
    from coach.app.music import measure_store

    store = chosen_cache(choose())
    try:
        taken = store.clear()
        measure_store().clear()
    except OSError as error:
        hint = "you may not change it; set COACH_CACHE_DIR to another folder"
        raise MachineError(f"cannot be cleared: {error.strerror}", subject=str(store.root), hint=hint) from error
    if as_json:
        print_json({"path": str(store.root), "clips": taken.clips, "bytes": taken.size})
        return
    typer.echo(f"{taken.clips} clips, {taken.size / 1e6:.1f} MB taken away")

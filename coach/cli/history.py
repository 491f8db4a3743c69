"""The commands for the history: what was played, how far, the minutes per week, and how to take it all away."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import options
from coach.cli.base import app, command, print_json, warn
from coach.errors import WishError

if TYPE_CHECKING:
    from coach.history import History, Kept, Session, Week

_ROWS = 20
_MOST = 40
"""Cells of a title in the table."""
_HEAD = ("date", "title", "pace", "time", "how far")

commands = typer.Typer(rich_markup_mode=None)
app.add_typer(commands, name="history", invoke_without_command=True)

Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Sessions to show; by default 20, in JSON all.")
]
Force = Annotated[bool, typer.Option("--force", help="Take it away without being asked.")]


@commands.callback()
@command
def history(context: typer.Context, as_json: options.Json = False, limit: Limit = None) -> None:
    """Show what you have played, the newest first, and your minutes per week.

    Times are those of where you are now. A week begins on Monday; a session belongs to the day on which it began.

    \b
      coach history
      coach history --limit 5
      coach history --json | jq '.sessions[] | select(.completed | not) | .title'
      coach history clear
    """
    if context.invoked_subcommand is not None:
        return
    from coach.history import weeks

    with _history() as store:
        found, left, path = store.sessions(), store.unfinished(), store.path
        warn(store.warnings)
    done = [(session.started_at.astimezone().date(), session.active_s) for session in found]
    past = weeks(done, today=datetime.now().astimezone().date())
    if as_json:
        print_json(
            {
                "path": str(path),
                "sessions": [_to_data(session) for session in found[:limit]],
                "weeks": [_week_to_data(week) for week in past],
            }
        )
    elif found:
        _print(found, past, limit=limit or _ROWS)
        if left == found[0]:
            typer.echo(f"\n{_one_line(left.title)} was left in the middle; go on with `coach play --resume`")
    else:
        typer.echo("no sessions yet; `coach play ROUTINE` writes each one down here")


@commands.command()
@command
def clear(force: Force = False, as_json: options.Json = False) -> None:
    """Take all sessions and remembered paces away, after asking; they cannot be made again.

    \b
      coach history clear
      coach history clear --force
    """
    with _history() as store:
        warn(store.warnings)
        kept = store.kept()
        loss = f"{_counted(kept, store.sessions())} will be lost and cannot be made again"
        if not force and kept.sessions + kept.paces and not _agreed(loss):
            typer.echo("coach: nothing was taken away", err=True)
            return
        taken = store.clear()
        if as_json:
            print_json({"path": str(store.path), **asdict(taken)})
        else:
            typer.echo(f"{_counted(taken)} taken away")


def _history() -> "History":
    from coach.history import FILE_NAME, History
    from coach.settings import data_dir

    return History(data_dir() / FILE_NAME)


def _agreed(loss: str) -> bool:
    """Say what would be lost and have it confirmed.

    Raises:
        WishError: nobody is there who could be asked.
    """
    if not sys.stdin.isatty():
        raise WishError(loss, subject="history", hint="use --force if you mean it")
    typer.echo(f"coach: {loss}\nTake it away? [y/N] ", err=True, nl=False)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _counted(kept: "Kept", found: Sequence["Session"] = ()) -> str:
    """How much is kept, in words, and since when if the sessions are given."""
    since = f" since {found[-1].started_at.astimezone():%Y-%m-%d}" if found else ""
    paces = f"{kept.paces} remembered pace{'s' * (kept.paces != 1)}"
    return f"{kept.sessions} session{'s' * (kept.sessions != 1)}{since} and {paces}"


def _to_data(session: "Session") -> dict[str, object]:
    finished_at = session.finished_at and session.finished_at.isoformat()
    return {**asdict(session), "started_at": session.started_at.isoformat(), "finished_at": finished_at}


def _week_to_data(week: "Week") -> dict[str, object]:
    return {"monday": week.monday.isoformat(), "active_s": round(week.active_s, 3), "sessions": week.sessions}


def _print(found: Sequence["Session"], past: Sequence["Week"], *, limit: int) -> None:
    """Print the table and the chart, in colours where standard output is a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line, style in (*_table(found[:limit]), *_more(len(found), limit), *_chart(past)):
        console.print(Text(line, style))


def _table(found: Sequence["Session"]) -> Iterator[tuple[str, str]]:
    """The sessions as lines in columns, each with its style, below their head."""
    from rich.cells import cell_len, set_cell_size

    rows = [_HEAD, *map(_row, found)]
    widths = [min(_MOST, max(map(cell_len, column))) for column in zip(*rows, strict=True)]
    styles = ["bold", *("green" if session.completed else "yellow" for session in found)]
    for row, style in zip(rows, styles, strict=True):
        yield "  ".join(map(set_cell_size, row, widths)).rstrip(), style


def _row(session: "Session") -> tuple[str, ...]:
    from coach.units import s_to_clock

    title = _one_line(session.title)
    how_far = "done" if session.completed else f"left at {100 * session.share:.0f} %"
    return (
        f"{session.started_at.astimezone():%Y-%m-%d %H:%M}",
        title if len(title) <= _MOST else title[: _MOST - 1] + "…",
        f"{session.pace:.2f}",
        f"{s_to_clock(session.position_s)} of {s_to_clock(session.duration_s)}",
        how_far,
    )


def _more(number: int, limit: int) -> Iterator[tuple[str, str]]:
    if number > limit:
        yield f"the last {limit} of {number} sessions; all of them with --limit {number}", "dim"


def _chart(past: Sequence["Week"]) -> Iterator[tuple[str, str]]:
    from coach.history import chart_lines

    yield "", ""
    yield "Minutes per week", "bold"
    *lines, total = chart_lines(past)
    yield from ((line, "") for line in lines)
    yield total, "bold"


def _one_line(text: str) -> str:
    """A text without what would move a terminal's cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in text)

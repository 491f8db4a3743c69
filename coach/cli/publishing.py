"""The command that publishes workouts: a static site with a feed, from routines or a whole catalogue."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli import options
from coach.cli.base import EXIT_ROUTINE, app, command, print_json, warn
from coach.cli.choosing import choose, open_chosen
from coach.cli.progress import ProgressBar
from coach.errors import WishError
from coach.units import s_to_clock

if TYPE_CHECKING:
    from coach.publisher import Catalogue, Planned, Published
    from coach.routine import Routine
    from coach.speech import Library

_To = Annotated[str, typer.Option("--to", metavar="DIR", help="A folder, or an address such as s3://bucket/path.")]
_BaseUrl = Annotated[
    str, typer.Option(metavar="URL", help="Where the site will be found, such as https://example.org/legs/.")
]
_Title = Annotated[str | None, typer.Option(help="Of the list and of the feed.")]
_Private = Annotated[
    bool | None, typer.Option("--private/--public", help="Keep it out of directories and search engines.")
]
_Again = Annotated[bool, typer.Option("--again", help="Make everything anew, also what has not changed.")]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="List what would be made and how long it takes; make nothing.")
]
_Jobs = Annotated[
    int | None, typer.Option(metavar="NUMBER", help="Workouts made at once; by default one for each core.", min=1)
]
_Cluster = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Make them on a Dask cluster, such as tcp://10.0.0.5:8786.")
]
_Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE…", help="Routines as for export, or one catalogue that ends in .toml."),
]


@app.command()
@command
def publish(
    sources: _Sources,
    to: _To,
    base_url: _BaseUrl = "",
    title: _Title = None,
    private: _Private = None,
    paces: options.Paces = "",
    voice: options.Voice = "",
    talk: options.Talk = None,
    count: options.Count = None,
    again: _Again = False,
    dry_run: _DryRun = False,
    jobs: _Jobs = None,
    cluster: _Cluster = "",
    as_json: options.Json = False,
) -> None:
    """Publish workouts as a web site with a podcast feed.

    Each has its page with the player, its sound at several paces, its words and its cover. Only what changed is made
    again, what is no longer named goes, and the feed is replaced last. A broken routine stops nothing else: it is told
    at the end, with exit code 1.

    \b
      coach publish hamstrings hips --to site --base-url https://example.org/legs/
      coach publish catalogue.toml --to s3://bucket/workouts
      coach publish catalogue.toml --to site --dry-run
    """
    from coach.publisher import checked_url, cluster_pool, local_pool, open_store, plan
    from coach.publisher import publish as publish_planned

    wished = {"voice": voice, "talk": talk, "count": count, "paces": paces, "title": title, "private": private}
    catalogue = _catalogue(sources, wished)
    url = checked_url(base_url or catalogue.base_url)
    store = open_store(to)
    planned = plan(catalogue, store, url=url, again=again, voice_of=_voice, commands=choose()["commands"])
    warn(planned.warnings)
    if dry_run:
        _tell_plan(planned, as_json=as_json)
        failures = planned.failures
    else:
        pool = cluster_pool(cluster) if cluster else local_pool(jobs)
        with ProgressBar() as progress:
            done = publish_planned(catalogue, planned, store, url=url, pool=pool, progress=progress)
        _tell(done, as_json=as_json)
        failures = done.failures
    if failures:
        raise typer.Exit(EXIT_ROUTINE)


def _voice(wished: str, routine: "Routine") -> "Library":
    """The voice for a routine: what is wished for, the routine's own, what is set for its language, the default."""
    return open_chosen(choose({"voice": wished}, routine=routine), language=routine.language)


def _catalogue(sources: list[str], wished: dict[str, Any]) -> "Catalogue":
    from coach.app.editions import paces_of
    from coach.publisher import catalogue_of, read_catalogue

    if not any(source.lower().endswith(".toml") for source in sources):
        settings = choose({name: wished[name] for name in ("talk", "count")})
        return catalogue_of(
            sources,
            voices=[wished["voice"]] if wished["voice"] else None,
            talk=[wished["talk"]] if wished["talk"] else None,  # a routine is heard before what is set
            count=settings["count"],
            paces=paces_of(wished["paces"]) or None,
            title=wished["title"],
            private=wished["private"],
        )
    if len(sources) > 1:
        raise WishError("a catalogue stands alone", subject=" ".join(sources), hint="name it, or routines, not both")
    given = [f"--{name}" for name in ("voice", "talk", "count", "paces", "title") if wished[name]]
    if given:
        hint = f"write it into {sources[0]}"
        raise WishError(f"{given[0]} is the catalogue's to say", subject=sources[0], hint=hint)
    found = read_catalogue(Path(sources[0]))
    return found if wished["private"] is None else found.model_copy(update={"private": wished["private"]})


def _tell_plan(planned: "Planned", *, as_json: bool) -> None:
    from coach.publisher.estimate import estimated

    rows = [(job.slug, job.title, estimated(job)) for job in planned.jobs]
    minutes = sum(each * count for _, _, (each, count) in rows) / 60
    seconds = minutes * planned.processor_s_per_minute
    if as_json:
        jobs = [{"slug": slug, "title": title, "seconds": each, "paces": count} for slug, title, (each, count) in rows]
        kept = {"kept": planned.kept, "gone": planned.gone, "failures": planned.failures}
        print_json({"make": jobs, **kept, "minutes_of_sound": round(minutes, 1), "core_seconds": round(seconds)})
        return
    for slug, title, (each, count) in rows:
        typer.echo(f"make    {slug}: {title}, {count} × about {s_to_clock(each)}")
    for slug in planned.gone:
        typer.echo(f"remove  {slug}")
    typer.echo(f"{len(planned.jobs)} to make, {len(planned.kept)} unchanged, {len(planned.gone)} to remove")
    typer.echo(f"about {minutes:.0f} minutes of sound in {s_to_clock(seconds)} of one core")
    _tell_failures(planned.failures)


def _tell(done: "Published", *, as_json: bool) -> None:
    if as_json:
        lists = {"made": done.made, "kept": done.kept, "removed": done.removed, "failures": done.failures}
        print_json({**lists, "url": done.url, "feed": done.feed_url})
        return
    typer.echo(f"{len(done.made)} made, {len(done.kept)} unchanged, {len(done.removed)} removed")
    typer.echo(done.feed_url)
    _tell_failures(done.failures)
    sys.stdout.flush()


def _tell_failures(failures: dict[str, str]) -> None:
    if failures:
        warn([f"{len(failures)} could not be made:", *(f"{slug}: {why}" for slug, why in failures.items())])

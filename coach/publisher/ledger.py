"""What is published already: kept beside it, so that the next time only what changed is made."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from coach.publisher.store import Store
from coach.publisher.work import Made

PATH = "published.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Record:
    """An episode as it was made, and since when it is so."""

    made: Made
    since: datetime


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is published.

    Attributes:
        run: of the program, that wrote it: two runs at once know each other by it.
        records: by slug.
        pages: digests of all other files, by path.
    """

    records: dict[str, Record] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    run: str = ""
    schema: int = SCHEMA

    @property
    def files(self) -> set[str]:
        """The paths of everything it knows of."""
        return {path for record in self.records.values() for path in record.made.files} | set(self.pages)

    @property
    def processor_s_per_minute(self) -> float | None:
        """What making a minute of sound took; None where nothing was made."""
        made = [record.made for record in self.records.values()]
        minutes = sum(edition.duration_s for one in made for edition in one.episode.editions) / 60
        return sum(one.processor_s for one in made) / minutes if minutes else None


_FORM = TypeAdapter(Ledger)


def load(store: Store) -> tuple[Ledger, str]:
    """The ledger of a store, and what was wrong with it in a sentence; empty where there is none or it is damaged.

    Raises:
        MachineError: the store cannot be read.
    """
    content = store.read(PATH)
    if content is None:
        return Ledger(), ""
    try:
        found = _FORM.validate_json(content)
    except ValidationError:
        return Ledger(), f"{store.target}: {PATH} is damaged or of another version; everything is made again"
    if found.schema != SCHEMA:
        return Ledger(), f"{store.target}: {PATH} is of another version; everything is made again"
    return found, ""


def save(store: Store, ledger: Ledger) -> Ledger:
    """Write a ledger, as of this run.

    Raises:
        MachineError: it cannot be written.
    """
    mine = replace(ledger, run=secrets.token_hex(8))
    store.write(PATH, _FORM.dump_json(mine), media_type="application/json")
    return mine


def is_mine(store: Store, ledger: Ledger) -> bool:
    """Whether nobody published meanwhile."""
    return load(store)[0].run == ledger.run

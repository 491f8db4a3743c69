"""Texts to routines: read, checked line by line, formatted, imported."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coach.app.composing import estimate_s, no_phrases
from coach.errors import Problem, RoutineError, WishError
from coach.files import whole_file
from coach.routine import ReadingKind, Routine, Understood, understand, write
from coach.routine.shelf.exercises import Entry, furnish
from coach.script import speaks
from coach.source import Source, load_source
from coach.target import check_text_target, text_file_name, writing


@dataclass(frozen=True, slots=True)
class Checked:
    """A source, and how it was understood."""

    source: Source
    understood: Understood

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is not sure in the reading, one sentence each; for those who go on without a check."""
        name = self.source.name or "routine"
        return tuple(
            f"{name}:{reading.line}: {reading.note}"
            for reading in self.understood.readings
            if not reading.sure and reading.kind is not ReadingKind.UNREAD
        )

    @property
    def taken(self) -> tuple[Entry | None, ...]:
        """For each exercise of the routine the entry of the shelf it takes its words from, if it takes any."""
        return furnish(self.understood.routine).taken if self.understood.routine else ()

    @property
    def duration_s(self) -> float | None:
        """About how long it lasts, said and done; None where there is no routine or it would be too long."""
        if self.understood.routine is None:
            return None
        try:
            return estimate_s(furnish(self.understood.routine).routine)
        except WishError:
            return None

    @property
    def is_spoken(self) -> bool:
        """Whether the coach has phrases in the language of the routine, so that it can be heard."""
        return speaks(self.understood.language)

    def whole(self) -> Routine:
        """The routine, as it is written.

        Raises:
            RoutineError: with every problem of the text.
        """
        if self.understood.routine is None or self.understood.problems:
            raise RoutineError(self.understood.problems, subject=self.source.name)
        return self.understood.routine

    def usable(self) -> Routine:
        """The routine as it is coached: what exercises do not say of position and movement comes from the shelf.

        Raises:
            RoutineError: with every problem of the text, or the coach has no phrases in its language.
        """
        routine = self.whole()
        if not speaks(routine.language):
            problem = Problem(_language_line(self.source.text), 1, *no_phrases(routine.language))
            raise RoutineError([problem], subject=self.source.name)
        return furnish(routine).routine


def check(source: str) -> Checked:
    """How each line of a source is understood; nothing that stands in a text is refused.

    Args:
        source: a built-in name, a path, an address, `-` for standard input, or a text of several lines.

    Raises:
        WishError: there is no such name or file.
        MachineError: it cannot be read.
        RoutineError: it is no text, or a page without a workout.
    """
    return check_text(source) if "\n" in source else _checked(load_source(source))


def check_text(text: str) -> Checked:
    """The same for a text that is never taken for the name of a file or an address, also where it is one line."""
    return _checked(Source("", text))


def _checked(found: Source) -> Checked:
    with _unswept():
        understood = understand(found.text)
    if found.is_page and understood.routine is None:
        first = next((line.strip("# ") for line in found.text.splitlines() if line.strip()), "")
        message = f"no exercises found; this looks like a page about `{first[:60]}`"
        hint = "name a page that lists exercises with how many or how long, or copy the list into a file"
        raise RoutineError([Problem(1, 1, message, hint)], subject=found.name)
    return Checked(found, understood)


@contextmanager
def _unswept() -> Iterator[None]:
    """Have Python look for no circles of objects meanwhile: a text makes many objects, none of them garbage yet.

    It takes a third of the time that reading takes.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(source: str) -> Routine:
    """The routine of a source, ready to be coached; sources and errors as for check.

    Raises:
        RoutineError: the text has problems.
    """
    return check(source).usable()


def format_routine(checked: Checked) -> str:
    """A source in the strict form, with what was left out, and what was not sure, as a comment at the end.

    Raises:
        RoutineError: something in it is unread, so that formatting would lose it.
    """
    routine, understood = checked.whole(), checked.understood
    return write(routine, left_out=[*understood.left_out, *understood.loads, *understood.unsure])


def rewrite(checked: Checked) -> None:
    """Write a source's strict form into the file it comes from.

    Raises:
        WishError: it comes from no file of one's own.
        RoutineError: as for format_routine; the file stays as it is.
        MachineError: it cannot be written.
    """
    if not checked.source.is_file or checked.source.is_page:
        hint = "name a text file of your own, or write another with `coach import`"
        raise WishError("this is no file that can be rewritten", subject=checked.source.name, hint=hint)
    _save(format_routine(checked), Path(checked.source.name), force=True)


def import_routine(source: str, path: Path | None = None, *, force: bool = False) -> tuple[Path, Checked]:
    """Write a source in the strict form, with what is not sure or not understood as comments.

    Args:
        source: as for check.
        path: the file to write; by default named for the title.
        force: overwrite a file that exists.

    Raises:
        RoutineError: there is no exercise in it; nothing is written.
        WishError, MachineError: as for check, or the file cannot be written.
    """
    if path is not None:
        check_text_target(path, force=force)
    checked = check(source)
    understood = checked.understood
    if understood.routine is None:
        raise RoutineError(understood.problems, subject=checked.source.name)
    target = path if path is not None else Path(text_file_name(understood.title))
    origin = [f"from {checked.source.name}"] if checked.source.is_page else []
    beside = [one for one in understood.unsure if int(one.split()[2].rstrip(":")) not in understood.places]
    left_out = [*origin, *understood.loads, *beside, *understood.unread]
    text = write(understood.routine, remarks=understood.remarks, left_out=left_out)
    _save(text, target, force=force)
    return target, checked


def _save(text: str, path: Path, *, force: bool) -> None:
    check_text_target(path, force=force)
    with writing(path), whole_file(path, overwrite=force) as file:
        file.write(text.encode("utf-8"))


def _language_line(text: str) -> int:
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if line.lstrip(" \"'").startswith("language")), 1)

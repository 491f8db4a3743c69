"""A row of a table to an exercise: its name, its dose from the columns, and what else stands there."""

from dataclasses import replace

from coach.routine.reading.drafts import ExerciseDraft
from coach.routine.reading.fields import read_cells
from coach.routine.reading.labels import take_label
from coach.routine.reading.lexicon import Column, Lexicon
from coach.routine.reading.line import read_line
from coach.routine.reading.markdown import Row
from coach.routine.reading.said import Said

_ORDER = (Column.DOSE, Column.REPS, Column.SETS, Column.TIME, Column.REST, Column.TEMPO, Column.SIDE, Column.NOTE)


def read_table_row(row: Row, lexicon: Lexicon) -> tuple[str, Said, list[str]] | None:
    """Name, dose and notes of a row; None if it has no name, or the table no column that says how much."""
    cells = read_cells(row.cells, row.heads, lexicon)
    name = next((text for column, text, _ in cells if column is Column.NAME), "")
    name = take_label(name, lexicon.numbered).rest
    if not any(character.isalpha() for character in name):
        return None
    if not any(column in _ORDER or column is Column.NAME for column, _, _ in cells):
        return _without_heads(row, lexicon)
    draft = ExerciseDraft(row.line, name, Said(row.text))
    for wanted in _ORDER:
        for column, _, found in cells:
            if column is wanted:
                if found.rounds is not None and not found.has_amount:
                    found = replace(found, sets=found.rounds, doubts=(*found.doubts, "rounds may be repetitions"))
                draft.add_dose(found, slot=wanted is Column.TIME)
    said = read_line(name, lexicon)
    if said.has_amount and said.name and not draft.has_amount:
        name = said.name
        draft.add_dose(said)
    notes = [text for column, text, _ in cells if column is Column.NOTE and text]
    return name, replace(draft.said, doubts=tuple(draft.doubts)), notes


def _without_heads(row: Row, lexicon: Lexicon) -> tuple[str, Said, list[str]] | None:
    """An exercise of a table whose heads say nothing: a name and its dose side by side."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) < 2:
        return None
    said = read_line(cells[1], lexicon)
    if not said.has_amount or said.name or said.rounds is not None or cells[1].strip().isdigit():
        return None
    return cells[0], said, cells[2:]

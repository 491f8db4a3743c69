"""The strict form: what is written reads back equal, and writing again changes nothing."""

import pytest
from hypothesis import given

from coach.routine import Routine, read, shelf, write
from tests.strategies import routines


@given(routines())
def test_a_written_routine_reads_back_equal(routine: Routine) -> None:
    text = write(routine)
    assert read(text) == routine
    assert write(read(text)) == text


@pytest.mark.parametrize("name", shelf.names())
def test_the_shelf_is_in_the_strict_form(name: str) -> None:
    text = shelf.text(name)
    assert write(read(text)) == text


@given(routines())
def test_line_ends_and_a_byte_order_mark_change_nothing(routine: Routine) -> None:
    assert read("\ufeff" + write(routine).replace("\n", "\r\n")) == routine

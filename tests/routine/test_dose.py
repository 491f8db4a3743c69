"""Doses as they are written: what each means, and what is said of those that mean nothing."""

import pytest
from hypothesis import given

from coach.routine import Dose, Effort, Reps, Sides, Span, Tempo
from coach.routine.dose import DoseError, read_dose, read_rest, read_rounds, write_dose
from tests.strategies import doses

TWELVE = Reps(count=12)
SLOW = Tempo(eccentric=3, stretched=1, concentric=1)


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("12", Dose(amount=TWELVE)),
        ("12 reps", Dose(amount=TWELVE)),
        ("1 repetition", Dose(amount=Reps(count=1))),
        ("12 each side", Dose(amount=TWELVE, sides=Sides.EACH)),
        ("12 reps per side", Dose(amount=TWELVE, sides=Sides.EACH)),
        ("12 each side, alternating @ 2 s", Dose(amount=TWELVE, sides=Sides.ALTERNATING, rep_s=2)),
        ("3 x 12, rest 30 s", Dose(amount=TWELVE, sets=3, rest_s=30)),
        ("3×12 each side", Dose(amount=TWELVE, sets=3, sides=Sides.EACH)),
        ("12 reps, tempo 3-1-1-0", Dose(amount=TWELVE, tempo=SLOW)),
        ("12, tempo 3-1-1", Dose(amount=TWELVE, tempo=SLOW)),
        ("12, tempo 3-1-x-0", Dose(amount=TWELVE, tempo=SLOW.model_copy(update={"explosive": True}))),
        ("20 s", Dose(amount=Span(seconds=20))),
        ("hold 20 seconds", Dose(amount=Span(seconds=20))),
        ("20 s each side", Dose(amount=Span(seconds=20), sides=Sides.EACH)),
        ("1:30 work", Dose(amount=Span(seconds=90, effort=Effort.WORK))),
        ("1 min 30 s, alternating", Dose(amount=Span(seconds=90), sides=Sides.ALTERNATING)),
        ("2 x max in 40 s", Dose(amount=Span(seconds=40, effort=Effort.MOST), sets=2)),
        ("2.5 min", Dose(amount=Span(seconds=150))),
    ],
)
def test_reads(text: str, dose: Dose) -> None:
    assert read_dose(text) == dose


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("0 reps", "0 repetitions"),
        ("0 x 12", "0 sets"),
        ("1000000000 reps", "1000000000 repetitions"),
        ("99999999999999999999 reps", "no dose"),
        ("-5 reps", "negative"),
        ("3 x -5", "negative"),
        ("0 s", "no time to hold"),
        ("2 hours", "no dose"),
        ("61 min", "no time to hold"),
        ("999999999999 s", "no time to hold"),
        ("1:75", "no time"),
        ("12 @ fast", "no time for a repetition"),
        ("12 @ 0.1 s", "repetition of 0.1 s"),
        ("12 @ 90 s", "repetition of 90 s"),
        ("12, tempo 9-9-9-9", "repetition of 36 s"),
        ("12, tempo 0-0-0-0", "repetition of 0 s"),
        ("12, tempo 3-1-1-0 @ 2 s", "together"),
        ("20 s @ 2 s", "no tempo"),
        ("12, rest 30 s", "more than one set"),
        ("3 x 12, rest soon", "no time"),
        ("12 each side, alternating, alternating", "second time"),
        ("20 s each side, alternating", "cannot alternate"),
        ("12,", "not understood"),
        ("12, slowly", "not understood"),
        ("max in 12", "no dose"),
        ("twelve", "no dose"),
        ("", "no dose"),
    ],
)
def test_refuses_with_a_reason_and_a_hint(text: str, says: str) -> None:
    with pytest.raises(DoseError, match=says) as caught:
        read_dose(text)
    assert caught.value.hint


def test_alternating_asks_whether_each_side_is_meant() -> None:
    with pytest.raises(DoseError) as caught:
        read_dose("20, alternating")
    assert "`20 each side, alternating` or `10 each side, alternating`" in caught.value.hint


@given(doses())
def test_what_is_written_reads_back(dose: Dose) -> None:
    assert read_dose(write_dose(dose)) == dose


def test_rests_and_rounds() -> None:
    assert read_rest("Rest 30 s") == 30
    assert read_rest("rest: 1:30") == 90
    assert read_rest("Resting plank") is None
    assert read_rounds("3 rounds, rest 60 s") == (3, 60)
    assert read_rounds("1 round") == (1, None)
    assert read_rounds("many rounds") is None
    with pytest.raises(DoseError, match="0 rounds"):
        read_rounds("0 rounds")
    with pytest.raises(DoseError, match="negative"):
        read_rest("Rest -5 s")

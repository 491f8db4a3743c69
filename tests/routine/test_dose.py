"""Doses as values, and as they are written in the strict form; what is said of those that mean nothing."""

import pytest
from pydantic import ValidationError

from coach.errors import RoutineError
from coach.routine import Dose, Effort, Ladder, Reps, Sides, Span, Tempo, read

TWELVE = Reps(count=12)
SLOW = Tempo(eccentric=3, stretched=1, concentric=1)


def work(seconds: float, **more: float) -> Span:
    return Span(seconds=seconds, effort=Effort.WORK, **more)  # type: ignore[arg-type]


def read_dose(text: str) -> Dose:
    (exercise,) = read(f"- Squats: {text}").exercises()
    return exercise.dose


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("12", Dose(amount=TWELVE)),
        ("12 reps", Dose(amount=TWELVE)),
        ("1 repetition", Dose(amount=Reps(count=1))),
        ("8-12 reps", Dose(amount=Reps(count=12, least=8))),
        ("12 each side", Dose(amount=TWELVE, sides=Sides.EACH)),
        ("12 reps per side", Dose(amount=TWELVE, sides=Sides.EACH)),
        ("12 each side, alternating @ 2 s", Dose(amount=TWELVE, sides=Sides.ALTERNATING, rep_s=2)),
        ("3 x 12, rest 30 s", Dose(amount=TWELVE, sets=3, rest_s=30)),
        ("3×12 each side", Dose(amount=TWELVE, sets=3, sides=Sides.EACH)),
        ("50 sets of 1", Dose(amount=Reps(count=1), sets=50)),
        ("10-8-6 reps", Dose(amount=Ladder(counts=(10, 8, 6)), sets=3)),
        ("12 reps, tempo 3-1-1-0", Dose(amount=TWELVE, tempo=SLOW)),
        ("12, tempo 3-1-1", Dose(amount=TWELVE, tempo=SLOW)),
        ("12, tempo 3-1-x-0", Dose(amount=TWELVE, tempo=SLOW.model_copy(update={"explosive": True}))),
        ("20 s", Dose(amount=work(20))),
        ("20-30 s", Dose(amount=work(30, least_s=20))),
        ("hold 20 seconds", Dose(amount=Span(seconds=20))),
        ("20 s hold each side", Dose(amount=Span(seconds=20), sides=Sides.EACH)),
        ("1:30 work", Dose(amount=work(90))),
        ("1 min 30 s, alternating", Dose(amount=work(90), sides=Sides.ALTERNATING)),
        ("2 x max in 40 s", Dose(amount=Span(seconds=40, effort=Effort.MOST), sets=2)),
        ("2.5 min", Dose(amount=work(150))),
    ],
)
def test_reads(text: str, dose: Dose) -> None:
    assert read_dose(text) == dose


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("0 reps", "0 repetitions"),
        ("0 x 12", "0 sets"),
        ("99 x 12", "99 sets"),
        ("1000000000 reps", "1000000000 repetitions"),
        ("99999999999999999999 reps", "no dose"),
        ("-5 reps", "negative"),
        ("3 x -5", "negative"),
        ("0 s", "no dose"),
        ("2 hours", "no time to hold"),
        ("61 min", "no time to hold"),
        ("999999999999 s", "no time to hold"),
        ("12 @ 0.1 s", "repetition of 0.1 s"),
        ("12 @ 90 s", "repetition of 90 s"),
        ("12, tempo 9-9-9-9", "a repetition of"),
        ("12, tempo 0-0-0-0", "a repetition of"),
        ("3 x 12, rest 2 hours", "no time to rest"),
        ("3 sets", "nothing says how many"),
    ],
)
def test_refuses_with_a_reason_and_a_hint(text: str, says: str) -> None:
    with pytest.raises(RoutineError) as caught:
        read_dose(text)
    (problem,) = caught.value.problems
    assert says in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("dose", "says"),
    [
        ({"amount": TWELVE, "rep_s": 2, "tempo": SLOW}, "both a time for a repetition and a tempo"),
        ({"amount": Span(seconds=20), "rep_s": 2}, "counts no repetitions"),
        ({"amount": TWELVE, "rest_s": 30}, "one set"),
        ({"amount": Ladder(counts=(3, 2, 1)), "sets": 2}, "3 counts"),
        ({"amount": TWELVE, "rep_s": 0.4}, "rep_s"),
    ],
)
def test_parts_that_exclude_each_other(dose: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Dose(**dose)  # type: ignore[arg-type]


@pytest.mark.parametrize("counts", [(1, 2), (3, 1, 2), (2, 2, 2), (1, 3, 3)])
def test_a_ladder_rises_or_falls(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValidationError):
        Ladder(counts=counts)


@pytest.mark.parametrize("amount", [{"count": 8, "least": 8}, {"count": 8, "least": 9}])
def test_a_range_rises(amount: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="does not rise"):
        Reps(**amount)


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        (Dose(amount=TWELVE, rep_s=2), 24),
        (Dose(amount=TWELVE, rep_s=2, sides=Sides.EACH), 48),
        (Dose(amount=TWELVE, rep_s=2, sides=Sides.ALTERNATING), 48),
        (Dose(amount=TWELVE, rep_s=2, sets=3, rest_s=30), 132),
        (Dose(amount=Ladder(counts=(3, 2, 1)), sets=3, tempo=SLOW), 30),
        (Dose(amount=Span(seconds=20), sides=Sides.EACH, sets=2, rest_s=10), 90),
    ],
)
def test_how_long_a_dose_takes(dose: Dose, seconds: float) -> None:
    assert dose.seconds() == seconds


def test_a_ladder_is_climbed_by_sets_or_by_rounds() -> None:
    counts = (5, 3, 1)
    by_sets = Dose(amount=Ladder(counts=counts), sets=3)
    by_rounds = Dose(amount=Ladder(counts=counts))
    assert tuple(by_sets.reps(round_number=1, set_number=number) for number in (1, 2, 3)) == counts
    assert tuple(by_rounds.reps(round_number=number, set_number=1) for number in (1, 2, 3)) == counts

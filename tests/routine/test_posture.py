"""The posture a position text asks for."""

import pytest

from coach.routine import Posture, posture_of, read, shelf


@pytest.mark.parametrize(
    ("position", "posture"),
    [
        ("Lie face down, arms by your sides.", Posture.BELLY),
        ("Lie on your back, hands beside you.", Posture.BACK),
        ("Lie on your left side, knees bent.", Posture.SIDE),
        ("Come onto all fours.", Posture.ALL_FOURS),
        ("Kneel on one knee.", Posture.KNEELING),
        ("Sit tall on the chair.", Posture.SEATED),
        ("Hang from the bar.", Posture.HANGING),
        ("Stand on the edge of the step.", Posture.STANDING),
        ("The same bridge as before.", None),
        ("Understand this first.", None),
    ],
)
def test_posture(position: str, posture: Posture | None) -> None:
    assert posture_of(position) is posture


def test_hamstrings_goes_down_and_comes_up_again() -> None:
    found = [posture_of(exercise.position or "") for exercise in read(shelf.text("hamstrings")).exercises()]
    assert found == [
        Posture.BELLY,
        Posture.BACK,
        None,
        Posture.BACK,
        Posture.SIDE,
        Posture.STANDING,
        Posture.STANDING,
    ]

"""FIT files, read back by a decoder that shares nothing with what wrote them."""

from pathlib import Path
from typing import Any

import fitdecode
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach import app as coach
from coach.errors import WishError
from coach.exporter import fit_bytes
from coach.exporter.fit import NAME_BYTES, NOTES_BYTES, cut_bytes, known_exercise
from coach.routine import Routine
from coach.script import Pause, Repeat, Work, load_phrases, workout, write
from tests.strategies import routines

EN = load_phrases("en")


def decoded(data: bytes) -> list[dict[str, Any]]:
    """Each message's fields, with its name as `message`; the decoder checks the sums of the file."""
    with fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        return [
            {"message": frame.name, **{field.name: field.value for field in frame.fields if field.value is not None}}
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage)
        ]


@settings(max_examples=25)
@given(routines())
def test_a_decoder_reads_every_step(routine: Routine) -> None:
    steps = workout(write(routine, phrases=EN, total_s=60), routine, EN)
    made, about, *found = decoded(fit_bytes(routine.title, steps))
    assert (made["message"], made["type"]) == ("file_id", "workout")
    assert (about["sport"], about["sub_sport"], about["num_valid_steps"]) == (
        "training",
        "strength_training",
        len(steps),
    )
    assert [step["message_index"] for step in found] == list(range(len(steps)))
    for read, step in zip(found, steps, strict=True):
        match step:
            case Repeat():
                assert read["duration_type"] == "repeat_until_steps_cmplt"
                assert (read["duration_step"], read["repeat_steps"]) == (step.first, step.times)
            case Pause():
                assert (read["intensity"], read["duration_time"]) == ("rest", pytest.approx(step.seconds, abs=0.001))
            case Work() if step.movements:
                assert (read["intensity"], read["duration_reps"]) == ("active", step.movements)
            case Work():
                assert (read["intensity"], read["duration_time"]) == ("active", pytest.approx(step.seconds, abs=0.001))
        if not isinstance(step, Repeat):
            assert len(read.get("wkt_step_name", "").encode()) < NAME_BYTES
            assert len(read.get("notes", "").encode()) < NOTES_BYTES


def test_notes_tell_sides_and_cues() -> None:
    work = Work("Squats", 8, 0, "first", "First side. Knee over the toes.")
    step = decoded(fit_bytes("Legs", [work]))[2]
    assert (step["wkt_step_name"], step["notes"]) == ("Squats", "First side. Knee over the toes.")
    assert (step["exercise_category"], step["duration_type"]) == ("squat", "reps")


def test_9_the_same_workout_gives_the_same_bytes_and_another_a_serial_number_of_its_own() -> None:
    one, other = [Work("Squats", 8, 0)], [Work("Squats", 9, 0)]
    assert fit_bytes("Legs", one) == fit_bytes("Legs", one)
    serials = {decoded(fit_bytes("Legs", steps))[0]["serial_number"] for steps in (one, other)}
    assert len(serials) == 2


@given(st.text(max_size=300), st.sampled_from([NAME_BYTES, NOTES_BYTES]))
def test_a_text_fits_with_its_closing_zero(text: str, most: int) -> None:
    text = text.encode(errors="ignore").decode()
    cut = cut_bytes(text, most)
    assert len(cut.encode()) < most
    assert "\0" not in cut
    assert cut.endswith("…") or cut == " ".join(text.replace("\0", " ").split())


def test_a_long_text_is_cut_at_a_word() -> None:
    assert cut_bytes("Single-leg squat and toe touch on a step", 32) == "Single-leg squat and toe…"


@pytest.mark.parametrize(
    ("name", "category"), [("Push-ups", 22), ("push up", 22), ("Plank", 19), ("Squats", 28), ("Wobble", 0xFFFE)]
)
def test_only_exactly_the_same_exercise_is_known(name: str, category: int) -> None:
    assert known_exercise(name)[0] == category


def test_a_routine_is_written(tmp_path: Path) -> None:
    path = coach.export_workout(coach.read("hamstrings"), tmp_path / "legs.fit")
    names = [step.get("wkt_step_name") for step in decoded(path.read_bytes())]
    assert "Single-leg bridge hold" in names
    with pytest.raises(WishError, match="exists"):
        coach.export_workout(coach.read("hamstrings"), path)
    with pytest.raises(WishError, match="FIT file"):
        coach.export_workout(coach.read("hamstrings"), tmp_path / "legs.mp3")

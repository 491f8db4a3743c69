"""A workout for Garmin's watches: the steps of a routine as a FIT file."""

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, assert_never

from coach.script import Pause, Repeat, Work, WorkoutStep

if TYPE_CHECKING:
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

NAME_BYTES, NOTES_BYTES = 32, 200
"""Of the names and notes in Garmin Connect's own workouts, the closing zero among them."""
MOST_STEPS = 0xFFFE
"""A step's number has 16 bits, and the highest means none."""
_CREATED_MS = 1_735_689_600_000
"""The first day of 2025: a file has to say when it was made, and the same workout gives the same bytes."""
_UNKNOWN_EXERCISE = 0xFFFE


def fit_bytes(title: str, steps: Sequence[WorkoutStep]) -> bytes:
    """The file of a workout.

    Its serial number is taken from what is in it, so that a watch takes two workouts for two.

    Args:
        title: of the workout; what is longer than NAME_BYTES is cut.
        steps: what is done, in order; at most MOST_STEPS.
    """
    from fit_tool.fit_file_builder import FitFileBuilder
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.messages.workout_message import WorkoutMessage
    from fit_tool.profile.profile_type import FileType, Manufacturer, Sport, SubSport

    made = FileIdMessage()
    made.type, made.manufacturer, made.product = FileType.WORKOUT, Manufacturer.DEVELOPMENT.value, 0
    made.time_created, made.serial_number = _CREATED_MS, zlib.crc32(repr((title, steps)).encode()) | 1
    about = WorkoutMessage()
    about.workout_name, about.num_valid_steps = cut_bytes(title, NAME_BYTES), len(steps)
    about.sport, about.sub_sport = Sport.TRAINING, SubSport.STRENGTH_TRAINING
    builder = FitFileBuilder(auto_define=True)
    builder.add_all([made, about, *(_message(number, step) for number, step in enumerate(steps))])
    return bytes(builder.build_bytes())


def _message(number: int, step: WorkoutStep) -> "WorkoutStepMessage":
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
    from fit_tool.profile.profile_type import Intensity, WorkoutStepDuration, WorkoutStepTarget

    message = WorkoutStepMessage()
    message.message_index = number
    if isinstance(step, Repeat):
        message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
        message.duration_value, message.target_value = step.first, step.times
        return message
    message.workout_step_name = cut_bytes(step.name, NAME_BYTES)
    message.target_type, message.target_value = WorkoutStepTarget.OPEN, 0
    match step:
        case Pause():
            message.intensity = Intensity.REST
            message.duration_type, message.duration_time = WorkoutStepDuration.TIME, step.seconds
        case Work():
            message.intensity = Intensity.ACTIVE
            message.exercise_category, message.exercise_name = known_exercise(step.name)
            if step.notes:
                message.notes = cut_bytes(step.notes, NOTES_BYTES)
            if step.movements:
                message.duration_type, message.duration_reps = WorkoutStepDuration.REPS, step.movements
            else:
                message.duration_type, message.duration_time = WorkoutStepDuration.TIME, step.seconds
        case _:
            assert_never(step)
    return message


def cut_bytes(text: str, most: int) -> str:
    """A text that fits into a field of bytes with its closing zero, cut at a word where it is too long."""
    text = " ".join(text.replace("\0", " ").split())
    if len(text.encode()) < most:
        return text
    end = "…"
    whole = text.encode()[: most - 1 - len(end.encode())].decode(errors="ignore")
    words = whole.rpartition(" ")[0]
    return (words if len(words) > len(whole) // 2 else whole).rstrip(" ,;:") + end


def known_exercise(name: str) -> tuple[int, int]:
    """The category and number that Garmin's profile gives an exercise of exactly this name, else its unknown one.

    A watch shows a picture and counts movements of those it knows; of others it shows the name.
    """
    return _known().get(_key(name), (_UNKNOWN_EXERCISE, 0))


@cache
def _known() -> dict[str, tuple[int, int]]:
    return dict(_of_profile())


def _of_profile() -> Iterator[tuple[str, tuple[int, int]]]:
    from fit_tool.profile import profile_type

    for category in reversed(profile_type.ExerciseCategory):  # so that the plainest category has the last word
        camel = "".join(part.capitalize() for part in category.name.split("_"))
        for exercise in getattr(profile_type, f"{camel}ExerciseName", ()):
            yield _key(exercise.name), (category.value, exercise.value)


def _key(name: str) -> str:
    """A name without what differs in writing: hyphens, capitals, the s of the plural."""
    words = re.findall(r"[^\W_]+", name.casefold())
    return "".join(word.removesuffix("s") if not word.endswith("ss") else word for word in words)

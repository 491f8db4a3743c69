"""How much is said, and what: levels, variety, less in later sets, and fewer words before a rest gets longer.

Promise 9 is here for what is chosen: the same routine chooses the same lines in every process.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from hypothesis import given

from coach.routine import Reps, Routine, Span, Talk, read
from coach.score import Score, Speech, schedule
from coach.script import (
    Break,
    CountedSet,
    Passage,
    Role,
    Script,
    Step,
    TimedSet,
    Transition,
    load_phrases,
    write,
)
from tests.strategies import plain_routines, unclocked_routines
from tests.test_promises import at_step, bouts, counts, paces, script_of, talks, voices, written_bouts
from tests.timings import VariedTimings

EN = load_phrases("en")


def lines(score: Score) -> list[str]:
    """What is said in the middle of doing, in order; the second side gets what the first got, so it is left out."""
    return [
        event.utterance.text
        for event in score.events
        if isinstance(event, Speech) and event.role is Role.FORM and event.side != "second"
    ]


@given(plain_routines, paces, voices, talks)
def test_no_line_comes_twice_running(routine: Routine, pace: float, voice: VariedTimings, talk: Talk) -> None:
    said = lines(schedule(script_of(routine, talk), voice, pace=pace))
    assert all(before != after for before, after in pairwise(said))


def texts(step: Step) -> list[str]:
    """All that a step says where there is time for it, and when, so that two levels can be compared."""
    match step:
        case Passage() | Transition():
            return [say.utterance.text for say in step.says]
        case CountedSet():
            return sorted(f"{call.after} {call.say.utterance.text}" for call in step.calls)
        case TimedSet():
            return sorted(f"{call.at_s} {call.say.utterance.text}" for call in step.calls)
        case Break():
            return [say.utterance.text for say in step.wordings[0]]
    return []


def is_within(part: list[str], whole: list[str]) -> bool:
    """Whether everything of one list is in another, in its order."""
    rest = iter(whole)
    return all(text in rest for text in part)


@given(plain_routines, counts)
def test_each_level_of_talk_says_a_part_of_what_the_next_one_says(routine: Routine, count: object) -> None:
    written = [script_of(routine, talk, count).steps for talk in (Talk.TONES, Talk.MINIMAL, Talk.STANDARD, Talk.FULL)]  # type: ignore[arg-type]
    for less, more in pairwise(written):
        assert len(less) == len(more)
        for one, other in zip(less, more, strict=True):
            assert type(one) is type(other)
            assert is_within(texts(one), texts(other))


@given(unclocked_routines, talks)
def test_later_sets_and_rounds_say_less(routine: Routine, talk: Talk) -> None:
    steps = [step for step in script_of(routine, talk).steps if isinstance(step, CountedSet | TimedSet)]
    first: dict[tuple[int, str | None], set[str]] = {}
    for step, written in zip(steps, written_bouts(routine), strict=True):
        asides = [call for call in step.calls if call.say.role is Role.FORM]
        others = {call.say.utterance.text for call in step.calls if call.say.role is not Role.FORM}
        key = (id(written.exercise), written.side)
        if key not in first:
            first[key] = others
            continue
        assert len(asides) <= 1
        if isinstance(written.exercise.dose.amount, Reps | Span):
            assert others <= first[key]


@given(unclocked_routines)
def test_later_rounds_leave_out_what_is_known(routine: Routine) -> None:
    steps = [step for step in script_of(routine).steps if isinstance(step, Transition) and step.name]
    told: set[object] = set()
    for transition, written in zip(steps, written_bouts(routine), strict=True):
        described = {say.utterance.text for say in transition.says if say.role in (Role.POSITION, Role.MOVEMENT)}
        exercise = written.exercise
        key = (exercise.name, exercise.position, exercise.movement, exercise.cues)
        assert not (described and key in told)
        told.add(key)


def stretched(score: Score, script: Script) -> Iterator[tuple[int, int]]:
    """Each step with a rest and a set behind it, and by how many samples the set begins after the rest's end."""
    starts = {stretch.step: stretch.start for stretch in bouts(score)}
    for stretch in score.stretches:
        step = script.steps[stretch.step]
        if isinstance(step, Transition) and step.name and step.rest_s and stretch.step + 1 in starts:
            yield stretch.step, starts[stretch.step + 1] - stretch.end


@given(unclocked_routines, paces, voices, talks)
def test_words_are_shortened_before_a_rest_is_stretched(
    routine: Routine, pace: float, voice: VariedTimings, talk: Talk
) -> None:
    script = script_of(routine, talk)
    score = schedule(script, voice, pace=pace)
    for number, late in stretched(score, script):
        step = script.steps[number]
        assert isinstance(step, Transition)
        alone = []
        for wording in step.wordings:
            steps = (*script.steps[:number], replace(step, wordings=(wording,)), *script.steps[number + 1 :])
            other = schedule(replace(script, steps=steps), voice, pace=pace)
            alone.append(dict(stretched(other, script))[number])
        assert late == min(alone)  # no wording would have stretched it less
        chosen = step.wordings[alone.index(late)]  # and the longest of those was said
        said = [event.utterance for event in at_step(score, number) if isinstance(event, Speech)]
        assert said[: len(chosen)] == [say.utterance for say in chosen]


@given(plain_routines, paces, voices, talks)
def test_what_was_shortened_is_told(routine: Routine, pace: float, voice: VariedTimings, talk: Talk) -> None:
    script = script_of(routine, talk)
    score = schedule(script, voice, pace=pace)
    for one in score.shortened:
        heard = [event for event in score.events if isinstance(event, Speech) and event.start >= one.start]
        assert " ".join(event.utterance.text for event in heard).startswith(one.said)
        assert one.said != one.whole
    told = {one.said for one in score.shortened}
    for number, step in enumerate(script.steps):
        if isinstance(step, Transition):
            said = " ".join(event.utterance.text for event in at_step(score, number) if isinstance(event, Speech))
            whole = " ".join(say.utterance.text for say in step.says)
            assert said.startswith(whole) or any(said.startswith(words) for words in told)


def test_9_the_same_lines_are_chosen_in_every_process() -> None:
    program = (
        "from coach import compose, read; from coach.score import dumps; import hashlib\n"
        "print(hashlib.sha256(dumps(compose(read('legs'), voice='silent')).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert len(found.pop().strip()) == 64


def test_another_routine_chooses_other_lines() -> None:
    cues = "".join(f"  > Cue {name}.\n" for name in ("red", "blue", "green", "grey"))
    chosen = set()
    for title in ("One", "Two", "Three", "Four", "Five"):
        text = f"# {title}\n- Squats: 30 reps\n  Stand tall.\n  Sit back.\n{cues}"
        script = write(read(text), phrases=EN, total_s=60)
        chosen.add(tuple(lines(schedule(script, VariedTimings()))))
    assert len(chosen) > 1


def test_breathing_is_told_early_in_the_first_set_alone() -> None:
    script = write(read("- Squats: 3 x 12\n  Stand tall.\n  Squat down, and stand up.\n"), phrases=EN, total_s=60)
    breathing = EN.sections["breathing"]["up"]
    found = [
        [call.after for call in step.calls if call.say.utterance.text in breathing]
        for step in script.steps
        if isinstance(step, CountedSet)
    ]
    assert found == [[1], [], []]


def test_encouragement_comes_in_later_sets_in_turn_with_the_cues() -> None:
    text = "- Squats: 5 x 20\n  Stand tall.\n  Sit back.\n  > Chest up.\n  > Heels down.\n"
    script = write(read(text), phrases=EN, total_s=60)
    cues, praise, last = {"Chest up.", "Heels down."}, *(set(EN.sections["encourage"][n]) for n in ("counted", "last"))
    kinds = {**dict.fromkeys(cues, "cue"), **dict.fromkeys(praise, "praise"), **dict.fromkeys(last, "last")}
    found = [
        [kinds[call.say.utterance.text] for call in step.calls if call.say.utterance.text in kinds]
        for step in script.steps
        if isinstance(step, CountedSet)
    ]
    assert found == [["cue", "cue"], ["cue"], ["praise"], ["cue"], ["last"]]


def test_who_tells_how_to_breathe_is_not_told_again() -> None:
    text = "- Squats: 12\n  Stand tall.\n  Squat down, and stand up.\n  > Breathe out as you rise.\n  > Chest up.\n"
    script = write(read(text), phrases=EN, total_s=60)
    said = lines(schedule(script, VariedTimings(), pace=0.7))
    assert said[0] in ("Breathe out as you rise.", "Chest up.")
    assert not set(said) & {line for name in ("up", "effort") for line in EN.sections["breathing"][name]}


def test_a_short_rest_gets_few_words() -> None:
    text = """\
- Squats: 2 x 5, rest 3 s
- Rest 12 s
- Bridge: 5
  Lie flat, knees bent. Arms down.
  Lift, and lower.
"""
    score = schedule(write(read(text), phrases=EN, total_s=60), VariedTimings())
    assert [(one.whole, one.said) for one in score.shortened][:2] == [
        ("Rest, three seconds. Set two of two.", "Set two."),
        (
            "Rest, twelve seconds. To finish: Bridge. Five repetitions. Lie flat, knees bent. Arms down. "
            "Lift, and lower.",
            "Bridge. Five repetitions. Lie flat. Lift, and lower.",
        ),
    ]

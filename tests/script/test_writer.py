"""The script of a routine: what is said, in which order, at each level of talk."""

import textwrap

import pytest

from coach.cue import Manner, Tone
from coach.routine import Talk, read, shelf
from coach.script import (
    Break,
    Count,
    CountedSet,
    Heading,
    Passage,
    Role,
    Script,
    TimedSet,
    Transition,
    load_phrases,
    write,
)

EN = load_phrases("en")


def script(text: str, talk: Talk = Talk.FULL, count: Count = Count.UP, total_s: float = 600) -> Script:
    return write(read(textwrap.dedent(text)), phrases=EN, total_s=total_s, talk=talk, count=count)


def transitions(written: Script) -> list[Transition]:
    return [step for step in written.steps if isinstance(step, Transition)]


def said(written: Script, role: Role) -> list[str]:
    return [
        say.utterance.text
        for step in written.steps
        if isinstance(step, Passage | Transition)
        for say in step.says
        if say.role is role
    ]


TEXT = """\
    ---
    needs: [a mat, a ball]
    optional: a band
    ---
    # Short one
    Because it helps. Really.

    - Squats: 3 x 12 each side, rest 30 s
      Stand tall. Feet apart.
      Sit back. Stand up.
      > Chest up.
    - Plank: 40 s
      Lie face down on the mat.

    ## Finisher: 2 rounds, rest 60 s
    - Jumps: 8
    - Rest 20 s
    - Plank: 40 s
      Lie face down on the mat.
    """


def test_the_opening_in_full() -> None:
    opening = script(TEXT).steps[1]
    assert isinstance(opening, Passage)
    assert [say.utterance.text for say in opening.says] == [
        "Short one.",
        "It takes about ten minutes.",
        "Because it helps.",
        "Really.",
        "You need a mat and a ball.",
        "If you like, keep a band at hand.",
        "Working hard is fine. Stop at a sharp pain, dizziness, or pressure in the chest.",
    ]


@pytest.mark.parametrize(("talk", "opening"), [(Talk.STANDARD, 5), (Talk.MINIMAL, 2), (Talk.TONES, 0)])
def test_less_talk_says_less_at_the_opening(talk: Talk, opening: int) -> None:
    assert len(said(script(TEXT, talk), Role.OPENING)) == opening


def test_announcements_name_exercise_dose_and_side() -> None:
    assert said(script(TEXT), Role.ANNOUNCE) == [
        "First: Squats. Three sets of twelve each side.",
        "Set two of three.",
        "Set three of three.",
        "Next: Plank. Forty seconds.",
        "Next: Jumps. Eight repetitions.",
        "Next: Plank. Forty seconds.",
        "Jumps. Eight repetitions.",
        "To finish: Plank. Forty seconds.",
    ]
    back = "Back to the first side."
    assert said(script(TEXT), Role.SWITCH) == ["Switch sides.", back, "Switch sides.", back, "Switch sides."]


def test_blocks_and_rounds_are_announced() -> None:
    others = [text for text in said(script(TEXT), Role.OTHER) if not text.startswith("Rest")]
    assert others == ["Finisher.", "Two rounds.", "Round two of two."]


def test_positions_are_told_once_and_shorter_at_standard() -> None:
    full, standard = script(TEXT), script(TEXT, Talk.STANDARD)
    assert said(full, Role.POSITION) == ["Stand tall.", "Feet apart.", "Lie face down on the mat."]
    assert said(standard, Role.POSITION) == ["Stand tall.", "Lie face down on the mat."]
    assert said(full, Role.MOVEMENT) == ["Sit back.", "Stand up."]
    assert said(standard, Role.MOVEMENT) == ["Sit back."]
    assert said(script(TEXT, Talk.MINIMAL), Role.POSITION) == []


def test_tones_say_nothing_but_numbers() -> None:
    written = script(TEXT, Talk.TONES)
    texts = {utterance.text for utterance in written.utterances()}
    assert texts == {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}


def test_rests_carry_what_comes_next() -> None:
    rests = [transition for transition in transitions(script(TEXT)) if transition.rest_s]
    assert [rest.rest_s for rest in rests] == [30, 30, 20, 60, 20]
    assert [rest.signal for rest in rests] == [Tone.REST] * 5
    assert [rest.says[0].utterance.text for rest in rests] == [
        "Rest, thirty seconds.",
        "Rest.",  # as long as the one before
        "Rest, twenty seconds.",
        "Rest, one minute.",
        "Rest.",
    ]
    assert rests[0].rest_calls[0].at_s == 20
    assert not rests[2].rest_calls


def test_a_rest_at_the_end_is_kept() -> None:
    last = transitions(script("- Squats: 3\n- Rest 30 s"))[-1]
    assert (last.name, last.rest_s, last.ready) == ("", 30, None)


def test_leads_grow_with_what_there_is_to_do() -> None:
    known, new, floor, thing = (
        transitions(script(text))[1].lead_s
        for text in (
            "- A: 3\n  Stand.\n- B: 3\n  Stand.\n",
            "- A: 3\n- B: 3\n  Stand.\n",
            "- A: 3\n  Stand.\n- B: 3\n  Lie on your back.\n",
            "---\nneeds: [a stability ball]\n---\n- A: 3\n  Stand.\n- B: 3\n  Lie on your back, feet on the ball.\n",
        )
    )
    assert known == new < floor < thing
    sides = transitions(script("- A: 3 each side"))[1]
    assert 5 <= sides.lead_s <= 10
    assert sides.signal is Tone.SWITCH
    rounds = transitions(script("## R: 2 rounds\n- A: 3\n  Stand.\n"))
    assert rounds[1].lead_s < rounds[0].lead_s


def counted(text: str, **wishes: object) -> CountedSet:
    (found,) = [step for step in script(text, **wishes).steps if isinstance(step, CountedSet)]  # type: ignore[arg-type]
    return found


def test_counting_up() -> None:
    twenty = counted("- Squats: 20\n  Stand.\n  > One.\n  > Two.\n")
    assert twenty.numbers == tuple(range(1, 21))
    assert twenty.words[18].text == "nineteen"
    calls = {call.after: call.say.utterance.text for call in twenty.calls}
    assert {calls.pop(3), calls.pop(8)} == {"One.", "Two."}
    assert calls.pop(13) in EN.sections["encourage"]["counted"]
    assert calls == {
        17: "Three more.",
        18: "Two more.",
        19: "Last one.",
        10: "Halfway.",
    }


def test_short_sets_need_no_middle_and_no_last_three() -> None:
    assert counted("- Squats: 5", talk=Talk.MINIMAL).calls == ()
    assert [call.say.utterance.text for call in counted("- Squats: 7", talk=Talk.MINIMAL).calls] == [
        "Three more.",
        "Two more.",
        "Last one.",
    ]


@pytest.mark.parametrize(
    ("count", "numbers", "spoken"),
    [
        (Count.UP, (1, 2, 3, 4, 5, 6), {1, 2, 3, 4, 5, 6}),
        (Count.DOWN, (6, 5, 4, 3, 2, 1), {1, 2, 3, 4, 5, 6}),
        (Count.LAST, (6, 5, 4, 3, 2, 1), {2, 3, 4, 5, 6}),
        (Count.NONE, (1, 2, 3, 4, 5, 6), set()),
    ],
)
def test_ways_to_count(count: Count, numbers: tuple[int, ...], spoken: set[int]) -> None:
    squats = counted("- Squats: 6", count=count)
    assert (squats.numbers, squats.spoken) == (numbers, spoken)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("- A: 3\n  Stand.\n  Squat down and come up.\n", [(0.5, "up")]),
        ("- A: 3\n  Stand.\n  Lift the knee.\n", [(0.5, "down")]),
        ("- A: 3\n  Stand.\n  Roll the ball away.\n", [(0.5, "in")]),
        ("- A: 3\n", [(0.5, "back")]),
        ("- A: 3, tempo 3-1-1-0\n", [(0.0, "down"), (0.6, "hold"), (0.8, "up")]),
        ("- A: 3, tempo 2-0-2-1\n", [(0.0, "down"), (0.4, "up"), (0.8, "hold")]),
        ("- A: 3, tempo 3-1-1-0\n  Hang.\n  Lift your chin.\n", [(0.0, "up"), (0.2, "down"), (0.8, "hold")]),
        ("- A: 3, tempo 3-1-1-0\n  Lie.\n  Roll it away.\n", [(0.0, "out"), (0.6, "hold"), (0.8, "in")]),
    ],
)
def test_turns_of_a_repetition(text: str, turns: list[tuple[float, str]]) -> None:
    assert [(share, word.text) for share, word in counted(text, count=Count.PHASES).turns] == turns


@pytest.mark.parametrize(
    ("talk", "count", "turned"),
    [
        (Talk.FULL, Count.UP, [3, 1]),
        (Talk.STANDARD, Count.DOWN, [3, 1]),
        (Talk.MINIMAL, Count.UP, [0, 0]),
        (Talk.TONES, Count.UP, [0, 0]),
        (Talk.MINIMAL, Count.PHASES, [12, 12]),
    ],
)
def test_a_written_tempo_is_said_at_the_beginning(talk: Talk, count: Count, turned: list[int]) -> None:
    written = script("- Squats: 2 x 12, tempo 3-1-1-0", talk, count)
    assert [step.turned for step in written.steps if isinstance(step, CountedSet)] == turned
    assert not any(step.turned for step in script("- Squats: 12 @ 5 s").steps if isinstance(step, CountedSet))


def test_short_words_drop_the_tens_after_twenty() -> None:
    words = counted("- Squats: 32").short_words
    assert [words[rep - 1].text for rep in (19, 20, 21, 29, 30, 31)] == [
        "nineteen",
        "twenty",
        "one",
        "nine",
        "thirty",
        "one",
    ]


def test_the_voice_falls_at_the_last_number_of_every_way_to_count() -> None:
    for count, ends in ((Count.UP, "five"), (Count.DOWN, "one"), (Count.PHASES, "five")):
        words = counted("- Squats: 5", count=count).words
        assert [word.manner for word in words] == [Manner.COUNT] * 4 + [Manner.LAST]
        assert words[-1].text == ends
    (_, turn), *_ = counted("- Squats: 5", count=Count.PHASES).turns
    assert turn.manner is Manner.COUNT


def timed_calls(text: str, talk: Talk = Talk.FULL) -> list[tuple[float | None, str]]:
    (timed,) = [step for step in script(text, talk).steps if isinstance(step, TimedSet)]
    return [(call.at_s, call.say.utterance.text) for call in timed.calls]


COUNTDOWN = [(None, "Hold."), (17.0, "three"), (18.0, "two"), (19.0, "one")]


def test_calls_of_holds() -> None:
    assert timed_calls("- Plank: 4 s") == [(None, "Hold.")]
    assert timed_calls("- Plank: 20 s")[:-1] == [*COUNTDOWN, (10.0, "Halfway. Ten seconds.")]
    assert timed_calls("- Plank: 60 s")[4:-2] == [(30.0, "Halfway."), (50.0, "Ten seconds.")]
    assert timed_calls("- Plank: 20 s\n  Lie down.\n  > Breathe.\n")[-1] == (5.0, "Breathe.")
    assert timed_calls("- Plank: 20 s", Talk.MINIMAL) == COUNTDOWN
    assert timed_calls("- Plank: 20 s", Talk.TONES) == COUNTDOWN[1:]
    assert timed_calls("- Jacks: 5 s work") == [(None, "Go.")]


def test_most_is_announced_as_such() -> None:
    assert said(script("- Push-ups: max in 40 s"), Role.ANNOUNCE) == ["Push-ups. As many as you can in forty seconds."]


def test_sections_are_named_for_exercises_and_rounds() -> None:
    titles = [step.title for step in script(TEXT).steps if isinstance(step, Heading)]
    assert titles[:4] == ["Opening", "Squats", "Plank", "Jumps, round 1 of 2"]


def test_hamstrings_says_why() -> None:
    texts = said(script(shelf.text("hamstrings")), Role.OPENING)
    assert any("quads" in text and "knees" in text for text in texts)
    assert not any("quads" in text for text in said(script(shelf.text("hamstrings"), Talk.STANDARD), Role.OPENING))


def headings(text: str) -> list[str]:
    return [step.title for step in script(text).steps if isinstance(step, Heading)][1:]


@pytest.mark.parametrize(
    ("block", "rounds"),
    [
        ("A: 8 rounds, every 45 s\n- Squats: 5\n", []),
        ("A: 3 rounds, every 90 s\n- Squats: 5\n", ["round 2 of 3", "round 3 of 3"]),
        ("A: 3 rounds, every 30 s an exercise\n- Squats: 3\n- Lunges: 3\n", ["round 2 of 3", "round 3 of 3"]),
        ("A: 3 rounds, every 20 s an exercise\n- Squats: 3\n- Lunges: 3\n", []),
        ("A: 2 rounds, 20 s work, 10 s rest\n- Squats\n- Lunges\n", ["round 2 of 2"]),
        ("A: 3 rounds, 20 s work, 10 s rest\n- Squats\n", []),
        ("A: 2 rounds, 20 s work, 10 s rest\n- Squats\n- Rest 30 s\n", ["round 2 of 2"]),
    ],
)
def test_rounds_on_the_clock_have_sections_from_a_minute_on(block: str, rounds: list[str]) -> None:
    assert headings(f"## {block}") == ["A", *(f"A, {name}" for name in rounds)]


def test_rests_around_intervals_belong_to_the_ways_to_them_and_from_them() -> None:
    block = "2 rounds, 20 s work, 10 s rest\n- Rest 60 s\n- Squats\n- Rest 15 s\n"
    written = script(f"- Plank: 20 s\n- Rest 5 s\n\n## A: {block}\n## B: {block}")
    assert [transition.rest_s for transition in transitions(written)] == [None, 65, 75, 15]
    assert transitions(written)[1].rest_calls[0].say.utterance.text == "A in ten seconds."
    assert [step.rest_s for step in written.steps if isinstance(step, Break)] == [85, 85]

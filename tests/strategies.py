"""Routines as hypothesis generates them."""

import math

from hypothesis import assume
from hypothesis import strategies as st

from coach.routine import (
    MAX_TOTAL_S,
    PACE_MAX,
    Amrap,
    Block,
    Dose,
    Effort,
    Every,
    Exercise,
    Interval,
    Ladder,
    Reps,
    Rest,
    Routine,
    Sides,
    Span,
    Talk,
    Tempo,
)
from coach.routine.model import SLOT_EACH_S, SLOT_SPARE_S

PUNCTUATED = "abcdefgh XYZ 019 .,:;!?'\"()[]{}<>*_~`#+-=|/\\&@%°×–“”éßñ"


def _is_line(text: str) -> bool:
    return any(letter.isalnum() for letter in text) and " ".join(text.split()).casefold() != "rest"


lines = st.text(PUNCTUATED, min_size=1, max_size=30).filter(_is_line)
plain_lines = st.lists(
    st.sampled_from(["Hips", "Knees", "lift", "slowly", "and", "hold", "both", "straight", "legs"]),
    min_size=1,
    max_size=5,
).map(" ".join)


def seconds(most: float) -> st.SearchStrategy[float]:
    return st.integers(10, round(most * 10)).map(lambda tenths: tenths / 10)


@st.composite
def tempos(draw: st.DrawFn) -> Tempo:
    phase = st.integers(0, 4).map(float)
    explosive = draw(st.booleans())
    return Tempo(
        eccentric=draw(st.integers(1, 4)),
        stretched=draw(phase),
        concentric=1 if explosive else draw(phase),
        contracted=draw(phase),
        explosive=explosive,
    )


@st.composite
def reps(draw: st.DrawFn, *, most: int = 30) -> Reps:
    count = draw(st.integers(1, most))
    return Reps(count=count, least=draw(st.none() | st.integers(1, count - 1)) if count > 1 else None)


@st.composite
def ladders(draw: st.DrawFn, *, size: int | None = None) -> Ladder:
    size = size or draw(st.integers(3, 6))
    counts = sorted(draw(st.lists(st.integers(1, 30), min_size=size, max_size=size, unique=True)))
    top = draw(st.integers(0, size - 1))  # the rest falls from there
    return Ladder(counts=(*counts[:top], *reversed(counts[top:])))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    length = draw(seconds(90))
    shorter = st.integers(10, round(length * 10) - 1).map(lambda tenths: tenths / 10) if length > 1 else st.none()
    least = draw(st.none() | shorter)
    return Span(seconds=length, effort=draw(st.sampled_from(Effort)), least_s=least)


@st.composite
def doses(draw: st.DrawFn, *, most_reps: int = 30, sets: int | None = None) -> Dose:
    sets = sets or draw(st.sampled_from([1, 1, 1, 2, 3, 13]))
    rest_s = draw(st.none() | seconds(40)) if sets > 1 else None
    sides = draw(st.sampled_from(Sides))
    if not draw(st.booleans()):
        return Dose(amount=draw(spans()), sets=sets, sides=sides, rest_s=rest_s)
    pace: dict[str, object] = draw(
        st.one_of(
            st.just({}),
            st.integers(5, 60).map(lambda tenths: {"rep_s": tenths / 10}),
            tempos().map(lambda tempo: {"tempo": tempo}),
        )
    )
    amount = draw(ladders(size=sets) if sets == 3 else reps(most=most_reps))
    return Dose(amount=amount, sets=sets, sides=sides, rest_s=rest_s, **pace)


@st.composite
def exercises(
    draw: st.DrawFn, *, texts: st.SearchStrategy[str] = lines, dose: st.SearchStrategy[Dose] | None = None
) -> Exercise:
    told = st.lists(texts, min_size=1, max_size=3).map(", ".join) if texts is plain_lines else texts
    position = draw(st.none() | told)
    return Exercise(
        name=draw(texts),
        dose=draw(doses() if dose is None else dose),
        position=position,
        movement=draw(st.none() | told) if position else None,
        cues=tuple(draw(st.lists(texts, max_size=3))),
    )


@st.composite
def blocks(draw: st.DrawFn, *, titled: bool, texts: st.SearchStrategy[str] = lines) -> Block:
    rounds = draw(st.sampled_from([1, 1, 2, 3])) if titled else 1
    rests = seconds(60).map(lambda length: Rest(seconds=length))
    dose = doses()
    if rounds == 3:  # a ladder is climbed by the rounds then, not by the sets
        by_rounds = ladders(size=3).map(lambda ladder: Dose(amount=ladder))
        dose = doses().filter(lambda dose: not isinstance(dose.amount, Ladder)) | by_rounds
    items = draw(st.lists(exercises(texts=texts, dose=dose) | rests, min_size=1, max_size=4))
    return Block(
        items=tuple(items),
        title=draw(texts) if titled else None,
        rounds=rounds,
        rest_s=draw(st.none() | seconds(60)) if rounds > 1 else None,
    )


@st.composite
def interval_blocks(draw: st.DrawFn, *, texts: st.SearchStrategy[str] = lines) -> Block:
    """Work and rest on the clock, with rests of their own before, between and behind the exercises."""
    form = draw(st.builds(Interval, work_s=seconds(40), rest_s=st.none() | seconds(20)))
    span = Span(seconds=form.work_s, effort=Effort.WORK)
    exercise = exercises(texts=texts, dose=st.builds(Dose, amount=st.just(span), sides=st.sampled_from(Sides)))
    rest = seconds(40).map(lambda length: Rest(seconds=length))
    items: list[Exercise | Rest] = [*draw(st.lists(rest, max_size=1))]
    for found in draw(st.lists(exercise, min_size=1, max_size=3, unique_by=_name)):
        items += [found, *draw(st.lists(rest, max_size=1))]
    rounds = draw(st.integers(1, 4))
    rest_s = draw(st.none() | seconds(60)) if rounds > 1 else None
    return Block(items=tuple(items), title=draw(texts), rounds=rounds, rest_s=rest_s, format=form)


@st.composite
def every_blocks(draw: st.DrawFn, *, texts: st.SearchStrategy[str] = lines) -> Block:
    """Starts on the clock; some have hardly the time for what is to be done."""
    tempo = st.integers(10, 40).map(lambda tenths: tenths / 10)
    sides = st.sampled_from(Sides)
    counted = st.builds(Dose, amount=st.builds(Reps, count=st.integers(1, 25)), rep_s=st.none() | tempo, sides=sides)
    timed = st.builds(Dose, amount=st.builds(Span, seconds=seconds(20), effort=st.sampled_from(Effort)), sides=sides)
    found = draw(
        st.lists(exercises(texts=texts, dose=counted | timed), min_size=1, max_size=3, unique_by=_name),
    )
    in_turn = draw(st.booleans())
    times = [exercise.dose.seconds(pace=PACE_MAX) + SLOT_EACH_S * exercise.dose.bouts for exercise in found]
    least_ms = math.ceil(1_000 * (SLOT_SPARE_S + (max(times) if in_turn else sum(times)))) + 1
    every_s = max(10_000, least_ms + draw(st.integers(0, 9_000) | st.integers(0, 90_000))) / 1_000
    form = Every(every_s=every_s, in_turn=in_turn)
    return Block(items=tuple(found), title=draw(texts), rounds=draw(st.integers(1, 6)), format=form)


@st.composite
def amrap_blocks(draw: st.DrawFn, *, texts: st.SearchStrategy[str] = lines) -> Block:
    """As many rounds as possible."""
    found = draw(st.lists(exercises(texts=texts, dose=doses(sets=1)), min_size=1, max_size=3))
    return Block(items=tuple(found), title=draw(texts), format=Amrap(seconds=draw(seconds(300))))


def clocked_blocks(*, texts: st.SearchStrategy[str] = lines) -> st.SearchStrategy[Block]:
    """Blocks that the clock runs, in all three ways."""
    return interval_blocks(texts=texts) | every_blocks(texts=texts) | amrap_blocks(texts=texts)


def _name(exercise: Exercise) -> str:
    return exercise.name.casefold()


@st.composite
def routines(draw: st.DrawFn, *, texts: st.SearchStrategy[str] = lines, clocked: bool = True) -> Routine:
    first = draw(blocks(titled=draw(st.booleans()), texts=texts))
    further = blocks(titled=True, texts=texts)
    rest = draw(st.lists(further | clocked_blocks(texts=texts) if clocked else further, max_size=2))
    if not any(isinstance(item, Exercise) for block in (first, *rest) for item in block.items):
        first = first.model_copy(update={"items": (*first.items, draw(exercises(texts=texts, dose=doses(sets=1))))})
    assume(sum(block.shortest_s() for block in (first, *rest)) <= MAX_TOTAL_S)
    duration_s = draw(st.none() | st.integers(60, 7200).map(float))
    return Routine(
        title=draw(texts),
        blocks=(first, *rest),
        about=draw(st.none() | texts),
        duration_s=duration_s,
        needs=tuple(draw(st.lists(texts, max_size=3))),
        optional=tuple(draw(st.lists(texts, max_size=2))),
        pace=None if duration_s else draw(st.none() | st.integers(50, 200).map(lambda percent: percent / 100)),
        talk=draw(st.none() | st.sampled_from(Talk)),
        voice=draw(st.none() | st.just("silent:silence")),
    )


plain_routines = routines(texts=plain_lines)
"""Routines whose texts a voice can say: for scripts and scores."""
unclocked_routines = routines(texts=plain_lines, clocked=False)
clocked_routines = st.builds(
    lambda title, blocks: Routine(title=title, blocks=tuple(blocks)),
    plain_lines,
    st.lists(clocked_blocks(texts=plain_lines), min_size=1, max_size=2),
)

"""Routines as hypothesis generates them."""

from hypothesis import strategies as st

from coach.routine import Block, Dose, Effort, Exercise, Reps, Rest, Routine, Sides, Span, Talk, Tempo

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
def doses(draw: st.DrawFn, *, most_reps: int = 30) -> Dose:
    sets = draw(st.sampled_from([1, 1, 1, 2, 3]))
    rest_s = draw(st.none() | seconds(40)) if sets > 1 else None
    sides = draw(st.sampled_from(Sides))
    if draw(st.booleans()):
        pace: dict[str, object] = draw(
            st.one_of(
                st.just({}),
                st.integers(5, 60).map(lambda tenths: {"rep_s": tenths / 10}),
                tempos().map(lambda tempo: {"tempo": tempo}),
            )
        )
        return Dose(amount=Reps(count=draw(st.integers(1, most_reps))), sets=sets, sides=sides, rest_s=rest_s, **pace)
    span = Span(seconds=draw(seconds(90)), effort=draw(st.sampled_from(Effort)))
    return Dose(amount=span, sets=sets, sides=sides, rest_s=rest_s)


@st.composite
def exercises(draw: st.DrawFn, *, texts: st.SearchStrategy[str] = lines) -> Exercise:
    position = draw(st.none() | texts)
    return Exercise(
        name=draw(texts),
        dose=draw(doses()),
        position=position,
        movement=draw(st.none() | texts) if position else None,
        cues=tuple(draw(st.lists(texts, max_size=3))),
    )


@st.composite
def blocks(draw: st.DrawFn, *, titled: bool, texts: st.SearchStrategy[str] = lines) -> Block:
    rounds = draw(st.sampled_from([1, 1, 2, 3])) if titled else 1
    rests = seconds(60).map(lambda length: Rest(seconds=length))
    items = draw(st.lists(exercises(texts=texts) | rests, min_size=1, max_size=4))
    return Block(
        items=tuple(items),
        title=draw(texts) if titled else None,
        rounds=rounds,
        rest_s=draw(st.none() | seconds(60)) if rounds > 1 else None,
    )


@st.composite
def routines(draw: st.DrawFn, *, texts: st.SearchStrategy[str] = lines) -> Routine:
    first = draw(blocks(titled=draw(st.booleans()), texts=texts))
    rest = draw(st.lists(blocks(titled=True, texts=texts), max_size=2))
    if not any(isinstance(item, Exercise) for block in (first, *rest) for item in block.items):
        first = first.model_copy(update={"items": (*first.items, draw(exercises(texts=texts)))})
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

"""A dose as it is announced: three sets of eight to twelve each side."""

from typing import assert_never

from coach.routine import Ladder, Reps, Sides, Span
from coach.script.bouts import Bout
from coach.script.grammar import Words
from coach.script.phrases import Phrases
from coach.script.words import duration, listing, number, short_duration


def dose_in_words(bout: Bout, phrases: Phrases) -> str:
    """The dose of a bout's exercise; of a ladder that the rounds climb, the step of this round."""
    dose = bout.dose
    amount = _amount(bout, phrases)
    if dose.sides is Sides.EACH:
        amount = phrases.word("dose", "each", amount=amount)
    elif dose.sides is Sides.ALTERNATING:
        name = "alternating_time" if isinstance(dose.amount, Span) else "alternating"
        amount = phrases.word("dose", name, amount=amount)
    if dose.sets > 1:
        name = "sets_ladder" if isinstance(dose.amount, Ladder) else "sets"
        amount = phrases.word("dose", name, sets=number(dose.sets, phrases), amount=amount)
    return amount[:1].upper() + amount[1:]


def _amount(bout: Bout, phrases: Phrases) -> str:
    dose = bout.dose
    alone = dose.sets == 1 and dose.sides is Sides.BOTH
    match dose.amount:
        case Reps():
            return _counted(dose.amount.count, dose.amount.least, phrases, alone=alone)
        case Ladder() if dose.sets == 1:
            return _counted(bout.reps, None, phrases, alone=alone)
        case Ladder():
            return listing(tuple(number(count, phrases) for count in dose.amount.counts), phrases)
        case Span():
            time = duration(dose.amount.seconds, phrases)
            if dose.amount.least_s is not None:
                least = short_duration(dose.amount.least_s, dose.amount.seconds, phrases)
                time = phrases.word("dose", "range", least=least, most=time)
            return phrases.word("dose", dose.amount.effort, time=time)
        case _:
            assert_never(dose.amount)


def _counted(count: int, least: int | None, phrases: Phrases, *, alone: bool) -> str:
    words = number(count, phrases)
    if least is not None:
        words = _range(number(least, phrases), words, phrases)
    name = "reps" if not alone else "rep_alone" if count == 1 else "reps_alone"
    return phrases.word("dose", name, count=words)


def _range(least: Words, most: Words, phrases: Phrases) -> Words:
    """Two numbers, both in the form that the noun behind them asks for."""

    def in_form(form: str) -> str:
        return phrases.word("dose", "range", least=format(least, form), most=format(most, form))

    return Words(in_form(""), in_form)

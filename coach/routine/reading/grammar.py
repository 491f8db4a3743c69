"""The grammar of a line: which tokens say something of a dose, a side, a rest, a tempo or a format, and where."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from coach.routine.reading import formats as form
from coach.routine.reading import meanings as mean
from coach.routine.reading import pacing as pace
from coach.routine.reading.meanings import NUM, RANGE, TIME, Gives
from coach.routine.reading.tokens import Tokens

_PHASES = "(?:[Nx]-[Nx]-[Nx](?:-[Nx])?|N:N:N(?::N)?|N/N/N(?:/N)?|NNNN?|NxN|N(?![N:x/-]))"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that says something about a dose: the tokens `start` to before `end`, and what they give.

    A piece that gives nothing is noise, such as a load, a date or a day: no part of a dose, and no part of a name.
    """

    start: int
    end: int
    gives: Gives = field(default_factory=dict)


def pieces(line: Tokens) -> Iterator[Piece]:
    """What a line says of doses, in order, without overlaps."""
    place, codes = 0, line.codes
    while match := _BEGINNING.search(codes, place):
        place = match.start()
        for pattern, build in _BY_KIND[codes[place]]:
            found = pattern.match(codes, place)
            if found and (gives := build(line, place, found.end())) is not None:
                yield Piece(place, found.end(), gives)
                place = found.end()
                break
        else:
            place += 1


_END = "(?!-?[Ll%]|-N)"
"""Not before a unit of load or length, which the number would belong to."""
_TAIL = "(?:[fE]?U[fE]*[SORw]?)?"
"""Between what a rest is."""
_EFFORT = "(?:f?[HK](?![wN]))?"
_SEP = "[,/;&f!-]{0,2}"

_Build = Callable[[Tokens, int, int], Gives | None]
_N, _T = "~Nn", "~NnT"
"""What a number and a time can begin with."""
# Each rule: the kinds it can begin with, its pattern, what its tokens give; the first that fits is taken.
_RULES: list[tuple[str, str, _Build]] = [
    ("dC", "d|CT|C(?=T)", mean.noise),
    (_N, f"{RANGE}[xX]?[E/fV]*C", mean.noise),  # 3 times a week
    (_N, f"{RANGE}w{{1,2}}[E/V]C", mean.noise),  # 2 runs per week
    ("VE", "[VE]f?C", mean.noise),
    ("b", "b[E/Vf]*C", mean.noise),  # twice a day
    ("Cc", "Cz?~?[Nn](?:-N)?(?![xSRO])|c-N|c(?=[=:,-])", mean.noise),  # week 2, W1-2
    ("M", "MZ", mean.noise),
    ("@", "@N(?![-%Lsm:/x])", pace.code_of),
    ("N", "NxNL", mean.noise),  # two dumbbells
    ("N", 'N/N[L"%]L?(?:ED|/D)?', mean.noise),
    (_N + "@&-", f"[@&~-]{{0,3}}{RANGE}(?:L|%)(?:fM?Z|MZ?|fL|L)?(?:ED|/D)?|@~?{RANGE}%?(?=$|[,;>w])", mean.noise),
    ("Z", f"Z[:<~=-]*{RANGE}%?", mean.noise),
    ("h", f"h~?{RANGE}(?=$|[,;>])", mean.noise),  # HR 140-150
    ("P@<Nx", f"P[:f=]*{_PHASES}|@{_PHASES}(?![sm])|<@?{_PHASES}>|{_PHASES}[:f]?P(?![:f=]*[Nx])|NxN", pace.tempo_of),
    ("@", f"@f?(?:{NUM}s|T)", pace.rep_time),
    (_T, f"{TIME}f?K{_SEP}{TIME}f{{0,2}}[FW]|{TIME}f?K{_SEP}W:?{TIME}", form.interval),
    ("E", f"Ef?{TIME}[,;]?w?f{{0,2}}{TIME}f{{0,2}}W", form.interval),  # each exercise for 45 s followed by 15 s of rest
    ("K", f"K:?f?{TIME}{_SEP}[FW]:?f?{TIME}", form.interval),
    ("K", f"K:?{TIME}", form.work),
    (_N, f"{NUM}-?s/{NUM}-?s?(?![wR])|N/Ns", form.interval),
    ("N", "N/N(?:[x,]NO?)?(?![/-]?N)", form.slashed),
    ("Q", "Q", form.tabata),
    (_T + "I", f"I[xf:<-]{{0,2}}(?:{TIME}|Nm?)|{TIME}[-f]?I|I", form.every),
    ("V", f"Vf?(?:{TIME}|[Nn]?m)(?:[fx,-]{{0,3}}(?:N[SOXR]|{TIME}|(?<=x)N))?", form.every),
    (_T + "J", f"J[xf:<-]{{0,2}}{TIME}|J[x:<-]{{0,2}}N(?!R)|{TIME}[-fv,]{{0,2}}J|J(?=[:_>,;-]|$)", form.amrap),
    (_T + "M", f"M[Rf]{{0,2}}{TIME}|{TIME}f?M", form.most_in),
    ("W", f"W[wfnUEt]{{1,4}}{TIME}", pace.rest_apart),
    ("W", f"W(?:w?[fu:,!<=~-]){{0,4}}{TIME}>?{_TAIL}|Wf?U[fE]*[SORw]?[:f=-]{{0,2}}{TIME}", pace.rest_of),
    ("W", f"W[:f-]?N(?![RxSO]){_TAIL}", pace.rest_of),
    (_T, f"{TIME}[f<-]?W{_TAIL}|{TIME}f?w{{1,2}}W(?=$|[,;>])", pace.rest_of),  # 60 s walk recovery
    ("G", f"G[wfOu]{{0,3}}x?<?{RANGE}>?(?![XOa]*[E/fV]*C)[XOa]a?X?", form.repeated),
    ("G", f"G[wfOu]{{0,3}}(?:x{RANGE}(?![sm])|{RANGE}x(?![~NT])|b(?![E/fV]*C))", form.repeated),
    (_N + "b", f"(?:{RANGE}X|b)G", form.repeated),  # zweimal wiederholen
    (_N, f"{RANGE}O", form.rounds),
    ("O", f"O[:x=]{{0,2}}{NUM}(?![RsmS])", form.rounds),
    (_N, f"{RANGE}[xX]{NUM}S(?!x)|{RANGE}R[xX,f/]{{1,2}}{NUM}(?:S|(?<=xN)){_END}", mean.of_sets),
    ("MJ", f"[MJ]R?[x,]{NUM}S?(?![-smhR])", mean.most_of_sets),
    (_T, f"{TIME}[xX]{NUM}S?{_END}|{TIME}[xf,/]{{1,2}}{NUM}S", mean.of_sets),
    (_N, f"{RANGE}-?S?f?[xX][<f]?(?:{TIME}{_EFFORT}|N/N|{RANGE}-?R?|[MJ]R?){_END}", mean.sets_of),
    (_N, f"{RANGE}-?S(?:t|[fx:,;/<-]{{0,3}})(?:{TIME}{_EFFORT}|{RANGE}-?R|[MJ]R?)(?!f?W){_END}", mean.sets_of),
    (_N, f"{RANGE}-?S[fx:]{{1,2}}{RANGE}{_END}(?![smh'\"T])", mean.sets_of),
    (_N, f"N(?:(?:-N){{2,}}|(?:,N){{2,}}|(?:/N){{2,}})R?{_END}", mean.ladder),
    (_N, f"{RANGE}x(?=:?$|>)", form.rounds),
    ("<", f"<{RANGE}R?f?(?:ED?|/E?D|B)>", mean.of_each_side),
    (_T, f"(?:N|{TIME})R?[ij][,;/&f-]{{0,2}}(?:N|{TIME})R?[ij]", mean.left_and_right),
    ("N", "N&N(?![&N])", mean.halves),
    (_N, f"{RANGE}-?k?R|{RANGE}x(?=[wDHE])", mean.amount),
    (_N, f"{RANGE}X", mean.times),
    ("R", f"R[:f=~]{{0,2}}{RANGE}{_END}", mean.amount),
    ("x", f"x{RANGE}R?(?![-tLlN%OsSmhT\"'])", mean.times),
    (_N, f"{RANGE}-?S|{NUM}x(?=Nl)", mean.sets),
    ("S", f"S[:=]?{RANGE}(?![LlRxsm])", mean.sets),
    (
        _T + "Hu",
        f"H(?:[:f~u]{{0,3}}|f?w{{0,2}}f{{0,2}}){TIME}|u[:f]?{TIME}|{TIME}-?f?[HK](?![wN])|{TIME}",
        mean.time_of,
    ),
    ("ED/BA", "ED|/E?D|B|A", mean.side_of),
    ("E", "E", mean.each),
    ("N", "Nf?M", mean.sets_of_most),
    ("MJ", "[MJ]R?", mean.most),
    (_N, f"{RANGE}-?l", mean.distance),
    ("k", "(?<=[<,@z-])k(?=[>z]|$)", pace.slow),
    ("Y", "Y", mean.total),
    ("o", "o", mean.choice),
]
_BY_KIND: dict[str, list[tuple[re.Pattern[str], _Build]]] = {}
for _kinds, _pattern, _build in _RULES:
    for _kind in _kinds:
        _BY_KIND.setdefault(_kind, []).append((re.compile(_pattern), _build))
_BEGINNING = re.compile(f"[{re.escape(''.join(_BY_KIND))}]")

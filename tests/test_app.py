"""The use cases as a program calls them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

import coach
from coach.cue import Manner
from coach.errors import MachineError, RoutineError, WishError
from coach.routine import Routine, Talk
from coach.score import Score, Speech, from_data, to_data
from coach.speech import finding as port
from coach.target import file_name
from coach.units import SAMPLE_RATE, time_to_s

SHORT = "# Short\n- Squats: 4 each side @ 2 s\n- Plank: 6 s\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "cache"))


def compose(text: str = SHORT, **wishes: object) -> Score:
    return coach.compose(coach.read(text + "\n"), **{"voice": "silent", **wishes})  # type: ignore[arg-type]


def test_from_name_to_file_in_three_calls(tmp_path: Path) -> None:
    routine = coach.read("hamstrings")
    score = coach.compose(routine, voice="silent")
    exported = coach.export(score, tmp_path / "legs.mp3")
    sound, rate = soundfile.read(exported.path)
    assert (rate, len(sound)) == (SAMPLE_RATE, 600 * SAMPLE_RATE)
    assert exported.duration_s == 600
    assert exported.voice == "silent:silence"


def test_reading_takes_a_name_a_path_or_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(SHORT, encoding="utf-8")
    assert coach.read(str(path)) == coach.read(SHORT)
    assert isinstance(coach.read("hamstrings"), Routine)


def test_a_score_is_a_value_that_can_be_kept(tmp_path: Path) -> None:
    score = compose()
    kept = from_data(to_data(score))
    first, second = (coach.export(one, tmp_path / f"{number}.mp3").path for number, one in enumerate((score, kept)))
    assert first.read_bytes() == second.read_bytes()


def test_9_the_same_wishes_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (coach.export(compose(pace=1.2), tmp_path / f"{number}.mp3").path for number in range(2))
    assert first.read_bytes() == second.read_bytes()


def test_9_two_voices_give_the_same_bytes_too_and_the_score_names_both(tmp_path: Path) -> None:
    library = coach.open_voice("silent", count_voice="system", language="en")
    score = compose(voice=library)
    assert score.voice == "silent:silence + system:en-us"
    first = coach.export(score, tmp_path / "a.wav", voice=library).path
    second = coach.export(score, tmp_path / "b.wav").path
    assert first.read_bytes() == second.read_bytes()
    heard = soundfile.read(first)[0]
    loud = [abs(heard[event.start : event.end]).max() > 0.05 for event in score.events if isinstance(event, Speech)]
    counts = [event.utterance.manner is not Manner.SPEECH for event in score.events if isinstance(event, Speech)]
    assert loud == counts


def test_the_pace_moves_counts_only() -> None:
    slow, fast = compose(pace=0.5), compose(pace=2)
    assert slow.rep_s == pytest.approx(4.0)
    assert fast.rep_s == pytest.approx(1.0)


def test_rep_seconds_hold_for_every_counted_exercise() -> None:
    score = compose("- A: 5 @ 1 s\n- B: 5, tempo 3-1-1-0\n- C: 5\n", rep_seconds=2.4)
    assert {stretch.period for stretch in score.stretches} == {2.4 * SAMPLE_RATE}


@pytest.mark.parametrize("fit", ["1:30", "90 s", 90, 90.0])
def test_fitting_meets_the_length_to_the_sample(fit: str | float) -> None:
    assert compose(fit=fit).duration == 90 * SAMPLE_RATE


def test_a_duration_in_the_text_is_met_unless_the_listener_wishes_otherwise() -> None:
    text = "---\nduration: 1:40\n---\n" + SHORT
    assert compose(text).duration == 100 * SAMPLE_RATE
    assert compose(text, fit="1:30").duration == 90 * SAMPLE_RATE
    assert compose(text, pace=1.0).pace == 1.0
    assert compose("---\npace: 1.5\n---\n" + SHORT).pace == 1.5
    assert compose("---\npace: 1.5\n---\n" + SHORT, rep_seconds=2).pace == 1.0


def test_the_opening_says_how_long_it_takes() -> None:
    def lasts(score: Score) -> str:
        return next(
            event.utterance.text
            for event in score.events
            if isinstance(event, Speech) and "takes" in event.utterance.text
        )

    assert lasts(compose(fit="1:35")) == "It takes one minute thirty-five seconds."
    about = lasts(compose("- Squats: 100 @ 3 s"))
    assert about == "It takes about six minutes."
    assert compose("- Squats: 100 @ 3 s").duration / SAMPLE_RATE / 60 == pytest.approx(6, abs=0.5)


def test_talk_comes_from_the_listener_then_the_text() -> None:
    text = "---\ntalk: minimal\n---\n" + SHORT
    assert len(compose(text).events) < len(compose(SHORT).events)
    assert len(compose(text, talk=Talk.FULL).events) == len(compose(SHORT, talk="full").events)


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        ({"pace": 0.4}, "out of range"),
        ({"pace": 2.1}, "out of range"),
        ({"pace": float("nan")}, "out of range"),
        ({"rep_seconds": 0.1}, "out of range"),
        ({"rep_seconds": 31}, "out of range"),
        ({"pace": 1, "fit": "9:00"}, "--pace and --fit exclude each other"),
        ({"rep_seconds": 1, "pace": 1, "fit": 9}, "exclude each other"),
        ({"fit": "soon"}, "no time"),
        ({"fit": "0:00"}, "a length of"),
        ({"fit": "99:00:00"}, "a length of"),
        ({"fit": -1}, "a length of"),
        ({"fit": float("nan")}, "a length of"),
        ({"fit": "0:10"}, "the shortest possible is"),
        ({"fit": "59:00"}, "the longest"),
        ({"talk": "loud"}, "no level of talk"),
        ({"count": "sideways"}, "no way to count"),
    ],
)
def test_impossible_wishes_are_refused(wishes: dict[str, object], says: str) -> None:
    with pytest.raises(WishError, match=says):
        compose(**wishes)


def test_a_language_without_phrases_is_refused() -> None:
    with pytest.raises(RoutineError, match="routine:3:1: the coach has no phrases in `tlh`"):
        coach.read("---\ntalk: full\nlanguage: TLH\n---\n" + SHORT)
    with pytest.raises(WishError, match="no phrases in `tlh`"):
        coach.compose(coach.read(SHORT).model_copy(update={"language": "tlh"}), voice="silent")


@pytest.mark.parametrize(("wished", "end"), [("0:10", 0), ("59:00", 1)])
def test_the_limits_that_are_named_can_be_wished_for(wished: str, end: int) -> None:
    with pytest.raises(WishError) as caught:
        compose(fit=wished)
    limit = re.findall(r"shortest possible is (\S+), the longest (\S+)", caught.value.message)[0][end]
    assert compose(fit=limit).duration == time_to_s(limit) * SAMPLE_RATE


def test_a_score_is_not_exported_with_another_voice(tmp_path: Path) -> None:
    score = compose()
    longer = replace(score.events[1], end=score.events[1].end + 1)
    other = replace(score, events=(score.events[0], longer, *score.events[2:]))
    for wrong in (other, replace(score, voice="silent:else")):
        with pytest.raises(WishError):
            coach.export(wrong, tmp_path / "a.mp3", voice=coach.open_voice("silent", language="en"))
    assert not (tmp_path / "a.mp3").exists()


def test_more_than_six_hours_are_refused() -> None:
    with pytest.raises(WishError, match="it would last 22:"):
        compose("- Squats: 50 x 500 @ 1.6 s", pace=0.5)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ten-minute legs!", "ten-minute-legs.mp3"),
        ("  Über / alles\\ ", "über-alles.mp3"),
        ("../../etc/passwd", "etc-passwd.mp3"),
        ("腿部训练", "腿部训练.mp3"),
        ("x" * 300, "x" * 80 + ".mp3"),
        ("…", "workout.mp3"),
    ],
)
def test_file_names_come_from_titles(title: str, name: str) -> None:
    assert file_name(title) == name


def test_the_default_file_is_named_for_the_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert coach.export(compose()).path == Path("short.mp3")
    assert (tmp_path / "short.mp3").is_file()


def test_a_file_is_overwritten_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    coach.export(compose(), path)
    with pytest.raises(WishError, match="the file exists"):
        coach.export(compose(), path)
    coach.export(compose(pace=2), path, force=True)


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "a folder"), ("no/a.mp3", "does not exist"), ("a.ogg", "no known format"), ("a", "does not say")],
)
def test_targets_that_cannot_be(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(WishError, match=says):
        coach.export(compose(), tmp_path / name)


def test_say_writes_a_wav(tmp_path: Path) -> None:
    path = coach.say("Switch sides.", tmp_path / "a.wav", voice="silent")
    sound, rate = soundfile.read(path)
    assert rate == SAMPLE_RATE
    assert 0.5 < len(sound) / rate < 2
    for text, target, says in (("…", "b.wav", "no word"), ("a", "b.mp3", "as WAV"), ("a", "a.wav", "exists")):
        with pytest.raises(WishError, match=says):
            coach.say(text, tmp_path / target, voice="silent")


def test_without_the_default_engine_the_system_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {entry.name: entry for entry in port.entry_points(group=port.GROUP)}
    silent = entries["silent"]

    class Renamed:
        name = "system"
        load = silent.load

    monkeypatch.setattr(port, "entry_points", lambda group: [Renamed])
    library = coach.open_voice("", language="en")
    assert library.label == "system:silence"
    assert "unknown voice engine `hibari`" in library.warnings[0]
    monkeypatch.setattr(port, "entry_points", lambda group: [])
    with pytest.raises((WishError, MachineError), match="hibari"):
        coach.open_voice("", language="en")


def test_the_package_offers_its_calls_and_nothing_else() -> None:
    assert all(callable(getattr(coach, name)) for name in coach.__all__)
    with pytest.raises(AttributeError):
        coach.nothing  # noqa: B018

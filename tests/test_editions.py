"""A workout at several paces, and workouts and finished files as episodes."""

from pathlib import Path

import pytest

from coach.app import compose, export, open_voice, read
from coach.app.editions import Paced, check_paces, paced, paces_of
from coach.app.episodes import finished_episode, slug_of
from coach.errors import WishError
from coach.routine import Routine
from tests.phones import HOLDS, WORKOUT, rendered


def made(text: str, **wished: object) -> tuple[list[Paced], int]:
    routine: Routine = read(text)
    return paced(routine, library=open_voice("silent", language="en"), **wished)  # type: ignore[arg-type]


def test_slower_and_faster_stand_beside_what_was_wished() -> None:
    found, chosen = made(WORKOUT, pace=1.2)
    assert [one.key for one in found] == ["slower", "normal", "faster"]
    assert [one.score.pace for one in found] == pytest.approx([1.02, 1.2, 1.38])
    assert chosen == 1


def test_a_wished_length_is_that_of_the_normal_one() -> None:
    found, chosen = made(WORKOUT, fit="2:40")
    assert found[chosen].score.duration == 160 * 44_100
    assert found[0].score.duration > 160 * 44_100 > found[2].score.duration


def test_a_wished_time_of_a_movement_moves_with_the_pace() -> None:
    found, _ = made(WORKOUT, rep_seconds=2.3)
    assert [one.score.rep_s for one in found] == pytest.approx([2.3 / 0.85, 2.3, 2.0], abs=0.01)


def test_where_nothing_is_counted_there_is_one_pace() -> None:
    found, chosen = made(HOLDS)
    assert [(one.key, one.label) for one in found] == [("normal", "")]
    assert chosen == 0


def test_at_the_end_of_the_range_no_pace_comes_twice() -> None:
    found, chosen = made(WORKOUT, pace=2)
    assert [one.key for one in found] == ["slower", "normal"]
    assert chosen == 1


def test_paces_can_be_listed() -> None:
    found, chosen = made(WORKOUT, paces=paces_of("1.2, 0.8,1"))
    assert [(one.key, one.label) for one in found] == [
        ("pace-0-80", "0.8 ×"),
        ("pace-1-00", "1 ×"),
        ("pace-1-20", "1.2 ×"),
    ]
    assert chosen == 1
    alone, _ = made(WORKOUT, paces=[0.9])
    assert [(one.label, one.score.pace) for one in alone] == [("", 0.9)]


@pytest.mark.parametrize(("text", "says"), [("fast", "no list"), ("1,3", "out of range"), ("1,nan", "out of range")])
def test_paces_that_are_none_are_refused(text: str, says: str) -> None:
    with pytest.raises(WishError, match=says):
        paces_of(text)


def test_too_many_paces_are_refused() -> None:
    with pytest.raises(WishError, match="10 paces"):
        paces_of(",".join(f"1.{digit}" for digit in range(10)))


def test_paces_exclude_what_decides_the_pace() -> None:
    with pytest.raises(WishError, match="exclude"):
        wishes = {"pace": None, "rep_seconds": None, "fit": "2:00"}
        check_paces([1.0, 1.2], read(HOLDS), wishes, wishes)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Legs & Trunk", "legs-trunk"),
        ("Öfter Füße heben", "ofter-fusse-heben"),
        ("../../etc/passwd", "etc-passwd"),
        ("腰", "workout"),
        ("Assets", "assets-2"),
        ("legs", "legs-2"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_slug_is_plain_and_nobody_elses(title: str, slug: str) -> None:
    assert slug_of(title, taken=["legs"]) == slug


def test_a_rendered_episode_knows_its_files(tmp_path: Path) -> None:
    one = rendered(tmp_path, WORKOUT)
    for edition in one.episode.editions:
        assert one.sounds[edition.key].stat().st_size == edition.size
        assert edition.chapters[-1].end_s == pytest.approx(edition.duration_s, abs=0.001)
        assert "Squats" in one.captions[edition.key]
    assert len({edition.guid for edition in one.episode.editions}) == 3
    assert one.cover_png.startswith(b"\x89PNG")


def test_a_finished_file_is_the_same_episode(tmp_path: Path) -> None:
    score = compose(read(WORKOUT), voice="silent")
    path = export(score, tmp_path / "legs.mp3").path
    one = finished_episode(path, slug="legs")
    (edition,) = one.episode.editions
    assert one.episode.title == score.title
    assert [chapter.title for chapter in edition.chapters] == [section.title for section in score.sections]
    assert [chapter.start_s for chapter in edition.chapters] == pytest.approx(
        [section.start / score.sample_rate for section in score.sections], abs=0.001
    )
    assert edition.duration_s == pytest.approx(score.duration / score.sample_rate, abs=0.001)
    assert "Stand tall." in one.captions["sound"]
    assert one.sounds == {"sound": path}
    assert path.stat().st_size == edition.size

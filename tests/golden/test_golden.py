"""Whole routines, and where in time everything in them has to be."""

from pathlib import Path

import pytest

from tests.golden.listing import WISHES, expected, golden_score, listing


@pytest.mark.parametrize("name", WISHES)
def test_the_score_is_the_one_that_was_read_and_kept(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path))
    assert listing(golden_score(name)).splitlines() == expected(name).read_text(encoding="utf-8").splitlines()

"""Real written workouts: what a careful person reads in them."""

import pytest

from coach.routine import understand, write
from tests.corpus import SCORE, compare, texts


@pytest.mark.slow
@pytest.mark.skipif(not SCORE.exists(), reason="the corpus of written workouts does not lie beside the project")
def test_the_corpus_is_read_as_a_careful_person_reads_it() -> None:
    compared = compare()
    assert compared.certain > 100
    assert compared.exact >= 0.95 * compared.certain, compared.output
    assert compared.misread <= 0.01 * compared.lines, compared.output


@pytest.mark.skipif(not SCORE.exists(), reason="the corpus of written workouts does not lie beside the project")
def test_what_is_read_of_it_is_written_and_reads_back_equal() -> None:
    found = [understand(text) for text in texts()]
    assert len([one for one in found if one.routine is not None]) > 0.8 * len(found)
    for one in found:
        if one.routine is not None:
            assert understand(write(one.routine)).routine == one.routine

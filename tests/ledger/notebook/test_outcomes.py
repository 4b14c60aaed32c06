"""What came of a call, in the words of many hands: away, nobody, refused, moved, vacant, answered for, met."""

import pytest
from notebook_pages import DATA

from ledger.notebook.outcomes import outcome_of
from ledger.notebook.vocabulary import vocabulary

CASES = [line.split("\t") for line in (DATA / "outcomes.txt").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("outcome", "said"), CASES)
def test_what_came_of_it(outcome: str, said: str) -> None:
    words = vocabulary()
    text = words.spelled(said.replace("，", ","))
    found, _reading = outcome_of(text, words.signs(text), (), has_matters=False)
    assert found.value == outcome

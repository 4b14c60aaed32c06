from hypothesis import given
from hypothesis import strategies as st

from ui.tables.seeking import first_row

KEYS = st.lists(st.text("abc", max_size=4), max_size=40)


@given(KEYS, st.text("abc", min_size=1, max_size=3), st.booleans())
def test_the_first_row_that_begins_so_is_found(keys: list[str], typed: str, downwards: bool) -> None:
    rows = sorted(filter(None, keys), reverse=downwards) + [key for key in keys if not key]
    found = first_row(len(rows), rows.__getitem__, typed, downwards=downwards)
    begin_so = [row for row, key in enumerate(rows) if key.startswith(typed)]
    if begin_so:
        assert found == begin_so[0]
    elif found >= 0:
        assert rows[found][: len(typed)] < typed if downwards else rows[found][: len(typed)] > typed


def test_few_rows_are_looked_at_in_a_million() -> None:
    looked: list[int] = []

    def key(row: int) -> str:
        looked.append(row)
        return f"{row:07}"

    assert first_row(1_000_000, key, "0765432", downwards=False) == 765_432
    assert len(looked) < 25

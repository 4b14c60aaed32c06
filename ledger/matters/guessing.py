"""A first guess at a matter's category, from the words it shares with the categories' names. A person decides."""

from collections.abc import Iterable

from ledger.records.matters import Category

# Pairs of characters that stand in many names and say nothing about any of them.
_SAY_NOTHING = frozenset({"服务", "其他", "办理", "问题", "日常"})


def guess_category(known: Iterable[Category], text: str) -> Category | None:
    """The category whose name shares most with `text`, the finer one first; None where nothing is shared."""
    best: tuple[int, bool] = (0, False)
    found: Category | None = None
    for category in known:
        score = (sum(pair in text for pair in _pairs(category.name)), category.parent_id is not None)
        if score[0] and score > best:
            best, found = score, category
    return found


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)} - _SAY_NOTHING

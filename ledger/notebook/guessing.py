"""A first guess at a matter's category from its words, for a form where a person decides."""

from collections import Counter
from collections.abc import Iterable

from ledger.notebook.categories import FALLBACK, weigh
from ledger.notebook.vocabulary import Vocabulary, vocabulary
from ledger.records.matters import Category

# Pairs of characters that stand in many names and say nothing about any of them.
_SAY_NOTHING = frozenset({"服务", "其他", "办理", "问题", "日常", "老年", "老人", "临时", "居民", "社区"})

_LEAST_SURE = 0.5


def guess_category(known: Iterable[Category], text: str, words: Vocabulary | None = None) -> Category | None:
    """The category the notebook's words speak for, or its part whose name shares most with `text`; None for none.

    A name that is said itself (房屋漏水, 老年餐桌) goes before what the words speak for, and before that what a
    community says of its own words; `words` default to those that come with the program.
    """
    offered = tuple(known)
    words = words or vocabulary()
    code, _others, sure = weigh(text, words)
    main = next((each for each in offered if each.code == code and each.parent_id is None), None)
    if main is not None and any(words.is_own(topic) and topic.kind == code for topic in words.topics(text)):
        return named_category((each for each in offered if each.parent_id == main.id), text) or main
    named = named_category(offered, text)
    if named is not None:
        return named
    if sure < _LEAST_SURE:
        return None
    return main if code != FALLBACK else None


def get_ready() -> None:
    """Load the words now, so that the first guess does not wait for them."""
    vocabulary()


def named_category(offered: Iterable[Category], text: str) -> Category | None:
    """Of the categories offered the one whose name shares most with `text`, a part before a main one; None for none.

    What several names have in common (楼道照明, 楼道堆物) speaks for none of them.
    """
    known = tuple(offered)
    names = Counter(pair for name in {category.name for category in known} for pair in _pairs(name))
    best: tuple[int, bool] = (0, False)
    found: Category | None = None
    for category in known:
        telling = {pair for pair in _pairs(category.name) if names[pair] == 1}
        shared = sum(pair in text for pair in _pairs(category.name)) if any(pair in text for pair in telling) else 0
        score = (shared, category.parent_id is not None)
        if score[0] and score > best:
            best, found = score, category
    return found


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)} - _SAY_NOTHING

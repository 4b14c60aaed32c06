"""Which category the words of a matter speak for."""

from collections import defaultdict

from ledger.notebook.vocabulary import CATEGORIES, Vocabulary

FALLBACK = "other"
_ORDER = {code: place for place, code in enumerate(CATEGORIES.values())}
_MOST_OTHERS = 3
_ENOUGH = 6.0


def weigh(text: str, words: Vocabulary) -> tuple[str, tuple[str, ...], float]:
    """(category, the next best ones, how sure from 0 to 1): each word found gives its weight to its category."""
    scores: dict[str, float] = defaultdict(float)
    for hit in words.topics(text):
        scores[hit.kind] += hit.weight
    if not scores:
        return FALLBACK, (), 0.2
    ranked = sorted(scores, key=lambda code: (-scores[code], _ORDER.get(code, len(_ORDER))))
    best = scores[ranked[0]]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    sure = min(1.0, best / _ENOUGH) * (0.5 + 0.5 * (best - second) / best)
    return ranked[0], tuple(ranked[1 : 1 + _MOST_OTHERS]), round(sure, 3)

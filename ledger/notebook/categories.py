"""Which category the words of a matter speak for: the word lists and the learned weights taken together."""

from collections import defaultdict
from math import exp, log1p

from ledger.notebook.evidence import text_grams
from ledger.notebook.vocabulary import CATEGORIES, Vocabulary
from ledger.notebook.weights import ALWAYS, category_weights, honest

FALLBACK = "other"
_MOST_OTHERS = 3
_NO_GRAM_KNOWN = 0.2
# So many times over, a single correction outweighs whatever the general words say.
_OWN_COUNTS = 4.0


def weigh(text: str, words: Vocabulary) -> tuple[str, tuple[str, ...], float]:
    """(category, the next best ones, how sure from 0 to 1)."""
    chances = category_chances(text, words)
    if not chances:
        return FALLBACK, (), _NO_GRAM_KNOWN
    ranked = sorted(chances, key=lambda code: -chances[code])
    return ranked[0], tuple(ranked[1 : 1 + _MOST_OTHERS]), round(honest(chances[ranked[0]], category_weights().sure), 3)


def category_chances(text: str, words: Vocabulary) -> dict[str, float]:
    """How likely each category is, by what every run of characters and every word of the lists adds to it.

    {} where nothing in the text speaks for any. What a community's own words and corrections say goes before.
    """
    listed, own = listed_of(text, words)
    learned = category_weights()
    known = [gram for gram in text_grams(text, words) if gram in learned.words]
    if not listed and not own and not known:
        return {}
    total = sum(listed.values()) or 1.0
    scores = dict.fromkeys(CATEGORIES.values(), 0.0)
    for code in scores:
        there = listed.get(code, 0.0)
        scores[code] = (
            learned.scale["分量"] * log1p(there)
            + learned.scale["占比"] * there / total
            + _OWN_COUNTS * own.get(code, 0.0)
        )
    for gram in (ALWAYS, *known):
        for code, weight in learned.words.get(gram, ()):
            scores[code] += weight
    highest = max(scores.values())
    shares = {code: exp(score - highest) for code, score in scores.items()}
    whole = sum(shares.values())
    return {code: share / whole for code, share in shares.items()}


def listed_of(text: str, words: Vocabulary) -> tuple[dict[str, float], dict[str, float]]:
    """What the words of the lists found in a text weigh for each category, and what a community's own do."""
    listed: dict[str, float] = defaultdict(float)
    own: dict[str, float] = defaultdict(float)
    for hit in words.topics(text):
        (own if words.is_own(hit) else listed)[hit.kind] += hit.weight
    return listed, own

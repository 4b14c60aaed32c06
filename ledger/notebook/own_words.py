"""A community's own words, and what its corrections teach: kept in the ledger, to be looked at and to be reset."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ledger.errors import refuse
from ledger.notebook.categories import weigh
from ledger.notebook.kept_words import Kept, Shelf, keep, kept_words, on_shelf
from ledger.notebook.phrases import Hit, begins_with_words
from ledger.notebook.plain import plain_line
from ledger.notebook.vocabulary import CATEGORIES, OwnWords, Vocabulary, vocabulary
from ledger.records.own_words import LearnedWord, Sense
from ledger.store import Changed, Ledger

LONGEST_WORD = 20
_SHORTEST_SIGN = 2
_CODES = frozenset(CATEGORIES.values())
_LONGEST_WHOLE = 12
_AROUND = " ,，。;；!?…()（）/"


def own_words(ledger: Ledger) -> OwnWords:
    """The words this community gave to categories and other senses, and what corrections have taught."""
    return _own_words(kept_words(ledger))


def known_words(ledger: Ledger) -> Vocabulary:
    """All words the reading knows in this ledger. As long as they stay the same it is the same object."""
    return _vocabulary(tuple(pair for pair in kept_words(ledger) if not pair[0].startswith(Shelf.PLACE)))


def learned_words(ledger: Ledger) -> tuple[LearnedWord, ...]:
    """What corrections have taught, in the order in which it was learned."""
    return tuple(LearnedWord(word, codes) for word, codes in own_words(ledger).learned.items())


def checked_word(word: str, *, shortest: int = 1) -> str:
    """A word as it is looked for in a line. Raises InputProblem on "word": "empty", "too_short", "too_long"."""
    plain = plain_line(word).strip()
    if not plain.strip(_AROUND) or not begins_with_words(plain):
        raise refuse("word", "empty")
    if len(plain) < shortest:
        raise refuse("word", "word_too_short", limit=shortest)
    if len(plain) > LONGEST_WORD:
        raise refuse("word", "too_long", limit=LONGEST_WORD)
    return plain


def add_own_word(ledger: Ledger, *, word: str, category: str) -> Changed:
    """Give `word` (… and (a/b) as in the word lists) to a main category, by its code; it belongs to no other then.

    Raises InputProblem: "empty", "too_long", "no_such_category".
    """
    word = checked_word(word)
    if category not in _CODES:
        raise refuse("category", "no_such_category", name=category)
    with ledger.write("notebook.add_word") as write:
        keep(ledger, write, Shelf.CATEGORY, word, category)
    return write.changed


def add_own_sign(ledger: Ledger, *, word: str, sense: Sense) -> Changed:
    """Say that `word` tells of a need, of none, of nobody there and so on, in place of what it told before.

    Raises InputProblem: "empty", "word_too_short", "too_long". Raises ValueError for a category or a place.
    """
    if sense is Sense.CATEGORY or sense.is_place:
        raise ValueError(f"{sense} is no sign")
    word = checked_word(word, shortest=_SHORTEST_SIGN)
    with ledger.write("notebook.add_word") as write:
        keep(ledger, write, Shelf.SIGN, word, sense)
    return write.changed


def remove_own_word(ledger: Ledger, *, word: str) -> Changed:
    """Take a word back that the community had given to a category or to another sense."""
    with ledger.write("notebook.remove_word") as write:
        keep(ledger, write, Shelf.CATEGORY, word, "")
        keep(ledger, write, Shelf.SIGN, word, "")
    return write.changed


def learn_category(ledger: Ledger, *, text: str, category: str) -> Changed:
    """Learn from a correction: the words that told `text`'s category now speak for `category` too.

    Nothing is learned where the reading agrees already. Raises InputProblem "no_such_category".
    """
    return learn_categories(ledger, [(text, category)])


def learn_categories(ledger: Ledger, corrections: Sequence[tuple[str, str]]) -> Changed:
    """`learn_category` for several corrections (text, category), as if each was read with what is known now."""
    words = known_words(ledger)
    learned: dict[str, dict[str, int]] = {}
    for text, category in corrections:
        if category not in _CODES:
            raise refuse("category", "no_such_category", name=category)
        if weigh(text, words)[0] != category:
            for word in telling_words(text, words):
                codes = learned.setdefault(word, dict(words.own.learned.get(word, {})))
                codes[category] = codes.get(category, 0) + 1
    with ledger.write("notebook.learn") as write:
        for word, codes in learned.items():
            keep(ledger, write, Shelf.LEARNED, word, json.dumps(codes, sort_keys=True))
    return write.changed


def forget_learned(ledger: Ledger, *, word: str | None = None) -> Changed:
    """Forget what was learned of one word, or everything."""
    with ledger.write("notebook.forget") as write:
        for each in own_words(ledger).learned:
            if word in (None, each):
                keep(ledger, write, Shelf.LEARNED, each, "")
    return write.changed


def telling_words(text: str, words: Vocabulary) -> tuple[str, ...]:
    """The words of `text` a category hangs on: those of the winning one, else the strongest of any, else the text."""
    best = weigh(text, words)[0]
    topics = words.topics(text)
    told: list[Hit] = [hit for hit in topics if hit.kind == best] or list(topics)
    if told:
        strongest = max(hit.weight for hit in told)
        return tuple(dict.fromkeys(hit.phrase for hit in told if hit.weight == strongest))
    whole = plain_line(text).strip(_AROUND)[:_LONGEST_WHOLE].strip(_AROUND)
    return (whole,) if len(whole) > 1 and begins_with_words(whole) else ()


@lru_cache(maxsize=8)
def _vocabulary(kept: Kept) -> Vocabulary:
    return Vocabulary(_own_words(kept)) if kept else vocabulary()


@lru_cache(maxsize=8)
def _own_words(kept: Kept) -> OwnWords:
    words: dict[str, list[str]] = {}
    for word, code in on_shelf(kept, Shelf.CATEGORY).items():
        words.setdefault(code, []).append(word)
    signs: dict[Sense, list[str]] = {}
    for word, sense in on_shelf(kept, Shelf.SIGN).items():
        if sense in set(Sense):
            signs.setdefault(Sense(sense), []).append(word)
    learned = {word: _times(text) for word, text in on_shelf(kept, Shelf.LEARNED).items()}
    return OwnWords(
        {code: tuple(found) for code, found in words.items() if code in _CODES},
        {word: codes for word, codes in learned.items() if codes},
        {sense: tuple(found) for sense, found in signs.items()},
    )


def _times(text: str) -> Mapping[str, int]:
    """How often which category was said; {} for what no program of ours has written."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {code: times for code, times in pairs if code in _CODES and isinstance(times, int) and times > 0}

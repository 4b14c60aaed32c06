"""A community's own words, and what its corrections teach: kept in the ledger, to be looked at and to be reset."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ledger.errors import refuse
from ledger.notebook.categories import weigh
from ledger.notebook.vocabulary import CATEGORIES, OwnWords, Vocabulary
from ledger.store import Changed, Ledger

_WORDS, _LEARNED = "notebook.words", "notebook.learned"
_CODES = frozenset(CATEGORIES.values())
_LONGEST_WORD = 20
_LONGEST_WHOLE = 12


def own_words(ledger: Ledger) -> OwnWords:
    """The words this community gave to categories, and what corrections have taught."""
    words = {code: tuple(found) for code, found in _setting(ledger, _WORDS).items()}
    learned = {
        word: {code: int(times) for code, times in codes.items()} for word, codes in _setting(ledger, _LEARNED).items()
    }
    return OwnWords(words, learned)


def add_own_word(ledger: Ledger, *, word: str, category: str) -> Changed:
    """Give `word` (… and (a/b) as in the word lists) to a main category, by its code.

    Raises InputProblem: "empty", "too_long", "no_such_category".
    """
    word = word.strip()
    if not word.strip("…/()（） "):
        raise refuse("word", "empty")
    if len(word) > _LONGEST_WORD:
        raise refuse("word", "too_long", limit=_LONGEST_WORD)
    if category not in _CODES:
        raise refuse("category", "no_such_category", name=category)
    words = {code: [each for each in found if each != word] for code, found in own_words(ledger).words.items()}
    words.setdefault(category, []).append(word)
    return _store(ledger, "notebook.add_word", _WORDS, words)


def remove_own_word(ledger: Ledger, *, word: str) -> Changed:
    """Take a word back that the community had given to a category."""
    words = {code: [each for each in found if each != word] for code, found in own_words(ledger).words.items()}
    return _store(ledger, "notebook.remove_word", _WORDS, {code: found for code, found in words.items() if found})


def learn_category(ledger: Ledger, *, text: str, category: str) -> Changed:
    """Learn from a correction: the words that told `text`'s category now speak for `category` too.

    Nothing is learned where the reading agrees already. Raises InputProblem "no_such_category".
    """
    return learn_categories(ledger, [(text, category)])


def learn_categories(ledger: Ledger, corrections: Sequence[tuple[str, str]]) -> Changed:
    """`learn_category` for several corrections (text, category), as if each was read with what is known now."""
    known = own_words(ledger)
    words = Vocabulary(known)
    learned = {word: dict(codes) for word, codes in known.learned.items()}
    for text, category in corrections:
        if category not in _CODES:
            raise refuse("category", "no_such_category", name=category)
        if weigh(text, words)[0] != category:
            for word in telling_words(text, words):
                codes = learned.setdefault(word, {})
                codes[category] = codes.get(category, 0) + 1
    return _store(ledger, "notebook.learn", _LEARNED, learned)


def forget_learned(ledger: Ledger, *, word: str | None = None) -> Changed:
    """Forget what was learned of one word, or everything."""
    kept = {} if word is None else {each: codes for each, codes in own_words(ledger).learned.items() if each != word}
    return _store(ledger, "notebook.forget", _LEARNED, kept)


def telling_words(text: str, words: Vocabulary) -> tuple[str, ...]:
    """The words of `text` a category hangs on: those of the winning one, or the text itself where none is known."""
    best = weigh(text, words)[0]
    told = [hit for hit in words.topics(text) if hit.kind == best]
    if told:
        strongest = max(hit.weight for hit in told)
        return tuple(dict.fromkeys(hit.phrase for hit in told if hit.weight == strongest))
    whole = text.strip(" ,，。;；!?")[:_LONGEST_WHOLE].strip()
    return (whole,) if len(whole) > 1 else ()


def _setting(ledger: Ledger, key: str) -> Mapping[str, Any]:
    value = ledger.value("select value from setting where key = ? and withdrawn_at is null", (key,))
    found: Mapping[str, Any] = json.loads(value) if value else {}
    return found


def _store(ledger: Ledger, action: str, key: str, value: Mapping[str, Any]) -> Changed:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    with ledger.write(action) as write:
        row = ledger.row("select id from setting where key = ? and withdrawn_at is null", (key,))
        if row is not None:
            write.update("setting", row["id"], value=text)
        elif value:
            write.insert("setting", key=key, value=text)
    return write.changed

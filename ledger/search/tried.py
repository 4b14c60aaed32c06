"""How the words were looked for, to be said where nothing is found."""

from collections.abc import Iterator

from ledger.search.doors import door_patterns
from ledger.search.hits import Tried, Way
from ledger.search.naming import name_word
from ledger.search.query import Query
from ledger.store.index_entries import SHORTEST_NUMBER


def tried(query: Query) -> tuple[Tried, ...]:
    """Every word and filter with the ways it was looked for."""
    filters = tuple(Tried(each.said, (), each) for each in query.filters)
    return filters + tuple(Tried(word, tuple(_ways(word))) for word in query.words)


def _ways(word: str) -> Iterator[Way]:
    plain = name_word(word)
    if not plain.isdigit():
        yield Way.NAME
    if plain.isascii() and plain.isalpha():
        yield Way.PINYIN
    if door_patterns(word):
        yield Way.DOOR
    if len(plain) >= SHORTEST_NUMBER and any(map(str.isdigit, plain)):
        yield Way.NUMBER
    yield Way.WORDS

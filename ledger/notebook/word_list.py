"""All the words a community has of its own, in one list: looked at, added to, changed and taken from."""

from ledger.errors import refuse
from ledger.notebook.kept_words import Shelf, keep
from ledger.notebook.own_places import add_place_name, place_words
from ledger.notebook.own_words import add_own_sign, add_own_word, own_words
from ledger.records.own_words import OwnWord, Sense
from ledger.store import Changed, Ledger


def word_list(ledger: Ledger) -> tuple[OwnWord, ...]:
    """Names of places, then the words of categories, then the others, each in the order they were added."""
    own = own_words(ledger)
    categories = [OwnWord(word, Sense.CATEGORY, code) for code, words in own.words.items() for word in words]
    signs = [OwnWord(word, sense) for sense, words in own.signs.items() for word in words]
    return (*place_words(ledger), *categories, *signs)


def save_word(ledger: Ledger, own: OwnWord, *, instead_of: OwnWord | None = None) -> Changed:
    """Add a word of one's own, or put it in place of another, in one write.

    Raises InputProblem as `add_own_word`, `add_own_sign` and `add_place_name` do; on "of", "choose" where what it
    means is left open.
    """
    if not own.of and (own.sense is Sense.CATEGORY or own.sense.is_place):
        raise refuse("of", "choose")
    with ledger.write("notebook.save_word") as write:
        if instead_of is not None:
            keep(ledger, write, _shelf(instead_of.sense), instead_of.word, "")
        if own.sense is Sense.CATEGORY:
            add_own_word(ledger, word=own.word, category=own.of)
        elif own.sense.is_place:
            add_place_name(ledger, word=own.word, sense=own.sense, uid=own.of)
        else:
            add_own_sign(ledger, word=own.word, sense=own.sense)
    return write.changed


def drop_word(ledger: Ledger, own: OwnWord) -> Changed:
    """Take one word off the list; in another sense it stays."""
    with ledger.write("notebook.remove_word") as write:
        keep(ledger, write, _shelf(own.sense), own.word, "")
    return write.changed


def _shelf(sense: Sense) -> Shelf:
    if sense is Sense.CATEGORY:
        return Shelf.CATEGORY
    return Shelf.PLACE if sense.is_place else Shelf.SIGN

"""What a community calls its buildings and estates: 西院 for building 3. Kept in the ledger beside its other words."""

from ledger.errors import refuse
from ledger.notebook.doors import door_at
from ledger.notebook.kept_words import Shelf, keep, kept_words, on_shelf
from ledger.notebook.own_words import checked_word
from ledger.notebook.roster_index import CalledPlace, PlaceNames
from ledger.places.doors import buildings, estates
from ledger.records.own_words import OwnWord, Sense
from ledger.store import Changed, Ledger

_SHORTEST_NAME = 2


def add_place_name(ledger: Ledger, *, word: str, sense: Sense, uid: str) -> Changed:
    """Let `word` name the building or estate of this uid, and no other place.

    Raises InputProblem: "empty", "word_too_short", "too_long", "word_is_a_door", "no_such_entry".
    """
    word = checked_word(word, shortest=_SHORTEST_NAME)
    door = door_at(word, 0, PlaceNames())
    if door is not None and door.end == len(word):
        raise refuse("word", "word_is_a_door", word=word)
    if uid not in _uids(ledger, sense):
        raise refuse("of", "no_such_entry", table=str(sense))
    with ledger.write("notebook.add_place_name") as write:
        keep(ledger, write, Shelf.PLACE, word, f"{sense} {uid}")
    return write.changed


def remove_place_name(ledger: Ledger, *, word: str) -> Changed:
    """Let `word` name no place any more."""
    with ledger.write("notebook.remove_place_name") as write:
        keep(ledger, write, Shelf.PLACE, word, "")
    return write.changed


def place_words(ledger: Ledger) -> tuple[OwnWord, ...]:
    """The names this community gave to places, those too whose place is there no longer."""
    found = []
    for word, value in on_shelf(kept_words(ledger), Shelf.PLACE).items():
        sense, _blank, uid = value.partition(" ")
        if sense in (Sense.BUILDING, Sense.ESTATE):
            found.append(OwnWord(word, Sense(sense), uid))
    return tuple(found)


def called_places(ledger: Ledger) -> tuple[CalledPlace, ...]:
    """The same with the places as the reading knows them, the longest name first."""
    words = place_words(ledger)
    if not words:
        return ()
    of_building = {each.uid: (each.estate, each.name) for each in buildings(ledger)}
    of_estate = {each.uid: (each.name, "") for each in estates(ledger)}
    found = []
    for each in words:
        place = (of_building if each.sense is Sense.BUILDING else of_estate).get(each.of)
        if place is not None:
            found.append(CalledPlace(each.word, *place))
    return tuple(sorted(found, key=lambda place: (-len(place.said), place.said)))


def _uids(ledger: Ledger, sense: Sense) -> set[str]:
    return {each.uid for each in (buildings(ledger) if sense is Sense.BUILDING else estates(ledger))}

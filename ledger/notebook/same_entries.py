"""Which entry of a line is which, when the line speaks of several and is edited."""

from collections.abc import Mapping, Sequence

from ledger.records.notebook import PageEntry

Identity = tuple[str, ...]
"""What an entry is known by among those of its line: its door, its place, or the name that was written."""

ASIDE = 1000
"""Added to the place of an entry that is gone from its line for now, so that no other takes its decisions over."""


def identity(entry: PageEntry) -> Identity:
    """What an entry is known by as it was read."""
    if entry.household is not None:
        home = entry.household
        return "door", home.estate, home.building, home.unit, home.room
    if entry.said_door is not None and entry.said_door.room:
        door = entry.said_door
        return "door", door.estate, door.building, door.unit, door.room
    return "place", entry.place, entry.said_name


def moved(before: Sequence[Identity], now: Sequence[Identity], decided: Mapping[int, Identity]) -> dict[int, int]:
    """Where decisions belong now, by the place on the line they were taken at.

    `before` and `now` are the line's entries, `decided` whom each decision was about. One whose entry is gone
    stands aside (ASIDE and above) until it is there again; one whose entry was edited in its place stays.
    """
    if max(len(before), len(now)) < 2 and max(decided, default=0) < ASIDE:
        return {place: place for place in decided}
    found: dict[int, int] = {}
    free = list(range(len(now)))
    for place, who in sorted(decided.items()):
        if place < len(now) and now[place] == who:
            found[place] = place
            free.remove(place)
    for place, who in sorted(decided.items()):
        if place not in found:
            there = next((each for each in free if now[each] == who), None)
            if there is None and place in free and now[place] not in before:
                there = place
            if there is not None:
                free.remove(there)
            found[place] = place + (0 if place >= ASIDE else ASIDE) if there is None else there
    return _apart(found)


def _apart(found: dict[int, int]) -> dict[int, int]:
    taken: set[int] = set()
    for place, there in sorted(found.items()):
        while there in taken:
            there += ASIDE
        found[place] = there
        taken.add(there)
    return found

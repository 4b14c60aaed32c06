"""Finding anyone and anything by a few words, and the order in which it comes.

**The order.** It depends on nothing but the words, the day and what the ledger says, and is the same every time:

1. *Groups* come in one order: residents, doors, matters, visits, pages.
2. *The closest first*, in residents, doors and matters: what is exactly so (the name, the pinyin or the initials, the
   phone, the door, the room, the number of a matter, its title); then what begins so (for phones, ID numbers and matter
   numbers: ends so; for doors: a building or unit, or a room whose number goes on); then what has it inside; then what
   only says it in a note, a detail, a step. Of several words the one that fits best decides; and what has them all in
   its name or in one text comes before what has them here and there (许敏 is the name, 漏水 is in the note).
3. *Residents who are here before those who died or moved away*, then as they were entered (as in the roster).
   *Doors* as one walks: by estate, building, unit, from the ground floor up.
   *Matters*: open ones before those that left the account, then the last registered first.
   *Visits and pages*: the latest day first; whatever of a visit the words are found in.
4. *What was understood first*: what fits the filters that were understood (上月) comes before what only says the words.

Where more than `gathering.RANKED` matters have a word, the last entered of them (open and settled each) are put in
order. A group holds at most `limit` hits and says whether there are `more`.

**What is found.** Every word has to be found, each where it will (`gathering`): a resident's name, pinyin, numbers,
notes and door; a door's writings, notes and people; what is written in a visit, matter or page and under it, its people
and its door. What the index proposes is looked at on the rows, so no hit lacks a word.
"""

import sys
import time
from collections.abc import Callable, Collection
from datetime import date

from ledger.search.dwellings import Dwellings
from ledger.search.filters import with_households
from ledger.search.gathering import Kind, Ranked
from ledger.search.hits import Found, Group, Hit, HitKind
from ledger.search.looking import GLANCES, LOOKS, Known, Looking
from ledger.search.matters import Matters
from ledger.search.nearest import Find, nearest
from ledger.search.pages import Pages
from ledger.search.query import Query, Reading, literal_query, read_query
from ledger.search.residents import Residents
from ledger.search.tried import tried
from ledger.search.visits import Visits
from ledger.search.vocabulary import Vocabulary
from ledger.store import Ledger
from ledger.store.index_reading import Dropped, droppable

__all__ = ["ALL_KINDS", "Dropped", "find", "find_doors"]

KINDS: dict[HitKind, type[Kind]] = {kind.kind: kind for kind in (Residents, Dwellings, Matters, Visits, Pages)}
ALL_KINDS = tuple(KINDS)


def find(
    ledger: Ledger,
    words: str,
    *,
    today: date,
    limit: int = 50,
    kinds: Collection[HitKind] = ALL_KINDS,
    offer_nearest: bool = True,
    cancelled: Callable[[], bool] | None = None,
) -> Found:
    """The best `limit` hits of each of `kinds` for some words, in the order told above. Nothing typed is an error.

    Where nothing is found, and where no resident has a name that was typed, the nearest is looked for. Only reads, on
    the connection and in the thread of `ledger`. Raises Dropped soon after `cancelled` says so.
    """
    unwanted = cancelled or _never
    begun = time.perf_counter()
    with droppable(ledger, unwanted):
        query = read_query(words, Vocabulary(ledger, today), today=today)
        known = Known()
        groups = _groups(ledger, query, today, max(limit, 0), kinds, unwanted, known=known)
        near = nearest(ledger, query, groups, find=_again(ledger, today, unwanted, known)) if offer_nearest else ()
    elapsed = (time.perf_counter() - begun) * 1000
    return Found(query.text, groups, tried(query), near, elapsed)


def find_doors(ledger: Ledger, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """What a field that asks for a door offers: doors and residents, the closest first, doors before residents.

    Nothing typed is taken for a filter.
    """
    if limit < 1:
        return ()
    groups = _groups(ledger, literal_query(words), date.min, limit, (HitKind.DWELLING, HitKind.RESIDENT), _never)
    hits = [hit for group in reversed(groups) for hit in group.hits]
    return tuple(sorted(hits, key=lambda hit: hit.closeness)[:limit])


def _never() -> bool:
    return False


def _groups(
    ledger: Ledger,
    query: Query,
    today: date,
    limit: int,
    kinds: Collection[HitKind],
    unwanted: Callable[[], bool],
    *,
    known: Known | None = None,
    at_most: int = sys.maxsize,
) -> tuple[Group, ...]:
    """The groups that are not empty; no more are looked for where these have `at_most` hits together."""
    if limit == 0:
        return ()
    known = known or Known()
    filters = with_households(ledger, query.filters)
    looks = LOOKS if at_most == sys.maxsize else GLANCES
    lookings = [
        (each, Looking(ledger, filters if each.filters else (), today, limit, unwanted, known, looks))
        for each in query.readings
    ]
    groups: list[Group] = []
    for kind in KINDS:
        if kind in kinds and sum(len(group.hits) for group in groups) < at_most:
            group = _group(kind, lookings)
            groups += [group] if group.hits else []
    return tuple(groups)


def _group(kind: HitKind, lookings: list[tuple[Reading, Looking]]) -> Group:
    """One kind's hits of every reading, those of the first before the others."""
    chosen: dict[int, tuple[Ranked, Reading]] = {}
    gatherer: Kind | None = None
    more = False
    for reading, looking in lookings:
        looking.go_on()
        gatherer = KINDS[kind](looking)
        gathered = gatherer.gather(reading.words, together=reading.together)
        more = more or gathered.more
        for ranked in gathered.ranked:
            chosen.setdefault(ranked[2], (ranked, reading))
        if len(chosen) > looking.limit:
            break
    if gatherer is None:
        return Group(kind, ())
    limit = gatherer.looking.limit
    kept = list(chosen.values())[:limit]
    hits = []
    for reading in dict.fromkeys(reading for _ranked, reading in kept):
        hits += gatherer.hits([ranked for ranked, of in kept if of is reading], reading.words)
    return Group(kind, tuple(hits), more or len(chosen) > limit)


def _again(ledger: Ledger, today: date, unwanted: Callable[[], bool], known: Known) -> Find:
    def find_again(words: str, limit: int, kinds: Collection[HitKind]) -> tuple[Group, ...]:
        query = read_query(words, Vocabulary(ledger, today), today=today)
        return _groups(ledger, query, today, limit, kinds, unwanted, known=known, at_most=limit)

    return find_again

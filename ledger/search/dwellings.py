"""Doors and the households behind them: by any writing of the address, by notes, and together with who lives there."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

from ledger.places.order import walking_order
from ledger.records.places import Address
from ledger.rules.search_tokens import says
from ledger.search.doors import door_closeness, door_patterns
from ledger.search.gathering import RANKED, Kind, Ranked, Tributary
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.looking import LOOKS
from ledger.search.naming import Named, door_parts, doors_named
from ledger.search.reading import AMONG, rows_of
from ledger.search.snippets import snippet
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.index_reading import Asked, dwelling_hits, proposed_dwellings
from ledger.store.index_sources import TextKind

_JOINED = " · "


class Dwellings(Kind):
    """As one walks: by estate, building, unit, from the ground floor up."""

    kind: ClassVar = HitKind.DWELLING
    text: ClassVar = TextKind.DWELLING
    tributaries: ClassVar = (
        Tributary(
            TextKind.HOUSEHOLD,
            f"select dwelling_id from occupancy where household_id in {AMONG} and withdrawn_at is null",
            f"select household_id, dwelling_id from occupancy where dwelling_id in {AMONG} and withdrawn_at is null",
            "select o.dwelling_id, h.note from occupancy o join household h on h.id = o.household_id"
            f" where o.dwelling_id in {AMONG} and o.withdrawn_at is null and h.withdrawn_at is null and h.note <> ''",
        ),
        Tributary(
            TextKind.PROMISE,
            "select o.dwelling_id from promise p join occupancy o on o.household_id = p.household_id"
            f" where p.id in {AMONG} and o.withdrawn_at is null",
            "select p.id, o.dwelling_id from occupancy o join promise p on p.household_id = o.household_id"
            f" where o.dwelling_id in {AMONG} and o.withdrawn_at is null",
            "select o.dwelling_id, p.text from occupancy o join promise p on p.household_id = o.household_id"
            f" where o.dwelling_id in {AMONG} and o.withdrawn_at is null and p.withdrawn_at is null",
        ),
    )
    ranked_at_once: ClassVar = RANKED
    beside_counts: ClassVar = False

    @cached_property
    def _most(self) -> int:
        return max(self.looking.enough, RANKED)

    def listed(self) -> Iterable[int]:
        """The best where there are only filters."""
        assert self.only is not None
        rows = self.ledger.rows(
            f"select r.id from dwelling r where r.withdrawn_at is null and ({self.only.sql}) order by r.id limit ?",
            (*self.only.values, self._most),
        )
        return [row[0] for row in rows]

    def called(self, words: Sequence[str]) -> Iterable[int]:
        """Those that have every word in their own name, door or number."""
        found: dict[int, None] = {}
        if len(words) == 1:
            found.update(dict.fromkeys(doors_named(self.ledger, words[0], only=self.only, limit=self._most)))
        else:
            asked = [each for word in words for each in _asked(word)]
            found.update(dict.fromkeys(self._with_parts(asked, words)))
        if len(found) < self.looking.enough:
            asked = [Asked(word) for word in words]
            found.update(dict.fromkeys(dwelling_hits(self.ledger, asked, only=self.only, limit=self._most)))
        return found

    def _with_parts(self, asked: Sequence[Asked], words: Sequence[str]) -> Iterable[int]:
        ids = dwelling_hits(self.ledger, asked, only=self.only, limit=self._most)
        doors = door_parts(self.ledger, ids)
        return [id_ for id_ in ids if all(door_closeness(word, *doors[id_]) is not None for word in words)]

    def called_all(self, word: str) -> Iterable[int]:
        """All these."""
        found = set(proposed_dwellings(self.ledger, [Asked(word)], limit=LOOKS + 1))
        for pattern in door_patterns(word):
            if len(found) <= LOOKS:
                found.update(proposed_dwellings(self.ledger, pattern.asked, limit=LOOKS + 1))
        return found

    def calls(self, word: str, ids: Iterable[int]) -> set[int]:
        """Those whose own name, door or number has a word."""
        doors = door_parts(self.ledger, ids)
        return {id_ for id_, door in doors.items() if door_closeness(word, *door) is not None}

    def beside(self, words: Named, limit: int) -> list[int]:
        """Those whose people or door are among those named."""
        sql = (
            "select o.dwelling_id from membership m join occupancy o on o.household_id = m.household_id"
            f" and o.until is null and o.withdrawn_at is null where m.resident_id in {AMONG}"
            " and m.until is null and m.withdrawn_at is null limit ?"
        )
        return [row[0] for row in rows_of(self.ledger, sql, words.residents, (limit,))]

    def people(self, ids: Iterable[int]) -> list[tuple[int, int]]:
        """Their people."""
        sql = (
            "select o.dwelling_id, m.resident_id from occupancy o join membership m on m.household_id = o.household_id"
            f" and m.until is null and m.withdrawn_at is null where o.dwelling_id in {AMONG}"
            " and o.until is null and o.withdrawn_at is null"
        )
        return [tuple(row) for row in rows_of(self.ledger, sql, ids)]

    def ranked(self, ids: Iterable[int], words: Sequence[str]) -> Iterator[Ranked]:
        """What they are sorted by."""
        wanted = list(ids)
        doors = door_parts(self.ledger, wanted) if words else {}
        rows = rows_of(
            self.ledger,
            "select d.id, d.floor, d.room, u.name as unit, b.name as building, e.name as estate from dwelling d"
            " join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
            f" join estate e on e.id = b.estate_id where d.id in {AMONG}",
            wanted,
        )
        for row in rows:
            close = [door_closeness(word, *doors[row["id"]]) for word in words]
            best = min((each for each in close if each is not None), default=Closeness.SAID)
            address = Address(row["estate"], row["building"], row["unit"], row["room"])
            yield (best, walking_order(address, row["floor"]), row["id"]), best, row["id"]

    def hits(self, ranked: Sequence[Ranked], words: Sequence[str]) -> list[Hit]:
        """As they are shown."""
        ids = [id_ for _key, _close, id_ in ranked]
        rows = {row["id"]: row for row in rows_of(self.ledger, _HITS, ids)}
        written: dict[int, list[str]] = {}
        for tributary in self.tributaries:
            for id_, text in rows_of(self.ledger, tributary.texts, ids):
                written.setdefault(id_, []).append(text)
        found = []
        for _key, close, id_ in ranked:
            row = rows[id_]
            text = _JOINED.join(_parts(row, [row["note"], *written.get(id_, ())], words))
            home = row["household_id"]
            found.append(Hit(self.kind, id_, row["uid"], row["title"], text, tuple(words), None, close, home))
        return found


_HITS = f"""
with home as (
    select d.id, d.id as dwelling_id, (select o.household_id from occupancy o where o.dwelling_id = d.id
        and o.until is null and o.withdrawn_at is null order by coalesce(o.since, ''), o.id limit 1) as household_id
    from dwelling d where d.id in {AMONG})
select home.id, d.uid, d.note, {ADDRESS_SQL} as title, home.household_id, coalesce(
    (select r.name from household h join resident r on r.id = h.head_id where h.id = home.household_id),
    (select r.name from membership m join resident r on r.id = m.resident_id where m.household_id = home.household_id
        and m.until is null and m.withdrawn_at is null and r.withdrawn_at is null
        order by r.presence in ('dead', 'moved_out'), m.id limit 1), '') as head
from home {ADDRESS_JOIN.format(table="home")}"""


def _asked(word: str) -> list[Asked]:
    patterns = door_patterns(word)
    return patterns[0].asked if patterns else [Asked(word)]


def _parts(row: Any, notes: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    if row["head"]:
        yield row["head"]
    yield from (snippet(note, words) for note in notes if any(says(note, word) for word in words))

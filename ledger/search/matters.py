"""Matters: by number, title, detail, what was done and promised, and by whose they are."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from ledger.records.matters import OPEN_STATUSES
from ledger.rules.search_tokens import fold, says
from ledger.search.filters import CLOSED, OPEN, may_be
from ledger.search.gathering import CONCERN, RANKED, Kind, Ranked, Tributary
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.looking import SELDOM
from ledger.search.naming import Named
from ledger.search.reading import AMONG, rows_of
from ledger.search.snippets import snippet
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.index_reading import Only
from ledger.store.index_sources import TextKind

_JOINED = " · "


class Matters(Kind):
    """Open ones before those settled, the last registered first."""

    kind: ClassVar = HitKind.MATTER
    ranked_at_once: ClassVar = RANKED
    text: ClassVar = TextKind.MATTER
    tributaries: ClassVar = (
        Tributary(
            TextKind.STEP,
            f"select matter_id from step where id in {AMONG}",
            f"select id, matter_id from step where matter_id in {AMONG}",
            f"select matter_id, text from step where matter_id in {AMONG} and withdrawn_at is null and text <> ''",
        ),
        Tributary(
            TextKind.PROMISE,
            f"select matter_id from promise where id in {AMONG} and matter_id is not null",
            f"select id, matter_id from promise where matter_id in {AMONG}",
            f"select matter_id, text from promise where matter_id in {AMONG} and withdrawn_at is null",
        ),
    )

    def listed(self) -> Iterable[int]:
        """The best where there are only filters."""
        assert self.only is not None
        found: list[int] = []
        # The open ones are few and found by their status, the others by looking back from the last.
        for part, way, order in ((OPEN, "", "+r.id"), (CLOSED, "not indexed", "r.id")):
            if not may_be(part, self.looking.filters):
                continue
            rows = self.ledger.rows(
                f"select r.id from matter r {way} where r.withdrawn_at is null and {part.sql} and ({self.only.sql})"
                f" order by {order} desc limit ?",
                (*self.only.values, max(self.looking.enough, RANKED) if len(found) < self.looking.enough else 0),
            )
            found += [row[0] for row in rows]
        return found

    def written(self, words: Sequence[str]) -> Iterable[int]:
        """Those that have every word in their own text."""
        assert self.only is not None
        if self.looking.proposed(words) is not None:
            yield from self.looking.texts_with(self.text, words, self.only, SELDOM)
            return
        limit = max(self.looking.enough, RANKED)
        ids = self.looking.texts_with(self.text, words, self.only, limit)
        yield from ids
        if len(ids) == limit:
            # Those still open may lie far behind many that are settled; their ids tell them before a row is read.
            only = Only(f"i.rowid - {self.text.base} in ({_OPEN}) and ({self.only.sql})", self.only.values)
            yield from self.looking.texts_with(self.text, words, only, limit)

    def called(self, words: Sequence[str]) -> Iterable[int]:
        """Those that have every word in their own name, door or number."""
        if len(words) > 1:
            return ()
        rows = self.ledger.rows("select id from matter where number in (?, ?)", (words[0], words[0].upper()))
        return self.fitting(row[0] for row in rows)

    def beside(self, words: Named, limit: int) -> list[int]:
        """Those whose people or door are among those named."""
        found: list[int] = []
        for sql, ids in (
            (_OF_RESIDENTS, words.residents),
            (_THEIR_OWN, words.residents),
            (_OF_MET, words.residents),
            (_OF_DOORS, words.doors),
        ):
            found += [row[0] for row in rows_of(self.ledger, sql, ids, (limit,))]
        return sorted(set(found), reverse=True)[:limit]

    def concern(self, names: Named) -> Only | None:
        """Their household is of those named, or their door is named."""
        return Only(CONCERN, (json.dumps([*names.residents]), json.dumps([*names.doors])))

    def people(self, ids: Iterable[int]) -> list[tuple[int, int]]:
        """Their people."""
        wanted = list(ids)
        pairs = [row for sql in (_MEMBERS, _OWN, _MET) for row in rows_of(self.ledger, sql, wanted)]
        return [(row[0], row[1]) for row in pairs]

    def door_of(self, ids: Iterable[int]) -> dict[int, int]:
        """Their doors."""
        sql = f"select id, dwelling_id from matter where id in {AMONG} and dwelling_id is not null"
        return {row[0]: row[1] for row in rows_of(self.ledger, sql, ids)}

    def ranked(self, ids: Iterable[int], words: Sequence[str]) -> Iterator[Ranked]:
        """What they are sorted by."""
        sql = f"select id, number, title, status, registered_on from matter where id in {AMONG}"
        for id_, number, title, status, on in rows_of(self.ledger, sql, ids):
            close = _closeness(words, fold(number), fold(title))
            # The latest first: days in reverse.
            yield (close, status not in OPEN_STATUSES, -date.fromisoformat(on).toordinal(), -id_), close, id_

    def hits(self, ranked: Sequence[Ranked], words: Sequence[str]) -> list[Hit]:
        """As they are shown."""
        ids = [id_ for _key, _close, id_ in ranked]
        rows = {row["id"]: row for row in rows_of(self.ledger, _HITS, ids)}
        elsewhere = [id_ for id_ in ids if not _is_in(words, rows[id_])]
        steps: dict[int, list[str]] = {}
        for tributary in self.tributaries:
            for id_, text in rows_of(self.ledger, tributary.texts, elsewhere):
                steps.setdefault(id_, []).append(text)
        found = []
        for _key, close, id_ in ranked:
            row = rows[id_]
            text = _JOINED.join(_parts(row, steps.get(id_, ()), words))
            when, home = date.fromisoformat(row["registered_on"]), row["household_id"]
            found.append(Hit(self.kind, id_, row["uid"], row["title"], text, tuple(words), when, close, home))
        return found


_OF_RESIDENTS = (
    "select a.id from membership m join matter a on a.household_id = m.household_id"
    f" where m.resident_id in {AMONG} and m.withdrawn_at is null order by a.id desc limit ?"
)
_OPEN = f"select r.id from matter r where {OPEN.sql}"
_THEIR_OWN = f"select id from matter where resident_id in {AMONG} order by id desc limit ?"
_OF_MET = (
    "select id from matter where visit_id in (select visit_id from visit_person"
    f" where resident_id in {AMONG} and withdrawn_at is null) limit ?"
)
_OF_DOORS = f"select id from matter where dwelling_id in {AMONG} order by id desc limit ?"
_MEMBERS = (
    "select a.id, m.resident_id from matter a join membership m on m.household_id = a.household_id"
    f" and m.withdrawn_at is null where a.id in {AMONG}"
)
_OWN = f"select id, resident_id from matter where id in {AMONG} and resident_id is not null"
_MET = (
    "select a.id, p.resident_id from matter a join visit_person p on p.visit_id = a.visit_id and p.withdrawn_at is null"
    f" where a.id in {AMONG} and p.resident_id is not null"
)
_HITS = (
    "select a.id, a.uid, a.number, a.title, a.detail, a.place, a.household_id, a.registered_on,"
    f" case when d.id is null then '' else {ADDRESS_SQL} end as address, coalesce(r.name, '') as resident"
    f" from matter a left join resident r on r.id = a.resident_id {ADDRESS_JOIN.format(table='a')}"
    f" where a.id in {AMONG}"
)


def _closeness(words: Sequence[str], number: str, title: str) -> Closeness:
    best = Closeness.SAID
    for word in words:
        for name in (number, title):
            if word in name:
                close = Closeness.PART
                if name == word:
                    close = Closeness.EXACT
                elif name.startswith(word) or (name == number and name.endswith(word)):
                    close = Closeness.BEGINS
                best = min(best, close)
    return best


def _is_in(words: Sequence[str], row: Any) -> bool:
    return all(any(says(row[name], word) for name in ("title", "number", "detail", "place")) for word in words)


def _parts(row: Any, steps: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """Number, where and whose; then the words around the hit where it is not in the title."""
    yield from (part for part in (row["number"], row["address"] or row["place"]) if part)
    missing = [word for word in words if not says(row["title"], word) and not says(row["number"], word)]
    if not missing:
        return
    if row["resident"] and any(says(row["resident"], word) for word in missing):
        yield row["resident"]
    for text in (row["detail"], *steps):
        if any(says(text, word) for word in missing):
            yield snippet(text, missing)
            return

"""Visits: by their notes and places, by who was met, and by whom and where they were to."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from ledger.rules.search_tokens import says
from ledger.search.filters import Key
from ledger.search.gathering import CONCERN, Kind, Ranked, Tributary
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.looking import FEW_DOORS, SELDOM
from ledger.search.naming import Named
from ledger.search.reading import AMONG, rows_of
from ledger.search.snippets import snippet
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.index_reading import EVERY_DAY, Only, proposed_among, text_hits_among, visit_hits
from ledger.store.index_sources import TextKind

_JOINED = " · "
_BETWEEN_NAMES = "、"
_BETWEEN = "\u0001"


class Visits(Kind):
    """The latest first."""

    kind: ClassVar = HitKind.VISIT
    text: ClassVar = TextKind.VISIT
    tributaries: ClassVar = (
        Tributary(
            TextKind.PROMISE,
            f"select visit_id from promise where id in {AMONG} and visit_id is not null",
            f"select id, visit_id from promise where visit_id in {AMONG}",
            f"select visit_id, text from promise where visit_id in {AMONG} and withdrawn_at is null",
        ),
    )

    def listed(self) -> Iterable[int]:
        """The best where there are only filters."""
        assert self.only is not None
        rows = self.ledger.rows(
            f"select r.id from visit r {'' if self._few_doors() else 'indexed by visit_on'}"
            f" where r.withdrawn_at is null and ({self.only.sql})"
            " order by r.on_date desc, r.at_time desc, r.id desc limit ?",
            (*self.only.values, self.looking.enough),
        )
        return [row[0] for row in rows]

    def _all_fitting(self) -> list[int] | None:
        """All visits that fit filters of few doors, the last entered first; None where they are too many to look at."""
        if not self.looking.filters or not self._few_doors():
            return None
        assert self.only is not None
        sql = f"select r.id from visit r where r.withdrawn_at is null and ({self.only.sql}) order by +r.id desc limit ?"
        rows = self.ledger.rows(sql, (*self.only.values, FEW_DOORS * 20 + 1))
        return [row[0] for row in rows] if len(rows) <= FEW_DOORS * 20 else None

    def _few_doors(self) -> bool:
        """Whether all visits of the doors meant can be read and sorted; else the latest soon turn up among all."""
        keys = {each.key for each in self.looking.filters} & {Key.BUILDING, Key.GROUP}
        return bool(keys - self.looking.wide)

    def written(self, words: Sequence[str]) -> Iterable[int]:
        """Those that have every word in their own text."""
        if self.looking.proposed(words) is not None:
            return self.looking.texts_with(self.text, words, self.only, SELDOM)
        fitting = self._all_fitting()
        if fitting is not None:
            for word in words:
                kept = proposed_among(self.ledger, self.text, word, fitting)
                fitting = [id_ for id_ in fitting if id_ in kept]
            return text_hits_among(self.ledger, self.text, words, fitting)
        periods = [each.period for each in self.looking.filters if each.period]
        days = (str(periods[0].since), str(periods[0].until)) if periods else EVERY_DAY
        return visit_hits(self.ledger, words, days=days, only=self.only, limit=self.looking.enough)

    def beside(self, words: Named, limit: int) -> list[int]:
        """Those whose people or door are among those named."""
        found: list[int] = []
        for sql, ids in ((_OF_RESIDENTS, words.residents), (_OF_MET, words.residents), (_OF_DOORS, words.doors)):
            found += [row[0] for row in rows_of(self.ledger, sql, ids, (limit,))]
        return sorted(set(found), reverse=True)[:limit]

    def concern(self, names: Named) -> Only | None:
        """Their household is of those named, or their door is named."""
        return Only(CONCERN, (json.dumps([*names.residents]), json.dumps([*names.doors])))

    def people(self, ids: Iterable[int]) -> list[tuple[int, int]]:
        """Their people."""
        wanted = list(ids)
        pairs = [*rows_of(self.ledger, _MEMBERS, wanted), *rows_of(self.ledger, _MET, wanted)]
        return [(row[0], row[1]) for row in pairs]

    def door_of(self, ids: Iterable[int]) -> dict[int, int]:
        """Their doors."""
        sql = f"select id, dwelling_id from visit where id in {AMONG} and dwelling_id is not null"
        return {row[0]: row[1] for row in rows_of(self.ledger, sql, ids)}

    def ranked(self, ids: Iterable[int], words: Sequence[str]) -> Iterator[Ranked]:
        """What they are sorted by."""
        sql = f"select id, on_date, at_time from visit where id in {AMONG}"
        rows = sorted(((*tuple(row)[1:], row[0]) for row in rows_of(self.ledger, sql, ids)), reverse=True)
        for place, (_on, _at, id_) in enumerate(rows):
            yield (place,), Closeness.SAID, id_

    def hits(self, ranked: Sequence[Ranked], words: Sequence[str]) -> list[Hit]:
        """As they are shown."""
        rows = {row["id"]: row for row in rows_of(self.ledger, _HITS, [id_ for _key, _close, id_ in ranked])}
        found = []
        for _key, close, id_ in ranked:
            row = rows[id_]
            title = _JOINED.join(_title(row))
            text = _text(row, words, title)
            when, home = date.fromisoformat(row["on_date"]), row["household_id"]
            found.append(Hit(self.kind, id_, row["uid"], title, text, tuple(words), when, close, home))
        return found


_OF_RESIDENTS = (
    "select v.id from membership m join visit v on v.household_id = m.household_id"
    f" where m.resident_id in {AMONG} and m.withdrawn_at is null order by v.on_date desc limit ?"
)
_OF_MET = (
    "select v.id from visit_person p join visit v on v.id = p.visit_id"
    f" where p.resident_id in {AMONG} and p.withdrawn_at is null order by v.on_date desc limit ?"
)
_OF_DOORS = f"select id from visit where dwelling_id in {AMONG} order by on_date desc limit ?"
_MEMBERS = (
    "select v.id, m.resident_id from visit v join membership m on m.household_id = v.household_id"
    f" and m.withdrawn_at is null where v.id in {AMONG}"
)
_MET = (
    "select visit_id, resident_id from visit_person"
    f" where visit_id in {AMONG} and resident_id is not null and withdrawn_at is null"
)
_HITS = (
    "select v.id, v.uid, v.note, v.place, v.on_date, v.household_id,"
    f" case when d.id is null then '' else {ADDRESS_SQL} end as address,"
    f" (select group_concat(p.name, '{_BETWEEN}') from visit_person p where p.visit_id = v.id"
    f" and p.withdrawn_at is null and p.name <> '') as people from visit v {ADDRESS_JOIN.format(table='v')}"
    f" where v.id in {AMONG}"
)


def _title(row: Any) -> Iterator[str]:
    yield from (part for part in (row["address"], row["place"]) if part)
    if row["people"]:
        yield _BETWEEN_NAMES.join(dict.fromkeys(row["people"].split(_BETWEEN)))


def _text(row: Any, words: Sequence[str], title: str) -> str:
    missing = [word for word in words if not says(title, word)]
    return snippet(row["note"], missing or words)

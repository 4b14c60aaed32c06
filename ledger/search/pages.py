"""Pages of the notebook, by any words written on them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import ClassVar

from ledger.search.gathering import RANKED, Kind, Ranked
from ledger.search.hits import Closeness, Hit, HitKind
from ledger.search.reading import AMONG, rows_of
from ledger.search.snippets import snippet
from ledger.store.index_sources import TextKind


class Pages(Kind):
    """The latest first."""

    kind: ClassVar = HitKind.PAGE
    text: ClassVar = TextKind.PAGE
    has_beside: ClassVar = False

    def listed(self) -> Iterable[int]:
        """The best where there are only filters."""
        assert self.only is not None
        rows = self.ledger.rows(
            f"select r.id from page r where r.withdrawn_at is null and ({self.only.sql}) order by r.id desc limit ?",
            (*self.only.values, max(self.looking.enough, RANKED)),
        )
        return [row[0] for row in rows]

    def ranked(self, ids: Iterable[int], words: Sequence[str]) -> Iterator[Ranked]:
        """What they are sorted by."""
        sql = f"select id, on_date from page where id in {AMONG}"
        for id_, on in rows_of(self.ledger, sql, ids):
            yield (-date.fromisoformat(on).toordinal(), -id_), Closeness.SAID, id_

    def hits(self, ranked: Sequence[Ranked], words: Sequence[str]) -> list[Hit]:
        """As they are shown."""
        sql = (
            "select p.id, p.uid, p.on_date, p.text, coalesce(w.name, '') as worker from page p"
            f" left join worker w on w.id = p.worker_id where p.id in {AMONG}"
        )
        rows = {row["id"]: row for row in rows_of(self.ledger, sql, [id_ for _key, _close, id_ in ranked])}
        found = []
        for _key, close, id_ in ranked:
            row = rows[id_]
            title = " · ".join(part for part in (row["on_date"], row["worker"]) if part)
            text = snippet(row["text"], words)
            when = date.fromisoformat(row["on_date"])
            found.append(Hit(self.kind, id_, row["uid"], title, text, tuple(words), when, close))
        return found

"""Notes that name somebody elsewhere: visits to other households and matters of others, found through the index.

A name is no number: who of several of that name is meant nobody can tell, so what plainly belongs to a namesake (asked
on that visit, at home there, or whose matter it is) is left out, and the rest is shown as found, not as known.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ledger.records.dossiers import EntryKey, EntryKind, EntrySource, EntryTone, Happening, Opens, TimelineEntry
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.index_reading import text_hits
from ledger.store.index_sources import TextKind

MOST = 200
"""So many are looked for at each kind, the newest first."""

SHORTEST_NAME = 2
_AT_ONCE = 500
_LOOKED_AT = 4 * _AT_ONCE


def resident_mentions(ledger: Ledger, resident_id: int) -> tuple[TimelineEntry, ...]:
    """Visits and matters that name a resident and are not in his or her time line, newest first."""
    return _mentions(ledger, [resident_id])


def household_mentions(ledger: Ledger, household_id: int) -> tuple[TimelineEntry, ...]:
    """Visits to others and their matters that name a present member of a household, newest first."""
    rows = ledger.rows(
        "select resident_id from membership where household_id = ? and until is null and withdrawn_at is null",
        (household_id,),
    )
    return _mentions(ledger, [row["resident_id"] for row in rows], besides=household_id)


def _mentions(ledger: Ledger, resident_ids: Sequence[int], besides: int = 0) -> tuple[TimelineEntry, ...]:
    found: dict[EntryKey, TimelineEntry] = {}
    for id_ in resident_ids:
        name = ledger.value("select name from resident where id = ?", (id_,)) or ""
        if len(name) < SHORTEST_NAME:
            continue
        asked = {"name": name, "resident": id_, "besides": besides}
        for kind, sql, entry_of in ((TextKind.VISIT, _VISITS, _visit), (TextKind.MATTER, _MATTERS, _matter)):
            entries = (entry_of(row) for row in _rows(ledger, kind, sql, asked))
            found |= {entry.key: entry for entry in entries}
    return tuple(found[key] for key in sorted(found, reverse=True))


def _rows(ledger: Ledger, kind: TextKind, sql: str, asked: dict[str, Any]) -> list[Any]:
    """What the index proposes, page after page: most of it is often the resident's own, and left out."""
    rows: list[Any] = []
    last, looked_at = 1 << 39, 0
    while len(rows) < MOST and looked_at < _LOOKED_AT:
        ids = text_hits(ledger, kind, [asked["name"]], ids=(1, last), limit=_AT_ONCE)
        if ids:
            rows += ledger.rows(sql.format(ids=_list(ids)), asked)
            last = min(ids) - 1
            looked_at += len(ids)
        if len(ids) < _AT_ONCE or last < 1:
            break
    return rows[:MOST]


def _list(ids: Iterable[int]) -> str:
    return ", ".join(str(int(id_)) for id_ in ids)


def _visit(row: Any) -> TimelineEntry:
    outcome = VisitOutcome(row["outcome"])
    return TimelineEntry(
        EntryKey(row["on_date"], row["at_time"], EntrySource.NAMED_VISIT.value, row["id"]),
        EntryKind.MENTION,
        Happening.NAMED_IN_VISIT,
        date.fromisoformat(row["on_date"]),
        time=row["at_time"],
        title=row["address"] or row["place"],
        text=row["note"],
        worker=row["worker"],
        marks=(VisitMode(row["mode"]), *(() if outcome is VisitOutcome.NONE else (outcome,))),
        opens=(Opens.VISIT, row["id"]),
    )


def _matter(row: Any) -> TimelineEntry:
    return TimelineEntry(
        EntryKey(row["registered_on"], "", EntrySource.NAMED_MATTER.value, row["id"]),
        EntryKind.MENTION,
        Happening.NAMED_IN_MATTER,
        date.fromisoformat(row["registered_on"]),
        title=" ".join(filter(None, (row["address"] or row["place"], row["title"]))),
        text=row["detail"],
        number=row["number"],
        worker=row["worker"],
        tone=EntryTone.PLAIN,
        opens=(Opens.MATTER, row["id"]),
    )


# At home there is another of that name.
_NAMESAKE_THERE = (
    " and not exists (select 1 from membership m join resident n on n.id = m.resident_id"
    "  where m.household_id = {row}.household_id and n.name = :name"
    "  and n.id <> :resident and m.withdrawn_at is null)"
)
_VISITS = (
    f"select v.id, v.on_date, v.at_time, v.mode, v.outcome, v.place, v.note, w.name as worker,"
    f" coalesce({ADDRESS_SQL}, '') as address from visit v join worker w on w.id = v.worker_id"
    f"{ADDRESS_JOIN.format(table='v')} where v.id in ({{ids}}) and instr(v.note, :name)"
    " and coalesce(v.household_id, 0) <> :besides and not exists (select 1 from visit_person p"
    "  where p.visit_id = v.id and p.withdrawn_at is null and p.name = :name)"
    f"{_NAMESAKE_THERE.format(row='v')}"
)
_MATTERS = (
    "select m.id, m.registered_on, m.number, m.title, m.detail, m.place, coalesce(w.name, '') as worker,"
    f" coalesce({ADDRESS_SQL}, '') as address from matter m left join worker w on w.id = m.responsible_id"
    f"{ADDRESS_JOIN.format(table='m')} where m.id in ({{ids}}) and instr(m.title || '~' || m.detail, :name)"
    " and coalesce(m.household_id, 0) <> :besides and coalesce(m.resident_id, 0) <> :resident"
    " and not exists (select 1 from resident n where n.id = m.resident_id and n.name = :name)"
)

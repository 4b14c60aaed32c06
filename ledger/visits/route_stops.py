"""What stands in the rows of a route sheet: who lives there, what is open, what was promised, the last visit."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.people.reading import BELONGING_SQL, residents
from ledger.records.people import Resident
from ledger.records.places import Address
from ledger.records.routes import LastVisit, RouteMatter, RoutePerson, RoutePromise, RouteStop
from ledger.records.visits import VisitOutcome
from ledger.rules.partial_date import age_known
from ledger.store import Ledger

_SEPARATOR = "\u0001"


@dataclass(frozen=True, slots=True)
class RouteDoor:
    """A door of a round and the household behind it, None where nobody is registered."""

    dwelling_id: int
    household_id: int | None
    address: Address


def filled_stops(ledger: Ledger, doors: Sequence[tuple[int, RouteDoor]], *, today: date) -> tuple[RouteStop, ...]:
    """The rows (number, door) with what is known of each on `today`; five queries however many there are."""
    ids = json.dumps([door.household_id for _number, door in doors if door.household_id is not None])
    people = _people(ledger, ids, today)
    matters = _grouped(_matters(ledger, ids))
    promises = _grouped(_promises(ledger, ids))
    visits = {row["household_id"]: row for row in _last_visits(ledger, ids)}
    stops = []
    for number, door in doors:
        home = door.household_id or 0
        visit = visits.get(home)
        stops.append(
            RouteStop(
                number=number,
                dwelling_id=door.dwelling_id,
                household_id=door.household_id,
                address=door.address,
                people=people.get(home, ()),
                matters=tuple(
                    RouteMatter(m["number"], m["title"], m["next_step"], _day(m["next_on"]))
                    for m in matters.get(home, ())
                ),
                promises=tuple(RoutePromise(p["text"], _day(p["due_on"])) for p in promises.get(home, ())),
                revisit_on=_day(visit["revisit_on"]) if visit else None,
                last_visit=_last_visit(visit) if visit else None,
            )
        )
    return tuple(stops)


def _people(ledger: Ledger, ids: str, today: date) -> dict[int, tuple[RoutePerson, ...]]:
    rows = ledger.rows(
        "select m.household_id, m.resident_id from json_each(?) j join membership m on m.household_id = j.value"
        " and m.until is null and m.withdrawn_at is null join household h on h.id = m.household_id"
        " join resident r on r.id = m.resident_id and r.withdrawn_at is null"
        f" and r.presence in {BELONGING_SQL} order by m.household_id, r.id <> coalesce(h.head_id, 0), m.id",
        (ids,),
    )
    known: dict[int, Resident] = {}
    every = [row["resident_id"] for row in rows]
    for start in range(0, len(every), _AT_ONCE):
        known |= {each.id: each for each in residents(ledger, every[start : start + _AT_ONCE])}
    found: dict[int, list[RoutePerson]] = {}
    for row in rows:
        if (who := known.get(row["resident_id"])) is not None:
            person = RoutePerson(
                who.name, who.relation, age_known(who.birth, today), who.presence, who.care_groups, who.phones
            )
            found.setdefault(row["household_id"], []).append(person)
    return {home: tuple(persons) for home, persons in found.items()}


# Fewer than SQLite takes as parameters of one statement.
_AT_ONCE = 5000


def _matters(ledger: Ledger, ids: str) -> list[Any]:
    return ledger.rows(
        "select m.household_id, m.number, m.title, m.next_step, m.next_on from json_each(?) j"
        " join matter m on m.household_id = j.value and m.withdrawn_at is null"
        " and m.status in ('registered', 'accepted', 'in_progress', 'waiting') order by m.next_on, m.id",
        (ids,),
    )


def _promises(ledger: Ledger, ids: str) -> list[Any]:
    return ledger.rows(
        "select p.household_id, p.text, p.due_on from json_each(?) j join promise p on p.household_id = j.value"
        " and p.withdrawn_at is null and p.status = 'pending' order by p.due_on is null, p.due_on, p.id",
        (ids,),
    )


def _last_visits(ledger: Ledger, ids: str) -> list[Any]:
    # The last day somebody went there; what was promised stands in the visit entered last (as in visits.due).
    return ledger.rows(
        "select v.household_id, v.on_date, v.outcome, (select l.revisit_on from visit l where l.id = (select max(id)"
        "  from visit where household_id = v.household_id and withdrawn_at is null)) as revisit_on,"
        " (select group_concat(name, :separator) from (select p.name from visit_person p where p.visit_id = v.id"
        "  and p.withdrawn_at is null order by p.id)) as people"
        " from json_each(:ids) j join visit v on v.id = (select id from visit where household_id = j.value"
        "  and withdrawn_at is null order by on_date desc, at_time desc, id desc limit 1)",
        {"ids": ids, "separator": _SEPARATOR},
    )


def _last_visit(row: Any) -> LastVisit:
    people = tuple(row["people"].split(_SEPARATOR)) if row["people"] else ()
    return LastVisit(date.fromisoformat(row["on_date"]), VisitOutcome(row["outcome"]), people)


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row["household_id"], []).append(row)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""Drawing up a route sheet: which households, in which order, and the sheet kept so that it can be typed back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.errors import refuse
from ledger.places.doors import estates
from ledger.places.entered import standing_row
from ledger.places.order import walking_order
from ledger.places.staff import community
from ledger.records.places import Address
from ledger.records.routes import RouteChoice, RouteKind, RouteSheet, SheetDoors, SheetLine
from ledger.store import Changed, Ledger
from ledger.visits.due import due_households
from ledger.visits.route_stops import RouteDoor, filled_stops

MOST_STOPS = 1000


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """A sheet newly drawn up."""

    sheet: RouteSheet
    changed: Changed


def households_of(ledger: Ledger, choice: RouteChoice, *, today: date) -> tuple[RouteDoor, ...]:
    """The households `choice` means, with their doors, as one walks: estate, building, unit, floor, room.

    Not those who moved out, nor the vacant; of chosen doors every one, whoever lives there.
    """
    return tuple(_door(row) for row in sorted(_found(ledger, choice, today), key=_order))


def count_households(ledger: Ledger, choice: RouteChoice, *, today: date) -> int:
    """How many households `choice` means."""
    return len(_found(ledger, choice, today))


def draw_up_route(
    ledger: Ledger, choice: RouteChoice, *, on: date, worker_id: int, today: date, title: str = ""
) -> DrawnUp:
    """Keep a sheet of the households `choice` means, for the day `on`, under the next number.

    Raises InputProblem: "route_empty" (no household fits), "route_too_long" (more than 1,000), "no_such_entry".
    """
    doors = households_of(ledger, choice, today=today)
    if not doors:
        raise refuse("kind", "route_empty")
    if len(doors) > MOST_STOPS:
        raise refuse("kind", "route_too_long", count=len(doors), most=MOST_STOPS)
    with ledger.write("route.draw_up") as write:
        standing_row(ledger, "worker", worker_id, field="worker_id")
        # A number is never given twice, not even that of a sheet taken back: it may be on paper.
        number = ledger.value("select coalesce(max(number), 0) + 1 from route_sheet")
        sheet_id = write.insert("route_sheet", number=number, on_date=str(on), worker_id=worker_id, title=title.strip())
        rows = [
            {
                "route_sheet_id": sheet_id,
                "position": position,
                "dwelling_id": door.dwelling_id,
                "household_id": door.household_id,
            }
            for position, door in enumerate(doors, 1)
        ]
        write.insert_many("route_row", rows)
    return DrawnUp(route_sheet(ledger, number, today=today), write.changed)


def route_sheet(ledger: Ledger, number: int, *, today: date) -> RouteSheet:
    """The sheet of that number; its rows as they were drawn up, what stands in them as it is on `today`.

    Raises InputProblem: "no_such_sheet" (none of that number, or it was taken back).
    """
    row = ledger.row(
        "select s.id, s.uid, s.number, s.on_date, s.title, coalesce(w.name, '') as worker from route_sheet s"
        " left join worker w on w.id = s.worker_id where s.number = ? and s.withdrawn_at is null",
        (number,),
    )
    if row is None:
        raise refuse("number", "no_such_sheet", number=number)
    rows = ledger.rows(
        f"select r.position, r.household_id, {_DOOR_COLUMNS} from route_row r {_DOOR_JOIN.format(on='r.dwelling_id')}"
        " where r.route_sheet_id = ? and r.withdrawn_at is null order by r.position",
        (row["id"],),
    )
    return RouteSheet(
        id=row["id"],
        uid=row["uid"],
        number=row["number"],
        on=date.fromisoformat(row["on_date"]),
        worker=row["worker"],
        title=row["title"],
        community=community(ledger).full_name,
        several_estates=len(estates(ledger)) > 1,
        stops=filled_stops(ledger, [(each["position"], _door(each)) for each in rows], today=today),
    )


def route_sheets(ledger: Ledger, *, limit: int = 50) -> tuple[SheetLine, ...]:
    """The sheets drawn up, newest first."""
    rows = ledger.rows(
        "select s.id, s.number, s.on_date, coalesce(w.name, '') as worker, s.title,"
        " (select count(*) from route_row r where r.route_sheet_id = s.id and r.withdrawn_at is null) as stops"
        " from route_sheet s left join worker w on w.id = s.worker_id where s.withdrawn_at is null"
        " order by s.number desc limit ?",
        (limit,),
    )
    return tuple(
        SheetLine(r["id"], r["number"], date.fromisoformat(r["on_date"]), r["worker"], r["title"], r["stops"])
        for r in rows
    )


def sheets_drawn_up(ledger: Ledger) -> dict[int, SheetDoors]:
    """Every sheet by its number, for reading a page that was written on it."""
    heads = {
        row["id"]: SheetDoors(date.fromisoformat(row["on_date"]), row["worker"], {})
        for row in ledger.rows(
            "select s.id, s.on_date, coalesce(w.name, '') as worker from route_sheet s"
            " left join worker w on w.id = s.worker_id where s.withdrawn_at is null"
        )
    }
    numbers = {row["id"]: row["number"] for row in ledger.rows("select id, number from route_sheet")}
    for row in ledger.rows(
        "select route_sheet_id, position, dwelling_id from route_row where withdrawn_at is null order by id"
    ):
        if row["route_sheet_id"] in heads:
            heads[row["route_sheet_id"]].doors[row["position"]] = row["dwelling_id"]
    return {numbers[id_]: sheet for id_, sheet in heads.items()}


_DOOR_COLUMNS = "d.id as dwelling_id, d.floor, d.room, u.name as unit, b.name as building, e.name as estate"
_DOOR_JOIN = (
    "join dwelling d on d.id = {on} join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
    " join estate e on e.id = b.estate_id"
)


def _found(ledger: Ledger, choice: RouteChoice, today: date) -> list[Any]:
    if choice.kind is RouteKind.CHOSEN:
        return _chosen_doors(ledger, choice)
    found = _lived_in(ledger, choice)
    if choice.kind is RouteKind.DUE:
        due = due_households(ledger, today=today, grid_id=choice.grid_id)
        return [row for row in found if row["household_id"] in due]
    if choice.kind is RouteKind.OPEN:
        wanting = _with_open_matters_or_promises(ledger)
        return [row for row in found if row["household_id"] in wanting]
    return found


def _lived_in(ledger: Ledger, choice: RouteChoice) -> list[Any]:
    buildings = set(choice.building_ids)
    rows = ledger.rows(
        f"select h.id as household_id, b.id as building_id, {_DOOR_COLUMNS} from household h"
        " join occupancy o on o.household_id = h.id and o.until is null and o.withdrawn_at is null"
        f" {_DOOR_JOIN.format(on='o.dwelling_id')}"
        " where h.withdrawn_at is null and h.status not in ('vacant', 'moved_out') and d.withdrawn_at is null"
        " and (:grid is null or b.grid_id = :grid) and (:estate is null or b.estate_id = :estate)"
        " and (:care is null or h.id in (select m.household_id from care_membership c join membership m"
        "  on m.resident_id = c.resident_id and m.until is null and m.withdrawn_at is null"
        "  join resident r on r.id = m.resident_id and r.withdrawn_at is null"
        "  and r.presence in ('present', 'away', 'lost')"
        "  where c.care_group_id = :care and c.until is null and c.withdrawn_at is null))",
        {"grid": choice.grid_id, "estate": choice.estate_id, "care": choice.care_group_id},
    )
    return [row for row in rows if not buildings or row["building_id"] in buildings]


def _chosen_doors(ledger: Ledger, choice: RouteChoice) -> list[Any]:
    wanted = set(choice.chosen)
    rows = ledger.rows(
        f"select h.id as household_id, {_DOOR_COLUMNS} from dwelling d0 {_DOOR_JOIN.format(on='d0.id')}"
        " left join occupancy o on o.dwelling_id = d.id and o.until is null and o.withdrawn_at is null"
        " left join household h on h.id = o.household_id and h.withdrawn_at is null"
        " where d.withdrawn_at is null"
    )
    return [row for row in rows if row["dwelling_id"] in wanted]


def _with_open_matters_or_promises(ledger: Ledger) -> frozenset[int]:
    rows: Iterable[Any] = ledger.rows(
        "select household_id from matter where household_id is not null and withdrawn_at is null"
        " and status in ('registered', 'accepted', 'in_progress', 'waiting')"
        " union select household_id from promise where household_id is not null and withdrawn_at is null"
        " and status = 'pending'"
        " union select v.household_id from visit v where v.revisit_on is not null and v.withdrawn_at is null"
        " and v.household_id is not null and v.id = (select max(l.id) from visit l"
        "  where l.household_id = v.household_id and l.withdrawn_at is null)"
    )
    return frozenset(row[0] for row in rows)


def _door(row: Any) -> RouteDoor:
    address = Address(row["estate"], row["building"], row["unit"], row["room"])
    return RouteDoor(row["dwelling_id"], row["household_id"], address)


def _order(row: Any) -> tuple[Any, ...]:
    address = Address(row["estate"], row["building"], row["unit"], row["room"])
    return *walking_order(address, row["floor"]), row["household_id"] or 0

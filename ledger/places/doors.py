"""Estate → building → unit → dwelling: finding a door, and making it where there is none yet."""

from collections.abc import Iterable
from typing import Any

from ledger.errors import refuse
from ledger.places.entered import entered_name, entered_reason, refuse_taken_name, standing_row
from ledger.places.floors import floor_of
from ledger.places.order import natural_key, walking_order
from ledger.records.places import Address, Building, Dwelling, DwellingUse, Estate
from ledger.store import Changed, Ledger

_DWELLINGS = (
    "select d.id, d.uid, d.unit_id, u.building_id, e.name as estate, b.name as building, u.name as unit, d.room,"
    " d.floor, d.use, d.note from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
    " join estate e on e.id = b.estate_id where d.withdrawn_at is null"
)


def estates(ledger: Ledger) -> tuple[Estate, ...]:
    """The estates in natural order. The one without a name holds the doors whose estate nobody said."""
    found = ledger.rows("select id, uid, name from estate where withdrawn_at is null")
    return tuple(sorted((Estate(*row) for row in found), key=lambda estate: natural_key(estate.name)))


def buildings(ledger: Ledger, *, estate_id: int | None = None, grid_id: int | None = None) -> tuple[Building, ...]:
    """The buildings by estate and in natural order, of one estate or grid where given."""
    found = ledger.rows(
        "select b.id, b.uid, b.estate_id, e.name as estate, b.name, b.grid_id, coalesce(g.name, '') as grid"
        " from building b join estate e on e.id = b.estate_id left join grid g on g.id = b.grid_id"
        " where b.withdrawn_at is null and (:estate is null or b.estate_id = :estate)"
        " and (:grid is null or b.grid_id = :grid)",
        {"estate": estate_id, "grid": grid_id},
    )
    return tuple(sorted((Building(*row) for row in found), key=lambda b: (natural_key(b.estate), natural_key(b.name))))


def building(ledger: Ledger, building_id: int) -> Building:
    """One building. Raises InputProblem: "no_such_entry"."""
    found = [each for each in buildings(ledger) if each.id == building_id]
    if not found:
        raise refuse("", "no_such_entry", table="building")
    return found[0]


def units(ledger: Ledger, building_id: int) -> tuple[tuple[int, str], ...]:
    """(id, name) of a building's units in natural order; the name is "" where it has no units."""
    found = ledger.rows("select id, name from unit where building_id = ? and withdrawn_at is null", (building_id,))
    return tuple(sorted(((row["id"], row["name"]) for row in found), key=lambda unit: natural_key(unit[1])))


def units_in_order(ledger: Ledger) -> list[int]:
    """The ids of all units as one walks: by estate, building, unit, each in natural order."""
    found = ledger.rows(
        "select u.id, e.name as estate, b.name as building, u.name as unit from unit u"
        " join building b on b.id = u.building_id join estate e on e.id = b.estate_id where u.withdrawn_at is null"
    )
    key = {row["id"]: tuple(natural_key(row[part]) for part in ("estate", "building", "unit")) for row in found}
    return sorted(key, key=key.__getitem__)


def dwelling(ledger: Ledger, dwelling_id: int) -> Dwelling:
    """One door. Raises InputProblem: "no_such_entry"."""
    row = ledger.row(f"{_DWELLINGS} and d.id = ?", (dwelling_id,))
    if row is None:
        raise refuse("dwelling_id", "no_such_entry", table="dwelling")
    return _dwelling(row)


def dwellings(ledger: Ledger, *, unit_id: int | None = None, building_id: int | None = None) -> tuple[Dwelling, ...]:
    """The doors of a unit or building (of all where none is given), as one walks from the ground floor up."""
    found = ledger.rows(
        f"{_DWELLINGS} and (:unit is null or d.unit_id = :unit) and (:building is null or u.building_id = :building)",
        {"unit": unit_id, "building": building_id},
    )
    return tuple(sorted(map(_dwelling, found), key=lambda door: walking_order(door.address, door.floor)))


def has_doors(ledger: Ledger) -> bool:
    """Whether any door is known."""
    return ledger.value("select 1 from dwelling where withdrawn_at is null limit 1") is not None


def dwelling_at(ledger: Ledger, address: Address) -> Dwelling | None:
    """The door of an address, or None. An unsaid estate is the only one that has such a door, if there is only one."""
    found = ledger.rows(
        f"{_DWELLINGS} and d.room = :room and u.name = :unit and b.name = :building and b.withdrawn_at is null"
        " and (:estate = '' or e.name = :estate) limit 2",
        {"room": address.room, "unit": address.unit, "building": address.building, "estate": address.estate},
    )
    exact = [row for row in found if row["estate"] == address.estate]
    chosen = exact or found
    return _dwelling(chosen[0]) if len(chosen) == 1 else None


def find_or_make_dwelling(ledger: Ledger, address: Address, *, use: DwellingUse = DwellingUse.OWNER) -> int:
    """The id of the door of an address; door, unit, building and estate are made where they are missing.

    `use` is for a door made now; one that is there keeps its own. Joins the write it is called in.
    Raises InputProblem: "building_missing", "room_missing", "estate_missing".
    """
    return find_or_make_dwellings(ledger, [address], uses={address: use})[address]


def find_or_make_dwellings(
    ledger: Ledger, addresses: Iterable[Address], *, uses: dict[Address, DwellingUse] | None = None
) -> dict[Address, int]:
    """`find_or_make_dwelling` for many addresses in few statements: what an import needs."""
    wanted = {address: _entered(address) for address in addresses}
    with ledger.write("dwelling.find_or_make") as write:
        home = _unsaid_estate(ledger) if any(not clean.estate for clean in wanted.values()) else ""
        clean_of = {address: _in_estate(clean, home) for address, clean in wanted.items()}
        cleans = list(dict.fromkeys(clean_of.values()))
        estate_ids = _made(ledger, write, "estate", (), [(clean.estate,) for clean in cleans])
        building_ids = _made(
            ledger, write, "building", ("estate_id",), [(estate_ids[c.estate,], c.building) for c in cleans]
        )
        building_of = {c: building_ids[estate_ids[c.estate,], c.building] for c in cleans}
        unit_ids = _made(ledger, write, "unit", ("building_id",), [(building_of[c], c.unit) for c in cleans])
        unit_of = {c: unit_ids[building_of[c], c.unit] for c in cleans}
        use_of = {clean_of[address]: use for address, use in (uses or {}).items()}
        doors = _known(ledger, "dwelling", ("unit_id",), "room")
        new = [c for c in cleans if (unit_of[c], c.room) not in doors]
        ids = write.insert_many(
            "dwelling",
            [
                {
                    "unit_id": unit_of[c],
                    "room": c.room,
                    "floor": floor_of(c.room),
                    "use": use_of.get(c, DwellingUse.OWNER).value,
                }
                for c in new
            ],
        )
        doors.update({(unit_of[c], c.room): id_ for c, id_ in zip(new, ids, strict=True)})
    return {address: doors[unit_of[clean], clean.room] for address, clean in clean_of.items()}


def update_dwelling(ledger: Ledger, dwelling_id: int, *, use: DwellingUse, note: str = "") -> Changed:
    """Change how a door is used, and its note. Raises InputProblem: "no_such_entry"."""
    with ledger.write("dwelling.update") as write:
        standing_row(ledger, "dwelling", dwelling_id, field="dwelling_id")
        write.update("dwelling", dwelling_id, use=use.value, note=note.strip())
    return write.changed


def correct_room(ledger: Ledger, dwelling_id: int, *, room: str) -> Changed:
    """Correct a door's number, and the floor with it.

    Raises InputProblem: "room_missing", "no_such_entry", "door_exists" (the unit has such a door already).
    """
    room = room.strip()
    if not room:
        raise refuse("room", "room_missing")
    with ledger.write("dwelling.correct_room") as write:
        row = standing_row(ledger, "dwelling", dwelling_id, field="dwelling_id")
        if ledger.value(
            "select 1 from dwelling where unit_id = ? and room = ? and id <> ? and withdrawn_at is null",
            (row["unit_id"], room, dwelling_id),
        ):
            raise refuse("room", "door_exists", room=room)
        write.update("dwelling", dwelling_id, room=room, floor=floor_of(room))
    return write.changed


def withdraw_dwelling(ledger: Ledger, dwelling_id: int, *, reason: str) -> Changed:
    """Withdraw a door that was entered in error.

    Raises InputProblem: "reason_missing", "no_such_entry", "dwelling_occupied" (a household lives there).
    """
    reason = entered_reason(reason)
    with ledger.write("dwelling.withdraw") as write:
        standing_row(ledger, "dwelling", dwelling_id, field="dwelling_id")
        if ledger.value(
            "select 1 from occupancy where dwelling_id = ? and until is null and withdrawn_at is null", (dwelling_id,)
        ):
            raise refuse("dwelling_id", "dwelling_occupied")
        write.withdraw("dwelling", dwelling_id, reason)
    return write.changed


def rename_estate(ledger: Ledger, estate_id: int, *, name: str) -> Changed:
    """Rename an estate. Raises InputProblem: "name_missing", "name_too_long", "name_taken", "no_such_entry"."""
    name = entered_name(name)
    with ledger.write("estate.rename") as write:
        standing_row(ledger, "estate", estate_id)
        refuse_taken_name(ledger, "estate", name, but=estate_id)
        write.update("estate", estate_id, name=name)
    return write.changed


def _entered(address: Address) -> Address:
    clean = Address(*(part.strip() for part in (address.estate, address.building, address.unit, address.room)))
    if not clean.building:
        raise refuse("address", "building_missing")
    if not clean.room:
        raise refuse("address", "room_missing")
    return clean


def _unsaid_estate(ledger: Ledger) -> str:
    names = [estate.name for estate in estates(ledger)]
    if len(names) > 1 and "" not in names:
        raise refuse("address", "estate_missing")
    return names[0] if len(names) == 1 else ""


def _in_estate(address: Address, unsaid: str) -> Address:
    return Address(address.estate or unsaid, address.building, address.unit, address.room)


def _known(ledger: Ledger, table: str, parents: tuple[str, ...], name: str = "name") -> dict[tuple[Any, ...], int]:
    columns = ", ".join((*parents, name))
    found = ledger.rows(f"select id, {columns} from {table} where withdrawn_at is null")
    return {tuple(row)[1:]: row["id"] for row in found}


def _made(
    ledger: Ledger, write: Any, table: str, parents: tuple[str, ...], wanted: list[tuple[Any, ...]]
) -> dict[tuple[Any, ...], int]:
    known = _known(ledger, table, parents)
    new = [key for key in dict.fromkeys(wanted) if key not in known]
    ids = write.insert_many(table, [dict(zip((*parents, "name"), key, strict=True)) for key in new])
    return known | dict(zip(new, ids, strict=True))


def _dwelling(row: Any) -> Dwelling:
    address = Address(row["estate"], row["building"], row["unit"], row["room"])
    use = DwellingUse(row["use"])
    return Dwelling(row["id"], row["uid"], row["unit_id"], row["building_id"], address, row["floor"], use, row["note"])

"""The roster of an open ledger, its workers and route sheets as the reading needs them: built once, kept current."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ledger.notebook.own_places import called_places
from ledger.notebook.roster_index import DoorKey, RosterIndex, Sheet, door_key
from ledger.records.notebook import Candidate, KnownHousehold, KnownPerson
from ledger.records.people import Sex
from ledger.store import Changed, Ledger
from ledger.visits.route import sheets_drawn_up

_DOORS = (
    "select d.id as dwelling_id, e.name as estate, b.name as building, u.name as unit, d.room as room,"
    " (select o.household_id from occupancy o where o.dwelling_id = d.id and o.until is null"
    " and o.withdrawn_at is null order by o.id limit 1) as household_id"
    " from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
    " join estate e on e.id = b.estate_id where d.withdrawn_at is null"
)
_PEOPLE = (
    "select o.dwelling_id as dwelling_id, r.id as id, r.name as name, m.relation as relation, r.sex as sex,"
    " r.birth as birth from occupancy o join membership m on m.household_id = o.household_id and m.until is null"
    " and m.withdrawn_at is null join resident r on r.id = m.resident_id and r.withdrawn_at is null"
    " and r.presence not in ('dead', 'moved_out') join household h on h.id = o.household_id"
    " where o.until is null and o.withdrawn_at is null and h.withdrawn_at is null{only}"
    " order by o.dwelling_id, r.id is not h.head_id, r.birth, r.id"
)
# For each table whose rows tell who lives where, the doors that a changed row concerns, by its uid.
_CONCERNED = {
    "dwelling": "select id from dwelling where uid = ?",
    "occupancy": "select dwelling_id from occupancy where uid = ?",
    "household": "select o.dwelling_id from occupancy o join household h on h.id = o.household_id where h.uid = ?",
    "membership": "select o.dwelling_id from occupancy o join membership m on m.household_id = o.household_id"
    " where m.uid = ?",
    "resident": "select o.dwelling_id from occupancy o join membership m on m.household_id = o.household_id"
    " join resident r on r.id = m.resident_id where r.uid = ?",
}
_WORKERS = "select name from worker where withdrawn_at is null order by length(name) desc, id"
_PLACES = frozenset({"estate", "building", "unit"})
_SHEETS = frozenset({"route_sheet", "route_row", "dwelling"})
_MOST_AT_ONCE = 500


class LedgerRoster:
    """The index over one ledger's doors and people. `index` may be given to a PageReader."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._keys: dict[int, DoorKey] = {}
        self._homes: dict[int, int] = {}
        self.index = RosterIndex(())
        self._read_all()

    def go_on_with(self, ledger: Ledger) -> None:
        """Be kept current from `ledger` from now on: a roster may be read on another connection, beside the window."""
        self._ledger = ledger

    def home(self, dwelling_id: int) -> KnownHousehold | None:
        """The household behind a dwelling, None where there is no such dwelling any more."""
        key = self._keys.get(dwelling_id)
        return self.index.behind(key) if key is not None else None

    def resident(self, resident_id: int) -> Candidate | None:
        """A resident with the home they are registered at, None where they live in none."""
        home = self.home(self._homes.get(resident_id, 0))
        found = (person for person in home.people if person.id == resident_id) if home else iter(())
        person = next(found, None)
        return Candidate(home, person) if home and person else None

    def refresh(self, changed: Changed) -> bool:
        """Take in what a write changed; returns whether pages may now read differently.

        Costs the doors concerned; a renamed estate, building or unit costs a new reading of all.
        """
        if changed.tables & _PLACES:
            self._read_all()
            return True
        named = "worker" in changed.tables and self._read_workers()
        doors = self._concerned(changed)
        if len(doors) > _MOST_AT_ONCE:
            self._read_all()
        else:
            self._read(sorted(doors))
        news = bool(changed.tables & _SHEETS) and self._read_sheets()
        called = "setting" in changed.tables and self._read_called()
        return named or news or called or bool(doors)

    def _concerned(self, changed: Changed) -> set[int]:
        return {
            row[0]
            for table, uid in changed.rows
            if table in _CONCERNED
            for row in self._ledger.rows(_CONCERNED[table], (uid,))
        }

    def _read_all(self) -> None:
        for key in self._keys.values():
            self.index.drop(key)
        self._keys.clear()
        self._read_workers()
        self._put(self._ledger.rows(_DOORS), self._ledger.rows(_PEOPLE.format(only="")))
        self._read_called()
        self._read_sheets()

    def _read_workers(self) -> bool:
        """Take in who works here; returns whether that is news."""
        names = tuple(row["name"] for row in self._ledger.rows(_WORKERS))
        news, self.index.workers = names != self.index.workers, names
        return news

    def _read_called(self) -> bool:
        """Take in what places are called here; returns whether that is news."""
        called = called_places(self._ledger)
        news, self.index.called = called != self.index.called, called
        return news

    def _read_sheets(self) -> bool:
        """Take in the route sheets; returns whether that is news. A door that is gone leaves its row without one."""
        sheets = {
            number: Sheet(
                sheet.on,
                sheet.worker,
                {row: self._keys[door] for row, door in sheet.doors.items() if door in self._keys},
            )
            for number, sheet in sheets_drawn_up(self._ledger).items()
        }
        news, self.index.sheets = sheets != self.index.sheets, sheets
        return news

    def _read(self, dwelling_ids: Sequence[int]) -> None:
        for dwelling_id in dwelling_ids:
            key = self._keys.pop(dwelling_id, None)
            if key is not None:
                self.index.drop(key)
        if dwelling_ids:
            marks = ", ".join("?" * len(dwelling_ids))
            people = _PEOPLE.format(only=f" and o.dwelling_id in ({marks})")
            self._put(
                self._ledger.rows(f"{_DOORS} and d.id in ({marks})", dwelling_ids),
                self._ledger.rows(people, dwelling_ids),
            )

    def _put(self, doors: Iterable[Any], people: Iterable[Any]) -> None:
        at_door: dict[int, list[KnownPerson]] = defaultdict(list)
        for row in people:
            person = KnownPerson(row["name"], row["relation"], Sex(row["sex"]), row["birth"], row["id"])
            at_door[row["dwelling_id"]].append(person)
            self._homes[person.id] = row["dwelling_id"]
        for row in doors:
            household = KnownHousehold(
                row["estate"],
                row["building"],
                row["unit"],
                row["room"],
                tuple(at_door[row["dwelling_id"]]),
                row["household_id"],
                row["dwelling_id"],
            )
            self._keys[row["dwelling_id"]] = door_key(row["estate"], row["building"], row["unit"], row["room"])
            self.index.put(household)

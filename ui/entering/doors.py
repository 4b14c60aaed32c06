"""Which door is meant by what is typed: 3-2-501, 501 in the unit of the last visit, a name, its initials."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ledger.errors import InputProblem
from ledger.language import _
from ledger.people.reading import household, household_at
from ledger.places.doors import dwelling, dwelling_at, dwellings, estates
from ledger.records.places import Address, Dwelling
from ledger.rules.address import read_address
from ledger.search.finding import find_doors
from ledger.search.hits import HitKind
from ledger.store import Ledger
from ui.widgets import Candidate

_NEXT_DOORS = 8
_MOST = 12


@dataclass(frozen=True, slots=True)
class Door:
    """A door chosen for a visit. `dwelling_id` is None for one that is made when the visit is saved (`address`).

    `resident_id` is who was named to find it.
    """

    title: str
    dwelling_id: int | None
    address: Address
    resident_id: int | None = None


def door_of(ledger: Ledger, dwelling_id: int, *, resident_id: int | None = None) -> Door:
    """The door of a dwelling. Raises InputProblem "no_such_entry"."""
    found = dwelling(ledger, dwelling_id)
    return Door(door_title(ledger, found.address), found.id, found.address, resident_id)


def door_title(ledger: Ledger, address: Address) -> str:
    """An address as lists name it: with its estate only where there are several."""
    several = address.estate and len(estates(ledger)) > 1
    return f"{address.estate} {address.short}" if several else address.short


def door_candidates(ledger: Ledger, text: str, near: Door | None) -> list[Candidate]:
    """Doors that `text` may mean; `near` is the door of the last visit, whose unit a bare room number belongs to.

    Without a text, the doors after `near` in its unit. A whole address that the ledger does not know comes last,
    as a door to be made. Each candidate's value is a Door, or a resident's id to be looked up when taken.
    """
    if not text:
        return list(_doors_after(ledger, near)) if near else []
    beside = _beside(ledger, text, near)
    found = [_known_door(ledger, beside, "")] if beside else []
    for hit in find_doors(ledger, text, limit=_MOST + 8):
        if hit.kind is HitKind.DWELLING:
            mark = "" if hit.household_id else _("nobody registered")
            found.append(Candidate(hit.title, hit.text, mark, hit.id))
        elif hit.kind is HitKind.RESIDENT and hit.household_id is not None:
            found.append(Candidate(hit.title, hit.text, _("Residents"), ("resident", hit.id, hit.household_id)))
    first_of: dict[Any, Candidate] = {}
    for candidate in found:
        first_of.setdefault(candidate.value, candidate)
    new = _new_door(ledger, text, near)
    return [*list(first_of.values())[:_MOST], *([new] if new else [])]


def chosen_door(ledger: Ledger, value: Any) -> Door | None:
    """The door behind a candidate's value; None where it has gone meanwhile."""
    if isinstance(value, Door):
        return value
    try:
        if isinstance(value, tuple):
            home = household(ledger, value[2])
            return None if home.dwelling_id is None else door_of(ledger, home.dwelling_id, resident_id=value[1])
        return door_of(ledger, value)
    except InputProblem:
        return None


def _beside(ledger: Ledger, text: str, near: Door | None) -> Dwelling | None:
    address = _read(text, near) if near and text.isalnum() else None
    return dwelling_at(ledger, address) if address else None


def _read(text: str, near: Door | None) -> Address | None:
    if near is None:
        return read_address(text).address
    at = near.address
    return read_address(text, estate=at.estate, building=at.building, unit=at.unit).address


def _new_door(ledger: Ledger, text: str, near: Door | None) -> Candidate | None:
    address = _read(text, near) if any(character.isdigit() for character in text) else None
    if address is None or not (address.building and address.room) or (text.isdigit() and len(text) > 4):
        return None
    if not address.estate and len(estates(ledger)) > 1:
        return None
    if dwelling_at(ledger, address) is not None:
        return None
    title = door_title(ledger, address)
    return Candidate(
        title, _("not in the ledger yet; it is added with the visit"), _("new door"), Door(title, None, address)
    )


def _known_door(ledger: Ledger, found: Dwelling, mark: str) -> Candidate:
    home = household_at(ledger, found.id)
    head = home.members[0].name if home is not None and home.members else ""
    return Candidate(door_title(ledger, found.address), head, mark, found.id)


def _doors_after(ledger: Ledger, near: Door) -> Iterator[Candidate]:
    if near.dwelling_id is None:
        return
    here = dwelling(ledger, near.dwelling_id)
    inside = dwellings(ledger, unit_id=here.unit_id)
    at = next((i for i, door in enumerate(inside) if door.id == here.id), -1)
    for door in inside[at + 1 : at + 1 + _NEXT_DOORS]:
        yield _known_door(ledger, door, _("next door"))

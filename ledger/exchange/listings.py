"""Residents, visits and matters as lists for a workbook. Numbers are masked unless somebody asked for them whole."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any

from ledger.accounts.months import parse_month
from ledger.errors import refuse
from ledger.exchange.rows_in_windows import RowsInWindows
from ledger.exchange.sheet_writing import Listing, Value
from ledger.language import _
from ledger.matters.listing import matters_listed
from ledger.records.matters import Matter
from ledger.records.people import HouseholdStatus, Presence, Sex
from ledger.records.places import DwellingUse
from ledger.records.visits import Visit
from ledger.rules.masked_text import masked_text
from ledger.rules.masking import masked_id_number, masked_phone
from ledger.store import Ledger
from ledger.visits.history import VisitFilter, visit_ids, visits_listed
from ledger.wording import label


class What(StrEnum):
    """What can be exported."""

    RESIDENTS = "residents"
    VISITS = "visits"
    MATTERS = "matters"


@dataclass(frozen=True, slots=True)
class Openness:
    """What may be seen: ID numbers and phones whole, and membership of sensitive care groups."""

    numbers: bool = False
    sensitive: bool = False


def make_listing(ledger: Ledger, what: What, *, month: str = "", openness: Openness | None = None) -> Listing:
    """The list of residents as they are now, or of visits or matters (of a month "2026-10" where one is given).

    Visits and matters are read while they are written: the ledger has to stay open that long. The matters of a month
    are those of its account: open in it, new in it or settled in it.
    Raises InputProblem: "bad_month", "month_without_meaning" (residents have none).
    """
    openness = openness or Openness()
    if what is What.RESIDENTS:
        if month:
            raise refuse("month", "month_without_meaning")
        return _residents(ledger, openness)
    span = None
    if month:
        asked = parse_month(month)
        span = asked.first, asked.last
    if what is What.VISITS:
        return _visits(ledger, span, openness)
    return _matters(ledger, span, openness)


def _residents(ledger: Ledger, openness: Openness) -> Listing:
    headings = (
        _("Estate"),
        _("Building"),
        _("Unit"),
        _("Room"),
        _("Name"),
        _("Relation to head"),
        _("Sex"),
        _("Birth date"),
        _("ID number"),
        _("Phones"),
        _("Care groups"),
        _("Presence"),
        _("Household state"),
        _("Use of the dwelling"),
        _("Grid"),
        _("Note"),
        _("Note on the household"),
    )
    found = ledger.rows(_RESIDENTS, {"sensitive": openness.sensitive})
    return Listing(_("Residents"), headings, [_resident_row(row, openness) for row in found])


_RESIDENTS = """
select coalesce(e.name, '') as estate, coalesce(b.name, '') as building, coalesce(u.name, '') as unit,
    coalesce(d.room, '') as room, d.use, coalesce(g.name, '') as grid, h.status, coalesce(h.note, '') as home_note,
    r.name, r.sex, r.birth, r.id_number, r.presence, r.note, coalesce(m.relation, '') as relation,
    (select group_concat(number || char(2) || note, char(1)) from (select p.number, p.note from phone p
        where p.resident_id = r.id and p.withdrawn_at is null order by p.position, p.id)) as phones,
    (select group_concat(name, '、') from (select k.name from care_membership c join care_group k
        on k.id = c.care_group_id where c.resident_id = r.id and c.until is null and c.withdrawn_at is null
        and k.withdrawn_at is null and k.enabled and (not k.sensitive or :sensitive)
        order by k.position, k.id)) as care_groups
from household h
left join occupancy o on o.household_id = h.id and o.until is null and o.withdrawn_at is null
left join dwelling d on d.id = o.dwelling_id
left join unit u on u.id = d.unit_id left join building b on b.id = u.building_id
left join estate e on e.id = b.estate_id left join grid g on g.id = b.grid_id
left join membership m on m.household_id = h.id and m.until is null and m.withdrawn_at is null
    and exists (select 1 from resident x where x.id = m.resident_id and x.withdrawn_at is null
        and x.presence in ('present', 'away', 'lost'))
left join resident r on r.id = m.resident_id
where h.withdrawn_at is null and (h.status <> 'moved_out' or r.id is not null)
order by e.name, cast(b.name as integer), b.name, cast(u.name as integer), u.name, cast(d.room as integer), d.room,
    h.id, m.relation <> '户主', m.id
"""


def _resident_row(row: Any, openness: Openness) -> list[Value]:
    return [
        row["estate"],
        row["building"],
        row["unit"],
        row["room"],
        row["name"],
        row["relation"],
        label(Sex(row["sex"])) if row["sex"] else "",
        row["birth"],
        _masked(row["id_number"], masked_id_number, openness),
        _phones(row["phones"] or "", openness),
        row["care_groups"],
        label(Presence(row["presence"])) if row["presence"] else "",
        label(HouseholdStatus(row["status"])),
        label(DwellingUse(row["use"])) if row["use"] else "",
        row["grid"],
        _masked(row["note"], masked_text, openness),
        _masked(row["home_note"], masked_text, openness),
    ]


def _visits(ledger: Ledger, span: tuple[date, date] | None, openness: Openness) -> Listing:
    headings = (
        _("Date"),
        _("Time"),
        _("Address"),
        _("Who was asked"),
        _("How"),
        _("Result"),
        _("Note"),
        _("Matters"),
        _("Next visit"),
        _("Visitor"),
    )
    wanted = VisitFilter(since=span[0], until=span[1]) if span else VisitFilter()
    ids = array("q", chain.from_iterable(visit_ids(ledger, wanted, downwards=False)))
    rows = RowsInWindows(ids, lambda some: [_visit_row(visit, openness) for visit in visits_listed(ledger, some)])
    return Listing(_("Visits"), headings, rows)


def _visit_row(visit: Visit, openness: Openness) -> list[Value]:
    return [
        visit.on,
        visit.time,
        visit.address or visit.place,
        "、".join(visit.people),
        label(visit.mode),
        label(visit.outcome),
        _masked(visit.note, masked_text, openness),
        visit.matter_count,
        visit.revisit_on,
        visit.worker,
    ]


def _matters(ledger: Ledger, span: tuple[date, date] | None, openness: Openness) -> Listing:
    headings = (
        _("Number"),
        _("Matter"),
        _("Category"),
        _("Level"),
        _("Urgency"),
        _("Status"),
        _("Registered on"),
        _("Address"),
        _("Resident"),
        _("Grid"),
        _("Responsible"),
        _("Next step"),
        _("Next date"),
        _("Due on"),
        _("Settled on"),
        _("Outcome"),
        _("Satisfaction"),
        _("Details"),
    )
    first, last = (str(day) for day in span or (date.min, date.max))
    found = ledger.rows(
        "select id from matter where withdrawn_at is null and registered_on <= ? and coalesce(settled_on, ?) >= ?"
        " order by registered_on, number",
        (last, last, first),
    )
    ids = array("q", (row[0] for row in found))
    rows = RowsInWindows(ids, lambda some: [_matter_row(matter, openness) for matter in matters_listed(ledger, some)])
    return Listing(_("Matters"), headings, rows)


def _matter_row(matter: Matter, openness: Openness) -> list[Value]:
    return [
        matter.number,
        _masked(matter.title, masked_text, openness),
        matter.category,
        label(matter.level),
        label(matter.urgency),
        label(matter.status),
        matter.registered_on,
        matter.address or matter.place,
        matter.resident,
        matter.grid,
        matter.worker,
        _masked(matter.next_step, masked_text, openness),
        matter.next_on,
        matter.due_on,
        matter.settled_on,
        label(matter.outcome) if matter.outcome else "",
        label(matter.satisfaction) if matter.satisfaction else "",
        _masked(matter.detail, masked_text, openness),
    ]


def _masked(text: str | None, mask: Callable[[str], str], openness: Openness) -> str:
    return text or "" if openness.numbers or not text else mask(text)


def _phones(packed: str, openness: Openness) -> str:
    """Numbers with whose they are: 190****1001（女儿）、190****1002."""
    shown = []
    for piece in filter(None, packed.split("\x01")):
        number, _gap, note = piece.partition("\x02")
        number = number if openness.numbers else masked_phone(number)
        shown.append(f"{number}（{note}）" if note else number)
    return "、".join(shown)

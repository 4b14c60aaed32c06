"""A whole file gathered for paper: its head, its matters and visits in figures, and every entry."""

from datetime import date
from typing import Any

from ledger.dossiers.mentions import household_mentions, resident_mentions
from ledger.dossiers.timeline import household_timeline, resident_timeline
from ledger.matters.listing import MatterFilter, list_matters
from ledger.people.history import memberships_of_resident, occupancies_of_household
from ledger.people.reading import household, resident
from ledger.places.doors import building, dwelling, estates
from ledger.places.staff import community
from ledger.records.dossiers import Dossier, Home, MatterSummary, VisitSummary
from ledger.records.matters import Outcome, Satisfaction
from ledger.records.people import Household, Resident
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger

_ALL = 1 << 30


def household_dossier(ledger: Ledger, household_id: int, *, today: date) -> Dossier:
    """The file of a household (一户一档) with those who belonged to it at last.

    Raises InputProblem: "no_such_entry".
    """
    home = household(ledger, household_id, with_gone=True)
    homes = tuple(
        Home(home.id, each.address, "", each.since, each.until, each.reason)
        for each in occupancies_of_household(ledger, household_id, limit=_ALL)
    )
    entries = household_timeline(ledger, household_id, today=today, limit=_ALL).entries
    wanted = MatterFilter(household_id=household_id, open=True)
    return _dossier(ledger, home, None, homes, wanted, entries, today)


def resident_dossier(ledger: Ledger, resident_id: int, *, today: date) -> Dossier:
    """The file of a resident (一人一档), with the household he or she belongs to, if any.

    Raises InputProblem: "no_such_entry".
    """
    who = resident(ledger, resident_id)
    home = None if who.household_id is None else household(ledger, who.household_id)
    homes = tuple(_lived_in(ledger, each) for each in memberships_of_resident(ledger, resident_id, limit=_ALL))
    entries = resident_timeline(ledger, resident_id, today=today, limit=_ALL).entries
    wanted = MatterFilter(resident_id=resident_id, open=True)
    return _dossier(ledger, home, who, homes, wanted, entries, today)


def uid_of(ledger: Ledger, table: str, id_: int) -> str:
    """The uid of a "household" or "resident", as the access log names what was opened; "" where there is none."""
    if table not in ("household", "resident"):
        raise ValueError(table)
    return ledger.value(f"select uid from {table} where id = ?", (id_,)) or ""


def homes_of_resident(ledger: Ledger, resident_id: int) -> tuple[Home, ...]:
    """The households a resident lived in, the present one first."""
    return tuple(_lived_in(ledger, each) for each in memberships_of_resident(ledger, resident_id))


def _lived_in(ledger: Ledger, stay: Any) -> Home:
    """Where the household was when the resident left it, or is now."""
    until = str(stay.until) if stay.until else "9999"
    row = ledger.row(
        "select e.name, b.name, u.name, d.room from occupancy o join dwelling d on d.id = o.dwelling_id"
        " join unit u on u.id = d.unit_id join building b on b.id = u.building_id join estate e on e.id = b.estate_id"
        " where o.household_id = ? and o.withdrawn_at is null and coalesce(o.since, '') <= ?"
        " order by coalesce(o.since, '') desc limit 1",
        (stay.household_id, until),
    )
    return Home(stay.household_id, Address(*row) if row else None, stay.relation, stay.since, stay.until, stay.reason)


def _dossier(
    ledger: Ledger,
    home: Household | None,
    who: Resident | None,
    homes: tuple[Home, ...],
    wanted: MatterFilter,
    entries: Any,
    today: date,
) -> Dossier:
    address: Address | None = None
    use: DwellingUse | None = None
    grid = ""
    if home is not None and home.dwelling_id is not None:
        door = dwelling(ledger, home.dwelling_id)
        address, use, grid = door.address, door.use, building(ledger, door.building_id).grid
    place = community(ledger)
    subject = ("m.resident_id = ?", who.id) if who is not None else ("m.household_id = ?", home.id if home else 0)
    return Dossier(
        community="".join((place.district, place.street, place.name)),
        today=today,
        several_estates=len(estates(ledger)) > 1,
        household=home,
        resident=who,
        address=address,
        use=use,
        grid=grid,
        homes=homes,
        open_matters=list_matters(ledger, wanted, limit=_ALL),
        matters=_matters(ledger, *subject, today),
        visits=_visits(ledger, home, who),
        entries=entries,
        mentions=resident_mentions(ledger, who.id) if who else household_mentions(ledger, home.id) if home else (),
    )


def _matters(ledger: Ledger, whose: str, id_: int, today: date) -> MatterSummary:
    rows = ledger.rows(
        "select m.status in ('registered', 'accepted', 'in_progress', 'waiting') as is_open,"
        " min(coalesce(m.next_on, m.due_on), m.due_on) < ? as is_late, m.outcome, m.satisfaction from matter m"
        f" where {whose} and m.withdrawn_at is null",
        (str(today), id_),
    )
    outcomes = [Outcome(row["outcome"]) for row in rows if row["outcome"]]
    answers = [Satisfaction(row["satisfaction"]) for row in rows if row["satisfaction"]]
    return MatterSummary(
        total=len(rows),
        open=sum(row["is_open"] for row in rows),
        late=sum(row["is_open"] and row["is_late"] for row in rows),
        outcomes=tuple((each, outcomes.count(each)) for each in Outcome if each in outcomes),
        answers=tuple((each, answers.count(each)) for each in Satisfaction if each in answers),
    )


def _visits(ledger: Ledger, home: Household | None, who: Resident | None) -> VisitSummary:
    if who is not None:
        whose, id_ = (
            "v.id in (select visit_id from visit_person where resident_id = ? and withdrawn_at is null)",
            who.id,
        )
    else:
        whose, id_ = "v.household_id = ?", home.id if home else 0
    (row,) = ledger.rows(
        "select count(*) as total, coalesce(sum(v.outcome in ('met', 'proxy')), 0) as met, max(v.on_date) as last_on"
        f" from visit v where {whose} and v.withdrawn_at is null",
        (id_,),
    )
    last = row["last_on"]
    return VisitSummary(row["total"], row["met"], date.fromisoformat(last) if last else None)

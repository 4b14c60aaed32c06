"""The recycle list: what was withdrawn, why and when, and the way back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ledger.errors import refuse
from ledger.people.merging import unmerge
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger, Writing
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL
from ledger.store.undo import UNDO_ACTION

PAGE = 200


class WithdrawnKind(StrEnum):
    """What was withdrawn."""

    RESIDENT = "resident"
    HOUSEHOLD = "household"
    DWELLING = "dwelling"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawn entry. `name` is the resident's, or the head's of a household; `address` where it stood, or "".

    `at` is the instant in UTC, ISO text.
    """

    kind: WithdrawnKind
    id: int
    name: str
    address: str
    at: str
    reason: str


def list_withdrawn(ledger: Ledger, *, limit: int = PAGE, offset: int = 0) -> tuple[Withdrawn, ...]:
    """Residents, households and doors withdrawn by hand, the newest first.

    Members withdrawn together with their household come back with it and are not listed; neither is what an undo
    took back.
    """
    found = ledger.rows(_WITHDRAWN, (limit, offset))
    return tuple(Withdrawn(WithdrawnKind(row["kind"]), *tuple(row)[1:]) for row in found)


def restore(ledger: Ledger, kind: WithdrawnKind, id_: int) -> Changed:
    """Take a withdrawal back, with what was withdrawn along with it.

    A resident whose household is gone, or has somebody else as head meanwhile, comes back without it, or with an
    unknown relation. One merged into another is parted from that one: the merging is taken back.
    Raises InputProblem: "no_such_entry" (not withdrawn, or never there), "restore_door_first" (the household's door
    is withdrawn), "door_exists" (there is such a door again), "undo_conflict" (what was merged was changed since).
    """
    row = ledger.row(f"select * from {kind.value} where id = ? and withdrawn_at is not null", (id_,))
    if row is None:
        raise refuse("", "no_such_entry", table=kind.value)
    if kind is WithdrawnKind.RESIDENT and row["merged_into_id"] is not None:
        return unmerge(ledger, id_)
    with ledger.write(f"{kind.value}.restore") as write:
        _RESTORERS[kind](ledger, write, row)
    return write.changed


def _restore_resident(ledger: Ledger, write: Writing, row: Any) -> None:
    write.restore("resident", row["id"])
    for membership in _along(ledger, "membership", "resident_id", row):
        household = ledger.row(
            "select head_id from household where id = ? and withdrawn_at is null", (membership["household_id"],)
        )
        if household is None:
            continue
        write.restore("membership", membership["id"])
        if membership["relation"] == HEAD and household["head_id"] is None:
            write.update("household", membership["household_id"], head_id=row["id"])
        elif membership["relation"] == HEAD:
            write.update("membership", membership["id"], relation="")
    for care in _along(ledger, "care_membership", "resident_id", row):
        write.restore("care_membership", care["id"])


def _restore_household(ledger: Ledger, write: Writing, row: Any) -> None:
    write.restore("household", row["id"])
    for occupancy in _along(ledger, "occupancy", "household_id", row):
        if occupancy["until"] is None and ledger.value(
            "select withdrawn_at from dwelling where id = ?", (occupancy["dwelling_id"],)
        ):
            raise refuse("", "restore_door_first")
        write.restore("occupancy", occupancy["id"])
    for membership in _along(ledger, "membership", "household_id", row):
        resident = ledger.row("select * from resident where id = ?", (membership["resident_id"],))
        # Who was restored alone meanwhile, and perhaps lives elsewhere, stays there.
        if resident is not None and resident["withdrawn_at"] == row["withdrawn_at"]:
            _restore_resident(ledger, write, resident)


def _restore_dwelling(ledger: Ledger, write: Writing, row: Any) -> None:
    if ledger.value(
        "select 1 from dwelling where unit_id = ? and room = ? and withdrawn_at is null", (row["unit_id"], row["room"])
    ):
        raise refuse("", "door_exists", room=row["room"])
    write.restore("dwelling", row["id"])


_RESTORERS = {
    WithdrawnKind.RESIDENT: _restore_resident,
    WithdrawnKind.HOUSEHOLD: _restore_household,
    WithdrawnKind.DWELLING: _restore_dwelling,
}


def _along(ledger: Ledger, table: str, column: str, row: Any) -> list[Any]:
    """The rows of `table` withdrawn by the same write: one write has one instant."""
    return ledger.rows(
        f"select * from {table} where {column} = ? and withdrawn_at = ?", (row["id"], row["withdrawn_at"])
    )


_WITHDRAWN = f"""
with gone as (
    select 'resident' as kind, r.id, r.name, r.withdrawn_at, r.withdrawn_reason,
        (select o.dwelling_id from membership m join occupancy o on o.household_id = m.household_id
            where m.resident_id = r.id and m.withdrawn_at = r.withdrawn_at and o.until is null limit 1) as dwelling_id
    from resident r where r.withdrawn_at is not null and not exists (select 1 from membership m
        join household h on h.id = m.household_id where m.resident_id = r.id and h.withdrawn_at = r.withdrawn_at)
    union all
    select 'household', h.id, coalesce((select r.name from membership m join resident r on r.id = m.resident_id
            where m.household_id = h.id order by m.relation <> '{HEAD}', m.id limit 1), ''),
        h.withdrawn_at, h.withdrawn_reason,
        (select dwelling_id from occupancy o where o.household_id = h.id and o.withdrawn_at = h.withdrawn_at
            order by o.id desc limit 1)
    from household h where h.withdrawn_at is not null
    union all
    select 'dwelling', d.id, '', d.withdrawn_at, d.withdrawn_reason, d.id
    from dwelling d where d.withdrawn_at is not null)
select gone.kind, gone.id, gone.name, case when d.id is null then '' else {ADDRESS_SQL} end as address,
    gone.withdrawn_at, gone.withdrawn_reason
from gone {ADDRESS_JOIN.format(table="gone")} where gone.withdrawn_reason <> '{UNDO_ACTION}'
order by gone.withdrawn_at desc, gone.kind, gone.id limit ? offset ?"""

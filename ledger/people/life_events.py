"""Life events (变动): born, moved in, moved out, away, died, lost, restored. Dated, and taken back by withdrawing them.

A resident's presence is what the events in force leave behind, in the order of their days: it is never set by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.errors import refuse
from ledger.people.households import set_head
from ledger.people.memberships import current_membership
from ledger.places.added import Added
from ledger.places.entered import entered_reason, refuse_future, standing_row
from ledger.records.people import LifeEvent, LifeEventKind, Presence
from ledger.rules.relation import HEAD
from ledger.store import Changed, Ledger, Writing

LEADS_TO: Mapping[LifeEventKind, Presence] = {
    LifeEventKind.BORN: Presence.PRESENT,
    LifeEventKind.MOVED_IN: Presence.PRESENT,
    LifeEventKind.MOVED_OUT: Presence.MOVED_OUT,
    LifeEventKind.AWAY: Presence.AWAY,
    LifeEventKind.DIED: Presence.DEAD,
    LifeEventKind.LOST: Presence.LOST,
    LifeEventKind.RESTORED: Presence.PRESENT,
}
"""Where an event leaves a resident."""

_LEAVING = {LifeEventKind.MOVED_OUT, LifeEventKind.AWAY, LifeEventKind.DIED, LifeEventKind.LOST}
MAY_FOLLOW: Mapping[Presence | None, set[LifeEventKind]] = {
    None: {LifeEventKind.BORN, LifeEventKind.MOVED_IN} | _LEAVING,
    Presence.PRESENT: _LEAVING,
    Presence.AWAY: {LifeEventKind.RESTORED, LifeEventKind.MOVED_OUT, LifeEventKind.DIED, LifeEventKind.LOST},
    Presence.LOST: {LifeEventKind.RESTORED, LifeEventKind.MOVED_OUT, LifeEventKind.DIED},
    Presence.MOVED_OUT: {LifeEventKind.MOVED_IN, LifeEventKind.DIED, LifeEventKind.RESTORED},
    # A death that was declared or entered in error; nothing else follows it.
    Presence.DEAD: {LifeEventKind.RESTORED},
}
"""What may follow what. `None` stands for the beginning: a resident of the roster is simply there."""


@dataclass(frozen=True, slots=True)
class _Event:
    kind: LifeEventKind
    on: str


def presence_after(kinds: Sequence[LifeEventKind]) -> Presence:
    """Where events in the order of their days leave a resident; without any, PRESENT."""
    return LEADS_TO[kinds[-1]] if kinds else Presence.PRESENT


def record_event(
    ledger: Ledger,
    resident_id: int,
    *,
    kind: LifeEventKind,
    on: date,
    today: date,
    note: str = "",
    new_head_id: int | None = None,
) -> Added:
    """Record a life event. The membership stays; a head who dies or moves out leaves the household headless,
    or to `new_head_id`.

    Several events of one day follow each other as they were entered.
    Raises InputProblem: "no_such_entry", "date_in_future", "event_before_birth", "event_order" (`before`, `after`:
    kinds that cannot follow each other; `date` of the one before), "event_cannot_be_first", "not_a_member",
    "head_is_gone", "was_not_head" (a new head is named though the household keeps its own).
    """
    refuse_future(on, today)
    with ledger.write("life_event.record") as write:
        row = standing_row(ledger, "resident", resident_id, field="resident_id")
        if row["birth"] and on.isoformat()[: len(row["birth"])] < row["birth"]:
            raise refuse("on", "event_before_birth", date=on, birth=row["birth"])
        events = [_Event(each.kind, each.on) for each in life_events(ledger, resident_id)]
        place = sum(event.on <= on.isoformat() for event in events)
        events.insert(place, _Event(kind, on.isoformat()))
        _refuse_bad_order(events)
        id_ = write.insert("life_event", resident_id=resident_id, kind=kind.value, on_date=str(on), note=note.strip())
        _settle(ledger, write, resident_id, events, new_head_id=new_head_id)
    return Added(id_, write.changed)


def withdraw_event(ledger: Ledger, event_id: int, *, reason: str) -> Changed:
    """Take a life event back, as if it had never been entered. A head comes back to a household still headless.

    Raises InputProblem: "reason_missing", "no_such_entry", "event_order" (a later event depends on it).
    """
    reason = entered_reason(reason)
    with ledger.write("life_event.withdraw") as write:
        row = standing_row(ledger, "life_event", event_id)
        left = [each for each in life_events(ledger, row["resident_id"]) if each.id != event_id]
        events = [_Event(each.kind, each.on) for each in left]
        _refuse_bad_order(events)
        write.withdraw("life_event", event_id, reason)
        _settle(ledger, write, row["resident_id"], events, new_head_id=None)
    return write.changed


def life_events(ledger: Ledger, resident_id: int, *, withdrawn: bool = False) -> tuple[LifeEvent, ...]:
    """A resident's events in the order of their days; with `withdrawn` also those taken back."""
    found = ledger.rows(
        "select id, uid, resident_id, kind, on_date, note, withdrawn_at from life_event where resident_id = ?"
        " and (? or withdrawn_at is null) order by on_date, id",
        (resident_id, withdrawn),
    )
    return tuple(_event(row) for row in found)


def settle(ledger: Ledger, write: Writing, resident_id: int) -> None:
    """Make presence and headship what the events in force say; for the writes of this package."""
    events = [_Event(each.kind, each.on) for each in life_events(ledger, resident_id)]
    _settle(ledger, write, resident_id, events, new_head_id=None)


def _settle(
    ledger: Ledger, write: Writing, resident_id: int, events: Sequence[_Event], *, new_head_id: int | None
) -> None:
    presence = presence_after([event.kind for event in events])
    write.update("resident", resident_id, presence=presence.value)
    membership = current_membership(ledger, resident_id)
    household_id = membership["household_id"] if membership else None
    head_id = ledger.value("select head_id from household where id = ?", (household_id,))
    is_gone = presence in (Presence.DEAD, Presence.MOVED_OUT)
    leaves_headless = head_id == resident_id and is_gone
    if new_head_id is not None and not leaves_headless:
        raise refuse("new_head_id", "was_not_head")
    if membership is None or household_id is None:
        return
    if leaves_headless:
        _replace_head(ledger, write, household_id, new_head_id)
    elif membership["relation"] == HEAD and head_id is None and not is_gone:
        write.update("household", household_id, head_id=resident_id)
    elif membership["relation"] == HEAD and head_id not in (None, resident_id):
        # Somebody else has become head meanwhile; what this one is to the new head nobody said.
        write.update("membership", membership["id"], relation="")


def _replace_head(ledger: Ledger, write: Writing, household_id: int, new_head_id: int | None) -> None:
    if new_head_id is None:
        # The relation 户主 stays with the one who was head, so that taking the event back makes it so again.
        write.update("household", household_id, head_id=None)
    else:
        set_head(ledger, household_id, head_id=new_head_id)


def _refuse_bad_order(events: Sequence[_Event]) -> None:
    state: Presence | None = None
    before: _Event | None = None
    for event in events:
        if event.kind not in MAY_FOLLOW[state]:
            if before is None:
                raise refuse("kind", "event_cannot_be_first", kind=event.kind.value)
            raise refuse("kind", "event_order", before=before.kind.value, date=before.on, after=event.kind.value)
        state, before = LEADS_TO[event.kind], event


def _event(row: Any) -> LifeEvent:
    return LifeEvent(
        id=row["id"],
        uid=row["uid"],
        resident_id=row["resident_id"],
        kind=LifeEventKind(row["kind"]),
        on=row["on_date"],
        note=row["note"],
        withdrawn=row["withdrawn_at"] is not None,
    )

"""Entries of who lived where: a household's doors, a resident's households, and where each came from or went to."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ledger.records.dossiers import EntryKey, EntryKind, EntrySource, EntryTone, Happening, Opens, TimelineEntry
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL

_SEPARATOR = "\u0001"


def door_entries(ledger: Ledger, keys: Mapping[int, EntryKey]) -> dict[EntryKey, TimelineEntry]:
    """Entries of occupancies by their ids: moved in, moved from door to door, split from another household, left."""
    rows = ledger.rows(_DOORS, {"ids": json.dumps(list(keys)), "separator": _SEPARATOR})
    return {keys[row["id"]]: _door(keys[row["id"]], row) for row in rows}


def membership_entries(
    ledger: Ledger, keys: Mapping[int, EntryKey], *, of_resident: bool
) -> dict[EntryKey, TimelineEntry]:
    """Entries of memberships by their ids, for the household's time line or (`of_resident`) the resident's own."""
    since = next(iter(keys.values())).source == EntrySource.MEMBER_SINCE
    meeting = "n.until = m.since" if since else "n.since = m.until"
    rows = ledger.rows(_MEMBERS.format(meeting=meeting, day="since" if since else "until"), (json.dumps(list(keys)),))
    return {keys[row["id"]]: _member(keys[row["id"]], row, since=since, of_resident=of_resident) for row in rows}


def _door(key: EntryKey, row: Any) -> TimelineEntry:
    people: tuple[str, ...] = ()
    if key.source == EntrySource.DOOR_UNTIL:
        what, other = Happening.LEFT_DOOR, ""
    elif row["before"]:
        what, other = Happening.MOVED_DOOR, row["before"]
    elif row["split_from"]:
        what, other = Happening.SPLIT_FROM, row["split_from"]
        people = tuple(row["came"].split(_SEPARATOR)) if row["came"] else ()
    else:
        what, other = Happening.MOVED_IN, ""
    return TimelineEntry(
        key,
        EntryKind.CHANGE,
        what,
        date.fromisoformat(key.day),
        title=row["address"],
        # Why somebody left is written where the time ended; a move tells the reason of the door left.
        text=row["reason"] if what is Happening.LEFT_DOOR else row["reason_before"] or "",
        people=people,
        other=other,
        tone=EntryTone.IN_HAND,
        opens=(Opens.HOUSEHOLD, row["household_id"]),
        withdrawn=_reason(row),
    )


def _member(key: EntryKey, row: Any, *, since: bool, of_resident: bool) -> TimelineEntry:
    met = row["met_id"] is not None
    where = " ".join(filter(None, (row["address"], row["relation"]))) if of_resident else row["relation"]
    other = (" ".join(filter(None, (row["met_address"], row["met_head"]))) or "—") if met else ""
    if since:
        what = Happening.CHANGED_HOUSEHOLD if met else Happening.JOINED
        if met and row["founded"]:
            what = Happening.SPLIT_FROM
    else:
        what = Happening.SPLIT_OFF if met and row["met_founded"] else Happening.LEFT
    opened = row["household_id"] if of_resident else row["met_id"]
    return TimelineEntry(
        key,
        EntryKind.CHANGE,
        what,
        date.fromisoformat(key.day),
        title=where,
        text=(row["met_reason"] if since else row["reason"]) or "",
        people=() if of_resident else (row["name"],),
        other=other,
        tone=EntryTone.IN_HAND,
        opens=(Opens.HOUSEHOLD, opened) if opened else (Opens.RESIDENT, row["resident_id"]),
        withdrawn=_reason(row),
    )


def _reason(row: Any) -> str | None:
    return None if row["withdrawn_at"] is None else row["withdrawn_reason"] or ""


def _address_of(door: str) -> str:
    """The address of the occupancy `door` as a scalar query."""
    joined = ADDRESS_JOIN.format(table=door)
    return f"select {ADDRESS_SQL} from occupancy {door}{joined}"


# The household's members who came that day from one they had left that day.
_CAME = (
    " from membership k join membership l on l.resident_id = k.resident_id and l.until = k.since and l.id <> k.id"
    " and l.withdrawn_at is null join resident r on r.id = k.resident_id"
    " where k.household_id = o.household_id and k.since = o.since and k.withdrawn_at is null"
)
_HEAD = (
    "(select r.name from household h join membership hm on hm.household_id = h.id and hm.withdrawn_at is null"
    " join resident r on r.id = hm.resident_id where h.id = {household}"
    " order by r.id <> coalesce(h.head_id, 0), hm.relation <> '户主', hm.until is not null, hm.id limit 1)"
)
_DOORS = (
    f"select o.id, o.household_id, {ADDRESS_SQL} as address, o.reason, o.withdrawn_at, o.withdrawn_reason,"
    f" ({_address_of('x')} where x.household_id = o.household_id and x.until = o.since and x.id <> o.id"
    "  and x.withdrawn_at is null limit 1) as before,"
    " (select x.reason from occupancy x where x.household_id = o.household_id and x.until = o.since and x.id <> o.id"
    "  and x.withdrawn_at is null limit 1) as reason_before,"
    f" (select coalesce(({_address_of('y')} where y.household_id = l.household_id and coalesce(y.since, '') <= o.since"
    f"  and (y.until is null or y.until >= o.since) and y.withdrawn_at is null order by y.until is null limit 1), '')"
    f"  || ' ' || {_HEAD.format(household='l.household_id')} {_CAME} limit 1) as split_from,"
    f" (select group_concat(name, :separator) from (select r.name {_CAME} order by k.id)) as came"
    f" from occupancy o{ADDRESS_JOIN.format(table='o')} where o.id in (select value from json_each(:ids))"
)


def _door_on(household: str, day: str) -> str:
    """The address of a household on a day."""
    return (
        f"({_address_of('x')} where x.household_id = {household} and coalesce(x.since, '') <= {day}"
        f" and (x.until is null or x.until >= {day}) and x.withdrawn_at is null"
        " order by coalesce(x.since, '') desc limit 1)"
    )


def _founded_on(household: str, day: str) -> str:
    """Whether a household began that day."""
    return (
        f"not exists (select 1 from membership f where f.household_id = {household} and f.withdrawn_at is null"
        f" and coalesce(f.since, '') < {day})"
    )


_MEMBERS = (
    "select m.id, m.household_id, m.resident_id, r.name, m.relation, m.reason, m.withdrawn_at, m.withdrawn_reason,"
    f" {_door_on('m.household_id', 'm.{day}')} as address, {_founded_on('m.household_id', 'm.{day}')} as founded,"
    " n.household_id as met_id, n.reason as met_reason,"
    f" {_door_on('n.household_id', 'm.{day}')} as met_address, {_HEAD.format(household='n.household_id')} as met_head,"
    f" {_founded_on('n.household_id', 'm.{day}')} as met_founded"
    " from membership m join resident r on r.id = m.resident_id"
    " left join membership n on n.resident_id = m.resident_id and n.id <> m.id and {meeting}"
    " and n.withdrawn_at is null where m.id in (select value from json_each(?))"
)

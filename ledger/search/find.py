"""Finding a door, a resident or a matter from what is typed into the top bar or the dwelling field of a visit.

Plain scans, fast enough for a community (20,000 residents within a frame); nothing typed is ever an error.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledger.places.doors import units_in_order
from ledger.rules.numerals import half_width
from ledger.search.typed_door import TypedDoor, read_typed_door
from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL

SHORTEST_PHONE_TAIL = 4
SHORTEST_LATIN = 2  # of a matter's title; one letter is the beginning of a name
LONGEST_QUERY = 60


class HitKind(StrEnum):
    """What was found."""

    DWELLING = "dwelling"
    RESIDENT = "resident"
    MATTER = "matter"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, `id` and `uid` being its own.

    `title` names it: the address of a door, the name of a resident, the title of a matter. `text` says more: who
    lives there, where and as what he or she lives, number and address. `household_id` is None where there is none.
    """

    kind: HitKind
    id: int
    uid: str
    title: str
    text: str
    household_id: int | None


_Ranked = tuple[int, Hit]  # 0: exactly what was typed, 1: begins with it, 2: has it inside


def find(ledger: Ledger, text: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """The best `limit` hits: what is exactly so first, then what begins so, then what has it inside; among these
    doors, residents (those who live here before those who left or died), matters (open ones first).

    Understands addresses (3-2-501, 3号楼2单元501, 501, 银苑3-2-501), names, pinyin, initials, the last four or more
    digits of a phone, matter numbers and words of matter titles. Nothing is found for an empty text.
    """
    # A lone surrogate, which an input method can leave behind, cannot be bound.
    plain = " ".join(half_width(text).encode("utf-8", "ignore").decode().lower().split())[:LONGEST_QUERY].strip()
    if not plain or limit < 1:
        return ()
    door = read_typed_door(plain)
    ranked: list[_Ranked] = [] if door is None else list(_dwellings(ledger, door, limit))
    ranked += _residents(ledger, plain, limit)
    ranked += _matters(ledger, plain, limit)
    ranked.sort(key=lambda each: each[0])
    return tuple(hit for _rank, hit in ranked[:limit])


def _dwellings(ledger: Ledger, door: TypedDoor, limit: int) -> Iterator[_Ranked]:
    found = ledger.rows(
        _DWELLINGS.format(rank=_DOOR_RANKS[len(door.parts)], among=_DOORS_AMONG[len(door.parts)]),
        {
            "estate": door.estate,
            **{f"p{number}": part for number, part in enumerate(door.parts, 1)},
            "ranks": json.dumps(units_in_order(ledger)),
            "limit": limit,
        },
    )
    for row in found:
        yield row["rank"], Hit(HitKind.DWELLING, row["id"], row["uid"], row["title"], row["text"], row["household_id"])


def _residents(ledger: Ledger, plain: str, limit: int) -> Iterator[_Ranked]:
    joined = plain.replace(" ", "").replace("'", "").replace("ü", "v")
    if joined.isdecimal() and len(joined) >= SHORTEST_PHONE_TAIL:
        among, rank = _BY_PHONE
    elif joined.isascii() and joined.isalpha():
        among, rank = _BY_PINYIN
    elif not joined.isascii():
        among, rank = _BY_NAME
    else:
        return
    for row in ledger.rows(_RESIDENTS.format(among=among, rank=rank), {"text": joined, "limit": limit}):
        text = " · ".join(part for part in (row["address"], row["relation"]) if part)
        yield row["rank"], Hit(HitKind.RESIDENT, row["id"], row["uid"], row["name"], text, row["household_id"])


def _matters(ledger: Ledger, plain: str, limit: int) -> Iterator[_Ranked]:
    if plain.isascii() and len(plain) < SHORTEST_LATIN:
        return
    # LIKE knows small letters from large; Chinese has neither, and instr is faster.
    latin = any("a" <= character <= "z" for character in plain)
    words = {f"w{number}": _pattern(word) if latin else word for number, word in enumerate(plain.split())}
    has = "m.title like :{} escape '\\'" if latin else "instr(m.title, :{})"
    title = "lower(m.title)" if latin else "m.title"
    among = " and ".join(has.format(name) for name in words)
    if any(character.isdigit() for character in plain):
        among += " or instr(m.number, :number)"
    values = {**words, "text": plain, "number": plain.upper(), "limit": limit}
    for row in ledger.rows(_MATTERS.format(among=among, title=title), values):
        text = " · ".join(part for part in (row["number"], row["address"] or row["place"]) if part)
        yield row["rank"], Hit(HitKind.MATTER, row["id"], row["uid"], row["title"], text, row["household_id"])


def _pattern(word: str) -> str:
    for sign in "\\%_":
        word = word.replace(sign, "\\" + sign)
    return f"%{word}%"


def _begins(column: str, value: str) -> str:
    return f"substr({column}, 1, length({value})) = {value}"


# By how many numbers were typed: which doors to look at, and how well each fits.
_DOORS_AMONG = {
    1: f"{_begins('d.room', ':p1')} or u.building_id in (select id from building where name = :p1)",
    2: f"b.name = :p1 and (u.name = :p2 or {_begins('d.room', ':p2')}) or u.name = :p1 and {_begins('d.room', ':p2')}",
    3: f"b.name = :p1 and u.name = :p2 and {_begins('d.room', ':p3')}",
}
_DOOR_RANKS = {
    1: "case when d.room = :p1 then 0 when b.name = :p1 then 1 else 2 end",
    2: "case when d.room = :p2 and (u.name = '' or u.name = :p1) then 0 when u.name = :p2 then 1 else 2 end",
    3: "case when d.room = :p3 then 0 else 1 end",
}
_DWELLINGS = f"""
with place as materialized (select value as unit_id, key as place from json_each(:ranks)),
best as materialized (
    select d.id, {{rank}} as rank, place.place, d.floor, d.room from dwelling d join unit u on u.id = d.unit_id
    join building b on b.id = u.building_id join estate e on e.id = b.estate_id
    left join place on place.unit_id = u.id
    where d.withdrawn_at is null and ({{among}}) and (:estate = '' or instr(e.name, :estate))
    order by rank, place.place, d.floor, length(d.room), d.room limit :limit),
home as (
    select best.*, (select o.household_id from occupancy o where o.dwelling_id = best.id and o.until is null
        and o.withdrawn_at is null order by coalesce(o.since, ''), o.id limit 1) as household_id from best)
select home.rank, home.id, d.uid, {ADDRESS_SQL} as title, home.household_id, coalesce(
    (select r.name from household h join resident r on r.id = h.head_id where h.id = home.household_id),
    (select r.name from membership m join resident r on r.id = m.resident_id where m.household_id = home.household_id
        and m.until is null and m.withdrawn_at is null and r.withdrawn_at is null
        order by r.presence in ('dead', 'moved_out'), m.id limit 1), '') as text
from (select home.*, home.id as dwelling_id from home) home {ADDRESS_JOIN.format(table="home")}
order by home.rank, home.place, home.floor, length(home.room), home.room"""

# Which residents to look at, cheaply, and how well each of these fits.
_BY_NAME = (
    "instr(r.name, :text)",
    f"case when r.name = :text then 0 when {_begins('r.name', ':text')} then 1 else 2 end",
)
# Most names have one reading and are judged without looking further; several stand side by side, parted by a space.
_BY_PINYIN = (
    "(instr(r.pinyin, :text) or instr(r.initials, :text))",
    "case when r.initials = :text or r.pinyin = :text then 0"
    f" when {_begins('r.initials', ':text')} or {_begins('r.pinyin', ':text')} then"
    " case when instr(r.pinyin, ' ') and instr(' ' || r.pinyin || ' ' || r.initials || ' ', ' ' || :text || ' ')"
    " then 0 else 1 end"
    " when instr(r.pinyin, ' ') = 0 then 2"
    " when instr(' ' || r.pinyin || ' ' || r.initials || ' ', ' ' || :text || ' ') then 0"
    " when instr(' ' || r.pinyin || ' ' || r.initials, ' ' || :text) then 1 else 2 end",
)
_BY_PHONE = (
    "r.id in (select resident_id from phone where instr(number, :text) and withdrawn_at is null)",
    "(select min(case when number = :text then 0 when substr(number, -length(:text)) = :text then 1 else 2 end)"
    " from phone where resident_id = r.id and withdrawn_at is null and instr(number, :text))",
)
_RESIDENTS = f"""
with best as materialized (
    select r.id, {{rank}} as rank, r.presence in ('dead', 'moved_out') as gone, r.pinyin from resident r
    where {{among}} and r.withdrawn_at is null order by rank, gone, r.pinyin, r.id limit :limit),
home as (
    select best.*, m.household_id, m.relation, o.dwelling_id from best
    left join membership m on m.resident_id = best.id and m.until is null and m.withdrawn_at is null
    left join occupancy o on o.household_id = m.household_id and o.until is null and o.withdrawn_at is null)
select home.id, home.rank, r.uid, r.name, home.household_id, coalesce(home.relation, '') as relation,
    case when d.id is null then '' else {ADDRESS_SQL} end as address
from home join resident r on r.id = home.id {ADDRESS_JOIN.format(table="home")}
order by home.rank, home.gone, home.pinyin, home.id"""

_MATTERS = f"""
with best as materialized (
    select m.id, case when m.number = :number or {{title}} = :text then 0
        when {_begins("m.number", ":number")} or {_begins("{title}", ":text")} then 1 else 2 end as rank,
        m.status not in ('registered', 'accepted', 'in_progress', 'waiting') as closed, m.registered_on, m.dwelling_id
    from matter m where ({{among}}) and m.withdrawn_at is null
    order by rank, closed, m.registered_on desc, m.id desc limit :limit)
select best.id, best.rank, m.uid, m.number, m.title, m.household_id, m.place,
    case when d.id is null then '' else {ADDRESS_SQL} end as address
from best join matter m on m.id = best.id {ADDRESS_JOIN.format(table="best")}
order by best.rank, best.closed, best.registered_on desc, best.id desc"""

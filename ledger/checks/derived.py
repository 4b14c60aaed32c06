"""What is only derived: kept for speed, computed again here, and set right where it went wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from ledger.matters.steps import STATE_COLUMNS
from ledger.people.life_events import presence_after
from ledger.people.pinyin import pinyin_columns
from ledger.records.people import LifeEventKind
from ledger.store import Changed, Ledger
from ledger.store.text_index import rebuild

_LAST_STEPS = (
    "select m.id as matter_id, m.number, "
    + ", ".join(f"s.{name} as {name}, m.{name} as kept_{name}" for name in STATE_COLUMNS)
    + " from matter m join step s on s.id = (select max(id) from step where matter_id = m.id"
    " and withdrawn_at is null) where m.withdrawn_at is null order by m.id"
)


def wrong_matters(ledger: Ledger) -> Iterator[str]:
    """Numbers of matters that do not stand as their last step left them."""
    for number, _id, _state in _matters(ledger):
        yield number


def wrong_presences(ledger: Ledger) -> Iterator[str]:
    """Names of residents whose presence is not what their life events say."""
    for name, _id, _presence in _presences(ledger):
        yield name


def wrong_pinyin(ledger: Ledger) -> Iterator[str]:
    """Names of residents whose pinyin is not that of their name."""
    for name, _id, _columns in _pinyin(ledger):
        yield name


def repair(ledger: Ledger) -> Changed:
    """Compute everything derived again and set right what differs, as one write; the search index is made anew."""
    matters, presences, pinyin = list(_matters(ledger)), list(_presences(ledger)), list(_pinyin(ledger))
    with ledger.write("check.repair") as write:
        rebuild(ledger.connection)
        for _number, id_, state in matters:
            write.update("matter", id_, **state)
        for _name, id_, presence in presences:
            write.update("resident", id_, presence=presence)
        for _name, id_, columns in pinyin:
            write.update("resident", id_, **columns)
    return write.changed


def _matters(ledger: Ledger) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    for row in ledger.rows(_LAST_STEPS):
        state = {name: row[name] for name in STATE_COLUMNS}
        if any(row[f"kept_{name}"] != value for name, value in state.items()):
            yield row["number"], row["matter_id"], state


def _presences(ledger: Ledger) -> Iterator[tuple[str, int, str]]:
    rows = ledger.rows(
        "select r.id, r.name, r.presence, (select l.kind from life_event l where l.resident_id = r.id"
        " and l.withdrawn_at is null order by l.on_date desc, l.id desc limit 1) as last_event"
        " from resident r where r.withdrawn_at is null order by r.id"
    )
    for row in rows:
        presence = presence_after([LifeEventKind(row["last_event"])] if row["last_event"] else [])
        if presence != row["presence"]:
            yield row["name"], row["id"], presence.value


def _pinyin(ledger: Ledger) -> Iterator[tuple[str, int, Mapping[str, str]]]:
    for row in ledger.rows("select id, name, pinyin, initials from resident where withdrawn_at is null order by id"):
        full, initials = pinyin_columns(row["name"])
        if (row["pinyin"], row["initials"]) != (full, initials):
            yield row["name"], row["id"], {"pinyin": full, "initials": initials}

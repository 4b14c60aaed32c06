"""Lists in any order: the same as Python sorts them, what is alike kept in the list's own order."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from ledger.matters.listing import MatterFilter, MatterSort, count_matters, list_matters, matter_ids, matters_listed
from ledger.people.listing import (
    ResidentFilter,
    ResidentSort,
    count_residents,
    list_residents,
    resident_ids,
    residents_listed,
)
from ledger.people.pinyin import pinyin_columns
from ledger.places.doors import dwellings
from ledger.places.order import walking_order
from ledger.records.people import Presence
from ledger.sample.making import make_sample
from ledger.store import Ledger, open_ledger
from ledger.store.ordering import Ordered, SortKey, ids_in_order
from ledger.visits.history import VisitFilter, VisitSort, count_visits, list_visits, visit_ids, visits_listed

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path: Path = tmp_path_factory.mktemp("sample") / "样本.mqzb"
    make_sample(path, households=60, months=3, seed=3, until=TODAY)
    with open_ledger(path) as ledger:
        yield ledger


def _all(parts: Any) -> list[int]:
    return list(chain.from_iterable(parts))


def _sorted(rows: list[Any], key: Any, *, downwards: bool) -> list[Any]:
    """By a key, None last whichever way, what is alike as it came."""
    known = [row for row in rows if key(row) is not None]
    return sorted(known, key=key, reverse=downwards) + [row for row in rows if key(row) is None]


def _place(values: type, value: Any, *, but: Any = None) -> int | None:
    known = [each for each in values if each is not but]  # type: ignore[attr-defined]
    return known.index(value) if value in known else None


VISITS = {
    VisitSort.TIME: lambda v: v.time or None,
    VisitSort.OUTCOME: lambda v: _place(type(v.outcome), v.outcome, but=type(v.outcome).NONE),
    VisitSort.MODE: lambda v: _place(type(v.mode), v.mode),
    VisitSort.NOTE: lambda v: v.note[:12] or None,
    VisitSort.MATTERS: lambda v: v.matter_count or None,
    VisitSort.WORKER: lambda v: pinyin_columns(v.worker),
    VisitSort.REVISIT: lambda v: v.revisit_on,
}
MATTERS = {
    MatterSort.TITLE: lambda m: m.title[:16],
    MatterSort.WHEN: lambda m: m.next_on if m.status.is_open else m.settled_on,
    MatterSort.LEVEL: lambda m: _place(type(m.level), m.level),
    MatterSort.REGISTERED: lambda m: m.registered_on,
    MatterSort.NUMBER: lambda m: m.number,
    MatterSort.SETTLED: lambda m: m.settled_on,
    MatterSort.SATISFACTION: lambda m: _place(type(m.satisfaction), m.satisfaction) if m.satisfaction else None,
    MatterSort.WORKER: lambda m: pinyin_columns(m.worker),
}
RESIDENTS = {
    ResidentSort.NAME: lambda r: (pinyin_columns(r.name)[0], r.name),
    ResidentSort.RELATION: lambda r: r.relation or None,
    ResidentSort.PHONE: lambda r: r.phone or None,
    ResidentSort.PRESENCE: lambda r: _place(Presence, r.presence, but=Presence.PRESENT),
    ResidentSort.BIRTH: lambda r: r.birth or None,
}


@pytest.mark.parametrize("downwards", [False, True])
@pytest.mark.parametrize("sort", VISITS)
def test_visits_sort_by_any_column(sample: Ledger, sort: VisitSort, downwards: bool) -> None:
    newest = list(list_visits(sample, VisitFilter(), limit=10_000))
    assert len(newest) == count_visits(sample, VisitFilter()) > 100
    ids = _all(visit_ids(sample, VisitFilter(), sort=sort, downwards=downwards))
    assert ids == [visit.id for visit in _sorted(newest, VISITS[sort], downwards=downwards)]
    assert [visit.id for visit in visits_listed(sample, ids)] == ids


@pytest.mark.parametrize("downwards", [False, True])
@pytest.mark.parametrize("sort", MATTERS)
def test_matters_sort_by_any_column(sample: Ledger, sort: MatterSort, downwards: bool) -> None:
    own = list(list_matters(sample, MatterFilter(), limit=10_000))
    assert len(own) == count_matters(sample, MatterFilter()) > 10
    ids = _all(matter_ids(sample, MatterFilter(), today=TODAY, sort=sort, downwards=downwards))
    assert ids == [matter.id for matter in _sorted(own, MATTERS[sort], downwards=downwards)]
    assert [matter.id for matter in matters_listed(sample, ids)] == ids


@pytest.mark.parametrize("downwards", [False, True])
@pytest.mark.parametrize("sort", RESIDENTS)
def test_residents_sort_by_any_column(sample: Ledger, sort: ResidentSort, downwards: bool) -> None:
    walked = list(list_residents(sample, ResidentFilter(), limit=10_000))
    assert len(walked) == count_residents(sample, ResidentFilter()) > 100
    ids = _all(resident_ids(sample, ResidentFilter(), sort=sort, downwards=downwards))
    assert ids == [row.id for row in _sorted(walked, RESIDENTS[sort], downwards=downwards)]
    assert [row.id for row in residents_listed(sample, ids)] == ids


def test_the_oldest_are_first_upwards_and_the_youngest_by_age(sample: Ledger) -> None:
    by_age = residents_listed(sample, _all(resident_ids(sample, ResidentFilter(), sort=ResidentSort.AGE)))
    births = [row.birth for row in by_age if row.birth]
    assert births == sorted(births, reverse=True)
    assert not any(row.birth for row in by_age[len(births) :])


def test_doors_stand_as_one_walks(sample: Ledger) -> None:
    place = {door.id: at for at, door in enumerate(_walked(sample))}
    rows = residents_listed(sample, _all(resident_ids(sample, ResidentFilter())))
    places = [place[row.dwelling_id] for row in rows if row.dwelling_id]
    assert places == sorted(places)
    assert all(row.dwelling_id is None for row in rows[len(places) :])
    back = residents_listed(sample, _all(resident_ids(sample, ResidentFilter(), downwards=True)))
    assert [place[row.dwelling_id] for row in back if row.dwelling_id] == sorted(places, reverse=True)
    visits = visits_listed(sample, _all(visit_ids(sample, VisitFilter(), sort=VisitSort.WHERE, downwards=False)))
    at_doors = [place[visit.dwelling_id] for visit in visits if visit.dwelling_id]
    assert at_doors == sorted(at_doors)
    matters = matters_listed(sample, _all(matter_ids(sample, MatterFilter(), today=TODAY, sort=MatterSort.WHOSE)))
    at_doors = [place[matter.dwelling_id] for matter in matters if matter.dwelling_id]
    assert at_doors == sorted(at_doors)


def _walked(ledger: Ledger) -> list[Any]:
    return sorted(dwellings(ledger), key=lambda door: (*walking_order(door.address, door.floor), door.id))


@pytest.mark.parametrize("sort", list(VisitSort))
def test_every_visit_comes_once_in_every_order(sample: Ledger, sort: VisitSort) -> None:
    for wanted in (VisitFilter(), VisitFilter(text="水"), VisitFilter(worker_id=1, since=date(2026, 10, 1))):
        ids = _all(visit_ids(sample, wanted, sort=sort))
        assert sorted(ids) == sorted(visit.id for visit in list_visits(sample, wanted, limit=10_000))


@pytest.mark.parametrize("sort", list(MatterSort))
def test_every_matter_comes_once_in_every_order(sample: Ledger, sort: MatterSort) -> None:
    for wanted in (MatterFilter(), MatterFilter(open=True), MatterFilter(text="水", category_id=2)):
        ids = _all(matter_ids(sample, wanted, today=TODAY, sort=sort))
        assert sorted(ids) == sorted(matter.id for matter in list_matters(sample, wanted, limit=10_000))


@pytest.mark.parametrize("sort", list(ResidentSort))
def test_every_resident_comes_once_in_every_order(sample: Ledger, sort: ResidentSort) -> None:
    for wanted in (ResidentFilter(), ResidentFilter(presence=Presence.DEAD), ResidentFilter(text="li")):
        ids = _all(resident_ids(sample, wanted, sort=sort))
        assert len(set(ids)) == len(ids) == count_residents(sample, wanted)


def test_a_page_out_of_the_middle(sample: Ledger) -> None:
    everybody = list_residents(sample, ResidentFilter(), limit=10_000)
    assert list_residents(sample, ResidentFilter(), limit=7, offset=90) == everybody[90:97]


def test_many_rows_alike_keep_the_lists_own_order(ledger: Ledger) -> None:
    """SQLite's sorter is trusted not to turn around what is alike; a newer one that did would be noticed here."""
    count = 200_000
    numbers = f"(with recursive n(id) as (select 1 union all select id + 1 from n where id < {count}) select id from n)"
    ledger.connection.execute(f"create temp table many as select id, id * 7919 % {count} as own from {numbers}")
    for downwards in (False, True):
        sql = Ordered("id", "many", "true", "own desc").sql((SortKey("id % 3"),), downwards=downwards)
        expected = sorted(range(1, count + 1), key=lambda id_: -(id_ * 7919 % count))
        expected.sort(key=lambda id_: id_ % 3, reverse=downwards)
        assert _all(ids_in_order(ledger, sql)) == expected

"""What is typed, what is found, and what comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.people.entering import add_households
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.life_events import record_event
from ledger.people.residents import withdraw_resident
from ledger.places.doors import find_or_make_dwellings, withdraw_dwelling
from ledger.records.people import LifeEventKind, Phone
from ledger.records.places import Address
from ledger.search.finding import find as find_all
from ledger.search.finding import find_doors
from ledger.search.hits import Hit, HitKind
from ledger.store import Ledger, create_ledger
from ledger.store.undo import undo

TODAY = date(2026, 11, 23)
DOORS = (
    ("3", "2", "501"),
    ("3", "2", "502"),
    ("3", "3", "501"),
    ("10", "2", "501"),
    ("8", "", "12"),
    ("2", "3", "501"),
)
PEOPLE: tuple[tuple[str, ...], ...] = (
    ("许敏", "高宁", "高一诺"),
    ("单国强", "李许"),
    ("许敏",),
    ("周秀英",),
    ("马兰",),
    (),
)
MATTERS = (
    ("MQ-2026-0001", "卫生间漏水，楼上不配合", "in_progress", "2026-11-02"),
    ("MQ-2026-0012", "漏水", "settled", "2026-10-02"),
    ("MQ-2026-0123", "楼上漏水", "settled", "2026-11-12"),
    ("MQ-2025-0012", "申请WiFi上网", "accepted", "2025-12-02"),
)


@dataclass(frozen=True)
class Town:
    """A ledger with six doors, eight residents, four matters; ids in the order of the tables above."""

    ledger: Ledger
    doors: tuple[int, ...]
    households: tuple[int, ...]
    people: tuple[tuple[int, ...], ...]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town, made once; tests that change it take the change back."""
    path = tmp_path_factory.mktemp("town") / "ledger.mqzb"
    with create_ledger(path, community="银苑社区", worker="王书记") as ledger:
        addresses = [Address("银苑小区", *door) for door in DOORS]
        ids = find_or_make_dwellings(ledger, addresses)
        families = []
        number = 0
        for address, names in zip(addresses, PEOPLE, strict=True):
            members = []
            for place, name in enumerate(names):
                number += 1
                phone = Phone(f"1900000{1000 + number}")
                members.append(NewResident(name, phones=(phone,), relation="配偶" if place else "户主"))
            families.append(NewHousehold(ids[address], tuple(members)))
        made = add_households(ledger, families, since=None, today=TODAY)
        with ledger.write("matters") as write:
            for code, title, status, on in MATTERS:
                write.insert(
                    "matter",
                    number=code,
                    title=title,
                    status=status,
                    registered_on=on,
                    due_on="2026-12-31",
                    dwelling_id=ids[addresses[0]],
                    household_id=made.household_ids[0],
                    category_id=1,
                    level="grid",
                    urgency="simple",
                )
        yield Town(ledger, tuple(ids[each] for each in addresses), made.household_ids, made.resident_ids)


def find(ledger: Ledger, text: str, *, limit: int = 20) -> tuple[Hit, ...]:
    return find_all(ledger, text, today=TODAY, limit=limit).hits


def titles(hits: tuple[Hit, ...], kind: HitKind) -> list[str]:
    return [hit.title for hit in hits if hit.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "3-2-501",
        "3号楼2单元501",
        "3号楼2单元501室",
        "三号楼二单元五零一",
        "银苑3-2-501",
        "银苑小区3-2-501",
        "３－２－５０１",
    ],
)
def test_a_door_typed_in_any_way(town: Town, text: str) -> None:
    hit = find_doors(town.ledger, text)[0]
    assert (hit.kind, hit.id, hit.title, hit.text) == (HitKind.DWELLING, town.doors[0], "3-2-501", "许敏")
    assert hit.household_id == town.households[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("501", ["2-3-501", "3-2-501", "3-3-501", "10-2-501"]),
        ("50", ["2-3-501", "3-2-501", "3-2-502", "3-3-501", "10-2-501"]),
        ("3-2", ["3-2-501", "3-2-502"]),
        ("3-2-5", ["3-2-501", "3-2-502"]),
        ("2-501", ["3-2-501", "10-2-501", "2-3-501"]),
        ("10-501", ["10-2-501"]),
        ("8-12", ["8-12"]),
        ("10号楼", ["10-2-501"]),
        ("10", ["10-2-501"]),
        ("金苑3-2-501", []),
        ("3-9-501", []),
    ],
)
def test_doors_as_far_as_they_are_typed(town: Town, text: str, found: list[str]) -> None:
    assert titles(find(town.ledger, text), HitKind.DWELLING) == found


def test_a_door_nobody_is_registered_behind(town: Town) -> None:
    undone = withdraw_resident(town.ledger, town.people[4][0], reason="试一试")
    (hit,) = find(town.ledger, "8-12")
    assert (hit.text, hit.household_id) == ("", town.households[4])
    undo(town.ledger, sequence=undone.sequence)
    assert titles(find(town.ledger, "2-3-501"), HitKind.DWELLING) == ["2-3-501"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("许敏", ["许敏", "许敏"]),
        ("许", ["许敏", "许敏", "李许"]),
        ("一诺", ["高一诺"]),
        ("xumin", ["许敏", "许敏"]),
        ("xu min", ["许敏", "许敏"]),
        ("XM", ["许敏", "许敏"]),
        ("gao", ["高宁", "高一诺"]),
        ("sgq", ["单国强"]),
        ("dgq", ["单国强"]),
        ("shanguo", ["单国强"]),
        ("danguo", ["单国强"]),
        ("guoqiang", ["单国强"]),
        ("1004", ["单国强"]),
        ("19000001004", ["单国强"]),
        ("004", []),
        ("王五", []),
    ],
)
def test_residents(town: Town, text: str, found: list[str]) -> None:
    assert titles(find(town.ledger, text), HitKind.RESIDENT) == found


def test_a_resident_says_where_and_as_what(town: Town) -> None:
    hit = find(town.ledger, "高一诺")[0]
    assert (hit.id, hit.text, hit.household_id) == (town.people[0][2], "3-2-501 · 配偶", town.households[0])


def test_who_lives_here_comes_before_who_died(town: Town) -> None:
    first = find(town.ledger, "许敏")[0].id
    event = record_event(town.ledger, first, kind=LifeEventKind.DIED, on=TODAY, today=TODAY)
    assert [hit.id for hit in find_doors(town.ledger, "许敏")] == [town.people[2][0], first]
    undo(town.ledger, sequence=event.changed.sequence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MQ-2026-0001", ["卫生间漏水，楼上不配合"]),
        ("mq-2026", ["卫生间漏水，楼上不配合", "楼上漏水", "漏水"]),
        ("0012", ["申请WiFi上网", "漏水"]),
        ("漏水", ["漏水", "卫生间漏水，楼上不配合", "楼上漏水"]),
        ("漏水 楼上", ["楼上漏水", "卫生间漏水，楼上不配合"]),
        ("楼上", ["楼上漏水", "卫生间漏水，楼上不配合"]),
        ("wifi", ["申请WiFi上网"]),
        ("_", []),
        ("%%", []),
    ],
)
def test_matters(town: Town, text: str, found: list[str]) -> None:
    assert titles(find(town.ledger, text), HitKind.MATTER) == found


def test_what_is_exact_comes_first_of_all(town: Town) -> None:
    hits = find(town.ledger, "漏水")
    assert (hits[0].title, hits[0].text) == ("漏水", "MQ-2026-0012 · 3-2-501")
    assert hits[0].household_id == town.households[0]


def test_only_so_many(town: Town) -> None:
    for kind in HitKind:
        few = titles(find(town.ledger, "5", limit=3), kind)
        assert few == titles(find(town.ledger, "5"), kind)[:3]
    assert find_doors(town.ledger, "5", limit=3) == find_doors(town.ledger, "5")[:3]
    assert find(town.ledger, "5", limit=0) == ()
    assert find(town.ledger, "   ") == ()


def test_what_was_withdrawn_is_not_found(ledger: Ledger) -> None:
    (door,) = find_or_make_dwellings(ledger, [Address("", "3", "2", "501")]).values()
    assert len(find(ledger, "3-2-501")) == 1
    withdraw_dwelling(ledger, door, reason="没有这间房")
    assert find(ledger, "3-2-501") == ()


def test_with_several_estates_the_title_says_which(ledger: Ledger) -> None:
    find_or_make_dwellings(ledger, [Address(estate, "3", "2", "501") for estate in ("银苑小区", "金苑小区")])
    assert titles(find(ledger, "3-2-501"), HitKind.DWELLING) == ["金苑小区 3-2-501", "银苑小区 3-2-501"]
    assert titles(find(ledger, "银苑3-2-501"), HitKind.DWELLING) == ["银苑小区 3-2-501"]


@settings(max_examples=300, deadline=None)
@given(text=st.text() | st.text("3-2501号楼单元许敏xm漏水%_'\"*\\ü\ud800", max_size=12), limit=st.integers(-1, 30))
def test_nothing_typed_is_ever_an_error(town: Town, text: str, limit: int) -> None:
    found = find_all(town.ledger, text, today=TODAY, limit=limit)
    hits = found.hits
    assert all(len(group.hits) <= max(limit, 0) for group in found.groups)
    assert len({(hit.kind, hit.id) for hit in hits}) == len(hits)

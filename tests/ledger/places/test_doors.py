"""Doors: found where they are, made where they are not, told apart by estate."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import InputProblem
from ledger.places import doors
from ledger.records.places import Address, DwellingUse
from ledger.store import Ledger


def door(building: str, unit: str, room: str, estate: str = "银苑小区") -> Address:
    return Address(estate, building, unit, room)


def test_a_door_is_made_once(ledger: Ledger) -> None:
    first = doors.find_or_make_dwelling(ledger, door("3", "2", "501"), use=DwellingUse.RENTED)
    before = ledger.value("select count(*) from journal")
    assert doors.find_or_make_dwelling(ledger, door("3", "2", " 501 ")) == first
    assert ledger.value("select count(*) from journal") == before
    made = doors.dwelling(ledger, first)
    assert (made.address.short, made.floor, made.use) == ("3-2-501", 5, DwellingUse.RENTED)


def test_many_doors_share_their_buildings_and_units(ledger: Ledger) -> None:
    wanted = [door(str(b), str(u), f"{f}01") for b in (10, 2, 1) for u in (2, 1) for f in (3, 1, 2)]
    ids = doors.find_or_make_dwellings(ledger, wanted)
    assert len(set(ids.values())) == 18
    assert [each.name for each in doors.buildings(ledger)] == ["1", "2", "10"]
    assert ledger.value("select count(*) from unit") == 6
    assert [each.address.short for each in doors.dwellings(ledger)][:4] == ["1-1-101", "1-1-201", "1-1-301", "1-2-101"]
    building = doors.buildings(ledger)[2].id
    assert len(doors.dwellings(ledger, building_id=building)) == 6
    unit_id, name = doors.units(ledger, building)[0]
    assert name == "1"
    assert len(doors.dwellings(ledger, unit_id=unit_id)) == 3


def test_a_building_without_units(ledger: Ledger) -> None:
    id_ = doors.find_or_make_dwelling(ledger, door("8", "", "12"))
    assert doors.dwelling(ledger, id_).address.short == "8-12"
    assert doors.dwelling_at(ledger, door("8", "", "12")) == doors.dwelling(ledger, id_)


def test_an_unsaid_estate_is_the_only_one(ledger: Ledger) -> None:
    id_ = doors.find_or_make_dwelling(ledger, door("3", "2", "501"))
    assert doors.find_or_make_dwelling(ledger, door("3", "2", "501", estate="")) == id_
    assert [each.name for each in doors.estates(ledger)] == ["银苑小区"]


def test_among_several_estates_it_must_be_said(ledger: Ledger) -> None:
    one = doors.find_or_make_dwelling(ledger, door("3", "2", "501"))
    doors.find_or_make_dwelling(ledger, door("3", "2", "501", estate="金苑小区"))
    with pytest.raises(InputProblem, match="estate_missing"):
        doors.find_or_make_dwelling(ledger, door("3", "2", "501", estate=""))
    assert doors.dwelling_at(ledger, door("3", "2", "501", estate="")) is None
    found = doors.dwelling_at(ledger, door("3", "2", "501"))
    assert found is not None
    assert found.id == one


def test_no_estate_at_all(ledger: Ledger) -> None:
    id_ = doors.find_or_make_dwelling(ledger, door("3", "2", "501", estate=""))
    assert doors.dwelling(ledger, id_).address == Address("", "3", "2", "501")
    doors.rename_estate(ledger, doors.estates(ledger)[0].id, name="银苑小区")
    assert doors.find_or_make_dwelling(ledger, door("3", "2", "501")) == id_


@pytest.mark.parametrize(
    ("address", "code"), [(door("", "2", "501"), "building_missing"), (door("3", "2", " "), "room_missing")]
)
def test_a_door_needs_building_and_room(ledger: Ledger, address: Address, code: str) -> None:
    with pytest.raises(InputProblem, match=code):
        doors.find_or_make_dwelling(ledger, address)
    assert doors.estates(ledger) == ()


def test_a_room_number_is_corrected_with_its_floor(ledger: Ledger) -> None:
    one = doors.find_or_make_dwelling(ledger, door("3", "2", "501"))
    doors.find_or_make_dwelling(ledger, door("3", "2", "601"))
    with pytest.raises(InputProblem, match="door_exists"):
        doors.correct_room(ledger, one, room="601")
    doors.correct_room(ledger, one, room="1201")
    assert doors.dwelling(ledger, one).floor == 12
    doors.update_dwelling(ledger, one, use=DwellingUse.SHARED, note="六人")
    assert doors.dwelling(ledger, one).use is DwellingUse.SHARED


def test_a_door_entered_in_error_is_withdrawn_and_can_be_made_anew(ledger: Ledger) -> None:
    one = doors.find_or_make_dwelling(ledger, door("3", "2", "501"))
    doors.withdraw_dwelling(ledger, one, reason="没有这间房")
    with pytest.raises(InputProblem, match="no_such_entry"):
        doors.dwelling(ledger, one)
    assert doors.find_or_make_dwelling(ledger, door("3", "2", "501")) != one


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("123"), st.sampled_from(["", "1", "2"]), st.sampled_from(["101", "201", "B101"])),
        max_size=12,
    )
)
def test_the_same_address_is_always_the_same_door(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[str, str, str]]
) -> None:
    from ledger.store import create_ledger

    with create_ledger(tmp_path_factory.mktemp("doors") / "a.mqzb", community="银苑社区", worker="王书记") as ledger:
        addresses = [door(*each) for each in wanted]
        one_by_one = [doors.find_or_make_dwelling(ledger, address) for address in addresses]
        together = doors.find_or_make_dwellings(ledger, addresses)
        assert [together[address] for address in addresses] == one_by_one
        assert len(set(one_by_one)) == len(set(addresses))

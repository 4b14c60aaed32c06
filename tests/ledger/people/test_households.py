"""Heads, splitting, withdrawing, moving."""

from datetime import date, timedelta

import pytest
from village import TODAY, Village

from ledger.errors import InputProblem
from ledger.people.history import occupancies_of_dwelling, occupancies_of_household
from ledger.people.households import set_head, set_note, set_status, split_household, withdraw_household
from ledger.people.life_events import life_events, record_event
from ledger.people.moving import move_back_in, move_household, move_out
from ledger.people.reading import household, household_at, households_at, resident
from ledger.records.people import HouseholdStatus, LifeEventKind, Presence
from ledger.store.undo import undo

MONDAY = date(2026, 11, 16)


def relations(village: Village, household_id: int) -> dict[str, str]:
    return {each.name: each.relation for each in household(village.ledger, household_id).members}


def test_a_new_head_changes_the_relations_that_are_given(village: Village) -> None:
    set_head(village.ledger, village.xu, head_id=village.ning, relations={village.yinuo: "长子"})
    assert relations(village, village.xu) == {"高宁": "户主", "许敏": "", "高一诺": "长子"}
    set_head(village.ledger, village.xu, head_id=village.min, relations={village.ning: "配偶"})
    assert relations(village, village.xu) == {"许敏": "户主", "高宁": "配偶", "高一诺": "长子"}
    set_head(village.ledger, village.xu, head_id=None)
    assert household(village.ledger, village.xu).head_id is None
    assert relations(village, village.xu)["许敏"] == ""


def test_only_a_living_member_is_head(village: Village) -> None:
    with pytest.raises(InputProblem, match="not_a_member"):
        set_head(village.ledger, village.xu, head_id=village.xiuying)
    record_event(village.ledger, village.ning, kind=LifeEventKind.DIED, on=TODAY, today=TODAY)
    with pytest.raises(InputProblem, match="head_is_gone"):
        set_head(village.ledger, village.xu, head_id=village.ning)
    with pytest.raises(InputProblem, match="two_heads"):
        set_head(village.ledger, village.xu, head_id=village.min, relations={village.yinuo: "户主"})


def test_status_and_note(village: Village) -> None:
    set_status(village.ledger, village.xu, status=HouseholdStatus.AWAY)
    set_note(village.ledger, village.xu, note=" 春节回来 ")
    found = household(village.ledger, village.xu)
    assert (found.status, found.note) == (HouseholdStatus.AWAY, "春节回来")


def test_a_household_splits_behind_its_door(village: Village) -> None:
    ledger = village.ledger
    made = split_household(
        ledger,
        village.xu,
        resident_ids=[village.min, village.yinuo],
        head_id=village.min,
        relations={village.yinuo: "儿子"},
        on=MONDAY,
        today=TODAY,
        reason="离婚",
    )
    assert relations(village, made.id) == {"许敏": "户主", "高一诺": "儿子"}
    assert relations(village, village.xu) == {"高宁": "配偶"}
    assert household(ledger, village.xu).head_id is None
    assert [each.id for each in households_at(ledger, village.door)] == [village.xu, made.id]


def test_a_split_is_undone_exactly(village: Village) -> None:
    before = household(village.ledger, village.xu)
    options = {"resident_ids": [village.min], "dwelling_id": village.empty_door, "on": TODAY, "today": TODAY}
    made = split_household(village.ledger, village.xu, **options)
    assert household_at(village.ledger, village.empty_door) is not None
    undo(village.ledger, sequence=made.changed.sequence)
    assert household(village.ledger, village.xu) == before
    assert household_at(village.ledger, village.empty_door) is None


def test_a_split_that_makes_no_sense(village: Village) -> None:
    everybody = [village.min, village.ning, village.yinuo]
    for who, head, code in (
        ([], None, "split_nobody"),
        (everybody, None, "split_everybody"),
        ([village.xiuying], None, "not_a_member"),
        ([village.ning], village.min, "not_a_member"),
    ):
        with pytest.raises(InputProblem, match=code):
            split_household(village.ledger, village.xu, resident_ids=who, head_id=head, on=TODAY, today=TODAY)


def test_a_household_moves_to_another_door(village: Village) -> None:
    ledger = village.ledger
    move_household(ledger, village.xu, dwelling_id=village.empty_door, on=MONDAY, today=TODAY, reason="换房")
    assert household(ledger, village.xu).dwelling_id == village.empty_door
    assert household_at(ledger, village.door) is None
    now, before = occupancies_of_household(ledger, village.xu)
    assert (now.address.short, now.since, now.until) == ("10-1-101", MONDAY, None)
    assert (before.address.short, before.until, before.reason) == ("3-2-501", MONDAY, "换房")
    assert occupancies_of_dwelling(ledger, village.door) == (before,)
    with pytest.raises(InputProblem, match="already_there"):
        move_household(ledger, village.xu, dwelling_id=village.empty_door, on=TODAY, today=TODAY)
    with pytest.raises(InputProblem, match="date_before_since"):
        move_household(ledger, village.xu, dwelling_id=village.door, on=MONDAY - timedelta(days=1), today=TODAY)


def test_a_household_leaves_for_good_and_comes_back(village: Village) -> None:
    ledger = village.ledger
    move_out(ledger, village.xu, on=MONDAY, today=TODAY, reason="迁往外省")
    gone = household(ledger, village.xu, with_gone=True)
    assert (gone.status, gone.dwelling_id, gone.head_id) == (HouseholdStatus.MOVED_OUT, None, village.min)
    assert household(ledger, village.xu).members == ()
    assert {each.presence for each in gone.members} == {Presence.MOVED_OUT}
    for call in (move_household, move_out):
        options = {"dwelling_id": village.door} if call is move_household else {}
        with pytest.raises(InputProblem, match="household_moved_out"):
            call(ledger, village.xu, on=TODAY, today=TODAY, **options)
    back = MONDAY - timedelta(days=1)
    with pytest.raises(InputProblem, match="date_before_moving_out"):
        move_back_in(ledger, village.xu, dwelling_id=village.door, on=back, today=TODAY)
    move_back_in(ledger, village.xu, dwelling_id=village.door, on=TODAY, today=TODAY)
    assert relations(village, village.xu) == {"许敏": "户主", "高宁": "配偶", "高一诺": "儿子"}
    assert [each.kind.value for each in life_events(ledger, village.min)] == ["moved_out", "moved_in"]
    with pytest.raises(InputProblem, match="household_not_moved_out"):
        move_back_in(ledger, village.xu, dwelling_id=village.door, on=TODAY, today=TODAY)


def test_who_died_before_stays_dead_when_the_family_comes_back(village: Village) -> None:
    ledger = village.ledger
    record_event(ledger, village.ning, kind=LifeEventKind.DIED, on=MONDAY, today=TODAY)
    undo(ledger, sequence=move_out(ledger, village.xu, on=TODAY, today=TODAY).sequence)
    assert relations(village, village.xu) == {"许敏": "户主", "高一诺": "儿子"}
    move_out(ledger, village.xu, on=TODAY, today=TODAY)
    move_back_in(ledger, village.xu, dwelling_id=village.door, on=TODAY, today=TODAY)
    assert relations(village, village.xu) == {"许敏": "户主", "高一诺": "儿子"}
    assert resident(ledger, village.ning).presence is Presence.DEAD


def test_a_household_entered_in_error(village: Village) -> None:
    ledger = village.ledger
    before = household(ledger, village.xu)
    with pytest.raises(InputProblem, match="household_has_members"):
        withdraw_household(ledger, village.xu, reason="重复")
    changed = withdraw_household(ledger, village.xu, reason="重复", with_residents=True)
    assert household_at(ledger, village.door) is None
    with pytest.raises(InputProblem, match="no_such_entry"):
        household(ledger, village.xu)
    undo(ledger, sequence=changed.sequence)
    assert household(ledger, village.xu) == before


def test_a_household_with_open_matters_stays(village: Village) -> None:
    with village.ledger.write("matter.register") as write:
        write.insert(
            "matter",
            number="MQ-2026-0001",
            title="卫生间漏水",
            registered_on="2026-11-20",
            household_id=village.xu,
            category_id=1,
            level="grid",
            urgency="simple",
            status="waiting",
            due_on="2026-11-25",
        )
    with pytest.raises(InputProblem, match="household_has_matters"):
        withdraw_household(village.ledger, village.xu, reason="重复", with_residents=True)

"""Who belongs where, and since when."""

from datetime import date, timedelta

import pytest
from village import TODAY, Village

from ledger.errors import InputProblem
from ledger.people.entering import add_resident
from ledger.people.fields import NewResident
from ledger.people.history import memberships_of_resident
from ledger.people.memberships import (
    household_address,
    join_household,
    leave_household,
    move_resident,
    set_relation,
)
from ledger.people.reading import household, resident
from ledger.store.undo import undo

MONDAY = date(2026, 11, 16)


def test_a_resident_moves_to_another_household(village: Village) -> None:
    ledger = village.ledger
    move_resident(
        ledger, village.yinuo, household_id=village.zhou, relation="外孙", on=MONDAY, today=TODAY, reason="上学"
    )
    assert [each.name for each in household(ledger, village.xu).members] == ["许敏", "高宁"]
    assert [each.name for each in household(ledger, village.zhou).members] == ["周秀英", "高一诺"]
    now, before = memberships_of_resident(ledger, village.yinuo)
    assert (now.since, now.until, now.relation) == (MONDAY, None, "外孙")
    assert (before.since, before.until, before.reason) == (None, MONDAY, "上学")


def test_a_head_who_moves_leaves_the_household_headless(village: Village) -> None:
    changed = move_resident(village.ledger, village.min, household_id=village.zhou, on=TODAY, today=TODAY)
    assert household(village.ledger, village.xu).head_id is None
    undo(village.ledger, sequence=changed.sequence)
    assert household(village.ledger, village.xu).head_id == village.min


def test_who_belongs_somewhere_cannot_simply_join_elsewhere(village: Village) -> None:
    with pytest.raises(InputProblem) as problem:
        join_household(village.ledger, village.yinuo, household_id=village.zhou, on=TODAY, today=TODAY)
    assert problem.value.problems[0].code == "resident_in_household"
    assert dict(problem.value.problems[0].values) == {"where": "3-2-501"}


def test_leaving_and_joining_again(village: Village) -> None:
    ledger = village.ledger
    leave_household(ledger, village.min, on=MONDAY, today=TODAY, reason="搬去单位宿舍")
    assert resident(ledger, village.min).household_id is None
    assert household(ledger, village.xu).head_id is None
    with pytest.raises(InputProblem, match="resident_in_no_household"):
        leave_household(ledger, village.min, on=TODAY, today=TODAY)
    with pytest.raises(InputProblem, match="resident_in_no_household"):
        move_resident(ledger, village.min, household_id=village.zhou, on=TODAY, today=TODAY)
    join_household(ledger, village.min, household_id=village.xu, relation="户主", on=TODAY, today=TODAY)
    assert household(ledger, village.xu).head_id == village.min


def test_days_must_make_sense(village: Village) -> None:
    ledger = village.ledger
    new = add_resident(ledger, NewResident("李梅"), household_id=village.xu, since=TODAY, today=TODAY).id
    with pytest.raises(InputProblem, match="date_before_since"):
        leave_household(ledger, new, on=MONDAY, today=TODAY)
    with pytest.raises(InputProblem, match="date_in_future"):
        leave_household(ledger, new, on=TODAY + timedelta(days=1), today=TODAY)


def test_one_head_only(village: Village) -> None:
    with pytest.raises(InputProblem, match="household_has_head"):
        move_resident(village.ledger, village.yinuo, household_id=village.zhou, relation="户主", on=TODAY, today=TODAY)
    with pytest.raises(InputProblem, match="already_member"):
        move_resident(village.ledger, village.yinuo, household_id=village.xu, on=TODAY, today=TODAY)
    assert resident(village.ledger, village.yinuo).household_id == village.xu


def test_a_relation_is_corrected_but_not_the_head(village: Village) -> None:
    set_relation(village.ledger, village.yinuo, relation="长子")
    assert resident(village.ledger, village.yinuo).relation == "长子"
    for who, relation in ((village.yinuo, "户主"), (village.min, "配偶")):
        with pytest.raises(InputProblem, match="relation_of_head"):
            set_relation(village.ledger, who, relation=relation)


def test_where_a_household_lives(village: Village) -> None:
    address = household_address(village.ledger, village.zhou)
    assert address is not None
    assert address.short == "2-1-301"
    assert household_address(village.ledger, 99) is None

"""Care groups: dated, with an interval, and silent while they are off."""

from datetime import date, timedelta

import pytest
from village import TODAY, Village

from ledger.errors import InputProblem
from ledger.people import care_groups
from ledger.people.reading import resident
from ledger.records.people import CareGroup
from ledger.store import Ledger

MONDAY = date(2026, 11, 16)


def group(ledger: Ledger, name: str) -> CareGroup:
    return next(each for each in care_groups.care_groups(ledger, disabled=True) if each.name == name)


def test_sensitive_groups_are_off_at_first(ledger: Ledger) -> None:
    shown = care_groups.care_groups(ledger)
    assert shown[0].name == "独居老人"
    assert not any(each.sensitive for each in shown)
    assert len(care_groups.care_groups(ledger, disabled=True)) > len(shown)


def test_a_group_is_added_named_and_timed(ledger: Ledger) -> None:
    made = care_groups.add_care_group(ledger, name="失独家庭", interval_days=30)
    with pytest.raises(InputProblem, match="name_taken"):
        care_groups.add_care_group(ledger, name="失独家庭")
    care_groups.rename_care_group(ledger, made.id, name="计生特殊家庭")
    care_groups.set_interval(ledger, made.id, interval_days=7)
    added = care_groups.care_groups(ledger)[-1]
    assert (added.name, added.interval_days, added.enabled) == ("计生特殊家庭", 7, True)
    assert not group(ledger, "计生特殊家庭").sensitive
    care_groups.add_care_group(ledger, name="涉诉", sensitive=True)
    assert not group(ledger, "涉诉").enabled


@pytest.mark.parametrize("days", [0, -1, 367])
def test_an_interval_is_a_number_of_days(ledger: Ledger, days: int) -> None:
    with pytest.raises(InputProblem, match="bad_interval"):
        care_groups.set_interval(ledger, 1, interval_days=days)


def test_membership_is_dated(village: Village) -> None:
    ledger, low = village.ledger, group(village.ledger, "低保").id
    care_groups.assign(ledger, village.ning, care_group_id=low, on=MONDAY, today=TODAY)
    assert resident(ledger, village.ning).care_groups == ("低保",)
    with pytest.raises(InputProblem, match="already_in_care_group"):
        care_groups.assign(ledger, village.ning, care_group_id=low, on=TODAY, today=TODAY)
    before = MONDAY - timedelta(days=1)
    with pytest.raises(InputProblem, match="date_before_since"):
        care_groups.unassign(ledger, village.ning, care_group_id=low, on=before, today=TODAY)
    care_groups.unassign(ledger, village.ning, care_group_id=low, on=TODAY, today=TODAY)
    assert resident(ledger, village.ning).care_groups == ()
    with pytest.raises(InputProblem, match="not_in_care_group"):
        care_groups.unassign(ledger, village.ning, care_group_id=low, on=TODAY, today=TODAY)
    care_groups.assign(ledger, village.ning, care_group_id=low, on=TODAY, today=TODAY)


def test_what_is_off_is_shown_nowhere_and_not_lost(village: Village) -> None:
    ledger, disabled = village.ledger, group(village.ledger, "残疾").id
    with pytest.raises(InputProblem, match="care_group_disabled"):
        care_groups.assign(ledger, village.ning, care_group_id=disabled, on=TODAY, today=TODAY)
    care_groups.set_enabled(ledger, disabled, enabled=True)
    care_groups.assign(ledger, village.ning, care_group_id=disabled, on=TODAY, today=TODAY)
    care_groups.set_enabled(ledger, disabled, enabled=False)
    assert resident(ledger, village.ning).care_groups == ()
    care_groups.set_enabled(ledger, disabled, enabled=True)
    assert resident(ledger, village.ning).care_groups == ("残疾",)


def test_a_group_with_members_is_not_withdrawn(village: Village) -> None:
    alone = group(village.ledger, "独居老人").id
    with pytest.raises(InputProblem, match="care_group_in_use"):
        care_groups.withdraw_care_group(village.ledger, alone, reason="并入高龄")
    care_groups.unassign(village.ledger, village.xiuying, care_group_id=alone, on=TODAY, today=TODAY)
    care_groups.withdraw_care_group(village.ledger, alone, reason="并入高龄")
    assert "独居老人" not in [each.name for each in care_groups.care_groups(village.ledger, disabled=True)]

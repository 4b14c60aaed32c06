"""Life events: presence is what they leave behind, and each can be taken back."""

from datetime import date, timedelta

import pytest
from village import TODAY, Village

from ledger.errors import InputProblem
from ledger.people.life_events import life_events, record_event, withdraw_event
from ledger.people.reading import household, resident
from ledger.records.people import LifeEventKind, Presence
from ledger.store.undo import undo

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)


def happen(village: Village, who: int, kind: LifeEventKind, on: date = MONDAY, new_head_id: int | None = None) -> int:
    return record_event(village.ledger, who, kind=kind, on=on, today=TODAY, new_head_id=new_head_id).id


def presence(village: Village, who: int) -> Presence:
    return resident(village.ledger, who).presence


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        (["away"], Presence.AWAY),
        (["away", "restored"], Presence.PRESENT),
        (["lost", "died"], Presence.DEAD),
        (["died", "restored"], Presence.PRESENT),
        (["moved_out", "moved_in", "away"], Presence.AWAY),
        (["born", "lost"], Presence.LOST),
        (["moved_in", "moved_out"], Presence.MOVED_OUT),
    ],
)
def test_presence_follows_the_events(village: Village, kinds: list[str], left: Presence) -> None:
    for kind in kinds:
        happen(village, village.ning, LifeEventKind(kind))
    assert presence(village, village.ning) is left


@pytest.mark.parametrize(
    "kinds",
    [["restored"], ["away", "away"], ["away", "moved_in"], ["died", "away"], ["died", "died"], ["lost", "born"]],
)
def test_what_cannot_follow_is_refused(village: Village, kinds: list[str]) -> None:
    for kind in kinds[:-1]:
        happen(village, village.ning, LifeEventKind(kind))
    before = presence(village, village.ning)
    with pytest.raises(InputProblem, match=r"event_order|event_cannot_be_first"):
        happen(village, village.ning, LifeEventKind(kinds[-1]))
    assert presence(village, village.ning) is before


def test_an_event_entered_late_takes_its_place_by_its_day(village: Village) -> None:
    happen(village, village.ning, LifeEventKind.MOVED_OUT, FRIDAY)
    happen(village, village.ning, LifeEventKind.AWAY, MONDAY)
    assert [each.kind.value for each in life_events(village.ledger, village.ning)] == ["away", "moved_out"]
    assert presence(village, village.ning) is Presence.MOVED_OUT
    with pytest.raises(InputProblem) as problem:
        happen(village, village.ning, LifeEventKind.MOVED_IN, MONDAY)
    assert dict(problem.value.problems[0].values) == {"before": "away", "date": "2026-11-16", "after": "moved_in"}


def test_days_must_make_sense(village: Village) -> None:
    with pytest.raises(InputProblem, match="date_in_future"):
        happen(village, village.ning, LifeEventKind.AWAY, TODAY + timedelta(days=1))
    with pytest.raises(InputProblem, match="event_before_birth"):
        happen(village, village.ning, LifeEventKind.AWAY, date(1977, 10, 31))
    happen(village, village.ning, LifeEventKind.BORN, date(1977, 11, 1))


def test_a_dead_head_leaves_the_household_headless_and_comes_back_with_the_event(village: Village) -> None:
    event = happen(village, village.min, LifeEventKind.DIED)
    found = household(village.ledger, village.xu)
    assert found.head_id is None
    assert [each.name for each in found.members] == ["高宁", "高一诺"]
    assert [each.name for each in household(village.ledger, village.xu, with_gone=True).members][-1] == "许敏"
    withdraw_event(village.ledger, event, reason="同名同姓，弄错了")
    assert household(village.ledger, village.xu).head_id == village.min
    assert presence(village, village.min) is Presence.PRESENT


def test_an_earlier_event_entered_late_does_not_make_a_head_of_one_who_left(village: Village) -> None:
    happen(village, village.min, LifeEventKind.MOVED_OUT, FRIDAY)
    happen(village, village.min, LifeEventKind.AWAY, MONDAY)
    assert household(village.ledger, village.xu).head_id is None


def test_a_new_head_is_named_at_once(village: Village) -> None:
    event = happen(village, village.min, LifeEventKind.DIED, new_head_id=village.ning)
    assert household(village.ledger, village.xu).head_id == village.ning
    withdraw_event(village.ledger, event, reason="弄错了")
    assert household(village.ledger, village.xu).head_id == village.ning
    assert resident(village.ledger, village.min).relation == ""


def test_two_claims_to_be_head_are_not_both_kept(village: Village) -> None:
    from ledger.people.households import set_head

    event = happen(village, village.min, LifeEventKind.DIED)
    set_head(village.ledger, village.xu, head_id=village.ning)
    withdraw_event(village.ledger, event, reason="弄错了")
    assert resident(village.ledger, village.min).relation == ""
    assert household(village.ledger, village.xu).head_id == village.ning


def test_a_new_head_only_where_the_old_one_goes(village: Village) -> None:
    with pytest.raises(InputProblem, match="was_not_head"):
        happen(village, village.ning, LifeEventKind.DIED, new_head_id=village.yinuo)
    with pytest.raises(InputProblem, match="was_not_head"):
        happen(village, village.min, LifeEventKind.AWAY, new_head_id=village.ning)


def test_an_event_others_depend_on_is_not_taken_back_first(village: Village) -> None:
    away = happen(village, village.ning, LifeEventKind.AWAY, MONDAY)
    back = happen(village, village.ning, LifeEventKind.RESTORED, FRIDAY)
    with pytest.raises(InputProblem, match="event_cannot_be_first"):
        withdraw_event(village.ledger, away, reason="没有外出")
    withdraw_event(village.ledger, back, reason="还没回来")
    withdraw_event(village.ledger, away, reason="没有外出")
    assert presence(village, village.ning) is Presence.PRESENT
    assert life_events(village.ledger, village.ning) == ()
    assert [each.withdrawn for each in life_events(village.ledger, village.ning, withdrawn=True)] == [True, True]
    with pytest.raises(InputProblem, match="no_such_entry"):
        withdraw_event(village.ledger, away, reason="再来一次")


def test_undo_is_exact(village: Village) -> None:
    before = household(village.ledger, village.xu)
    made = record_event(village.ledger, village.min, kind=LifeEventKind.DIED, on=MONDAY, today=TODAY)
    undo(village.ledger, sequence=made.changed.sequence)
    assert household(village.ledger, village.xu) == before

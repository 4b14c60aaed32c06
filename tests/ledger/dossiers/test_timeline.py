"""The time line: everything is in it, once, in order; and page by page it is the same."""

from datetime import date
from typing import Any

import pytest
from entries import register
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lives import TODAY, visit

from ledger.dossiers.mentions import household_mentions, resident_mentions
from ledger.dossiers.timeline import household_counts, household_timeline, resident_counts, resident_timeline
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.life_events import life_events, withdraw_event
from ledger.places.adding import add_doors
from ledger.records.dossiers import EntryKind, EntryTone, Happening, Opens, PromiseState, TimelineEntry
from ledger.records.matters import Outcome, Satisfaction, StepKind
from ledger.records.places import Address
from ledger.visits.recording import withdraw_visit
from ledger.wording.happenings import about_words, happening_words, standing_words

ALL = 10_000


def told(entries: tuple[TimelineEntry, ...]) -> list[str]:
    return [" ".join(filter(None, (str(e.on), happening_words(e), standing_words(e), about_words(e)))) for e in entries]


def test_a_household_has_everything_that_happened_newest_first(lives: Any) -> None:
    entries = household_timeline(lives.ledger, lives.home, today=TODAY).entries
    group = next(e.title for e in entries if e.what is Happening.CARE_GIVEN)
    assert told(entries) == [
        "2026-12-01 约定再访 待践诺",
        "2026-11-20 走访·入户 面谈 许敏",
        f"2026-02-01 移出关注 李强 {group}",
        "2026-02-01 死亡 李强",
        f"2025-07-01 列入关注 李强 {group}",
        "2025-06-07 分户 许小山 儿子（去 3-2-503 许小山）",
        "2025-01-02 搬家 3-2-502（由 3-2-501 来）",
        "2024-04-20 回访 不满意 卫生间漏水",
        "2024-04-08 办结 已解决 卫生间漏水",
        "2024-04-01 重办 卫生间漏水",
        "2024-03-15 办结 部分解决 卫生间漏水",
        "2024-03-12 走访·入户 无人",
        "2024-03-10 约定再访 迟践诺",
        "2024-03-04 登记 已回访 卫生间漏水",
        "2024-03-04 走访·入户 面谈 许敏",
    ]


def test_a_resident_has_the_own_visits_matters_and_households(lives: Any) -> None:
    head = resident_timeline(lives.ledger, lives.min, today=TODAY).entries
    assert {e.kind for e in head} == {EntryKind.VISIT, EntryKind.MATTER, EntryKind.PROMISE, EntryKind.CHANGE}
    assert "2024-03-12 走访·入户 无人" not in told(head)
    assert "2025-01-02 搬家 3-2-502（由 3-2-501 来）" in told(head)
    son = resident_timeline(lives.ledger, lives.son, today=TODAY).entries
    assert told(son) == [
        "2025-06-07 分户另立 3-2-503 户主（由 3-2-502 许敏 来）",
        "2025-01-02 搬家 3-2-502（由 3-2-501 来）",
    ]
    assert son[0].text == "成家"


def test_the_new_household_says_where_it_came_from(lives: Any) -> None:
    (only,) = household_timeline(lives.ledger, lives.own_home, today=TODAY).entries
    assert told((only,)) == ["2025-06-07 分户另立 许小山 3-2-503（由 3-2-502 许敏 来）"]


def test_entries_carry_outcome_answer_tone_and_what_they_open(lives: Any) -> None:
    entries = household_timeline(lives.ledger, lives.home, today=TODAY).entries
    answered = next(e for e in entries if StepKind.FOLLOWED_UP in e.marks)
    assert Satisfaction.DISSATISFIED in answered.marks
    assert (answered.tone, answered.opens, answered.text) == (EntryTone.BAD, (Opens.MATTER, lives.matter), "不再漏")
    late = next(e for e in entries if PromiseState.KEPT_LATE in e.marks)
    assert (late.made_on, late.done_on) == (date(2024, 3, 4), date(2024, 3, 12))
    assert late.opens == (Opens.VISIT, lives.visit)
    settled = [e for e in entries if StepKind.SETTLED in e.marks]
    assert [e.marks[1] for e in settled] == [Outcome.SOLVED, Outcome.PARTLY_SOLVED]
    assert entries[-1].time == "09:30"
    assert entries[-1].worker == "王书记"


def test_a_promise_not_kept_is_late_from_the_day_after(lives: Any) -> None:
    def state(today: date) -> object:
        return household_timeline(lives.ledger, lives.home, today=today).entries[0].marks[1]

    assert state(date(2026, 12, 1)) is PromiseState.PENDING
    assert state(date(2026, 12, 2)) is PromiseState.MISSED


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limit=st.integers(1, 7),
    kinds=st.sets(st.sampled_from(list(EntryKind))),
    since=st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    until=st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    of_resident=st.booleans(),
)
def test_pages_joined_are_the_whole_and_narrowing_leaves_the_order(
    lives: Any, limit: int, kinds: set[EntryKind], since: date | None, until: date | None, of_resident: bool
) -> None:
    timeline, subject = (resident_timeline, lives.min) if of_resident else (household_timeline, lives.home)
    everything = timeline(lives.ledger, subject, today=TODAY, limit=ALL).entries
    wanted = [
        e
        for e in everything
        if (not kinds or e.kind in kinds) and (since is None or e.on >= since) and (until is None or e.on <= until)
    ]
    found: list[TimelineEntry] = []
    before = None
    while True:
        page = timeline(
            lives.ledger, subject, today=TODAY, kinds=kinds, since=since, until=until, before=before, limit=limit
        )
        assert len(page.entries) <= limit
        found += page.entries
        before = page.next
        if before is None:
            break
    assert found == wanted
    assert [e.key for e in everything] == sorted((e.key for e in everything), reverse=True)
    assert len({e.key for e in everything}) == len(everything)


@pytest.mark.parametrize(
    ("text", "count"),
    [("漏", 7), ("19000001002", 1), ("不满意", 1), ("无人", 1), ("李强", 3), ("病故", 1), ("3-2-502", 1), ("迟", 0),
     ("王书记", 10), ("约定再访", 2), ("'; drop", 0), ("\ud800", 20)],
)  # fmt: skip
def test_a_text_is_found_in_what_was_written_in_names_and_in_words_shown(lives: Any, text: str, count: int) -> None:
    found = household_timeline(lives.ledger, lives.home, today=TODAY, text=text).entries
    if text == "\ud800":
        assert len(found) == household_counts(lives.ledger, lives.home).of_kind()
        return
    assert household_counts(lives.ledger, lives.home, text=text).of_kind() == len(found)
    if text != "王书记":
        assert len(found) == count, told(found)
    if text in ("漏", "病故"):
        assert all(text in e.text or text in e.title for e in found)


def test_counts_are_those_of_the_entries(lives: Any) -> None:
    counts = household_counts(lives.ledger, lives.home)
    entries = household_timeline(lives.ledger, lives.home, today=TODAY, limit=ALL).entries
    assert counts.of_kind() == len(entries)
    for kind in EntryKind:
        assert counts.of_kind(kind) == sum(e.kind is kind for e in entries)
    assert counts.years() == ((2026, 4), (2025, 3), (2024, 8))
    assert counts.years([EntryKind.VISIT]) == ((2026, 1), (2024, 2))
    assert resident_counts(lives.ledger, lives.son).of_kind() == 2


def test_what_was_withdrawn_is_left_out_or_shown_with_its_reason(lives: Any) -> None:
    (event,) = life_events(lives.ledger, lives.qiang)
    withdraw_event(lives.ledger, event.id, reason="记错人了")
    withdraw_visit(lives.ledger, visit_id=lives.visit, reason="没去", today=TODAY, with_matters=True)
    entries = household_timeline(lives.ledger, lives.home, today=TODAY).entries
    assert not any(e.kind is EntryKind.MATTER or e.what is Happening.LIFE_EVENT for e in entries)
    shown = household_timeline(lives.ledger, lives.home, today=TODAY, withdrawn=True).entries
    assert len(shown) == 15
    assert {e.withdrawn for e in shown if e.what is Happening.LIFE_EVENT} == {"记错人了"}
    assert {e.withdrawn for e in shown if e.kind is EntryKind.MATTER} == {"没去"}
    assert household_counts(lives.ledger, lives.home, withdrawn=True).of_kind() == 15


def test_a_switched_off_care_group_is_not_told(lives: Any) -> None:
    from ledger.people.care_groups import care_groups, set_enabled

    set_enabled(lives.ledger, care_groups(lives.ledger)[0].id, enabled=False)
    entries = household_timeline(lives.ledger, lives.home, today=TODAY).entries
    assert not any(e.what in (Happening.CARE_GIVEN, Happening.CARE_ENDED) for e in entries)


def test_a_household_or_resident_nobody_knows_has_an_empty_time_line(lives: Any) -> None:
    assert household_timeline(lives.ledger, 999, today=TODAY).entries == ()
    assert resident_timeline(lives.ledger, 999, today=TODAY).next is None


def test_notes_elsewhere_that_name_somebody_are_found_and_a_namesakes_own_are_not(lives: Any) -> None:
    ledger = lives.ledger
    doors = add_doors(ledger, addresses=[Address("银苑小区", "5", "1", room) for room in ("101", "102")]).dwelling_ids
    made = [
        add_household(ledger, NewHousehold(door, (NewResident(name),)), since=None, today=TODAY)
        for door, name in zip(doors, ("王兰", "许敏"), strict=True)
    ]
    neighbour, namesake = (each.household_ids[0] for each in made)
    visit(ledger, neighbour, doors[0], date(2026, 5, 1), note="说许敏帮她买菜")
    visit(ledger, namesake, doors[1], date(2026, 5, 2), note="许敏不在家")
    visit(ledger, lives.home, doors[0], date(2026, 5, 3), note="李强住院时许敏陪着")
    register(ledger, "噪音", on=date(2026, 5, 4), today=TODAY, detail="许敏反映楼下装修", household_id=neighbour)
    # She was asked herself on this one.
    visit(ledger, lives.home, doors[0], date(2026, 5, 5), asked=(lives.min,), note="许敏很好")
    own = resident_mentions(ledger, lives.min)
    assert [(e.on.day, e.what) for e in own] == [
        (4, Happening.NAMED_IN_MATTER),
        (3, Happening.NAMED_IN_VISIT),
        (1, Happening.NAMED_IN_VISIT),
    ]
    assert [e.on.day for e in household_mentions(ledger, lives.home)] == [4, 1]
    assert resident_mentions(ledger, 999) == ()

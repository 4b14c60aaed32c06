"""Two entries of one resident become one, and nothing is lost, counted otherwise, or merged by the way."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from entries import register
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from village import TODAY, Village, build_village

from ledger.accounts.balance import month_account
from ledger.checks.checking import findings
from ledger.errors import InputProblem
from ledger.people.care_groups import assign
from ledger.people.entering import add_household, add_resident
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.life_events import life_events, record_event
from ledger.people.memberships import leave_household
from ledger.people.merge_fields import MergeField, Side
from ledger.people.merge_preview import HomeFate, MergeChoices, MergeDoubt, merge_preview
from ledger.people.merging import merge_residents, unmerge
from ledger.people.reading import household, merged_into, resident
from ledger.people.residents import set_phones, withdraw_resident
from ledger.people.withdrawn import WithdrawnKind, list_withdrawn, restore
from ledger.records.people import LifeEventKind, Phone, Presence, Sex
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger, create_ledger
from ledger.store.undo import undo
from ledger.visits.history import VisitFilter, list_visits
from ledger.visits.recording import VisitDraft, record_visit

SURE = MergeChoices(confirmed=frozenset(MergeDoubt))
BORN = "1979-05-02"


def another(village: Village, name: str = "许敏", *, household_id: int | None = None, **fields: Any) -> int:
    """A second entry, as a form or an import makes it."""
    new = NewResident(name, **fields)
    return add_resident(village.ledger, new, household_id=household_id, since=None, today=TODAY).id


def visit(village: Village, *resident_ids: int, on: date = TODAY) -> int:
    draft = VisitDraft(
        on, VisitMode.HOME, VisitOutcome.MET, 1, village.door, village.xu, resident_ids=resident_ids, note="问低保"
    )
    return record_visit(village.ledger, draft, today=TODAY, next_step="跟进").visit_id


def everything(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Every standing row of every table that has a journal."""
    tables = ledger.rows(
        "select m.name from sqlite_master m where m.type = 'table'"
        " and exists (select 1 from pragma_table_info(m.name) where name = 'withdrawn_at')"
    )
    return {
        row["name"]: [tuple(each) for each in ledger.rows(f"select * from {row['name']} order by id")] for row in tables
    }


def codes(error: pytest.ExceptionInfo[InputProblem]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in error.value.problems]


def test_what_says_more_is_proposed(village: Village) -> None:
    other = another(village, "许闵", birth="1979", id_number="440524188001010014", note="会手语")
    preview = merge_preview(village.ledger, village.min, other)
    proposed = {pair.field: pair.value(pair.proposed) for pair in preview.fields}
    assert proposed == {
        MergeField.NAME: "许闵",
        MergeField.SEX: "female",
        MergeField.BIRTH: BORN,
        MergeField.ID_NUMBER: "440524188001010014",
        MergeField.PRESENCE: "present",
        MergeField.NOTE: "会手语",
    }
    assert preview.doubts == ()
    assert preview.home.fate is HomeFate.NONE


def test_the_birth_of_the_id_number_and_both_notes_are_proposed(village: Village) -> None:
    other = another(village, "周秀英", birth="1949-12-13", note="爱唱戏")
    preview = merge_preview(village.ledger, village.xiuying, other)
    assert preview.pair(MergeField.BIRTH).proposed is Side.KEPT
    assert preview.pair(MergeField.NOTE).value(Side.BOTH) == "耳背\n爱唱戏"
    assert preview.pair(MergeField.NOTE).proposed is Side.BOTH
    assert preview.doubts == (MergeDoubt.BIRTHS,)


def test_an_old_id_number_is_the_same_number(village: Village) -> None:
    other = another(village, "周秀英", id_number="110105491231002")
    preview = merge_preview(village.ledger, village.xiuying, other)
    assert preview.doubts == ()
    assert preview.pair(MergeField.ID_NUMBER).proposed is Side.KEPT


def test_each_doubt_has_to_be_confirmed(village: Village) -> None:
    other = another(village, "周秀英", sex=Sex.MALE, birth="1950", id_number="440524188001010014")
    record_event(village.ledger, other, kind=LifeEventKind.DIED, on=TODAY, today=TODAY)
    visit(village, village.xiuying, other)
    doubts = merge_preview(village.ledger, village.xiuying, other).doubts
    assert set(doubts) == set(MergeDoubt)
    before = everything(village.ledger)
    some = MergeChoices(confirmed=frozenset({MergeDoubt.SEXES, MergeDoubt.BIRTHS}))
    with pytest.raises(InputProblem) as refused:
        merge_residents(village.ledger, village.xiuying, other, some)
    left = ("id_numbers", "one_is_dead", "met_together")
    assert codes(refused) == [(doubt, "merge_unconfirmed") for doubt in left]
    assert everything(village.ledger) == before
    merge_residents(village.ledger, village.xiuying, other, SURE)
    assert resident(village.ledger, village.xiuying).presence is Presence.DEAD


def test_one_entry_is_not_merged_with_itself_nor_with_one_withdrawn(village: Village) -> None:
    other = another(village)
    withdraw_resident(village.ledger, other, reason="录错了")
    for kept_id, other_id, said in (
        (village.min, village.min, ("other_id", "merge_same_record")),
        (village.min, other, ("other_id", "no_such_entry")),
        (other, village.min, ("kept_id", "no_such_entry")),
    ):
        with pytest.raises(InputProblem) as refused:
            merge_residents(village.ledger, kept_id, other_id, SURE)
        assert codes(refused) == [said]


def test_all_that_belongs_to_the_other_moves_over(village: Village) -> None:
    ledger = village.ledger
    phones = (Phone("19000001009", "单位"), Phone("19000001001", "本人"))
    other = another(village, phones=phones, care_group_ids=(1,), note="会手语")
    visit(village, other)
    visit(village, other, on=TODAY - timedelta(days=1))
    matter_id = register(ledger, on=TODAY, household_id=village.xu, resident_id=other)
    record_event(ledger, other, kind=LifeEventKind.MOVED_IN, on=date(2020, 3, 1), today=TODAY)
    moves = merge_preview(ledger, village.min, other).moves[Side.KEPT]
    assert (moves.visits, moves.matters, moves.households) == (2, 1, 0)
    assert moves.phones == (Phone("19000001009", "单位"),)
    assert [event.kind for event in moves.events] == [LifeEventKind.MOVED_IN]
    merge_residents(ledger, village.min, other)
    now = resident(ledger, village.min)
    assert now.phones == (Phone("19000001001", "本人"), Phone("19000001009", "单位"))
    assert len(now.care_groups) == 1
    assert now.note == "会手语"
    assert len(list_visits(ledger, VisitFilter(resident_id=village.min))) == 2
    assert ledger.value("select resident_id from matter where id = ?", (matter_id,)) == village.min
    assert [event.kind for event in life_events(ledger, village.min)] == [LifeEventKind.MOVED_IN]
    assert list(findings(ledger)) == []


def test_the_other_entry_leads_to_the_kept_one(village: Village) -> None:
    first, second = another(village), another(village)
    merge_residents(village.ledger, second, first)
    merge_residents(village.ledger, village.min, second, reason="导入时录重了")
    assert resident(village.ledger, first).id == village.min
    assert merged_into(village.ledger, second) == village.min
    assert merged_into(village.ledger, village.ning) == village.ning
    reasons = [each.reason for each in list_withdrawn(village.ledger)]
    assert reasons == ["与许敏（3-2-501）合并：导入时录重了", "与许敏合并"]


def test_a_draft_older_than_the_merging_is_entered_for_the_kept_one(village: Village) -> None:
    other = another(village)
    merge_residents(village.ledger, village.min, other)
    met = visit(village, other, village.min)
    matter_id = register(village.ledger, on=TODAY, household_id=village.xu, resident_id=other)
    rows = village.ledger.rows("select resident_id from visit_person where visit_id = ?", (met,))
    assert [row["resident_id"] for row in rows] == [village.min]
    assert village.ledger.value("select resident_id from matter where id = ?", (matter_id,)) == village.min


def test_a_shared_visit_counts_once(village: Village) -> None:
    other = another(village)
    met = visit(village, village.min, other)
    merge_residents(village.ledger, village.min, other, SURE)
    rows = village.ledger.rows(
        "select resident_id from visit_person where visit_id = ? and withdrawn_at is null", (met,)
    )
    assert [row["resident_id"] for row in rows] == [village.min]


def test_another_household_stays_though_it_be_empty(village: Village) -> None:
    ledger = village.ledger
    other = another(village, "高宁")
    alone = NewHousehold(village.empty_door, (NewResident("许敏", relation="户主"),))
    made = add_household(ledger, alone, since=None, today=TODAY)
    (empty_id,), ((head,),) = made.household_ids, made.resident_ids
    home = merge_preview(ledger, village.min, head).home
    assert (home.fate, home.household_id, home.members_left, home.loses_head) == (HomeFate.LEFT, empty_id, 0, True)
    assert home.address is not None
    assert home.address.short == "10-1-101"
    merge_residents(ledger, village.min, head)
    left = household(ledger, empty_id)
    assert (left.members, left.head_id, left.dwelling_id) == ((), None, village.empty_door)
    assert resident(ledger, village.min).household_id == village.xu
    # Turned round, the family of three loses its head and stays.
    merge_residents(ledger, village.ning, other)
    assert [member.name for member in household(ledger, village.xu).members] == ["许敏", "高宁", "高一诺"]


def test_within_one_household_the_head_stays_head(village: Village) -> None:
    ledger = village.ledger
    other = another(village, household_id=village.xu)
    assert merge_preview(ledger, other, village.min).home.fate is HomeFate.SAME
    merge_residents(ledger, other, village.min)
    home = household(ledger, village.xu)
    assert [(each.id, each.relation) for each in home.members] == [
        (other, "户主"),
        (village.ning, "配偶"),
        (village.yinuo, "儿子"),
    ]
    assert home.head_id == other
    assert list(findings(ledger)) == []


def test_one_without_a_household_takes_the_place_of_the_other(village: Village) -> None:
    other = another(village)
    assert merge_preview(village.ledger, other, village.min).home.fate is HomeFate.TAKEN
    merge_residents(village.ledger, other, village.min)
    assert household(village.ledger, village.xu).head_id == other


def test_who_moved_out_and_came_back_as_a_new_entry_is_here(village: Village) -> None:
    ledger = village.ledger
    record_event(ledger, village.ning, kind=LifeEventKind.MOVED_OUT, on=date(2024, 5, 1), today=TODAY)
    other = another(village, "高宁", household_id=None)
    preview = merge_preview(ledger, village.ning, other)
    assert preview.doubts == ()
    assert preview.pair(MergeField.PRESENCE).value(Side.OTHER) == "present"
    assert [event.kind for event in preview.moves[Side.OTHER].left_out] == [LifeEventKind.MOVED_OUT]
    assert preview.moves[Side.KEPT].left_out == ()
    merge_residents(ledger, village.ning, other, MergeChoices({MergeField.PRESENCE: Side.OTHER}))
    assert resident(ledger, village.ning).presence is Presence.PRESENT
    assert life_events(ledger, village.ning) == ()
    assert list(findings(ledger)) == []


def test_leaving_and_coming_back_of_two_entries_follow_each_other(village: Village) -> None:
    ledger = village.ledger
    other = another(village, "高宁")
    record_event(ledger, village.ning, kind=LifeEventKind.MOVED_OUT, on=date(2024, 5, 1), today=TODAY)
    record_event(ledger, other, kind=LifeEventKind.MOVED_IN, on=date(2025, 6, 1), today=TODAY)
    choices = MergeChoices({MergeField.PRESENCE: Side.OTHER})
    merge_residents(ledger, village.ning, other, choices)
    kinds = [event.kind for event in life_events(ledger, village.ning)]
    assert kinds == [LifeEventKind.MOVED_OUT, LifeEventKind.MOVED_IN]


def test_one_event_written_twice_stands_once(village: Village) -> None:
    ledger = village.ledger
    other = another(village, "高宁")
    for id_ in (village.ning, other):
        record_event(ledger, id_, kind=LifeEventKind.AWAY, on=date(2026, 5, 1), today=TODAY)
    merge_residents(ledger, village.ning, other)
    assert len(life_events(ledger, village.ning)) == 1


def test_a_group_of_both_is_belonged_to_since_the_earlier_day(village: Village) -> None:
    ledger = village.ledger
    other = another(village)
    assign(ledger, village.min, care_group_id=1, on=date(2026, 5, 1), today=TODAY)
    assign(ledger, other, care_group_id=1, on=date(2026, 2, 1), today=TODAY)
    merge_residents(ledger, village.min, other)
    rows = ledger.rows(
        "select since from care_membership where resident_id = ? and withdrawn_at is null", (village.min,)
    )
    assert [row["since"] for row in rows] == ["2026-02-01"]


def test_what_was_merged_is_parted_again_from_the_list_of_the_withdrawn(village: Village) -> None:
    ledger = village.ledger
    other = another(village, phones=(Phone("19000001009"),), household_id=village.zhou)
    before = everything(ledger)
    done = merge_residents(ledger, village.min, other)
    undone = undo(ledger, sequence=done.sequence)
    assert everything(ledger) == before
    undo(ledger, sequence=undone.sequence)
    assert merged_into(ledger, other) == village.min
    visit(village, village.min)
    restore(ledger, WithdrawnKind.RESIDENT, other)
    assert resident(ledger, other).household_id == village.zhou
    assert resident(ledger, village.min).phones == (Phone("19000001001"),)
    with pytest.raises(InputProblem) as refused:
        unmerge(ledger, other)
    assert codes(refused) == [("", "undo_nothing")]


def test_what_was_changed_since_is_not_parted_silently(village: Village) -> None:
    other = another(village, phones=(Phone("19000001009"),))
    merge_residents(village.ledger, village.min, other)
    set_phones(village.ledger, village.min, phones=())
    with pytest.raises(InputProblem) as refused:
        restore(village.ledger, WithdrawnKind.RESIDENT, other)
    assert codes(refused) == [("", "undo_conflict")]


def test_every_reference_to_a_resident_is_thought_of(village: Village) -> None:
    pointing = {
        (table, column)
        for table, columns in village.ledger.references.items()
        for column, target in columns.items()
        if target == "resident"
    }
    assert pointing == {(table, column) for table, column in REFERENCES} | {("resident", "merged_into_id")}


REFERENCES = (
    ("household", "head_id"),
    ("membership", "resident_id"),
    ("phone", "resident_id"),
    ("life_event", "resident_id"),
    ("care_membership", "resident_id"),
    ("visit_person", "resident_id"),
    ("matter", "resident_id"),
    ("matter_party", "resident_id"),
)
PEOPLE = ("min", "ning", "yinuo", "xiuying", "second", "third")
who = st.sampled_from(PEOPLE)
days = st.integers(0, 60).map(lambda back: TODAY - timedelta(days=back))
happenings = st.lists(
    st.tuples(st.just("visit"), st.lists(who, min_size=1, max_size=3, unique=True), days)
    | st.tuples(st.just("matter"), who, days)
    | st.tuples(st.just("event"), who, days, st.sampled_from(LifeEventKind))
    | st.tuples(st.just("care"), who, days, st.integers(1, 4))
    | st.tuples(st.just("leave"), who, days)
    | st.tuples(st.just("phones"), who, st.lists(st.integers(1, 5), max_size=3, unique=True)),
    max_size=14,
)
sides = st.dictionaries(st.sampled_from([*MergeField]), st.sampled_from([Side.KEPT, Side.OTHER]))


@contextmanager
def fresh_village() -> Iterator[tuple[Village, dict[str, int]]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        create_ledger(Path(folder) / "ledger.mqzb", community="银苑社区", worker="王书记") as ledger,
    ):
        village = build_village(ledger)
        ids = {name: getattr(village, name) for name in PEOPLE[:4]}
        ids["second"] = another(village, birth=BORN, household_id=village.zhou)
        ids["third"] = another(village, "高宁", household_id=village.xu, note="住校")
        yield village, ids


def happen(village: Village, ids: dict[str, int], what: tuple[Any, ...]) -> None:
    ledger = village.ledger
    match what:
        case "visit", names, on:
            visit(village, *(ids[name] for name in names), on=on)
        case "matter", name, on:
            register(ledger, on=on, today=TODAY, household_id=village.xu, resident_id=ids[name])
        case "event", name, on, kind:
            record_event(ledger, ids[name], kind=kind, on=on, today=TODAY)
        case "care", name, on, group:
            assign(ledger, ids[name], care_group_id=group, on=on, today=TODAY)
        case "leave", name, on:
            leave_household(ledger, ids[name], on=on, today=TODAY)
        case "phones", name, numbers:
            set_phones(ledger, ids[name], phones=tuple(Phone(f"1900000200{number}") for number in numbers))


def figures(ledger: Ledger) -> tuple[Any, ...]:
    counted = tuple(
        ledger.value(f"select count(*) from {table} where withdrawn_at is null")
        for table in ("visit", "matter", "step", "posting", "household", "occupancy")
    )
    return (*counted, *(month_account(ledger, month).total for month in ("2026-09", "2026-10", "2026-11")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(happened=happenings, pair=st.permutations(PEOPLE), taken=sides)
def test_nothing_is_lost_and_all_of_it_can_be_taken_back(
    happened: list[tuple[Any, ...]], pair: list[str], taken: dict[MergeField, Side]
) -> None:
    with fresh_village() as (village, ids):
        for what in happened:
            with suppress(InputProblem):
                happen(village, ids, what)
        ledger, kept, other = village.ledger, ids[pair[0]], ids[pair[1]]
        before, counted = everything(ledger), figures(ledger)
        expected = merge_preview(ledger, kept, other).pair(MergeField.PRESENCE)
        done = merge_residents(ledger, kept, other, MergeChoices(taken, frozenset(MergeDoubt)))
        assert figures(ledger) == counted
        for table, column in REFERENCES:
            assert not ledger.rows(f"select 1 from {table} where {column} = ? and withdrawn_at is null", (other,))
        side = taken.get(MergeField.PRESENCE, expected.proposed)
        assert resident(ledger, other).presence.value == expected.value(side)
        assert list(findings(ledger)) == []
        undone = undo(ledger, sequence=done.sequence)
        assert everything(ledger) == before
        assert list(findings(ledger)) == []
        undo(ledger, sequence=undone.sequence)
        unmerge(ledger, other)
        assert everything(ledger) == before

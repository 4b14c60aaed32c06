"""Whatever is entered in whatever order, and taken back again: nobody lives twice, nobody is in two states."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ledger.errors import InputProblem
from ledger.people import households, life_events, memberships, merging, moving, residents
from ledger.people.entering import add_household, add_resident
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.merge_fields import MergeField, Side
from ledger.people.merge_preview import MergeChoices, MergeDoubt
from ledger.places.doors import find_or_make_dwellings
from ledger.records.people import HouseholdStatus, LifeEventKind
from ledger.records.places import Address
from ledger.store import create_ledger, journal
from ledger.store.undo import undo

TODAY = date(2026, 11, 23)
TABLES = ("resident", "household", "occupancy", "membership", "life_event", "care_membership", "phone")
STATE = {
    "born": "present",
    "moved_in": "present",
    "restored": "present",
    "moved_out": "moved_out",
    "away": "away",
    "died": "dead",
    "lost": "lost",
}

days = st.integers(0, 6).map(lambda back: TODAY - timedelta(days=back))
picks = st.integers(0, 30)
relations = st.sampled_from(["户主", "配偶", "儿子", ""])


class People(RuleBasedStateMachine):
    """Random entries, each either refused without a trace or made, and sometimes taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "ledger.mqzb"
        self.ledger = create_ledger(path, community="银苑社区", worker="王书记")
        self.done: list[tuple[int, Any]] = []

    def teardown(self) -> None:
        assert journal.first_broken_link(self.ledger.connection) is None
        self.ledger.close()
        self.folder.cleanup()

    @initialize()
    def some_doors_and_families(self) -> None:
        addresses = [Address("银苑小区", "3", "2", room) for room in ("101", "102", "201")]
        self.dwellings = list(find_or_make_dwellings(self.ledger, addresses).values())
        for dwelling_id in self.dwellings[:2]:
            members = tuple(NewResident(name, relation=said) for name, said in (("许敏", "户主"), ("高宁", "配偶")))
            add_household(self.ledger, NewHousehold(dwelling_id, members), since=None, today=TODAY)

    def living(self) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table: [tuple(row) for row in self.ledger.rows(f"select * from {table} where withdrawn_at is null")]
            for table in TABLES
        }

    def attempt(self, function: Any, *arguments: Any, **options: Any) -> None:
        before = self.living()
        try:
            made = function(self.ledger, *arguments, **options)
        except InputProblem:
            assert self.living() == before
            return
        changed = getattr(made, "changed", made)
        if changed.sequence:
            self.done.append((changed.sequence, before))

    def one_of(self, table: str, pick: int) -> int:
        ids = [row["id"] for row in self.ledger.rows(f"select id from {table} order by id")]
        return int(ids[pick % len(ids)]) if ids else 0

    @rule(door=picks, names=st.lists(relations, max_size=3))
    def enter_household(self, door: int, names: list[str]) -> None:
        members = tuple(NewResident(f"王小{'甲乙丙'[place]}", relation=said) for place, said in enumerate(names))
        new = NewHousehold(self.dwellings[door % 3], members)
        self.attempt(add_household, new, since=TODAY - timedelta(days=6), today=TODAY)

    @rule(household=picks, relation=relations)
    def enter_resident(self, household: int, relation: str) -> None:
        id_ = self.one_of("household", household)
        self.attempt(add_resident, NewResident("李梅", relation=relation), household_id=id_, since=None, today=TODAY)

    @rule(who=picks, household=picks, relation=relations, on=days)
    def move_person(self, who: int, household: int, relation: str, on: date) -> None:
        options = {"household_id": self.one_of("household", household), "relation": relation, "on": on}
        self.attempt(memberships.move_resident, self.one_of("resident", who), today=TODAY, **options)

    @rule(who=picks, household=picks, relation=relations, on=days)
    def join(self, who: int, household: int, relation: str, on: date) -> None:
        options = {"household_id": self.one_of("household", household), "relation": relation, "on": on}
        self.attempt(memberships.join_household, self.one_of("resident", who), today=TODAY, **options)

    @rule(who=picks, on=days)
    def leave(self, who: int, on: date) -> None:
        self.attempt(memberships.leave_household, self.one_of("resident", who), on=on, today=TODAY)

    @rule(who=picks, relation=relations)
    def call(self, who: int, relation: str) -> None:
        self.attempt(memberships.set_relation, self.one_of("resident", who), relation=relation)

    @rule(household=picks, door=picks, on=days)
    def move(self, household: int, door: int, on: date) -> None:
        options = {"dwelling_id": self.dwellings[door % 3], "on": on, "today": TODAY}
        self.attempt(moving.move_household, self.one_of("household", household), **options)

    @rule(household=picks, on=days)
    def leave_for_good(self, household: int, on: date) -> None:
        self.attempt(moving.move_out, self.one_of("household", household), on=on, today=TODAY)

    @rule(household=picks, door=picks, on=days)
    def come_back(self, household: int, door: int, on: date) -> None:
        options = {"dwelling_id": self.dwellings[door % 3], "on": on, "today": TODAY}
        self.attempt(moving.move_back_in, self.one_of("household", household), **options)

    @rule(household=picks, who=st.lists(picks, max_size=2), head=st.none() | picks, on=days)
    def split(self, household: int, who: list[int], head: int | None, on: date) -> None:
        self.attempt(
            households.split_household,
            self.one_of("household", household),
            resident_ids=[self.one_of("resident", each) for each in who],
            head_id=None if head is None else self.one_of("resident", head),
            on=on,
            today=TODAY,
        )

    @rule(household=picks, head=st.none() | picks)
    def choose_head(self, household: int, head: int | None) -> None:
        head_id = None if head is None else self.one_of("resident", head)
        self.attempt(households.set_head, self.one_of("household", household), head_id=head_id)

    @rule(household=picks, everybody=st.booleans())
    def withdraw_household(self, household: int, everybody: bool) -> None:
        id_ = self.one_of("household", household)
        self.attempt(households.withdraw_household, id_, reason="填错", with_residents=everybody)

    @rule(who=picks)
    def withdraw_person(self, who: int) -> None:
        self.attempt(residents.withdraw_resident, self.one_of("resident", who), reason="填错")

    @rule(kept=picks, other=picks, sides=st.dictionaries(st.sampled_from(MergeField), st.sampled_from(Side)))
    def merge(self, kept: int, other: int, sides: dict[MergeField, Side]) -> None:
        one_value = {which: side for which, side in sides.items() if side is not Side.BOTH}
        choices = MergeChoices(one_value, frozenset(MergeDoubt))
        ids = self.one_of("resident", kept), self.one_of("resident", other)
        self.attempt(merging.merge_residents, *ids, choices, reason="录重了")

    @rule(who=picks, kind=st.sampled_from(LifeEventKind), on=days, heir=st.none() | picks)
    def happen(self, who: int, kind: LifeEventKind, on: date, heir: int | None) -> None:
        new_head = None if heir is None else self.one_of("resident", heir)
        id_ = self.one_of("resident", who)
        self.attempt(life_events.record_event, id_, kind=kind, on=on, today=TODAY, new_head_id=new_head)

    @rule(event=picks)
    def unhappen(self, event: int) -> None:
        self.attempt(life_events.withdraw_event, self.one_of("life_event", event), reason="填错")

    @rule()
    def take_back(self) -> None:
        if self.done:
            sequence, before = self.done.pop()
            again = undo(self.ledger, sequence=sequence)
            assert self.living() == before
            undo(self.ledger, sequence=undo(self.ledger, sequence=again.sequence).sequence)
            assert self.living() == before

    @invariant()
    def presence_is_what_the_events_leave(self) -> None:
        for row in self.ledger.rows("select id, presence from resident where withdrawn_at is null"):
            kinds = self.ledger.rows(
                "select kind from life_event where resident_id = ? and withdrawn_at is null order by on_date, id",
                (row["id"],),
            )
            assert row["presence"] == (STATE[kinds[-1]["kind"]] if kinds else "present")

    @invariant()
    def nobody_lives_twice(self) -> None:
        for table, column in (("membership", "resident_id"), ("occupancy", "household_id")):
            assert not self.ledger.rows(
                f"select {column} from {table} where until is null and withdrawn_at is null"
                f" group by {column} having count(*) > 1"
            )
            assert not self.ledger.rows(f"select 1 from {table} where until < since and withdrawn_at is null")

    @invariant()
    def a_head_is_a_member_who_is_called_so(self) -> None:
        for row in self.ledger.rows("select * from household where withdrawn_at is null and head_id is not null"):
            found = self.ledger.rows(
                "select m.relation, r.presence from membership m join resident r on r.id = m.resident_id"
                " where m.household_id = ? and m.resident_id = ? and m.until is null and m.withdrawn_at is null"
                " and r.withdrawn_at is null",
                (row["id"], row["head_id"]),
            )
            assert [each["relation"] for each in found] == ["户主"]
            gone = row["status"] == HouseholdStatus.MOVED_OUT
            assert found[0]["presence"] not in (("dead",) if gone else ("dead", "moved_out"))

    @invariant()
    def one_head_is_enough(self) -> None:
        assert not self.ledger.rows(
            "select m.household_id from membership m join resident r on r.id = m.resident_id"
            " where m.relation = '户主' and m.until is null and m.withdrawn_at is null"
            " and r.presence in ('present', 'away', 'lost') group by m.household_id having count(*) > 1"
        )

    @invariant()
    def what_was_withdrawn_holds_nothing(self) -> None:
        for table, column, owner in (
            ("membership", "resident_id", "resident"),
            ("membership", "household_id", "household"),
            ("occupancy", "household_id", "household"),
            ("care_membership", "resident_id", "resident"),
        ):
            assert not self.ledger.rows(
                f"select 1 from {table} t join {owner} o on o.id = t.{column} where o.withdrawn_at is not null"
                " and t.withdrawn_at is null and t.until is null"
            )

    @invariant()
    def what_was_merged_has_given_up_everything(self) -> None:
        for table in ("membership", "life_event", "phone", "care_membership"):
            assert not self.ledger.rows(
                f"select 1 from {table} t join resident r on r.id = t.resident_id"
                " where r.merged_into_id is not null and t.withdrawn_at is null"
            )

    @invariant()
    def events_can_follow_each_other(self) -> None:
        for row in self.ledger.rows("select id from resident where withdrawn_at is null"):
            state = None
            for event in life_events.life_events(self.ledger, row["id"]):
                assert event.kind in life_events.MAY_FOLLOW[state]
                state = life_events.LEADS_TO[event.kind]


TestPeople = People.TestCase
TestPeople.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

"""许敏, 李强 and 许小山 at 3-2-501, and what happened to them over some years."""

from dataclasses import dataclass
from datetime import date

from entries import stroke

from ledger.matters.registering import MatterDraft
from ledger.matters.steps import follow_up, reopen, settle
from ledger.people.care_groups import assign, care_groups, unassign
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.people.households import split_household
from ledger.people.life_events import record_event
from ledger.people.moving import move_household
from ledger.places.adding import add_doors
from ledger.records.matters import Outcome, Satisfaction
from ledger.records.people import LifeEventKind, Phone, Sex
from ledger.records.places import Address
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import VisitDraft, record_visit

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Lives:
    """The ids of everybody and everything."""

    ledger: Ledger
    home: int
    own_home: int
    min: int
    qiang: int
    son: int
    visit: int
    matter: int


def visit(ledger: Ledger, home: int, door: int, on: date, *, asked: tuple[int, ...] = (), **more: object) -> object:
    draft = VisitDraft(
        worker_id=1,
        on=on,
        mode=VisitMode.HOME,
        outcome=VisitOutcome.MET if asked else VisitOutcome.NO_ANSWER,
        dwelling_id=door,
        household_id=home,
        resident_ids=asked,
        **more,  # type: ignore[arg-type]
    )
    return record_visit(ledger, draft, today=TODAY, next_step="跟进")


def build_lives(ledger: Ledger) -> Lives:
    """Visits, a matter that came back, a promise kept late, a move, a split, a care group, a death."""
    addresses = [Address("银苑小区", "3", "2", room) for room in ("501", "502", "503")]
    doors = add_doors(ledger, addresses=addresses).dwelling_ids
    family = (
        NewResident("许敏", Sex.FEMALE, "1949-12-31", "11010519491231002X", (Phone("19000001001"),), relation="户主"),
        NewResident("李强", relation="配偶", birth="1950-05"),
        NewResident("许小山", relation="儿子"),
    )
    made = add_household(ledger, NewHousehold(doors[0], family, head=0), since=None, today=TODAY)
    home, (head, husband, son) = made.household_ids[0], made.resident_ids[0]
    matter = MatterDraft("卫生间漏水", 1, detail="楼上不配合，电话 19000001002")
    first = visit(
        ledger, home, doors[0], date(2024, 3, 4), asked=(head,), at_time="09:30", note="漏水", matters=(matter,),
        revisit_on=date(2024, 3, 10),
    )  # fmt: skip
    matter_id = first.matter_ids[0]  # type: ignore[attr-defined]
    visit(ledger, home, doors[0], date(2024, 3, 12), note="敲门没人")
    settle(ledger, matter_id, stroke(date(2024, 3, 15), "物业修好", today=TODAY), outcome=Outcome.PARTLY_SOLVED)
    again = stroke(date(2024, 4, 1), "又漏了", today=TODAY)
    reopen(ledger, matter_id, again, next_step="再修", next_on=date(2024, 4, 5))
    settle(ledger, matter_id, stroke(date(2024, 4, 8), "换了管子", today=TODAY), outcome=Outcome.SOLVED)
    follow_up(
        ledger, matter_id, stroke(date(2024, 4, 20), "不再漏", today=TODAY), satisfaction=Satisfaction.DISSATISFIED
    )
    move_household(ledger, home, dwelling_id=doors[1], on=date(2025, 1, 2), today=TODAY, reason="换大房")
    split = split_household(
        ledger, home, resident_ids=(son,), head_id=son, dwelling_id=doors[2], on=date(2025, 6, 7), today=TODAY,
        reason="成家",
    )  # fmt: skip
    group = care_groups(ledger)[0].id
    assign(ledger, husband, care_group_id=group, on=date(2025, 7, 1), today=TODAY)
    unassign(ledger, husband, care_group_id=group, on=date(2026, 2, 1), today=TODAY)
    record_event(ledger, husband, kind=LifeEventKind.DIED, on=date(2026, 2, 1), today=TODAY, note="病故")
    visit(
        ledger, home, doors[1], date(2026, 11, 20), asked=(head,), note="一个人住，身体还行",
        revisit_on=date(2026, 12, 1),
    )  # fmt: skip
    visit_id = first.visit_id  # type: ignore[attr-defined]
    return Lives(ledger, home, split.id, head, husband, son, visit_id, matter_id)

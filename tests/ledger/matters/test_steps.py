"""A matter from registration to follow-up: which steps are allowed, what they leave, what rules they keep."""

from datetime import date

import entries
import pytest

from ledger.errors import InputProblem
from ledger.matters import steps
from ledger.matters.listing import MatterFilter, count_matters, list_matters, matter
from ledger.matters.listing import steps as steps_of
from ledger.matters.registering import MatterDraft, register_matter
from ledger.matters.steps import Stroke
from ledger.matters.withdrawing import withdraw_last_step, withdraw_matter
from ledger.records.matters import Level, MatterStatus, Outcome, Satisfaction, StepKind, Urgency
from ledger.store import Ledger

DAY = date(2026, 11, 2)


def register(ledger: Ledger, **given: object) -> int:
    return entries.register(ledger, on=DAY, **given)


def stroke(day: int, text: str = "已处理", *, today: date = date(2026, 11, 30)) -> Stroke:
    return entries.stroke(date(2026, 11, day), text, today=today)


def problems(caught: pytest.ExceptionInfo[InputProblem]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in caught.value.problems}


def test_a_new_matter_has_somebody_responsible_a_next_step_and_a_date(ledger: Ledger) -> None:
    made = matter(ledger, register(ledger))
    assert made is not None
    assert (made.number, made.status, made.worker, made.next_step) == (
        "MQ-2026-0001", MatterStatus.REGISTERED, "王书记", "跟进",
    )  # fmt: skip
    assert made.next_on == made.due_on == date(2026, 11, 11)


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        (Urgency.DANGER, DAY),
        (Urgency.ESSENTIAL, date(2026, 11, 3)),
        (Urgency.SIMPLE, date(2026, 11, 5)),
        (Urgency.ORDINARY, date(2026, 11, 11)),
        (Urgency.COMPLEX, date(2026, 11, 23)),
    ],
)
def test_it_is_due_by_its_urgency_in_working_days(ledger: Ledger, urgency: Urgency, due: date) -> None:
    made = matter(ledger, register(ledger, urgency=urgency))
    assert made is not None
    assert made.due_on == due


def test_holidays_and_make_up_days_count_as_the_notice_says(ledger: Ledger) -> None:
    # 2026: 1–7 October off, 10 October (a Saturday) worked.
    draft = MatterDraft("路灯不亮", 1, place="北门", urgency=Urgency.SIMPLE)
    day = date(2026, 9, 30)
    made = register_matter(ledger, draft, worker_id=1, on=day, today=day, next_step="跟进")
    found = matter(ledger, made.matter_id)
    assert found is not None
    assert found.due_on == date(2026, 10, 10)


def test_the_whole_life_of_a_matter(ledger: Ledger) -> None:
    made = register(ledger)
    steps.accept(ledger, made, stroke(3))
    steps.note_progress(ledger, made, stroke(4, "约了电工"), next_step="电工上门", next_on=date(2026, 11, 6))
    steps.wait(ledger, made, stroke(6, "等配件"), next_on=date(2026, 11, 9))
    steps.escalate(ledger, made, stroke(9), level=Level.COMMUNITY)
    steps.settle(ledger, made, stroke(10, "换了灯"), outcome=Outcome.SOLVED)
    steps.follow_up(ledger, made, stroke(12, "亮了"), satisfaction=Satisfaction.SATISFIED)
    found = matter(ledger, made)
    assert found is not None
    assert (found.status, found.outcome, found.satisfaction, found.level, found.settled_on) == (
        MatterStatus.FOLLOWED_UP, Outcome.SOLVED, Satisfaction.SATISFIED, Level.COMMUNITY, date(2026, 11, 10),
    )  # fmt: skip
    assert [step.kind for step in steps_of(ledger, made)] == [
        StepKind.REGISTERED, StepKind.ACCEPTED, StepKind.PROGRESS, StepKind.WAITING, StepKind.ESCALATED,
        StepKind.SETTLED, StepKind.FOLLOWED_UP,
    ]  # fmt: skip


def test_somebody_not_reached_has_not_been_followed_up(ledger: Ledger) -> None:
    made = register(ledger)
    steps.settle(ledger, made, stroke(10), outcome=Outcome.SOLVED)
    steps.follow_up(ledger, made, stroke(12), satisfaction=Satisfaction.NOT_REACHED)
    assert count_matters(ledger, MatterFilter(to_follow_up=True)) == 1


def test_what_is_settled_takes_no_more_steps_until_reopened(ledger: Ledger) -> None:
    made = register(ledger)
    steps.settle(ledger, made, stroke(10), outcome=Outcome.SOLVED)
    with pytest.raises(InputProblem, match="step_not_allowed"):
        steps.note_progress(ledger, made, stroke(11))
    steps.reopen(ledger, made, stroke(12, "又坏了"), next_step="再修", next_on=date(2026, 11, 15))
    found = matter(ledger, made)
    assert found is not None
    assert (found.status, found.outcome, found.settled_on, found.next_step) == (
        MatterStatus.IN_PROGRESS, None, None, "再修",
    )  # fmt: skip


def test_reasons_are_compulsory(ledger: Ledger) -> None:
    made = register(ledger)
    for take in (steps.not_accept, steps.retract):
        with pytest.raises(InputProblem) as caught:
            take(ledger, made, stroke(3, " "))
        assert problems(caught) == {("text", "empty")}
    steps.settle(ledger, made, stroke(3), outcome=Outcome.SOLVED)
    with pytest.raises(InputProblem) as caught:
        steps.reopen(ledger, made, stroke(4, ""), next_step="", next_on=DAY)
    assert problems(caught) == {("text", "empty"), ("next_step", "empty")}


def test_steps_are_written_in_order_of_their_days_and_not_ahead(ledger: Ledger) -> None:
    made = register(ledger)
    steps.note_progress(ledger, made, stroke(9))
    with pytest.raises(InputProblem, match="step_before_last"):
        steps.note_progress(ledger, made, stroke(8))
    with pytest.raises(InputProblem, match="date_in_future"):
        steps.note_progress(ledger, made, stroke(20, today=date(2026, 11, 19)))
    with pytest.raises(InputProblem, match="next_before_step"):
        steps.note_progress(ledger, made, stroke(10), next_on=date(2026, 11, 9))


def test_merging_needs_another_open_matter(ledger: Ledger) -> None:
    made, other, gone = register(ledger), register(ledger), register(ledger)
    steps.settle(ledger, gone, stroke(3), outcome=Outcome.SOLVED)
    for target in (made, gone, 9999):
        with pytest.raises(InputProblem, match="merge_target"):
            steps.merge(ledger, made, stroke(3), into_id=target)
    steps.merge(ledger, made, stroke(3), into_id=other)
    assert ledger.value("select merged_into_id from matter where id = ?", (made,)) == other
    withdraw_last_step(ledger, matter_id=made, reason="不是一回事", today=date(2026, 11, 5))
    assert ledger.value("select merged_into_id from matter where id = ?", (made,)) is None


def test_every_broken_rule_of_a_draft_is_named_with_its_field(ledger: Ledger) -> None:
    with pytest.raises(InputProblem) as caught:
        register(ledger, title=" ", category_id=0, place="", next_on=date(2026, 11, 1))
    assert problems(caught) == {
        ("title", "empty"), ("category_id", "choose"), ("place", "empty"), ("next_on", "next_before_registration"),
    }  # fmt: skip
    assert count_matters(ledger, MatterFilter()) == 0


def test_withdrawn_matters_are_gone_from_lists_but_not_from_the_ledger(ledger: Ledger) -> None:
    made = register(ledger)
    with pytest.raises(InputProblem, match="reason_missing"):
        withdraw_matter(ledger, matter_id=made, reason=" ", today=DAY)
    withdraw_matter(ledger, matter_id=made, reason="记错了", today=DAY)
    assert list_matters(ledger, MatterFilter()) == ()
    assert ledger.value("select withdrawn_reason from matter where id = ?", (made,)) == "记错了"


def test_filters_find_what_they_say(ledger: Ledger) -> None:
    late, soon = register(ledger, title="漏水", urgency=Urgency.SIMPLE), register(ledger, level=Level.STREET)
    today = date(2026, 11, 9)
    found = {
        "overdue": MatterFilter(overdue_on=today),
        "street": MatterFilter(level=Level.STREET),
        "month": MatterFilter(month="2026-11"),
        "text": MatterFilter(text="漏"),
        "other month": MatterFilter(month="2026-10"),
    }
    listed = {name: {m.id for m in list_matters(ledger, wanted)} for name, wanted in found.items()}
    assert listed == {"overdue": {late}, "street": {soon}, "month": {late, soon}, "text": {late}, "other month": set()}

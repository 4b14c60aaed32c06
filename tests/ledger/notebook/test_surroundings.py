"""What stands around an entry, and the pages kept."""

from datetime import date

from notebook_pages import TODAY

from ledger.matters.steps import Stroke, settle
from ledger.notebook.entering import enter_page
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.surroundings import (
    kept_page,
    kept_pages,
    page_of_visit,
    same_kind,
    surroundings,
)
from ledger.records.matters import MatterStatus, Outcome
from ledger.records.visits import VisitOutcome
from ledger.store import Ledger
from ledger.visits.recording import withdraw_visit


def entered(ledger: Ledger, manuscript: Manuscript, text: str) -> int:
    manuscript.write(text)
    page = enter_page(
        ledger, text, manuscript.proposals, worker_id=1, today=TODAY, next_step="跟进办理", somebody="住户"
    )
    return page.page_id


def household(ledger: Ledger, name: str) -> int:
    return int(
        ledger.value(
            "select household_id from membership m join resident r on r.id = m.resident_id where r.name = ?", (name,)
        )
    )


def test_a_household_nothing_is_known_of(estate: Ledger) -> None:
    around = surroundings(estate, household(estate, "谭丽"), today=TODAY)
    assert (around.open, around.last, around.no_answers, around.earlier) == ((), None, 0, ())
    assert same_kind(around, 1) == ()


def test_what_is_open_and_when_the_last_visit_was(estate: Ledger, manuscript: Manuscript) -> None:
    entered(estate, manuscript, "2025年11月20日\n3-2-501 许敏 楼道灯不亮要修")
    entered(estate, manuscript, "2026年8月3日\n3-2-501 许敏 卫生间漏水要修")
    entered(estate, manuscript, "11-20\n3-2-501 没人\n11-21\n3-2-501 没人")
    around = surroundings(estate, household(estate, "许敏"), today=TODAY)
    assert [each.title for each in around.open] == [each.title for each in reversed(around.earlier)]
    assert around.last is not None
    assert (around.last.on, around.last.outcome) == (date(2026, 11, 21), VisitOutcome.NO_ANSWER)
    assert around.no_answers == 2
    assert [each.month for each in around.earlier] == ["2026-08", "2025-11"]

    leak = around.earlier[0]
    assert leak.main_id != leak.category_id
    assert same_kind(around, leak.category_id)[0] == leak
    assert same_kind(around, leak.main_id) == same_kind(around, leak.category_id)
    for matter in around.open:
        settle(
            estate,
            matter.id,
            Stroke(on=TODAY, today=TODAY, worker_id=1, text="修好了"),
            outcome=Outcome.SOLVED,
        )
    around = surroundings(estate, household(estate, "许敏"), today=TODAY)
    assert around.open == ()
    assert [(each.month, each.status) for each in around.earlier] == [("2026-08", MatterStatus.SETTLED)]
    assert [each.id for each in same_kind(around, leak.category_id)] == [leak.id]


def test_pages_are_kept_and_visits_lead_back_to_their_lines(estate: Ledger, manuscript: Manuscript) -> None:
    first = entered(estate, manuscript, "3-2-501、502 没人\n503 没人\n601 没人")
    second = entered(estate, manuscript, "5-1-202 没人")
    page = kept_page(estate, first)
    assert page is not None
    assert (page.text, page.on, page.worker) == ("3-2-501、502 没人\n503 没人\n601 没人", TODAY, "王书记")
    assert {line: len(ids) for line, ids in page.visits.items()} == {1: 2, 2: 1}
    assert page_of_visit(estate, page.visits[2][0]) == (first, 2)
    assert [each.id for each in kept_pages(estate)] == [second, first]
    assert kept_pages(estate, limit=1, before=second) == (page,)
    assert kept_page(estate, 4711) is None
    assert kept_pages(estate, before=first) == ()
    assert page_of_visit(estate, 4711) is None
    withdraw_visit(estate, visit_id=page.visits[2][0], reason="记错", today=TODAY)
    again = kept_page(estate, first)
    assert again is not None
    assert set(again.visits) == {1}


def test_on_the_29th_of_february(estate: Ledger) -> None:
    assert surroundings(estate, 1, today=date(2028, 2, 29)).earlier == ()
    assert surroundings(estate, 1, today=date.min).earlier == ()

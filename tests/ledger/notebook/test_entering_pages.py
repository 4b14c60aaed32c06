"""A page entered in one transaction: what was decided goes in with it, what is in question stays."""

from datetime import date, timedelta

import pytest
from notebook_pages import TODAY

from ledger.errors import InputProblem
from ledger.matters.listing import MatterFilter, list_matters, steps
from ledger.matters.registering import MatterDraft, register_matter
from ledger.matters.steps import Stroke, settle
from ledger.matters.withdrawing import withdraw_matter
from ledger.notebook.entering import EnteredPage, enter_page, is_ready
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.own_words import own_words
from ledger.notebook.page_draft import PAGE_DRAFT
from ledger.records.matters import Level, MatterStatus, Outcome, StepKind, Urgency
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger
from ledger.store.drafts import load_draft, save_draft

PAGE = "3号楼2单元\n501 许敏 卫生间漏水要修。孩子想参加书法班\n502 没人\n601 没事\n王建国 没事"


def enter(ledger: Ledger, manuscript: Manuscript, **given: str) -> EnteredPage:
    return enter_page(
        ledger, manuscript.text, manuscript.proposals, worker_id=1, today=TODAY, next_step="跟进办理", **given
    )


def earlier(ledger: Ledger, *, settled: bool) -> int:
    """A matter of 3-2-501 from September."""
    on = date(2026, 9, 7)
    household = ledger.value(
        "select household_id from membership m join resident r on r.id = resident_id where r.name = '许敏'"
    )
    matter = register_matter(
        ledger,
        MatterDraft(title="厨房漏水", category_id=1, household_id=household),
        worker_id=1,
        on=on,
        today=TODAY,
        next_step="跟进办理",
    )
    if settled:
        stroke = Stroke(on=on + timedelta(days=3), today=TODAY, worker_id=1, text="修好了")
        settle(ledger, matter.matter_id, stroke, outcome=Outcome.SOLVED)
    return matter.matter_id


def problems(caught: pytest.ExceptionInfo[InputProblem]) -> set[tuple[str, str]]:
    return {(each.field, each.code) for each in caught.value.problems}


def test_what_was_decided_goes_in(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write(PAGE)
    first, second, unknown, namesakes = manuscript.proposals
    manuscript.correct_matter(first.key, 0, title="漏水", urgency=Urgency.COMPLEX, level=Level.COMMUNITY)
    manuscript.correct_matter(first.key, 1, dropped=True)
    manuscript.add_matter(first.key, title="换灯", category_id=5)
    manuscript.correct(second.key, outcome=VisitOutcome.MET, names=("张大爷",), resident_ids=(), worker_id=2)
    entered = enter(estate, manuscript)
    assert set(entered.visit_ids) == {first.key, second.key}
    assert [each.key for each in entered.left] == [unknown.key, namesakes.key]
    assert entered.matters == 2
    found = list_matters(estate, MatterFilter(visit_id=entered.visit_ids[first.key]))
    assert {(each.title, each.urgency, each.level, each.detail) for each in found} == {
        ("漏水", Urgency.COMPLEX, Level.COMMUNITY, first.matters[0].words),
        ("换灯", Urgency.ORDINARY, Level.GRID, ""),
    }
    visit = estate.row("select * from visit where id = ?", (entered.visit_ids[second.key],))
    assert (visit["worker_id"], visit["page_id"], visit["page_line"]) == (2, entered.page_id, 3)
    assert estate.value("select name from visit_person where visit_id = ?", (visit["id"],)) == "张大爷"
    assert estate.value("select count(distinct sequence) from journal where action = 'page.enter'") == 1


def test_what_is_ready(manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n501 没事\n502 没人\n601 没事\n北门路灯不亮")
    assert [is_ready(each) for each in manuscript.proposals] == [False, True, False, True]
    assert [is_ready(each, nameless=True) for each in manuscript.proposals] == [True, True, False, True]
    patrol = manuscript.proposals[3].key
    manuscript.correct(patrol, place=" ")
    assert not is_ready(manuscript.proposals[3])
    manuscript.correct(patrol, place=None, left_out=True)
    assert not is_ready(manuscript.proposals[3])
    manuscript.correct(patrol, left_out=False)
    manuscript.correct_matter(patrol, 0, title=" ")
    assert not is_ready(manuscript.proposals[3])


def test_an_open_matter_is_reported_again(estate: Ledger, manuscript: Manuscript) -> None:
    joined = earlier(estate, settled=False)
    manuscript.write(PAGE)
    manuscript.correct_matter(manuscript.proposals[0].key, 0, joins=joined)
    entered = enter(estate, manuscript)
    assert entered.matters == 1
    last = steps(estate, joined)[-1]
    assert last.kind is StepKind.REPORTED_AGAIN
    assert last.visit_id == entered.visit_ids[manuscript.proposals[0].key]
    assert "漏水" in last.text


def test_a_settled_matter_is_opened_again_once(estate: Ledger, manuscript: Manuscript) -> None:
    joined = earlier(estate, settled=True)
    manuscript.write("3-2-501 许敏 卫生间漏水要修\n3-2-501 高宁 卫生间还漏水")
    for proposal in manuscript.proposals:
        manuscript.correct_matter(proposal.key, 0, joins=joined)
    enter(estate, manuscript)
    assert [each.kind for each in steps(estate, joined)][-2:] == [StepKind.REOPENED, StepKind.REPORTED_AGAIN]
    (matter,) = list_matters(estate, MatterFilter(open=True))
    assert matter.status is MatterStatus.IN_PROGRESS
    assert matter.next_step == "跟进办理"
    assert matter.due_on > TODAY


def test_what_was_withdrawn_meanwhile_is_joined_no_more(estate: Ledger, manuscript: Manuscript) -> None:
    joined = earlier(estate, settled=False)
    manuscript.write(PAGE)
    manuscript.correct_matter(manuscript.proposals[0].key, 0, joins=joined)
    assert manuscript.proposals[0].matters[0].joins == joined
    changed = withdraw_matter(estate, matter_id=joined, reason="记错", today=TODAY)
    assert manuscript.reread(changed)
    assert manuscript.proposals[0].matters[0].joins is None


def test_problems_say_which_card_they_belong_to(estate: Ledger, manuscript: Manuscript) -> None:
    joined = earlier(estate, settled=True)
    manuscript.write(PAGE)
    first, second = manuscript.proposals[:2]
    manuscript.correct(first.key, on=date(2026, 9, 8))
    manuscript.correct_matter(first.key, 0, joins=joined)
    manuscript.correct_matter(first.key, 1, title="长" * 300)
    manuscript.correct(second.key, on=date(2026, 11, 24), revisit_on=date(2026, 11, 1))
    before = estate.value("select count(*) from journal")
    with pytest.raises(InputProblem) as caught:
        enter(estate, manuscript)
    line, other = first.key[0], second.key[0]
    assert problems(caught) == {
        (f"entries.{line}.0.matters.1.title", "too_long"),
        (f"entries.{other}.0.on", "date_in_future"),
        (f"entries.{other}.0.revisit_on", "revisit_before_visit"),
    }
    manuscript.correct_matter(first.key, 1, title="书法班")
    manuscript.correct(second.key, on=None, revisit_on=None)
    with pytest.raises(InputProblem) as caught:
        enter(estate, manuscript)
    assert problems(caught) == {(f"entries.{line}.0.matters.0.joins", "step_before_last")}
    assert estate.value("select count(*) from journal") == before
    assert estate.value("select count(*) from page") == 0


def test_the_draft_goes_with_the_page_or_holds_what_remains(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write(PAGE)
    save_draft(estate, kind=PAGE_DRAFT, key="1", content=manuscript.draft())
    keys = [each.key for each in manuscript.proposals if is_ready(each)]
    remaining = manuscript.draft(entered=keys)
    enter_page(
        estate,
        manuscript.text,
        manuscript.proposals,
        worker_id=1,
        today=TODAY,
        next_step="跟进办理",
        draft_key="1",
        remaining=remaining,
    )
    kept = load_draft(estate, kind=PAGE_DRAFT, key="1")
    assert kept == remaining
    manuscript.take_up(kept)
    assert manuscript.text == "3号楼2单元\n601 没事\n王建国 没事"
    enter(estate, manuscript, draft_key="1")
    assert load_draft(estate, kind=PAGE_DRAFT, key="1") is None


def test_a_corrected_category_is_learned(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n501 许敏 地下室有老鼠要灭")
    key = manuscript.proposals[0].key
    parts = {row["name"]: row["id"] for row in estate.rows("select id, name from category")}
    manuscript.correct_matter(key, 0, category_id=parts["服务质量"])
    changed = enter(estate, manuscript).changed
    assert any("property" in codes for codes in own_words(estate).learned.values())
    manuscript.reread(changed)
    before = own_words(estate)
    manuscript.write("3号楼2单元\n502 谭丽 卫生间漏水要修")
    manuscript.correct_matter(manuscript.proposals[0].key, 0, category_id=parts["设施维修"])
    enter(estate, manuscript)
    assert own_words(estate) == before


def test_by_phone_on_a_patrol_and_by_proxy(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n501 高宁代许敏说没事\n502 谭丽 没事\n503 没事")
    second, third = manuscript.proposals[1:]
    manuscript.correct(second.key, mode=VisitMode.PHONE)
    manuscript.correct(third.key, mode=VisitMode.PATROL, place="东门")
    enter(estate, manuscript)
    rows = estate.rows("select mode, outcome, place, dwelling_id is null as nowhere from visit order by id")
    assert [tuple(row) for row in rows] == [
        ("home", "proxy", "", 0),
        ("phone", "met", "", 0),
        ("patrol", "none", "东门", 1),
    ]
    parts = estate.rows("select name, part from visit_person where visit_id = 1 order by name")
    assert [tuple(row) for row in parts] == [("许敏", "subject"), ("高宁", "answered")]


def test_a_time_told_goes_with_the_visit(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n9:20 502 没人\n下午3点 501 许敏 没事\n501 许敏 没事")
    entered = enter(estate, manuscript)
    ids = [entered.visit_ids[proposal.key] for proposal in manuscript.proposals]
    times = [estate.value("select at_time from visit where id = ?", (visit_id,)) for visit_id in ids]
    assert times == ["09:20", "15:00", ""]

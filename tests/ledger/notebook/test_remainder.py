"""What stays on a page once some of it is entered reads the same as before."""

import json
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notebook_pages import TODAY, pages

from ledger.notebook.manuscript import Manuscript
from ledger.records.proposals import Proposal
from ledger.records.visits import VisitOutcome

LINES = [line for page in pages("more_pages.jsonl") for line in page["text"].split("\n")]
HEADINGS = [
    "11-20 3号楼2单元",
    "3号楼2单元",
    "5号楼1单元",
    "昨天下午",
    "走访人：王芳",
    "巡查",
    "居委会值班",
    "今天",
    "1-1",
    "电话回访",
]
VISITS = [
    "501 许敏 卫生间漏水，急，下周三再去",
    "502 没人",
    "501、502 没人",
    "601 没事",
    "503 周小满想上小学",
    "王建国 没事",
    "还有楼道灯不亮要修",
    "北门路灯不亮",
    "202 王建国 停水了",
    "3-2-501 高宁 没事",
    "老王来问低保",
    "  ",
    "天气不错",
    "转战5号楼",
]


def anew(manuscript: Manuscript) -> Manuscript:
    return Manuscript(manuscript._ledger, manuscript._roster, today=TODAY, worker_id=1)


def where_no_matter(proposal: Proposal) -> Proposal:
    return replace(proposal, entry=replace(proposal.entry, line=0))


def enter(manuscript: Manuscript, wanted: Callable[[Proposal], bool]) -> str:
    """Write what stays once the `wanted` proposals are entered."""
    rest = manuscript.rest([each.key for each in manuscript.proposals if wanted(each)])
    manuscript.write(rest)
    return rest


@pytest.mark.parametrize(
    ("page", "rest"),
    [
        ("3号楼2单元\n501 没事\n601 没事", "3号楼2单元\n601 没事"),
        ("11-20\n3号楼2单元\n501 没事\n601 没事", "11-20\n3号楼2单元\n601 没事"),
        ("3号楼2单元\n501 没事\n5号楼1单元\n601 没事", "5号楼1单元\n601 没事"),
        ("3-2-501 没事\n601 没事", "3号楼2单元\n601 没事"),
        ("11-20 3-2-501 没事\n601 没事", "11-20 3号楼2单元\n601 没事"),
        ("3-2-501 没事\n3-2-601 没事", "3-2-601 没事"),
        ("走访人：王芳\n3-2-501 没事\n601 没事", "走访人：王芳\n3号楼2单元\n601 没事"),
        ("3号楼2单元\n501 没事\n\n天气不错", ""),
        ("3号楼2单元\n501 没事\n——77——\n——", "——77——"),
    ],
)
def test_headings_that_are_needed(manuscript: Manuscript, page: str, rest: str) -> None:
    manuscript.write(page)
    assert enter(manuscript, lambda each: each.entry.ask is None) == rest


def test_nothing_entered_nothing_goes(manuscript: Manuscript) -> None:
    page = "天气不错\n3号楼2单元\n501 没事\n601 没事"
    manuscript.write(page)
    assert manuscript.rest([]) == page


def test_a_line_half_entered_stays_and_is_not_entered_twice(manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n501、601 没人")
    first, second = manuscript.proposals
    manuscript.correct(second.key, outcome=VisitOutcome.VACANT)
    assert enter(manuscript, lambda each: each.key == first.key) == "3号楼2单元\n501、601 没人"
    entered, still_open = manuscript.proposals
    assert entered.left_out
    assert manuscript.is_entered(first.key)
    assert still_open.entry.outcome is VisitOutcome.VACANT
    assert not still_open.left_out
    again = anew(manuscript)
    assert again.take_up(json.loads(json.dumps(manuscript.draft()))) == manuscript.proposals
    # It stays so though it is taken as read, until somebody says otherwise.
    manuscript.clear(first.key)
    assert manuscript.proposals[0].left_out
    manuscript.correct(first.key, left_out=False)
    assert not manuscript.proposals[0].left_out


def test_an_entered_line_taken_back_on_the_paper_is_left_out(manuscript: Manuscript) -> None:
    page = "3号楼2单元\n501 没事\n601 没事"
    manuscript.write(page)
    enter(manuscript, lambda each: each.entry.ask is None)
    manuscript.write(page)
    assert [each.left_out for each in manuscript.proposals] == [True, False]
    # The same words below another heading are another visit.
    manuscript.write(page.replace("3号楼2单元", "11-20 3号楼2单元"))
    assert [each.left_out for each in manuscript.proposals] == [False, False]


def test_the_draft_after_entering_is_known_before(manuscript: Manuscript) -> None:
    manuscript.write("3-2-501 没事\n601 没事\n王建国 没事")
    manuscript.correct(manuscript.proposals[1].key, outcome=VisitOutcome.VACANT)
    keys = [manuscript.proposals[0].key]
    draft = json.loads(json.dumps(manuscript.draft(entered=keys)))
    manuscript.write(manuscript.rest(keys))
    assert draft == manuscript.draft()
    assert anew(manuscript).take_up(draft) == manuscript.proposals
    assert manuscript.proposals[0].entry.outcome is VisitOutcome.VACANT


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1_000_000))
def test_what_stays_reads_as_it_did(manuscript: Manuscript, seed: int) -> None:
    dice = random.Random(seed)
    manuscript = anew(manuscript)
    lines = [dice.choice(dice.choice([HEADINGS, VISITS, VISITS, LINES])) for _line in range(dice.randrange(1, 16))]
    manuscript.write("\n".join(lines))
    for each in manuscript.proposals:
        if dice.random() < 0.2:
            manuscript.correct(each.key, left_out=dice.random() < 0.5, revisit_on=None, outcome=VisitOutcome.AWAY)
    entered = [each.key for each in manuscript.proposals if dice.random() < 0.6]
    still_open = [each for each in manuscript.proposals if each.key not in entered and not each.left_out]
    rest = manuscript.rest(entered)
    if not entered:
        assert rest == manuscript.text
        return
    manuscript.write(rest)
    by_key = {each.key: where_no_matter(each) for each in manuscript.proposals}
    assert all(by_key[each.key] == where_no_matter(each) for each in still_open)
    assert {each.key for each in manuscript.proposals if not each.left_out} == {each.key for each in still_open}
    # A fresh reader of the same words finds the same.
    fresh = anew(manuscript)
    assert [each.entry.household for each in fresh.write(rest)] == [
        each.entry.household for each in take_as_read(manuscript).proposals
    ]


def take_as_read(manuscript: Manuscript) -> Manuscript:
    for each in manuscript.proposals:
        manuscript.clear(each.key)
    return manuscript

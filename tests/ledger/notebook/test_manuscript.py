"""The page being written: proposals kept current, corrections that stick, the way back, the draft."""

import json
import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notebook_pages import TODAY

from ledger.matters.categories import add_category, categories, withdraw_category
from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.matter_places import matched, shown
from ledger.notebook.own_words import add_own_word
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import find_or_make_dwelling
from ledger.places.staff import add_worker
from ledger.records.matters import Level, Urgency
from ledger.records.notebook import Ask, ReadMatter
from ledger.records.places import Address
from ledger.records.proposals import EntryKey, MatterCorrection, Proposal
from ledger.records.visits import VisitMode, VisitOutcome
from ledger.store import Ledger

PAGE = "3号楼2单元\n501 许敏 卫生间漏水，急，下周三再去\n502 没人\n601 没事\n503 周奶奶 血压高，想办医保\n王建国 没事"
RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def anew(manuscript: Manuscript) -> Manuscript:
    return Manuscript(manuscript._ledger, manuscript._roster, today=TODAY, worker_id=1)


def at(manuscript: Manuscript, words: str) -> Proposal:
    (found,) = (each for each in manuscript.proposals if words in each.entry.text)
    return found


def dwelling(ledger: Ledger, building: str, room: str) -> int:
    return int(
        ledger.value(
            "select d.id from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
            " where b.name = ? and d.room = ?",
            (building, room),
        )
    )


def resident(ledger: Ledger, name: str) -> int:
    return int(ledger.value("select id from resident where name = ? order by id", (name,)))


def category(ledger: Ledger, name: str, main: str = "") -> int:
    mains = {each.id: each.name for each in categories(ledger)}
    (found, *_more) = (
        each.id for each in categories(ledger) if each.name == name and main in ("", mains.get(each.parent_id or 0))
    )
    return found


def names(proposal: Proposal) -> list[str]:
    return [person.name for person in proposal.entry.people]


# What is proposed


def test_a_matter_is_proposed_with_its_part_urgency_and_title(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write(PAGE)
    (matter,) = at(manuscript, "501").matters
    assert matter.title == matter.words
    assert matter.category_id == category(estate, "房屋漏水", "设施维修")
    assert matter.alternatives[0] == category(estate, "设施维修")
    assert matter.urgency is Urgency.ESSENTIAL
    assert at(manuscript, "502").matters == ()


def test_nothing_but_the_line_typed_on_is_made_anew(manuscript: Manuscript) -> None:
    before = manuscript.write(PAGE)
    after = manuscript.write(PAGE.replace("没人", "没人，"))
    assert [a is b for a, b in zip(before, after, strict=True)] == [True, False, True, True, True]
    assert manuscript.write(PAGE.replace("没人", "没人，")) is after


def test_where_an_entry_stands(manuscript: Manuscript) -> None:
    key = manuscript.write(PAGE)[1].key
    manuscript.write("\n\n" + PAGE)
    assert manuscript.line(key) == 5
    assert manuscript.lines[key] == 5
    assert at(manuscript, "502").entry.line == 5
    manuscript.write("")
    assert manuscript.line(key) == 0


def test_a_worker_the_page_names_made_the_visit(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write(f"走访人：王芳\n{PAGE}")
    (fang,) = estate.rows("select id from worker where name = '王芳'")
    assert {each.worker_id for each in manuscript.proposals} == {fang["id"]}
    key = manuscript.proposals[0].key
    manuscript.correct(key, worker_id=1)
    assert manuscript.proposals[0].worker_id == 1
    assert "worker" in manuscript.proposals[0].decided
    manuscript.correct(key, worker_id=99)
    assert manuscript.proposals[0].worker_id == fang["id"]


# What is decided


def test_of_two_of_one_name_the_one_chosen_says_the_door(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("王建国 没事")
    (asking,) = manuscript.proposals
    assert asking.entry.ask is Ask.WHICH_PERSON
    (_first, second) = asking.entry.candidates
    assert second.person is not None
    manuscript.correct(asking.key, resident_ids=(second.person.id,))
    (chosen,) = manuscript.proposals
    assert chosen.entry.ask is None
    assert chosen.entry.household == second.household
    assert names(chosen) == ["王建国"]
    assert chosen.decided == {"household", "people"}


def test_at_another_door_its_own_people_are_meant(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n601 许敏 老伴在家，没事")
    key = manuscript.proposals[0].key
    assert manuscript.proposals[0].entry.ask is Ask.UNKNOWN_HOUSEHOLD
    manuscript.correct(key, dwelling_id=dwelling(estate, "3", "501"))
    assert manuscript.proposals[0].entry.ask is None
    assert "许敏" in names(manuscript.proposals[0])
    manuscript.correct(key, dwelling_id=dwelling(estate, "5", "203"))
    assert names(manuscript.proposals[0]) == []


def test_a_door_that_is_there_no_longer_is_no_decision(estate: Ledger, manuscript: Manuscript) -> None:
    before = manuscript.write(PAGE)
    manuscript.correct(before[2].key, dwelling_id=4711)
    manuscript.correct(before[4].key, resident_ids=(4711,))
    assert manuscript.proposals == before


def test_somebody_who_is_not_registered(manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n502 张大爷说没事")
    (proposal,) = manuscript.proposals
    manuscript.correct(proposal.key, names=("张大爷",), resident_ids=())
    (proposal,) = manuscript.proposals
    assert (proposal.names, proposal.entry.people, proposal.entry.ask) == (("张大爷",), (), None)
    manuscript.correct(proposal.key, names=None, resident_ids=None)
    assert manuscript.proposals[0].names == ()


def test_a_line_becomes_a_patrol_and_a_visit_again(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("路灯不亮，要换")
    key = manuscript.proposals[0].key
    manuscript.correct(key, mode=VisitMode.PATROL)
    entry = manuscript.proposals[0].entry
    assert (entry.ask, entry.outcome, bool(entry.place), entry.household) == (None, VisitOutcome.NONE, True, None)
    manuscript.correct(key, place="北门")
    assert manuscript.proposals[0].entry.place == "北门"
    manuscript.correct(key, mode=None, place=None, dwelling_id=dwelling(estate, "5", "202"))
    assert manuscript.proposals[0].entry.household is not None
    assert manuscript.proposals[0].entry.mode is not VisitMode.PATROL


def test_other_parts_of_an_entry(manuscript: Manuscript) -> None:
    key = manuscript.write(PAGE)[0].key
    manuscript.correct(key, outcome=VisitOutcome.NO_ANSWER, on=date(2026, 11, 20), no_revisit=True, left_out=True)
    changed = manuscript.proposals[0]
    assert changed.entry.outcome is VisitOutcome.NO_ANSWER
    assert changed.entry.on == date(2026, 11, 20)
    assert changed.entry.revisit_on is None
    assert changed.left_out
    assert changed.decided == {"outcome", "on", "revisit_on"}
    assert changed.entry.readings["on"].why == "decided"
    manuscript.clear(key)
    assert manuscript.text == PAGE
    assert not manuscript.proposals[0].decided


def test_matters_changed_dropped_and_added(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n501 许敏 卫生间漏水要修。孩子想参加书法班")
    (proposal,) = manuscript.proposals
    key = proposal.key
    assert len(proposal.matters) == 2
    noise = category(estate, "噪声扰民")
    manuscript.correct_matter(key, 1, title="书法班", level=Level.COMMUNITY)
    manuscript.correct_matter(key, 0, category_id=noise, urgency=Urgency.COMPLEX)
    first, second = manuscript.proposals[0].matters
    assert (first.category_id, first.urgency, first.sure) == (noise, Urgency.COMPLEX, 1.0)
    assert first.decided == {"category_id", "urgency"}
    assert (second.title, second.level) == ("书法班", Level.COMMUNITY)
    manuscript.correct_matter(key, 0, dropped=True)
    (left,) = manuscript.proposals[0].matters
    assert left == second
    assert len(manuscript.proposals[0].entry.matters) == 1
    manuscript.add_matter(key, title="换灯泡", category_id=noise, words="灯")
    assert [each.title for each in manuscript.proposals[0].matters] == ["书法班", "换灯泡"]
    manuscript.correct_matter(key, 1, title="换楼道灯")
    assert [each.title for each in manuscript.proposals[0].matters] == ["书法班", "换楼道灯"]
    manuscript.correct_matter(key, 1, dropped=True)
    assert manuscript.proposals[0].matters == (second,)
    manuscript.correct_matter(key, 7, title="nothing there")
    assert manuscript.proposals[0].matters == (second,)


def test_the_urgency_goes_with_the_category(estate: Ledger, manuscript: Manuscript) -> None:
    key = manuscript.write("3号楼2单元\n501 许敏 楼道灯不亮，急")[0].key
    assert manuscript.proposals[0].matters[0].urgency is Urgency.ESSENTIAL
    manuscript.correct_matter(key, 0, category_id=category(estate, "公共安全"))
    assert manuscript.proposals[0].matters[0].urgency is Urgency.DANGER
    manuscript.correct_matter(key, 0, category_id=4711)
    assert manuscript.proposals[0].matters[0].urgency is Urgency.ESSENTIAL


def test_a_decision_follows_its_matter_through_edits(estate: Ledger, manuscript: Manuscript) -> None:
    def written(words: str) -> list[str]:
        return [each.title for each in manuscript.write(f"3号楼2单元\n501 许敏 {words}")[0].matters]

    written("卫生间漏水要修。另外想办医保")
    manuscript.correct_matter(manuscript.proposals[0].key, 0, title="A")
    assert written("卫生间漏水要修。另外想办医保")[0] == "A"
    assert written("昨晚卫生间漏水要修。另外想办医保")[0] == "A"
    assert written("昨晚厨房漏水要修。另外想办医保")[0] == "A"
    assert written("昨晚厨房渗水要修。另外想办医保")[0] == "A"
    assert written("想办医保。另外昨晚厨房渗水要修")[1] == "A"
    assert "A" not in written("想办医保")
    assert "A" in written("昨晚厨房渗水要修。另外想办医保")


def test_two_matters_run_together_and_apart_again() -> None:
    def of(*texts: str) -> list[ReadMatter]:
        return [ReadMatter(text, "other", False) for text in texts]

    decided = [MatterCorrection(words="想办医保。昨晚厨房渗水要修", title="A")]
    assert matched(of("想办医保", "昨晚厨房渗水要修"), decided) == (None, 0)
    assert matched(of("想办医保。昨晚厨房渗水要修，急"), decided) == (0,)
    assert matched(of("厨房渗水"), decided) == (0,)
    assert matched(of("昨夜厕所也渗水"), decided) == (0,)
    assert matched(of("昨夜厕所也渗水"), [replace(decided[0], dropped=True)]) == (None,)
    assert matched(of("孩子想学书法"), decided) == (None,)
    assert shown(of("甲", "乙"), [MatterCorrection(title="添的", added=True)]) == ((0, None), (1, None), (None, 0))


def test_a_dropped_matter_takes_no_other_along(manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n501 许敏 卫生间漏水要修")
    manuscript.correct_matter(manuscript.proposals[0].key, 0, dropped=True)
    assert manuscript.proposals[0].matters == ()
    assert len(manuscript.write("3号楼2单元\n501 许敏 想申请低保")[0].matters) == 1


def test_on_a_line_of_several_doors_a_decision_follows_its_door(manuscript: Manuscript) -> None:
    def decided(text: str) -> list[tuple[str, bool]]:
        found = manuscript.write(f"3号楼2单元\n{text}")
        return [(each.entry.household.room, bool(each.decided)) for each in found if each.entry.household]

    decided("501、502、503 没人")
    manuscript.correct(manuscript.proposals[1].key, outcome=VisitOutcome.VACANT)
    assert decided("501、502、503 没人") == [("501", False), ("502", True), ("503", False)]
    assert decided("502、503 没人") == [("502", True), ("503", False)]
    assert decided("501、502、503 没人")[1] == ("502", True)
    assert decided("501、503 没人") == [("501", False), ("503", False)]
    assert decided("503、501、502 没人") == [("503", False), ("501", False), ("502", True)]


# Back and forth


def test_back_and_forth(manuscript: Manuscript) -> None:
    read = manuscript.write(PAGE)
    assert not manuscript.undo()
    key = read[0].key
    manuscript.correct(key, outcome=VisitOutcome.REFUSED)
    once = manuscript.proposals
    manuscript.correct_matter(key, 0, dropped=True)
    twice = manuscript.proposals
    assert manuscript.can_undo
    assert not manuscript.can_redo
    assert manuscript.undo()
    assert manuscript.proposals == once
    assert manuscript.undo()
    assert manuscript.proposals == read
    assert not manuscript.undo()
    assert manuscript.redo()
    assert manuscript.redo()
    assert manuscript.proposals == twice
    assert not manuscript.redo()
    manuscript.undo()
    manuscript.correct(key, outcome=VisitOutcome.VACANT)
    assert not manuscript.can_redo


def decide(manuscript: Manuscript, dice: random.Random) -> None:
    """Decide something of some entry."""
    if not manuscript.proposals:
        return
    proposal = dice.choice(manuscript.proposals)
    nth = dice.randrange(max(1, len(proposal.matters)))
    ways: list[Any] = [
        lambda: manuscript.correct(proposal.key, outcome=dice.choice(list(VisitOutcome))),
        lambda: manuscript.correct(proposal.key, mode=dice.choice([None, *VisitMode])),
        lambda: manuscript.correct(proposal.key, dwelling_id=dice.choice([None, 1, 2, 3, 99])),
        lambda: manuscript.correct(proposal.key, resident_ids=dice.choice([None, (), (1,), (2, 3), (99,)])),
        lambda: manuscript.correct(proposal.key, on=dice.choice([None, TODAY]), left_out=dice.random() < 0.5),
        lambda: manuscript.correct_matter(proposal.key, nth, title="改过"),
        lambda: manuscript.correct_matter(proposal.key, nth, dropped=True),
        lambda: manuscript.correct_matter(proposal.key, nth, category_id=dice.choice([1, 2, 40, 999])),
        lambda: manuscript.add_matter(proposal.key, title="添的", category_id=1, words=dice.choice(["", "漏水"])),
        lambda: manuscript.clear(proposal.key),
    ]
    dice.choice(ways)()


@RELAXED
@given(seed=st.integers(0, 1_000_000))
def test_undo_and_redo_return_exactly(manuscript: Manuscript, seed: int) -> None:
    dice = random.Random(seed)
    manuscript = anew(manuscript)
    states = [manuscript.write(PAGE)]
    for _step in range(8):
        decide(manuscript, dice)
        if manuscript.proposals != states[-1]:
            states.append(manuscript.proposals)
    seen = [manuscript.proposals]
    while manuscript.undo():
        if manuscript.proposals != seen[-1]:
            seen.append(manuscript.proposals)
    assert seen == states[::-1]
    while manuscript.redo():
        pass
    assert manuscript.proposals == states[-1]


PIECES = ["\n", "501 ", "没人", "，", "3号楼2单元\n", "\n502 谭丽 漏水", "\x00", "\ud83d", "🙂", "‮", "一层 "]


@RELAXED
@given(seed=st.integers(0, 1_000_000))
def test_corrections_stick_to_their_line_whatever_happens_elsewhere(manuscript: Manuscript, seed: int) -> None:
    dice = random.Random(seed)
    manuscript = anew(manuscript)
    lines = PAGE.split("\n")
    corrected = [manuscript.write(PAGE)[place].key for place in (0, 2)]
    stays = {lines[1], lines[3]}
    manuscript.correct(corrected[0], on=date(2026, 11, 2))
    manuscript.correct(corrected[1], on=date(2026, 11, 3))
    for _edit in range(10):
        place = dice.randrange(len(lines) + 1)
        kind = dice.randrange(4)
        if kind == 0:
            lines.insert(place, dice.choice(PIECES))
        elif kind == 1 and place < len(lines) and lines[place] not in stays:
            lines.pop(place)
        elif kind == 2 and place < len(lines) and lines[place] not in stays:
            at_character = dice.randrange(len(lines[place]) + 1)
            lines[place] = lines[place][:at_character] + dice.choice(PIECES) + lines[place][at_character:]
        elif place < len(lines):
            lines.insert(dice.randrange(len(lines)), lines.pop(place))
        lines = "\n".join(lines).split("\n")
        manuscript.write("\n".join(lines))
        by_key = {each.key: each for each in manuscript.proposals}
        for key, text, day in zip(corrected, (PAGE.split("\n")[1], PAGE.split("\n")[3]), (2, 3), strict=True):
            assert lines[manuscript.line(key) - 1] == text
            assert by_key[key].entry.on == date(2026, 11, day)
        others = [each for each in manuscript.proposals if each.key not in corrected]
        assert not any(each.decided for each in others)


@RELAXED
@given(texts=st.lists(st.text(st.characters(exclude_categories=()), max_size=80), max_size=5), seed=st.integers(0, 99))
def test_no_text_raises_or_loses_a_character(manuscript: Manuscript, texts: list[str], seed: int) -> None:
    dice = random.Random(seed)
    manuscript = anew(manuscript)
    for text in texts:
        mixed = text + dice.choice(PAGE.split("\n")) + text[::-1]
        manuscript.write(mixed)
        assert manuscript.text == mixed
        decide(manuscript, dice)
        rest = manuscript.rest([each.key for each in manuscript.proposals if dice.random() < 0.5])
        again = anew(manuscript)
        assert again.take_up(json.loads(json.dumps(manuscript.draft()))) == manuscript.proposals
        assert again.text == mixed
        manuscript.write(rest)
        assert manuscript.text == rest


@pytest.mark.parametrize(
    "text",
    ["\x00" * 100_000, "漏水，" * 350_000, "501 没人\n" * 20_000, "\ud83d\n" * 9999, "\u202e楼上漏水\u202c 501"],
    ids=["nul", "one long line", "lines", "half a pair", "right-to-left"],
)
def test_long_and_odd_pages(manuscript: Manuscript, text: str) -> None:
    manuscript.write(text)
    manuscript.write(text + "x")
    manuscript.write(text[1:])
    manuscript.write(PAGE)
    manuscript.write(text)
    assert manuscript.text == text


# The ledger changes


def test_what_changes_in_the_ledger_changes_the_page(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("3号楼2单元\n601 何珊 没事\n501 大水车转不动，要修")
    assert manuscript.proposals[0].entry.ask is Ask.UNKNOWN_HOUSEHOLD
    with estate.write("door") as write:
        door = find_or_make_dwelling(estate, Address("银苑小区", "3", "2", "601"))
        members = (NewResident(name="何珊", relation="户主"),)
        add_household(estate, NewHousehold(dwelling_id=door, members=members), since=None, today=TODAY)
    assert manuscript.reread(write.changed)
    assert names(manuscript.proposals[0]) == ["何珊"]

    kept = manuscript.proposals[0]
    assert manuscript.reread(add_own_word(estate, word="大水车", category="education"))
    assert manuscript.proposals[1].matters[0].category_id == category(estate, "教育文体")
    assert manuscript.proposals[0] is kept
    assert manuscript.reread(add_category(estate, name="大水车", parent_id=category(estate, "教育文体")))
    assert manuscript.proposals[1].matters[0].category_id == category(estate, "大水车")
    part = category(estate, "大水车")
    manuscript.correct_matter(manuscript.proposals[1].key, 0, category_id=part)
    assert manuscript.reread(withdraw_category(estate, category_id=part, reason="不用"))
    assert manuscript.proposals[1].matters[0].category_id == category(estate, "教育文体")
    assert not manuscript.proposals[1].matters[0].decided

    added = add_worker(estate, name="李工")
    assert not manuscript.reread(added.changed)
    manuscript.write("走访人：李工\n" + manuscript.text)
    assert {each.worker_id for each in manuscript.proposals} == {added.id}


def test_another_day_and_another_worker(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write("昨天 3号楼2单元\n501 没事")
    assert manuscript.turn_to(date(2026, 11, 21))[0].entry.on == date(2026, 11, 20)
    assert manuscript.work_as(2)[0].worker_id == 2


# The draft


def test_a_draft_holds_everything(estate: Ledger, manuscript: Manuscript) -> None:
    manuscript.write(PAGE)
    keys: list[EntryKey] = [each.key for each in manuscript.proposals]
    manuscript.correct(keys[0], mode=VisitMode.PHONE, on=date(2026, 11, 1), revisit_on=date(2026, 12, 1))
    manuscript.correct(keys[2], dwelling_id=dwelling(estate, "5", "203"), names=("张大爷",), resident_ids=())
    manuscript.correct_matter(keys[0], 0, urgency=Urgency.SIMPLE, level=Level.STREET, joins=4711)
    manuscript.add_matter(keys[0], title="添的", category_id=1)
    cut = "\n".join(line for line in PAGE.split("\n") if not line.startswith("601"))
    manuscript.write(cut)
    draft = json.loads(json.dumps(manuscript.draft()))
    again = Manuscript(estate, LedgerRoster(estate), today=TODAY, worker_id=1)
    assert again.take_up(draft) == manuscript.proposals
    assert again.draft() == manuscript.draft()
    # What was cut out comes back with what was decided of it.
    manuscript.write(PAGE)
    assert again.write(PAGE) == manuscript.proposals
    assert at(again, "601").names == ("张大爷",)


def test_a_draft_of_a_later_text(estate: Ledger, manuscript: Manuscript) -> None:
    """A kill between a keystroke and its reading: the text is newer than the numbers of its lines."""
    key = manuscript.write(PAGE)[1].key
    manuscript.correct(key, outcome=VisitOutcome.VACANT)
    draft = {**manuscript.draft(), "text": "早上\n" + PAGE}
    again = anew(manuscript)
    again.take_up(draft)
    assert again.line(key) == 4
    assert at(again, "502").entry.outcome is VisitOutcome.VACANT


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("2026-11-01") | st.just("home"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@RELAXED
@given(
    values=st.dictionaries(
        st.sampled_from(["text", "written", "numbers", "fresh", "lost", "corrections", "entered", "later"]), ODD
    ),
    inner=st.dictionaries(
        st.sampled_from(["line", "nth", "on", "mode", "resident_ids", "matters", "names", "dwelling_id", "x"]), ODD
    ),
)
def test_whatever_a_draft_holds_it_is_taken_up(
    manuscript: Manuscript, values: dict[str, Any], inner: dict[str, Any]
) -> None:
    manuscript = anew(manuscript)
    manuscript.write(PAGE)
    manuscript.take_up(values)
    text = values.get("text")
    assert manuscript.text == (text if isinstance(text, str) else "")
    manuscript.write(PAGE)
    kept = manuscript.draft()
    manuscript.take_up({**kept, "corrections": [{"line": kept["numbers"][1], "nth": 0, **inner}]})
    assert manuscript.text == PAGE
    assert len(manuscript.proposals) == len(anew(manuscript).write(PAGE))


def test_proposals_are_those_of_a_page_read_afresh(manuscript: Manuscript) -> None:
    manuscript.write(PAGE)
    for text in (PAGE + "\n", "x\n" + PAGE, PAGE.replace("3号楼", "5号楼"), PAGE):
        fresh = anew(manuscript).write(text)
        now = manuscript.write(text)
        assert [replace(each, key=(0, 0)) for each in now] == [replace(each, key=(0, 0)) for each in fresh]

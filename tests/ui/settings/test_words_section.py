"""记一笔的词 in the real window: words added, tried, changed, removed, forgotten; the notebook follows."""

from typing import Any

import pytest

from ledger.notebook.own_words import learn_category, learned_words
from ledger.notebook.word_list import word_list
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import buildings, find_or_make_dwelling
from ledger.records.own_words import OwnWord, Sense
from ledger.records.places import Address
from ledger.store import Ledger
from ui.notebook.page import NotebookPage
from ui.settings.page import SettingsPage
from ui.settings.words import WordSection
from ui.shell.page import Target
from ui.shell.window import MainWindow
from ui.theme import theme
from ui.visits.page import VisitsPage
from ui.workspace import Workspace


@pytest.fixture
def home(ledger: Ledger, workspace: Workspace) -> None:
    """许敏 at home in 3-2-501."""
    door = find_or_make_dwelling(ledger, Address("银苑小区", "3", "2", "501"))
    members = (NewResident(name="许敏", relation="户主"),)
    add_household(ledger, NewHousehold(dwelling_id=door, members=members), since=None, today=workspace.today())


@pytest.fixture
def section(home: None, window: MainWindow) -> WordSection:
    return open_section(window)


def open_section(window: MainWindow) -> WordSection:
    window.frame.go(Target("settings", "words"))
    page = window.frame.page()
    assert isinstance(page, SettingsPage)
    shown = page.sections["words"]
    assert isinstance(shown, WordSection)
    assert shown.isVisible()
    return shown


def add(section: WordSection, write_in: Any, word: str, sense: Sense, of: str = "") -> None:
    section.words.add_button.click()
    write_in(section.sheet.word, word)
    section.sheet.sense.set_value(sense)
    if of:
        section.sheet.of.set_value(of)
    section.sheet.send()


def test_a_building_gets_its_name_and_the_line_tried_follows(
    section: WordSection, workspace: Workspace, write_in: Any
) -> None:
    write_in(section.trial.line, "西院2-501 卫生间漏水，急")
    assert "3号楼2单元501" not in section.trial.shown()
    add(section, write_in, "西院", Sense.BUILDING, buildings(workspace.ledger)[0].uid)
    assert section.trial.shown() == "3号楼2单元501 许敏 入户 见到本人 设施维修 · 房屋漏水 卫生间漏水，急（急）"
    workspace.undo_last()
    assert word_list(workspace.ledger) == ()
    assert "3号楼2单元501" not in section.trial.shown()


def test_a_line_without_a_door_is_tried_at_one(section: WordSection, write_in: Any) -> None:
    write_in(section.trial.line, "捞空")
    assert "未遇" not in section.trial.shown()
    add(section, write_in, "捞空", Sense.NO_ANSWER)
    assert section.trial.shown().splitlines() == ["入户 未遇 没有事项", "这一行没写门牌，按写在 3-2-501 后面来读。"]
    section.trial.line.clear()
    assert section.trial.shown() == "写下一行，这里马上显示会读成什么。"


def test_many_doors_are_counted_and_questions_told(section: WordSection, write_in: Any) -> None:
    write_in(section.trial.line, "3-2-501、3-2-502、3-2-503、3-2-504 没人")
    shown = section.trial.shown().splitlines()
    assert shown[0].startswith("3号楼2单元501 入户 未遇")
    assert "要问：名册里没有这个门牌" in shown[1]
    assert shown[-1] == "另有 1 户"


def test_words_are_changed_and_removed_with_a_way_back(
    section: WordSection, workspace: Workspace, window: MainWindow, write_in: Any, qtbot: Any
) -> None:
    add(section, write_in, "大水车", Sense.CATEGORY, "environment")
    table = section.words.table
    qtbot.waitUntil(lambda: len(table.records()) == 1)
    assert [column.text(table.records()[0]) for column in table.model().columns] == ["大水车", "归入“环境卫生”"]
    table.selectRow(0)
    section.words.edit_button.click()
    assert section.sheet.of.value() == "environment"
    section.sheet.sense.set_value(Sense.NO_NEED)
    assert section.sheet.form.rows["of"].isHidden()
    section.sheet.send()
    qtbot.waitUntil(lambda: table.records() == [OwnWord("大水车", Sense.NO_NEED)])
    table.selectRow(0)
    section.words.withdraw_button.click()
    assert window.frame.toast.text().startswith("已去掉“大水车”")
    qtbot.waitUntil(lambda: table.records() == [])
    workspace.undo_last()
    qtbot.waitUntil(lambda: table.records() == [OwnWord("大水车", Sense.NO_NEED)])


def test_what_cannot_be_a_word_is_told_under_its_field(section: WordSection, write_in: Any) -> None:
    add(section, write_in, "院", Sense.AWAY)
    assert section.sheet.form.problems() == {"word": "太短了，至少写 2 个字，不然到处都会读到它。"}
    section.sheet.sense.set_value(Sense.BUILDING)
    section.sheet.send()
    assert set(section.sheet.form.problems()) == {"of"}
    section.sheet.reject()


def test_what_was_learned_is_seen_and_forgotten(
    section: WordSection, workspace: Workspace, window: MainWindow, qtbot: Any
) -> None:
    for text, code in (("有老鼠", "property"), ("有老鼠", "property"), ("书法班", "elderly")):
        learn_category(workspace.ledger, text=text, category=code)
    section = open_section(window)
    section.refresh()
    table = section.learned.table
    assert [[column.text(word) for column in table.model().columns] for word in table.records()] == [
        ["老鼠", "物业服务 1 次"],
        ["书法", "养老助老 1 次"],
    ]
    assert not section.learned.forget.isEnabled()
    table.selectRow(0)
    section.learned.forget.click()
    assert [word.word for word in learned_words(workspace.ledger)] == ["书法"]
    section.learned.forget_all.click()
    qtbot.waitUntil(lambda: table.records() == [])
    assert not section.learned.forget_all.isEnabled()
    workspace.undo_last()
    workspace.undo_last()
    qtbot.waitUntil(lambda: len(table.records()) == 2)


def test_the_notebook_and_the_visit_form_read_by_a_new_word_at_once(
    section: WordSection, window: MainWindow, workspace: Workspace, write_in: Any, qtbot: Any
) -> None:
    window.do("notebook")
    notebook = window.frame.page()
    assert isinstance(notebook, NotebookPage)
    desk = notebook.desk
    qtbot.waitUntil(lambda: desk.understanding.manuscript is not None)
    write_in(desk.paper, "西院2-501 大水车转不动了")
    assert not any(each.entry.household for each in desk.understanding.proposals)

    section = open_section(window)
    add(section, write_in, "西院", Sense.BUILDING, buildings(workspace.ledger)[0].uid)
    add(section, write_in, "大水车", Sense.CATEGORY, "education")
    window.do("notebook")
    (proposal,) = desk.understanding.proposals
    assert proposal.entry.household is not None
    assert proposal.entry.matters[0].category == "education"

    window.frame.go(Target("visits", "new"))
    visits = window.frame.page()
    assert isinstance(visits, VisitsPage)
    visits.entry.form.add_matter()
    block = visits.entry.form.blocks[0]
    write_in(block.title, "大水车转不动了")
    assert block.category.text() == "教育文体"


@pytest.mark.parametrize("scale", [100, 150])
def test_it_fits_the_smallest_screen(section: WordSection, window: MainWindow, write_in: Any, scale: int) -> None:
    before = theme().scale
    theme().set_scale(scale)
    write_in(section.trial.line, "3-2-501 许敏 卫生间漏水，急；问医保报销；楼道灯不亮；路灯不亮；垃圾没人清；暖气不热")
    window.resize(1366, 768)
    assert window.size().width() == 1366
    assert window.size().height() == 768
    assert section.words.table.height() > 3 * 38 * scale // 100
    theme().set_scale(before)

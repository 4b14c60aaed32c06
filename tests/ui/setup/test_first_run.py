from pathlib import Path
from typing import Any

import pytest

from ledger.places import staff
from ledger.records.staff import Role
from ui.setup.beginnings import make_ledger
from ui.setup.first_run import FirstRunPage, Then, Wish


@pytest.fixture
def page(qtbot: Any, tmp_path: Path) -> FirstRunPage:
    old = tmp_path / "旧账本.mqzb"
    old.touch()
    made = FirstRunPage([old, tmp_path / "gone.mqzb"])
    qtbot.addWidget(made)
    made.choose_folder(tmp_path / "民情账本")
    made.show()
    return made


def test_name_and_community_are_all_that_must_be_said(page: FirstRunPage, qtbot: Any, write_in: Any) -> None:
    page.empty_button.click()
    assert set(page.form.problems()) == {"community", "worker"}
    write_in(page.community, " 银苑社区 ")
    write_in(page.worker, "王书记")
    with qtbot.waitSignal(page.wished) as wished:
        page.import_button.click()
    wish: Wish = wished.args[0]
    assert (wish.community, wish.worker, wish.role, wish.then) == ("银苑社区", "王书记", Role.SECRETARY, Then.IMPORT)
    assert wish.path.name == "银苑社区.mqzb"
    assert page.form.problems() == {}


def test_a_wish_becomes_a_ledger_and_never_replaces_one(page: FirstRunPage, qtbot: Any, write_in: Any) -> None:
    write_in(page.community, "银苑/社区?")
    write_in(page.worker, "李强")
    page.role.set_value(Role.GRID_WORKER)
    paths = []
    for _time in range(2):
        with qtbot.waitSignal(page.wished) as wished:
            page.empty_button.click()
        with make_ledger(wished.args[0]) as ledger:
            paths.append(ledger.path.name)
            assert staff.community(ledger).name == "银苑/社区?"
            assert [(worker.name, worker.role) for worker in staff.workers(ledger)] == [("李强", Role.GRID_WORKER)]
    assert paths == ["银苑社区.mqzb", "银苑社区 2.mqzb"]


def test_only_ledgers_that_are_there_are_offered_again(page: FirstRunPage, qtbot: Any) -> None:
    from ui.widgets import LinkButton

    shown = [link for link in page.findChildren(LinkButton) if link.text().endswith(".mqzb")]
    assert [Path(link.text()).name for link in shown] == ["旧账本.mqzb"]
    with qtbot.waitSignal(page.opened) as opened:
        shown[0].click()
    assert opened.args[0].name == "旧账本.mqzb"


def test_a_removable_drive_is_warned_of(page: FirstRunPage, tmp_path: Path) -> None:
    assert page.warning() == ""
    page.choose_folder(Path("/media/office/U盘"))
    assert "移动盘" in page.warning()
    page.choose_folder(tmp_path)
    assert page.warning() == ""


def test_without_an_open_ledger_there_is_no_way_back(page: FirstRunPage, qtbot: Any) -> None:
    assert page.back_button.isHidden()
    other = FirstRunPage([], way_back=True)
    qtbot.addWidget(other)
    with qtbot.waitSignal(other.given_up):
        other.back_button.click()

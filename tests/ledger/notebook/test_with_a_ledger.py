"""The reading beside a real ledger: its roster kept current, its own words, pages entered, the command line."""

import json
from datetime import date
from pathlib import Path

import pytest
from notebook_pages import TODAY

from ledger.commands import dispatch
from ledger.errors import InputProblem
from ledger.notebook.entering import enter_page
from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.own_words import (
    add_own_word,
    forget_learned,
    learn_category,
    own_words,
    remove_own_word,
)
from ledger.notebook.page import PageReader, read_page
from ledger.notebook.vocabulary import Vocabulary
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import correct_room, find_or_make_dwelling
from ledger.places.staff import add_worker, withdraw_worker
from ledger.records.notebook import Ask, PageEntry
from ledger.records.places import Address
from ledger.store import Ledger

PAGE = "3号楼2单元\n501 许敏 卫生间漏水，急，下周三再去\n502 没人\n601 没事\n北门路灯不亮\n501 老伴高宁代许敏说没事"


@pytest.fixture
def peopled(ledger: Ledger) -> Ledger:
    """A ledger with 3-2-501 (许敏, 高宁) and 3-2-502 (谭丽)."""
    with ledger.write("setup"):
        for room, names in (("501", ("许敏", "高宁")), ("502", ("谭丽",))):
            door = find_or_make_dwelling(ledger, Address("银苑小区", "3", "2", room))
            members = tuple(
                NewResident(name=name, relation="配偶" if place else "户主") for place, name in enumerate(names)
            )
            add_household(ledger, NewHousehold(dwelling_id=door, members=members), since=None, today=TODAY)
    return ledger


def read(ledger: Ledger, text: str) -> tuple[PageEntry, ...]:
    return read_page(text, LedgerRoster(ledger).index, TODAY, Vocabulary(own_words(ledger)))


def category(ledger: Ledger, words: str) -> str:
    return read(ledger, f"3-2-501 许敏 {words}")[0].matters[0].category


def test_the_roster_follows_what_is_written(peopled: Ledger) -> None:
    roster = LedgerRoster(peopled)
    reader = PageReader(roster.index)
    assert reader.read("3-2-503 何珊 没事", TODAY)[0].ask is Ask.UNKNOWN_HOUSEHOLD
    with peopled.write("door") as write:
        door = find_or_make_dwelling(peopled, Address("银苑小区", "3", "2", "503"))
        members = (NewResident(name="何珊", relation="户主"),)
        add_household(peopled, NewHousehold(dwelling_id=door, members=members), since=None, today=TODAY)
    assert roster.refresh(write.changed)
    reader.forget()
    (entry,) = reader.read("3-2-503 何珊 没事", TODAY)
    assert [person.name for person in entry.people] == ["何珊"]
    assert entry.household is not None
    assert entry.household.dwelling_id == door

    assert roster.refresh(correct_room(peopled, door, room="504"))
    reader.forget()
    assert reader.read("3-2-503 没事", TODAY)[0].ask is Ask.UNKNOWN_HOUSEHOLD
    assert reader.read("3-2-504 没事", TODAY)[0].ask is None


def test_who_works_here_is_known_and_kept_current(peopled: Ledger) -> None:
    roster = LedgerRoster(peopled)
    assert roster.index.workers == tuple(row["name"] for row in peopled.rows("select name from worker"))
    added = add_worker(peopled, name="李国栋")
    assert roster.refresh(added.changed)
    (entry,) = read_page("李国栋走访\n3-2-501 没事", roster.index, TODAY)
    assert entry.worker == "李国栋"
    assert roster.refresh(withdraw_worker(peopled, added.id, reason="调走"))
    assert "李国栋" not in roster.index.workers


def test_what_concerns_no_door_changes_no_reading(peopled: Ledger) -> None:
    assert not LedgerRoster(peopled).refresh(add_own_word(peopled, word="漏水", category="utilities"))


def test_a_communitys_own_word_wins_and_can_be_taken_back(peopled: Ledger) -> None:
    before = category(peopled, "大水车转不动")
    add_own_word(peopled, word="大水车", category="education")
    assert category(peopled, "大水车转不动") == "education"
    add_own_word(peopled, word="大水车", category="parking")
    assert own_words(peopled).words == {"education": (), "parking": ("大水车",)} or own_words(peopled).words == {
        "parking": ("大水车",)
    }
    remove_own_word(peopled, word="大水车")
    assert category(peopled, "大水车转不动") == before


@pytest.mark.parametrize(
    ("word", "code", "problem"),
    [(" …", "policy", "empty"), ("长" * 21, "policy", "too_long"), ("水", "x", "no_such_category")],
)
def test_words_that_are_none_are_refused(peopled: Ledger, word: str, code: str, problem: str) -> None:
    with pytest.raises(InputProblem) as caught:
        add_own_word(peopled, word=word, category=code)
    assert caught.value.problems[0].code == problem


def test_corrections_are_learned_seen_and_forgotten(peopled: Ledger) -> None:
    words = "地下室有老鼠"
    assert category(peopled, words) == "environment"
    for _time in range(4):
        learn_category(peopled, text=words, category="property")
    assert category(peopled, words) == "property"
    assert any("老鼠" in word for word in own_words(peopled).learned)
    assert category(peopled, "楼道灯不亮") == "facilities"
    forget_learned(peopled)
    assert own_words(peopled).learned == {}
    assert category(peopled, words) == "environment"


def test_a_page_is_entered_at_once_and_questions_stay(peopled: Ledger) -> None:
    proposals = Manuscript(peopled, LedgerRoster(peopled), today=TODAY, worker_id=1).write(PAGE)
    entered = enter_page(peopled, PAGE, proposals, worker_id=1, today=TODAY, next_step="跟进办理", somebody="住户")
    rows = peopled.rows("select page_id, page_line, mode, outcome, revisit_on, note from visit order by id")
    assert [(row["page_line"], row["mode"], row["outcome"]) for row in rows] == [
        (2, "home", "met"),
        (3, "home", "no_answer"),
        (5, "patrol", "none"),
        (6, "home", "proxy"),
    ]
    assert {row["page_id"] for row in rows} == {entered.page_id}
    assert rows[0]["revisit_on"] == str(date(2026, 12, 2))
    assert [proposal.entry.line for proposal in entered.left] == [4]
    assert peopled.value("select text from page") == PAGE
    parts = peopled.rows("select name, part from visit_person p join visit v on v.id = p.visit_id where page_line = 6")
    assert {(row["name"], row["part"]) for row in parts} == {("许敏", "subject"), ("高宁", "answered")}
    assert peopled.value("select urgency from matter where title like '%卫生间%'") == "essential"


def test_jot_prints_and_enters(peopled: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = peopled.path
    peopled.close()
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.replace("\n", "\r\n").encode("gb18030"))
    assert dispatch.run(["jot", str(path), str(page), "--today", "2026-11-23", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert [entry["household"] for entry in entries] == ["3-2-501", "3-2-502", None, None, "3-2-501"]
    assert entries[0]["matters"][0]["category"] == "facilities"
    assert entries[0]["matters"][0]["urgent"] is True
    assert entries[2]["ask"] == "unknown_household"
    assert dispatch.run(["jot", str(path), str(page), "--today", "2026-11-23", "--enter"]) == 0
    assert "3-2-501" in capsys.readouterr().out
    assert dispatch.run(["jot", str(path), str(tmp_path / "none.txt")]) == 2
    with pytest.raises(SystemExit, match="2"):
        dispatch.run(["jot", str(path), str(page), "--today", "2026-13-01"])
    assert "“2026-13-01”不是日期，请写成 2026-11-23" in capsys.readouterr().err

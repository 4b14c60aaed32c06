"""A page typed back by the row numbers of a route sheet; a page that names no sheet reads as ever."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notebook_pages import TODAY

from ledger.notebook.from_ledger import LedgerRoster
from ledger.notebook.manuscript import Manuscript
from ledger.notebook.page import PageReader, read_page
from ledger.notebook.roster_index import RosterIndex, Sheet, door_key
from ledger.people.entering import add_household
from ledger.people.fields import NewHousehold, NewResident
from ledger.places.doors import correct_room, find_or_make_dwelling
from ledger.records.notebook import Ask, KnownHousehold, KnownPerson, PageEntry
from ledger.records.places import Address
from ledger.records.routes import RouteChoice, RouteKind
from ledger.records.visits import VisitOutcome
from ledger.store import Ledger
from ledger.store.undo import undo
from ledger.visits.route import draw_up_route

NAMES = ("许敏", "高宁", "谭丽", "何珊", "秦月英", "马淑兰", "周秀英", "尉迟浩", "锁玲", "丁立新", "白建国", "穆凤莲")
HOMES = tuple(
    KnownHousehold("银苑小区", str(n // 6 + 2), str(n % 6 // 3 + 1), f"{n % 3 + 3}01", (KnownPerson(name, "户主"),))
    for n, name in enumerate(NAMES)
)


def an_index() -> RosterIndex:
    index = RosterIndex(HOMES)
    index.workers = ("王芳", "李娜")
    keys = [door_key(home.estate, home.building, home.unit, home.room) for home in HOMES]
    index.sheets = {
        12: Sheet(date(2026, 11, 20), "王芳", dict(enumerate(keys, 1))),
        13: Sheet(date(2026, 12, 24), "", dict(enumerate(reversed(keys), 1))),
    }
    return index


INDEX = an_index()


def read(text: str) -> tuple[PageEntry, ...]:
    return read_page(text, INDEX, TODAY)


def rows(text: str) -> list[int | None]:
    """The rows (of sheet 12) that a line below its heading speaks of; None for one that is asked for."""
    entries = read(f"路线单12\n{text}")
    return [HOMES.index(entry.household) + 1 if entry.household else None for entry in entries]


@pytest.mark.parametrize(
    "heading",
    [
        "路线单12",
        "路线单 12",
        "路线单第12号",
        "走访路线单 第 12 号",
        "单12",
        "12号单",
        "第12号单",
        "第１２号路线单",
        "路线单十二",
        "路线单12：",
    ],
)
def test_a_sheet_is_named_in_many_ways(heading: str) -> None:
    (entry,) = read(f"{heading}\n7 没人")
    assert (entry.line, entry.household, entry.outcome) == (2, HOMES[6], VisitOutcome.NO_ANSWER)
    assert entry.readings["household"].why == "sheet_row"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("7 没人", [7]),
        ("7没人", [7]),
        ("７ 没人", [7]),
        ("7、没人", [7]),
        ("7. 没人", [7]),
        ("7：没人", [7]),
        ("第7户 没人", [7]),
        ("第七户没人", [7]),
        ("7号 没人", [7]),
        ("12漏水 急", [12]),
        ("3-5 没人", [3, 4, 5]),
        ("3到5 没人", [3, 4, 5]),
        ("3、5、9 没人", [3, 5, 9]),
        ("3，5，9没人", [3, 5, 9]),
        ("3和5都没人", [3, 5]),
        ("1-3、9 没人", [1, 2, 3, 9]),
        ("7、2楼漏水", [7]),
        ("7，3次没人", [7]),
        ("7，11.24再来", [7]),
        ("99 没人", [None]),
        ("3、99 没人", [3, None]),
        ("3-1-401 没人", [8]),
    ],
)
def test_rows_are_written_in_many_ways(line: str, meant: list[int | None]) -> None:
    assert rows(line) == meant


def test_a_row_says_all_that_a_line_may_say() -> None:
    (entry,) = read("路线单12\n12 卫生间漏水，急，11.25再去")
    assert entry.household == HOMES[11]
    assert [(m.text, m.urgent) for m in entry.matters] == [("卫生间漏水，急", True)]
    assert entry.revisit_on == date(2026, 11, 25)


def test_day_and_worker_are_the_sheets_unless_the_page_says() -> None:
    (entry,) = read("路线单12\n7 没人")
    assert (entry.on, entry.worker) == (date(2026, 11, 20), "王芳")
    (entry,) = read("11.21 李娜\n路线单12\n7 没人")
    assert (entry.on, entry.worker) == (date(2026, 11, 21), "李娜")
    # A sheet for a day to come was walked by today at the latest.
    (entry,) = read("路线单13\n7 没人")
    assert (entry.on, entry.worker) == (TODAY, "")


def test_the_sheet_holds_until_another_heading() -> None:
    entries = read("路线单12\n1 没事\n\n3-2-301 没人\n2 没人\n单13\n1 没人\n2号楼1单元\n301 没事\n2 没人")
    assert [entry.household for entry in entries[:5]] == [HOMES[0], HOMES[9], HOMES[1], HOMES[11], HOMES[0]]
    assert all(entry.line != 10 or entry.household is None for entry in entries)


@pytest.mark.parametrize("heading", ["77号单", "第77号单", "单77", "路线单77"])
def test_a_sheet_there_is_not_ends_the_one_before(heading: str) -> None:
    assert rows(f"3 没人\n{heading}\n3 没人") == [3, None]


def test_one_line_may_name_the_sheet_and_a_row() -> None:
    assert [entry.household for entry in read("路线单12 7 没人\n8 没人")] == [HOMES[6], HOMES[7]]


def test_a_number_that_is_no_row_is_asked_for_with_what_it_may_be() -> None:
    (entry,) = read("路线单12\n401 没人")
    assert entry.ask is Ask.WHICH_HOUSEHOLD
    assert entry.readings["household"].why == "no_such_row"
    assert all(candidate.household.room == "401" for candidate in entry.candidates[:4])
    (entry,) = read("路线单99\n4 没人")
    assert (entry.ask, entry.household) == (Ask.WHICH_HOUSEHOLD, None)


@pytest.mark.parametrize(
    "page", ["7 没人", "12漏水", "3-5 没人", "2号楼\n12、401没人", "1、3-1-301 没人\n2、3-1-401 漏水", "3、5、9 没人"]
)
def test_without_a_sheet_a_page_reads_as_before(page: str) -> None:
    assert read_page(page, RosterIndex(HOMES), TODAY) == read(page)


@given(st.lists(st.text(alphabet="0123456789、,-到第户号没人漏水 \n单路线12七.:年", max_size=20), max_size=6))
def test_no_words_raise_or_lose_their_line(lines: list[str]) -> None:
    page = "路线单12\n" + "\n".join(lines)
    for entry in read(page):
        assert entry.text == page.split("\n")[entry.line - 1]


@pytest.fixture
def peopled(ledger: Ledger) -> tuple[Ledger, list[int]]:
    doors = []
    with ledger.write("setup"):
        for room, name in (("501", "许敏"), ("502", "谭丽"), ("601", "何珊")):
            door = find_or_make_dwelling(ledger, Address("银苑小区", "3", "2", room))
            members = (NewResident(name=name, relation="户主"),)
            add_household(ledger, NewHousehold(dwelling_id=door, members=members), since=None, today=TODAY)
            doors.append(door)
    return ledger, doors


def test_a_sheet_drawn_up_and_taken_back_is_known_at_once(peopled: tuple[Ledger, list[int]]) -> None:
    ledger, doors = peopled
    roster = LedgerRoster(ledger)
    reader = PageReader(roster.index)
    drawn = draw_up_route(ledger, RouteChoice(RouteKind.ALL), on=TODAY, worker_id=1, today=TODAY)
    assert roster.refresh(drawn.changed)
    (entry,) = reader.read("路线单1\n2 没人", TODAY)
    assert entry.household is not None
    assert entry.household.dwelling_id == doors[1]
    assert roster.refresh(correct_room(ledger, doors[1], room="503"))
    reader.forget()
    (entry,) = reader.read("路线单1\n2 没人", TODAY)
    assert entry.household is not None
    assert entry.household.room == "503"
    assert roster.refresh(undo(ledger, sequence=drawn.changed.sequence))
    assert roster.index.sheets == {}


def test_what_is_left_on_the_page_keeps_its_sheet(peopled: tuple[Ledger, list[int]]) -> None:
    ledger, _doors = peopled
    draw_up_route(ledger, RouteChoice(RouteKind.ALL), on=TODAY, worker_id=1, today=TODAY)
    manuscript = Manuscript(ledger, LedgerRoster(ledger), today=TODAY, worker_id=1)
    proposals = manuscript.write("路线单1\n1 没人\n2 没人\n3 没人")
    assert [proposal.entry.household.room for proposal in proposals if proposal.entry.household] == [
        "501",
        "502",
        "601",
    ]
    assert manuscript.rest({proposals[0].key, proposals[2].key}).split("\n") == ["路线单1", "2 没人"]

"""Route sheets read back: with pypdfium2, and with pdftotext where it is installed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from test_month_pdf import LONG_NAME, RARE, READERS

from ledger.errors import Cancelled
from ledger.language import in_language
from ledger.records.people import Phone, Presence
from ledger.records.places import Address
from ledger.records.routes import LastVisit, RouteMatter, RoutePerson, RoutePromise, RouteSheet, RouteStop
from ledger.records.visits import VisitOutcome
from ledger.reports.route import Phones, draw_route

ON = date(2026, 11, 23)
MADE = datetime(2026, 11, 23, 8, 30)
Reader = Callable[[Path], list[str]]


def person(name: str = "周秀英", *, care: tuple[str, ...] = ()) -> RoutePerson:
    return RoutePerson(name, "户主", 76, Presence.PRESENT, care, (Phone("19000001003", "女儿"),))


def stops(count: int, people: Sequence[RoutePerson] = (person(),)) -> tuple[RouteStop, ...]:
    """`count` households, six to a unit, two units to a building."""
    return tuple(
        RouteStop(n, n, n, Address("银苑小区", str(n // 12 + 1), str(n // 6 % 2 + 1), f"{n % 6 + 1}01"), tuple(people))
        for n in range(1, count + 1)
    )


def sheet_of(rows: tuple[RouteStop, ...], **changed: object) -> RouteSheet:
    made = RouteSheet(1, "uid", 12, ON, "王书记", "第一网格", "金凤区长河路街道银苑社区", False, rows)
    return replace(made, **changed)


def printed(tmp_path: Path, route: RouteSheet, phones: Phones = Phones.NONE) -> tuple[Path, int]:
    path = tmp_path / "路线单.pdf"
    return path, draw_route(route, path, made_at=MADE, phones=phones)


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@READERS
def test_a_sheet_says_what_it_is_and_how_it_is_typed_back(read: Reader, tmp_path: Path) -> None:
    pages = read(printed(tmp_path, sheet_of(stops(30)))[0])
    first = solid(pages[0])
    for words in ("走访路线单", "第12号", "银苑社区", "2026年11月23日星期一", "走访人：王书记", "30户", "第一网格"):
        assert words in first
    for number, page in enumerate(pages, 1):
        assert "先写“路线单12”" in solid(page)
        assert "用后收回" in solid(page)
        assert f"第{number}页/共{len(pages)}页" in solid(page)


@READERS
def test_a_row_says_who_lives_there_what_is_open_and_what_was_promised(read: Reader, tmp_path: Path) -> None:
    home = replace(
        stops(1, [person(care=("独居老人", "高龄")), replace(person("高宁"), presence=Presence.AWAY, age=None)])[0],
        matters=(RouteMatter("MQ-2026-0012", "卫生间漏水", "三方到场", date(2026, 11, 25)),),
        promises=(RoutePromise("带医保表来", date(2027, 1, 4)),),
        revisit_on=date(2026, 11, 24),
        last_visit=LastVisit(date(2026, 11, 2), VisitOutcome.NO_ANSWER, ()),
    )
    text = solid("".join(read(printed(tmp_path, sheet_of((home,)))[0])))
    for words in (
        "1号楼1单元",
        "1-1-201",
        "周秀英（户主76岁）",
        "高宁（户主外出）",
        "周秀英独居老人，高龄",
        "MQ-2026-0012卫生间漏水（11-25三方到场）",
        "11-24再访",
        "带医保表来（2027-01-04）",
        "上次11-02无人",
    ):
        assert words in text, words


def test_phones_stand_there_only_when_asked_for_and_never_an_id_number(tmp_path: Path) -> None:
    told = RouteMatter("1", "低保，本人身份证 11010519491231002X，电话 19000001003", "", None)
    route = sheet_of((replace(stops(1)[0], matters=(told,)),))

    def text(phones: Phones) -> str:
        with pypdfium2.PdfDocument(printed(tmp_path, route, phones)[0]) as document:
            return solid(document[0].get_textpage().get_text_range())

    assert "1900000" not in text(Phones.NONE)
    assert "周秀英190****1003女儿" in text(Phones.MASKED)
    assert "周秀英19000001003女儿" in text(Phones.WHOLE)
    assert "11010519491231002X" not in text(Phones.WHOLE)


def test_three_hundred_households_stand_in_order_each_whole_and_about_ten_a_page(tmp_path: Path) -> None:
    path, count = printed(tmp_path, sheet_of(stops(300)))
    assert 28 <= count <= 38
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    rows = [door for page in pages for door in re.findall(r"\d+-\d-\d01", page)]
    assert rows == ["-".join((s.address.building, s.address.unit, s.address.room)) for s in stops(300)]
    for page in pages:
        # No heading of a unit stands alone at the foot of a page, and none is missing at its head.
        body = solid(page).split("回录")[0]
        assert not re.search(r"单元(\d户|（续）)$", body)
        assert re.search(r"\d+号楼\d单元", body)


@READERS
def test_twelve_people_and_long_names_make_one_whole_row(read: Reader, tmp_path: Path) -> None:
    crowd = [person(f"{name}{n}", care=("残疾",)) for n, name in enumerate((LONG_NAME, *RARE) * 2)][:12]
    rows = (*stops(8), replace(stops(9, crowd)[8], matters=(RouteMatter("0001", "漏水" * 400, "跟进", ON),)))
    pages = read(printed(tmp_path, sheet_of(rows))[0])
    (page,) = (solid(text) for text in pages if "䶮𬭎" in text)
    assert "阿卜杜热西提" in page
    assert page.index("䶮𬭎") < page.index("关注") < page.index("未结")
    assert page.count("漏水") > 60
    assert "…" in page


def test_several_estates_stand_above_their_doors_and_an_empty_door_says_so(tmp_path: Path) -> None:
    nobody = RouteStop(2, 9, None, Address("安居里", "甲", "", "5"))
    route = sheet_of((*stops(1), nobody), several_estates=True)
    with pypdfium2.PdfDocument(printed(tmp_path, route)[0]) as document:
        text = solid(document[0].get_textpage().get_text_range())
    assert "银苑小区1号楼1单元" in text
    assert "安居里甲号楼" in text
    assert "甲-5" in text
    assert "无人登记" in text or "没有登记" in text


def test_the_same_sheet_gives_the_same_bytes_and_a_cancelled_one_nothing(tmp_path: Path) -> None:
    path, _count = printed(tmp_path, sheet_of(stops(40)))
    before = path.read_bytes()
    printed(tmp_path, sheet_of(stops(40)))
    assert path.read_bytes() == before

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        draw_route(sheet_of(stops(3)), path, made_at=MADE, progress=stop)
    assert path.read_bytes() == before


def test_it_is_printed_in_english_too(tmp_path: Path) -> None:
    with in_language("en"):
        path, _count = printed(tmp_path, sheet_of(stops(2)))
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Route sheet" in text
    assert "2 households" in text

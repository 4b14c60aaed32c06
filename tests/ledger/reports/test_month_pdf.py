"""Printed months read back: with pypdfium2, and with pdftotext where it is installed."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from invented_month import empty_month, invented_month, with_everything

from ledger.errors import Cancelled, WorldProblem
from ledger.language import in_language
from ledger.records.accounts import Balance, MonthReport, Slice
from ledger.reports.linebreak import NO_LINE_BEGINS_WITH
from ledger.reports.month import Audience, draw_month
from ledger.reports.seal import read_seal, seal_of

RARE = ("䶮𬭎", "㛃堃", "喆翀", "𠮷野")
LONG_NAME = "阿卜杜热西提·买买提明·阿不都克里木·吐尔逊江·艾力肯"


def read_with_pdfium(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def read_with_poppler(path: Path) -> list[str]:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, "-layout", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


READERS = pytest.mark.parametrize("read", [read_with_pdfium, read_with_poppler])
Reader = Callable[[Path], list[str]]


def _printed(report: MonthReport, tmp_path: Path, audience: Audience = Audience.INTERNAL) -> tuple[Path, int]:
    path = tmp_path / "月报.pdf"
    return path, draw_month(report, path, audience=audience)


def _solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@READERS
def test_rare_names_come_back_as_they_were_written(read: Reader, tmp_path: Path) -> None:
    report = invented_month(30, names=RARE)
    pages = read(_printed(report, tmp_path)[0])
    text = _solid("".join(pages))
    for name in RARE:
        assert name in text


@READERS
def test_page_one_is_the_whole_month(read: Reader, tmp_path: Path) -> None:
    report = with_everything(invented_month(90, categories=15))
    first = _solid(read(_printed(report, tmp_path)[0])[0])
    total = report.account.total
    for words in (
        "民情账本月报",
        "金凤区长河路街道银苑社区",
        "2026年10月",
        "上月结转",
        "本月新增",
        "转入",
        "转出",
        "调整",
        "期末未结",
        "287/422户（68.0%）",
        "2.5个工作日",
        f"本月新增含重办{total.reopened}件",
        "8f3a-19c2-77de-04b1",
        "编制人：",
        "2026-11-01 09:12".replace(" ", ""),
        *(s.name for s in report.account.by_category if s.balance.new),
        *(m.number for m in report.oldest_open),
    ):
        assert words in first, words


@READERS
def test_every_page_says_which_of_how_many_it_is(read: Reader, tmp_path: Path) -> None:
    path, count = _printed(invented_month(200), tmp_path)
    pages = read(path)
    assert len(pages) == count
    for number, text in enumerate(pages, 1):
        assert f"第{number}页/共{count}页" in _solid(text)


def test_heads_are_repeated_and_no_heading_stands_alone(tmp_path: Path) -> None:
    path, count = _printed(invented_month(300), tmp_path)
    pages = [_solid(text) for text in read_with_pdfium(path)]
    assert count > 20
    for text in pages[1:]:
        assert re.search("编号住户事由|日期住户与受访人|居民人群|名称上月结转|网格员网格", text)
    for text in pages[1:]:
        body = text.split("账本校验")[0]
        assert not re.search(r"[五六七八九十]、[^、]{2,12}（\d+[件次人]）$", body)


def test_a_row_is_never_torn_unless_it_is_taller_than_a_page(tmp_path: Path) -> None:
    report = invented_month(150)
    visits = tuple(
        replace(v, note=f"甲{n:03d}" + "，走访记录" * 12 + f"乙{n:03d}") for n, v in enumerate(report.visit_rows)
    )
    path, _count = _printed(replace(report, visit_rows=visits), tmp_path)
    pages = [_solid(text) for text in read_with_pdfium(path)]
    for n in range(len(visits)):
        (begun,) = (i for i, text in enumerate(pages) if f"甲{n:03d}" in text)
        (ended,) = (i for i, text in enumerate(pages) if f"乙{n:03d}" in text)
        assert begun == ended


@READERS
def test_a_note_of_three_thousand_characters_goes_on_overleaf(read: Reader, tmp_path: Path) -> None:
    report = invented_month(20)
    note = "".join(f"〔{n}〕反映楼道灯不亮，已登记；" for n in range(200))[:3000]
    visits = (*report.visit_rows[:3], replace(report.visit_rows[3], note=note), *report.visit_rows[4:])
    pages = read(_printed(replace(report, visit_rows=visits), tmp_path)[0])
    text = _solid("".join(pages))
    assert "（续）" in text
    for number in range(note.count("〕")):
        assert f"〔{number}〕" in text
    lines = [line.strip() for page in pages for line in page.splitlines()]
    noted = [line for line in lines if "楼道灯不亮" in line or "已登记" in line]
    assert len(noted) > 80
    assert not [line for line in noted if line[0] in NO_LINE_BEGINS_WITH]


@READERS
def test_a_name_of_thirty_characters_prints(read: Reader, tmp_path: Path) -> None:
    report = invented_month(9, names=[LONG_NAME])
    report = replace(report, open=(replace(report.open[0], who=f"3-2-501 {LONG_NAME}"),), oldest_open=report.open[:1])
    pages = read(_printed(report, tmp_path)[0])
    for part in LONG_NAME.split("·")[:2]:
        assert part[:3] in _solid("".join(pages))


@READERS
def test_an_empty_month_is_one_sensible_page(read: Reader, tmp_path: Path) -> None:
    path, count = _printed(empty_month(), tmp_path)
    assert count == 1
    (text,) = read(path)
    for words in (
        "未结账",
        "本月无新增、办结或未结事项。",
        "期末无未结事项。",
        "本月无办结事项。",
        "本月无走访。",
        "第1页/共1页",
    ):
        assert words in _solid(text)


def test_five_thousand_matters_print_whole(tmp_path: Path) -> None:
    report = invented_month(5000, visits=0)
    path, count = _printed(report, tmp_path)
    pages = read_with_pdfium(path)
    assert len(pages) == count
    text = _solid("".join(pages))
    assert f"本月办结（{len(report.settled)}件）" in text
    assert f"期末未结（{len(report.open)}件）" in text
    numbers = set(re.findall(r"\d{4}", text))
    assert {m.number for m in (*report.settled, *report.open)} <= numbers


@pytest.mark.parametrize("count", [0, 1, 9, 10, 15, 30, 55])
def test_page_one_stays_one_page_however_many_categories(count: int, tmp_path: Path) -> None:
    report = with_everything(invented_month(60))
    slices = tuple(Slice(str(n), f"类别{n:02d}", Balance(3, 900 - n, 0, 4)) for n in range(count))
    long = tuple(replace(m, title=m.title * 5, who=f"3-2-501 {LONG_NAME}") for m in report.oldest_open)
    report = replace(report, oldest_open=long, account=replace(report.account, by_category=slices))
    path, _count = _printed(report, tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        first, second = (_solid(p) for p in read_with_pdfium(path)[:2])
        assert "五、本月办结" in second
        assert "账本校验" in first
        lowest = min(page.get_charbox(i)[1] for i in range(page.count_chars()) if page.get_text_range(i, 1).strip())
    assert lowest > 20
    shown = [n for n in range(count) if f"类别{n:02d}" in first]
    assert len(shown) == (count if count <= 30 else 29)
    assert ("其余" in first) == (count > 30)


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    report = invented_month(80, names=RARE)
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    draw_month(report, first)
    draw_month(report, second)
    assert first.read_bytes() == second.read_bytes()


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    report = invented_month(9)
    path, _count = _printed(report, tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        said = document.get_metadata_dict()
        titles = [item.get_title() for item in document.get_toc()]
    assert said["Author"] == report.community
    assert said["Title"] == f"民情账本月报 {report.community} 2026 年 10 月"
    assert said["CreationDate"] == "D:20261101091200"
    assert titles[0] == "民情账本月报"
    assert b"/Lang (zh-CN)" in path.read_bytes()
    assert read_seal(path) == seal_of(report)


def test_no_font_of_the_reader_is_needed(tmp_path: Path) -> None:
    content = _printed(invented_month(9), tmp_path)[0].read_bytes()
    assert b"Helvetica" not in content
    assert content.count(b"/FontFile2") >= 3


def test_a_print_that_is_none_of_ours_has_no_seal(tmp_path: Path) -> None:
    path = tmp_path / "other.pdf"
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(100, 100)
        document.save(path)
    assert read_seal(path) is None


def test_a_file_that_is_no_pdf_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_text("民情")
    for name, code in (("note.pdf", "not_a_pdf"), ("missing.pdf", "no_such_file")):
        with pytest.raises(WorldProblem) as caught:
            read_seal(tmp_path / name)
        assert caught.value.code == code


def test_the_public_print_names_nobody(tmp_path: Path) -> None:
    report = with_everything(invented_month(60, names=RARE))
    path, _count = _printed(report, tmp_path, Audience.PUBLIC)
    text = _solid("".join(read_with_pdfium(path)))
    people = {m.who.partition(" ")[2] for m in (*report.settled, *report.open)} | {w.worker for w in report.workers}
    assert [name for name in people if name and name in text] == []
    assert "社区书记" not in text
    assert "按类别" in text


def test_the_department_print_masks_names(tmp_path: Path) -> None:
    report = invented_month(30, names=RARE)
    text = _solid("".join(read_with_pdfium(_printed(report, tmp_path, Audience.DEPARTMENT)[0])))
    assert "䶮某" in text
    assert "䶮𬭎" not in text
    assert "家中老人身体尚可" not in text


def test_english_paper_has_no_chinese_of_its_own(tmp_path: Path) -> None:
    with in_language("en"):
        path, count = _printed(with_everything(invented_month(40)), tmp_path)
    text = re.sub(r"\s+", " ", " ".join(read_with_pdfium(path)))
    for words in ("Monthly ledger report", "Carried forward", f"Page 1 of {count}", "5. Settled this month"):
        assert words in text
    for words in ("上月结转", "本月", "账本校验", "编号"):
        assert words not in text


def test_progress_is_told_and_cancelling_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        draw_month(invented_month(100), path, progress=stop)
    assert told[0] == (0, 0)
    assert told[-1][0] == 3
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]

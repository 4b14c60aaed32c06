"""What a search found, on paper: who may read what."""

from datetime import datetime
from pathlib import Path

import pytest
from lives import TODAY, Lives, build_lives
from pypdfium2 import PdfDocument

from ledger.people.reading import names_of_everybody
from ledger.reports.audience import Audience
from ledger.reports.search_list import draw_search, search_file
from ledger.search.finding import find
from ledger.search.hits import Found
from ledger.store import Ledger

MADE_AT = datetime(2026, 11, 23, 9, 30)


@pytest.fixture
def lives(ledger: Ledger) -> Lives:
    return build_lives(ledger)


def found(ledger: Ledger, words: str) -> Found:
    return find(ledger, words, today=TODAY, limit=1000, offer_nearest=False)


def drawn(ledger: Ledger, words: str, audience: Audience, folder: Path) -> str:
    target = folder / "found.pdf"
    residents = names_of_everybody(ledger)
    draw_search(
        found(ledger, words),
        target,
        community="银苑社区",
        made_at=MADE_AT,
        audience=audience,
        residents=residents,
    )
    document = PdfDocument(target.read_bytes())
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_house_reads_everything(lives: Lives, tmp_path: Path) -> None:
    text = drawn(lives.ledger, "漏水", Audience.INTERNAL, tmp_path)
    for words in ("漏水", "卫生间漏水", "许敏", "2024-03-04", "银苑社区", "事项（1 条）"):
        assert words in text


def test_no_number_is_ever_whole(lives: Lives, tmp_path: Path) -> None:
    text = drawn(lives.ledger, "19000001001", Audience.INTERNAL, tmp_path)
    assert "190****1001" in text
    assert "1900000100" not in text


def test_a_department_reads_no_name_no_note_and_not_the_words(lives: Lives, tmp_path: Path) -> None:
    text = drawn(lives.ledger, "许敏", Audience.DEPARTMENT, tmp_path)
    assert "许某" in text
    assert "3-2-502" in text
    for words in ("许敏", "许小山", "李强", "一个人住", "19000001001"):
        assert words not in text
    assert "许敏" not in search_file(found(lives.ledger, "许敏"), Audience.DEPARTMENT)


def test_the_public_reads_figures(lives: Lives, tmp_path: Path) -> None:
    text = drawn(lives.ledger, "许敏 时间:2024-03", Audience.PUBLIC, tmp_path)
    assert "走访" in text
    for words in ("许敏", "许某", "3-2-501", "漏水"):
        assert words not in text


def test_who_is_looked_after_is_nobody_elses_business(lives: Lives) -> None:
    group = found(lives.ledger, "独居老人 未结")
    assert "独居老人" in search_file(group, Audience.INTERNAL)
    assert "独居老人" not in search_file(group, Audience.DEPARTMENT)


def test_nothing_found_is_said(ledger: Ledger, tmp_path: Path) -> None:
    assert "没有找到" in drawn(ledger, "漏水", Audience.INTERNAL, tmp_path)
    assert "没有找到" in drawn(ledger, "漏水", Audience.PUBLIC, tmp_path)

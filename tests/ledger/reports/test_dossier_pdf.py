"""Files read back: with pypdfium2, and with pdftotext where it is installed."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lives import TODAY, Lives, build_lives
from test_month_pdf import READERS

from ledger.dossiers.gathering import household_dossier, resident_dossier
from ledger.errors import Cancelled
from ledger.people.reading import names_of_everybody
from ledger.reports.dossier import Audience, dossier_file, draw_dossier
from ledger.store import Ledger

MADE = datetime(2026, 11, 23, 8, 30)
Reader = Callable[[Path], list[str]]


@pytest.fixture
def lives(ledger: Ledger) -> Lives:
    return build_lives(ledger)


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def drawn(lives: Lives, tmp_path: Path, audience: Audience, *, resident: int | None = None) -> tuple[Path, int]:
    path = tmp_path / f"{audience.value}.pdf"
    gathered = (
        household_dossier(lives.ledger, lives.home, today=TODAY)
        if resident is None
        else resident_dossier(lives.ledger, resident, today=TODAY)
    )
    residents = names_of_everybody(lives.ledger)
    return path, draw_dossier(gathered, path, made_at=MADE, audience=audience, residents=residents)


@READERS
def test_a_household_file_tells_everything_to_the_house(read: Reader, lives: Lives, tmp_path: Path) -> None:
    path, count = drawn(lives, tmp_path, Audience.INTERNAL)
    pages = read(path)
    assert len(pages) == count
    text = solid("".join(pages))
    for words in (
        "一户一档",
        "3-2-502许敏",
        "一、成员（2人）",
        "二、住过的房屋",
        "换大房",
        "三、走访与事项",
        "3次，见到人2次；最近一次2026-11-20",
        "1件，其中未结0件（逾期0件）",
        "不满意1",
        "没有未结事项。",
        "2026年（4条）",
        "2025年（3条）",
        "2024年（8条）",
        "又漏了",
        "2024-03-04约定，2024-03-12践诺",
        "一个人住，身体还行",
        "110***********002X",
        "190****1001",
        "190****1002",
    ):
        assert words in text, words
    assert text.index("2026年（4条）") < text.index("2025年（3条）") < text.index("2024年（8条）")
    for number, page in enumerate(pages, 1):
        assert f"第{number}页/共{count}页" in solid(page)
        assert "妥善保管" in solid(page)


@READERS
def test_no_number_is_ever_whole_and_a_department_reads_no_name(read: Reader, lives: Lives, tmp_path: Path) -> None:
    for audience in Audience:
        for resident in (None, lives.min):
            text = solid("".join(read(drawn(lives, tmp_path, audience, resident=resident)[0])))
            assert not re.search(r"1900000\d{4}|11010519491231002X", text)
            named = any(name in text for name in ("许敏", "李强", "许小山"))
            assert named == (audience is Audience.INTERNAL)
    text = solid("".join(read(drawn(lives, tmp_path, Audience.DEPARTMENT)[0])))
    assert "许某" in text
    # What was said at the door, care groups and the day of birth are not for a department; what was done is.
    for words in ("一个人住", "列入关注", "1949-12-31", "病故"):
        assert words not in text, words
    assert "换了管子" in text


@READERS
def test_the_public_reads_figures_only(read: Reader, lives: Lives, tmp_path: Path) -> None:
    path, count = drawn(lives, tmp_path, Audience.PUBLIC)
    text = solid("".join(read(path)))
    assert count == 1
    assert "3号楼" in text
    for words in ("502", "漏水", "许", "MQ-2024", "王书记"):
        assert words not in text, words
    assert "202421" in text
    assert "公示" in dossier_file(household_dossier(lives.ledger, lives.home, today=TODAY), Audience.PUBLIC)


@READERS
def test_a_resident_file_lists_the_households_lived_in(read: Reader, lives: Lives, tmp_path: Path) -> None:
    text = solid("".join(read(drawn(lives, tmp_path, Audience.INTERNAL, resident=lives.son)[0])))
    for words in ("一人一档", "3-2-503许小山", "住过的户", "建账以前", "2025-06-07", "成家", "分户另立"):
        assert words in text, words


def test_the_same_file_gives_the_same_bytes_and_a_cancelled_one_nothing(lives: Lives, tmp_path: Path) -> None:
    path, _count = drawn(lives, tmp_path, Audience.INTERNAL)
    before = path.read_bytes()
    assert drawn(lives, tmp_path, Audience.INTERNAL)[0].read_bytes() == before

    def stop(done: int, total: int) -> None:
        raise Cancelled

    gathered: Any = household_dossier(lives.ledger, lives.home, today=TODAY)
    with pytest.raises(Cancelled):
        draw_dossier(gathered, path, made_at=MADE, progress=stop)
    assert path.read_bytes() == before

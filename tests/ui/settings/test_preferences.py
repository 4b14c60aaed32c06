from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from ui.settings.preferences import LANGUAGE, RECENT_LEDGERS, TEXT_SCALE, Preferences


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "minqing-ledger.ini"


def test_what_was_kept_is_there_at_the_next_start(file: Path) -> None:
    kept = Preferences(file)
    kept.set(TEXT_SCALE, 125)
    kept.keep_widths("事项", {"标题": 210})
    kept.keep_order("事项", "标题", True)
    again = Preferences(file)
    assert again.get(TEXT_SCALE) == 125
    assert again.widths("事项") == {"标题": 210}
    assert again.order("事项") == ("标题", True)


def test_nonsense_in_the_file_counts_as_the_default(file: Path) -> None:
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    for key, value in (
        ("look/text_scale", "huge"),
        ("look/language", "tlh"),
        ("ledger/recent", "{]"),
        ("columns/matters", '["x"]'),
        ("order/matters", '{"a": 1}'),
    ):
        settings.setValue(key, value)
    settings.sync()
    kept = Preferences(file)
    assert (kept.get(TEXT_SCALE), kept.get(LANGUAGE)) == (100, "zh_CN")
    assert kept.recent_ledgers() == []
    assert (kept.widths("matters"), kept.order("matters")) == ({}, None)


def test_a_value_that_is_not_allowed_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="text_scale"):
        Preferences(file).set(TEXT_SCALE, 90)


def test_recent_ledgers_are_few_and_the_last_is_first(file: Path, tmp_path: Path) -> None:
    kept = Preferences(file)
    paths = [tmp_path / f"{number}.mqzb" for number in range(RECENT_LEDGERS + 3)]
    for path in [*paths, paths[4]]:
        kept.remember_ledger(path)
    recent = kept.recent_ledgers()
    assert recent[:2] == [paths[4], paths[-1]]
    assert len(recent) == RECENT_LEDGERS

import pytest

from ledger.matters.categories import categories
from ledger.notebook.guessing import guess_category
from ledger.store import Ledger


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("卫生间漏水，楼上不配合", "房屋漏水"),
        ("楼道照明坏了", "楼道照明"),
        ("楼道里的灯坏了", "设施维修"),
        ("老伴想办老年卡", "养老助老"),
        ("申请老年餐桌送餐", "老年餐桌"),
        ("物业收费不透明", "物业收费"),
        ("孩子想参加书法班", "教育文体"),
        ("暖气不热，测了16度", "水电气暖"),
        ("老两口闹离婚", "婚姻家庭"),
        ("", None),
        ("今天", None),
    ],
)
def test_words_shared_with_a_name_suggest_it(ledger: Ledger, words: str, name: str | None) -> None:
    found = guess_category(categories(ledger), words)
    assert (found.name if found else None) == name


def test_the_finer_category_is_suggested(ledger: Ledger) -> None:
    found = guess_category(categories(ledger), "设施维修")
    assert found is not None
    assert found.parent_id is None
    finer = guess_category(categories(ledger), "房屋漏水")
    assert finer is not None
    assert finer.parent_id is not None

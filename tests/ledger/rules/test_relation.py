import pytest

from ledger.rules.relation import is_relation, read_relation


@pytest.mark.parametrize(
    ("cell", "relation"),
    [
        ("本人", "户主"),
        ("户 主", "户主"),
        ("妻", "配偶"),
        ("（妻）", "配偶"),
        ("丈夫", "配偶"),
        ("子", "儿子"),
        ("女", "女儿"),
        ("长女", "长女"),
        ("外孙", "外孙"),
        ("02", "户主"),
        (2.0, "儿子"),
        ("10", "配偶"),
        ("20-子", "儿子"),
        ("干女儿", "干女儿"),
        (None, ""),
        ("", ""),
    ],
)
def test_one_word_per_idea_and_finer_words_as_written(cell: object, relation: str) -> None:
    assert read_relation(cell) == relation


def test_known_relations() -> None:
    assert is_relation("妻")
    assert is_relation("外孙女")
    assert not is_relation("张三")
    assert not is_relation("10")

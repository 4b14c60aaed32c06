import pytest

from ledger.exchange.fields import Field
from ledger.rules import word_list
from ledger.rules.word_list import WORDS_FOLDER, read_words


@pytest.mark.parametrize("path", sorted(WORDS_FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_list_can_be_read_and_says_nothing_twice(path) -> None:
    words = read_words(path.stem)
    assert words
    for word, others in words.items():
        assert len(others) == len(set(others)), word


def test_no_heading_means_two_things() -> None:
    meaning: dict[str, str] = {}
    for word, others in read_words("roster_columns").items():
        for said in (word, *others):
            assert meaning.setdefault(said, word) == word, said


def test_every_meaning_of_a_column_has_its_words() -> None:
    words = read_words("roster_columns")
    assert {field.value for field in Field if field is not Field.CARE_FLAG} == set(words)


def test_a_line_without_a_colon_is_refused(tmp_path, monkeypatch) -> None:
    (tmp_path / "词.txt").write_text("# 说明\n甲：乙、丙\n丁\n", "utf-8")
    monkeypatch.setattr(word_list, "WORDS_FOLDER", tmp_path)
    with pytest.raises(ValueError, match="line 3"):
        read_words("词")

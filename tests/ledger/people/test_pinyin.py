"""Names in Latin letters; surnames with readings of their own are found by either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.people.pinyin import pinyin_columns

# Surnames whose reading is not the character's usual one.
OWN_READINGS = {
    "单国强": "shanguoqiang",
    "解放军": "xiefangjun",
    "仇英": "qiuying",
    "曾敏": "zengmin",
    "查良": "zhaliang",
    "区伟": "ouwei",
    "朴正": "piaozheng",
    "盖文": "gewen",
    "覃辉": "qinhui",
    "翟明": "zhaiming",
    "任军": "renjun",
    "华英": "huaying",
    "尉迟恭": "yuchigong",
    "万俟敏": "moqimin",
    "长孙安": "zhangsunan",
    "令狐冲": "linghuchong",
    "欧阳兰": "ouyanglan",
    "单于明": "chanyuming",
    "澹台明": "tantaiming",
    "乐文": "yuewen",
    "缪英": "miaoying",
    "贠明": "yunming",
}


@pytest.mark.parametrize(("name", "reading"), OWN_READINGS.items())
def test_a_surname_is_read_as_one(name: str, reading: str) -> None:
    assert pinyin_columns(name)[0].split()[0] == reading


def test_both_readings_are_kept() -> None:
    assert pinyin_columns("单国强") == ("shanguoqiang danguoqiang", "sgq dgq")
    assert "wanqimin" in pinyin_columns("万俟敏")[0].split()
    assert "zengyue" in pinyin_columns("曾乐")[0].split()


def test_common_names() -> None:
    assert pinyin_columns("许敏") == ("xumin", "xm")
    assert pinyin_columns("吕玉") == ("lvyu", "ly")


def test_rare_characters_and_other_scripts() -> None:
    assert pinyin_columns("𬭎㛃䶮") == ("hongjieyan", "hjy")
    assert pinyin_columns("阿不都·买买提") == ("abudoumaimaiti", "abdmmt")
    assert pinyin_columns("John Li") == ("johnli", "johnli")


@given(st.text(max_size=40))
def test_any_text_has_columns_fit_for_the_index(name: str) -> None:
    full, initials = pinyin_columns(name)
    assert len(full.split()) <= 4
    assert full == full.lower()
    assert len(initials.replace(" ", "")) <= len(full.replace(" ", ""))

"""What is typed into the search box: words, filters, and never an error."""

from datetime import date

import pytest
from any_text import ANY_TEXT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.people.care_groups import care_groups
from ledger.places.staff import add_grid
from ledger.search.filters import KEY_WORDS, Key
from ledger.search.offers import offers
from ledger.search.periods import PERIODS, Period, read_period
from ledger.search.query import Query, read_query
from ledger.search.vocabulary import Vocabulary
from ledger.store import Ledger

TODAY = date(2026, 11, 23)  # a Monday


def read(ledger: Ledger, text: str) -> Query:
    return read_query(text, Vocabulary(ledger, TODAY), today=TODAY)


def meant(query: Query) -> list[tuple[Key, tuple[str, ...]]]:
    return [(each.key, each.words) for each in query.filters]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("今天", "2026-11-23", "2026-11-23"),
        ("昨天", "2026-11-22", "2026-11-22"),
        ("本周", "2026-11-23", "2026-11-29"),
        ("上周", "2026-11-16", "2026-11-22"),
        ("本月", "2026-11-01", "2026-11-30"),
        ("上月", "2026-10-01", "2026-10-31"),
        ("上个月", "2026-10-01", "2026-10-31"),
        ("本季度", "2026-10-01", "2026-12-31"),
        ("今年", "2026-01-01", "2026-12-31"),
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("2026年2月", "2026-02-01", "2026-02-28"),
        ("2026-10-05", "2026-10-05", "2026-10-05"),
        ("10月", "2026-10-01", "2026-10-31"),
        ("12月", "2025-12-01", "2025-12-31"),
        ("12月31日", "2025-12-31", "2025-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
    ],
)
def test_days_as_one_says_them(text: str, since: str, until: str) -> None:
    assert read_period(text, TODAY) == Period(date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    "text", ["", "13月", "2026-13", "2026-02-30", "0000-01", "2026", "501", "漏水", "月", "２０２６"]
)
def test_what_is_no_day(text: str) -> None:
    assert read_period(text, TODAY) is None


@pytest.mark.parametrize("word", PERIODS)
def test_every_period_offered_is_understood(word: str) -> None:
    for day in (TODAY, date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31)):
        period = read_period(word, day)
        assert period is not None
        assert period.since <= period.until


@pytest.mark.parametrize(
    ("text", "words", "filters"),
    [
        ("许敏 漏水", ("许敏", "漏水"), []),
        ("类别:邻里纠纷", (), [(Key.CATEGORY, ("邻里纠纷",))]),
        ("类别：邻里纠纷", (), [(Key.CATEGORY, ("邻里纠纷",))]),
        ("类别： 邻里纠纷", (), [(Key.CATEGORY, ("邻里纠纷",))]),
        ("类别:邻里", (), [(Key.CATEGORY, ("邻里纠纷",))]),
        ("类别:lljf", (), [(Key.CATEGORY, ("邻里纠纷",))]),
        ("类别:", (), []),
        ("漏水 类别:", ("漏水",), []),
        ("状态:未结", (), [(Key.STATE, ("未结",))]),
        ("未结 超期", (), [(Key.STATE, ("未结", "超期"))]),
        ("层级:街道 未结", (), [(Key.LEVEL, ("街道",)), (Key.STATE, ("未结",))]),
        ("结果:满意", (), [(Key.RESULT, ("满意",))]),
        ("结果:不", (), [(Key.RESULT, ("不满意",))]),
        ("网格:三 漏水", ("漏水",), [(Key.GRID, ("第三网格",))]),
        ("走访人:王", (), [(Key.WORKER, ("王书记",))]),
        ("独居老人", (), [(Key.GROUP, ("独居老人",))]),
        ("独居", ("独居",), []),
        ("人群:独居", (), [(Key.GROUP, ("独居老人",))]),
        ("上月 许敏", ("许敏",), [(Key.PERIOD, ("上月",))]),
        ("时间:2026-10", (), [(Key.PERIOD, ("2026-10",))]),
        ("类别:没有这个", (), [(Key.CATEGORY, ())]),
        ("12:30", ("12:30",), []),
        ("许敏 许敏", ("许敏",), []),
        ("", (), []),
    ],
)
def test_words_and_filters(ledger: Ledger, text: str, words: tuple[str, ...], filters: list[object]) -> None:
    for name in ("第一网格", "第三网格"):
        add_grid(ledger, name=name)
    query = read(ledger, text)
    assert query.words == words
    assert meant(query) == filters


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("xu min", ("xumin",)),
        ("xu min 漏水", ("xumin", "漏水")),
        ("190 0000 1004", ("19000001004",)),
        ("3号楼 2单元 501", ("3号楼2单元501",)),
        ("3 - 2 - 501", ("3-2-501",)),
        ("许敏 501", ("许敏", "501")),
    ],
)
def test_pieces_typed_apart_are_put_together_and_also_left_apart(
    ledger: Ledger, text: str, joined: tuple[str, ...]
) -> None:
    readings = [reading.words for reading in read(ledger, text).readings]
    assert readings[0] == joined
    assert tuple(dict.fromkeys(text.split())) in readings


def test_a_filter_is_also_looked_for_as_a_word(ledger: Ledger) -> None:
    assert [(each.words, len(each.filters)) for each in read(ledger, "上月 漏水").readings] == [
        (("漏水",), 1),
        (("上月", "漏水"), 0),
    ]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=ANY_TEXT | st.text("类别状态:：上月 未结网格2026-10", max_size=20), cursor=st.integers(-3, 40))
def test_nothing_typed_is_an_error(ledger: Ledger, text: str, cursor: int) -> None:
    read(ledger, text)
    for offer in offers(ledger, text, today=TODAY, cursor=cursor):
        assert 0 <= offer.cursor <= len(offer.text)
        assert offer.word in offer.text


def words(ledger: Ledger, text: str, limit: int = 8) -> list[str]:
    return [offer.word for offer in offers(ledger, text, today=TODAY, limit=limit)]


def test_what_is_offered_for_what_is_being_typed(ledger: Ledger) -> None:
    add_grid(ledger, name="第三网格")
    assert words(ledger, "类") == ["类别:"]
    assert "类别:邻里纠纷" in words(ledger, "类别:", limit=20)
    assert words(ledger, "类别：邻") == ["类别:邻里纠纷"]
    assert words(ledger, "邻里") == ["类别:邻里纠纷"]
    assert words(ledger, "独居") == ["独居老人"]
    assert words(ledger, "wj")[0] == "未结"
    assert words(ledger, "上")[:2] == ["上周", "上月"]
    assert words(ledger, "第三") == ["网格:第三网格"]
    assert words(ledger, "许敏") == []


def test_nothing_typed_offers_what_is_asked_most(ledger: Ledger) -> None:
    assert words(ledger, "")[:3] == ["未结", "超期", "待回访"]
    assert words(ledger, "未结 ")[:2] == ["超期", "待回访"]
    assert {f"{names[0]}:" for names in KEY_WORDS.values()} <= set(words(ledger, "", limit=30))


def test_an_offer_takes_the_place_of_the_word_before_the_cursor(ledger: Ledger) -> None:
    (offer,) = offers(ledger, "许敏 超 漏水", today=TODAY, cursor=4)
    assert (offer.word, offer.text, offer.cursor, offer.complete) == ("超期", "许敏 超期 漏水", 5, True)
    (offer,) = offers(ledger, "许敏 类", today=TODAY)
    assert (offer.text, offer.cursor, offer.complete) == ("许敏 类别:", 6, False)


def test_every_complete_offer_is_understood_as_it_stands(ledger: Ledger) -> None:
    add_grid(ledger, name="第 三 网格")
    typed = ["", *(f"{name[0]}:" for name in KEY_WORDS.values())]
    for text in typed:
        for offer in offers(ledger, text, today=TODAY, limit=500):
            if offer.complete:
                (found,) = read(ledger, offer.text).filters
                assert found.key is offer.key
                assert found.words


def test_care_groups_that_are_switched_off_are_not_known(ledger: Ledger) -> None:
    off = {group.name for group in care_groups(ledger, disabled=True)} - {group.name for group in care_groups(ledger)}
    for name in off:
        assert read(ledger, name).filters == ()

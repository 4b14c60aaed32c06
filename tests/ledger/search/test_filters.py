"""Filters in a community that has lived for some months: each finds what the lists of the same thing hold."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ledger.matters.categories import categories
from ledger.matters.listing import MatterFilter, list_matters
from ledger.places.staff import grids, workers
from ledger.records.matters import Level, Outcome, Satisfaction
from ledger.records.visits import VisitOutcome
from ledger.sample import make_sample
from ledger.search.finding import Dropped, find
from ledger.search.hits import Found, HitKind, Way, Why
from ledger.store import Ledger, open_ledger
from ledger.visits.history import VisitFilter, list_visits

TODAY = date(2026, 11, 23)
MOST = 5000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mqzb"
    make_sample(path, households=90, months=4, seed=3, until=TODAY)
    return path


@pytest.fixture(scope="module")
def sample(path: Path) -> Iterator[Ledger]:
    with open_ledger(path, read_only=True) as ledger:
        yield ledger


def found(ledger: Ledger, words: str, kind: HitKind) -> set[int]:
    """What is found by the filters alone, without what only has the words in it."""
    hits = find(ledger, words, today=TODAY, limit=MOST).group(kind).hits
    literal = find(ledger, f"“{words}", today=TODAY, limit=MOST).group(kind).hits
    assert not literal
    return {hit.id for hit in hits}


def matters(ledger: Ledger, **wanted: object) -> set[int]:
    return {matter.id for matter in list_matters(ledger, MatterFilter(**wanted), limit=MOST)}  # type: ignore[arg-type]


def test_states(sample: Ledger) -> None:
    everything = matters(sample)
    assert found(sample, "状态:未结", HitKind.MATTER) == matters(sample, open=True) != set()
    assert found(sample, "状态:超期", HitKind.MATTER) == matters(sample, overdue_on=TODAY)
    assert found(sample, "状态:待回访", HitKind.MATTER) == matters(sample, to_follow_up=True)
    assert found(sample, "状态:办结", HitKind.MATTER) == matters(sample, settled=True)
    assert found(sample, "状态:办结 状态:未结", HitKind.MATTER) == everything
    reopened = sample.rows("select matter_id from step where kind = 'reopened' and withdrawn_at is null")
    assert found(sample, "状态:重办", HitKind.MATTER) == {row[0] for row in reopened}


def test_levels_categories_and_workers(sample: Ledger) -> None:
    assert found(sample, "层级:街道", HitKind.MATTER) == matters(sample, level=Level.STREET)
    (noise,) = [each for each in categories(sample) if each.name == "邻里纠纷"]
    assert found(sample, "类别:邻里", HitKind.MATTER) == matters(sample, category_id=noise.id)
    (part,) = [each for each in categories(sample) if each.parent_id == noise.id][:1]
    own = {each.id for each in list_matters(sample, MatterFilter(), limit=MOST) if each.category_id == part.id}
    assert found(sample, f"类别:{part.name}", HitKind.MATTER) >= own
    worker = workers(sample)[1]
    assert found(sample, f"走访人:{worker.name}", HitKind.MATTER) == matters(sample, worker_id=worker.id)
    made = {visit.id for visit in list_visits(sample, VisitFilter(worker_id=worker.id), limit=MOST)}
    assert found(sample, f"走访人:{worker.name}", HitKind.VISIT) == made != set()


def test_results(sample: Ledger) -> None:
    everything = list_matters(sample, MatterFilter(), limit=MOST)
    solved = {each.id for each in everything if each.outcome is Outcome.SOLVED}
    assert found(sample, "结果:已解决", HitKind.MATTER) == solved != set()
    content = {each.id for each in everything if each.satisfaction is Satisfaction.SATISFIED}
    assert found(sample, "结果:满意", HitKind.MATTER) == content
    nobody = {each.id for each in list_visits(sample, VisitFilter(outcome=VisitOutcome.NO_ANSWER), limit=MOST)}
    assert found(sample, "结果:无人", HitKind.VISIT) == nobody != set()
    assert found(sample, "结果:无人", HitKind.MATTER) == set()


def test_days(sample: Ledger) -> None:
    october = VisitFilter(since=date(2026, 10, 1), until=date(2026, 10, 31))
    visits = {visit.id for visit in list_visits(sample, october, limit=MOST)}
    assert found(sample, "时间:上月", HitKind.VISIT) == visits != set()
    assert found(sample, "时间:2026-10", HitKind.MATTER) == matters(sample, month="2026-10") != set()
    assert found(sample, "时间:上月", HitKind.RESIDENT) == set()


def test_grids_and_buildings(sample: Ledger) -> None:
    grid = grids(sample)[0]
    homes = {
        row[0]
        for row in sample.rows(
            "select d.id from dwelling d join unit u on u.id = d.unit_id join building b on b.id = u.building_id"
            " where b.grid_id = ?",
            (grid.id,),
        )
    }
    assert found(sample, f"网格:{grid.name}", HitKind.DWELLING) == homes != set()
    assert found(sample, f"网格:{grid.name}", HitKind.MATTER) == matters(sample, grid_id=grid.id)
    everybody = found(sample, f"网格:{grid.name}", HitKind.RESIDENT)
    assert len(everybody) > len(homes) / 2
    some = found(sample, "楼栋:3号楼", HitKind.RESIDENT)
    assert some == found(sample, "楼栋:3", HitKind.RESIDENT)
    for hit in find(sample, "楼栋:3", today=TODAY).group(HitKind.RESIDENT).hits:
        assert " 3-" in f" {hit.text}"


def test_care_groups_find_people_and_what_concerns_them(sample: Ledger) -> None:
    alone = {
        row[0]
        for row in sample.rows(
            "select c.resident_id from care_membership c join care_group g on g.id = c.care_group_id"
            " where g.name = '独居老人' and c.until is null and c.withdrawn_at is null"
        )
    }
    answer = find(sample, "独居老人", today=TODAY, limit=MOST)
    assert {hit.id for hit in answer.group(HitKind.RESIDENT).hits} == alone != set()
    households = {hit.household_id for hit in answer.group(HitKind.RESIDENT).hits}
    listed = found(sample, "人群:独居老人", HitKind.VISIT)
    assert listed == {
        visit.id for visit in list_visits(sample, VisitFilter(), limit=MOST) if visit.household_id in households
    }
    assert {hit.household_id for hit in answer.group(HitKind.DWELLING).hits} == households


def test_filters_and_words_together(sample: Ledger) -> None:
    name = sample.value("select r.name from visit_person p join resident r on r.id = p.resident_id limit 1")
    both = {hit.id for hit in find(sample, f"{name} 上月", today=TODAY, limit=MOST).group(HitKind.VISIT).hits}
    named = {hit.id for hit in find(sample, name, today=TODAY, limit=MOST).group(HitKind.VISIT).hits}
    assert both == named & found(sample, "时间:上月", HitKind.VISIT)
    assert found(sample, "类别:没有这一类", HitKind.MATTER) == set()
    for words in ("漏水 未结", "未结 漏水"):
        for hit in find(sample, words, today=TODAY).group(HitKind.MATTER).hits:
            assert hit.id in matters(sample, open=True)


def test_the_order_is_always_the_same(sample: Ledger) -> None:
    for words in ("马", "水", "3", "独居老人", "上月", "马 水", "m"):
        first, again = (find(sample, words, today=TODAY) for _time in range(2))
        assert first.groups == again.groups
        for group in first.groups:
            assert [hit.closeness for hit in group.hits] == sorted(hit.closeness for hit in group.hits) or first.tried


def test_fewer_are_the_first_of_more(sample: Ledger) -> None:
    for words in ("马", "水", "未结", "上月", "老人", "马 水"):
        many = find(sample, words, today=TODAY, limit=40)
        for group in find(sample, words, today=TODAY, limit=5).groups:
            assert group.hits == many.group(group.kind).hits[: len(group.hits)]
            assert group.more == (len(many.group(group.kind).hits) > 5)


def test_a_search_in_another_thread_of_a_reader(path: Path) -> None:
    answers: list[Found] = []

    def work() -> None:
        with open_ledger(path, read_only=True) as ledger:
            answers.append(find(ledger, "上月", today=TODAY))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert answers[0].groups


def test_a_search_no_longer_wanted_is_dropped(sample: Ledger) -> None:
    with pytest.raises(Dropped):
        find(sample, "老人", today=TODAY, cancelled=lambda: True)
    asked = iter([False] * 3 + [True] * 1000)
    with pytest.raises(Dropped):
        find(sample, "老人 水 马", today=TODAY, cancelled=lambda: next(asked))
    assert find(sample, "老人", today=TODAY, cancelled=lambda: False).groups


def test_what_was_tried_is_told(sample: Ledger) -> None:
    answer = find(sample, "xm 3-2-501 1004 漏水 上月", today=TODAY)
    assert [(each.word, each.ways) for each in answer.tried] == [
        ("上月", ()),
        ("xm", (Way.NAME, Way.PINYIN, Way.WORDS)),
        ("3-2-501", (Way.NAME, Way.DOOR, Way.NUMBER, Way.WORDS)),
        ("1004", (Way.DOOR, Way.NUMBER, Way.WORDS)),
        ("漏水", (Way.NAME, Way.WORDS)),
    ]


def test_one_word_less_is_offered(sample: Ledger) -> None:
    answer = find(sample, "漏水 从来没写过", today=TODAY)
    assert not answer.groups
    assert [(each.words, each.why) for each in answer.nearest if each.why is Why.WITHOUT] == [("漏水", Why.WITHOUT)]
    assert all(each.hits for each in answer.nearest)

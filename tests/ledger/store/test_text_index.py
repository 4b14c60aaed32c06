"""The search index is part of every write: it always says what it would say if it were made anew."""

import pytest

from ledger.store import Ledger
from ledger.store.index_sources import SPAN
from ledger.store.text_index import rebuild
from ledger.store.undo import undo

INDEXES = ("text_index", "resident_index", "dwelling_index")


def contents(ledger: Ledger) -> dict[str, set[tuple[str, int]]]:
    """Every token of every index with the rowid it stands under."""
    found = {}
    for index in INDEXES:
        ledger.connection.execute(f"create virtual table temp.words using fts5vocab(main, {index}, instance)")
        found[index] = {(row[0], row[1]) for row in ledger.rows("select term, doc from temp.words")}
        ledger.connection.execute("drop table temp.words")
    return found


def assert_as_if_new(ledger: Ledger) -> None:
    kept = contents(ledger)
    ledger.connection.execute("begin immediate")
    rebuild(ledger.connection)
    made = contents(ledger)
    ledger.connection.execute("rollback")
    assert kept == made


def entries(ledger: Ledger, index: str) -> list[int]:
    return [row[0] for row in ledger.rows(f"select rowid from {index} order by rowid")]


@pytest.fixture
def visit(ledger: Ledger) -> int:
    with ledger.write("visit.record") as write:
        id_ = write.insert(
            "visit", worker_id=1, on_date="2026-10-09", mode="patrol", outcome="none", booked_on="2026-10-09",
            place="北门", note="路灯不亮",
        )  # fmt: skip
        write.insert("visit_person", visit_id=id_, name="许敏")
    return id_


def test_a_visit_is_known_with_its_place_and_whom_it_met(ledger: Ledger, visit: int) -> None:
    tokens = {token for token, rowid in contents(ledger)["text_index"] if rowid == SPAN + visit}
    assert {"路灯", "北门", "许敏", "亮"} <= tokens
    assert "亮北" not in tokens
    assert_as_if_new(ledger)


def test_corrected_words_take_the_place_of_the_old(ledger: Ledger, visit: int) -> None:
    with ledger.write("visit.correct") as write:
        write.update("visit", visit, note="路灯修好")
        person = ledger.value("select id from visit_person")
        write.update("visit_person", person, name="徐敏")
    tokens = {token for token, rowid in contents(ledger)["text_index"] if rowid == SPAN + visit}
    assert {"修好", "徐敏"} <= tokens
    assert tokens.isdisjoint({"不亮", "许敏"})
    assert_as_if_new(ledger)


def test_what_is_withdrawn_is_forgotten_until_it_is_restored(ledger: Ledger, visit: int) -> None:
    with ledger.write("visit.withdraw") as write:
        write.withdraw("visit", visit, "重复")
    assert entries(ledger, "text_index") == []
    undo(ledger, sequence=write.changed.sequence)
    assert entries(ledger, "text_index") == [SPAN + visit]
    assert_as_if_new(ledger)


def test_a_failed_write_leaves_the_index_as_it_was(ledger: Ledger, visit: int) -> None:
    before = contents(ledger)

    def fail() -> None:
        with ledger.write("visit.correct") as write:
            write.update("visit", visit, note="没有了")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert contents(ledger) == before


def test_who_dies_or_leaves_moves_behind_all_others(ledger: Ledger) -> None:
    with ledger.write("resident.add") as write:
        first = write.insert("resident", name="许敏", pinyin="xumin", initials="xm")
        write.insert("resident", name="许彤", pinyin="xutong", initials="xt")
        write.insert("phone", resident_id=first, number="19000000001")
    with ledger.write("life_event.add") as write:
        write.update("resident", first, presence="dead")
    assert entries(ledger, "resident_index") == [first + 1, SPAN + first]
    assert_as_if_new(ledger)


def test_a_building_renamed_takes_its_doors_along(ledger: Ledger) -> None:
    with ledger.write("dwelling.add") as write:
        estate = write.insert("estate", name="银苑")
        building = write.insert("building", estate_id=estate, name="3")
        unit = write.insert("unit", building_id=building, name="2")
        door = write.insert("dwelling", unit_id=unit, room="501")
    assert ("\ue1003\ue02d2\ue02d501", door) in contents(ledger)["dwelling_index"]
    with ledger.write("building.rename") as write:
        write.update("building", building, name="5")
    with ledger.write("estate.rename") as write:
        write.update("estate", estate, name="金苑")
    tokens = {token for token, _door in contents(ledger)["dwelling_index"]}
    assert "\ue1005\ue02d2\ue02d501" in tokens
    assert "金苑5号楼2单元501室" in tokens
    assert_as_if_new(ledger)

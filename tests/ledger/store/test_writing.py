"""The one door for writes, its journal, and taking writes back."""

import pytest

from ledger.checks.checking import findings
from ledger.errors import InputProblem
from ledger.store import Ledger
from ledger.store.drafts import drop_draft, load_draft, save_draft
from ledger.store.journal import entries, first_broken_link
from ledger.store.undo import undo


def contents(ledger: Ledger) -> dict[str, list[tuple]]:
    tables = [
        row[0] for row in ledger.rows("select name from sqlite_master where type = 'table' and name <> 'journal'")
    ]
    return {table: [tuple(row) for row in ledger.rows(f"select * from {table} order by 1")] for table in tables}


def test_a_write_is_one_row_of_the_journal_and_says_what_changed(ledger: Ledger) -> None:
    before = ledger.value("select count(*) from journal")
    with ledger.write("grid.add") as write:
        grid = write.insert("grid", name="第一网格")
        write.update("worker", 1, grid_id=grid)
    last = list(entries(ledger.connection))[-1]
    assert ledger.value("select count(*) from journal") == before + 1
    assert (last.action, last.actor, last.sequence) == ("grid.add", ledger.actor, write.changed.sequence)
    assert write.changed.tables == {"grid", "worker"}
    uid = ledger.value("select uid from grid")
    # Rows are named by uid, so the entry means the same on another machine.
    assert f'"after":{{"grid_id":"{uid}"}}' in last.changes


def test_a_failure_leaves_nothing_behind(ledger: Ledger) -> None:
    before = contents(ledger), list(entries(ledger.connection))

    def fail() -> None:
        with ledger.write("grid.add") as write:
            write.insert("grid", name="第一网格")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (contents(ledger), list(entries(ledger.connection))) == before


def test_a_failure_inside_cannot_be_ignored_outside(ledger: Ledger) -> None:
    before = contents(ledger)

    def swallow() -> None:
        with ledger.write("outer") as outer:
            outer.insert("grid", name="一")
            try:
                with ledger.write("inner") as inner:
                    inner.insert("grid", name="二")
                    raise ZeroDivisionError
            except ZeroDivisionError:
                pass

    with pytest.raises(RuntimeError):
        swallow()
    assert contents(ledger) == before


def test_writing_what_stands_already_is_no_entry(ledger: Ledger) -> None:
    before = ledger.value("select count(*) from journal")
    with ledger.write("worker.rename") as write:
        assert not write.update("worker", 1, name="王书记")
    assert write.changed.rows == frozenset()
    assert ledger.value("select count(*) from journal") == before


def test_the_chain_shows_where_it_was_tampered_with(ledger: Ledger) -> None:
    for name in ("一", "二", "三"):
        with ledger.write("grid.add") as write:
            write.insert("grid", name=name)
    assert first_broken_link(ledger.connection) is None
    ledger.connection.execute("drop trigger journal_no_update")
    ledger.connection.execute("update journal set changes = replace(changes, '二', '两') where sequence = 3")
    assert first_broken_link(ledger.connection) == 3


def test_a_row_of_the_journal_cannot_be_removed_unseen(ledger: Ledger) -> None:
    for name in ("一", "二", "三"):
        with ledger.write("grid.add") as write:
            write.insert("grid", name=name)
    ledger.connection.execute("drop trigger journal_no_delete")
    ledger.connection.execute("delete from journal where sequence = 2")
    assert first_broken_link(ledger.connection) == 3


def test_undo_brings_everything_back_and_undoing_that_does_it_again(ledger: Ledger) -> None:
    before = ledger.value("select grid_id from worker where id = 1")
    with ledger.write("grid.add") as write:
        grid = write.insert("grid", name="第一网格")
        write.update("worker", 1, grid_id=grid)
    undone = undo(ledger, sequence=write.changed.sequence)
    assert ledger.value("select grid_id from worker where id = 1") == before
    assert ledger.value("select count(*) from grid where withdrawn_at is null") == 0
    undo(ledger, sequence=undone.sequence)
    assert ledger.value("select grid_id from worker where id = 1") == grid
    assert ledger.value("select count(*) from grid where withdrawn_at is null") == 1
    assert first_broken_link(ledger.connection) is None


def test_undo_does_not_trample_on_what_came_later(ledger: Ledger) -> None:
    with ledger.write("worker.rename") as first:
        first.update("worker", 1, name="李书记")
    with ledger.write("worker.rename") as second:
        second.update("worker", 1, name="张书记")
    with pytest.raises(InputProblem, match="undo_conflict"):
        undo(ledger, sequence=first.changed.sequence)
    assert ledger.value("select name from worker where id = 1") == "张书记"


def test_undo_sees_a_change_that_was_changed_back(ledger: Ledger) -> None:
    def rename(name: str) -> int:
        with ledger.write("worker.rename") as write:
            write.update("worker", 1, name=name)
        return write.changed.sequence

    first = rename("李书记")
    rename("张书记")
    rename("李书记")
    with pytest.raises(InputProblem, match="undo_conflict"):
        undo(ledger, sequence=first)


def test_undo_goes_back_step_by_step_and_forth_again(ledger: Ledger) -> None:
    written = []
    for name in ("一", "二", "三"):
        with ledger.write("worker.rename") as write:
            write.update("worker", 1, name=name)
        written.append(write.changed.sequence)
    undone = [undo(ledger, sequence=sequence).sequence for sequence in reversed(written)]
    assert ledger.value("select name from worker where id = 1") == "王书记"
    for sequence in reversed(undone):
        undo(ledger, sequence=sequence)
    assert ledger.value("select name from worker where id = 1") == "三"


def test_undo_does_not_pull_the_ground_from_under_what_came_later(ledger: Ledger) -> None:
    with ledger.write("grid.add") as first:
        grid = first.insert("grid", name="第一网格")
    with ledger.write("worker.assign") as later:
        later.update("worker", 1, grid_id=grid)
    with pytest.raises(InputProblem, match="undo_conflict"):
        undo(ledger, sequence=first.changed.sequence)
    undo(ledger, sequence=later.changed.sequence)
    undo(ledger, sequence=first.changed.sequence)
    assert ledger.value("select count(*) from grid where withdrawn_at is null") == 0


def test_drafts_are_kept_replaced_and_dropped(ledger: Ledger) -> None:
    save_draft(ledger, kind="visit", content={"note": "漏水"})
    save_draft(ledger, kind="visit", content={"note": "漏水，急\ud83d"[:4]})
    assert load_draft(ledger, kind="visit") == {"note": "漏水，急"}
    drop_draft(ledger, kind="visit")
    assert load_draft(ledger, kind="visit") is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("前\0后", "前后"),
        ("孤\ud800代", "孤\ufffd代"),
        ("\ud83d\ude00家", "😀家"),
        ("a\0", "a"),
        ("䶮𬭎\u202e", "䶮𬭎\u202e"),
    ],
)
def test_no_text_spoils_an_entry(ledger: Ledger, typed: str, kept: str) -> None:
    with ledger.write("grid.add") as write:
        one = write.insert("grid", name=typed)
        write.update("worker", 1, name=typed)
        write.insert_many("grid", [{"name": typed + "二"}])
    assert ledger.value("select name from grid where id = ?", (one,)) == kept
    assert ledger.value("select name from worker") == kept
    assert list(findings(ledger)) == []
    save_draft(ledger, kind="visit", content={"note": typed})
    assert load_draft(ledger, kind="visit") is not None

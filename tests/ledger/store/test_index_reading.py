"""Whatever a plain look at every row finds, the index finds, whatever is written or asked, and nothing else."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from any_text import ANY_TEXT, FEW_CHARACTERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ledger.checks.search_index import wrong_entries
from ledger.errors import InputProblem
from ledger.rules.search_tokens import fold
from ledger.store import Ledger, create_ledger
from ledger.store.index_entries import SHORTEST_NUMBER
from ledger.store.index_reading import (
    Asked,
    Dropped,
    Fit,
    Only,
    droppable,
    dwelling_hits,
    resident_hits,
    text_hits,
    visit_hits,
)
from ledger.store.index_sources import GONE, TEXTS, TextKind
from ledger.store.undo import undo

TODAY = str(date(2026, 11, 23))
texts = ANY_TEXT | FEW_CHARACTERS
numbers = st.text(st.sampled_from("0129"), max_size=6)
picks = st.integers(0, 20)

# A row of each kind, with the columns it cannot do without; what is random comes on top.
BARE: dict[str, dict[str, Any]] = {
    "visit": {"worker_id": 1, "on_date": TODAY, "mode": "patrol", "outcome": "none", "booked_on": TODAY},
    "matter": {
        "number": "", "title": "", "category_id": 1, "level": "grid", "urgency": "ordinary", "status": "registered",
        "due_on": TODAY, "registered_on": TODAY,
    },
    "step": {
        "kind": "progress", "on_date": TODAY, "category_id": 1, "level": "grid", "urgency": "ordinary",
        "status": "registered", "due_on": TODAY,
    },
    "page": {"on_date": TODAY, "text": ""},
    "resident": {"name": ""},
    "household": {},
    "dwelling": {"room": ""},
    "promise": {"text": ""},
    "life_event": {"kind": "born", "on_date": TODAY},
}  # fmt: skip
OWN_TEXTS = {
    "visit": ("note", "place"),
    "matter": ("number", "title", "detail", "place"),
    "step": ("text",),
    "page": ("text",),
    "resident": ("name", "note", "pinyin", "initials", "id_number"),
    "household": ("note",),
    "dwelling": ("note",),
    "promise": ("text",),
    "life_event": ("note",),
}


class AnyWrites(RuleBasedStateMachine):
    """Random rows, corrections, withdrawals and undoings; after all of them the index is as if it were new."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = create_ledger(Path(self.folder.name) / "a.mqzb", community="银苑社区", worker="王书记")
        with self.ledger.write("start") as write:
            self.resident = write.insert("resident", name="许敏")
            self.matter = write.insert("matter", **BARE["matter"])
            self.visit = write.insert("visit", **BARE["visit"])
            estate = write.insert("estate", name="")
            building = write.insert("building", estate_id=estate, name="3")
            self.unit = write.insert("unit", building_id=building, name="2")
        self.done: list[int] = []
        self.rooms = 0

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    @rule(table=st.sampled_from(sorted(BARE)), data=st.data())
    def enter(self, table: str, data: st.DataObject) -> None:
        self.rooms += 1
        more: dict[str, Any] = {
            "step": {"matter_id": self.matter},
            "dwelling": {"unit_id": self.unit, "room": f"{self.rooms}"},
            "life_event": {"resident_id": self.resident},
        }.get(table, {})
        with self.ledger.write("enter") as write:
            written = {column: data.draw(texts) for column in OWN_TEXTS[table]}
            write.insert(table, **{**BARE[table], **more, **written})
        self.done.append(write.changed.sequence)

    @rule(names=st.lists(texts, max_size=3), number=numbers, note=texts)
    def enter_beside(self, names: list[str], number: str, note: str) -> None:
        with self.ledger.write("enter.beside") as write:
            write.insert_many("visit_person", [{"visit_id": self.visit, "name": name} for name in names])
            write.insert("phone", resident_id=self.resident, number=number, note=note)
        self.done.append(write.changed.sequence)

    @rule(table=st.sampled_from(sorted({*BARE, "visit_person", "phone", "unit"})), pick=picks, data=st.data())
    def correct(self, table: str, pick: int, data: st.DataObject) -> None:
        own = {"visit_person": ("name",), "phone": ("number", "note"), "unit": ("name",)} | OWN_TEXTS
        with self.ledger.write("correct") as write:
            if id_ := self.some(table, pick):
                write.update(table, id_, **{column: data.draw(texts) for column in own[table]})
        self.done.append(write.changed.sequence)

    @rule(pick=picks, presence=st.sampled_from(["present", "away", "moved_out", "dead"]), on=picks)
    def move(self, pick: int, presence: str, on: int) -> None:
        with self.ledger.write("move") as write:
            write.update("resident", self.some("resident", pick), presence=presence)
            if phone := self.some("phone", on):
                write.update("phone", phone, resident_id=self.some("resident", pick))
            if person := self.some("visit_person", on):
                write.update("visit_person", person, visit_id=self.some("visit", pick))
        self.done.append(write.changed.sequence)

    @rule(table=st.sampled_from(sorted({*BARE, "visit_person", "phone"})), pick=picks)
    def withdraw_or_restore(self, table: str, pick: int) -> None:
        with self.ledger.write("withdraw") as write:
            if id_ := self.some(table, pick):
                gone = self.ledger.value(f"select withdrawn_at from {table} where id = ?", (id_,))
                write.restore(table, id_) if gone else write.withdraw(table, id_, "重复")
        self.done.append(write.changed.sequence)

    @rule(pick=picks)
    def take_back(self, pick: int) -> None:
        if self.done:
            try:
                self.done.append(undo(self.ledger, sequence=self.done[pick % len(self.done)]).sequence)
            except InputProblem as problem:
                assert {each.code for each in problem.problems} <= {"undo_nothing", "undo_conflict"}  # noqa: PT017

    @invariant()
    def the_index_says_what_the_tables_say(self) -> None:
        assert list(wrong_entries(self.ledger)) == []

    @rule(asked=texts)
    def ask(self, asked: str) -> None:
        assert_complete(self.ledger, asked)

    @rule(pick=picks, start=picks, length=st.integers(1, 6))
    def ask_for_a_part(self, pick: int, start: int, length: int) -> None:
        written = [
            text
            for table, columns in OWN_TEXTS.items()
            for row in self.ledger.rows(f"select {', '.join(columns)} from {table}")
            for text in row
        ]
        text = written[pick % len(written)]
        assert_complete(self.ledger, text[start % (len(text) + 1) :][:length])

    def some(self, table: str, pick: int) -> int:
        ids = [row[0] for row in self.ledger.rows(f"select id from {table} order by id")]
        return ids[pick % len(ids)] if ids else 0


def assert_complete(ledger: Ledger, asked: str) -> None:
    """What a scan of every row finds for `asked` is what the index finds."""
    for kind in TextKind:
        assert text_hits(ledger, kind, [asked], limit=1000) == scanned_texts(ledger, kind, asked), kind
    for fit in Fit:
        for gone in (False, True):
            hits = resident_hits(ledger, [Asked(asked, fit)], gone=gone, limit=1000)
            assert [hit.id for hit in hits] == scanned_residents(ledger, asked, fit, gone=gone)
        assert list(dwelling_hits(ledger, [Asked(asked, fit)], limit=1000)) == scanned_doors(ledger, asked, fit)


def scanned_texts(ledger: Ledger, kind: TextKind, asked: str) -> tuple[int, ...]:
    beside = {
        "visit": "select name from visit_person where visit_id = ? and withdrawn_at is null",
        "resident": "select note from phone where resident_id = ? and withdrawn_at is null",
    }.get(kind.table)
    columns = [column for column in OWN_TEXTS[kind.table] if f"r.{column}" in TEXTS[kind].texts]
    found = []
    for row in ledger.rows(f"select * from {kind.table} where withdrawn_at is null order by id desc"):
        texts = [row[column] for column in columns]
        texts += [each[0] for each in ledger.rows(beside, (row["id"],))] if beside else []
        if fold(asked) and any(fold(asked) in fold(text) for text in texts):
            found.append(row["id"])
    return tuple(found)


FITS: dict[Fit, Callable[[str, str], bool]] = {
    Fit.WHOLE: lambda word, text: text == word,
    Fit.BEGINNING: lambda word, text: text.startswith(word),
    Fit.END: lambda word, text: text.endswith(word),
    Fit.INSIDE: lambda word, text: word in text,
}


def scanned_residents(ledger: Ledger, asked: str, fit: Fit, *, gone: bool) -> list[int]:
    word, found = fold(asked), []
    for row in ledger.rows("select * from resident where withdrawn_at is null order by id"):
        phones = ledger.rows("select number from phone where resident_id = ? and withdrawn_at is null", (row["id"],))
        name = fold(row["name"])
        names = [name, "".join(filter(str.isalnum, name))]
        names += [fold(each) for column in ("pinyin", "initials") for each in row[column].split()]
        if len(word) >= SHORTEST_NUMBER:
            names += [fold(row["id_number"]), *(fold(each[0]) for each in phones)]
        if word and (row["presence"] in GONE) == gone and any(FITS[fit](word, each) for each in names):
            found.append(row["id"])
    return found


def scanned_doors(ledger: Ledger, asked: str, fit: Fit) -> list[int]:
    word, found = fold(asked), []
    for row in ledger.rows(
        "select d.id, b.name as building, u.name as unit, d.room from dwelling d join unit u on u.id = d.unit_id"
        " join building b on b.id = u.building_id where d.withdrawn_at is null order by d.id"
    ):
        parts = [fold(row[name]) for name in ("building", "unit", "room")]
        forms = ["-".join(filter(None, parts)), f"3号楼{parts[1] and parts[1] + '单元'}{parts[2]}室"]
        if word and any(FITS[fit](word, form) for form in forms):
            found.append(row["id"])
    return found


AnyWrites.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyWrites = AnyWrites.TestCase


@given(st.lists(texts, max_size=4), st.sampled_from(Fit))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_asked_is_an_error(ledger: Ledger, words: list[str], fit: Fit) -> None:
    for kind in TextKind:
        text_hits(ledger, kind, words, limit=1)
    resident_hits(ledger, [Asked(word, fit) for word in words], gone=False, limit=1)
    dwelling_hits(ledger, [Asked(word, fit) for word in words], limit=1)


@pytest.mark.parametrize(
    "asked", ['"', "a AND b", "NEAR(a b)", "tokens:许", "许*", "^许", "许 OR", "-", "{a b}", "'", "%", "_"]
)
def test_signs_of_a_query_language_are_signs(ledger: Ledger, asked: str) -> None:
    with ledger.write("page.save") as write:
        has = write.insert("page", on_date=TODAY, text=f"写着{asked}的一行")
        write.insert("page", on_date=TODAY, text="许敏 a b near")
    assert text_hits(ledger, TextKind.PAGE, [asked], limit=9) == (has,)


def test_the_newest_come_first_and_paging_goes_on_below(ledger: Ledger) -> None:
    with ledger.write("page.save") as write:
        ids = write.insert_many("page", [{"on_date": TODAY, "text": f"漏水 {number}"} for number in range(30)])
    first = text_hits(ledger, TextKind.PAGE, ["漏水"], limit=20)
    rest = text_hits(ledger, TextKind.PAGE, ["漏水"], ids=(1, first[-1] - 1), limit=20)
    assert list(first + rest) == ids[::-1]


NO_DAYS = ("2026-11-24", "2026-11-25")


@given(
    st.lists(st.tuples(st.integers(1, 28), st.sampled_from(["漏水", "路灯", "漏水路灯"])), max_size=60),
    st.integers(0, 12),
    st.integers(1, 28),
    st.integers(1, 28),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_visits_come_by_day_however_they_were_entered(
    ledger: Ledger, entered: list[tuple[int, str]], limit: int, first: int, last: int
) -> None:
    rows = [{**BARE["visit"], "on_date": f"2026-10-{day:02d}", "note": note} for day, note in entered]
    before = ledger.value("select coalesce(max(id), 0) from visit")
    with ledger.write("visit.record") as write:
        write.insert_many("visit", rows)
    mine = Only("r.id > ?", (before,))
    whole = ledger.rows("select id, on_date from visit where id > ? and note like '%漏水%'", (before,))
    expected = sorted(((row["on_date"], row["id"]) for row in whole), reverse=True)
    assert list(visit_hits(ledger, ["漏水"], only=mine, limit=limit)) == [id_ for _day, id_ in expected[:limit]]
    days = (f"2026-10-{first:02d}", f"2026-10-{last:02d}")
    within = [id_ for day, id_ in expected if days[0] <= day <= days[1]]
    assert list(visit_hits(ledger, ["漏水"], days=days, only=mine, limit=limit)) == within[:limit]
    assert visit_hits(ledger, ["漏水"], days=NO_DAYS, limit=limit) == ()


def test_words_may_stand_in_different_texts_of_one_row(ledger: Ledger) -> None:
    with ledger.write("visit.record") as write:
        visit = write.insert("visit", **BARE["visit"], note="卫生间漏水", place="北门")
        write.insert("visit_person", visit_id=visit, name="许敏")
    assert text_hits(ledger, TextKind.VISIT, ["许敏", "漏水", "北门"], limit=9) == (visit,)
    assert text_hits(ledger, TextKind.VISIT, ["水北"], limit=9) == ()


def test_a_search_no_longer_wanted_is_dropped(ledger: Ledger) -> None:
    with ledger.write("page.save") as write:
        write.insert_many("page", [{"on_date": TODAY, "text": "漏水"} for _ in range(3000)])
    with pytest.raises(Dropped), droppable(ledger, lambda: True):
        text_hits(ledger, TextKind.PAGE, ["漏水"], limit=5000)
    assert len(text_hits(ledger, TextKind.PAGE, ["漏水"], limit=5000)) == 3000

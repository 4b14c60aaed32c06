"""What is asked in tests/bench/search.py: 200 questions in the classes of a search box, cut from the ledger itself.

Fixed by a seed: the same ledger gives the same questions. Words cut from anywhere come as often as they stand in
notes, so most are frequent; rare ones are characters put into few notes, and names told of in them.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ledger.store import Ledger
from ledger.store.addresses import ADDRESS_JOIN, ADDRESS_SQL

SEED = 4
_NOTES = 4000
_RARE = re.compile(r"(?:^|，)([\u4e00-\u9fa5]{3})(?:，|$)")
_TOLD = re.compile(r"[0-9]([\u4e00-\u9fa5]{2,4}说的)")
_BREAK = re.compile(r"[\s，。、；]")
_FILTERS = (
    "类别:邻里纠纷",
    "类别:供暖 状态:未结",
    "类别:漏水 上月",
    "状态:未结",
    "状态:未结 网格:三",
    "状态:待回访 电梯",
    "未结 漏水",
    "2026-10",
    "2026-10 一切正常",
    "上月",
    "上月 漏水",
    "本周 暖气",
    "去年 邻居",
    "超期",
    "超期 独居老人",
    "独居老人",
    "独居老人 漏水",
    "独居老人 上月 电梯",
    "网格:五 停车",
    "楼栋:3号楼 状态:未结",
)


@dataclass(frozen=True, slots=True)
class Question:
    """Something typed; `of` is its class, `table` where somebody would look who has to choose a table first."""

    of: str
    words: str
    table: str = "visit"


@dataclass
class Source:
    """A ledger to cut questions from."""

    ledger: Ledger
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    @cached_property
    def notes(self) -> list[str]:
        """Some notes of visits from anywhere."""
        return self._some("visit", "note", "note <> ''")

    @cached_property
    def people(self) -> list[tuple[str, str, str]]:
        """Name, pinyin and initials of some residents."""
        ids = self._ids("resident", 400)
        rows = [
            self.ledger.row(f"select name, pinyin, initials from resident where id = {id_} and pinyin <> ''")
            for id_ in ids
        ]
        return [(row[0], row[1].split()[0], row[2].split()[0]) for row in rows if row]

    @cached_property
    def rare(self) -> list[str]:
        """Three characters in a row that stand in hardly another note."""
        return [found for note in self.notes for found in _RARE.findall(note) if not self._is_common(found)]

    @cached_property
    def told(self) -> list[str]:
        """Names that notes tell of, with what follows: 许敏说的."""
        return [found for note in self.notes for found in _TOLD.findall(note)]

    def cut(self, length: int) -> str:
        """So many characters from anywhere in a note."""
        while True:
            note = self.chance.choice(self.notes)
            at = self.chance.randrange(max(1, len(note) - length))
            word = note[at : at + length]
            if len(word) == length and not _BREAK.search(word):
                return word

    def doors(self) -> Iterator[tuple[str, str, str, str]]:
        """Estate, building, unit and room of doors in buildings with units."""
        sql = (
            "select e.name, b.name, u.name, d.room from dwelling d join unit u on u.id = d.unit_id"
            " join building b on b.id = u.building_id join estate e on e.id = b.estate_id"
            " where d.id = ? and u.name <> ''"
        )
        for id_ in self._ids("dwelling", 400):
            if row := self.ledger.row(sql, (id_,)):
                yield tuple(row)

    def _is_common(self, word: str) -> bool:
        return sum(word in note for note in self.notes) > 1

    def _some(self, table: str, column: str, condition: str) -> list[str]:
        rows = (
            self.ledger.row(f"select {column} from {table} where id = {id_} and {condition}")
            for id_ in self._ids(table, _NOTES)
        )
        return [row[0] for row in rows if row]

    def _ids(self, table: str, count: int) -> list[int]:
        last = self.ledger.value(f"select max(id) from {table}")
        return [self.chance.randint(1, last) for _each in range(count)]


def questions(ledger: Ledger) -> list[Question]:
    """The 200."""
    source = Source(ledger)
    asked = [Question(of, words, table) for of, table, count, make in _CLASSES for words in _first(count, make(source))]
    assert len(asked) == 200, len(asked)
    return asked


def _first(count: int, words: Iterator[str]) -> list[str]:
    found: dict[str, None] = {}
    for tried, word in enumerate(words):
        found[word] = None
        if len(found) == count or tried > 50 * count:  # a small ledger may not have so many that differ
            break
    return (list(found) * count)[:count]


def _frequent(length: int) -> Callable[[Source], Iterator[str]]:
    def words(source: Source) -> Iterator[str]:
        while True:
            yield source.cut(length)

    return words


def _rare(length: int) -> Callable[[Source], Iterator[str]]:
    def words(source: Source) -> Iterator[str]:
        for at in range(10**6):
            pool = source.told if length > 3 or not source.rare else source.rare
            yield pool[at % len(pool)][:length]

    return words


def _nowhere(source: Source) -> Iterator[str]:
    while True:
        yield "".join(chr(source.chance.randint(0x4E00, 0x9FA5)) for _each in range(source.chance.choice((2, 3, 4))))
        yield "".join(source.chance.sample([source.cut(2), source.cut(1), source.cut(2)], 3))


def _names(source: Source) -> Iterator[str]:
    yield from (name for name, _pinyin, _initials in source.people)


def _parts(source: Source) -> Iterator[str]:
    for name, _pinyin, _initials in source.people:
        yield source.chance.choice((name[0], name[-1], name[-2:], name[:2]))


def _pinyin(source: Source) -> Iterator[str]:
    for _name, pinyin, _initials in source.people:
        yield pinyin
        yield pinyin[: source.chance.randint(3, len(pinyin))]


def _initials(source: Source) -> Iterator[str]:
    yield from (initials for _name, _pinyin, initials in source.people)


def _addresses(source: Source) -> Iterator[str]:
    for estate, building, unit, room in source.doors():
        yield f"{building}-{unit}-{room}"
        yield f"{building}号楼{unit}单元{room}"
        yield room
        yield f"{estate}{building}-{unit}-{room}"
        yield f"{building}号楼"
        yield f"{building}-{unit}-{room[0]}"


def _tails(source: Source) -> Iterator[str]:
    while True:
        last = source.ledger.value("select max(id) from phone")
        number = source.ledger.value("select number from phone where id = ?", (source.chance.randint(1, last),))
        if number:
            yield number[-4:]


def _numbers(source: Source) -> Iterator[str]:
    while True:
        last = source.ledger.value("select max(id) from matter")
        number = source.ledger.value("select number from matter where id = ?", (source.chance.randint(1, last),))
        yield number
        yield number[: source.chance.randint(6, len(number))]


def _two_words(source: Source) -> Iterator[str]:
    """A name with what was noted there, two words of one note, of two notes, and a door with a word."""
    sql = (
        f"select p.name, v.note, {ADDRESS_SQL} from visit v join visit_person p on p.visit_id = v.id"
        f" {ADDRESS_JOIN.format(table='v')} where v.id = ?"
    )
    last = source.ledger.value("select max(id) from visit")
    while True:
        row = source.ledger.row(sql, (source.chance.randint(1, last),))
        if row is None or len(row[1]) < 6 or _BREAK.search(row[1][:2] + row[1][-2:]):
            continue
        name, note, address = row
        yield f"{name} {note[:2]}"
        yield f"{note[:2]} {note[-2:]}"
        yield f"{address} {note[-2:]}"
        yield f"{source.cut(2)} {source.cut(2)}"
        yield f"{name[0]} {source.cut(1)}"


def _filters(_source: Source) -> Iterator[str]:
    yield from _FILTERS


_CLASSES: tuple[tuple[str, str, int, Callable[[Source], Iterator[str]]], ...] = (
    ("1 character", "visit", 10, _frequent(1)),
    ("1 character, rare", "visit", 8, _rare(1)),
    ("2 characters", "visit", 12, _frequent(2)),
    ("2 characters, rare", "visit", 8, _rare(2)),
    ("3 characters", "visit", 10, _frequent(3)),
    ("3 characters, rare", "visit", 8, _rare(3)),
    ("4 characters", "visit", 10, _frequent(4)),
    ("4 characters, rare", "visit", 8, _rare(4)),
    ("nowhere", "visit", 10, _nowhere),
    ("name", "resident", 14, _names),
    ("part of a name", "resident", 10, _parts),
    ("pinyin", "resident", 12, _pinyin),
    ("initials", "resident", 10, _initials),
    ("address", "visit", 18, _addresses),
    ("phone tail", "phone", 8, _tails),
    ("matter number", "matter", 6, _numbers),
    ("two words", "visit", 18, _two_words),
    ("filters", "", 20, _filters),
)

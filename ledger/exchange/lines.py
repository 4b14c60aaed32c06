"""From the rows of a sheet to lines: what each row says, with merged cells filled and other rows left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.exchange.cells import Cell, is_blank, text_of
from ledger.exchange.date_formats import as_shown
from ledger.exchange.door_cells import Doors, Place
from ledger.exchange.fields import HOUSEHOLD_FIELDS, Field, name_headings, plain_label, recognise
from ledger.exchange.header import Header, header_at, is_same_heading
from ledger.exchange.household_drafts import Line
from ledger.exchange.layout import Layout, Slot, layout_of
from ledger.exchange.members_cell import read_members
from ledger.exchange.merged_notes import BETWEEN
from ledger.exchange.person_cells import ORIGINAL, Person, Reader, read_person
from ledger.exchange.repeats import complete
from ledger.exchange.row_kinds import is_column_numbers, is_footer, is_total, place_of_heading
from ledger.exchange.workbook import Sheet
from ledger.rules.finding import error, warning

_PLAIN_NAME = re.compile("[一-龥]{2,4}")
_FIRST_OF_OTHERS = frozenset(
    "合总小共累本全该填制审负经统登采录联核调入报单社网备注说附第续接转以此温提要(（姓户居住家租序编"
)
"""How totals, footers and headings begin; a resident's row may begin so too and is then looked at closely."""
_LIST = re.compile(r"成员|人员|名单|人口")
_DEAD = re.compile(r"(?:本人)?(?:于?\d{2,4}[年.\d月日]*)?(?:已故|已?去世|已?死亡|病故|亡故|过世|已亡|死亡注销)")
_NOTHING = frozenset({"", "无", "没有", "否", "不详", "-", "--", "/"})
_HOUSEHOLD_WORDS = (
    (Field.HOUSEHOLD_NUMBER, "number"),
    (Field.SERIAL, "serial"),
    (Field.HEAD_NAME, "head"),
    (Field.USE, "use"),
    (Field.STATUS, "status"),
    (Field.SIZE, "size"),
    (Field.HOUSEHOLD_NOTE, "note"),
    (Field.OWNER_NAME, "业主"),
    (Field.TENANT_NAME, "租户"),
)
_FILLED = HOUSEHOLD_FIELDS | {Field.CARE_GROUPS, Field.CARE_FLAG}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no resident and no door. `understood` where it is a total, a heading or a remark below."""

    row: int
    text: str
    understood: bool
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: a heading and the rows below it, merged cells filled."""

    header: Header
    layout: Layout
    doors: Doors
    rows: list[list[Cell]]
    tall: frozenset[tuple[int, int]]
    numbers_households: bool
    household_columns: tuple[tuple[str, int], ...]
    titles: frozenset[str]


def table_of(sheet: Sheet, header: Header) -> Table:
    """The table below a heading."""
    layout = layout_of(header.columns)
    rows = [list(row) for row in sheet.rows]
    filled = {column.index for column in header.columns if column.field in _FILLED}
    tall = set()
    for merge in sheet.merges:
        if merge.bottom == merge.top or merge.top <= header.last:
            continue
        tall.add((merge.top, merge.left))
        if merge.left in filled:
            for row in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
                rows[row][merge.left] = rows[merge.top][merge.left]
    for column in header.columns:
        if column.field is Field.BIRTH and sheet.shown:
            for row in range(header.last + 1, len(rows)):
                rows[row][column.index] = as_shown(rows[row][column.index], sheet.shown.get((row, column.index)))
    numbers = _numbers_households(rows[header.last + 1 :], layout)
    titles = {cell for row in rows[: header.first] for cell in row if isinstance(cell, str) and not is_blank(cell)}
    columns = _household_columns(layout)
    return Table(header, layout, Doors(layout), rows, frozenset(tall), numbers, columns, frozenset(titles))


def _household_columns(layout: Layout) -> tuple[tuple[str, int], ...]:
    return tuple((word, index) for field, word in _HOUSEHOLD_WORDS for index in layout.household.get(field, ()))


def read_lines(sheet: Sheet, table: Table, place: Place, reader: Reader) -> Iterator[Line | LeftOut]:
    """Every row below the heading: as a line of the table, or as one that was left out."""
    for index in range(table.header.last + 1, len(table.rows)):
        row = table.rows[index]
        if _is_plainly_a_resident(row, table.layout):
            line, place = _line(row, index, table, place, reader)
            yield line
            continue
        if all(is_blank(cell) for cell in row):
            continue
        if _may_be_heading(row, table.layout):
            if is_same_heading(row, table.header):
                yield LeftOut(index + 1, _text(row), True)
                continue
            if again := _other_header(sheet, table, index):
                layout = layout_of(again.columns)
                columns = _household_columns(layout)
                table = replace(table, header=again, layout=layout, doors=Doors(layout), household_columns=columns)
        if table.header.first <= index <= table.header.last:
            yield LeftOut(index + 1, _text(row), True)
            continue
        if left_out := _left_out(row, index, table):
            if left_out.is_break and (found := place_of_heading(left_out.text)):
                place = _moved(place, found)
            yield left_out
            continue
        line, place = _line(row, index, table, place, reader)
        yield line if _says_something(line) else LeftOut(index + 1, _text(row), True)


def _is_plainly_a_resident(row: Sequence[Cell], layout: Layout) -> bool:
    """The usual row, told without a closer look: a name of Chinese characters, and no word of totals in front."""
    name = row[layout.people[0].name]
    if not isinstance(name, str) or not _PLAIN_NAME.fullmatch(name) or name in name_headings():
        return False
    first = next(cell for cell in row if cell != "")
    return not isinstance(first, str) or first[0] not in _FIRST_OF_OTHERS


def _other_header(sheet: Sheet, table: Table, index: int) -> Header | None:
    """A heading of its own in the middle of a sheet: the next table begins."""
    again = header_at(sheet, index)
    return again if again and again.is_roster and again.first > table.header.last else None


def _may_be_heading(row: Sequence[Cell], layout: Layout) -> bool:
    return any(
        isinstance(cell := row[slot.name], str) and len(cell) <= 12 and _is_name_label(cell) for slot in layout.people
    )


def _is_name_label(text: str) -> bool:
    return ("姓" in text and recognise(text) is not None) or plain_label(text) in name_headings()


def _left_out(row: Sequence[Cell], index: int, table: Table) -> LeftOut | None:
    filled = [cell for cell in row if not is_blank(cell)]
    if any(isinstance(cell, str) and cell in table.titles for cell in filled):
        return LeftOut(index + 1, _text(row), True)  # printed again on every page
    if is_total(row) or is_footer(row) or is_column_numbers(row):
        return LeftOut(index + 1, _text(row), True)
    names_nobody = all(is_blank(row[slot.name]) for slot in table.layout.people)
    if len(filled) == 1 and isinstance(filled[0], str) and (names_nobody or place_of_heading(filled[0])):
        names_place = bool(place_of_heading(filled[0]))
        if not names_place and any(row[column] == filled[0] for column in _door_columns(table.layout)):
            return None
        return LeftOut(index + 1, filled[0], names_place, is_break=True)
    return None


def _door_columns(layout: Layout) -> list[int]:
    return [index for field in (Field.ADDRESS, Field.ROOM) for index in layout.household.get(field, ())]


def _moved(place: Place, found: dict[str, str]) -> Place:
    """The place after a heading between rows: a new building has its own units."""
    if "estate" in found or "building" in found:
        place = Place(found.get("estate", place.estate), found.get("building", ""), "", place.grid)
    return Place(
        place.estate,
        found.get("building", place.building),
        found.get("unit", place.unit),
        found.get("grid", place.grid),
    )


def _line(row: list[Cell], index: int, table: Table, place: Place, reader: Reader) -> tuple[Line, Place]:
    layout, number = table.layout, index + 1
    door, place = table.doors.read(row, place)
    people = [person for slot in layout.people for person in _people_of(row, number, slot, reader)]
    named = [person for person in people if person.name]
    said = _said(row, table)
    line = Line(
        row=number,
        number=said.get("number", ""),
        serial=said.get("serial", "") if table.numbers_households else "",
        head_name=said.get("head", ""),
        door=door,
        place=place,
        people=named,
        use_text=said.get("use", ""),
        status_text=said.get("status", ""),
        size_text=said.get("size", ""),
    )
    if layout.head is not None:
        line.head = read_person(row, number, layout.head, reader)
        if line.head and line.head.about_dwelling and not line.people:
            line.notes.append(line.head.about_dwelling)  # 空置 or 出租 in the head's place
    for person in people:
        if not person.name and line.head and line.head.name and not named and is_blank(row[layout.people[0].name]):
            complete(line.head, person)  # the head alone in the row: the rest of it is the head's
            line.head.found += person.found
        elif not person.name:
            _keep_nameless(line, person, row, table)
    _read_notes(line, row, index, table)
    if said:
        _note_others(line, said)
    return line, place


def _people_of(row: Sequence[Cell], number: int, slot: Slot, reader: Reader) -> list[Person]:
    """Who stands in a slot: mostly one or nobody, several where a cell names each with the relation."""
    cell = row[slot.name]
    lists = _LIST.search(slot.label) is not None
    if isinstance(cell, str) and len(cell) > 4 and (members := read_members(cell, lists=lists)):
        people = [Person(reader.sheet, number, name, relation) for name, relation in members]
        others = [column for column in slot.columns if column.index not in (slot.name, -1)]
        for column in others:
            if not is_blank(row[column.index]):  # whose it is, nobody knows
                people[0].notes.append(f"{column.name}{ORIGINAL}{text_of(row[column.index])}")
        people[0].found.append((slot.label, warning("members_in_one_cell", count=len(people))))
        return people
    person = read_person(row, number, slot, reader)
    return [person] if person else []


def _says_something(line: Line) -> bool:
    """Whether there is more in a row than a number, or the building's name, written down beforehand."""
    if line.people or line.notes or line.found or line.head_name:
        return True
    return line.door.address is not None or any(finding.code == "address_unreadable" for _, finding in line.door.found)


def _keep_nameless(line: Line, person: Person, row: Sequence[Cell], table: Table) -> None:
    """Nobody is made of a row without a name; what it says stays with the household."""
    line.found += [each for each in person.found if each[1].code.startswith("name_")]
    if person.about_dwelling:
        line.notes.append(person.about_dwelling)
    told = person.sex or person.birth or person.id_number or any(c.startswith(("id_", "date_")) for c in person.codes)
    columns = [column for slot in table.layout.people for column in slot.columns if column.index != slot.name]
    said = [f"{c.name}：{text_of(row[c.index])}" for c in columns if text_of(row[c.index]) not in _NOTHING]
    line.notes += said
    if told and not person.about_dwelling:
        line.found.append((table.layout.name_labels[0], error("roster_name_missing", said=" ".join(said))))


def _read_notes(line: Line, row: Sequence[Cell], index: int, table: Table) -> None:
    for column in (*table.layout.notes, *table.layout.remarks):
        cell = row[column.index]
        if is_blank(cell):
            continue
        text = text_of(cell)
        note = text if column.field is Field.NOTE else f"{column.name}：{text}"
        if line.people and _DEAD.match(text):
            facts = {"text": text, "name": line.people[0].name}
            line.people[0].found.append((column.name, warning("name_dead", **facts)))
        if line.people and not column.owner and (index, column.index) not in table.tall:
            line.people[0].notes.append(note)
        else:
            line.notes.append(note)


def _note_others(line: Line, said: dict[str, str]) -> None:
    """Who owns or rents the dwelling without being listed, and what is noted about the household."""
    if note := said.get("note"):
        line.notes += note.split(BETWEEN)
    for word in ("业主", "租户"):
        name = said.get(word, "")
        if name not in _NOTHING and all(person.name != name for person in line.people):
            line.notes.append(f"{word}：{name}")


def _said(row: Sequence[Cell], table: Table) -> dict[str, str]:
    """What the columns about the household say, the first that says anything."""
    said: dict[str, str] = {}
    for word, index in table.household_columns:
        if word not in said and row[index] != "":
            said[word] = text_of(row[index])
    return said


def _text(row: Sequence[Cell]) -> str:
    return " ".join(text_of(cell) for cell in row if not is_blank(cell))


def _numbers_households(rows: Sequence[Sequence[Cell]], layout: Layout) -> bool:
    """Whether the column of serial numbers counts households, not rows: some people share one or have none."""
    serial = layout.household.get(Field.SERIAL, (None,))[0]
    if serial is None or not layout.people:
        return False
    name, doors = layout.people[0].name, _door_columns(layout)
    shared = False
    last: tuple[str, tuple[str, ...]] | None = None
    for row in rows:
        if is_blank(row[name]):
            continue
        number, door = text_of(row[serial]), tuple(text_of(row[index]) for index in doors)
        if last and number and last[0] and number != last[0] and any(door) and door == last[1]:
            return False
        shared = shared or (last is not None and number in ("", last[0]))
        last = number or (last[0] if last else ""), door
    return shared

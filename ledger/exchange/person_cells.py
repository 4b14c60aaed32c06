"""One resident from the cells of a row. What is not understood stays in the note, word for word, and is reported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ledger.exchange.care_cells import read_care_groups, read_flag
from ledger.exchange.cells import Cell, is_blank, text_of
from ledger.exchange.fields import Field
from ledger.exchange.layout import Slot
from ledger.exchange.roster import Column
from ledger.records.people import Phone, Sex
from ledger.rules.finding import Finding, Severity, warning
from ledger.rules.id_number import Document, IdReading, read_id_number
from ledger.rules.numerals import half_width
from ledger.rules.partial_date import DateReading, read_date
from ledger.rules.person_name import read_name
from ledger.rules.phone import read_phones
from ledger.rules.relation import HEAD, is_relation, read_relation

ORIGINAL = "（名册原文）："
"""Stands in a note between a heading and what was not understood under it."""

_MALE = frozenset(["男", "男性", "M", "m", "1", "男士", "先生"])
_FEMALE = frozenset(["女", "女性", "F", "f", "2", "女士"])
_NO_SEX = frozenset(["", "-", "/", "无", "不详", "未知", "0", "9"])
_KNOWN_BY_ID = frozenset(["date_no_day", "date_no_month", "date_two_digit_year", "date_month_unsure", "date_order"])
_MONTH_IN_TEXT = re.compile(r"\d{4}\.1")


@dataclass(slots=True)
class Person:
    """A resident being read: what goes into the ledger, and what was found under which column."""

    sheet: str
    row: int
    name: str
    relation: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: str = ""
    id_number: str = ""
    phones: tuple[Phone, ...] = ()
    care_groups: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    found: list[tuple[str, Finding]] = field(default_factory=list)
    birth_from_id: bool = False
    about_dwelling: str = ""

    @property
    def codes(self) -> list[str]:
        """The codes of everything found."""
        return [finding.code for _, finding in self.found]


@dataclass(frozen=True, slots=True)
class Reader:
    """What all rows of a file have in common: the day it is read, and whether its numbers came as text (.csv)."""

    sheet: str
    today: date
    is_text: bool = False


def read_person(row: Sequence[Cell], number: int, slot: Slot, reader: Reader) -> Person | None:
    """The person a slot describes, or None where the row leaves it blank; without a name where it is unclear."""
    cell = row[slot.name] if slot.name >= 0 else ""
    if cell == "" and not any(_tells(row, column) for column in slot.columns):
        return None
    person = Person(reader.sheet, number, "", slot.relation)
    _read_name(person, cell, slot)
    sex_said = _read_sex(person, row, slot)
    number_read = _read_id(person, row, slot, reader)
    _read_birth(person, row, slot, reader, number_read)
    if number_read.sex is not Sex.UNKNOWN:
        if person.sex is Sex.UNKNOWN and not sex_said:
            person.sex = number_read.sex
        elif person.sex not in (Sex.UNKNOWN, number_read.sex):
            _find_other_sex(person, slot, sex_said, "男" if number_read.sex is Sex.MALE else "女")
    _read_rest(person, row, slot)
    return person


def _find_other_sex(person: Person, slot: Slot, said: str, id_says: str) -> None:
    """The sex is not the ID number's; where the birth is not either, that is one thing to look at, not two."""
    for place, (label, finding) in enumerate(person.found):
        if finding.code == "id_birth_differs":
            both = {
                name: f"{value}、{other}" for (name, value), other in zip(finding.values, (said, id_says), strict=True)
            }
            person.found[place] = (label, warning("id_birth_differs", **both))
            return
    facts = {"said": said, "id_says": id_says}
    person.found.append((slot.labels.get(Field.SEX, ""), warning("id_sex_differs", **facts)))


def add_care(person: Person, row: Sequence[Cell], slot: Slot) -> None:
    """Read the care groups of the slot's columns into the person: words, and columns with a tick."""
    for column in slot.further:
        cell = row[column.index]
        if cell == "" or column.field not in (Field.CARE_GROUPS, Field.CARE_FLAG):
            continue
        if column.field is Field.CARE_GROUPS:
            groups, rest = read_care_groups(text_of(cell))
        else:
            groups, rest = read_flag(column.label, cell)
        person.care_groups += [group for group in groups if group not in person.care_groups]
        if rest:
            person.notes.append(f"{column.name}：{rest}")


def _tells(row: Sequence[Cell], column: Column) -> bool:
    """Whether a column says something of a person who is not named."""
    return column.field not in (Field.NAME, Field.CARE_GROUPS, Field.CARE_FLAG) and not is_blank(row[column.index])


def _read_name(person: Person, cell: Cell, slot: Slot) -> None:
    reading = read_name(cell)
    person.name = reading.name
    label = slot.labels.get(Field.NAME, "")
    person.found += [(label, finding) for finding in reading.findings]
    if not reading.name:
        person.about_dwelling = reading.remark or (text_of(cell) if reading.findings else "")
        return
    if not reading.remark:
        return
    if is_relation(reading.remark):
        person.relation = read_relation(reading.remark)
    elif reading.remark in ("男", "女"):
        person.sex = Sex.MALE if reading.remark == "男" else Sex.FEMALE
    else:
        person.notes.append(reading.remark)


def _read_sex(person: Person, row: Sequence[Cell], slot: Slot) -> str:
    index = slot.index(Field.SEX)
    if index is None:
        return ""
    text = text_of(row[index]) if row[index] not in ("男", "女") else str(row[index])
    plain = half_width(text).replace(" ", "")
    if plain in _MALE:
        person.sex = Sex.MALE
    elif plain in _FEMALE:
        person.sex = Sex.FEMALE
    elif plain not in _NO_SEX:
        _keep_original(person, slot.labels.get(Field.SEX, ""), text)
        person.found.append((slot.labels.get(Field.SEX, ""), Finding("sex_unreadable", (("text", text),))))
    return text if person.sex is not Sex.UNKNOWN else ""


def _read_id(person: Person, row: Sequence[Cell], slot: Slot, reader: Reader) -> IdReading:
    index = slot.index(Field.ID_NUMBER)
    if index is None or row[index] == "":
        return IdReading("")
    reading = read_id_number(row[index], reader.today)
    kind_index = slot.index(Field.ID_KIND)
    kind = text_of(row[kind_index]) if kind_index is not None else ""
    other = bool(kind) and not any(word in kind for word in ("身份证", "户口", "居住证"))
    if other:
        person.notes.append(f"证件：{kind}")
        if reading.findings and isinstance(row[index], str):
            reading = IdReading("".join(text_of(row[index]).split()), Document.OTHER)
    person.id_number = reading.number
    label = slot.labels.get(Field.ID_NUMBER, "")
    for finding in reading.findings:
        if finding.severity is Severity.ERROR:
            _keep_original(person, label, _as_written(row[index], finding))
        if finding.code != "id_too_old":  # said below, where it is not explained by the birth date
            person.found.append((label, finding))
    return reading


def _read_birth(person: Person, row: Sequence[Cell], slot: Slot, reader: Reader, number: IdReading) -> None:
    label = slot.labels.get(Field.BIRTH, "") or slot.labels.get(Field.BIRTH_YEAR, "")
    cell = _birth_cell(row, slot)
    if reader.is_text and isinstance(cell, str) and _MONTH_IN_TEXT.fullmatch(cell):
        cell = float(cell)  # a .csv may have lost the zero of 1945.10, as the number it was made from had
    reading = read_date(cell, reader.today)
    too_old = next((finding for finding in number.findings if finding.code == "id_too_old"), None)
    if number.birth and _agrees(reading, number.birth, text_of(cell)):
        if too_old is None:
            person.birth = number.birth
            person.birth_from_id = reading.value == "" and not reading.findings
        else:
            person.found.append((slot.labels.get(Field.ID_NUMBER, ""), too_old))
        return
    person.birth = reading.value
    for finding in reading.findings:
        if finding.severity is Severity.ERROR:
            _keep_original(person, label, text_of(cell))
        person.found.append((label, finding))
    if number.birth and (reading.value or reading.findings):
        facts = {"said": reading.value or text_of(cell), "id_says": number.birth}
        person.found.append((label, warning("id_birth_differs", **facts)))


def _birth_cell(row: Sequence[Cell], slot: Slot) -> Cell:
    index = slot.index(Field.BIRTH)
    if index is not None and not is_blank(row[index]):
        return row[index]
    parts = [slot.index(field) for field in (Field.BIRTH_YEAR, Field.BIRTH_MONTH, Field.BIRTH_DAY)]
    said = [text_of(row[part]) if part is not None else "" for part in parts]
    return "-".join(part for part in said if part)


def _agrees(reading: DateReading, birth: str, text: str) -> bool:
    """Whether the birth date written down is the ID number's, as far as it goes."""
    if not reading.findings:
        return birth.startswith(reading.value)
    if reading.value and birth.startswith(reading.value):
        return all(finding.code in _KNOWN_BY_ID for finding in reading.findings)
    if [finding.code for finding in reading.findings] != ["date_two_digit_year"]:
        return False
    digits = re.findall(r"\d+", half_width(text))
    if len(digits) == 1:
        return bool(digits[0] == birth[2:].replace("-", ""))
    parts = [birth[2:4], birth[5:7], birth[8:]]
    return [int(digit) for digit in digits] == [int(part) for part in parts[: len(digits)]]


def _read_rest(person: Person, row: Sequence[Cell], slot: Slot) -> None:
    for column in slot.further:
        cell = row[column.index]
        if cell == "":
            continue
        if column.field is Field.RELATION:
            relation = read_relation(cell)
            relation = {"是": HEAD, "√": HEAD, "否": ""}.get(relation, relation)
            person.relation = relation or person.relation
        elif column.field is Field.PHONE:
            reading = read_phones(cell)
            known = {phone.number for phone in person.phones}
            person.phones += tuple(phone for phone in reading.phones if phone.number not in known)
            if reading.findings:
                _keep_original(person, column.name, text_of(cell))
            person.found += [(column.name, finding) for finding in reading.findings]
        elif column.field is Field.AGE and not person.birth:
            person.notes.append(f"{column.name}：{text_of(cell)}")
    add_care(person, row, slot)


def _as_written(cell: Cell, finding: Finding) -> str:
    # A number of eighteen digits is shown as a spreadsheet shows it: 1.1010519491231E+17.
    return cell if isinstance(cell, str) else dict(finding.values)["text"]


def _keep_original(person: Person, label: str, text: str) -> None:
    person.notes.append(f"{label}{ORIGINAL}{text}")

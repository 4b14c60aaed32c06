"""What a resident is entered with, and the rules of each field."""

import re
from dataclasses import dataclass
from datetime import date

from ledger.errors import FieldProblem, InputProblem
from ledger.records.people import HouseholdStatus, Phone, Sex
from ledger.rules.finding import Severity
from ledger.rules.id_number import read_id_number
from ledger.rules.person_name import read_name
from ledger.rules.phone import read_phones
from ledger.rules.relation import HEAD

OLDEST_BIRTH = 130
"""No resident is older, in years; the oldest person known reached 122."""

_BIRTH = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class NewResident:
    """A resident about to be entered; the fields are those of `records.people.Resident`.

    `care_group_ids` are joined at once, `relation` is 与户主关系 in the household the resident is entered into.
    """

    name: str
    sex: Sex = Sex.UNKNOWN
    birth: str = ""
    id_number: str = ""
    phones: tuple[Phone, ...] = ()
    relation: str = ""
    note: str = ""
    care_group_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household about to be entered. `head` is an index into `members`; None: whoever's relation is 户主."""

    dwelling_id: int | None
    members: tuple[NewResident, ...] = ()
    head: int | None = None
    status: HouseholdStatus = HouseholdStatus.RESIDENT
    note: str = ""

    @property
    def head_index(self) -> int | None:
        """Which of the members is the head, None where nobody is."""
        if self.head is not None:
            return self.head
        return next((index for index, each in enumerate(self.members) if each.relation.strip() == HEAD), None)


def check_resident(new: NewResident, *, today: date) -> None:
    """Raises InputProblem with every rule the fields break, each under its field.

    name: "name_missing", "name_several", "name_unreadable". birth: "birth_unreadable", "date_in_future",
    "birth_too_early". phones: "phone_twice", "phone_digits", "phone_unreadable". id_number: what
    rules.id_number refuses ("id_check_digit", "id_lost_digits", "id_length", "id_birth", "id_masked",
    "id_unreadable"). A birth date that is not the ID number's is no error: old registers differ.
    """
    problems = [
        *name_problems(new.name),
        *birth_problems(new.birth, today),
        *id_number_problems(new.id_number, today),
        *phone_problems(new.phones),
    ]
    if problems:
        raise InputProblem(*problems)


def name_problems(name: str) -> list[FieldProblem]:
    """What is wrong with a name; see `check_resident`."""
    reading = read_name(name)
    errors = [finding.on("name") for finding in reading.findings if finding.severity is Severity.ERROR]
    return errors or ([] if reading.name else [FieldProblem("name", "name_missing")])


def birth_problems(birth: str, today: date) -> list[FieldProblem]:
    """What is wrong with a birth date given as far as it is known; see `check_resident`."""
    if not birth:
        return []
    facts = (("text", birth),)
    found = _BIRTH.fullmatch(birth)
    try:
        earliest = date(*(int(part) if part else 1 for part in found.groups())) if found else None
    except ValueError:
        earliest = None
    if earliest is None:
        return [FieldProblem("birth", "birth_unreadable", facts)]
    if earliest > today:
        return [FieldProblem("birth", "date_in_future", (("date", birth),))]
    if earliest.year < today.year - OLDEST_BIRTH:
        return [FieldProblem("birth", "birth_too_early", facts)]
    return []


def id_number_problems(id_number: str, today: date) -> list[FieldProblem]:
    """What is wrong with an ID number; see `check_resident`."""
    if not id_number:
        return []
    findings = read_id_number(id_number, today).findings
    return [finding.on("id_number") for finding in findings if finding.severity is Severity.ERROR]


def phone_problems(phones: tuple[Phone, ...]) -> list[FieldProblem]:
    """What is wrong with phone numbers; see `check_resident`."""
    problems = []
    for phone in phones:
        reading = read_phones(phone.number)
        problems += [finding.on("phones") for finding in reading.findings if finding.severity is Severity.ERROR]
        if not reading.findings and [each.number for each in reading.phones] != [phone.number]:
            problems.append(FieldProblem("phones", "phone_unreadable", (("text", phone.number),)))
    numbers = [phone.number for phone in phones]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    return problems + [FieldProblem("phones", "phone_twice", (("text", number),)) for number in twice]

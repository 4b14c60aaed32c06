"""Correcting and withdrawing residents."""

from datetime import date

from ledger.errors import InputProblem
from ledger.people.fields import birth_problems, id_number_problems, name_problems, phone_problems
from ledger.people.pinyin import pinyin_columns
from ledger.places.entered import entered_reason, standing_row
from ledger.records.people import Phone, Sex
from ledger.store import Changed, Ledger


def correct_resident(
    ledger: Ledger,
    resident_id: int,
    *,
    today: date,
    name: str | None = None,
    sex: Sex | None = None,
    birth: str | None = None,
    id_number: str | None = None,
    note: str | None = None,
) -> Changed:
    """Correct what is written about a resident; a field left None stays as it is, and so does one that was wrong
    already: only what is changed is checked.

    Raises InputProblem: "no_such_entry" and those of `fields.check_resident`.
    """
    given = {
        "name": None if name is None else name.strip(),
        "sex": None if sex is None else sex.value,
        "birth": birth,
        "id_number": id_number,
        "note": None if note is None else note.strip(),
    }
    with ledger.write("resident.correct") as write:
        row = standing_row(ledger, "resident", resident_id, field="resident_id")
        changed = {column: value for column, value in given.items() if value is not None and value != row[column]}
        _check(changed, today)
        if "name" in changed:
            changed["pinyin"], changed["initials"] = pinyin_columns(changed["name"])
        if changed:
            write.update("resident", resident_id, **changed)
    return write.changed


def set_phones(ledger: Ledger, resident_id: int, *, phones: tuple[Phone, ...]) -> Changed:
    """Make these the resident's phones, in this order; numbers no longer among them are withdrawn.

    Raises InputProblem: "no_such_entry", "phone_digits", "phone_unreadable", "phone_twice".
    """
    if problems := phone_problems(phones):
        raise InputProblem(*problems)
    with ledger.write("resident.set_phones") as write:
        standing_row(ledger, "resident", resident_id, field="resident_id")
        kept = {
            row["number"]: row["id"]
            for row in ledger.rows(
                "select id, number from phone where resident_id = ? and withdrawn_at is null", (resident_id,)
            )
        }
        for position, phone in enumerate(phones):
            columns = {"note": phone.note.strip(), "position": position}
            if phone.number in kept:
                write.update("phone", kept.pop(phone.number), **columns)
            else:
                write.insert("phone", resident_id=resident_id, number=phone.number, **columns)
        for id_ in kept.values():
            write.withdraw("phone", id_, "replaced")
    return write.changed


def withdraw_resident(ledger: Ledger, resident_id: int, *, reason: str) -> Changed:
    """Withdraw a resident entered in error, with membership and care groups; who has died or left gets a life event.

    A household loses its head if it was this one. Raises InputProblem: "reason_missing", "no_such_entry".
    """
    reason = entered_reason(reason)
    with ledger.write("resident.withdraw") as write:
        standing_row(ledger, "resident", resident_id, field="resident_id")
        for row in ledger.rows("select id from household where head_id = ?", (resident_id,)):
            write.update("household", row["id"], head_id=None)
        for table in ("membership", "care_membership"):
            for row in ledger.rows(
                f"select id from {table} where resident_id = ? and until is null and withdrawn_at is null",
                (resident_id,),
            ):
                write.withdraw(table, row["id"], reason)
        write.withdraw("resident", resident_id, reason)
    return write.changed


def _check(changed: dict[str, str], today: date) -> None:
    problems = []
    if "name" in changed:
        problems += name_problems(changed["name"])
    if "birth" in changed:
        problems += birth_problems(changed["birth"], today)
    if "id_number" in changed:
        problems += id_number_problems(changed["id_number"], today)
    if problems:
        raise InputProblem(*problems)

"""The community's working calendar: official days and those entered here."""

from datetime import date

from ledger.rules.workdays import WorkCalendar
from ledger.store import Changed, Ledger


def work_calendar(ledger: Ledger) -> WorkCalendar:
    """The calendar with the days this community entered."""
    rows = ledger.rows("select on_date, kind from holiday where withdrawn_at is null order by id")
    return WorkCalendar({date.fromisoformat(row["on_date"]): row["kind"] == "workday" for row in rows})


def enter_day(ledger: Ledger, *, on: date, worked: bool, name: str = "") -> Changed:
    """Enter a day off, or a make-up day that is worked, over what was entered for it before."""
    with ledger.write("calendar.enter_day") as write:
        for row in ledger.rows("select id from holiday where on_date = ? and withdrawn_at is null", (str(on),)):
            write.withdraw("holiday", row["id"], "replaced")
        write.insert("holiday", on_date=str(on), kind="workday" if worked else "holiday", name=name)
    return write.changed

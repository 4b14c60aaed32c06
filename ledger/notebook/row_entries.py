"""Lines typed back from a route sheet: each row is a household; day and worker are the sheet's unless the page says."""

from dataclasses import replace

from ledger.notebook.candidates import MOST_NEAR, doors_fitting
from ledger.notebook.composing import entry_of
from ledger.notebook.context import Context
from ledger.notebook.mentions import Named
from ledger.notebook.names import people_named
from ledger.notebook.roster_index import Sheet
from ledger.notebook.said import Line, Materials, Said
from ledger.notebook.shape import short_address
from ledger.notebook.sheet_rows import SheetWords
from ledger.records.notebook import Ask, KnownHousehold, PageEntry, Reading

_ON_SHEET = Reading(0.98, "sheet_row")


def with_sheet(context: Context, given: Materials) -> Context:
    """`context` with the day and the worker of the sheet that holds, where the page names none itself.

    A sheet drawn up for a day to come says nothing of the day a page was written.
    """
    sheet = given.index.sheets.get(context.sheet)
    if sheet is None:
        return context
    on = sheet.on if sheet.on <= given.today else None
    return replace(context, on=context.on or on, worker=context.worker or sheet.worker)


def entries_of_rows(line: Line, said: Said, words: SheetWords) -> tuple[PageEntry, ...]:
    """An entry for each row named, all with what the line says; a number that is no row is asked for."""
    sheet = line.given.index.sheets.get(words.sheet)
    return tuple(_entry(line, said, sheet, row) for row in words.rows)


def _entry(line: Line, said: Said, sheet: Sheet | None, row: int) -> PageEntry:
    index = line.given.index
    key = sheet.rows.get(row) if sheet is not None else None
    household = index.behind(key) if key is not None else None
    if household is None:
        return _asked(line, said, sheet, row)
    named = people_named(household, said.text, line.given.today, line.given.words)
    entry = entry_of(line, said, household, named)
    return replace(entry, readings={**entry.readings, "household": _ON_SHEET})


def _asked(line: Line, said: Said, sheet: Sheet | None, row: int) -> PageEntry:
    """A number that is no row: perhaps a room of the sheet, the household of somebody named, or a row beside it."""
    found = {number: line.given.index.behind(key) for number, key in sheet.rows.items()} if sheet else {}
    homes = {number: home for number, home in found.items() if home is not None}

    def likely(number: int) -> tuple[bool, bool, int]:
        home = homes[number]
        return not _names(home, said.text), home.room != str(row), abs(number - row)

    offered = doors_fitting((homes[number] for number in sorted(homes, key=likely)[:MOST_NEAR]), said.text)
    entry = entry_of(line, said, None, Named())
    reading = Reading(0.0, "no_such_row", tuple(short_address(each.household) for each in offered))
    readings = {**entry.readings, "household": reading}
    return replace(entry, ask=Ask.WHICH_HOUSEHOLD, candidates=offered, readings=readings)


def _names(home: KnownHousehold, text: str) -> bool:
    return any(person.name in text for person in home.people)

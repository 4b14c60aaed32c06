"""Reading a roster: choose the sheets, find their headings, and make households of their rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from ledger.errors import InputProblem, refuse
from ledger.exchange.batch import without_garbage_collection
from ledger.exchange.cells import is_blank, text_of
from ledger.exchange.door_cells import Place
from ledger.exchange.fields import DOOR_FIELDS, Field
from ledger.exchange.finished import Finished, finish, problem_of
from ledger.exchange.header import Header, blocks_of, find_header
from ledger.exchange.household_drafts import Households
from ledger.exchange.layout import layout_of
from ledger.exchange.lines import LeftOut, read_lines, table_of
from ledger.exchange.person_cells import Reader
from ledger.exchange.repeats import without_second_homes
from ledger.exchange.roster import Choice, Column, Roster, RosterProblem, SheetSummary
from ledger.exchange.row_kinds import place_of_heading
from ledger.exchange.sheet_choice import choose_sheets, repeats_known
from ledger.exchange.workbook import Sheet, Workbook, read_workbook
from ledger.rules.finding import warning

Progress = Callable[[int, int], None]
"""Called with how much is done of how much; may raise `ledger.errors.Cancelled`."""

_STEP = 250


def read_roster(path: Path, *, today: date, choice: Choice | None = None, progress: Progress | None = None) -> Roster:
    """Read the roster in a workbook or .csv file; the ledger is not asked.

    `choice` carries what the user corrected after a first reading. Raises what `read_workbook` raises, and
    InputProblem: "roster_unrelated" (no sheet lists residents), "roster_no_such_sheet", "roster_no_residents".
    """
    with without_garbage_collection():
        return _read_roster(path, today, choice or Choice(), progress)


def _read_roster(path: Path, today: date, choice: Choice, progress: Progress | None) -> Roster:
    workbook = read_workbook(path)
    headers = {sheet.name: _corrected(find_header(sheet), sheet, choice) for sheet in workbook.sheets}
    skipped = choose_sheets(workbook, headers, choice)
    chosen = [sheet for sheet in workbook.sheets if not skipped[sheet.name]]
    if not chosen:
        raise _unrelated(workbook, headers)
    finished: dict[str, Finished] = {}
    tell = _teller(progress, sum(len(sheet.rows) for sheet in chosen))
    for sheet in chosen:
        header = headers[sheet.name]
        assert header is not None  # chosen for it
        result = _read_sheet(sheet, header, Reader(sheet.name, today, workbook.is_text), tell)
        if finished and choice.sheets is None and repeats_known(result, list(finished.values())):
            skipped[sheet.name] = "sheet_repeats"
            continue
        finished[sheet.name] = result
    return _roster(workbook, headers, skipped, finished)


def _read_sheet(sheet: Sheet, header: Header, reader: Reader, tell: Callable[[], None]) -> Finished:
    place, guessed = _place_over(sheet, header)
    total = Finished()
    for block in blocks_of(header):
        table = table_of(sheet, block)
        households = Households(sheet.name)
        unread: list[LeftOut] = []
        for line in read_lines(sheet, table, place, reader):
            tell()
            if isinstance(line, LeftOut):
                if line.is_break:
                    households.close()
                if not line.understood:
                    unread.append(line)
                continue
            households.add(line)
            # What is not understood matters only inside the table; below it stands all sorts of things.
            total.problems += [_unread(sheet, each) for each in unread]
            unread.clear()
        closed = finish(households.drafts, table.layout)
        total.households += closed.households
        total.problems += closed.problems
        total.births_from_id += closed.births_from_id
    if not DOOR_FIELDS & header.fields:
        total.problems.append(problem_of(sheet.name, header.last + 1, "", warning("no_address_column")))
    if guessed and any(household.address for household in total.households):
        found = warning("building_from_sheet_name", sheet=sheet.name, building=place.building)
        total.problems.append(problem_of(sheet.name, header.last + 1, "", found))
    return total


def _unread(sheet: Sheet, line: LeftOut) -> RosterProblem:
    return problem_of(sheet.name, line.row, "", warning("row_not_understood", text=line.text))


def _place_over(sheet: Sheet, header: Header) -> tuple[Place, bool]:
    """Estate, building, unit and grid from the titles and the sheet's name; whether the building is a guess."""
    found: dict[str, str] = {}
    for row in sheet.rows[: header.first]:
        for cell in row:
            if not is_blank(cell):
                found = place_of_heading(text_of(cell)) | found
    found = place_of_heading(sheet.name) | found
    guessed = False
    has_building = {Field.BUILDING, Field.BUILDING_UNIT, Field.ADDRESS} & header.fields
    if "building" not in found and not has_building and sheet.name.isascii() and sheet.name.isdigit():
        found["building"], guessed = str(int(sheet.name)), True
    return Place(**found), guessed


def _corrected(header: Header | None, sheet: Sheet, choice: Choice) -> Header | None:
    """The heading with the meanings the user gave its columns, columns without a heading included."""
    fields = choice.fields.get(sheet.name)
    if header is None or not fields:
        return header
    columns = {column.index: column for column in header.columns}
    for index, field in fields.items():
        known = columns.get(index, Column(index, "", field))
        columns[index] = replace(known, field=field, owner=known.owner if known.field is field else "")
    return Header(header.first, header.last, tuple(columns[index] for index in sorted(columns)))


def _unrelated(workbook: Workbook, headers: dict[str, Header | None]) -> InputProblem:
    names = "、".join(sheet.name for sheet in workbook.sheets)
    best = max((header for header in headers.values() if header), key=lambda h: len(h.columns), default=None)
    seen = "、".join(column.label for column in best.columns if column.label) if best else ""
    return refuse("roster", "roster_unrelated", file=workbook.path.name, sheets=names, columns=seen)


def _roster(
    workbook: Workbook,
    headers: dict[str, Header | None],
    skipped: dict[str, str],
    finished: dict[str, Finished],
) -> Roster:
    households = [household for result in finished.values() for household in result.households]
    if not households:
        raise refuse("roster", "roster_no_residents", file=workbook.path.name)
    problems = [problem for result in finished.values() for problem in result.problems]
    first = next(header for name, header in headers.items() if header and name in finished)
    label = layout_of(first.columns).label(Field.ID_NUMBER)
    households, more = without_second_homes(households, label)
    order = {sheet.name: position for position, sheet in enumerate(workbook.sheets)}
    problems = sorted((*problems, *more), key=lambda problem: (order[problem.sheet], problem.row))
    summaries = []
    for sheet in workbook.sheets:
        header = headers[sheet.name]
        own = [household for household in households if household.sheet == sheet.name]
        summaries.append(
            SheetSummary(
                sheet.name,
                skipped[sheet.name],
                tuple(range(header.first + 1, header.last + 2)) if header else (),
                header.columns if header else (),
                len(own),
                sum(len(household.residents) for household in own),
                _titles(sheet, header) if header else (),
            )
        )
    from_id = sum(result.births_from_id for result in finished.values())
    return Roster(workbook.path, tuple(summaries), tuple(households), tuple(problems), from_id)


def _titles(sheet: Sheet, header: Header) -> tuple[str, ...]:
    return tuple(text_of(cell) for row in sheet.rows[: header.first] for cell in row if not is_blank(cell))


def _teller(progress: Progress | None, total: int) -> Callable[[], None]:
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if progress is not None and done % _STEP == 0:
            progress(min(done, total), total)

    return tell

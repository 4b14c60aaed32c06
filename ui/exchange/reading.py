"""What the page shows of a file: how it was read, what its columns hold, and what an import would do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ledger.exchange.cells import is_blank, letter_of, text_of
from ledger.exchange.comparing import plan_import
from ledger.exchange.fields import Field
from ledger.exchange.plan import Plan
from ledger.exchange.reading import read_roster
from ledger.exchange.roster import Choice, Roster, SheetSummary
from ledger.exchange.workbook import Sheet, read_workbook
from ledger.rules.masked_text import masked_text
from ledger.store import Ledger
from ui.jobs import Progress

_SAMPLES = 3
_ROWS_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column of a sheet: its heading ("" for none), its meaning, and what its first cells hold."""

    index: int
    label: str
    field: Field
    owner: str
    samples: tuple[str, ...]

    @property
    def letter(self) -> str:
        """The column's letters in the sheet."""
        return letter_of(self.index)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read with a choice of sheets and meanings, and the plan made of it."""

    path: Path
    choice: Choice
    roster: Roster
    plan: Plan
    columns: dict[str, tuple[ShownColumn, ...]] = field(default_factory=dict)

    @property
    def read_sheets(self) -> tuple[SheetSummary, ...]:
        """The sheets that were read."""
        return tuple(sheet for sheet in self.roster.sheets if not sheet.skipped)


def reading_job(path: Path, choice: Choice, today: date) -> Callable[[Ledger, Progress], Reading]:
    """The background job that reads a file and plans its import."""

    def read(ledger: Ledger, progress: Progress) -> Reading:
        workbook = read_workbook(path)
        roster = read_roster(path, today=today, choice=choice, progress=progress)
        plan = plan_import(ledger, roster)
        sheets = {sheet.name: sheet for sheet in workbook.sheets}
        columns = {
            summary.name: tuple(_columns(sheets[summary.name], summary))
            for summary in roster.sheets
            if not summary.skipped
        }
        return Reading(path, choice, roster, plan, columns)

    return read


def with_meaning(reading: Reading, sheet: str, index: int, meaning: Field) -> Choice:
    """The choice with one column's meaning corrected, in every sheet that has a column of the same heading."""
    label = next(column.label for column in reading.columns[sheet] if column.index == index)
    fields = {name: dict(chosen) for name, chosen in reading.choice.fields.items()}
    fields.setdefault(sheet, {})[index] = meaning
    for name, columns in reading.columns.items():
        for column in columns:
            if label and column.label == label and name != sheet:
                fields.setdefault(name, {})[column.index] = meaning
    return replace(reading.choice, fields=fields)


def _columns(sheet: Sheet, summary: SheetSummary) -> Iterator[ShownColumn]:
    known = {column.index: column for column in summary.columns}
    first = max(summary.header_rows, default=0)
    body = sheet.rows[first : first + _ROWS_LOOKED_AT]
    for index in range(sheet.width):
        values = [text_of(row[index]) for row in body if not is_blank(row[index])]
        column = known.get(index)
        if column is None and not values:
            continue
        meaning = column.field if column else Field.IGNORED
        samples = tuple(masked_text(text) for text in list(dict.fromkeys(values))[:_SAMPLES])
        yield ShownColumn(index, column.label if column else "", meaning, column.owner if column else "", samples)

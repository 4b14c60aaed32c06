"""Page one's categories: counts and bars, in one column or, where there are many, in two."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.language import _, pgettext
from ledger.records.accounts import MonthAccount
from ledger.reports import styles
from ledger.reports.linebreak import shorten
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, Colour, Sheet, Side, Style

_MOST_IN_ONE_COLUMN = 9
_MOST_SHOWN = 30
_GUTTER = 26.0
_INSET = 3.0
_AFTER_NAME = 6.0
_BAR = 8.0
_BETWEEN_BARS = 3.0


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category's name and its new, settled and open matters."""

    name: str
    new: int
    settled: int
    open: int


def category_rows(account: MonthAccount) -> list[CategoryRow]:
    """The categories of the month, those with most new matters first; the smallest together beyond thirty."""
    rows = [
        CategoryRow(s.name or _("not given"), s.balance.new, s.balance.settled, s.balance.closing)
        for s in account.by_category
        if s.balance.new or s.balance.settled or s.balance.closing
    ]
    rows.sort(key=lambda row: (-row.new, -row.open, -row.settled))
    if len(rows) <= _MOST_SHOWN:
        return rows
    rest = rows[_MOST_SHOWN - 1 :]
    together = CategoryRow(
        _("%(count)d others") % {"count": len(rest)},
        sum(row.new for row in rest),
        sum(row.settled for row in rest),
        sum(row.open for row in rest),
    )
    return [*rows[: _MOST_SHOWN - 1], together]


class CategoryChart:
    """The chart, ready to be drawn with rows as high as the page allows."""

    def __init__(self, rows: Sequence[CategoryRow]) -> None:
        columns = 1 if len(rows) <= _MOST_IN_ONE_COLUMN else 2
        depth = max(1, -(-len(rows) // columns))
        self._columns = [rows[i : i + depth] for i in range(0, len(rows), depth)]
        self._longest = max((row.new + row.open for row in rows), default=0)
        self._width = (CONTENT_WIDTH - _GUTTER * (columns - 1)) / columns
        self._heads = (
            pgettext("report", "Category"),
            pgettext("report", "New"),
            pgettext("report", "Settled"),
            pgettext("report", "Open"),
        )
        names = (styles.body().width(styles.body().face.printable(row.name)) for row in rows)
        widest = max(names, default=0.0) + _AFTER_NAME
        self._name_width = max(110.0, min(widest, 170.0)) if columns == 1 else max(64.0, min(widest, 92.0))
        least = 40.0 if columns == 1 else 27.0
        self._count_width = max(least, *(styles.cell_strong().width(head) + 8 for head in self._heads[1:]))
        self.lines = depth + 1  # with the head

    def draw(self, sheet: Sheet, y: float, line_height: float) -> None:
        """Draw the chart with its top at y."""
        for number, rows in enumerate(self._columns):
            self._draw_column(sheet, LEFT + number * (self._width + _GUTTER), y, rows, line_height)

    def _draw_column(self, sheet: Sheet, x: float, y: float, rows: Sequence[CategoryRow], line_height: float) -> None:
        head, body = styles.cell_strong(), styles.body()
        sheet.rule(x, y, self._width, 1.0)
        self._write(sheet, x, y, line_height, self._heads, head)
        sheet.rule(x, y + line_height, self._width, 0.6)
        for number, row in enumerate(rows, 1):
            top = y + number * line_height
            texts = (row.name, str(row.new), str(row.settled), str(row.open))
            self._write(sheet, x, top, line_height, texts, body)
            self._draw_bars(sheet, x, top + (line_height - _BAR) / 2, row)
            sheet.rule(x, top + line_height, self._width, 0.35, Colour.LINE)

    def _write(
        self, sheet: Sheet, x: float, top: float, line_height: float, texts: Sequence[str], style: Style
    ) -> None:
        baseline = top + line_height / 2 + style.size * 0.37
        name = shorten(style.face.printable(texts[0]), style.face.widths, style.units(self._name_width - _INSET))
        sheet.put(x + _INSET, baseline, name, style)
        for number, text in enumerate(texts[1:], 1):
            sheet.put(x + self._name_width + number * self._count_width, baseline, text, style, Side.RIGHT)

    def _draw_bars(self, sheet: Sheet, x: float, y: float, row: CategoryRow) -> None:
        start = x + self._name_width + 3 * self._count_width + 12
        scale = (x + self._width - start - _BETWEEN_BARS) / max(self._longest, 1)
        gap = 0.0
        if row.new:
            sheet.block(start, y, row.new * scale, _BAR, Colour.RED)
            gap = _BETWEEN_BARS
        if row.open:
            sheet.block(start + row.new * scale + gap, y, row.open * scale, _BAR, Colour.PALE)


def draw_legend(sheet: Sheet, right: float, baseline: float) -> None:
    """What the colours of the bars mean, ending at `right`."""
    style = styles.small()
    for text, colour in ((pgettext("report", "open"), Colour.PALE), (pgettext("report", "new"), Colour.RED)):
        text = style.face.printable(text)
        right -= style.width(text)
        sheet.text(right, baseline, text, style)
        right -= 12
        sheet.block(right, baseline - 7, _BAR, _BAR, colour)
        right -= 14

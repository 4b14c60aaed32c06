"""Tables: columns as wide as they need, rows measured before anything is drawn."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ledger.reports import styles
from ledger.reports.linebreak import ELLIPSIS, GLUE, break_lines, shorten
from ledger.reports.sheet import CONTENT_WIDTH, LEFT, Colour, Sheet, Side, Style

PAD = 3.6  # above and below the text of a row
GAP = 9.0  # between two columns
INSET = 3.0  # from the table's edge to its text
_TICK = 250  # rows between two looks at the progress
_LEAST_TORN = 3  # lines of a row worth leaving at a page's end

Lines = tuple[str, ...]


class Urgent(str):
    """The text of a cell that is drawn in red."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column, as wide as its text between `least` and `most`.

    `grow` is its share of the width that is left; it may then become wider than `most`, which says how
    much it asks for while others are in need.
    """

    heading: str
    grow: float = 0.0
    least: float = 0.0
    most: float = 900.0
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One measured row of a table, or a part of one too tall for a page."""

    table: "Table"
    lines: tuple[Lines, ...]
    urgent: tuple[bool, ...]
    height: float
    strong: bool = False

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw the row with its top at y."""
        style = styles.cell_strong() if self.strong else styles.cell()
        first = y + PAD + style.drop
        for place, lines, urgent in zip(self.table.places, self.lines, self.urgent, strict=True):
            colour = Colour.RED if urgent else None
            for number, line in enumerate(lines):
                place.write(sheet, first + number * style.leading, line, style, colour)
        sheet.rule(LEFT, y + self.height, CONTENT_WIDTH, 0.8 if self.strong else 0.35, _below(self.strong))

    def clipped(self, most: int) -> "Row":
        """The row with at most that many lines a cell; what is left out is shown by …."""
        style = styles.cell()
        cells = []
        for place, lines in zip(self.table.places, self.lines, strict=True):
            if len(lines) > most:
                rest = "".join(lines[most - 1 :]) + ELLIPSIS
                lines = (*lines[: most - 1], shorten(rest, style.face.widths, style.units(place.width)))
            cells.append(lines)
        return self._part(tuple(cells))

    def split(self, room: float) -> tuple["Row", "Row"] | None:
        """The part that fits into `room` and the rest, or None where it is not worth tearing."""
        leading = styles.cell().leading
        count = int((room - 2 * PAD) / leading)
        if count < _LEAST_TORN:
            return None
        upper = tuple(lines[:count] for lines in self.lines)
        lower = tuple(lines[count:] for lines in self.lines)
        marked = (self.table.continued, *lower[1:])
        return self._part(upper), self._part(marked)

    def _part(self, lines: tuple[Lines, ...]) -> "Row":
        return Row(self.table, lines, self.urgent, _height(lines), self.strong)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table, drawn on every page it stands on."""

    table: "Table"
    lines: tuple[Lines, ...]
    height: float

    def draw(self, sheet: Sheet, y: float) -> None:
        """Draw the head with its top at y."""
        style = styles.cell_strong()
        sheet.rule(LEFT, y, CONTENT_WIDTH, 1.0)
        for place, lines in zip(self.table.places, self.lines, strict=True):
            top = y + self.height - PAD - len(lines) * style.leading
            for number, line in enumerate(lines):
                place.write(sheet, top + number * style.leading + style.drop, line, style, None)
        sheet.rule(LEFT, y + self.height, CONTENT_WIDTH, 0.6)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands on the page."""

    x: float
    width: float
    side: Side

    def write(self, sheet: Sheet, baseline: float, line: str, style: Style, colour: Colour | None) -> None:
        """Write a line of a cell."""
        if self.side is Side.LEFT:
            x = self.x
        else:
            left_over = self.width - style.width(line)
            x = self.x + (left_over if self.side is Side.RIGHT else left_over / 2)
        sheet.text(x, baseline, line, style, colour)


class Table:
    """A table whose rows are all at hand. `footing` is a row of totals; `continued` marks a torn row's rest.

    `columns` and `rows` are what was given, the texts as they can be printed.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str]],
        footing: Sequence[str] | None = None,
        continued: str = "",
    ) -> None:
        style = styles.cell()
        self.continued: Lines = (style.face.printable(continued),)
        self._widths: dict[str, float] = {}
        self.columns = tuple(columns)
        self.rows = [self._printable(row) for row in rows]
        self._footing = None if footing is None else self._printable(footing)
        self.places = _places(columns, self._natural_widths(columns))
        strong = styles.cell_strong()
        heads = tuple(
            tuple(break_lines(strong.face.printable(c.heading), strong.face.widths, strong.units(p.width)))
            for c, p in zip(columns, self.places, strict=True)
        )
        self.head = Head(self, heads, max(map(len, heads)) * strong.leading + 2 * PAD)

    def measured(self, tick: Callable[[], None]) -> Iterable[Row]:
        """The rows with their lines, top to bottom; `tick` is called now and then and may raise."""
        for number, row in enumerate(self.rows):
            if number % _TICK == 0:
                tick()
            yield self._measure(row, styles.cell(), strong=False)
        if self._footing is not None:
            yield self._measure(self._footing, styles.cell_strong(), strong=True)

    def _printable(self, row: Sequence[str]) -> tuple[str, ...]:
        printable = styles.cell().face.printable
        return tuple(Urgent(printable(text)) if type(text) is Urgent else printable(text) for text in row)

    def _width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            width = max(map(styles.cell().width, text.split("\n")))
            self._widths[text] = width
        return width

    def _natural_widths(self, columns: Sequence[Column]) -> list[float]:
        strong = styles.cell_strong()
        widths = []
        for number, column in enumerate(columns):
            texts = {row[number] for row in self.rows}
            widest = max(map(self._width, texts), default=0.0)
            if self._footing is not None:
                widest = max(widest, strong.width(self._footing[number]))
            heading = strong.face.printable(column.heading)
            widest = max(widest, *map(strong.width, heading.split("\n")))
            longest_word = max(map(strong.width, heading.split())) if heading.isascii() else 0.0
            widths.append(max(column.least, longest_word, min(widest, column.most)) + 0.1)
        return widths

    def _measure(self, row: tuple[str, ...], style: Style, strong: bool) -> Row:
        lines = tuple(self._break(text, place, style) for text, place in zip(row, self.places, strict=True))
        urgent = tuple(type(text) is Urgent for text in row)
        return Row(self, lines, urgent, _height(lines), strong)

    def _break(self, text: str, place: Place, style: Style) -> Lines:
        width = style.width(text) if style is styles.cell_strong() else self._width(text)
        if width <= place.width and "\n" not in text:
            return (text.replace(GLUE, "") if GLUE in text else text,)
        return tuple(break_lines(text, style.face.widths, style.units(place.width)))


def _height(lines: tuple[Lines, ...]) -> float:
    return max(1, *map(len, lines)) * styles.cell().leading + 2 * PAD


def _below(strong: bool) -> Colour:
    return Colour.INK if strong else Colour.LINE


def _places(columns: Sequence[Column], natural: list[float]) -> tuple[Place, ...]:
    room = CONTENT_WIDTH - 2 * INSET - GAP * (len(columns) - 1)
    widths = [0.0 if c.grow else n for c, n in zip(columns, natural, strict=True)]
    _share(columns, natural, widths, room - sum(widths))
    places, x = [], LEFT + INSET
    for column, width in zip(columns, widths, strict=True):
        places.append(Place(x, width, column.side))
        x += width + GAP
    return tuple(places)


def _share(columns: Sequence[Column], natural: list[float], widths: list[float], room: float) -> None:
    """Give growing columns what they need first, then the rest by their shares."""
    hungry = [i for i, c in enumerate(columns) if c.grow]
    while hungry:
        total = sum(columns[i].grow for i in hungry)
        content = [i for i in hungry if natural[i] <= room * columns[i].grow / total]
        if not content or len(content) == len(hungry):
            break
        for i in content:
            widths[i] = natural[i]
            room -= natural[i]
        hungry = [i for i in hungry if i not in content]
    total = sum(columns[i].grow for i in hungry)
    for i in hungry:
        widths[i] = room * columns[i].grow / total

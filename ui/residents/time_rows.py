"""The rows of a time line: fetched a page at a time, and painted, so that twenty years cost no widgets."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ledger.records.dossiers import EntryKey, EntryTone, TimelineEntry, TimelinePage
from ledger.wording.happenings import about_words, happening_words, promise_days, standing_words
from ui.theme import Role, Tone, theme

_Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole + 1
NEW_YEAR = Qt.ItemDataRole.UserRole + 2
PAGE = 60
_MOST_LINES = 3
_TONES = {
    EntryTone.GOOD: Tone.GREEN,
    EntryTone.IN_HAND: Tone.BLUE,
    EntryTone.SOON: Tone.AMBER,
    EntryTone.BAD: Tone.RED,
    EntryTone.WAITING: Tone.VIOLET,
    EntryTone.PLAIN: Tone.GREY,
}

Fetch = Callable[[EntryKey | None, int], TimelinePage]


def entry_tone(entry: TimelineEntry) -> Tone:
    """The tone of an entry's dot and chip."""
    return Tone.GREY if entry.withdrawn is not None else _TONES[entry.tone]


def entry_words(entry: TimelineEntry) -> str:
    """An entry as one line: for the ear, the tooltip and the clipboard."""
    parts = (
        f"{entry.on} {entry.time}".strip(),
        happening_words(entry),
        standing_words(entry),
        about_words(entry),
        entry.number,
        entry.worker,
        text_words(entry),
    )
    return " ".join(filter(None, parts))


def text_words(entry: TimelineEntry) -> str:
    """What was written, or when a promise was made and kept."""
    return "\n".join(filter(None, (promise_days(entry), entry.text)))


class TimeRows(QAbstractListModel):
    """The entries read so far; the view asks for more as it comes to their end."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[TimelineEntry] = []
        self._fetch: Fetch | None = None
        self._next: EntryKey | None = None

    def begin(self, fetch: Fetch, *, at_least: int = PAGE) -> None:
        """Show another time line, its first entries at once."""
        page = fetch(None, max(PAGE, at_least))
        self.beginResetModel()
        self._fetch, self._next = fetch, page.next
        self.entries = list(page.entries)
        self.endResetModel()

    def fetch_to(self, count: int) -> None:
        """Read on until so many entries are here, or all there are."""
        while self._fetch is not None and self._next is not None and len(self.entries) < count:
            self._append(self._fetch(self._next, max(PAGE, count - len(self.entries))))

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many entries are here."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def canFetchMore(self, _parent: _Index) -> bool:
        """Whether older entries are left."""
        return self._next is not None

    def fetchMore(self, _parent: _Index) -> None:
        """Read the next page."""
        if self._fetch is not None and self._next is not None:
            self._append(self._fetch(self._next, PAGE))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """An entry in words, the entry itself, or the year that begins with it."""
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == NEW_YEAR:
            before = self.entries[index.row() - 1].on.year if index.row() else None
            return entry.on.year if entry.on.year != before else 0
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry_words(entry)
        return None

    def _append(self, page: TimelinePage) -> None:
        first = len(self.entries)
        if page.entries:
            self.beginInsertRows(QModelIndex(), first, first + len(page.entries) - 1)
            self.entries += page.entries
            self._next = page.next
            self.endInsertRows()
        self._next = page.next


class EntryPainter(QStyledItemDelegate):
    """Paints an entry: its day, a dot on the line, what happened, how it came out, and up to three lines of text."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._known: dict[tuple[EntryKey, int, bool], tuple[list[str], int]] = {}

    def forget(self) -> None:
        """Measure anew: the text has another size, or the entries say something else."""
        self._known.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its lines."""
        _lines, height = self._measured(index, _room(option))
        return QSize(theme().size(200), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one entry."""
        entry: TimelineEntry = index.data(ENTRY)
        look, area = theme(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if year := index.data(NEW_YEAR):
            band = QRect(area.left(), area.top(), area.width(), _year_height())
            painter.setFont(look.font("section", bold=True))
            painter.setPen(look.colour(Role.TEXT))
            painter.drawText(band.adjusted(look.size(8), 0, 0, -look.size(2)), _LEFT_BOTTOM, str(year))
            area.setTop(area.top() + _year_height())
        self._draw_ground(painter, option, area)
        self._draw_line(painter, area, entry, last=index.row() == index.model().rowCount() - 1)
        self._draw_day(painter, area, entry)
        lines, _height = self._measured(index, _room(option))
        self._draw_head(painter, area, entry)
        self._draw_text(painter, area, lines)
        painter.restore()

    def _measured(self, index: _Index, width: int) -> tuple[list[str], int]:
        entry: TimelineEntry = index.data(ENTRY)
        year = bool(index.data(NEW_YEAR))
        key = (entry.key, width, year)
        if key not in self._known:
            lines = _broken(text_words(entry), theme().font(), width - _text_left() - theme().size(12))
            height = 2 * theme().size(6) + _line_height() * (1 + len(lines))
            self._known[key] = (lines, height + (_year_height() if year else 0))
        return self._known[key]

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        ground = None
        if option.state & QStyle.StateFlag.State_Selected:
            ground = Role.SELECTION
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = Role.HOVER
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour(ground))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme().colour(Role.FOCUS), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)

    def _draw_line(self, painter: QPainter, area: QRect, entry: TimelineEntry, *, last: bool) -> None:
        look, x = theme(), _line_x() + area.left()
        middle = area.top() + look.size(6) + _line_height() // 2
        painter.setPen(QPen(look.colour(Role.LINE_STRONG), 2))
        painter.drawLine(x, area.top(), x, middle if last else area.bottom() + 1)
        tone = entry_tone(entry)
        painter.setPen(QPen(look.colour(tone.text), 2))
        painter.setBrush(look.colour(tone.back))
        radius = look.size(4.5)
        painter.drawEllipse(QRect(x - radius, middle - radius, 2 * radius, 2 * radius))

    def _draw_day(self, painter: QPainter, area: QRect, entry: TimelineEntry) -> None:
        look = theme()
        line = QRect(area.left() + look.size(8), area.top() + look.size(6), _line_x() - look.size(20), _line_height())
        painter.setFont(look.font())
        painter.setPen(look.colour(Role.TEXT))
        painter.drawText(line, _LEFT, f"{entry.on:%m-%d}")
        if entry.time:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour(Role.MUTED))
            painter.drawText(line, _RIGHT, entry.time)

    def _draw_head(self, painter: QPainter, area: QRect, entry: TimelineEntry) -> None:
        look, gap = theme(), theme().size(8)
        line = QRect(area.left() + _text_left(), area.top() + look.size(6), 0, _line_height())
        line.setRight(area.right() - look.size(10))
        painter.setPen(look.colour(Role.MUTED))
        painter.setFont(look.font("small"))
        side = entry.worker if entry.withdrawn is None else withdrawn_words(entry)
        painter.drawText(line, _RIGHT, side)
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(side) - gap)
        painter.setFont(look.font(bold=True))
        painter.setPen(look.colour(Role.TEXT))
        line.setLeft(line.left() + _put(painter, line, happening_words(entry)) + gap)
        if standing := standing_words(entry):
            line.setLeft(line.left() + _put_chip(painter, line, standing, entry_tone(entry)) + gap)
        font = look.font()
        font.setStrikeOut(entry.withdrawn is not None)
        painter.setFont(font)
        painter.setPen(look.colour(Role.TEXT))
        _put(painter, line, " ".join(filter(None, (about_words(entry), entry.number))))

    def _draw_text(self, painter: QPainter, area: QRect, lines: list[str]) -> None:
        look = theme()
        painter.setFont(look.font())
        painter.setPen(look.colour(Role.MUTED))
        top = area.top() + look.size(6) + _line_height()
        for number, words in enumerate(lines):
            line = QRect(area.left() + _text_left(), top + number * _line_height(), area.width(), _line_height())
            painter.drawText(line, _LEFT, words)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT_BOTTOM = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


def withdrawn_words(entry: TimelineEntry) -> str:
    """That an entry was taken back, and why."""
    from ledger.language import _

    return _("withdrawn: %(reason)s") % {"reason": entry.withdrawn} if entry.withdrawn else _("withdrawn")


def _room(option: QStyleOptionViewItem) -> int:
    """The width of an entry: beside the scroll bar, whether there is one or not, so that neither makes the other."""
    view = option.widget
    if not isinstance(view, QAbstractScrollArea):
        return option.rect.width()
    return view.width() - view.verticalScrollBar().sizeHint().width() - 2 * view.frameWidth()


def _put(painter: QPainter, line: QRect, words: str) -> int:
    """Draw `words` as far as there is room; how wide they came out."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, line.width()))
    painter.drawText(line, _LEFT, shown)
    return metrics.horizontalAdvance(shown)


def _put_chip(painter: QPainter, line: QRect, words: str, tone: Tone) -> int:
    look = theme()
    painter.setFont(look.font("small"))
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(words) + look.size(14), max(0, line.width()))
    height = metrics.height() + look.size(3)
    chip = QRect(line.left(), line.center().y() - height // 2 + 1, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(tone.back))
    painter.drawRoundedRect(chip, 4, 4)
    painter.setPen(look.colour(tone.text))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, width - look.size(8)))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)
    return width


def _broken(text: str, font: QFont, width: int) -> list[str]:
    """`text` in at most three lines, the last one ending in … where more was written."""
    lines: list[str] = []
    metrics = QFontMetrics(font)
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, theme().size(60)))
            start = line.textStart()
            if len(lines) == _MOST_LINES - 1:
                lines.append(metrics.elidedText(paragraph[start:], Qt.TextElideMode.ElideRight, width))
                layout.endLayout()
                return lines
            lines.append(paragraph[start : start + line.textLength()])
        layout.endLayout()
    return lines


def _line_height() -> int:
    return theme().size(21)


def _year_height() -> int:
    return theme().size(32)


def _line_x() -> int:
    return theme().size(106)


def _text_left() -> int:
    return theme().size(122)

"""The pages of a PDF one below the other, as a sheet of paper each: scrolled, enlarged, walked by keyboard."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ledger.language import _
from ui.paper.pictures import PagePictures
from ui.theme import Role, theme

_GAP = 14
_SCREEN_DOTS_PER_POINT = 96 / 72
LEAST, MOST = 0.25, 4.0
_STEP = 1.2


class PaperView(QAbstractScrollArea):
    """Shows pages as wide as there is room until somebody enlarges them. `turned(page, pages)` counts from 1."""

    turned = Signal(int, int)
    enlarged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PagePictures | None = None
        self._enlargement: float | None = None
        self._tops: list[int] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview of the paper"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages) if self._pages else 0

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 where there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return sum(top <= middle for top in self._tops)

    @property
    def enlargement(self) -> float:
        """Paper to screen: 1.0 is its real size."""
        return self._enlargement or self._fitting()

    def show_pages(self, content: bytes | None) -> None:
        """Show a PDF in place of the one before; None shows none."""
        if self._pages is not None:
            self._pages.close()
        self._pages = PagePictures(content) if content else None
        if self._pages is not None and not self.isVisible():
            self._pages.close()
        self.verticalScrollBar().setValue(0)
        self._arrange()
        self._tell()

    def enlarge(self, factor: float | None) -> None:
        """Show the paper `factor` as large as it is; None fits it to the width."""
        before = self.enlargement
        at = self.verticalScrollBar().value() / before
        self._enlargement = None if factor is None else max(LEAST, min(MOST, factor))
        self._arrange()
        self.verticalScrollBar().setValue(round(at * self.enlargement))
        self.enlarged.emit(self.enlargement)

    def step(self, by: int) -> None:
        """Enlarge or reduce by one step."""
        self.enlarge(self.enlargement * _STEP**by)

    def go_to(self, page: int) -> None:
        """Show a page from its top, counted from 1."""
        if self._tops:
            at = max(1, min(page, len(self._tops)))
            self.verticalScrollBar().setValue(self._tops[at - 1] - _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are seen, and only those."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().colour(Role.LINE))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, area in enumerate(self._areas()):
            if self._pages is not None and area.intersects(event.rect()):
                ratio = self.devicePixelRatioF()
                painter.drawImage(area, self._pages.picture(number, round(area.width() * ratio)))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the paper as wide as there is room."""
        super().resizeEvent(event)
        self._arrange()
        self._tell()
        if self._enlargement is None:
            self.enlarged.emit(self.enlargement)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold no file open while nobody looks."""
        super().hideEvent(event)
        if self._pages is not None:
            self._pages.close()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel enlarge."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageUp and PageDown turn pages, Home and End go to the ends, + − 0 change the size."""
        turns = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.page_count,
        }
        if event.key() in turns:
            self.go_to(turns[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.step(-1 if event.key() == Qt.Key.Key_Minus else 1)
        elif event.key() == Qt.Key.Key_0:
            self.enlarge(None)
        else:
            super().keyPressEvent(event)

    def _fitting(self) -> float:
        if self._pages is None:
            return 1.0
        widest = max(size.width() for size in self._pages.sizes)
        room = self.viewport().width() - 2 * _GAP
        return max(LEAST, min(MOST, room / (widest * _SCREEN_DOTS_PER_POINT)))

    def _arrange(self) -> None:
        scale = self.enlargement * _SCREEN_DOTS_PER_POINT
        sizes = self._pages.sizes if self._pages else ()
        self._tops, top = [], _GAP
        for size in sizes:
            self._tops.append(top)
            top += round(size.height() * scale) + _GAP
        widest = max((round(size.width() * scale) for size in sizes), default=0) + 2 * _GAP
        view = self.viewport().size()
        for bar, whole, room in (
            (self.verticalScrollBar(), top, view.height()),
            (self.horizontalScrollBar(), widest, view.width()),
        ):
            bar.setRange(0, max(0, whole - room))
            bar.setPageStep(room)
            bar.setSingleStep(theme().size(40))
        self.viewport().update()

    def _areas(self) -> list[QRect]:
        if self._pages is None:
            return []
        scale = self.enlargement * _SCREEN_DOTS_PER_POINT
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        areas = []
        for size, top in zip(self._pages.sizes, self._tops, strict=True):
            width, height = round(size.width() * scale), round(size.height() * scale)
            left = max(_GAP, (self.viewport().width() - width) // 2)
            areas.append(QRect(left - offset.x(), top - offset.y(), width, height))
        return areas

    def _tell(self) -> None:
        self.turned.emit(self.page, self.page_count)

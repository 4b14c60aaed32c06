"""Printing a PDF: the system's own dialog, then page after page, the window staying alive."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ledger.language import _
from ui.notices import Notice, Notices
from ui.paper.pictures import PagePictures
from ui.theme import Tone
from ui.widgets import ProgressDialog

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# Dots an inch: what offices' printers show of a page of text.
_FINEST = 300
_POINTS_PER_INCH = 72


def ask_and_print(parent: QWidget, content: bytes, name: str, notices: Notices) -> None:
    """Let the printer be chosen, and print. Says what to do where there is none."""
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
    except ImportError as error:
        notices.say(Notice(_no_printing(), Tone.AMBER, details=str(error)))
        return
    if not QPrinterInfo.availablePrinterNames():
        notices.say(Notice(_no_printer(), Tone.AMBER))
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setWindowTitle(_("Print %(name)s") % {"name": name})
    pages = PagePictures(content)
    dialog.setMinMax(1, len(pages))
    dialog.accepted.connect(lambda: PrintRun(printer, pages, notices, parent).start())
    dialog.rejected.connect(pages.close)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    # The system's dialog has no open() of its own kind; shown over the window it does the same.
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


class PrintRun(QObject):
    """One page each time the window has nothing else to do. `finished(pages printed)` ends it."""

    finished = Signal(int)

    def __init__(self, printer: "QPrinter", pages: PagePictures, notices: Notices, parent: QWidget) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pages = pages
        self._notices = notices
        first = printer.fromPage() or 1
        last = min(printer.toPage() or len(pages), len(pages))
        copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
        self._left = [number for _copy in range(copies) for number in range(first - 1, last)]
        self._total = len(self._left)
        self._printed = 0
        self._painter = QPainter()
        self._progress = ProgressDialog(_("Printing"), self._stop, parent)

    def start(self) -> None:
        """Begin. What the printer refuses is told."""
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            self._notices.say(Notice(_printer_refused(), Tone.RED))
            self._end()
            return
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._painter.end()
            self._notices.toast(_("Sent to the printer."))
            self._end()
            return
        if self._printed and not self._printer.newPage():
            self._painter.end()
            self._notices.say(Notice(_printer_refused(), Tone.RED))
            self._end()
            return
        self._draw(self._left.pop(0))
        self._printed += 1
        self._progress.show_progress(self._printed, self._total)
        QTimer.singleShot(0, self, self._next)

    def _draw(self, number: int) -> None:
        size = self._pages.sizes[number]
        paper = self._printer.paperRect(self._printer.Unit.DevicePixel)
        scale = min(paper.width() / size.width(), paper.height() / size.height())
        area = QRectF(0, 0, size.width() * scale, size.height() * scale)
        dots = min(self._printer.resolution(), _FINEST)
        self._painter.drawImage(area, self._pages.picture(number, round(size.width() * dots / _POINTS_PER_INCH)))

    def _stop(self) -> None:
        self._left.clear()
        self._printer.abort()

    def _end(self) -> None:
        self._progress.finish()
        self._pages.close()
        self.finished.emit(self._printed)
        self.deleteLater()


def _no_printer() -> str:
    return _(
        "No printer is set up on this computer. Save the PDF and print it elsewhere,"
        " or set a printer up in the system's settings."
    )


def _no_printing() -> str:
    return _(
        "Printing is not installed on this computer. Save the PDF and print it elsewhere,"
        " or install the package libcups2."
    )


def _printer_refused() -> str:
    return _("The printer does not answer. Check that it is switched on, or save the PDF and print it elsewhere.")

"""Where a workbook is dropped, chosen, or its cells pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTemporaryDir, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from ledger.language import _
from ui.settings.preferences import LAST_FOLDER
from ui.theme import Role, theme
from ui.widgets import Label, PrimaryButton
from ui.workspace import Workspace

WORKBOOKS = "*.xlsx *.xls *.et *.ods *.csv"


class DropZone(QWidget):
    """`chosen(Path)` follows a file that is dropped, picked, or made of cells pasted from Excel."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._over = False
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 26, 20, 26)
        column.setSpacing(12)
        self._icon = QLabel()
        self.button = PrimaryButton(_("Choose a file…"), "folder-open")
        self.button.clicked.connect(self.ask)
        note = Label(_("Excel, WPS or CSV: .xlsx .xls .et .ods .csv"), "muted")
        pasting = Label(_("Or copy the cells in Excel and press Ctrl+V here"), "muted")
        # What is pasted lies in a private folder of its own, gone with the window.
        self._pasted: QTemporaryDir | None = None
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        for widget in (self._icon, Label(_("Drop the roster here"), "section"), self.button, note, pasting):
            column.addWidget(widget, 0, centre)
        column.addStretch(1)
        self.setFocusProxy(self.button)
        self._fit()
        theme().changed.connect(self._fit)

    def ask(self) -> None:
        """Let the user pick a file, beginning where the last one lay."""
        folder = str(self._workspace.preferences.folder_of_files())
        kinds = _("Workbooks (%(suffixes)s)") % {"suffixes": WORKBOOKS} + ";;" + _("All files (*)")
        picked, _kind = QFileDialog.getOpenFileName(self, _("Choose the roster"), folder, kinds)
        if picked:
            self._workspace.preferences.set(LAST_FOLDER, str(Path(picked).parent))
            self.chosen.emit(Path(picked))

    def paste(self) -> None:
        """Take a file, or cells, from the clipboard."""
        content = QGuiApplication.clipboard().mimeData()
        path = _file_of(content) or self._kept(content.text())
        if path is None:
            self._workspace.notices.toast(_("There is no table on the clipboard. Copy the cells in Excel first."))
        else:
            self.chosen.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        if _file(event) is not None:
            self._light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self._light(False)
        if (path := _file(event)) is not None:
            event.acceptProposedAction()
            self.chosen.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed frame."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour(Role.FOCUS if self._over else Role.LINE_STRONG), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour(Role.SELECTION if self._over else Role.CARD))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)
        painter.end()

    def _kept(self, text: str) -> Path | None:
        # Cells come as lines of words parted by tabs; anything else is no table.
        if "\t" not in text or "\n" not in text.strip():
            return None
        self._pasted = QTemporaryDir()
        path = Path(self._pasted.path()) / (_("Pasted cells") + ".csv")
        path.write_text(text, encoding="utf-8-sig", errors="replace", newline="")
        return path

    def _light(self, over: bool) -> None:
        self._over = over
        self.update()

    def _fit(self) -> None:
        self._icon.setPixmap(theme().pixmap("file-spreadsheet", Role.LINE_STRONG, 52, self.devicePixelRatioF()))
        self.setMinimumHeight(theme().size(230))


def _file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    return _file_of(event.mimeData())


def _file_of(content: QMimeData) -> Path | None:
    urls = [url for url in content.urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None

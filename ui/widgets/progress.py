"""Progress of a long job: shown only once it has taken a second, with a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ledger.language import _
from ui.theme import theme
from ui.widgets.buttons import GhostButton
from ui.widgets.cards import Label

PATIENCE_MILLISECONDS = 1000


class ProgressDialog(QDialog):
    """What is being done, how far it is, and 取消. `finish` ends it, whether it was ever seen or not."""

    def __init__(self, title: str, on_cancel: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_cancel = on_cancel
        self._over = False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(theme().size(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        self._words = Label(title, "section")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._figures = Label("", "muted")
        self._cancel = GhostButton(_("Cancel"))
        self._cancel.clicked.connect(self._stop)
        foot = QHBoxLayout()
        foot.addWidget(self._figures, 1)
        foot.addWidget(self._cancel)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addLayout(foot)
        QTimer.singleShot(PATIENCE_MILLISECONDS, self, self._appear)

    def show_progress(self, done: int, total: int) -> None:
        """`done` of `total`; a total of 0 means nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._figures.setText(f"{done} / {total}" if total else "")

    def finish(self) -> None:
        """The job is over: go away, or never appear."""
        self._over = True
        # Hiding what was never shown would still take the keyboard from the window.
        if self.isVisible():
            self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Esc means cancel."""
        self._stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own close button means cancel too; the job closes it when it has stopped."""
        event.ignore()
        self._stop()

    def _appear(self) -> None:
        if not self._over:
            self.show()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText(_("Stopping…"))
        self._on_cancel()

"""A sheet over the page: a few fields, one button that does it, Esc to leave everything as it was."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ledger.language import _
from ui.theme import theme
from ui.widgets.buttons import GhostButton, PrimaryButton
from ui.widgets.cards import Label, ScrollColumn, reveal
from ui.widgets.forms import Form


class FormSheet(QDialog):
    """`form` is the place for fields, `column` for what stands round it, `foot` for further buttons.

    `act` is called by the button and by Ctrl+Enter; the sheet closes where it returns True, so that problems
    can be shown under the fields while it stays.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        *,
        note: str = "",
        action: str = "",
        act: Callable[[], bool] | None = None,
        width: int = 520,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._act = act
        self._width = width
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.setSpacing(14)
        outer.addWidget(Label(title, "title", wrap=True))
        self._note = Label(note, "muted", wrap=True)
        reveal(self._note, bool(note))
        outer.addWidget(self._note)
        self._scroll = ScrollColumn()
        self.column = self._scroll.column
        self.column.setSpacing(12)
        # Room for the focus frame of fields that touch the edge.
        self.column.setContentsMargins(2, 2, 8, 2)
        self.form = Form()
        self.column.addWidget(self.form)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(self._make_foot(action or _("Save")))

    def _make_foot(self, action: str) -> QHBoxLayout:
        self.button = PrimaryButton(action)
        self.button.setToolTip("Ctrl+Enter")
        self.button.clicked.connect(self.send)
        self.form.sent.connect(self.send)
        leave = GhostButton(_("Cancel"))
        leave.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addWidget(self.button)
        self.foot.addWidget(leave)
        self.foot.addStretch(1)
        return self.foot

    def send(self) -> None:
        """Do what the sheet is for, and close it where that was done."""
        if self._act is None or self._act():
            self.accept()

    def fit(self) -> None:
        """Be as high as the fields need, and no higher than the window it belongs to."""
        parent = self.parentWidget()
        room = (parent.window().height() if parent else 700) - 24
        self.setFixedWidth(theme().size(self._width))
        self._scroll.column.activate()
        scroll = self._scroll.sizeHint().expandedTo(self._scroll.minimumSizeHint())
        around = self.sizeHint().height() - scroll.height()
        inner = self._scroll.column
        wanted = (
            inner.totalHeightForWidth(self.width() - 60) if inner.hasHeightForWidth() else inner.sizeHint().height()
        )
        self.resize(self.width(), min(wanted + around + 12, room))

    def fit_again(self) -> None:
        """Fit once more after fields came or went; nothing before the sheet is shown."""
        if self.isVisible():
            QTimer.singleShot(0, self, self.fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the right height, and put the keyboard into the first field."""
        super().showEvent(event)
        self.fit()
        first = next(iter(self.form.rows.values()), None)
        if first is not None and self.focusWidget() in (None, self.button):
            first.field.setFocus()


class ReasonSheet(FormSheet):
    """Asks why something is withdrawn (作废). `withdraw(reason)` returns whether it was accepted."""

    def __init__(self, parent: QWidget, title: str, withdraw: Callable[[str], bool]) -> None:
        note = _("Nothing is erased: it stays in the ledger as withdrawn, with this reason.")
        super().__init__(
            parent, title, note=note, action=_("Withdraw"), act=lambda: withdraw(self.reason.text()), width=460
        )
        self.reason = QLineEdit()
        self.form.add("reason", _("Reason"), self.reason)
